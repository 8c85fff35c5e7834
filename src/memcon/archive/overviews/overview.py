"""What stands on the first page: how much there is, what is new, what is coming and what is due."""

import msgspec
from sqlalchemy import Connection, exists, func, select

from memcon.archive.counts import count_commitments, count_reviewed, count_waiting
from memcon.archive.encounters.listing import EncounterRow, encounter_rows, encounters_shown
from memcon.archive.filters import Filters
from memcon.archive.follow_ups.listing import CommitmentFilters, commitments_due, commitments_shown
from memcon.archive.keyset import Stretch
from memcon.archive.overviews.answers import Answers
from memcon.archive.reports import ReportRow, reports_shown, selected
from memcon.archive.schema import claims, commitments, contacts, encounters, follow_ups, reports, statements
from memcon.archive.views import CommitmentRow

_SHOWN = 10


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """``newest`` are the reports added last, ``lately`` encounters that were held, ``coming`` planned ones of which nothing more is
    told, ``due`` the open commitments due next, ``overdue`` how many are, ``to_review`` how many items nobody looked at.
    """

    reports: int
    encounters: int
    statements: int
    commitments: int
    newest: tuple[ReportRow, ...]
    lately: tuple[EncounterRow, ...]
    coming: tuple[EncounterRow, ...]
    due: tuple[CommitmentRow, ...]
    overdue: int
    to_review: int


class _Numbers(msgspec.Struct, frozen=True, kw_only=True):
    reports: int
    encounters: int
    statements: int
    commitments: int
    overdue: int
    to_review: int


def overview_of(connection: Connection, answers: Answers, *, as_of: str) -> Overview:
    """The overview as of a day."""
    numbers = answers.get(connection, ("overview", as_of), lambda: _numbers(connection, as_of))
    lately = encounter_rows(connection, Filters(status="held", until=as_of), Stretch(newest=True, limit=_SHOWN))
    due = CommitmentFilters(as_of=as_of)
    return Overview(
        **msgspec.structs.asdict(numbers),
        newest=_newest(connection),
        lately=tuple(encounters_shown(connection, lately)),
        coming=_coming(connection, as_of),
        due=tuple(commitments_shown(connection, commitments_due(connection, due, limit=_SHOWN), due)),
    )


def _newest(connection: Connection) -> tuple[ReportRow, ...]:
    query = selected().where(reports.c.withdrawn_at.is_(None)).order_by(reports.c.seq.desc()).limit(_SHOWN)
    return tuple(reports_shown(connection, connection.execute(query).mappings().all()))


def _coming(connection: Connection, as_of: str) -> tuple[EncounterRow, ...]:
    told = exists().where(follow_ups.c.of == encounters.c.id)
    query = (
        select(encounters)
        .where(encounters.c.when_start >= as_of, encounters.c.status == "planned", ~told)
        .order_by(encounters.c.when_start, encounters.c.id)
        .limit(_SHOWN)
    )
    return tuple(encounters_shown(connection, connection.execute(query).mappings().all()))


def _numbers(connection: Connection, as_of: str) -> _Numbers:
    standing = select(func.count()).select_from(reports).where(reports.c.withdrawn_at.is_(None))
    waiting = {table: count_waiting(connection, table) for table in (contacts, statements, commitments, claims)}
    said, promised = (waiting[table] + count_reviewed(connection, table) for table in (statements, commitments))
    return _Numbers(
        reports=connection.scalar(standing) or 0,
        encounters=connection.scalar(select(func.count()).select_from(encounters)) or 0,
        statements=said,
        commitments=promised,
        overdue=count_commitments(connection, CommitmentFilters(state=("overdue",), as_of=as_of)),
        to_review=sum(waiting.values()),
    )
