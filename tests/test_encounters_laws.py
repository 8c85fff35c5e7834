"""Laws of encounters: they are a function of the set of reports and of what people say, and of nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select

from memcon.archive import Archive
from memcon.archive.corrections.cases import extracted_of
from memcon.archive.encounters.blocking import near
from memcon.archive.encounters.scoring import score
from memcon.archive.encounters.told import told_of
from memcon.archive.schema import contacts, encounter_links, encounters, follow_ups, metadata
from memcon.archive.writing import replace
from memcon.errors import ArchiveError
from memcon.record import Record
from test_encounters_cases import contact, report

LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = [
    "bridge",
    "coast",
    "harvest",
    "treaty",
    "railway",
    "glacier",
    "lantern",
    "orchard",
    "meadow",
    "cannon",
    "velvet",
    "barley",
    "sparrow",
    "copper",
    "tunnel",
]

days = st.integers(1, 16).map(lambda day: f"2024-05-{day:02}")
dates = st.one_of(
    st.none(),
    days,
    days,
    st.sampled_from(["2024-05", "2024", "2024-05-06/2024-05-08", "2024-04-20/2024-05-20", "2021-01-01/2024-12-31"]),
)
who = st.sampled_from(
    [
        ("holm", "valois"),
        ("holm", "valois"),
        ("holm", "valois", "petrov"),
        ("holm", "petrov"),
        ("brandt", "roux"),
        ("brandt", "moreau"),
        ("brandt", "SDM-foreign-minister"),
        ("NOR", "SDM"),
        ("holm",),
        ("holm", "front"),
    ]
)


@st.composite
def tellings(draw: st.DrawFn, number: int) -> dict[str, Any]:
    date = draw(dates)
    return contact(
        *draw(who),
        date=date,
        weekday=draw(st.sampled_from([None, "Friday"])) if date is None or "/" in date else None,
        mode=draw(st.sampled_from(["meeting", "meeting", "phone", "video", "visit", "letter"])),
        status=draw(st.sampled_from(["held", "held", "held", "planned"])),
        role=draw(st.sampled_from(["main", "main", "background"])),
        place=draw(st.sampled_from([None, None, "Brandby", "Norland", "Nordhavn", "Brandby Castle"])),
        occasion=draw(st.sampled_from([None, None, "border talks"])),
        topics=draw(st.sampled_from([(), ("transport",), ("transport", "trade")])),
        sentence=0 if number and draw(st.booleans()) else None,
    )


@st.composite
def records(draw: st.DrawFn, number: int) -> Record:
    # Most texts have words of their own; some are copies of each other but for a name.
    words = draw(st.permutations(WORDS)) if draw(st.booleans()) else WORDS
    return report(
        *[draw(tellings(seq)) for seq in range(draw(st.integers(1, 3)))],
        published=draw(st.one_of(st.none(), days, days, days)),
        outlet=draw(st.sampled_from(["One", "Two", "Three", None])),
        country=draw(st.sampled_from(["NOR", "SDM", None])),
        number=number,
        text=f"Report {number}: {' '.join(words * 3)}.",
    )


@st.composite
def sets(draw: st.DrawFn, most: int = 7) -> list[Record]:
    return [draw(records(number)) for number in range(draw(st.integers(2, most)))]


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[Archive, Archive]]:
    """Two archives that the examples share: opening one takes longer than adding a report."""
    with Archive.open("sqlite://") as one, Archive.open("sqlite://") as other:
        yield one, other


def filled(archive: Archive, reports: Sequence[Record]) -> Archive:
    """An archive with these reports and nothing else."""
    with archive._writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    for record in reports:
        archive.add(record)
    return archive


def told(archive: Archive) -> tuple[object, ...]:
    """What is told of encounters, by their contacts: not their ids, which come from the contact that was added first."""
    with archive._reading() as connection:
        members: dict[str, set[str]] = {}
        for ref, encounter in connection.execute(select(contacts.c.ref, contacts.c.encounter)):
            members.setdefault(encounter, set()).add(ref)
        rows = {row["id"]: dict(row) for row in connection.execute(select(encounters)).mappings()}
        links = {tuple(row) for row in connection.execute(select(*list(encounter_links.c)[:3]))}
        followed = {row.kind for row in connection.execute(select(follow_ups.c.kind))}
    assert None not in members
    assert rows.keys() == members.keys()
    told_of_each = {
        frozenset(refs): {name: value for name, value in rows[encounter].items() if name != "id"}
        for encounter, refs in members.items()
    }
    return told_of_each, links, followed


def first_added(connection: Connection) -> dict[str, str]:
    """Of each encounter, the contact that was added first."""
    found: dict[str, tuple[tuple[int, int], str]] = {}
    for one in told_of(connection, connection.scalars(select(contacts.c.report)).all()):
        found[str(one.encounter)] = min(found.get(str(one.encounter), (one.added, one.ref)), (one.added, one.ref))
    return {encounter: ref for encounter, (_, ref) in found.items()}


@LAWS
@given(data=st.data())
def test_the_order_of_adding_changes_no_encounter(two: tuple[Archive, Archive], data: st.DataObject) -> None:
    reports = data.draw(sets())
    order = data.draw(st.permutations(reports))
    one, other = (filled(archive, those) for archive, those in zip(two, (reports, order), strict=True))
    assert told(one) == told(other)
    with other._reading() as connection:
        assert all(encounter == ref for encounter, ref in first_added(connection).items())


@LAWS
@given(data=st.data())
def test_laying_a_report_out_again_changes_nothing(two: tuple[Archive, Archive], data: st.DataObject) -> None:
    reports = data.draw(sets(5))
    archive = filled(two[0], reports)
    before = told(archive)
    with archive._writing() as connection:
        for record in data.draw(st.lists(st.sampled_from(reports), min_size=1, max_size=3)):
            replace(connection, extracted_of(connection, record.article.sha256))
    assert told(archive) == before


@LAWS
@given(data=st.data())
def test_what_is_withdrawn_leaves_no_trace_and_comes_back(two: tuple[Archive, Archive], data: st.DataObject) -> None:
    reports = data.draw(sets(5))
    gone = data.draw(st.sampled_from(reports))
    archive = filled(two[0], reports)
    before = told(archive)
    number = archive.withdraw(gone.article.sha256, who="a", why="b")
    with archive._reading() as connection:
        of_it = connection.scalars(select(contacts.c.encounter).where(contacts.c.report == gone.article.sha256)).all()
    assert set(of_it) == {None}
    archive.undo(number, who="a")
    assert told(archive) == before


@LAWS
@given(data=st.data())
def test_what_people_say_holds_whenever_they_say_it(two: tuple[Archive, Archive], data: st.DataObject) -> None:
    """Said after the reports that it is about, and before all others or after them, it gives the same encounters."""
    reports = data.draw(sets(6))
    order = data.draw(st.permutations(reports))
    refs = st.sampled_from([(record, item.id) for record in reports for item in record.contacts])
    sayings = data.draw(
        st.lists(st.tuples(st.booleans(), refs, refs).filter(lambda said: said[1] != said[2]), max_size=3)
    )
    about = {record.article.sha256 for _, (one, _), (other, _) in sayings for record in (one, other)}
    early = [record for record in order if record.article.sha256 in about]
    late = [record for record in order if record.article.sha256 not in about]

    def say(archive: Archive) -> None:
        for is_one, *named in sayings:
            one, other = (f"{record.article.sha256[:6]}-{ident}" for record, ident in named)
            if is_one:
                with suppress(ArchiveError):  # those that cannot be one
                    archive.merge(one, other, who="a", why="b")
            else:
                archive.split(one, from_=other, who="a", why="b")

    after, before = (filled(archive, those) for archive, those in zip(two, (reports, early), strict=True))
    say(after)
    say(before)
    for record in late:
        before.add(record)
    assert told(after) == told(before)


@LAWS
@given(data=st.data())
def test_every_pair_that_is_near_is_compared(two: tuple[Archive, Archive], data: st.DataObject) -> None:
    """The database is never asked for too little: the links are those that comparing all with all would give."""
    with filled(two[0], data.draw(sets(5)))._reading() as connection:
        everything = told_of(connection, connection.scalars(select(contacts.c.report)).all())
        kept = {tuple(row) for row in connection.execute(select(encounter_links.c.one, encounter_links.c.other))}
    linked = {
        (one.ref, other.ref)
        for one in everything
        for other in everything
        if one.ref < other.ref and near(one, other) and score(one, other).links
    }
    assert kept == linked


@pytest.mark.parametrize("number", [40])
def test_an_encounter_may_have_many_reports(two: tuple[Archive, Archive], number: int) -> None:
    reports = [
        report(contact(mode="phone"), number=at, outlet=f"Outlet {at}", text=f"{WORDS[at % 15]} {at} " * 9)
        for at in range(number)
    ]
    (row,) = filled(two[0], reports).encounters()
    assert (row.n_reports, row.date, row.mode) == (number, "2024-05-10", "phone")
