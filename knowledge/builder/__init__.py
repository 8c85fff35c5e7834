"""Builds the knowledge data that memcon ships from the collected sources; see docs/knowledge.md."""
