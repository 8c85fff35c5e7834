"""Framing: loaded words, each with a neutral equivalent and whose voice it stands in."""

from memcon.language import Parsed
from memcon.record import Framing, Statement


def find_framing(parsed: Parsed, statements: tuple[Statement, ...]) -> tuple[Framing, ...]:
    """The loaded words of a report, in the order of the text."""
    return ()
