"""Contacts told by words and in constructions that reports of many outlets use. The sentences are our own."""

import pytest

from test_contacts import Told, check, contacts

FAJON = "Slovenian Foreign Minister Tanja Fajon"
RADMAN = "Croatian Foreign Minister Gordan Grlic Radman"
MUSAR = "Slovenian President Natasa Pirc Musar"
MILANOVIC = "Croatian President Zoran Milanovic"

BY_OTHER_WORDS = {
    "an object that was parsed as a subject": (
        f"{MUSAR} received {MILANOVIC} on Monday.\n\nPirc Musar also received Hungarian President Tamas Sulyok.",
        [Told("meeting", "held", "HRV SVN", "2024-05-13"), Told("meeting", "held", "HUN SVN", "2024-05-13")],
    ),
    "two who came together were received together": (
        f"{FAJON} and {RADMAN} came to Vienna on Monday. Austrian President Alexander Van der Bellen received Fajon and Grlic Radman.",
        [Told("visit", "held", "HRV SVN", "2024-05-13", "AUT"), Told("meeting", "held", "AUT HRV SVN", "2024-05-13", "AUT")],
    ),
    "gave audience": (f"{MUSAR} gave audience to {MILANOVIC} on Monday.", [Told("meeting", "held", "HRV SVN", "2024-05-13")]),
    "called at the embassy": (f"{FAJON} called at the Croatian embassy on Monday to sign the book of condolence.", [Told("meeting", "held", "HRV SVN", "2024-05-13", None)]),
    "a round, of talks": (
        "Negotiators of Slovenia and Croatia, at a ninth round in Zagreb on Monday, found no common ground.",
        [Told("meeting", "held", "HRV SVN", "2024-05-13", "HRV")],
    ),
    "chiefs of bodies of two countries": (
        "The directors of the border forces of Slovenia and Croatia are due to meet in Zagreb on May 20.",
        [Told("meeting", "planned", "HRV SVN", "2024-05-20", "HRV")],
    ),
    "a conference of states": (
        "They wished success to the ministerial conference of the Arab League, which Egypt will host in June.",
        [Told("summit", "planned", "", "2024-06", "EGY")],
    ),
    "the leaders of a group": (
        "During a meeting on Monday with the G7 leaders, Italian Prime Minister Giorgia Meloni said that she was pleased.",
        [Told("summit", "held", "ITA", "2024-05-13")],
    ),
    "a standing group met": ("The Quad met in Tokyo on Tuesday.", [Told("summit", "held", "", "2024-05-14", "JPN")]),
    "there for a summit": (
        f"{FAJON} will be in Lima on May 20, among other things for a summit of the Andean Community.",
        [Told("visit", "planned", "SVN", "2024-05-20", "PER"), Told("summit", "planned", "SVN", "2024-05-20", "PER")],
    ),
    "a trip to one and one to another": (
        f"{FAJON} visited Cairo after a trip to Vienna and one to Zagreb.",
        [Told("visit", "held", "SVN", None, land) for land in ("EGY", "AUT", "HRV")],
    ),
    "a tour of capitals that took her": (
        f"{FAJON} spoke on Monday after a tour of the capitals that took her to Athens and Ankara.",
        [Told("visit", "held", "SVN", None, "GRC"), Told("visit", "held", "SVN", None, "TUR")],
    ),
    "reached an agreement with": (
        f"The deal that {MUSAR} reached with {MILANOVIC} during her visit to Croatia last July holds.",
        [Told("meeting", "held", "HRV SVN", "2023-07", "HRV"), Told("visit", "held", "SVN", "2023-07", "HRV")],
    ),
    "was there and saw": (
        f"{FAJON} was in Zagreb in April and saw {RADMAN}.",
        [Told("visit", "held", "SVN", "2024-04", "HRV"), Told("meeting", "held", "HRV SVN", "*", "HRV")],
    ),
    "her next stop": (
        f"{FAJON} was in Rome on Monday. Her next stop is Zagreb.",
        [Told("visit", "held", "SVN", "2024-05-13", "ITA"), Told("visit", "planned", "SVN", None, "HRV")],
    ),
    "a meeting with somebody that did not take place": (
        f"{MUSAR} received {MILANOVIC} on Monday. A meeting with Hungarian President Tamas Sulyok did not take place in the end.",
        [Told("meeting", "held", "HRV SVN", "2024-05-13"), Told("meeting", "denied", "HUN SVN")],
    ),
    "in a virtual format": (
        f"The meeting of the Steering Committee was co-chaired in a virtual format by {FAJON} and {RADMAN} on Monday.",
        [Told("video", "held", "HRV SVN", "2024-05-13")],
    ),
    "urged something as they met": (
        f"{FAJON} on Monday urged Croatia to open the border, as she met {RADMAN}.",
        [Told("meeting", "held", "HRV SVN", "2024-05-13")],
    ),
    "after talks of others failed": (
        f"{FAJON} meets {MILANOVIC}\n\nFajon came to Zagreb on Monday, two days after emergency talks in Vienna failed to calm the border.",
        [Told("meeting", "held", "HRV SVN", "*", "HRV"), Told("visit", "held", "SVN", "2024-05-13", "HRV")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BY_OTHER_WORDS.values(), ids=BY_OTHER_WORDS)
def test_told_by_other_words(text: str, expected: list[Told]) -> None:
    check(text, *expected)


@pytest.mark.parametrize(
    "text",
    [
        f"{FAJON} and {RADMAN} spoke by phone on Monday. The ministers agreed to continue the dialogue.",
        f"{FAJON} and {RADMAN} spoke by phone on Monday. Fajon talked about her contacts with Hungarian Foreign Minister Peter Szijjarto.",
        f"{FAJON} and {RADMAN} spoke by phone on Monday. They hailed the second round of the elections in Hungary.",
        f"{FAJON} and {RADMAN} spoke by phone on Monday. Slovenia pledged money at an international conference in Tokyo.",
        f"{FAJON} and {RADMAN} spoke by phone on Monday. The call follows conversations that opened the way.",
    ],
)
def test_no_contact_besides_the_call(text: str) -> None:
    assert [contact.mode for contact in contacts(text)] == ["phone"]
