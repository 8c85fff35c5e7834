"""Answers that cost something are kept for as long as the archive stays as it is."""

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, func, select

from memcon.archive.schema import corrections, reports

AnswerT = TypeVar("AnswerT")
State = tuple[Any, ...]

_MOST = 500
_SETTLED = timedelta(seconds=10)
"""Changes are dated to the second when they begin, and seen when they are done: within this time another one may have the same date."""


class Answers:
    """Answers by what was asked. Nothing is kept while the archive changes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: State | None = None
        self._kept: dict[Hashable, Any] = {}

    def get(self, connection: Connection, asked: Hashable, find: Callable[[], AnswerT]) -> AnswerT:
        """What ``find`` answers, or answered since the archive last changed. It reads from the connection alone."""
        state = _state(connection)
        with self._lock:
            if state is not None and state == self._state and asked in self._kept:
                return cast(AnswerT, self._kept[asked])
        answer = find()
        if state is not None:
            self._keep(state, asked, answer)
        return answer

    def _keep(self, state: State, asked: Hashable, answer: object) -> None:
        with self._lock:
            if state != self._state:
                self._state, self._kept = state, {}
            elif len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[asked] = answer


def _state(connection: Connection) -> State | None:
    """Differs whenever a report or correction was added or changed; None where it changed a moment ago."""
    last = (func.max(reports.c.seq), func.max(reports.c.changed_at), func.max(corrections.c.id))
    seq, changed_at, correction = connection.execute(select(*(select(one).scalar_subquery() for one in last))).one()
    if changed_at and datetime.now(UTC) - datetime.fromisoformat(changed_at) < _SETTLED:
        return None
    return seq, changed_at, correction
