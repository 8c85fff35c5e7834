"""Corrections of a record: what they make of it, and that they outlive a new extraction of the same report."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.archive.checks import faults
from memcon.archive.corrections.applying import Corrected, apply, kept_of
from memcon.archive.corrections.fields import current, in_words, read
from memcon.archive.corrections.model import (
    LETTERS,
    Action,
    Correction,
    Item,
    ItemKey,
    Kept,
    items_of,
    standing,
)
from memcon.archive.corrections.values import About
from memcon.errors import ArchiveError
from memcon.record import Actor, Claim, Contact, Participant, Place, Record, Span, Statement, When, encode_record
from test_archive_cases import ROUX, bridge_record, span

RECORD = bridge_record()
C1: ItemKey = ("contact", "c1")
C2: ItemKey = ("contact", "c2")
S1: ItemKey = ("statement", "s1")
S3: ItemKey = ("statement", "s3")
S4: ItemKey = ("statement", "s4")
K1: ItemKey = ("commitment", "k1")
M1: ItemKey = ("claim", "m1")
M2: ItemKey = ("claim", "m2")


class Pad:
    """Corrections of a record, made one after the other as an archive would."""

    def __init__(self, record: Record = RECORD) -> None:
        self.record = record
        self.made: list[Correction] = []

    @property
    def corrected(self) -> Corrected:
        return apply(self.record, self.made)

    def item(self, key: ItemKey) -> Any:
        return next(item for item in items_of(self.corrected.whole, key[0]) if item.id == key[1])

    def decide(self, action: Action, key: ItemKey, **values: Any) -> int:
        kept = kept_of(self.record, self.corrected, key)
        return self._add(
            Correction(at="", who="Ada", action=action, report="r", item_type=key[0], kept=(kept,), **values)
        )

    def edit(self, key: ItemKey, typed: str, value: str) -> int:
        about = About(self.corrected.whole, self.item(key), self._contact)
        field, new = read(key[0], typed, value, about)
        return self.decide("edit", key, field=field, old=current(key[0], field, about), new=new)

    def undo(self, number: int) -> int:
        return self._add(Correction(at="", who="Ada", action="undo", report="r", undoes=number))

    def _add(self, correction: Correction) -> int:
        self.made.append(replace(correction, id=len(self.made) + 1))
        return len(self.made)

    def _contact(self, words: str) -> Kept:
        return kept_of(self.record, self.corrected, ("contact", words))


def find(record: Record, key: ItemKey) -> Any:
    return next(item for item in items_of(record, key[0]) if item.id == key[1])


# edits -----------------------------------------------------------------------------------------------------------

BY = "corrected by Ada"
EDITS: list[tuple[ItemKey, str, str, Callable[[Any], object], object]] = [
    (C1, "status", "planned", lambda c: c.status, "planned"),
    (C1, "role", "background", lambda c: c.role, "background"),
    (C1, "mode", "visit", lambda c: c.mode, "visit"),
    (C1, "level", "none", lambda c: c.level, None),
    (
        C1,
        "date",
        "2024-12-20",
        lambda c: c.when,
        When(start="2024-12-20", end="2024-12-20", precision="day", method=BY),
    ),
    (C1, "date", "2024-12", lambda c: c.when, When(start="2024-12-01", end="2024-12-31", precision="month", method=BY)),
    (C1, "date", "2023-02", lambda c: c.when.end, "2023-02-28"),
    (C1, "date", "2024", lambda c: c.when, When(start="2024-01-01", end="2024-12-31", precision="year", method=BY)),
    (C1, "date", "none", lambda c: c.when, None),
    (C1, "place", "none", lambda c: c.place, None),
    (C1, "place", "Nowhereville", lambda c: c.place, Place(name="Nowhereville")),
    (C1, "place", "Ankara", lambda c: (c.place.name, c.place.country, c.place.geonames), ("Ankara", "TUR", 323786)),
    (C1, "place_country", "Oman", lambda c: (c.place.name, c.place.country, c.place.lat), ("Brandby", "OMN", None)),
    (C1, "place_country", "NOR", lambda c: (c.place.country, c.place.lat), ("NOR", 60.5)),
    (C2, "place_country", "tr", lambda c: (c.place.name, c.place.country), ("Turkey", "TUR")),
    (C1, "occasion", "none", lambda c: c.occasion, None),
    (C1, "mechanism", "Bridge  Council", lambda c: c.mechanism, "Bridge Council"),
    (S1, "speakers", "Roux-Garnier", lambda s: s.speakers, ("roux",)),
    (S1, "speakers", "Ida Holm; Coastal Council", lambda s: s.speakers, ("holm", "council")),
    (S1, "speakers", "none", lambda s: s.speakers, ()),
    (S1, "speakers", "Hakan Fidan", lambda s: s.speakers, ("hakan-fidan",)),
    (S1, "speakers", "OIC; Turkey", lambda s: s.speakers, ("OIC", "TUR")),
    (S1, "act", "hope", lambda s: s.act, "hope"),
    (S1, "form", "mixed", lambda s: s.form, "mixed"),
    (S1, "contact", "c2", lambda s: s.contact, "c2"),
    (S1, "contact", "none", lambda s: s.contact, None),
    (K1, "kind", "plan", lambda k: k.kind, "plan"),
    (K1, "who", "Lena Brandt", lambda k: k.who, ("brandt",)),
    (K1, "act", "open the bridge", lambda k: k.act, "open the bridge"),
    (K1, "due", "2025-06", lambda k: (k.due.start, k.due.method), ("2025-06-01", BY)),
    (K1, "status", "kept", lambda k: k.status, "kept"),
    (M1, "what", "injured", lambda m: m.what, "injured"),
    (M1, "low", "1,200", lambda m: m.low, 1200),
    (M1, "high", "none", lambda m: m.high, None),
    (M1, "by", "a storm", lambda m: m.by, "a storm"),
    (M1, "said_by", "Brandt", lambda m: m.said_by, "brandt"),
    (M2, "said_by", "none", lambda m: m.said_by, None),
]


@pytest.mark.parametrize(("key", "field", "value", "shown", "expected"), EDITS)
def test_an_edit_gives_the_field_its_value_and_leaves_a_sound_record(
    key: ItemKey, field: str, value: str, shown: Callable[[Any], object], expected: object
) -> None:
    pad = Pad()
    number = pad.edit(key, field, value)
    corrected = pad.corrected
    assert shown(find(corrected.record, key)) == expected
    assert corrected.reviews == {key: "edited"}
    assert corrected.found == {number: (key,)}
    assert list(faults(corrected.record)) == []
    others = [(kind, item) for kind in LETTERS.values() for item in items_of(RECORD, kind) if (kind, item.id) != key]
    assert all(find(corrected.record, (kind, item.id)) == item for kind, item in others)


PARTS: list[tuple[str, str, list[tuple[str | None, str | None, str | None]]]] = [
    ("participants-", "Roux-Garnier", [("Lena Brandt", "NOR", "foreign minister")]),
    ("participants-", "SDM", [("Lena Brandt", "NOR", "foreign minister")]),
    (
        "participants+",
        "Mads Lund, Oman, Secretary of State",
        [
            ("Lena Brandt", "NOR", "foreign minister"),
            ("Émile Roux-Garnier", "SDM", "foreign minister"),
            ("Mads Lund", "OMN", "foreign minister"),
        ],
    ),
    (
        "participants+",
        ", OMN, president",
        [
            ("Lena Brandt", "NOR", "foreign minister"),
            ("Émile Roux-Garnier", "SDM", "foreign minister"),
            (None, "OMN", "president"),
        ],
    ),
    (
        "participants+",
        "Ida Holm",
        [
            ("Lena Brandt", "NOR", "foreign minister"),
            ("Émile Roux-Garnier", "SDM", "foreign minister"),
            ("Ida Holm", "NOR", "parliament speaker"),
        ],
    ),
    (
        "Brandt.country",
        "Oman",
        [("Lena Brandt", "OMN", "foreign minister"), ("Émile Roux-Garnier", "SDM", "foreign minister")],
    ),
    ("Brandt.office", "none", [("Lena Brandt", "NOR", None), ("Émile Roux-Garnier", "SDM", "foreign minister")]),
    ("roux.name", "Ida Holm", [("Lena Brandt", "NOR", "foreign minister"), ("Ida Holm", "SDM", "foreign minister")]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), PARTS)
def test_participants_are_added_removed_and_changed(
    typed: str, value: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    pad = Pad()
    pad.edit(C1, typed, value)
    contact = find(pad.corrected.record, C1)
    assert [(p.name, p.country, p.office) for p in contact.participants] == expected
    assert list(faults(pad.corrected.record)) == []


def test_whoever_gets_another_name_is_another_actor() -> None:
    pad = Pad()
    pad.edit(C1, "Roux-Garnier.name", "Mads Lund")
    record = pad.corrected.record
    assert record.contacts[0].participants[1].actor == "mads-lund"
    assert ROUX in record.actors
    assert (
        Actor(id="mads-lund", kind="person", name="Mads Lund", country="SDM", office="foreign minister")
        in record.actors
    )


WRONG: list[tuple[ItemKey, str, str, str]] = [
    (C1, "status", "off", "status “off” is none of held, planned, denied, cancelled"),
    (C1, "level", "king", "none of leader, minister, legislature, envoy, official, none"),
    (C1, "date", "2024-13", "“2024-13” is no date; give 2024-12-20, 2024-12, 2024 or none"),
    (C1, "date", "2023-02-29", "is no date"),
    (C1, "date", "2024-00", "is no date"),
    (C1, "place_country", "Atlantis", "“Atlantis” is no country that memcon knows"),
    (C1, "colour", "red", "a contact has no field “colour” to correct, but status, role, mode, .*NAME.name"),
    (C1, "participants", "Brandt", "a contact has no field “participants”"),
    (C1, "participants-", "Holm", "“Holm” is none of those who took part: Lena Brandt"),
    (C1, "foreign minister.country", "OMN", "may be several of those who took part"),
    (C1, "Brandt.age", "7", "a participant has no “age” to correct, but name, country, office"),
    (C1, "participants+", "Lena Brandt", "Lena Brandt takes part already"),
    (C1, "participants+", ", OMN", "names nobody"),
    (C1, "participants+", "X, ATLANTIS, king", "“ATLANTIS” is no country that memcon knows"),
    (C1, "participants+", "X, Narnia", "“Narnia” is no country that memcon knows"),
    (C1, "participants+", "X, OMN, NOR", "names more than one country and one office"),
    (C1, "mechanism", "", "mechanism needs some words; none takes them out"),
    (S1, "act", "shout", "none of assert, praise"),
    (S1, "date", "2024", "a statement has no field “date” to correct, but speakers, act, form, contact"),
    (K1, "act", "none", "act needs some words"),
    (M1, "low", "-3", "low “-3” is no number"),
    (M1, "low", "99999999999999999999999", "a count of harm is at most 10 billion"),
    (M1, "high", "10,000,000,001", "a count of harm is at most 10 billion"),
    (M1, "high", "9" * 5000, "a count of harm is at most 10 billion"),
    (M1, "said_by", "A; B", "said_by is one"),
]


@pytest.mark.parametrize(("key", "field", "value", "sentence"), WRONG)
def test_a_wrong_value_gets_a_sentence_that_says_what_is_allowed(
    key: ItemKey, field: str, value: str, sentence: str
) -> None:
    with pytest.raises(ArchiveError, match=sentence):
        Pad().edit(key, field, value)


def test_a_name_that_several_have_must_be_given_in_full() -> None:
    twins = (Actor(id="a", kind="person", name="Ann Lund"), Actor(id="b", kind="person", name="Bo Lund"))
    pad = Pad(msgspec.structs.replace(RECORD, actors=(*RECORD.actors, *twins)))
    with pytest.raises(ArchiveError, match="“Lund” may be any of Ann Lund, Bo Lund"):
        pad.edit(S1, "speakers", "Lund")


SAID: list[tuple[ItemKey, str, str, str]] = [
    (C1, "status", "planned", "status: held → planned"),
    (C1, "date", "2024-12", "date: 2024-12-19 → 2024-12"),
    (C2, "date", "none", "date: 2024-12-17 → none"),
    (C1, "place_country", "OMN", "place_country: NOR → OMN"),
    (C1, "place", "Nowhereville", "place: Brandby, NOR → Nowhereville"),
    (C1, "participants-", "Brandt", "participants: - Lena Brandt (NOR, foreign minister)"),
    (C1, "participants+", "Mads Lund, OMN", "participants: + Mads Lund (OMN)"),
    (C1, "Brandt.office", "president", "participants: Lena Brandt: office foreign minister → president"),
    (S1, "speakers", "Holm; OIC", "speakers: Lena Brandt → Ida Holm; Organisation of Islamic Cooperation"),
    (S1, "contact", "c2", "contact: c1 → c2"),
    (M2, "low", "1400", "low: 1,300 → 1,400"),
    (M2, "said_by", "none", "said_by: Émile Roux-Garnier → none"),
]


@pytest.mark.parametrize(("key", "field", "value", "words"), SAID)
def test_an_edit_is_told_in_words(key: ItemKey, field: str, value: str, words: str) -> None:
    pad = Pad()
    pad.edit(key, field, value)
    assert in_words(pad.made[0]) == words


# accepting, rejecting, undoing -----------------------------------------------------------------------------------


def test_what_is_accepted_stays_as_it_is() -> None:
    pad = Pad()
    pad.decide("accept", C1)
    assert pad.corrected.record == RECORD
    assert pad.corrected.reviews == {C1: "accepted"}


def test_a_rejected_contact_is_gone_with_what_refers_to_it() -> None:
    pad = Pad()
    pad.decide("reject", C1)
    record, whole = pad.corrected.record, pad.corrected.whole
    assert [contact.id for contact in record.contacts] == ["c2"]
    assert {statement.contact for statement in record.statements} == {None, "c2"}
    assert record.events == ()
    assert list(faults(record)) == []
    assert [contact.id for contact in whole.contacts] == ["c1", "c2"]


def test_a_commitment_outlives_its_rejected_statement() -> None:
    pad = Pad()
    pad.decide("reject", S1)
    assert find(pad.corrected.record, K1).statement is None


@pytest.mark.parametrize(
    ("actions", "review"),
    [
        (["accept", "reject"], "rejected"),
        (["reject", "accept"], "accepted"),
        (["edit", "accept"], "edited"),
        (["edit", "reject"], "rejected"),
        (["reject", "edit"], "edited"),
    ],
)
def test_the_last_word_on_an_item_counts(actions: list[Action], review: str) -> None:
    pad = Pad()
    for action in actions:
        if action == "edit":
            pad.edit(C1, "status", "denied")
        else:
            pad.decide(action, C1)
    assert pad.corrected.reviews == {C1: review}
    assert ("c1" in {contact.id for contact in pad.corrected.record.contacts}) == (review != "rejected")


def test_of_one_field_the_later_edit_counts_and_undoing_it_brings_the_earlier_back() -> None:
    pad = Pad()
    pad.edit(C1, "status", "planned")
    later = pad.edit(C1, "status", "cancelled")
    assert pad.item(C1).status == "cancelled"
    taken_back = pad.undo(later)
    assert pad.item(C1).status == "planned"
    pad.undo(taken_back)
    assert pad.item(C1).status == "cancelled"


def test_a_note_changes_nothing() -> None:
    pad = Pad()
    pad.decide("note", C1, why="see the other outlet")
    assert pad.corrected.record is RECORD
    assert pad.corrected.reviews == {}
    assert pad.corrected.found == {1: (C1,)}


def test_an_undo_of_an_undo_is_a_correction_again() -> None:
    made = [Correction(id=1, at="", who="", action="accept", report="r")]
    made += [Correction(id=n, at="", who="", action="undo", report="r", undoes=n - 1) for n in (2, 3)]
    assert [correction.id for correction in standing(made).corrections] == [1]
    assert standing(made).undone_by == {2: 3}
    assert standing(made[:2]).corrections == ()


# events ----------------------------------------------------------------------------------------------------------


def event_of(record: Record, item: str) -> Any:
    return next((event for event in record.events if event.from_ == item), None)


def test_the_event_follows_the_contact() -> None:
    pad = Pad()
    pad.edit(C1, "date", "2024-12-20")
    event = event_of(pad.corrected.record, "c1")
    assert event.when.start == "2024-12-20"
    assert (event.event_type, event.event_mode, event.context, event.goldstein) == (
        "CONSULT",
        "visit",
        ("diplomatic",),
        1.9,
    )
    pad.edit(C1, "status", "planned")
    event = event_of(pad.corrected.record, "c1")
    assert (event.event_type, event.event_mode, event.cameo) == ("AGREE", None, "036")
    pad.edit(C1, "status", "denied")
    assert event_of(pad.corrected.record, "c1") is None


def test_a_statement_of_another_act_is_another_event() -> None:
    pad = Pad()
    pad.edit(S4, "act", "condemn")
    event = event_of(pad.corrected.record, "s4")
    assert (event.id, event.event_type, event.actor, event.when) == ("e2", "ACCUSE", ("holm",), find(RECORD, C2).when)
    pad.edit(S4, "speakers", "Lena Brandt")
    assert event_of(pad.corrected.record, "s4").actor == ("brandt",)
    pad.edit(C2, "date", "2024-12-16")
    assert event_of(pad.corrected.record, "s4").when.start == "2024-12-16"
    pad.edit(S4, "act", "assert")
    assert event_of(pad.corrected.record, "s4") is None


# laws ------------------------------------------------------------------------------------------------------------

LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Of a slow machine no law is broken: the first correction imports the parser."""

DECISIONS = st.sampled_from(
    [
        *((key, field, value) for key, field, value, _, _ in EDITS),
        *((C1, typed, value) for typed, value, _ in PARTS),
        *((key, what, None) for key in (C1, C2, S1, S3, S4, K1, M1, M2) for what in ("accept", "reject", "note") * 3),
    ]
)


def make(pad: Pad, decision: Any) -> None:
    key, what, value = decision
    try:
        if value is None:
            pad.decide(what, key)
        else:
            pad.edit(key, what, value)
    except ArchiveError:
        pass  # what earlier corrections took away cannot be edited; that gets a sentence


@LAW
@given(st.lists(DECISIONS, max_size=8), st.randoms(use_true_random=False))
def test_undoing_everything_in_any_order_gives_the_record_back_to_the_byte(decisions: list[Any], random: Any) -> None:
    pad = Pad()
    for decision in decisions:
        make(pad, decision)
    assert list(faults(pad.corrected.record)) == []
    numbers = [correction.id for correction in pad.made]
    random.shuffle(numbers)
    for number in numbers:
        pad.undo(number)
    assert encode_record(pad.corrected.record) == encode_record(RECORD)
    assert pad.corrected.reviews == {}


@LAW
@given(st.lists(DECISIONS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_independent_corrections_does_not_matter(decisions: list[Any], random: Any) -> None:
    pad = Pad()
    seen: set[tuple[ItemKey, str]] = set()
    for key, what, value in decisions:
        # Of one item independent are different fields; whether it is rejected depends on what comes last.
        part = (
            "participants" if "." in what or what.startswith("participants") else what.replace("place_country", "place")
        )
        clash = {(key, part)} if value is not None else {(key, "decision")}
        if value is None or not seen & (clash | {(key, "decision")}):
            if value is None and any(there == key for there, _ in seen):
                continue
            seen |= clash
            make(pad, (key, what, value))
    others = pad.made[:]
    random.shuffle(others)
    renumbered = [replace(correction, id=number) for number, correction in enumerate(others, 1)]
    assert encode_record(apply(RECORD, renumbered).record) == encode_record(pad.corrected.record)
    assert apply(RECORD, renumbered).reviews == pad.corrected.reviews


# a later extraction of the same report ---------------------------------------------------------------------------


def later(record: Record, *, drop: frozenset[ItemKey] = frozenset(), shift: int = 3, trim: int = 0) -> Record:
    """The record as another version of memcon may extract it: other ids, some items not found, other ends of the words."""
    ids = {
        item.id: f"{item.id[0]}{int(item.id[1:]) + shift}"
        for kind in LETTERS.values()
        for item in items_of(record, kind)
    }

    def renewed(item: Any) -> Any:
        values: dict[str, Any] = {"id": ids[item.id], "confidence": 0.5}
        values["spans"] = tuple(Span(s.start, s.end - trim, s.text[: len(s.text) - trim]) for s in item.spans)
        for reference in ("contact", "statement"):
            ident = getattr(item, reference, None)
            if ident:
                gone = (reference, ident) in drop
                values[reference] = None if gone else ids[ident]
        return msgspec.structs.replace(item, **values)

    items = {
        f"{kind}s": tuple(renewed(i) for i in items_of(record, kind) if (kind, i.id) not in drop)  # type: ignore[comparison-overlap]
        for kind in LETTERS.values()
    }
    return msgspec.structs.replace(record, **items, events=())


def same_words(one: Item, other: Item) -> bool:
    mine, theirs = (
        {n for s in (i.content if isinstance(i, Statement) else i.spans) for n in range(s.start, s.end)}
        for i in (one, other)
    )
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs)) > 0


KEYS = [C1, C2, S1, S3, S4, K1, M1, M2]


@LAW
@given(
    st.lists(DECISIONS, max_size=6),
    st.sets(st.sampled_from(KEYS)),
    st.integers(0, 5),
    st.integers(0, 4),
)
def test_corrections_survive_another_extraction(
    decisions: list[Any], drop: set[ItemKey], shift: int, trim: int
) -> None:
    pad = Pad()
    for decision in decisions:
        make(pad, decision)
    before = pad.corrected
    after = apply(later(RECORD, drop=frozenset(drop), shift=shift, trim=trim), pad.made)
    assert list(faults(after.record)) == []
    for key, review in before.reviews.items():
        now = {
            item.id: item
            for item in items_of(after.whole, key[0])
            if same_words(item, find(before.whole, key)) and after.reviews.get((key[0], item.id)) == review
        }
        if review == "rejected" and key in drop:
            assert now == {}
            continue
        (item,) = now.values()
        assert (item in items_of(after.record, key[0])) == (review != "rejected")
        assert _values(item) == _values(find(before.whole, key))


def _values(item: Any) -> dict[str, Any]:
    """What may be edited, without the ids and words that another extraction gives otherwise."""
    values: dict[str, Any] = msgspec.to_builtins(item)
    return {name: values[name] for name in values if name not in ("id", "spans", "confidence", "contact", "statement")}


def test_a_statement_stays_in_the_contact_that_it_was_given_whatever_that_is_called() -> None:
    pad = Pad()
    pad.edit(S1, "contact", "c2")
    after = apply(later(RECORD, shift=4), pad.made)
    assert find(after.record, ("statement", "s5")).contact == "c6"
    after = apply(later(RECORD, shift=0, drop=frozenset({C2})), pad.made)
    assert after.found == {1: ()}


def test_an_accepted_item_that_is_extracted_no_more_stands_again() -> None:
    pad = Pad()
    pad.decide("accept", S1)
    pad.edit(C1, "participants+", "Mads Lund, OMN, president")
    fresh = later(RECORD, drop=frozenset({C1, S1}), shift=0)
    after = apply(fresh, pad.made)
    contact = find(after.record, ("contact", "c3"))
    assert [p.name for p in contact.participants] == ["Lena Brandt", "Émile Roux-Garnier", "Mads Lund"]
    assert find(after.record, ("statement", "s6")).contact == "c3"
    assert set(after.again) == {("contact", "c3"), ("statement", "s6")}
    assert "mads-lund" in {actor.id for actor in after.record.actors}


def test_an_item_that_is_made_again_brings_its_actors() -> None:
    pad = Pad()
    pad.decide("accept", S4)
    fresh = later(RECORD, drop=frozenset({S4, C2}))
    fresh = msgspec.structs.replace(fresh, actors=tuple(a for a in fresh.actors if a.id not in ("holm", "sdm-speaker")))
    after = apply(fresh, pad.made)
    assert list(faults(after.record)) == []
    assert "holm" in {actor.id for actor in after.record.actors}


def test_a_reject_of_what_is_extracted_no_more_finds_nothing() -> None:
    pad = Pad()
    pad.decide("reject", C2)
    after = apply(later(RECORD, drop=frozenset({C2})), pad.made)
    assert after.found == {1: ()}
    assert len(after.record.contacts) == 1


def test_a_change_of_a_participant_who_is_not_there_any_more_finds_nothing() -> None:
    pad = Pad()
    pad.edit(C1, "Roux-Garnier.country", "OMN")
    alone = msgspec.structs.replace(RECORD.contacts[0], participants=RECORD.contacts[0].participants[:1])
    after = apply(msgspec.structs.replace(RECORD, contacts=(alone, RECORD.contacts[1])), pad.made)
    assert after.found == {1: ()}


SENTENCE = span(
    "Foreign Minister Lena Brandt of Norland received her Sudmark counterpart Émile Roux-Garnier in Brandby"
)


def told_together(*contacts: tuple[str, str, str]) -> Record:
    """Contacts of the same sentence: id, status, and the one whom Brandt met."""
    made = tuple(
        Contact(
            id=ident,
            status=status,  # type: ignore[arg-type]
            role="main",
            mode="meeting",
            participants=(Participant(actor="brandt", name="Lena Brandt"), Participant(actor=other)),
            spans=(SENTENCE,),
        )
        for ident, status, other in contacts
    )
    return msgspec.structs.replace(RECORD, contacts=made, statements=(), commitments=(), claims=(), events=())


@pytest.mark.parametrize(
    ("then", "rejected", "now", "left"),
    [
        # The plan is not extracted any more: its rejection must not fall on the meeting that was held.
        ([("c1", "held", "roux"), ("c2", "planned", "roux")], "c2", [("c1", "held", "roux")], ["c1"]),
        ([("c1", "held", "roux"), ("c2", "held", "holm")], "c1", [("c1", "held", "holm")], ["c1"]),
        # Both are there, in another order.
        (
            [("c1", "held", "roux"), ("c2", "held", "holm")],
            "c1",
            [("c1", "held", "holm"), ("c2", "held", "roux")],
            ["c1"],
        ),
        # Only read otherwise: still the same words.
        ([("c1", "held", "roux")], "c1", [("c7", "planned", "council")], []),
    ],
)
def test_of_contacts_of_the_same_words_the_right_one_is_found(
    then: list[tuple[str, str, str]], rejected: str, now: list[tuple[str, str, str]], left: list[str]
) -> None:
    pad = Pad(told_together(*then))
    pad.decide("reject", ("contact", rejected))
    after = apply(told_together(*now), pad.made)
    assert [contact.id for contact in after.record.contacts] == left


def test_other_words_are_another_item() -> None:
    pad = Pad()
    pad.decide("reject", M1)
    elsewhere = Claim(id="m1", what="killed", low=12, spans=(span("The Coastal Council"),))
    after = apply(msgspec.structs.replace(RECORD, claims=(elsewhere,)), pad.made)
    assert after.record.claims == (elsewhere,)
    assert after.found == {1: ()}


def test_a_statement_is_found_by_its_content_not_by_its_sentence() -> None:
    sentence = (span("Brandt said that the two neighbours would reopen the border bridge in 2025."),)
    first = Statement(
        id="s1",
        speakers=("brandt",),
        form="indirect",
        act="assert",
        content=(span("the two neighbours"),),
        spans=sentence,
    )
    second = msgspec.structs.replace(first, id="s2", content=(span("reopen the border bridge"),))
    pad = Pad(msgspec.structs.replace(RECORD, statements=(first, second), commitments=(), events=()))
    pad.decide("reject", ("statement", "s1"))
    alone = msgspec.structs.replace(second, id="s1")
    after = apply(msgspec.structs.replace(RECORD, statements=(alone,), commitments=(), events=()), pad.made)
    assert after.record.statements == (alone,)


@pytest.mark.parametrize("key", KEYS)
def test_what_a_correction_keeps_of_an_item_comes_back_from_json(key: ItemKey) -> None:
    kept = kept_of(RECORD, apply(RECORD, ()), key)
    again = Kept.from_json(msgspec.json.decode(msgspec.json.encode(kept.to_json())))
    assert again == kept
