"""``memcon knowledge show``: who or what a name is."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.actors.knowledge.spans import REPORTED
from memcon.errors import KnowledgeError
from memcon.faces.console import note, print_table
from memcon.faces.countries import country_code
from memcon.faces.options import whole_day

if TYPE_CHECKING:
    from memcon.actors.knowledge import Body, City, Knowledge, Person, State, Venue
    from memcon.actors.knowledge.explain import Explanation, Held, Known, OfficeHeld


def _one_country(value: str | None) -> str | None:
    return None if value is None else country_code(value)


def show(
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME…", help="A person, country, body, place, or an office and whose it is.", show_default=False
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=whole_day, help="What was true on that day, like 2018-10-12."),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="NAME", callback=_one_country, help="Of that country, by name or code."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    database: Annotated[
        str | None,
        typer.Option("--db", metavar="FILE", help="An archive, whose reports may have introduced the person."),
    ] = None,
) -> None:
    """Tell who or what a name is: since when, by which source.

    An office is asked for with the state or body that has it: "Turkish president". Quotation marks are not needed.

    Examples:

    - `memcon knowledge show Cavusoglu --on 2018-10-12`

    - `memcon knowledge show Turkish president --on 2009-05-01`

    - `memcon knowledge show OIC`

    - `memcon knowledge show Brennholt --db memcon.db`
    """
    from memcon.actors.knowledge import load  # noqa: PLC0415
    from memcon.actors.knowledge.explain import Unplaced, explain  # noqa: PLC0415

    knowledge = load()
    words = " ".join(name)
    try:
        found = explain(knowledge, words, date.fromisoformat(on) if on else None, country)
    except Unplaced as office:
        raise KnowledgeError(f"whose {office}? Name the state or body too, like “Turkish {office}”.") from None
    introduced = _introduced(database, words) if database else []
    if not found.found and not introduced:
        close = f"did you mean {', '.join(found.alike)}?" if found.alike else "check the spelling"
        raise KnowledgeError(
            f"nothing is known of “{words}”, neither as country, body, office, person, building nor city; {close}"
        )
    if as_json:
        _print_json(found, introduced)
    else:
        of_reports = (_from_reports(knowledge, person) for person in introduced)
        for number, block in enumerate((*_blocks(knowledge, found), *of_reports)):
            sys.stdout.write("\n" if number else "")
            print_table(block[0], block[1:], only_wide=("title",))
        _tell_what_else(found)


def _introduced(database: str, words: str) -> "list[Person]":
    """The persons of that name whom the reports of an archive introduced."""
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        return archive.learned.persons(words)


def _print_json(found: "Explanation", introduced: "list[Person]") -> None:
    import msgspec  # noqa: PLC0415

    answer = {**msgspec.to_builtins(found), "introduced": msgspec.to_builtins(introduced)}
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer), indent=1).decode() + "\n")


Block = list[Sequence[str]]
"""A table; its first row are the columns."""


def _blocks(knowledge: "Knowledge", found: "Explanation") -> Iterator[Block]:
    if found.country:
        yield _state(found.country)
    if found.body:
        yield _body(found.body)
    if found.office:
        yield from _office(knowledge, found.office, found.on)
    if found.persons:
        yield _person(knowledge, found.persons[0], found.on)
        yield _tenures(knowledge, found.persons[0].tenures, found.on)
    if found.persons[1:]:
        yield [
            ("also of that name", "last known as", "since", "until"),
            *(_in_short(knowledge, p) for p in found.persons[1:]),
        ]
    if found.venues:
        yield [("building", "city", "country"), *(_venue(knowledge, venue) for venue in found.venues)]
    if found.places:
        yield [
            ("city", "country", "latitude", "longitude", "people", "GeoNames"),
            *(_city(knowledge, c) for c in found.places),
        ]


def _facts(kind: str, name: str, facts: Sequence[tuple[str, str]]) -> Block:
    return [(kind, name), *(fact for fact in facts if fact[1])]


def _state(state: "State") -> Block:
    return _facts(
        "country",
        state.name,
        (
            ("code", state.iso3),
            ("COW number", str(state.cow or "")),
            ("Gleditsch-Ward number", str(state.gw or "")),
            ("also called", ", ".join(name for name in state.names if name != state.name)),
            ("adjective", ", ".join(state.adjectives)),
            ("people", ", ".join(state.demonyms)),
            ("capital", state.capital or ""),
            ("seats of government", ", ".join(state.seats)),
            ("Wikidata", ", ".join(state.wikidata)),
        ),
    )


def _body(body: "Body") -> Block:
    members = f"{len(body.members)}: {' '.join(body.members)}" if body.members else ""
    return _facts(
        "body",
        body.name,
        (("code", body.id), ("acronym", body.acronym or ""), ("kind", body.kind), ("members", members)),
    )


def _person(knowledge: "Knowledge", person: "Known", on: str | None) -> Block:
    held = [
        f"{_office_of(knowledge, t)}{' (likely)' * (t.on == 'likely')}"
        for t in person.tenures
        if t.on in ("yes", "likely")
    ]
    return _facts(
        "person",
        person.name,
        (
            (f"on {on}", (", ".join(held) or "in no office that memcon knows of") if on else ""),
            ("also written", ", ".join(person.spellings)),
            ("Wikidata", person.wikidata or ""),
            ("id", person.id),
        ),
    )


def _from_reports(knowledge: "Knowledge", person: "Person") -> Block:
    """Somebody whom reports introduced, with what they say and between which of their days."""
    columns = ("introduced by reports", "office", "first reported", "last reported", "reports")
    rows = [
        (
            person.name,
            f"{tenure.office} ({_name(knowledge, tenure.country)})",
            tenure.known_from or "",
            tenure.known_until or "",
            tenure.source.removeprefix(REPORTED),
        )
        for tenure in person.tenures
    ]
    return [columns, *rows]


def _office(knowledge: "Knowledge", held: "OfficeHeld", on: str | None) -> Iterator[Block]:
    office = f"{held.office} of {_name(knowledge, held.country)}"
    if on and not held.holders:
        yield _facts("office", office, ((f"on {on}", "nobody that memcon knows of"),))
    columns = ("person", "title", "since", "until", *((f"on {on}",) if on else ()), "source")
    rows = [_holder(tenure, on) for tenure in (*held.before, *held.holders, *held.after)]
    yield [(office, *columns[1:]), *rows]


def _holder(held: "Held", on: str | None) -> Sequence[str]:
    return held.name, held.title, held.since, held.until, *((held.on or "",) if on else ()), "; ".join(held.sources)


def _tenures(knowledge: "Knowledge", tenures: Sequence["Held"], on: str | None) -> Block:
    columns = ("office", "title", "since", "until", *((f"on {on}",) if on else ()), "source")
    return [columns, *((_office_of(knowledge, held), *_holder(held, on)[1:]) for held in tenures)]


def _in_short(knowledge: "Knowledge", person: "Known") -> Sequence[str]:
    if not person.tenures:
        return person.name, "", "", ""
    last = person.tenures[0]
    return person.name, _office_of(knowledge, last), last.since, last.until


def _office_of(knowledge: "Knowledge", held: "Held") -> str:
    return f"{held.office} ({_name(knowledge, held.country)})"


def _name(knowledge: "Knowledge", code: str) -> str:
    """A country's name; of a body that acts like one, the body's."""
    name = knowledge.country_name(code)
    body = knowledge.body_of_id(code) if name == code else None
    return body.name if body else name


def _venue(knowledge: "Knowledge", venue: "Venue") -> Sequence[str]:
    return venue.name, venue.city_name, knowledge.country_name(venue.iso3)


def _city(knowledge: "Knowledge", city: "City") -> Sequence[str]:
    people = f"{city.population:,}" if city.population else ""
    return (
        city.name,
        knowledge.country_name(city.iso3),
        f"{city.lat:.4f}",
        f"{city.lon:.4f}",
        people,
        str(city.geonames or ""),
    )


def _tell_what_else(found: "Explanation") -> None:
    if len(found.persons) > 1:
        note(f"{len(found.persons)} persons may be meant, the likeliest first; --country and --on tell them apart")
