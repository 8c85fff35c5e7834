"""Corrections in an archive: appended, applied to its tables, kept when a report is read again. On either engine."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_tables import contents, rows, run
from memcon.archive import Archive, Filters
from memcon.archive.corrections.queue import ReviewFilters
from memcon.archive.writing import derive_again
from memcon.errors import ArchiveError
from memcon.record import Article, Record, When, decode_record, encode_record
from test_archive_cases import CALL, MEETING, bridge_record, small_record

WHO = "Ada"
KEY = bridge_record().article.sha256[:6]
REPORT = bridge_record().article.sha256


def ref(item: str) -> str:
    return f"{KEY}-{item}"


@pytest.fixture
def bridge(archive: Archive) -> Archive:
    archive.add(bridge_record())
    return archive


def ids(archive: Archive, **wanted: Any) -> list[str]:
    return [row.id for row in archive.contacts(**wanted)]


# what the tables say ---------------------------------------------------------------------------------------------


def test_an_edit_is_in_every_list_and_the_extraction_is_kept(bridge: Archive, location: str) -> None:
    bridge.edit(ref("c1"), {"date": "2024-12-20", "status": "planned"}, who=WHO, why="see the agenda")
    (row,) = bridge.contacts(status="planned")
    assert (row.id, row.date, row.review, row.withdrawn) == (ref("c1"), "2024-12-20", "edited", False)
    assert bridge.record(KEY).contacts[0].when == When(
        start="2024-12-20", end="2024-12-20", precision="day", method="corrected by Ada"
    )
    ((extracted,),) = rows(location, "SELECT extracted FROM reports")
    assert decode_record(str(extracted)) == bridge_record()


def test_what_is_accepted_changes_no_record(bridge: Archive, location: str) -> None:
    bridge.accept(ref("c1"), ref("s1"), who=WHO)
    assert bridge.record(KEY) == bridge_record()
    assert rows(location, "SELECT extracted FROM reports") == [(None,)]
    assert rows(location, "SELECT id FROM statements WHERE review = 'accepted'") == [("s1",)]
    assert rows(location, "SELECT id FROM contacts WHERE review = 'accepted'") == [("c1",)]


def test_what_is_rejected_stays_in_its_table_and_is_left_out_of_lists(bridge: Archive, location: str) -> None:
    bridge.reject(ref("c2"), ref("s1"), who=WHO, why="not told of")
    assert ids(bridge) == [ref("c1")]
    assert ids(bridge, withdrawn=True) == [ref("c2"), ref("c1")]
    assert [row.withdrawn for row in bridge.contacts(withdrawn=True)] == [True, False]
    assert ref("s1") not in [row.id for row in bridge.statements()]
    assert [row.withdrawn for row in bridge.statements(withdrawn=True) if row.id == ref("s1")] == [True]
    assert rows(location, "SELECT id, withdrawn, encounter FROM contacts WHERE review = 'rejected'") == [
        ("c2", True, None)
    ]
    assert rows(location, "SELECT count(*) FROM contact_dyads WHERE contact = 'c2'") == [(0,)]
    assert rows(location, "SELECT count(*) FROM passages WHERE item = 's1'") == [(0,)]
    assert [contact.id for contact in bridge.record(KEY).contacts] == ["c1"]
    assert bridge.reports()[0].contacts == 1


def test_a_rejected_contact_has_no_memo_and_can_be_accepted_again(bridge: Archive) -> None:
    bridge.reject(ref("c1"), who=WHO, why="no")
    with pytest.raises(ArchiveError, match=f"{ref('c1')} was rejected or withdrawn; `memcon show {ref('c1')}`"):
        bridge.memo(ref("c1"))
    bridge.accept(ref("c1"), who=WHO)
    assert bridge.contact(ref("c1")).contact == MEETING


def test_the_memo_of_another_contact_does_not_tell_of_a_rejected_one(bridge: Archive) -> None:
    assert ref("c2") in bridge.memo(ref("c1"))
    bridge.reject(ref("c2"), who=WHO, why="no")
    assert ref("c2") not in bridge.memo(ref("c1"))


def test_a_withdrawn_report_is_left_out_and_stays_visible_as_withdrawn(bridge: Archive, location: str) -> None:
    bridge.withdraw(KEY, who=WHO, why="taken back by the outlet")
    assert (len(bridge.reports()), len(bridge.contacts()), len(bridge.statements())) == (0, 0, 0)
    (report,) = bridge.reports(withdrawn=True)
    assert report.withdrawn_why == "taken back by the outlet"
    assert report.withdrawn_at is not None
    assert len(bridge.contacts(withdrawn=True)) == 2
    assert bridge.record(KEY) == bridge_record()
    assert rows(location, "SELECT count(*) FROM passages") == [(0,)]
    with pytest.raises(ArchiveError, match=f"{KEY} was withdrawn by Ada already"):
        bridge.withdraw(KEY, who=WHO, why="again")
    bridge.undo(bridge.corrections()[0].id, who=WHO)
    assert len(bridge.contacts()) == 2


def test_a_withdrawn_report_teaches_nothing_to_later_ones(archive: Archive) -> None:
    import memcon

    archive.add(memcon.extract("Luxembourg Foreign Minister Aldo Brennholt spoke in Paris.", published="2031-10-02"))
    assert archive.learned.persons("Brennholt")
    archive.withdraw(archive.reports()[0].id, who=WHO, why="x")
    assert archive.learned.persons("Brennholt") == []


def test_what_was_changed_since_a_moment_is_found(archive: Archive, location: str) -> None:
    archive.add(small_record())
    archive.add(small_record())
    with_moments(location, ("2024-01-01T00:00:00+00:00", "2024-03-01T12:00:00+00:00"))
    for since, number in (
        ("2023-12-31", 2),
        ("2024-01-01T00:00:01", 1),
        ("2024-03-01T14:00:00+02:00", 1),
        ("2024-03-02", 0),
    ):
        assert len(archive.contacts(changed_since=since)) == number
        assert len(archive.statements(changed_since=since)) == number
        assert len(archive.reports(changed_since=since)) == number
    first = archive.contacts()[0]
    archive.reject(first.id, who=WHO, why="no")
    assert first.report in [row.report for row in archive.contacts(changed_since="2024-03-02", withdrawn=True)]


def with_moments(location: str, moments: tuple[str, ...]) -> None:
    for number, moment in enumerate(moments, 1):
        run(location, f"UPDATE reports SET changed_at = '{moment}' WHERE seq = {number}")


@pytest.mark.parametrize("words", ["yesterday", "2024-13-01", "0001-01-01T00:00:00+14:00", ""])
def test_a_moment_that_is_none_gets_a_sentence(words: str) -> None:
    with pytest.raises(ArchiveError, match="is no date or date-time like"):
        Filters(changed_since=words)


# the log ---------------------------------------------------------------------------------------------------------


def test_the_log_says_who_when_what_and_why(bridge: Archive) -> None:
    (edited,) = bridge.edit(ref("c1"), {"mode": "visit"}, who="  A.  Reader ", why="so it says")
    noted = bridge.note(ref("s1"), " see page 2 ", who=WHO)
    undone = bridge.undo(edited, who="Bo", why="misread")
    first, second, third = bridge.corrections()
    assert (first.id, first.who, first.action, first.item, first.change, first.why, first.state, first.undone_by) == (
        edited,
        "A. Reader",
        "edit",
        ref("c1"),
        "mode: meeting → visit",
        "so it says",
        "undone",
        undone,
    )
    assert (second.id, second.item, second.action, second.why, second.state) == (
        noted,
        ref("s1"),
        "note",
        "see page 2",
        "stands",
    )
    assert (third.id, third.who, third.action, third.item, third.change) == (
        undone,
        "Bo",
        "undo",
        ref("c1"),
        f"takes back {edited}",
    )
    assert first.at.endswith("+00:00")
    assert [row.id for row in bridge.corrections(ref("c1"))] == [edited, undone]
    assert [row.id for row in bridge.corrections(KEY)] == [edited, noted, undone]


def test_the_log_of_a_report_has_no_corrections_of_others(bridge: Archive) -> None:
    bridge.add(small_record())
    other = next(row for row in bridge.contacts() if row.report != KEY)
    bridge.accept(other.id, who=WHO)
    assert bridge.corrections(KEY) == []
    assert [row.item for row in bridge.corrections(other.report)] == [other.id]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda a: a.accept("ffffff-c1", who=WHO), "holds no item ffffff-c1; its id is like 3f2a9c-c1"),
        (lambda a: a.accept(ref("e1"), who=WHO), "holds no item"),
        (lambda a: a.accept(ref("c"), who=WHO), "may be any of .*-c1, .*-c2; give the whole id"),
        (lambda a: a.accept(ref("c1"), who=" "), "a correction needs to say who makes it"),
        (lambda a: a.reject(ref("c1"), who=WHO, why=" "), "this correction needs to say why"),
        (lambda a: a.note(ref("c1"), " ", who=WHO), "a note needs some words"),
        (lambda a: a.edit(ref("c1"), {}, who=WHO), "nothing was said of what .* shall have"),
        (lambda a: a.edit(ref("s1"), {"contact": "c9"}, who=WHO), "“c9” is no contact of the same report"),
        (lambda a: a.merge(ref("c1"), who=WHO, why="x"), "a merge needs two contacts"),
        (lambda a: a.merge(ref("c1"), ref("c1"), who=WHO, why="x"), "a merge needs two contacts"),
        (lambda a: a.merge(ref("c1"), ref("s1"), who=WHO, why="x"), "holds no contact"),
        (lambda a: a.split(ref("c1"), who=WHO, why="x"), "is of no encounter with another contact"),
        (lambda a: a.withdraw("ffffff", who=WHO, why="x"), "holds no report ffffff"),
        (lambda a: a.undo(10_000, who=WHO), "holds no correction 10000; `memcon log` lists them"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence_and_leaves_nothing(bridge: Archive, call: Any, sentence: str) -> None:
    with pytest.raises(ArchiveError, match=sentence):
        call(bridge)
    assert bridge.corrections() == []


def test_one_wrong_value_of_several_leaves_all_as_it_was(bridge: Archive) -> None:
    with pytest.raises(ArchiveError, match="status “off”"):
        bridge.edit(ref("c1"), {"mode": "visit", "status": "off"}, who=WHO)
    assert bridge.corrections() == []
    assert bridge.record(KEY) == bridge_record()


def test_an_undone_correction_is_not_undone_twice(bridge: Archive) -> None:
    (number,) = bridge.accept(ref("c1"), who=WHO)
    by = bridge.undo(number, who=WHO)
    with pytest.raises(ArchiveError, match=f"correction {number} was taken back by {by} already"):
        bridge.undo(number, who=WHO)


def test_an_edit_builds_on_the_one_before_in_the_same_command(bridge: Archive) -> None:
    bridge.edit(ref("c1"), {"participants+": "Mads Lund, OMN", "Lund.office": "president", "level": None}, who=WHO)
    contact = bridge.record(KEY).contacts[0]
    assert (contact.participants[2].name, contact.participants[2].office, contact.level) == (
        "Mads Lund",
        "president",
        None,
    )


def test_numbers_may_be_given_as_numbers(bridge: Archive) -> None:
    bridge.edit(ref("m1"), {"low": 14, "high": 14}, who=WHO)
    assert (bridge.record(KEY).claims[0].low, bridge.record(KEY).claims[0].high) == (14, 14)


# merging and splitting -------------------------------------------------------------------------------------------


def test_merges_and_splits_are_told_with_the_refs_of_now(bridge: Archive) -> None:
    bridge.add(small_record())
    other = next(row.id for row in bridge.contacts() if row.report != KEY)
    merged = bridge.merge(ref("c1"), other, who=WHO, why="the same talks")
    (split,) = bridge.split(ref("c2"), from_=other, who=WHO, why="another day")
    assert [row.item for row in bridge.corrections(other)] == [f"{ref('c1')}, {other}", f"{ref('c2')}, {other}"]
    list(bridge.reread(KEY, read=lambda article, learned: swapped(bridge_record())))
    assert [row.item for row in bridge.corrections(other)] == [f"{ref('c2')}, {other}", f"{ref('c1')}, {other}"]
    undone = bridge.undo(merged, who=WHO)
    assert [(row.id, row.state) for row in bridge.corrections(other)] == [
        (merged, "undone"),
        (split, "stands"),
        (undone, "stands"),
    ]
    list(bridge.reread(KEY, read=lambda article, learned: emptied(bridge_record())))
    assert [row.state for row in bridge.corrections(other) if row.id == split] == ["found nothing"]


def swapped(record: Record) -> Record:
    """The record with its contacts in the other order, and their ids with them."""
    contacts = (msgspec.structs.replace(CALL, id="c1"), msgspec.structs.replace(MEETING, id="c2"))
    other = {"c1": "c2", "c2": "c1", None: None}
    statements = tuple(msgspec.structs.replace(s, contact=other[s.contact]) for s in record.statements)
    return msgspec.structs.replace(record, contacts=contacts, statements=statements, events=())


def emptied(record: Record) -> Record:
    return msgspec.structs.replace(record, contacts=(), statements=(), commitments=(), events=())


def test_a_rejected_contact_is_not_merged(bridge: Archive) -> None:
    bridge.reject(ref("c2"), who=WHO, why="no")
    with pytest.raises(ArchiveError, match=f"{ref('c2')} was rejected; accept it first"):
        bridge.merge(ref("c1"), ref("c2"), who=WHO, why="x")


# reading again ---------------------------------------------------------------------------------------------------


def test_reading_again_keeps_corrections_on_top(bridge: Archive) -> None:
    bridge.edit(ref("c1"), {"mode": "visit"}, who=WHO)
    bridge.reject(ref("c2"), who=WHO, why="no")
    bridge.accept(ref("m1"), who=WHO)
    fresh = msgspec.structs.replace(swapped(bridge_record()), claims=bridge_record().claims[1:])
    (done,) = bridge.reread(read=lambda article, learned: fresh)
    assert (done.report, done.status, done.lost) == (KEY, "changed", ())
    record = bridge.record(KEY)
    assert [(c.id, c.mode) for c in record.contacts] == [("c2", "visit")]
    assert [(m.id, m.what) for m in record.claims] == [("m2", "displaced"), ("m3", "killed")]
    assert [row.item for row in bridge.corrections()] == [ref("c2"), ref("c1"), ref("m3")]


def test_a_correction_that_finds_nothing_is_told(bridge: Archive) -> None:
    (number,) = bridge.reject(ref("c2"), who=WHO, why="no")
    (done,) = bridge.reread(KEY, read=lambda article, learned: emptied(bridge_record()))
    assert done.lost == (number,)
    assert [(row.item, row.state) for row in bridge.corrections()] == [(ref("c2"), "found nothing")]


def test_where_the_result_is_the_same_nothing_changes(bridge: Archive, location: str) -> None:
    bridge.edit(ref("c1"), {"mode": "visit"}, who=WHO)
    before = contents(location)
    (done,) = bridge.reread(read=lambda article, learned: bridge_record())
    assert done.status == "same"
    assert contents(location) == before


def test_what_cannot_be_read_stays_as_it_is(bridge: Archive, location: str) -> None:
    before = contents(location)
    (done,) = bridge.reread(read=lambda article, learned: None)
    assert done.status == "failed"
    assert contents(location) == before


def test_each_report_is_read_in_the_order_of_adding_with_what_was_known_then(archive: Archive) -> None:
    import memcon

    first = (
        "Luxembourg Foreign Minister Aldo Brennholt met his Belgian counterpart Ortwin Velden in Brussels on Thursday."
    )
    second = "Brennholt said on Friday that Luxembourg would send aid."
    for text, published in ((second, "2031-10-01"), (first, "2031-10-02"), (f"{second} Again.", "2031-10-10")):
        archive.add(memcon.extract(text, published=published, archive=archive))
    assert [done.status for done in archive.reread()] == ["same", "same", "same"]
    known: list[tuple[Article, bool]] = []

    def read(article: Article, learned: Any) -> None:
        known.append((article, bool(learned.persons("Brennholt"))))

    list(archive.reread(read=read))
    assert [there for _, there in known] == [False, False, True]
    assert [article.text for article, _ in known] == [second, first, f"{second} Again."]
    assert all(article.written is None for article, _ in known)


def test_a_report_that_comes_back_finds_its_corrections(bridge: Archive, location: str) -> None:
    bridge.edit(ref("c1"), {"mode": "visit"}, who=WHO)
    run(location, "DELETE FROM reports")
    assert len(bridge) == 0
    bridge.add(bridge_record())
    assert bridge.record(KEY).contacts[0].mode == "visit"


def test_deriving_again_leaves_corrections_as_they_are(bridge: Archive, location: str) -> None:
    bridge.edit(ref("c1"), {"mode": "visit"}, who=WHO)
    bridge.reject(ref("c2"), who=WHO, why="no")
    before = without_numbers(contents(location))
    with bridge._writing() as connection:
        derive_again(connection)
    assert without_numbers(contents(location)) == before


# laws ------------------------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("accept"), st.sampled_from(["c1", "c2", "s1", "s3", "k1", "m1"])),
        st.tuples(st.just("reject"), st.sampled_from(["c1", "c2", "s1", "s3", "k1", "m1"])),
        st.tuples(st.sampled_from(["visit", "phone", "2024-12-20", "none"]), st.sampled_from(["c1", "c2"])),
        st.tuples(st.just("withdraw"), st.none()),
        st.tuples(st.just("merge"), st.none()),
        st.tuples(st.just("undo"), st.integers(0, 5)),
        st.tuples(st.just("reread"), st.booleans()),
    ),
    max_size=8,
)


def step(archive: Archive, action: str, what: Any) -> None:
    try:
        if action == "accept":
            archive.accept(ref(what), who=WHO)
        elif action == "reject":
            archive.reject(ref(what), who=WHO, why="no")
        elif action == "withdraw":
            archive.withdraw(KEY, who=WHO, why="no")
        elif action == "merge":
            archive.merge(ref("c1"), ref("c2"), who=WHO, why="one")
        elif action == "undo":
            numbers = [row.id for row in archive.corrections()]
            archive.undo(numbers[what] if what < len(numbers) else -1, who=WHO)
        elif action == "reread":
            list(archive.reread(read=lambda article, learned: swapped(bridge_record()) if what else bridge_record()))
        else:
            archive.edit(ref(what), {"mode" if action in ("visit", "phone") else "date": action}, who=WHO)
    except ArchiveError:
        pass  # a sentence; that nothing was done is checked by the caller


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_corrections_are_only_ever_appended_and_undoing_all_brings_everything_back(
    bridge: Archive, location: str, steps: list[tuple[str, Any]]
) -> None:
    list(bridge.reread(read=lambda article, learned: bridge_record()))
    untouched = without_numbers(contents(location))
    log = contents(location)["corrections"]
    for action, what in steps:
        step(bridge, action, what)
        longer = contents(location)["corrections"]
        assert longer[: len(log)] == log
        log = longer
    standing = {row.id for row in bridge.corrections() if row.action != "undo" and row.undone_by is None}
    for number in standing:
        bridge.undo(number, who=WHO)
    list(bridge.reread(read=lambda article, learned: bridge_record()))
    assert encode_record(bridge.record(KEY)) == encode_record(bridge_record())
    assert without_numbers(contents(location)) == untouched


def without_numbers(tables: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """The tables without what is only counted up or says when."""
    counted = {"reports": {"changed_at", "memcon_version"}, "passages": {"id"}}
    return {
        name: [{column: row[column] for column in row if column not in counted.get(name, ())} for row in each]
        for name, each in tables.items()
        if name != "corrections"
    }


# the queue and an item -------------------------------------------------------------------------------------------


def unsure() -> Record:
    record = bridge_record()
    sure = {"s1": 0.9, "s2": 0.4, "s3": 0.4, "s4": 0.7}
    statements = tuple(
        msgspec.structs.replace(s, confidence=sure.get(s.id), found_by="cue say") for s in record.statements
    )
    contacts = tuple(msgspec.structs.replace(c, confidence=0.6) for c in record.contacts)
    return msgspec.structs.replace(
        record, statements=statements, contacts=contacts, commitments=(), claims=record.claims[1:]
    )


def test_the_queue_has_what_nobody_looked_at_the_least_sure_first(archive: Archive) -> None:
    archive.add(unsure())
    rows, number = archive.review()
    assert [row.id for row in rows] == [ref(i) for i in ("m2", "s5", "s2", "s3", "c1", "c2", "s4", "s1")]
    assert number == len(rows)
    assert rows[2].short == 'Lena Brandt, assert: "A bridge belongs to those who cross it,"'
    assert (rows[2].item_type, rows[2].confidence, rows[2].found_by, rows[2].outlet) == (
        "statement",
        0.4,
        "cue say",
        "Fjord Gazette",
    )
    archive.accept(ref("s2"), who=WHO)
    archive.reject(ref("c2"), who=WHO, why="no")
    archive.edit(ref("s1"), {"act": "hope"}, who=WHO)
    archive.note(ref("s3"), "doubtful", who=WHO)
    rows, number = archive.review(ReviewFilters(limit=3))
    assert [row.id for row in rows] == [ref(i) for i in ("m2", "s5", "s3")]
    assert number == 5


@pytest.mark.parametrize(
    ("filters", "items"),
    [
        (ReviewFilters(item_type=("contact", "claim")), ["m2", "c1", "c2"]),
        (ReviewFilters(country=("SDM",)), ["m2", "s3", "c1", "c2"]),
        (ReviewFilters(country=("SDM", "NOR"), item_type=("statement",)), ["s2", "s3", "s4", "s1"]),
        (ReviewFilters(outlet="fjord", below=0.5), ["m2", "s5", "s2", "s3"]),
        (ReviewFilters(outlet="Hill"), []),
        (ReviewFilters(since="2024-12-21"), []),
        (ReviewFilters(until="2024-12-20", item_type=("contact",)), ["c1", "c2"]),
        (ReviewFilters(report=KEY, item_type=("contact",)), ["c1", "c2"]),
        (ReviewFilters(report="ffffff"), []),
    ],
)
def test_the_queue_is_filtered(archive: Archive, filters: ReviewFilters, items: list[str]) -> None:
    archive.add(unsure())
    assert [row.id for row in archive.review(filters)[0]] == [ref(item) for item in items]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"item_type": ("event",)}, "event is none of contact, statement, commitment, claim"),
        ({"limit": 0}, "the limit must be at least 1"),
        ({"below": 2.0}, "a confidence is between 0 and 1, not 2.0"),
    ],
)
def test_a_wrong_filter_of_the_queue_gets_a_sentence(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ArchiveError, match=sentence):
        ReviewFilters(**wrong)


def test_a_withdrawn_report_is_not_in_the_queue(bridge: Archive) -> None:
    bridge.withdraw(KEY, who=WHO, why="no")
    assert bridge.review() == ([], 0)


def test_an_item_is_shown_with_its_words_and_corrections(bridge: Archive) -> None:
    (number,) = bridge.edit(ref("c1"), {"mode": "visit"}, who=WHO, why="so it says")
    bridge.accept(ref("c2"), who=WHO)
    shown = bridge.item(ref("c1"))
    assert (shown.id, shown.item_type, shown.review, shown.withdrawn) == (ref("c1"), "contact", "edited", False)
    assert shown.short == "held visit: Lena Brandt (NOR), Émile Roux-Garnier (SDM)"
    assert shown.fields["mode"] == "visit"
    assert shown.fields["place"] == {"name": "Brandby", "country": "NOR", "lat": 60.5, "lon": 10.25, "geonames": 7}
    assert "spans" not in str(shown.fields)
    text = bridge_record().article.text
    assert all(text[p.start : p.end] == p.words for p in shown.passages)
    assert all(f"{p.before}{p.words}{p.after}" in text for p in shown.passages)
    (place,) = (p for p in shown.passages if p.field == "place")
    assert (place.words, place.after) == ("Brandby", " on Thursday.")
    assert [row.id for row in shown.corrections] == [number]


def test_a_withdrawn_items_show_says_who_withdrew_its_report(bridge: Archive) -> None:
    number = bridge.withdraw(KEY, who=WHO, why="gone")
    shown = bridge.item(ref("s1"))
    assert shown.withdrawn
    assert [(row.id, row.why) for row in shown.corrections] == [(number, "gone")]


def test_a_damaged_record_gets_a_sentence(bridge: Archive, location: str) -> None:
    run(location, "UPDATE reports SET record = '{'")
    with pytest.raises(ArchiveError, match=f"the archive is damaged: the record of report {REPORT} cannot be read"):
        bridge.accept(ref("c1"), who=WHO)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": "planned"}, "c1 is held and .*-c2 planned, so they are two things; edit the status of one first"),
        (
            {"participants-": "Holm", "sdm-speaker.country": "OMN"},
            "c1 has no country or participant in common with .*-c2; edit the participants first",
        ),
    ],
)
def test_contacts_that_cannot_be_one_are_not_merged(bridge: Archive, changes: dict[str, str], sentence: str) -> None:
    bridge.edit(ref("c2"), changes, who=WHO)
    with pytest.raises(ArchiveError, match=sentence):
        bridge.merge(ref("c1"), ref("c2"), who=WHO, why="x")
    assert "merge" not in [row.action for row in bridge.corrections()]


def test_low_is_not_above_high(bridge: Archive) -> None:
    with pytest.raises(ArchiveError, match="low 50 is above high 10"):
        bridge.edit(ref("m1"), {"low": 50, "high": 10}, who=WHO)
    assert bridge.corrections() == []
    bridge.edit(ref("m1"), {"low": 50, "high": 60}, who=WHO)
    with pytest.raises(ArchiveError, match="low 61 is above high 60"):
        bridge.edit(ref("m1"), {"low": 61}, who=WHO)
    bridge.edit(ref("m1"), {"low": 61, "high": None}, who=WHO)
    assert [(row.low, row.high) for row in bridge.claims() if row.id == ref("m1")] == [(61, None)]
