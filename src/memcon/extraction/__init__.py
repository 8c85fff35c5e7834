"""From a report to its record: contacts, statements, commitments, claims and framing, each with its evidence."""

from memcon.extraction.report import extract_record

__all__ = ["extract_record"]
