"""Topics: what a stretch of a report is about."""

from memcon.language import Parsed


def topics_of(parsed: Parsed, start: int, end: int) -> tuple[str, ...]:
    """The topics of the tokens from ``start`` to ``end`` (exclusive)."""
    return ()
