"""Claims: counted harm that a report tells of, with the number as exactly as it is given."""

from memcon.actors import Cast
from memcon.extraction.dates import DateMention
from memcon.language import Parsed
from memcon.record import Claim

__all__ = ["find_claims"]


def find_claims(parsed: Parsed, cast: Cast, dates: tuple[DateMention, ...]) -> tuple[Claim, ...]:
    """The claims of a report, in the order of the text."""
    return ()
