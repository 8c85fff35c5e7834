"""Events: items and background actions, coded in PLOVER and CAMEO."""

from memcon.extraction.events.finder import find_events

__all__ = ["find_events"]
