"""A follow-up and how sure it is: points for each thing that speaks for it, in words."""

from collections.abc import Iterable
from typing import Literal

import msgspec

FollowUpKind = Literal["held", "cancelled", "kept", "superseded", "answered"]


class Reason(msgspec.Struct, frozen=True):
    """What speaks for a follow-up ("the same persons on both sides"), or against it, and how much."""

    words: str
    points: float


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """``by`` shows what became of ``of``; both are the id of an encounter or the ref of a commitment or statement."""

    kind: FollowUpKind
    of: str
    by: str
    score: float
    reasons: tuple[Reason, ...]


def weighed(kind: FollowUpKind, of: str, by: str, reasons: Iterable[Reason], *, least: float) -> FollowUp | None:
    """The follow-up, if its reasons together reach the ``least`` score."""
    given = tuple(reasons)
    score = round(sum(reason.points for reason in given), 2)
    return FollowUp(kind=kind, of=of, by=by, score=score, reasons=given) if score >= least else None
