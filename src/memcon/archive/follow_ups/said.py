"""Commitments and statements as follow-ups see them: who, to whom, in what words, and at which contact."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, select

from memcon.archive.follow_ups.meetings import Key, Pair, batches, stays_of
from memcon.archive.follow_ups.near import Stay, iso_day
from memcon.archive.follow_ups.words import content_words
from memcon.archive.schema import (
    actors,
    commitments,
    contacts,
    evidence,
    participants,
    parties,
    reports,
    statements,
)
from memcon.record import Act, CommitmentKind

Reports = Collection[str] | Select[tuple[str]]
"""Reports by their SHA-256, few of them, or what asks for them."""

Wanted = Callable[[str], bool]
"""Whether something said in these words is to be loaded."""

_PARTIES = {"commitment": ("who", "to"), "statement": ("speakers", "addressees", "about")}
"""The fields of `parties`: first those who say it, then the others."""


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Actors, the countries they are of, and the persons among them, each with the country."""

    ids: frozenset[str]
    countries: frozenset[str]
    people: frozenset[Pair]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What commitments and statements share.

    ``day`` is that of their contact or, if earlier, of publication (ISO), ``at`` where their words begin in the report.
    ``others`` are those to whom a commitment is made, or who are addressed or spoken of. ``stays``: see `near`.
    """

    ref: str
    report: str
    day: str | None
    at: int
    words: str
    content: frozenset[str]
    speakers: Parties
    others: Parties
    contact: str | None
    present: frozenset[str]
    stays: frozenset[Stay]


@dataclass(frozen=True, kw_only=True)
class Saying(Said):
    """A statement."""

    act: Act


@dataclass(frozen=True, kw_only=True)
class Promise(Said):
    """A commitment. ``planned`` is the planned contact that the same words tell of."""

    kind: CommitmentKind
    due: tuple[str, str] | None
    mechanism: str | None
    found_by: str | None
    planned: Key | None


def load_said(
    connection: Connection, of: Reports, *, wanted: Wanted | None = None
) -> tuple[list[Promise], list[Saying]]:
    """The commitments and statements of reports, of those only whose words are ``wanted``."""
    promised = [row for row in _commitments(connection, of) if wanted is None or wanted(row["act"])]
    stated = [row for row in _statements(connection, of) if wanted is None or wanted(row["words"])]
    told = _Told(connection, [*promised, *stated], ("commitment", "statement"))
    return [told.promise(row) for row in promised], [told.saying(row) for row in stated]


def load_promises(
    connection: Connection, of: Reports, *conditions: ColumnElement[bool], wanted: Wanted
) -> list[Promise]:
    """The commitments of reports that fulfil conditions on `commitments` and `reports`, and whose words are ``wanted``."""
    rows = [row for row in _commitments(connection, of, *conditions) if wanted(row["act"])]
    told = _Told(connection, rows, ("commitment",))
    return [told.promise(row) for row in rows]


def _commitments(connection: Connection, of: Reports, *conditions: ColumnElement[bool]) -> Sequence[RowMapping]:
    said_at = and_(statements.c.report == commitments.c.report, statements.c.id == commitments.c.statement)
    query = (
        select(commitments, reports.c.published, statements.c.contact)
        .join(reports, reports.c.id == commitments.c.report)
        .outerjoin(statements, said_at)
        .where(commitments.c.report.in_(of), commitments.c.withdrawn.is_(False), *conditions)
        .order_by(commitments.c.ref)
    )
    return connection.execute(query).mappings().all()


def _statements(connection: Connection, of: Reports) -> Sequence[RowMapping]:
    query = (
        select(statements, reports.c.published)
        .join(reports, reports.c.id == statements.c.report)
        .where(statements.c.report.in_(of), statements.c.withdrawn.is_(False))
        .order_by(statements.c.ref)
    )
    return connection.execute(query).mappings().all()


class _Told:
    """What the reports of some commitments and statements tell around them."""

    def __init__(self, connection: Connection, rows: Sequence[RowMapping], item_types: Sequence[str]) -> None:
        of = {row["report"] for row in rows}
        self._parties = _parties(connection, of, item_types)
        self._contacts = _contacts(connection, of)
        self._present = _present(connection, of)
        self._stays = stays_of(connection, [key for keys in self._contacts.values() for key in keys])
        self._spans = _spans(connection, of, item_types)

    def promise(self, row: RowMapping) -> Promise:
        start, end = iso_day(row["due_start"]), iso_day(row["due_end"])
        first, last = start or end, end or start
        planned = self._planned(row)
        return Promise(
            **self._said(row, "commitment", row["act"], planned),
            kind=row["kind"],
            due=(first, last) if first and last else None,
            mechanism=row["mechanism"],
            found_by=row["found_by"],
            planned=planned,
        )

    def saying(self, row: RowMapping) -> Saying:
        return Saying(**self._said(row, "statement", row["words"], None), act=row["act"])

    def _said(self, row: RowMapping, item_type: str, words: str, planned: Key | None) -> dict[str, Any]:
        own = self._own_contact(row)
        days = [iso_day(own["when_start"]) if own is not None else None, iso_day(row["published"])]
        who, *others = (self._parties.get((row["report"], row["id"], field), []) for field in _PARTIES[item_type])
        contact = (row["report"], own["id"]) if own is not None else None
        stays = {stay for key in (contact, planned) if key for stay in self._stays.get(key, ())}
        return {
            "ref": row["ref"],
            "report": row["report"],
            "day": min((day for day in days if day), default=None),
            "at": min((start for start, _ in self._spans.get((row["report"], item_type, row["id"]), ())), default=0),
            "words": words,
            "content": content_words(words),
            "speakers": _together(who),
            "others": _together([actor for some in others for actor in some]),
            "contact": own["id"] if own is not None else None,
            "present": frozenset(self._present.get(contact, ())) if contact else frozenset(),
            "stays": frozenset(stays),
        }

    def _own_contact(self, row: RowMapping) -> RowMapping | None:
        """The contact that it was said at; else the one that the report is about."""
        told = self._contacts.get(row["report"], {})
        said_at = told.get((row["report"], row["contact"])) if row["contact"] else None
        if said_at is not None:
            return said_at
        return next((contact for contact in told.values() if contact["role"] == "main"), None)

    def _planned(self, row: RowMapping) -> Key | None:
        """The first planned contact whose words are among those of the commitment."""
        own = self._spans.get((row["report"], "commitment", row["id"]), ())
        for key, contact in self._contacts.get(row["report"], {}).items():
            if contact["status"] == "planned" and any(
                start < other_end and other_start < end
                for start, end in own
                for other_start, other_end in self._spans.get((key[0], "contact", key[1]), ())
            ):
                return key
        return None


def _together(those: Sequence[RowMapping]) -> Parties:
    return Parties(
        ids=frozenset(actor["actor"] for actor in those),
        countries=frozenset(actor["country"] for actor in those if actor["country"]),
        people=frozenset((actor["country"] or "", actor["actor"]) for actor in those if actor["kind"] == "person"),
    )


def _parties(
    connection: Connection, of: Collection[str], item_types: Sequence[str]
) -> Mapping[tuple[str, str, str], list[RowMapping]]:
    """Actors by report, item and field."""
    found: dict[tuple[str, str, str], list[RowMapping]] = defaultdict(list)
    for part in batches(of):
        query = (
            select(parties, actors.c.country, actors.c.kind)
            .join(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
            .where(parties.c.report.in_(part), parties.c.item_type.in_(item_types))
            .order_by(parties.c.seq)
        )
        for row in connection.execute(query).mappings():
            found[row["report"], row["item"], row["field"]].append(row)
    return found


def _contacts(connection: Connection, of: Collection[str]) -> Mapping[str, dict[Key, RowMapping]]:
    """Of each report its contacts, in its order."""
    found: dict[str, dict[Key, RowMapping]] = defaultdict(dict)
    columns = (contacts.c.report, contacts.c.id, contacts.c.status, contacts.c.role, contacts.c.when_start)
    for part in batches(of):
        query = (
            select(*columns)
            .where(contacts.c.report.in_(part), contacts.c.withdrawn.is_(False))
            .order_by(contacts.c.report, contacts.c.seq)
        )
        for row in connection.execute(query).mappings():
            found[row["report"]][row["report"], row["id"]] = row
    return found


def _present(connection: Connection, of: Collection[str]) -> Mapping[Key, set[str]]:
    found: dict[Key, set[str]] = defaultdict(set)
    query = select(participants.c.report, participants.c.contact, participants.c.country)
    for part in batches(of):
        for row in connection.execute(query.where(participants.c.report.in_(part))).mappings():
            if row["country"]:
                found[row["report"], row["contact"]].add(row["country"])
    return found


def _spans(
    connection: Connection, of: Collection[str], item_types: Sequence[str]
) -> Mapping[tuple[str, str, str], list[tuple[int, int]]]:
    """Where items and contacts stand in their reports' texts, by report, type and id."""
    found: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    kinds = (*item_types, "contact")
    for part in batches(of):
        here = evidence.c.report.in_(part), evidence.c.item_type.in_(kinds), evidence.c.field == "spans"
        for row in connection.execute(select(evidence).where(*here).order_by(evidence.c.seq)).mappings():
            found[row["report"], row["item_type"], row["item"]].append((row["start"], row["end"]))
    return found
