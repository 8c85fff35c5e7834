"""Follow-ups: what became of planned contacts, of commitments and of requests, found across reports. Rules: docs/follow-ups.md."""

from memcon.archive.follow_ups.settling import forget, settle

__all__ = ["forget", "settle"]
