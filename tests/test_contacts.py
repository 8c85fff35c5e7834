"""Contacts in whole sentences: who, when, where, whether held. The sentences are our own."""

from typing import NamedTuple

import pytest

from memcon.actors import resolve
from memcon.extraction.contacts import find_contacts
from memcon.extraction.dates import find_dates
from memcon.language import parse
from memcon.read import read_text
from memcon.record import Article, Contact

PUBLISHED = "2024-05-16"  # a Thursday


class Told(NamedTuple):
    """What a contact is checked for; "*" is anything."""

    mode: str
    status: str
    countries: str
    date: str | None = "*"
    country: str | None = "*"


def article(text: str) -> Article:
    return read_text(text, published=PUBLISHED)


def contacts(text: str) -> tuple[Contact, ...]:
    parsed = parse(article(text))
    return find_contacts(parsed, resolve(parsed), find_dates(parsed))


def told(contact: Contact) -> Told:
    length = {"day": 10, "month": 7, "year": 4}
    when = contact.when
    date = when.start[: length[when.precision]] if when and when.start and when.precision in length else None
    countries = " ".join(sorted(participant.country or "?" for participant in contact.participants))
    return Told(contact.mode, contact.status, countries, date, contact.place.country if contact.place else None)


def check(text: str, *expected: Told) -> None:
    found = [told(contact) for contact in contacts(text)]
    left = list(found)
    for wanted in expected:
        match = next((got for got in left if all(w in ("*", g) for w, g in zip(wanted, got, strict=True))), None)
        assert match is not None, f"{wanted} not in {found}"
        left.remove(match)
    assert not left, f"besides: {left}"


DUDA = "Polish President Andrzej Duda"
NAUSEDA = "Lithuanian President Gitanas Nauseda"
ERDOGAN = "Turkish President Recep Tayyip Erdogan"
SIKORSKI = "Polish Foreign Minister Radoslaw Sikorski"
LAVROV = "Russian Foreign Minister Sergei Lavrov"
BAERBOCK = "German Foreign Minister Annalena Baerbock"

HELD = {
    "met": (f"{DUDA} met {NAUSEDA} in Vilnius on Tuesday.", Told("meeting", "held", "LTU POL", "2024-05-14", "LTU")),
    "held talks": (
        f"{DUDA} held talks with {NAUSEDA} in Vilnius on Tuesday.",
        Told("meeting", "held", "LTU POL", "2024-05-14", "LTU"),
    ),
    "in a meeting": (
        f"In a meeting with {NAUSEDA} on Tuesday, {DUDA} thanked Lithuania.",
        Told("meeting", "held", "LTU POL", "2024-05-14"),
    ),
    "after talks between": (
        f"Talks between {SIKORSKI} and {BAERBOCK} were held in Berlin on Monday.",
        Told("meeting", "held", "DEU POL", "2024-05-13", "DEU"),
    ),
    "received": (
        f"{SIKORSKI} received Chinese Ambassador Sun Linjiang on Monday.",
        Told("meeting", "held", "CHN POL", "2024-05-13", "POL"),
    ),
    "hosted": (
        f"{ERDOGAN} hosted {DUDA} in Ankara on Wednesday.",
        Told("meeting", "held", "POL TUR", "2024-05-15", "TUR"),
    ),
    "summoned": (
        "Poland's Foreign Ministry summoned the Russian ambassador on Wednesday.",
        Told("meeting", "held", "POL RUS", "2024-05-15"),
    ),
    "was summoned to": (
        "The Russian ambassador was summoned to the Polish Foreign Ministry on Wednesday.",
        Told("meeting", "held", "POL RUS", "2024-05-15"),
    ),
    "courtesy call": (
        "Polish Deputy Foreign Minister Wladyslaw Bartoszewski paid a courtesy call on Vietnamese Prime Minister Pham Minh Chinh in Hanoi.",
        Told("meeting", "held", "POL VNM", None, "VNM"),
    ),
    "three together": (
        "The presidents of Poland, Lithuania and Latvia met in Riga on Wednesday.",
        Told("meeting", "held", "LTU LVA POL", "2024-05-15", "LVA"),
    ),
    "spoke by phone": (
        f"{DUDA} spoke by phone with {ERDOGAN} on Wednesday.",
        Told("phone", "held", "POL TUR", "2024-05-15", None),
    ),
    "received a call": (
        f"{DUDA} received a phone call from {ERDOGAN} on Wednesday.",
        Told("phone", "held", "POL TUR", "2024-05-15", None),
    ),
    "called": (
        f"{ERDOGAN} called {DUDA} on Wednesday to congratulate him.",
        Told("phone", "held", "POL TUR", "2024-05-15", None),
    ),
    "told in a call": (
        f"{ERDOGAN} told {DUDA} in a phone call on Monday that the fighting must stop.",
        Told("phone", "held", "POL TUR", "2024-05-13", None),
    ),
    "video conference": (
        f"{DUDA} and {ERDOGAN} held a video conference on Wednesday.",
        Told("video", "held", "POL TUR", "2024-05-15", None),
    ),
    "letter": (
        f"{DUDA} sent a letter to {ERDOGAN} on Wednesday.",
        Told("letter", "held", "POL TUR", "2024-05-15", None),
    ),
    "messages": (
        f"{DUDA} exchanged congratulatory messages with {ERDOGAN} on Wednesday.",
        Told("letter", "held", "POL TUR", "2024-05-15", None),
    ),
    "message carried": (
        f"{SIKORSKI} handed over a message from {NAUSEDA} to {ERDOGAN}.",
        Told("letter", "held", "LTU TUR", None, None),
    ),
    "visited": (f"{DUDA} visited Lithuania on Tuesday.", Told("visit", "held", "POL", "2024-05-14", "LTU")),
    "embarked on": (
        f"{DUDA} embarked on a two-day trip to South Korea on Wednesday.",
        Told("visit", "held", "POL", "2024-05-15", "KOR"),
    ),
    "left for": (f"{DUDA} left Warsaw for Vilnius on Wednesday.", Told("visit", "held", "POL", "2024-05-15", "LTU")),
    "is on a visit": (f"{DUDA} is on a visit to Beijing.", Told("visit", "held", "POL", None, "CHN")),
    "delegation": (
        "A Polish delegation headed by Deputy Foreign Minister Wladyslaw Bartoszewski visited Baghdad on Monday.",
        Told("visit", "held", "POL", "2024-05-13", "IRQ"),
    ),
    "took part in a summit": (
        f"{DUDA} took part in the NATO summit in Washington on Monday.",
        Told("summit", "held", "POL", "2024-05-13", "USA"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), HELD.values(), ids=HELD)
def test_held(text: str, expected: Told) -> None:
    check(text, expected)


NOT_HELD = {
    "will visit": (f"{DUDA} will visit Lithuania next week.", Told("visit", "planned", "POL", "*", "LTU")),
    "is expected to meet": (
        f"{DUDA} is expected to meet {NAUSEDA} in Vilnius on Friday.",
        Told("meeting", "planned", "LTU POL", "2024-05-17", "LTU"),
    ),
    "said he would": (
        "Polish Prime Minister Donald Tusk said on Monday that he would travel to Kyiv in June.",
        Told("visit", "planned", "POL", "2024-06", "UKR"),
    ),
    "accepted an invitation": (
        f"{DUDA} accepted an invitation to visit Kazakhstan in June.",
        Told("visit", "planned", "POL", "*", "KAZ"),
    ),
    "will resume": (
        "Talks between Iran and the United States will resume in Muscat on Saturday.",
        Told("meeting", "planned", "IRN USA", "2024-05-18", "OMN"),
    ),
    "did not meet": (
        f"{DUDA} did not meet {NAUSEDA} in Warsaw on Tuesday.",
        Told("meeting", "denied", "LTU POL", "2024-05-14", "POL"),
    ),
    "no meeting is planned": (
        f"No meeting is planned between {SIKORSKI} and {LAVROV}.",
        Told("meeting", "denied", "POL RUS", None, None),
    ),
    "no plans": (
        f"There are no plans for a meeting between {SIKORSKI} and {LAVROV}.",
        Told("meeting", "denied", "POL RUS", None, None),
    ),
    "denied that": (f"{SIKORSKI} denied that he had met {LAVROV}.", Told("meeting", "denied", "POL RUS", None, None)),
    "ruled out": (f"{SIKORSKI} ruled out talks with {LAVROV}.", Told("meeting", "denied", "POL RUS", None, None)),
    "refused": (f"{SIKORSKI} refused to meet {LAVROV}.", Told("meeting", "denied", "POL RUS", None, None)),
    "cancelled": (f"{DUDA} has cancelled his visit to Lithuania.", Told("visit", "cancelled", "POL", None, "LTU")),
    "called off": (f"{DUDA} called off a planned trip to Lithuania.", Told("visit", "cancelled", "POL", None, "LTU")),
    "was postponed": (
        f"The meeting between {SIKORSKI} and {LAVROV} was postponed.",
        Told("meeting", "cancelled", "POL RUS", None, None),
    ),
}


@pytest.mark.parametrize(("text", "expected"), NOT_HELD.values(), ids=NOT_HELD)
def test_planned_denied_and_cancelled(text: str, expected: Told) -> None:
    check(text, expected)


NONE = {
    "cabinet": f"{DUDA} on Tuesday chaired a meeting of his cabinet in Warsaw. He told the ministers to prepare the budget.",
    "own minister": "Pakistan Prime Minister Shehbaz Sharif on Wednesday met Finance Minister Ishaq Dar and discussed the budget.",
    "habit": "Poland and Lithuania have regularly held consultations on security for decades.",
    "if": f"If {DUDA} meets {NAUSEDA}, they will discuss defence.",
    "called on": f"{ERDOGAN} called on Poland to lift the ban.",
    "called for": f"{ERDOGAN} called for a ceasefire on Wednesday.",
    "welcomed a decision": f"{ERDOGAN} welcomed the Polish decision on Wednesday.",
    "invitation": f"Kazakh President Kassym-Jomart Tokayev invited {DUDA} to visit Kazakhstan.",
    "business": f"{DUDA} met with business leaders in Chicago on Monday.",
    "hopes": "The Polish foreign minister said he hopes to meet his Iranian counterpart soon.",
    "reporters": f"{SIKORSKI} spoke to reporters in Berlin on Monday.",
    "conditions": "Poland has met all the conditions of the German loan.",
    "sport": "Real Madrid met Bayern Munich in the semi-final on Wednesday.",
    "nobody said who": "The two presidents last met in Warsaw in March.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_no_contact(text: str) -> None:
    assert contacts(text) == ()


class TestSeveralContacts:
    def test_visit_and_the_meeting_during_it_are_two(self) -> None:
        check(
            f"{DUDA} paid an official visit to Lithuania on Tuesday, where he held talks with {NAUSEDA}.",
            Told("visit", "held", "POL", "2024-05-14", "LTU"),
            Told("meeting", "held", "LTU POL", "2024-05-14", "LTU"),
        )

    def test_people_met_separately(self) -> None:
        check(
            f"{SIKORSKI} met separately with {BAERBOCK} and French Foreign Minister Stephane Sejourne in Paris on Monday.",
            Told("meeting", "held", "DEU POL", "2024-05-13", "FRA"),
            Told("meeting", "held", "FRA POL", "2024-05-13", "FRA"),
        )

    def test_calls_to_counterparts_of_two_countries(self) -> None:
        check(
            f"{SIKORSKI} made phone calls to his counterparts from Angola and Benin on Monday.",
            Told("phone", "held", "AGO POL", "2024-05-13", None),
            Told("phone", "held", "BEN POL", "2024-05-13", None),
        )

    def test_earlier_contact_of_the_same_people(self) -> None:
        check(
            f"{DUDA} held a telephone conversation with {ERDOGAN}. During the call, they discussed energy. The two leaders had met in Ankara in March.",
            Told("phone", "held", "POL TUR", None, None),
            Told("meeting", "held", "POL TUR", "2024-03", "TUR"),
        )

    def test_postponed_visit_told_in_a_call(self) -> None:
        check(
            f"{SIKORSKI} telephoned {BAERBOCK} on Monday to explain the postponement of his official visit to Germany.",
            Told("phone", "held", "DEU POL", "2024-05-13", None),
            Told("visit", "cancelled", "POL", None, "DEU"),
        )


class TestOneContactToldOften:
    text = (
        "Duda, Nauseda discuss security\n\n"
        f"{DUDA} met with {NAUSEDA} on Wednesday. The meeting took place in Vilnius. "
        "After the talks, the two leaders signed a declaration."
    )

    def test_mentions_are_joined(self) -> None:
        check(self.text, Told("meeting", "held", "LTU POL", "2024-05-15", "LTU"))

    def test_every_mention_is_evidence(self) -> None:
        (contact,) = contacts(self.text)
        assert len(contact.spans) >= 3

    def test_meeting_is_told_later_where_the_lead_names_no_mode(self) -> None:
        check(
            f"{DUDA} congratulated {NAUSEDA} on his election. In a telephone call on Monday, {DUDA} thanked {NAUSEDA}.",
            Told("phone", "held", "LTU POL", "2024-05-13", None),
        )

    def test_report_that_opens_with_during_the_conversation(self) -> None:
        check(
            f"During the telephone conversation, {DUDA} thanked {NAUSEDA}.",
            Told("phone", "held", "LTU POL", None, None),
        )


class TestFields:
    def test_capacities(self) -> None:
        (contact,) = contacts(f"{ERDOGAN} hosted {DUDA} in Ankara.")
        assert {p.country: p.capacity for p in contact.participants} == {"TUR": "host", "POL": "visitor"}

    def test_caller(self) -> None:
        (contact,) = contacts(f"{ERDOGAN} called {DUDA} on Wednesday to congratulate him.")
        assert [p.country for p in contact.participants if p.capacity == "caller"] == ["TUR"]

    def test_level_is_what_every_side_reaches(self) -> None:
        (contact,) = contacts(f"{ERDOGAN} received Polish Ambassador Maciej Lang in Ankara.")
        assert contact.level == "envoy"

    def test_state_has_no_name(self) -> None:
        (contact,) = contacts("Poland summoned the Russian ambassador on Wednesday.")
        assert [p.name for p in contact.participants] == [None, None]

    def test_occasion_gives_the_place(self) -> None:
        found = contacts(f"{SIKORSKI} met {BAERBOCK} on the sidelines of the NATO summit in Washington on Monday.")
        meeting = next(contact for contact in found if contact.mode == "meeting")
        assert meeting.occasion == "NATO summit"
        assert meeting.place is not None
        assert meeting.place.country == "USA"

    def test_unnamed_capital(self) -> None:
        (contact,) = contacts(f"{DUDA} met {ERDOGAN} in the Turkish capital.")
        assert contact.place is not None
        assert (contact.place.name, contact.place.country) == ("Ankara", "TUR")

    def test_since_is_no_date(self) -> None:
        (contact,) = contacts(f"{DUDA} visited Lithuania for the first time since 2011.")
        assert contact.when is None

    def test_what_the_lead_tells_is_main(self) -> None:
        main, other = contacts(f"{DUDA} met {NAUSEDA} in Vilnius on Tuesday. The two had met in Warsaw in January.")
        assert (main.role, other.role) == ("main", "background")


class TestEvidence:
    text = (
        f"{DUDA} paid a visit to Lithuania on Tuesday. In Vilnius, {NAUSEDA} received {DUDA}.\n\nThey spoke of “trade”."
    )

    def test_words_stand_where_the_spans_say(self) -> None:
        for contact in contacts(self.text):
            spans = [*contact.spans, *(span for p in contact.participants for span in p.spans)]
            spans += [*(contact.place.spans if contact.place else ()), *(contact.when.spans if contact.when else ())]
            assert spans
            assert all(self.text[span.start : span.end] == span.text for span in spans)

    def test_ids_follow_the_text(self) -> None:
        found = contacts(self.text)
        assert [contact.id for contact in found] == [f"c{number}" for number in range(1, len(found) + 1)]

    def test_same_text_same_contacts(self) -> None:
        assert contacts(self.text) == contacts(self.text)

    @pytest.mark.parametrize(
        "text", ["", "\n\n", "Met.", "with with between and", "The meeting. The talks. The visit."]
    )
    def test_scraps_give_nothing(self, text: str) -> None:
        assert contacts(text) == ()
