"""Contacts and statements as lists show them, from the rows that `memcon.archive.lists` reads."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, and_, select

from memcon.archive.encounters.dates import date_of
from memcon.archive.schema import actors, participants, parties
from memcon.archive.views import ContactRow, StatementRow
from memcon.archive.wording import title_in

_AT_ONCE = 500  # reports asked for in one query; SQLite limits the variables of a statement


def contacts_shown(connection: Connection, rows: Sequence[RowMapping]) -> list[ContactRow]:
    """Contacts with those who took part."""
    parts = _participants(connection, sorted({row["report"] for row in rows}))
    return [_contact_row(row, parts[row["report"], row["id"]]) for row in rows]


def statements_shown(connection: Connection, rows: Sequence[RowMapping]) -> list[StatementRow]:
    """Statements with who says so, to whom and about whom."""
    names = _parties(connection, sorted({row["report"] for row in rows}))
    return [_statement_row(row, names) for row in rows]


def _participants(connection: Connection, of: list[str]) -> dict[tuple[str, str], list[RowMapping]]:
    found: dict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    for part in _batches(of):
        query = (
            select(participants, actors.c.kind, actors.c.name.label("actor_name"))
            .outerjoin(actors, and_(actors.c.report == participants.c.report, actors.c.id == participants.c.actor))
            .where(participants.c.report.in_(part))
            .order_by(participants.c.seq)
        )
        for row in connection.execute(query).mappings():
            found[row["report"], row["contact"]].append(row)
    return found


def _parties(connection: Connection, of: list[str]) -> dict[tuple[str, str, str], list[RowMapping]]:
    found: dict[tuple[str, str, str], list[RowMapping]] = defaultdict(list)
    for part in _batches(of):
        query = (
            select(parties, actors.c.name, actors.c.country)
            .outerjoin(actors, and_(actors.c.report == parties.c.report, actors.c.id == parties.c.actor))
            .where(parties.c.report.in_(part), parties.c.item_type == "statement")
            .order_by(parties.c.seq)
        )
        for row in connection.execute(query).mappings():
            found[row["report"], row["item"], row["field"]].append(row)
    return found


def _batches(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def _contact_row(row: RowMapping, parts: list[RowMapping]) -> ContactRow:
    return ContactRow(
        id=row["ref"],
        **date_of(row),
        status=row["status"],
        mode=row["mode"],
        role=row["role"],
        level=row["level"],
        place=row["place_name"],
        place_country=row["place_country"],
        participants=tuple(_participant(part) for part in parts),
        countries=tuple(dict.fromkeys(part["country"] for part in parts if part["country"])),
        occasion=row["occasion"],
        mechanism=row["mechanism"],
        topics=tuple(row["topics"]),
        report=row["key"],
        outlet=row["outlet"],
        published=row["published"],
        url=row["url"],
        encounter=row["encounter"],
        review=row["review"],
        withdrawn=row["withdrawn"],
    )


def _participant(part: RowMapping) -> str:
    """ "Hassan Rouhani (IRN)"; "foreign minister (OMN)" where only the office is given; a state is only "Oman"."""
    office = title_in(part["office"], part["country"]) if part["office"] else None
    who = part["name"] or office or part["actor_name"] or part["actor"]
    return f"{who} ({part['country']})" if part["country"] and part["kind"] != "state" else who


def _statement_row(row: RowMapping, names: dict[tuple[str, str, str], list[RowMapping]]) -> StatementRow:
    def named(field: str) -> tuple[str, ...]:
        return tuple(party["name"] or party["actor"] for party in names[row["report"], row["id"], field])

    speakers = names[row["report"], row["id"], "speakers"]
    return StatementRow(
        id=row["ref"],
        date=row["when_start"],
        date_end=row["when_end"],
        date_precision=row["when_precision"],
        weekday=row["when_weekday"],
        speakers=named("speakers"),
        countries=tuple(dict.fromkeys(party["country"] for party in speakers if party["country"])),
        act=row["act"],
        form=row["form"],
        words=row["words"],
        addressees=named("addressees"),
        about=named("about"),
        topics=tuple(row["topics"]),
        contact=row["contact_ref"],
        report=row["key"],
        outlet=row["outlet"],
        published=row["published"],
        url=row["url"],
        start=row["start"],
        end=row["end"],
        review=row["review"],
        withdrawn=row["withdrawn"],
    )
