"""What programs look up beyond lists: events, decisions, the words behind items, and whether anything changed. On either engine."""

import time
from typing import Any

import pytest

from memcon.archive import Archive, Filters
from memcon.archive.lookups import (
    DecisionFilters,
    EventFilters,
    TextPositionSelector,
    TextQuoteSelector,
    decision,
    events,
    evidence_of,
    moments_of,
    page_of_decisions,
    page_of_events,
    state_of,
)
from memcon.archive.lookups import state as state_module
from memcon.errors import AbsentError, ArchiveError, WithdrawnError
from test_archive_cases import TEXT, bridge_record, small_record
from test_encounters_cases import call_of_norland, call_of_sudmark

WHO = "Ada"
KEY = bridge_record().article.sha256[:6]


def ref(item: str) -> str:
    return f"{KEY}-{item}"


@pytest.fixture
def bridge(archive: Archive) -> Archive:
    archive.add(bridge_record())
    return archive


@pytest.fixture
def filled(bridge: Archive) -> Archive:
    bridge.add(call_of_norland())
    bridge.add(call_of_sudmark())
    bridge.add(small_record(date="2024-02-01", countries=("TUR", "IRN"), names=("Ayşe Kaya", "Reza Nuri")))
    return bridge


# filters that only programs ask ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["contacts", "encounters", "statements", "commitments", "claims", "reports"])
def test_an_id_finds_its_row_and_no_other(filled: Archive, name: str) -> None:
    rows = list(getattr(filled, name)())
    assert rows
    for row in rows:
        assert list(getattr(filled, name)(id=row.id)) == [row]
    two = {row.id for row in rows[:2]}
    assert {row.id for row in getattr(filled, name)(id=[*two, "none-c1"])} == two


@pytest.mark.parametrize("name", ["contacts", "encounters"])
def test_any_country_will_do(filled: Archive, name: str) -> None:
    found = getattr(filled, name)(any_country=["Iran", "EAS"])
    expected = [row for row in getattr(filled, name)() if {"IRN", "EAS"} & set(row.countries)]
    assert list(found) == expected
    assert expected
    assert repr(found) == f"<{name}: IRN or EAS>"


@pytest.mark.parametrize("name", ["contacts", "encounters", "statements"])
def test_any_topic_will_do(filled: Archive, name: str) -> None:
    topics = ("transport", "trade")
    found = {row.id for row in getattr(filled, name)(any_topic=topics)}
    assert found == {row.id for row in getattr(filled, name)() if set(topics) & set(row.topics)}
    assert found


def test_of_commitments_and_claims_any_country_will_do(filled: Archive) -> None:
    with_norland = {row.id for row in filled.commitments(country="NOR")}
    with_sudmark = {row.id for row in filled.commitments(country="SDM")}
    assert {row.id for row in filled.commitments(any_country=["NOR", "SDM"])} == with_norland | with_sudmark
    assert list(filled.claims(any_country=["SDM", "EAS"])) == list(filled.claims(country=["SDM", "EAS"]))


def test_reports_are_found_by_any_country_any_topic_and_their_hash(filled: Archive) -> None:
    assert {row.id for row in filled.reports(any_country=["IRN", "FRA"])} == {
        row.id for row in filled.reports(country="IRN")
    }
    either = {row.id for topic in ("transport", "trade") for row in filled.reports(topic=topic)}
    assert {row.id for row in filled.reports(any_topic=["transport", "trade"])} == either
    assert either < {row.id for row in filled.reports()}
    assert [row.id for row in filled.reports(id=bridge_record().article.sha256)] == [KEY]


def test_claims_have_no_topic(filled: Archive) -> None:
    with pytest.raises(ArchiveError, match="claims cannot be narrowed by any_topic"):
        list(filled.claims(any_topic=["trade"]))


def test_what_is_not_there_is_told_from_what_was_withdrawn(bridge: Archive) -> None:
    with pytest.raises(AbsentError) as absent:
        bridge.contact("ffffff-c1")
    assert not isinstance(absent.value, WithdrawnError)
    bridge.reject(ref("c1"), who=WHO, why="no")
    for read in (bridge.contact, bridge.encounter):
        with pytest.raises(WithdrawnError):
            read(ref("c1"))


# events ------------------------------------------------------------------------------------------------------------------


def leafed(archive: Archive, limit: int, **wanted: Any) -> list[str]:
    """All events, a page at a time."""
    found: list[str] = []
    after = None
    while True:
        page = page_of_events(archive, EventFilters(), after=after, limit=limit, **wanted)
        found += [row.id for row in page.rows]
        after = page.next
        if after is None:
            return found


def with_events(archive: Archive, number: int) -> Archive:
    """Reports with events, of which the bridge's is the last."""
    import msgspec

    event = bridge_record().events[0]
    for _ in range(number):
        record = small_record(published="2024-01-02")
        (who, whom) = record.actors
        coded = tuple(
            msgspec.structs.replace(event, id=f"e{seq}", actor=(who.id,), recipient=(whom.id,), spans=())
            for seq in (1, 2, 3)
        )
        archive.add(msgspec.structs.replace(record, events=coded))
    archive.add(bridge_record())
    return archive


@pytest.mark.parametrize("at_once", [1, 2, 100])
@pytest.mark.parametrize("newest", [True, False])
def test_pages_of_events_hold_each_once_and_in_order(
    archive: Archive, at_once: int, newest: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_FIRST", at_once)
    monkeypatch.setattr(events, "_MOST", 2 * at_once)
    with_events(archive, 3)
    whole = [row.id for row in page_of_events(archive, EventFilters(), limit=100, newest=newest).rows]
    assert len(whole) == len(set(whole)) == 10
    assert whole[0 if newest else -1] == ref("e1")
    for limit in (1, 2, 4, 10):
        assert leafed(archive, limit, newest=newest) == whole


def test_events_are_counted_where_that_is_quick(archive: Archive) -> None:
    with_events(archive, 2)
    first = page_of_events(archive, EventFilters(), limit=2)
    assert (first.total, page_of_events(archive, EventFilters(), after=first.next, limit=2).total) == (7, 7)
    assert page_of_events(archive, EventFilters(country=("NOR",)), limit=2).total is None
    assert page_of_events(archive, EventFilters(country=("NOR",)), limit=7).total == 7
    archive.withdraw(KEY, who=WHO, why="wrong")
    assert page_of_events(archive, EventFilters(), limit=2).total == 6


def test_an_event_names_who_acts_on_whom(bridge: Archive) -> None:
    (row,) = page_of_events(bridge, EventFilters()).rows
    assert (row.actors, row.recipients, row.countries) == (("Émile Roux-Garnier",), ("Lena Brandt",), ("SDM", "NOR"))
    assert (row.codes, row.event_type, row.event_mode, row.goldstein) == (ref("c1"), "CONSULT", "visit", 1.9)


def test_what_is_added_meanwhile_moves_no_event(archive: Archive) -> None:
    with_events(archive, 2)
    first = page_of_events(archive, EventFilters(), limit=2)
    archive.add(call_of_norland())
    with_events(archive, 1)
    second = page_of_events(archive, EventFilters(), after=first.next, limit=100)
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
    assert len(first.rows) + len(second.rows) == 7


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"country": ("NOR", "SDM")}, True),
        ({"country": ("NOR", "IRN")}, False),
        ({"any_country": ("NOR", "IRN")}, True),
        ({"person": "roux garnier"}, True),
        ({"person": "holm"}, False),
        ({"since": "2024-12-20", "until": "2024-12-20"}, True),
        ({"since": "2024-12-21"}, False),
        ({"until": "2024-12-19"}, False),
        ({"event_type": "consult"}, True),
        ({"event_type": "ASSAULT"}, False),
        ({"outlet": "fjord"}, True),
        ({"changed_since": "2999-01-01"}, False),
        ({"id": (ref("e1"),)}, True),
        ({"cameo": "04"}, False),
    ],
)
def test_events_are_narrowed(bridge: Archive, wanted: dict[str, Any], found: bool) -> None:
    page = page_of_events(bridge, EventFilters(**wanted))
    assert (len(page.rows), page.total) == (int(found), int(found))


def test_events_of_a_withdrawn_report_are_not_listed(bridge: Archive) -> None:
    bridge.withdraw(KEY, who=WHO, why="wrong")
    assert page_of_events(bridge, EventFilters()).rows == ()


@pytest.mark.parametrize("cursor", ["", "abc", "WyJldmVudHMgVHJ1ZSIsIngiXQ", "WzFd", "e30", "bnVsbA"])
def test_a_cursor_of_nothing_is_refused(bridge: Archive, cursor: str) -> None:
    for read, none in ((page_of_events, EventFilters()), (page_of_decisions, DecisionFilters())):
        with pytest.raises(ArchiveError, match="that cursor is none of this list"):
            read(bridge, none, after=cursor)  # type: ignore[operator]


# decisions ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def decided(filled: Archive) -> Archive:
    filled.accept(ref("c1"), who=WHO)
    filled.edit(ref("c1"), {"place": "Brandby Castle"}, who="Bo", why="see the photograph")
    filled.reject(ref("s1"), who=WHO, why="not said")
    filled.undo(3, who="Bo", why="it was said")
    return filled


def test_decisions_come_as_they_were_made(decided: Archive) -> None:
    page = page_of_decisions(decided, DecisionFilters(), newest=False)
    assert [(row.id, row.who, row.action, row.items, row.undoes, row.undone_by) for row in page.rows] == [
        (1, WHO, "accept", (ref("c1"),), None, None),
        (2, "Bo", "edit", (ref("c1"),), None, None),
        (3, WHO, "reject", (ref("s1"),), None, 4),
        (4, "Bo", "undo", (ref("s1"),), 3, None),
    ]
    edit = page.rows[1]
    assert (edit.field, edit.old["name"], edit.new["name"]) == ("place", "Brandby", "Brandby Castle")
    assert decision(decided, 2) == edit
    assert decision(decided, 99) is None


def test_an_undo_that_was_undone_takes_nothing_back(decided: Archive) -> None:
    decided.undo(4, who=WHO, why="it was not")
    rows = {row.id: row for row in page_of_decisions(decided, DecisionFilters()).rows}
    assert (rows[3].undone_by, rows[4].undone_by) == (None, 5)


def test_pages_of_decisions_hold_each_once(decided: Archive) -> None:
    first = page_of_decisions(decided, DecisionFilters(), limit=3)
    second = page_of_decisions(decided, DecisionFilters(), after=first.next, limit=3)
    assert [row.id for row in (*first.rows, *second.rows)] == [4, 3, 2, 1]
    assert (first.total, second.total, second.next) == (4, 4, None)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"about": KEY}, [1, 2, 3, 4]),
        ({"about": ref("s1")}, [3, 4]),
        ({"about": "ffffff"}, []),
        ({"who": "ad"}, [1, 3]),
        ({"action": "edit"}, [2]),
        ({"since": "2999-01-01"}, []),
        ({"until": "2999-01-01"}, [1, 2, 3, 4]),
        ({"until": "2000-01-01T00:00:00Z"}, []),
    ],
)
def test_decisions_are_narrowed(decided: Archive, wanted: dict[str, Any], found: list[int]) -> None:
    page = page_of_decisions(decided, DecisionFilters(**wanted), newest=False)
    assert ([row.id for row in page.rows], page.total) == (found, len(found))


def test_a_decision_of_today_is_one_until_today(decided: Archive) -> None:
    today = page_of_decisions(decided, DecisionFilters()).rows[0].at[:10]
    assert page_of_decisions(decided, DecisionFilters(since=today, until=today)).total == 4


def test_a_merge_is_a_decision_about_all_its_contacts(filled: Archive) -> None:
    one, other = (filled.contacts(country="NOR")[at].id for at in (0, -1))
    filled.merge(one, other, who=WHO, why="the same")
    for contact in (one, other):
        (row,) = page_of_decisions(filled, DecisionFilters(about=contact)).rows
        assert row.items == (one, other)


# evidence ----------------------------------------------------------------------------------------------------------------


def test_evidence_is_the_words_and_what_stands_around_them(bridge: Archive) -> None:
    found = evidence_of(bridge, "contact", [ref("c1"), ref("c2"), "ffffff-c1"])
    assert found["ffffff-c1"] == ()
    fields = {each.field for each in found[ref("c1")]}
    assert fields == {"spans", "when", "place", "participants/0", "participants/1"}
    assert all(each.item == ref("c1") for each in found[ref("c1")])
    for each in (*found[ref("c1")], *found[ref("c2")]):
        quote, position = each.selector
        assert isinstance(quote, TextQuoteSelector)
        assert isinstance(position, TextPositionSelector)
        start, end = position.start, position.end
        assert TEXT[start:end] == quote.exact
        assert TEXT[max(start - 32, 0) : end + 32] == quote.prefix + quote.exact + quote.suffix
        assert each.source.startswith("ni:///sha-256;")


@pytest.mark.parametrize(
    ("kind", "item", "field", "words"),
    [
        ("statement", "s1", "cue", "said that"),
        ("commitment", "k1", "due", "in 2025"),
        ("claim", "m2", "place", "the coast"),
        ("event", "e1", "spans", "received"),
    ],
)
def test_every_kind_of_item_has_its_words(bridge: Archive, kind: Any, item: str, field: str, words: str) -> None:
    found = evidence_of(bridge, kind, [ref(item)])[ref(item)]
    assert (field, words) in [(each.field, each.selector[0].exact) for each in found]


def test_the_evidence_of_an_encounter_is_that_of_all_its_contacts(filled: Archive) -> None:
    (row,) = (row for row in filled.encounters() if row.n_reports == 2)
    told = {contact.id for contact in filled.contacts() if contact.encounter == row.id}
    assert {each.item for each in evidence_of(filled, "encounter", [row.id])[row.id]} == told
    assert len(told) == 2


def test_the_evidence_of_a_report_is_where_it_states_its_date(filled: Archive) -> None:
    keys = [row.id for row in filled.reports()]
    assert set(evidence_of(filled, "report", keys)) == set(keys)


# state -------------------------------------------------------------------------------------------------------------------


def test_the_state_is_another_after_every_change(bridge: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    monkeypatch.setattr(state_module, "_SETTLED", timedelta(0))  # as if the changes were some time ago
    seen = [state_of(bridge)]
    assert state_of(bridge) == seen[0]
    bridge.accept(ref("c1"), who=WHO)
    seen.append(state_of(bridge))
    bridge.add(call_of_norland())
    seen.append(state_of(bridge))
    bridge.withdraw(KEY, who=WHO, why="wrong")
    seen.append(state_of(bridge))
    assert len(set(seen)) == 4


def test_a_state_just_after_a_change_is_never_the_same(bridge: Archive) -> None:
    first = state_of(bridge)
    time.sleep(0.01)
    assert state_of(bridge) != first


def test_an_empty_archive_has_a_state(archive: Archive) -> None:
    assert state_of(archive) == state_of(archive)


def test_moments_are_those_of_the_reports(filled: Archive) -> None:
    rows = list(filled.reports(Filters()))
    assert moments_of(filled, [row.id for row in rows]) == {row.id: (row.added_at, row.changed_at) for row in rows}
