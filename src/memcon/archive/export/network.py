"""GraphML of who had contact with whom: countries, or persons of different countries. An edge counts encounters."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

from sqlalchemy import Connection, RowMapping, and_, select

from memcon.archive.export.characters import writable
from memcon.archive.filters import Filters, conditions
from memcon.archive.follow_ups.meetings import batches, encounter_of
from memcon.archive.frames import needed
from memcon.archive.schema import actors, contact_dyads, contacts, encounters, participants, reports
from memcon.record import Mode

if TYPE_CHECKING:
    import networkx as nx

    from memcon.archive import Archive

Nodes = Literal["countries", "persons"]

Attributes = dict[str, str | int]


@dataclass
class _Encounter:
    """What the contacts of one encounter tell together. ``persons`` are ids with the country of each."""

    mode: str
    start: str | None
    end: str | None
    reports: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    persons: dict[str, str | None] = field(default_factory=dict)


def write(archive: "Archive", target: BinaryIO, filters: Filters | None = None, *, of: Nodes = "countries") -> None:
    """Writes the network as GraphML. Raises `ArchiveError`."""
    needed("networkx").write_graphml(graph(archive, filters, of=of), target, named_key_ids=True)


def graph(archive: "Archive", filters: Filters | None = None, *, of: Nodes = "countries") -> "nx.Graph[str]":
    """The network of the contacts that the filters let through; of those held, unless another status is asked for.

    Each edge has ``weight`` (encounters), a number for each mode of contact, ``reports``, and ``first`` and ``last``, the
    ISO dates of the earliest and latest dated one. Raises `ArchiveError`.
    """
    made: nx.Graph[str] = needed("networkx").Graph(nodes=of)
    wanted = replace(filters or Filters(), withdrawn=False)
    with archive._reading() as connection:
        found = _encounters(connection, replace(wanted, status=wanted.status or "held"))
        edges: dict[tuple[str, str], list[_Encounter]] = defaultdict(list)
        for _, encounter in sorted(found.items()):
            for pair in sorted(encounter.pairs if of == "countries" else _across(encounter.persons)):
                edges[pair].append(encounter)
        ids = {node for pair in edges for node in pair}
        named = _persons(connection, ids) if of == "persons" else _countries(ids)
    for node in sorted(ids):
        made.add_node(node, **named[node])
    for (one, other), those in sorted(edges.items()):
        made.add_edge(one, other, **_edge(those))
    return made


def _across(persons: dict[str, str | None]) -> Iterable[tuple[str, str]]:
    """Every two persons who are not of the same delegation."""
    for one, other in combinations(sorted(persons), 2):
        if persons[one] != persons[other] or persons[one] is None:
            yield one, other


def _edge(those: list[_Encounter]) -> Attributes:
    modes = Counter(encounter.mode for encounter in those)
    days = sorted(day for encounter in those for day in (encounter.start, encounter.end) if day)
    return {
        "weight": len(those),
        **{mode: modes[mode] for mode in get_args(Mode)},
        "reports": len({report for encounter in those for report in encounter.reports}),
        **({"first": days[0], "last": days[-1]} if days else {}),
    }


def _encounters(connection: Connection, filters: Filters) -> dict[str, _Encounter]:
    query = (
        select(contacts.c.report, contacts.c.id, encounter_of.label("of"), contacts.c.mode)
        .add_columns(contacts.c.when_start, contacts.c.when_end)
        .join(reports, reports.c.id == contacts.c.report)
        .where(*conditions(filters, "contacts"))
        .order_by(contacts.c.ref)
        .limit(filters.limit)
    )
    rows = connection.execute(query).mappings().all()
    merged = _merged(connection, {row["of"] for row in rows})
    found: dict[str, _Encounter] = {}
    member: dict[tuple[str, str], _Encounter] = {}
    for row in rows:
        told = merged.get(row["of"], row)
        encounter = found.setdefault(row["of"], _Encounter(told["mode"], told["when_start"], told["when_end"]))
        encounter.reports.add(row["report"])
        member[row["report"], row["id"]] = encounter
    _add_sides(connection, member)
    return found


def _merged(connection: Connection, ids: Collection[str]) -> dict[str, RowMapping]:
    found: dict[str, RowMapping] = {}
    for part in batches(ids):
        query = select(encounters).where(encounters.c.id.in_(part))
        found.update((row["id"], row) for row in connection.execute(query).mappings())
    return found


def _add_sides(connection: Connection, member: dict[tuple[str, str], _Encounter]) -> None:
    """Gives each encounter its dyads and the persons named in its contacts."""
    of_person = and_(actors.c.report == participants.c.report, actors.c.id == participants.c.actor)
    for part in batches({report for report, _ in member}):
        dyads = select(contact_dyads.c.report, contact_dyads.c.contact, contact_dyads.c.dyad)
        for report, contact, dyad in connection.execute(dyads.where(contact_dyads.c.report.in_(part))):
            if encounter := member.get((report, contact)):
                one, _, other = dyad.partition("-")
                encounter.pairs.add((one, other))
        named = (
            select(participants.c.report, participants.c.contact, participants.c.actor, participants.c.country)
            .join(actors, of_person)
            .where(participants.c.report.in_(part), participants.c.name.is_not(None), actors.c.kind == "person")
            .order_by(participants.c.report, participants.c.contact, participants.c.seq)
        )
        for report, contact, actor, country in connection.execute(named):
            if encounter := member.get((report, contact)):
                encounter.persons[actor] = encounter.persons.get(actor) or country


def _countries(codes: Collection[str]) -> dict[str, Attributes]:
    """The name of each, and its Correlates of War and Gleditsch-Ward numbers where it has them."""
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and only exports name countries

    knowledge = load()
    found: dict[str, Attributes] = {}
    for code in codes:
        found[code] = {"label": knowledge.country_name(code)}
        state = knowledge.state(code)
        if state:
            found[code] |= {key: number for key, number in (("cow", state.cow), ("gw", state.gw)) if number is not None}
    return found


def _persons(connection: Connection, ids: Collection[str]) -> dict[str, Attributes]:
    """The name, country and office that most reports give."""
    told: dict[str, list[RowMapping]] = defaultdict(list)
    for part in batches(ids):
        query = (
            select(actors.c.id, actors.c.name, actors.c.country, actors.c.office, actors.c.wikidata)
            .join(reports, reports.c.id == actors.c.report)
            .where(actors.c.id.in_(part), reports.c.withdrawn_at.is_(None))
            .order_by(actors.c.report)
        )
        for row in connection.execute(query).mappings():
            told[row["id"]].append(row)
    return {id_: _person(rows) for id_, rows in told.items()}


def _person(rows: list[RowMapping]) -> Attributes:
    named: tuple[tuple[str, Callable[[RowMapping], str | None]], ...] = (
        ("label", lambda row: row["name"]),
        ("country", lambda row: row["country"]),
        ("office", lambda row: row["office"]),
        ("wikidata", lambda row: row["wikidata"]),
    )
    attributes: Attributes = {}
    for name, value in named:
        counts = Counter(found for row in rows if (found := value(row)))
        if counts:
            attributes[name] = writable(min(counts, key=lambda each: (-counts[each], each)))
    return attributes
