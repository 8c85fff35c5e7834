"""Encounters: one real-world contact, however many reports tell of it. Rules and figures: docs/encounters.md."""

from memcon.archive.encounters.settling import release, settle

__all__ = ["release", "settle"]
