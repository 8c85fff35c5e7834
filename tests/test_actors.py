"""Who is meant: names, offices, counterparts, pairs and pronouns, in sentences of our own."""

import pytest

import memcon
from memcon.actors import resolve
from memcon.language import parse
from memcon.read import read_text

REPORT = (
    "Norwegian Foreign Minister Espen Barth Eide met his Kenyan counterpart Musalia Mudavadi in Nairobi on Monday.\n\n"
    "Eide said the two countries shared an interest in the oceans. He praised the port of Mombasa.\n\n"
    "For his part, the Kenyan foreign minister thanked Oslo for its aid. Mudavadi also invited his guest to return.\n\n"
    "The two ministers agreed to meet every year."
)


def cast_of(text, published="2024-05-14"):
    parsed = parse(read_text(text, published=published))
    return parsed, resolve(parsed)


def who(parsed, cast, words, nth=0):
    """Actor ids of the nth mention whose text is ``words``."""
    found = [m for m in cast.mentions if parsed.doc[m.start : m.end].text == words]
    return found[nth].actors


@pytest.fixture(scope="module")
def report():
    return cast_of(REPORT)


def test_a_title_before_a_name_gives_office_and_country(report):
    _, cast = report
    person = cast.actors["espen-barth-eide"]
    assert (person.kind, person.name, person.country, person.office) == (
        "person",
        "Espen Barth Eide",
        "NOR",
        "foreign minister",
    )


def test_a_counterpart_holds_the_same_office_for_his_own_country(report):
    _, cast = report
    person = cast.actors["musalia-mudavadi"]
    assert (person.country, person.office) == ("KEN", "foreign minister")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Eide", ("espen-barth-eide",)),
        ("He", ("espen-barth-eide",)),
        ("the Kenyan foreign minister", ("musalia-mudavadi",)),
        ("Mudavadi", ("musalia-mudavadi",)),
        ("The two ministers", ("espen-barth-eide", "musalia-mudavadi")),
        ("Oslo", ("NOR",)),
        ("Nairobi", ("KEN",)),
    ],
)
def test_later_mentions_find_their_actor(report, words, expected):
    assert who(*report, words) == expected


def test_for_his_part_points_forward_to_the_subject(report):
    assert who(*report, "his", 1) == ("musalia-mudavadi",)


def test_mentions_do_not_overlap_and_carry_exact_words(report):
    parsed, cast = report
    ends = [mention.end for mention in cast.mentions]
    assert all(end <= mention.start for end, mention in zip(ends, cast.mentions[1:], strict=False))
    for actor in cast.actors.values():
        for span in actor.spans:
            assert parsed.article.text[span.start : span.end] == span.text


def test_an_office_may_come_before_the_name_of_its_holder():
    parsed, cast = cast_of(
        "Iceland's prime minister opened the session. Prime Minister Bjarni Benediktsson spoke of the fisheries treaty."
    )
    assert who(parsed, cast, "Iceland's prime minister") == ("bjarni-benediktsson",)


def test_an_office_without_a_name_is_described_and_marked_unnamed():
    parsed, cast = cast_of("The Malagasy fisheries minister met the Mauritian ambassador on Tuesday.")
    (actor,) = who(parsed, cast, "The Malagasy fisheries minister")
    assert not cast.named(actor)
    assert cast.actors[actor].country == "MDG"


def test_a_name_after_its_post_is_found_behind_the_host_country():
    _, cast = cast_of("Zambian Ambassador to Brussels Sylvia Masebo said trade had grown.")
    person = next(a for a in cast.actors.values() if a.kind == "person")
    assert (person.name, person.country, person.office) == ("Sylvia Masebo", "ZMB", "ambassador")


def test_an_apposition_gives_the_office():
    _, cast = cast_of("Jutta Urpilainen, the European commissioner, welcomed the plan.")
    person = next(a for a in cast.actors.values() if a.kind == "person")
    assert person.office == "commissioner"


def test_presidents_of_two_countries_are_two_persons():
    parsed, cast = cast_of(
        "The presidents of Ghana and Togo met in Lome. President Nana Akufo-Addo of Ghana left on Friday."
    )
    actors = who(parsed, cast, "The presidents of Ghana and Togo")
    assert [cast.actors[a].country for a in actors] == ["GHA", "TGO"]


def test_a_ministry_of_a_state_is_a_body_of_that_state():
    parsed, cast = cast_of("The Vietnamese Foreign Ministry rejected the map. The ministry called it void.")
    (body,) = who(parsed, cast, "The Vietnamese Foreign Ministry")
    assert (cast.actors[body].kind, cast.actors[body].country) == ("body", "VNM")
    assert who(parsed, cast, "The ministry") == (body,)


def test_two_persons_of_one_surname_stay_apart():
    _, cast = cast_of("Armenian Defense Minister Arshak Karapetyan met Karen Karapetyan, a former prime minister.")
    assert sum(actor.kind == "person" for actor in cast.actors.values()) == 2


@pytest.mark.parametrize("text", ["", "   ", "!!!", "The.", "1234 5678", "«»", "“"])
def test_any_text_has_a_cast(text):
    cast_of(text)


def test_each_name_behind_a_plural_title_has_the_office_and_its_own_country():
    _, cast = cast_of("The Turkish and Iranian foreign ministers, Hakan Fidan and Abbas Araghchi, met in Doha.")
    held = {(actor.name, actor.office, actor.country) for actor in cast.actors.values() if actor.kind == "person"}
    assert held == {("Hakan Fidan", "foreign minister", "TUR"), ("Abbas Araghchi", "foreign minister", "IRN")}


def test_who_acts_for_a_body_without_a_code_has_no_country() -> None:
    text = "Norwegian Foreign Minister Espen Barth Eide met ASEAN Secretary-General Kao Kim Hourn in Jakarta on Monday."
    record = memcon.extract(text, published="2024-05-14")
    assert {part.name: part.country for contact in record.contacts for part in contact.participants} == {
        "Espen Barth Eide": "NOR",
        "Kao Kim Hourn": None,
    }
    assert {actor.country for actor in record.actors if actor.kind == "person"} == {"NOR", None}
