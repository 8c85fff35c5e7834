"""Lists commitments with what became of them as of a day. Nothing of the day is kept: what is overdue is told when it is asked."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, case, func, or_, select

from memcon.archive.filters import Condition, Filters, conditions, ensure_allowed, in_words
from memcon.archive.follow_ups.answers import answer_in
from memcon.archive.follow_ups.found import FollowUpKind, Reason
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.keyset import Order, Stretch, rows_at, sorted_first
from memcon.archive.schema import (
    actors,
    commitments,
    contacts,
    encounters,
    evidence,
    follow_ups,
    parties,
    reports,
    statements,
)
from memcon.archive.views import CommitmentRow, FollowedCommitment, FollowUpRow
from memcon.archive.ways import few, ways_to_commitments
from memcon.archive.wording import joined_words
from memcon.errors import ArchiveError
from memcon.record import CommitmentKind, CommitmentStatus, Span

_AT_ONCE = 400
_SHOWING: tuple[FollowUpKind, ...] = ("kept", "superseded", "answered")


@dataclass(frozen=True, kw_only=True)
class CommitmentFilters(Filters):
    """Which commitments are wanted: `Filters`, of the contact at which they were made, and these.

    ``state`` are the states of which any is wanted, ``due_before`` is an ISO date, ``as_of`` the day on which they are looked at
    (today in UTC where none is given): what was made or shown later is left out of account.
    """

    state: tuple[CommitmentStatus, ...] = ()
    kind: CommitmentKind | None = None
    due_before: str | None = None
    as_of: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        for state in self.state:
            ensure_allowed("state", state, get_args(CommitmentStatus))
        ensure_allowed("kind", self.kind, get_args(CommitmentKind))
        for name, day in (("due_before", self.due_before), ("as_of", self.as_of)):
            if day is not None and _is_no_day(day):
                raise ArchiveError(f"{name} must be a date like 2024-12-31, not {day}")


def commitments_in_words(filters: CommitmentFilters) -> str:
    """The filters as they would be said: "IRN, overdue, as of 2024-12-31"."""
    said = [in_words(filters), " or ".join(filters.state)]
    said += [f"of kind {filters.kind}" if filters.kind else ""]
    said += [f"due before {filters.due_before}" if filters.due_before else ""]
    said += [f"as of {filters.as_of}" if filters.as_of else ""]
    return ", ".join(filter(None, said))


def list_commitments(connection: Connection, filters: CommitmentFilters) -> list[CommitmentRow]:
    """Commitments by the day they are due, those without one last and by the day they were made."""
    c = commitments.c
    order = (c.day.nulls_last(), c.made.nulls_last(), c.report, c.seq)
    # All are put in order, maybe for the few that are shown: these alone are read whole.
    refs = connection.scalars(select(c.ref).where(*_asked(connection, filters)).order_by(*order).limit(filters.limit))
    return [
        row
        for part in refs.partitions(_AT_ONCE)
        for row in commitments_shown(connection, rows_at(connection, _selected(), c.ref, part), filters)
    ]


ORDER = Order((commitments.c.day, commitments.c.made), (commitments.c.report, commitments.c.seq))


def commitment_rows(connection: Connection, filters: CommitmentFilters, stretch: Stretch) -> list[RowMapping]:
    """A stretch of the commitments that filters leave, by the day they are due, the others by the day they were made."""
    asked = select(commitments.c.ref).where(*_asked(connection, filters))
    return sorted_first(connection, asked, _selected(), commitments.c.ref, ORDER, stretch)


def commitments_due(connection: Connection, filters: CommitmentFilters, *, limit: int) -> Sequence[RowMapping]:
    """The open commitments that are due next."""
    c = commitments.c
    asked = _asked(connection, replace(filters, state=("open",)))
    due = select(c.ref).where(*asked, c.day >= as_of_or_today(filters)).order_by(c.day, c.report, c.seq).limit(limit)
    return rows_at(connection, _selected(), c.ref, connection.scalars(due).all())


def commitments_shown(
    connection: Connection, rows: Sequence[RowMapping], filters: CommitmentFilters
) -> list[CommitmentRow]:
    """Commitments with who undertakes them, and what became of them by the day of the filters."""
    names = _parties(connection, {row["report"] for row in rows})
    shown = _shown(connection, [row["ref"] for row in rows])
    return [_row(row, names, shown[row["ref"]], as_of_or_today(filters)) for row in rows]


def as_of_or_today(filters: CommitmentFilters) -> str:
    """The day on which commitments are looked at."""
    return filters.as_of or datetime.now(UTC).date().isoformat()


def followed_commitment(connection: Connection, ref: str, *, as_of: str | None = None) -> FollowedCommitment:
    """The commitment with that ref and all that follows it up."""
    day = as_of or datetime.now(UTC).date().isoformat()
    rows = connection.execute(_selected().where(commitments.c.ref == ref)).mappings().all()
    (row,) = commitments_shown(connection, rows, CommitmentFilters(as_of=day))
    shown = _shown(connection, [ref])[ref]
    return FollowedCommitment(
        commitment=row,
        words=_words(connection, [ref])[ref],
        follow_ups=tuple(_told(connection, [one for one in shown if one.day is None or one.day <= day])),
    )


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """A follow-up as it is kept, with the day of what shows it."""

    kind: FollowUpKind
    by: str
    score: float
    reasons: list[dict[str, object]]
    day: str | None

    @property
    def rank(self) -> tuple[str, float, str]:
        """The first that shows it goes before others, then the surest."""
        return self.day or "9", -self.score, self.by


# A plan is made when it is reported, not on the day that it is for.
_made = func.coalesce(
    case((contacts.c.when_start <= reports.c.published, contacts.c.when_start)),
    reports.c.published,
    contacts.c.when_start,
)


def _selected() -> Select[Any]:
    said_at = and_(statements.c.report == commitments.c.report, statements.c.id == commitments.c.statement)
    at = and_(contacts.c.report == statements.c.report, contacts.c.id == statements.c.contact)
    return (
        select(commitments, contacts.c.ref.label("contact_ref"))
        .add_columns(reports.c.key, reports.c.outlet, reports.c.published, reports.c.url)
        .join(reports, reports.c.id == commitments.c.report)
        .outerjoin(statements, said_at)
        .outerjoin(contacts, at)
    )


def _asked(connection: Connection, filters: CommitmentFilters) -> list[Condition]:
    left, way = few(connection, filters, ways_to_commitments(filters))
    return [*conditions(left, "commitments"), *conditions_of_commitments(left), *way]


def conditions_of_commitments(filters: CommitmentFilters) -> Iterator[Condition]:
    """What only commitments are narrowed by."""
    c = commitments.c
    if filters.kind:
        yield c.kind == filters.kind
    if filters.due_before:
        yield c.day < filters.due_before
    if filters.as_of:
        yield or_(c.made <= filters.as_of, c.made.is_(None))
    if filters.state:
        yield _state(as_of_or_today(filters)).in_(filters.state)


def _state(as_of: str) -> ColumnElement[str]:
    """What `_status` says, in SQL."""
    c = commitments.c
    return case(
        (c.status != "open", c.status),
        (c.kept_on <= as_of, "kept"),
        (c.superseded_on <= as_of, "superseded"),
        (c.day < as_of, "overdue"),
        else_="open",
    )


def _row(
    row: RowMapping, names: Mapping[tuple[str, str, str], list[RowMapping]], shown: list[_Shown], as_of: str
) -> CommitmentRow:
    who, to = (names.get((row["report"], row["id"], field), []) for field in ("who", "to"))
    first = {kind: _first(shown, kind, as_of) for kind in _SHOWING}
    status, by = _status(row, first, as_of)
    answer = first["answered"]
    return CommitmentRow(
        id=row["ref"],
        made=row["made"],
        who=tuple(party["name"] or party["actor"] for party in who),
        to=tuple(party["name"] or party["actor"] for party in to),
        countries=tuple(dict.fromkeys(party["country"] for party in (*who, *to) if party["country"])),
        kind=row["kind"],
        act=row["act"],
        due=row["due_start"],
        due_end=row["due_end"],
        due_precision=row["due_precision"],
        status=status,
        followed_by=by,
        answer=answer_in(answer.reasons) if answer else None,
        answered_by=answer.by if answer else None,
        mechanism=row["mechanism"],
        contact=row["contact_ref"],
        report=row["key"],
        outlet=row["outlet"],
        published=row["published"],
        url=row["url"],
        review=row["review"],
        withdrawn=row["withdrawn"],
    )


def _status(
    row: RowMapping, first: Mapping[FollowUpKind, _Shown | None], as_of: str
) -> tuple[CommitmentStatus, str | None]:
    """What the report or a correction says stands; else what is shown by that day; else whether it is due."""
    if row["status"] != "open":
        return row["status"], row["followed_by"]
    for kind, status in _SHOWS:
        shown = first[kind]
        if shown:
            return status, shown.by
    due = row["due_end"] or row["due_start"]
    return ("overdue" if due and due < as_of else "open"), None


_SHOWS: tuple[tuple[Literal["kept", "superseded"], Literal["kept", "superseded"]], ...] = (
    ("kept", "kept"),
    ("superseded", "superseded"),
)


def _first(shown: list[_Shown], kind: FollowUpKind, as_of: str) -> _Shown | None:
    of_kind = (one for one in shown if one.kind == kind and (one.day is None or one.day <= as_of))
    return min(of_kind, key=lambda one: one.rank, default=None)


def _shown(connection: Connection, refs: Collection[str]) -> Mapping[str, list[_Shown]]:
    """The follow-ups of commitments, with the days of what shows them."""
    found: dict[str, list[_Shown]] = defaultdict(list)
    for part in batches(refs):
        query = select(follow_ups).where(follow_ups.c.of.in_(part), follow_ups.c.kind.in_(_SHOWING))
        rows = connection.execute(query).mappings().all()
        days = days_of_showing(connection, {row["by"] for row in rows})
        for row in rows:
            found[row["of"]].append(
                _Shown(
                    kind=row["kind"],
                    by=row["by"],
                    score=row["score"],
                    reasons=row["reasons"],
                    day=days.get(row["by"]),
                )
            )
    return found


def days_of_showing(connection: Connection, refs: Collection[str]) -> dict[str, str | None]:
    """When each encounter was, statement or commitment was made: the day of the contact, else of publication."""
    found: dict[str, str | None] = {}
    said_at = and_(statements.c.report == commitments.c.report, statements.c.id == commitments.c.statement)
    at = and_(contacts.c.report == statements.c.report, contacts.c.id == statements.c.contact)
    was = func.coalesce(encounters.c.when_start, contacts.c.when_start, reports.c.published)
    for part in batches(refs):
        for query in (
            select(contacts.c.ref, was)
            .join(reports, reports.c.id == contacts.c.report)
            .outerjoin(encounters, encounters.c.id == contacts.c.ref)
            .where(contacts.c.ref.in_(part)),
            select(statements.c.ref, _made)
            .join(reports, reports.c.id == statements.c.report)
            .outerjoin(contacts, at)
            .where(statements.c.ref.in_(part)),
            select(commitments.c.ref, _made)
            .join(reports, reports.c.id == commitments.c.report)
            .outerjoin(statements, said_at)
            .outerjoin(contacts, at)
            .where(commitments.c.ref.in_(part)),
        ):
            found.update((ref, day) for ref, day in connection.execute(query))
    return found


def _parties(connection: Connection, of: Collection[str]) -> Mapping[tuple[str, str, str], list[RowMapping]]:
    found: dict[tuple[str, str, str], list[RowMapping]] = defaultdict(list)
    for part in batches(of):
        query = (
            select(parties, actors.c.name, actors.c.country)
            .join(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
            .where(parties.c.report.in_(part), parties.c.item_type == "commitment")
            .order_by(parties.c.seq)
        )
        for row in connection.execute(query).mappings():
            found[row["report"], row["item"], row["field"]].append(row)
    return found


def _told(connection: Connection, shown: list[_Shown]) -> Iterator[FollowUpRow]:
    words = _words(connection, [one.by for one in shown])
    sources = _sources(connection, [one.by for one in shown])
    for one in sorted(shown, key=lambda one: (_SHOWING.index(one.kind), *one.rank)):
        key, outlet, published = sources[one.by]
        yield FollowUpRow(
            kind=one.kind,
            by=one.by,
            date=one.day,
            score=one.score,
            reasons=tuple(msgspec.convert(one.reasons, list[Reason])),
            words=words[one.by],
            report=key,
            outlet=outlet,
            published=published,
        )


def _sources(connection: Connection, refs: Collection[str]) -> dict[str, tuple[str, str | None, str | None]]:
    found: dict[str, tuple[str, str | None, str | None]] = {}
    for part in batches(refs):
        for table in (contacts, statements, commitments):
            query = (
                select(table.c.ref, reports.c.key, reports.c.outlet, reports.c.published)
                .join(reports, reports.c.id == table.c.report)
                .where(table.c.ref.in_(part))
            )
            found.update((ref, (key, outlet, day)) for ref, key, outlet, day in connection.execute(query))
    return found


def _words(connection: Connection, refs: Collection[str]) -> Mapping[str, str]:
    """The words of items in their reports; a gap is " … "."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for part in batches(refs):
        for table, kind in ((contacts, "contact"), (statements, "statement"), (commitments, "commitment")):
            same = (
                evidence.c.report == table.c.report,
                evidence.c.item == table.c.id,
                evidence.c.item_type == kind,
                evidence.c.field == "spans",
            )
            query = (
                select(table.c.ref, evidence.c.start, evidence.c.end, evidence.c.text)
                .join(evidence, and_(*same))
                .where(table.c.ref.in_(part))
                .order_by(evidence.c.seq)
            )
            for ref, start, end, text in connection.execute(query):
                spans[ref].append(Span(start, end, text))
    return defaultdict(str, {ref: joined_words(those) for ref, those in spans.items()})


def _is_no_day(day: str) -> bool:
    try:
        return datetime.fromisoformat(day).date().isoformat() != day
    except ValueError:
        return True
