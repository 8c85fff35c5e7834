"""Events: items and background actions in PLOVER and CAMEO. The sentences are our own."""

import json
import lzma
import sys
from pathlib import Path

import pytest

import memcon
from memcon.actors import resolve
from memcon.actors.knowledge import load
from memcon.extraction.events.actions import Action, find_actions
from memcon.extraction.events.codes import codes
from memcon.extraction.events.contexts import Context, contexts, contexts_of
from memcon.extraction.events.items import of_contact
from memcon.extraction.events.parties import Parties
from memcon.extraction.events.patterns import Pattern, patterns
from memcon.extraction.topics import topics
from memcon.language import parse
from memcon.read import read_text
from memcon.record import Contact, Event, Participant, Place, Span

ROOT = Path(__file__).parent.parent


def actions(text: str) -> list[Action]:
    parsed = parse(read_text(text))
    knowledge = load()
    parties = Parties(resolve(parsed, knowledge), knowledge)
    return [action for sentence in parsed.sentences for action in find_actions(sentence.span, parties)]


def events(text: str) -> list[Event]:
    return list(memcon.extract(text, published="2024-05-02").events)


def told(event: Event) -> tuple[str, str | None, tuple[str, ...], tuple[str, ...]]:
    return event.event_type, event.event_mode, event.actor, event.recipient


# ---- the tables ----


def _named(pattern: Pattern) -> str:
    return f"{pattern.code.event_type}-{pattern.code.mode}-{pattern.example[:40]}"


@pytest.mark.parametrize("pattern", patterns().rows, ids=_named)
def test_every_pattern_codes_its_example_and_not_its_counter_example(pattern: Pattern) -> None:
    def key(action: Action) -> tuple[str, str | None]:
        free = pattern.talk and pattern.code.mode is None
        return action.code.event_type, None if free else action.code.mode

    wanted = (pattern.code.event_type, pattern.code.mode)
    assert wanted in [key(action) for action in actions(pattern.example)]
    assert wanted not in [key(action) for action in actions(pattern.counter)]


@pytest.mark.parametrize("context", contexts(), ids=lambda context: context.name)
def test_every_context_finds_its_example_and_not_its_counter_example(context: Context) -> None:
    assert context.name in contexts_of(parse(read_text(context.example)).doc[:], ())
    assert context.name not in contexts_of(parse(read_text(context.counter)).doc[:], ())


def test_contexts_are_those_of_the_manual_in_its_order() -> None:
    doc = parse(read_text("The court heard of the army and of oil.")).doc
    assert len(codes().contexts) == len(set(codes().contexts)) == 37
    assert {context.name for context in contexts()} <= set(codes().contexts)
    assert contexts_of(doc[:], ("climate",)) == ("military", "legal", "natural_resource", "environment")


def test_there_are_sixteen_types_in_four_quads() -> None:
    quads = [kind.quad for kind in codes().types.values()]
    assert (len(quads), [quads.count(quad) for quad in (1, 2, 3, 4)]) == (16, [4, 3, 4, 5])


def test_every_code_that_can_be_given_has_a_name_and_a_value() -> None:
    given = {pattern.code.cameo for pattern in patterns().rows}
    for kind in codes().types.values():
        given |= {kind.cameo, *kind.modes.values(), *kind.appeals.values()}
        given |= {kind.future.cameo} if kind.future else set()
    for table in (codes().acts, codes().commitments, codes().claims):
        given |= {code.cameo for code in table.values()}
    assert given - {None} <= set(codes().names)
    assert all(-10 <= value <= 10 for value in codes().values.values())


def test_modes_by_content_are_modes_of_their_types() -> None:
    for row in patterns().content:
        assert all(row.mode in codes().types[name].modes for name in row.types)


def test_topics_have_contexts_of_the_manual() -> None:
    assert {context for topic in topics().values() for context in topic.plover} <= set(codes().contexts)


def test_the_page_lists_every_type_and_every_code_with_its_value() -> None:
    page = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    for name, kind in codes().types.items():
        assert f"| {name} | {kind.quad} " in page
        assert all(f"{mode} {code or '–'}" in page for mode, code in kind.modes.items())
    for code, name in codes().names.items():
        assert f"| {code} | {name} | {codes().values[code]:+.1f} |" in page


@pytest.mark.parametrize(
    ("event_type", "mode", "to_come"),
    [
        ("CONSULT", "visit", ("AGREE", None, "036")),
        ("AID", None, ("AGREE", None, "033")),
        ("COOPERATE", None, ("AGREE", None, "031")),
        ("SUPPORT", None, ("AGREE", None, "032")),
        ("CONCEDE", None, ("CONCEDE", None, "034")),
        ("RETREAT", "withdraw", ("CONCEDE", None, "035")),
        ("SANCTION", None, ("THREATEN", "restrict", "131")),
        ("SANCTION", "expel", ("THREATEN", "expel", "131")),
        ("ASSAULT", "aerial", ("THREATEN", "violence", "138")),
        ("REQUEST", "meet", ("REQUEST", "meet", "106")),
    ],
)
def test_what_is_still_to_come_is_coded_as_the_manual_says(
    event_type: str, mode: str | None, to_come: tuple[str, str | None, str]
) -> None:
    code = codes().still_to_come(codes().code(event_type, mode))
    assert (code.event_type, code.mode, code.cameo) == to_come


# ---- contacts ----


def _contact(status: str, mode: str, who: dict[str, tuple[str, str | None]], place: str | None = None) -> Contact:
    return Contact(
        id="c1",
        status=status,  # type: ignore[arg-type]
        role="main",
        mode=mode,  # type: ignore[arg-type]
        place=Place(name="somewhere", country=place) if place else None,
        participants=tuple(
            Participant(actor=actor, country=country, capacity=part)  # type: ignore[arg-type]
            for actor, (country, part) in who.items()
        ),
        spans=(Span(0, 3, "met"),),
    )


A, B, C = {"a": ("AUT", None)}, {"b": ("BEL", None)}, {"c": ("CHE", None)}
GUEST, HOST, CALLER = {"a": ("AUT", "visitor")}, {"b": ("BEL", "host")}, {"a": ("AUT", "caller")}


@pytest.mark.parametrize(
    ("contact", "coded"),
    [
        (_contact("held", "meeting", GUEST | HOST), ("CONSULT", "visit", ("a",), ("b",), "042")),
        (_contact("held", "meeting", A | B), ("CONSULT", None, ("a", "b"), (), "040")),
        (_contact("held", "meeting", A | B, "CHE"), ("CONSULT", "third-party", ("a", "b"), (), "044")),
        (_contact("held", "meeting", A | B, "BEL"), ("CONSULT", None, ("a", "b"), (), "040")),
        (_contact("held", "meeting", A | B | C), ("CONSULT", "multilateral", ("a", "b", "c"), (), "040")),
        (_contact("held", "phone", CALLER | B), ("CONSULT", "phone", ("a",), ("b",), "041")),
        (_contact("held", "phone", A | B), ("CONSULT", "phone", ("a", "b"), (), "041")),
        (_contact("held", "video", A | B), ("CONSULT", "phone", ("a", "b"), (), "041")),
        (_contact("held", "letter", CALLER | B), ("CONSULT", None, ("a",), ("b",), "040")),
        (_contact("held", "visit", GUEST, "BEL"), ("CONSULT", "visit", ("a",), ("BEL",), "042")),
        (_contact("held", "visit", GUEST, "AUT"), ("CONSULT", "visit", ("a",), (), "042")),
        (_contact("planned", "meeting", A | B), ("AGREE", None, ("a", "b"), (), "036")),
        (_contact("planned", "visit", GUEST, "BEL"), ("AGREE", None, ("a",), ("BEL",), "036")),
        (_contact("denied", "meeting", A | B), None),
        (_contact("cancelled", "visit", GUEST, "BEL"), None),
    ],
)
def test_contacts_are_coded_by_the_crosswalk(contact: Contact, coded: tuple[object, ...] | None) -> None:
    coding = of_contact(contact, [])
    found = coding and (coding.code.event_type, coding.code.mode, coding.actor, coding.recipient, coding.code.cameo)
    assert found == coded


# ---- background actions ----


@pytest.mark.parametrize(
    ("text", "event_type", "mode", "actor", "recipient"),
    [
        ("Chad was attacked by Libya.", "ASSAULT", None, ("LBY",), ("TCD",)),
        ("Two Chadian farmers were shot dead by Libyan soldiers.", "ASSAULT", "firearms", ("LBY",), ("TCD",)),
        ("The raid by Chadian troops on Libya went on.", "ASSAULT", None, ("TCD",), ("LBY",)),
        ("The United States imposed sanctions on Belarus.", "SANCTION", None, ("USA",), ("BLR",)),
        ("Chad and Libya signed a treaty.", "SUPPORT", None, ("TCD", "LBY"), ()),
        ("Norwegian and Finnish frigates held joint drills.", "COOPERATE", None, ("NOR", "FIN"), ()),
        ("Finland agreed to lend Latvia money.", "AGREE", None, ("FIN",), ("LVA",)),
        ("Finland will lend Latvia money, officials said.", "AGREE", None, ("FIN",), ("LVA",)),
        ("Finland said it would withdraw its troops from Latvia.", "CONCEDE", None, ("FIN",), ("LVA",)),
        ("Finland said it would impose sanctions on Belarus.", "THREATEN", "restrict", ("FIN",), ("BLR",)),
        ("Finland refused to withdraw its troops from Latvia.", "REJECT", "yield", ("FIN",), ("LVA",)),
        ("Finland said it would not talk to Latvia.", "REJECT", "meet", ("FIN",), ("LVA",)),
        ("Finland said that Latvia must release the sailors.", "REQUEST", "yield", ("FIN",), ("LVA",)),
        ("Finland threatened to attack Latvia.", "THREATEN", "violence", ("FIN",), ("LVA",)),
        ("Finland began to withdraw its troops from Latvia.", "RETREAT", "withdraw", ("FIN",), ("LVA",)),
        ("UN observers were withdrawn from Angola.", "SANCTION", "withdraw", ("UNO",), ("AGO",)),
        ("Riots broke out in Chile.", "PROTEST", "riot", ("CHL",), ()),
    ],
)
def test_actions_have_their_type_and_both_sides(
    text: str, event_type: str, mode: str | None, actor: tuple[str, ...], recipient: tuple[str, ...]
) -> None:
    found = [(a.code.event_type, a.code.mode, a.actor, a.recipient) for a in actions(text)]
    assert (event_type, mode, actor, recipient) in found
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Chad did not attack Libya.",
        "If Chad attacks Libya, trade will suffer.",
        "Nobody knows whether Chad attacked Libya.",
        "Chad denied that it had attacked Libya.",
        "Chad may attack Libya.",
        "Chad attacked the problem of poverty.",
        "Chad would never refuse a meeting with Libya.",
        "The meeting between Wang Yi and Annalena Baerbock planned for September 16 has been cancelled.",
    ],
)
def test_what_is_not_told_as_a_fact_is_no_action(text: str) -> None:
    assert actions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chad urged Libya to attack the rebels.",
        "Chad threatened to bomb Libya.",
        "Chad refused to send arms to Libya.",
        "Chad accused Libya of attacking a village.",
    ],
)
def test_what_is_only_asked_for_or_refused_is_no_action_of_its_own(text: str) -> None:
    assert len(actions(text)) == 1


# ---- a whole report ----

REPORT = """The foreign minister of Norway, Espen Barth Eide, received his Finnish counterpart Elina Valtonen in Oslo on Monday.

Eide praised Finland's help for Ukraine. Valtonen urged Norway to open more border crossings.

"The weather was fine," Valtonen said.

The two ministers agreed to hold joint exercises in autumn. President Alexander Stubb will visit Oslo in June.

Russian missiles killed five people in the Ukrainian city of Kharkiv on Sunday. Poland closed its border with Belarus.
"""


def test_a_report_yields_an_event_for_each_item_and_background_action_and_none_for_a_mere_comment() -> None:
    found = events(REPORT)
    eide, valtonen, stubb = "espen-barth-eide", "elina-valtonen", "alexander-stubb"
    assert ("CONSULT", "visit", (valtonen,), (eide,)) in map(told, found)
    assert ("SUPPORT", None, (eide,), ("FIN",)) in map(told, found)
    assert ("REQUEST", None, (valtonen,), ("NOR",)) in [(e.event_type, None, e.actor, e.recipient) for e in found]
    assert ("AGREE", None, (stubb,), ("NOR",)) in map(told, found)
    assert ("ASSAULT", "RUS") in [(e.event_type, *e.actor) for e in found]
    assert ("SANCTION", None, ("POL",), ("BLR",)) in map(told, found)
    assert not any("weather" in span.text for event in found for span in event.spans)


def test_events_are_numbered_in_the_order_of_the_text_and_name_what_they_code() -> None:
    record = memcon.extract(REPORT, published="2024-05-07")
    items = {item.id for item in (*record.contacts, *record.statements, *record.commitments, *record.claims)}
    assert [event.id for event in record.events] == [f"e{n}" for n in range(1, len(record.events) + 1)]
    starts = [event.spans[0].start for event in record.events]
    assert starts == sorted(starts)
    assert {event.from_ for event in record.events} <= items | {"background"}
    assert {event.from_[0] for event in record.events} >= {"c", "s", "b"}


def test_a_cancelled_visit_is_coded_by_who_cancels_it() -> None:
    report = "Norwegian Foreign Minister Espen Barth Eide cancelled his visit to Belarus on Monday."
    [event] = events(report)
    assert told(event) == ("SANCTION", "withdraw", ("espen-barth-eide",), ("BLR",))
    assert event.from_ == "c1"


def test_words_that_several_items_tell_of_are_one_event() -> None:
    found = [event for event in events(REPORT) if "joint exercises" in event.spans[0].text]
    assert [event.event_type for event in found] == ["AGREE"]


def test_an_event_has_the_value_of_its_code_and_the_words_that_show_it() -> None:
    for event in events(REPORT):
        assert event.goldstein == codes().goldstein(event.cameo)
        assert all(REPORT[span.start : span.end] == span.text for span in event.spans)


def test_a_contact_gives_its_event_date_and_contexts() -> None:
    visit = next(event for event in events(REPORT) if event.event_type == "CONSULT")
    assert visit.when is not None
    assert visit.when.start == "2024-04-29"
    border = next(event for event in events(REPORT) if event.event_type == "SANCTION")
    assert "territory" in border.context


def test_a_report_without_actors_has_no_events() -> None:
    assert events("It rained all day. The harvest was good.") == []


# ---- the measurement ----


@pytest.fixture(scope="module")
def plover() -> object:
    sys.path.insert(0, str(ROOT / "evaluation"))
    try:
        import plover

        return plover
    finally:
        sys.path.remove(str(ROOT / "evaluation"))


def test_the_gold_is_read_into_the_draft_with_countries(plover: object, tmp_path: Path) -> None:
    text = "Chad shelled a Libyan town."
    record = {
        "event": "FIGHT",
        "text": text,
        "source": [{"code": "TCDMIL"}],
        "target": [{"code": "LBY"}, {"code": "IGO"}],
    }
    with lzma.open(tmp_path / "plover_gsr.json.xz", "wt", encoding="utf-8") as out:
        json.dump([record], out)
    found = plover.read_gold(tmp_path, plover.half_of(text))  # type: ignore[attr-defined]
    [gold] = found[text]
    assert (gold.event_type, gold.sources, gold.targets) == (
        "ASSAULT",
        frozenset({"TCD"}),
        frozenset({"LBY", "no country"}),
    )
    other = {"tuning": "kept", "kept": "tuning"}[plover.half_of(text)]  # type: ignore[attr-defined]
    assert plover.read_gold(tmp_path, other) == {}  # type: ignore[attr-defined]


def test_every_event_found_counts_against_precision(plover: object) -> None:
    gold = plover.Gold("SANCTION", frozenset({"POL"}), frozenset({"BLR"}))  # type: ignore[attr-defined]
    sentences = {"Poland closed its border with Belarus and praised Latvia.": [gold]}
    [(tally, *_)] = plover.score(sentences)  # type: ignore[attr-defined]
    assert (tally.gold, tally.both, sum(tally.predicted.values()), sum(tally.right.values())) == (1, 1, 2, 1)
