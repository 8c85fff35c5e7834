"""Pages, facets and counts: whatever is counted is as long as the list that it counts."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from archive_tables import rows as rows_in
from memcon.archive import Archive, CommitmentFilters, EncounterRow, Filters, Page
from memcon.archive.encounters import facets as kept_facets
from memcon.archive.encounters.tallies import Tallies
from memcon.archive.overviews.counting import Census
from memcon.archive.overviews.paging import cursor_of
from memcon.archive.schema import encounter_facets, encounter_tallies, encounters, facet_values
from memcon.errors import ArchiveError
from test_archive_cases import bridge_record, small_record
from test_archive_lists import ACTORS, FILTERS, REPORTS, two_encounters

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

KINDS = ("contacts", "encounters", "statements", "reports", "commitments", "claims")
NOT_OF_CLAIMS = {"mode", "status", "level", "role", "mechanism", "topic"}


@pytest.fixture
def filled(archive: Archive) -> Archive:
    for record in REPORTS:
        archive.add(record)
    return archive


def pages(archive: Archive, kind: Any, filters: Filters, *, limit: int, newest: bool = True) -> Iterator[Page[Any]]:
    """All pages of a list, one behind the other."""
    after = None
    while True:
        page = archive.page(kind, filters, after=after, limit=limit, newest=newest)
        yield page
        after = page.next
        if after is None:
            return


def asked() -> Iterator[tuple[str, Filters]]:
    for kind in KINDS:
        for wanted in FILTERS:
            if kind != "claims" or not NOT_OF_CLAIMS & set(wanted):
                yield kind, (CommitmentFilters if kind == "commitments" else Filters)(**wanted)


def day_of(kind: str, row: Any, contacts: dict[str, str | None]) -> str | None:
    """By which day a row stands where it stands."""
    match kind:
        case "reports":
            return row.published
        case "commitments":
            return row.due_end or row.due
        case "encounters":
            return row.date or row.date_end or row.first_reported
        case "statements":
            return contacts[row.contact] if row.contact else row.published
        case "contacts":
            return contacts[row.id]
    return row.date or row.date_end or row.published


def test_pages_make_up_the_list_in_either_direction(filled: Archive) -> None:
    days = {row.id: row.date or row.date_end or row.published for row in filled.contacts()}
    for kind, filters in asked():
        whole = list(getattr(filled, kind)(filters))
        for newest in (True, False):
            read = list(pages(filled, kind, filters, limit=7, newest=newest))
            found = [row for page in read for row in page.rows]
            assert sorted(found, key=repr) == sorted(whole, key=repr), (kind, filters)
            assert {page.total for page in read} == {len(whole)}, (kind, filters)
            order = [day_of(kind, row, days) for row in found]
            known = [day for day in order if day]
            assert known == sorted(known, reverse=newest)
            assert order == [*known, *[None] * (len(order) - len(known))]


def test_a_page_says_how_it_goes_on(filled: Archive) -> None:
    first = filled.page("reports", limit=len(REPORTS) - 1)
    assert first.next is not None
    rest = filled.page("reports", after=first.next)
    assert (len(rest.rows), rest.next, rest.total) == (1, None, len(REPORTS))
    assert filled.page("reports", limit=len(REPORTS)).next is None
    assert filled.page("reports", Filters(limit=3)).total == len(REPORTS)


def test_rows_stay_on_their_pages_while_reports_are_added(archive: Archive) -> None:
    for record in REPORTS[:20]:
        archive.add(record)
    before = list(archive.page("reports", limit=100).rows)
    first = archive.page("reports", limit=5)
    for record in REPORTS[20:]:
        archive.add(record)
    archive.withdraw(first.rows[-1].id, who="a tester", why="to see")  # the row that the cursor names
    rest = [row for page in _behind(archive, first) for row in page.rows]
    assert [row.id for row in rest if row in before] == [row.id for row in before[5:]]


def _behind(archive: Archive, page: Page[Any]) -> Iterator[Page[Any]]:
    while page.next:
        page = archive.page("reports", after=page.next, limit=5)
        yield page


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        "é",
        "%00",
        "AAAA",
        cursor_of("contacts", ("2024-01-01", "a", 1)),
        cursor_of("reports, earliest first", ("2024-01-01", "a")),
        cursor_of("reports", ()),
        cursor_of("reports", ("2024-01-01",)),
        cursor_of("reports", (1, "a")),
        cursor_of("reports", ("2024-01-01", None)),
        cursor_of("reports", ("2024-01-01", "a", "b")),
    ],
)
def test_what_is_no_cursor_is_refused_in_a_sentence(archive: Archive, cursor: str) -> None:
    with pytest.raises(ArchiveError, match="that cursor is none of this list"):
        archive.page("reports", after=cursor)
    with pytest.raises(ArchiveError, match="at least 1"):
        archive.page("reports", limit=0)


def test_dated_and_undated_rows_are_paged_one_behind_the_other(archive: Archive) -> None:
    for published in ("2024-03-01", None, "2024-01-01", None, None):
        archive.add(small_record(published=published))
    for kind in ("reports", "contacts", "statements", "encounters"):
        read = [row for page in pages(archive, kind, Filters(), limit=2) for row in page.rows]
        assert len({msgspec.to_builtins(row)["id"] for row in read}) == 5, kind
    days = [row.published for page in pages(archive, "reports", Filters(), limit=2) for row in page.rows]
    assert days == ["2024-03-01", "2024-01-01", None, None, None]


def test_commitments_go_by_what_became_of_them(filled: Archive) -> None:
    filled.add(bridge_record())
    for day in ("2000-06-01", "2001-01-01", None):
        every = list(filled.commitments(as_of=day))
        for state in ("open", "kept", "overdue", "superseded"):
            filters = CommitmentFilters(state=(state,), as_of=day)  # type: ignore[arg-type]
            of_state = {row.id for row in every if row.status == state}
            assert {row.id for row in filled.commitments(filters)} == of_state
            assert filled.page("commitments", filters).total == len(of_state)
    states = Counter(row.status for row in filled.commitments(as_of="2000-06-01"))
    assert states["open"]
    assert states["overdue"]
    undated = [row.due for row in filled.page("commitments", limit=1000).rows]
    assert undated[-1] is None


# Encounters are narrowed in SQL; here again, by what their rows show.


def fits(row: EncounterRow, filters: Filters) -> bool:
    day, last = row.date or row.date_end or row.first_reported, row.date_end or row.date or row.last_reported
    return (
        set(filters.country) <= set(row.countries)
        and (filters.mode is None or row.mode == filters.mode)
        and (filters.status is None or row.status == filters.status)
        and (filters.level is None or row.level == filters.level)
        and (filters.topic is None or filters.topic in row.topics)
        and (filters.since is None or bool(last and last >= filters.since))
        and (filters.until is None or bool(day and day <= filters.until))
        and (filters.person is None or any(filters.person in folded(name) for name in row.participants))
        and (filters.outlet is None or any(filters.outlet.lower() in name.lower() for name in row.outlets))
    )


def folded(name: str) -> str:
    return name.rpartition(" (")[0].replace(" ", "").lower()


def narrowings() -> Iterator[Filters]:
    known = set(Filters.__dataclass_fields__) - {"role", "mechanism", "changed_since"}
    for wanted in FILTERS:
        if set(wanted) <= known:
            yield Filters(**wanted)


@pytest.mark.parametrize("few", [0, 10**6])
def test_encounters_are_narrowed_by_what_they_show(filled: Archive, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr("memcon.archive.encounters.narrowing._FEW", few)
    every = list(filled.encounters())
    found = 0
    for filters in narrowings():
        ids = [row.id for row in every if fits(row, filters)]
        assert [row.id for row in filled.encounters(filters)] == ids, filters
        found += bool(ids)
    assert found > 10


def test_encounters_are_narrowed_by_any_of_several_and_by_id(filled: Archive) -> None:
    every = list(filled.encounters())
    two, topics = (every[0].countries[0], every[1].countries[0]), (every[0].topics[0], every[2].topics[-1])
    assert {row.id for row in filled.encounters(any_country=two)} == {
        row.id for row in every if set(two) & set(row.countries)
    }
    assert {row.id for row in filled.encounters(any_topic=topics)} == {
        row.id for row in every if set(topics) & set(row.topics)
    }
    assert [row.id for row in filled.encounters(id=(every[3].id,))] == [every[3].id]
    told = {row.encounter for row in filled.contacts(role="background")}
    assert {row.id for row in filled.encounters(role="background")} == told
    assert filled.page("encounters", Filters(changed_since="2000-01-01")).total == len(every)
    assert filled.page("encounters", Filters(changed_since="2999-01-01")).total == 0


# Every count is that of a list.

OWN = {"country": ("country",), "person": ("person",), "year": ("since", "until")}


def narrowed(filters: Filters, facet: str, value: str | None) -> Filters:
    """What a click on a value of a facet asks for; without the facet where there is no value."""
    own: dict[str, Any] = dict.fromkeys(OWN.get(facet, (facet,)))
    if facet == "country":
        own["country"] = (value,) if value else ()
    elif facet == "year" and value:
        own = {"since": f"{value}-01-01", "until": f"{value}-12-31"}
    elif value:
        own[facet] = value
    return replace(filters, **own)


def test_a_facet_counts_the_list_that_it_opens(filled: Archive) -> None:
    contact = REPORTS[0].contacts[0]
    countries = tuple(str(one.country) for one in contact.participants)
    counted = 0
    for filters in (
        Filters(),
        Filters(country=countries[:1]),
        Filters(country=countries, mode=contact.mode),
        Filters(mode="phone", since="2000-01-03"),
        Filters(person=ACTORS[0].name, status="held"),
        Filters(outlet="courier", topic=contact.topics[0]),
        Filters(person="nobodyhasthis"),
    ):
        facets = filled.facets(filters)
        assert list(facets) == ["country", "person", "mode", "level", "status", "topic", "outlet", "year"]
        for name, values in facets.items():
            assert len(values) <= 12
            assert [one.count for one in values] == sorted((one.count for one in values), reverse=True)
            for one in values:
                opened = narrowed(filters, name, one.value)
                assert one.count == filled.page("encounters", opened, limit=1).total, (filters, name, one)
                counted += 1
    assert counted > 150


def test_a_facet_has_the_most_frequent_values(filled: Archive) -> None:
    every = list(filled.encounters())
    facets = filled.facets()
    for name, values in {
        "country": [country for row in every for country in row.countries],
        "mode": [row.mode for row in every],
        "level": [row.level for row in every if row.level],
        "topic": [topic for row in every for topic in row.topics],
        "outlet": [outlet for row in every for outlet in row.outlets],
        "year": [row.date[:4] for row in every if row.date],
    }.items():
        most = sorted(Counter(values).values(), reverse=True)[:12]
        assert [one.count for one in facets[name]] == most, name
    assert {one.label for one in facets["country"]} != {one.value for one in facets["country"]}
    assert all(one.label == f"{one.value} ({one.label[-4:-1]})" for one in facets["person"])


def test_a_name_that_is_part_of_another_is_counted_with_it(archive: Archive) -> None:
    for day, name in enumerate(("Ana Lee", "Ana Lee", "Joana Leeds", "Bo Ek"), 1):
        archive.add(small_record(date=f"2024-01-{day:02}", names=(name, "Eva Om")))
    counts = {one.label: one.count for one in archive.facets()["person"]}
    assert counts == {"Eva Om (SDM)": 4, "Ana Lee (NOR)": 3, "Joana Leeds (NOR)": 1, "Bo Ek (NOR)": 1}


def test_an_encounter_lies_in_every_year_that_it_touches(archive: Archive) -> None:
    archive.add(small_record(date="2019-12-30", end="2022-01-02"))
    archive.add(small_record(date="2020-05-05", names=("A", "B")))
    archive.add(small_record(published=None, names=("C", "D")))
    years = {one.value: one.count for one in archive.facets()["year"]}
    assert years == {"2019": 1, "2020": 2, "2021": 1, "2022": 1}


def test_an_empty_archive_has_nothing_to_count(archive: Archive) -> None:
    assert set(archive.facets().values()) == {()}
    assert (
        archive.matrix() == archive.countries() == archive.timeline().moments == archive.timeline(most=0).months == ()
    )
    assert archive.page("encounters").total == archive.persons().total == archive.changes("2000-01-01").total == 0


def test_a_timeline_has_every_encounter_or_counts_them_by_month(filled: Archive) -> None:
    filled.add(small_record(published="2000-02-01"))
    filled.add(small_record(date="2000-03-30", end="2000-04-02", status="planned", mode="summit"))
    for filters in (Filters(), Filters(status="planned"), Filters(country=("NOR",))):
        every = list(filled.encounters(filters))
        dated = [row for row in every if row.date]
        line = filled.timeline(filters)
        assert [(one.id, one.date, one.date_end, one.status, one.mode) for one in line.moments] == [
            (row.id, row.date, row.date_end, row.status, row.mode) for row in dated
        ]
        assert [one.title for one in line.moments] == [", ".join(row.participants) for row in dated]
        assert (line.months, line.undated) == ((), len(every) - len(dated))
        by_month: dict[str, Counter[str]] = defaultdict(Counter)
        for row in dated:
            by_month[str(row.date)[:7]][row.status] += 1
        counted = filled.timeline(filters, most=len(dated) - 1)
        assert counted.moments == ()
        assert counted.months == tuple((month, dict(by_month[month])) for month in sorted(by_month))
        assert counted.undated == line.undated


def test_a_matrix_counts_every_two_countries(filled: Archive) -> None:
    for filters in (Filters(), Filters(mode="phone"), Filters(until="2000-01-04")):
        every = list(filled.encounters(filters))
        found = filled.matrix(filters)
        met = Counter(pair for row in every for pair in combinations(sorted(row.countries), 2))
        assert {(row.one, row.other): row.encounters for row in found} == met
        assert [(row.one, row.other) for row in found] == sorted(met)
        for row in found[:5]:
            both = [one for one in every if {row.one, row.other} <= set(one.countries) and one.status == "held"]
            assert row.last == max((one.date or one.first_reported for one in both), default=None)
            opened = replace(filters, country=(row.one, row.other))
            assert row.encounters == filled.page("encounters", opened, limit=1).total


def test_countries_are_counted_with_the_reports_that_tell_of_them(filled: Archive) -> None:
    for filters in (Filters(), Filters(mode="phone")):
        every = {row.id: row for row in filled.encounters(filters)}
        told = defaultdict(set)
        for contact in filled.contacts():
            if contact.encounter in every:
                for country in every[contact.encounter].countries:
                    told[country].add(contact.report)
        met = Counter(country for row in every.values() for country in row.countries)
        found = {row.country: (row.encounters, row.reports) for row in filled.countries(filters)}
        assert found == {country: (number, len(told[country])) for country, number in met.items()}


def test_what_is_kept_to_count_by_is_what_the_reports_tell_at_any_time(filled: Archive, location: str) -> None:
    """Also when contacts joined and left encounters, were corrected and withdrawn."""
    refs = [row.id for row in filled.contacts(role="main")]
    filled.merge(*two_encounters(filled), who="a tester", why="to see")
    filled.reject(refs[1], who="a tester", why="to see")
    filled.edit(refs[2], {"mode": "letter"}, who="a tester")
    number = filled.withdraw(REPORTS[4].article.sha256, who="a tester", why="to see")
    filled.withdraw(REPORTS[6].article.sha256, who="a tester", why="to see")
    filled.undo(number, who="a tester")
    table = (
        select(encounter_facets.c.encounter, facet_values.c.facet, facet_values.c.value)
        .join(facet_values, facet_values.c.id == encounter_facets.c.value)
        .order_by(encounter_facets.c.encounter, facet_values.c.facet, facet_values.c.value)
    )
    kept = rows_in(location, table)
    packed = rows_in(location, select(encounter_tallies).order_by(encounter_tallies.c.encounter))
    with filled._writing() as connection:
        kept_facets.keep_facets(connection, list(connection.scalars(select(encounters.c.id))))
    assert rows_in(location, table) == kept
    assert rows_in(location, select(encounter_tallies).order_by(encounter_tallies.c.encounter)) == packed
    assert len(packed) == filled.page("encounters").total
    tallies = Tallies((str(id_), bytes(tally)) for id_, tally in packed)  # type: ignore[call-overload]
    assert len(tallies) == len(packed)


def test_encounters_are_counted_the_same_whether_they_are_named_or_not(
    filled: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [Filters(**wanted) for wanted in FILTERS]
    counted = [(filled.facets(filters), filled.matrix(filters), filled.countries(filters)) for filters in every]
    monkeypatch.setattr(Census, "_of_scalars", lambda *_: None)
    assert [(filled.facets(one), filled.matrix(one), filled.countries(one)) for one in every] == counted
    assert len({str(countries) for _, _, countries in counted}) > 5


def test_answers_are_kept_until_something_changes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memcon.archive.overviews.answers._SETTLED", -1 * _second())
    archive.add(small_record(date="2024-01-01"))
    asked = []
    count = archive._answers.get

    def counting(connection: Any, question: Any, find: Any) -> Any:
        return count(connection, question, lambda: (asked.append(question), find())[1])

    monkeypatch.setattr(archive._answers, "get", counting)
    assert [archive.page("contacts").total, archive.page("contacts").total] == [1, 1]
    assert len(asked) == 1
    archive.add(small_record(date="2024-01-02"))
    assert archive.page("contacts").total == 2
    archive.reject(archive.page("contacts").rows[0].id, who="a tester", why="to see")
    assert archive.page("contacts").total == 1
    assert len(asked) == 3


def test_nothing_is_kept_of_an_archive_that_changed_a_moment_ago(archive: Archive) -> None:
    archive.add(small_record(date="2024-01-01"))
    archive.page("contacts")
    archive.facets()
    assert archive._answers._kept == {}


def _second() -> Any:
    from datetime import timedelta

    return timedelta(seconds=1)
