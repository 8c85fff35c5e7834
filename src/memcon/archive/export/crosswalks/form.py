"""What a crosswalk is: columns, how an event fills them, and what is lost on the way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from memcon.archive.export.crosswalks.coded import CodedEvent

Cells = Mapping[str, str | float | None]
"""Column to value; columns that are not named are empty."""


@dataclass(frozen=True)
class Loss:
    """What does not come over, or not as it was. ``columns`` are those it shows in; none where the form has no column for it."""

    columns: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """A data set's columns in its order, whether its files have a header row, and an event's rows in it."""

    columns: tuple[str, ...]
    header: bool
    rows: Callable[[CodedEvent], Iterable[Cells]]
    losses: tuple[Loss, ...]


NOT_IN_EVENT_DATA = (
    Loss((), "the words that show the event, and where in the report they stand"),
    Loss((), "statements that are comments, and their words; what is promised, claimed or worded with a slant"),
    Loss((), "whether a contact was denied, and contacts that were cancelled by nobody named: they are no events"),
    Loss((), "which reports tell of one encounter: every report's event is a row"),
    Loss((), "how sure the event is, who is meant by which rule, and corrections beyond their result"),
)
"""What none of the data sets has room for."""
