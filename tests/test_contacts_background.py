"""Contacts told in half a sentence, of those whom the report has named before. The sentences are our own."""

import pytest

from test_contacts import BAERBOCK, DUDA, ERDOGAN, LAVROV, NAUSEDA, SIKORSKI, Told, check

STUBB = "Finnish President Alexander Stubb"
SPOKE = f"{DUDA} and {STUBB} spoke by phone on Monday."
CALL = Told("phone", "held", "FIN POL", "2024-05-13")

OF_THOSE_BEFORE = {
    "since a meeting": (
        f"{SPOKE} The call was their first since a meeting in Riga in April.",
        [CALL, Told("meeting", "held", "FIN POL", "2024-04", "LVA")],
    ),
    "a previous call": (
        f"{SPOKE} During a previous call, in March, they had agreed on a map.",
        [CALL, Told("phone", "held", "FIN POL", "2024-03")],
    ),
    "saw each other": (
        f"{SPOKE} The two last saw each other in Riga in March.",
        [CALL, Told("meeting", "held", "FIN POL", "2024-03", "LVA")],
    ),
    "dined together": (
        f"{SPOKE} They had dined together in Riga in March.",
        [CALL, Told("meeting", "held", "FIN POL", "2024-03", "LVA")],
    ),
    "those who are named only afterwards": (
        f"Since their summit in Vilnius in June 2023, {DUDA} and {STUBB} have not met.",
        [Told("meeting", "held", "FIN POL", "2023-06", "LTU"), Told("meeting", "denied", "FIN POL")],
    ),
    "agreed at a place on a day": (
        f"{SPOKE} The presidents agreed in Riga in December 2023 to draw a new map.",
        [CALL, Told("meeting", "held", "FIN POL", "2023-12", "LVA")],
    ),
    "the date of what they discussed": (f"{SPOKE} They also discussed the summit in June 2023.", [CALL]),
    "the two sides agreed": (f"{DUDA} arrived in Helsinki on Monday. The two sides have agreed on a map.", [
        Told("visit", "held", "POL", "2024-05-13", "FIN")
    ]),
}  # fmt: skip

BY_OTHER_WORDS = {
    "fresh from talks": (f"{SIKORSKI}, fresh from talks with {BAERBOCK}, spoke to the press.", [Told("meeting", "held", "DEU POL")]),
    "walked out of": (
        f"{SIKORSKI} walked out of a meeting with {LAVROV} in Vienna on Monday.",
        [Told("meeting", "held", "POL RUS", "2024-05-13", "AUT")],
    ),
    "came out of": (
        f"The plan comes out of a meeting between {SIKORSKI} and {LAVROV} in Vienna on Monday.",
        [Told("meeting", "held", "POL RUS", "2024-05-13", "AUT")],
    ),
    "speaking after talks": (
        f"{SIKORSKI}, speaking after talks with {BAERBOCK} in Berlin, backed the plan.",
        [Told("meeting", "held", "DEU POL", None, "DEU")],
    ),
    "a conversation somewhere": (
        f"{SIKORSKI} recalled his conversation with {BAERBOCK} in Riga.",
        [Told("meeting", "held", "DEU POL", None, "LVA")],
    ),
    "told by phone": (f"{SIKORSKI} told his German counterpart {BAERBOCK[24:]} by phone that he was worried.", [Told("phone", "held", "DEU POL")]),
    "discussed by both in a call": (
        f"The war was discussed by {SIKORSKI} and {BAERBOCK} in a telephone conversation on Monday.",
        [Told("phone", "held", "DEU POL", "2024-05-13")],
    ),
    "brought up by phone": (f"{SIKORSKI} brought up the matter over the phone with {BAERBOCK}.", [Told("phone", "held", "DEU POL")]),
    "went to see": (
        f"{SIKORSKI} went to Berlin to see {BAERBOCK}.",
        [Told("visit", "held", "POL", None, "DEU"), Told("meeting", "held", "DEU POL", None, "DEU")],
    ),
    "called in, the words apart": (f"{SIKORSKI} called the Russian ambassador in over the raid.", [Told("meeting", "held", "POL RUS")]),
    "called to a town": (
        f"{ERDOGAN} called {LAVROV} to Ankara on Monday.",
        [Told("meeting", "held", "RUS TUR", "2024-05-13", "TUR")],
    ),
    "due somewhere": (f"{DUDA} is due in The Hague.", [Told("visit", "planned", "POL", None, "NLD")]),
    "the talks that one had": (
        f"She pointed to the talks {DUDA} had with {STUBB} in the Latvian capital in April.",
        [Told("meeting", "held", "FIN POL", "2024-04", "LVA")],
    ),
    "who belongs to the visitor": (
        f"The spokesman talked about the two-day visit of {DUDA}, who flew into Helsinki on Monday.",
        [Told("visit", "held", "POL", "2024-05-13", "FIN")],
    ),
    "a town that the model takes for a person": (
        f"{SIKORSKI} has reached Odesa.",
        [Told("visit", "held", "POL", None, "UKR")],
    ),
}  # fmt: skip

OF_PEOPLE = {
    "chiefs of two countries": (
        "Police chiefs of Latvia and Poland sat down in Riga on Monday.",
        [Told("meeting", "held", "LVA POL", "2024-05-13", "LVA")],
    ),
    "chiefs by adjective": (
        "The Polish and Latvian coast guard chiefs held a meeting in Riga on Monday.",
        [Told("meeting", "held", "LVA POL", "2024-05-13", "LVA")],
    ),
    "mediators": (
        f"{DUDA} flew to Cairo on Tuesday for talks with Egyptian mediators.",
        [
            Told("visit", "held", "POL", "2024-05-14", "EGY"),
            Told("meeting", "held", "EGY POL", "2024-05-14", "EGY"),
        ],
    ),
    "a delegation and its leader": (
        f"A delegation led by {SIKORSKI} arrived in Berlin. The delegation held talks with {BAERBOCK}.",
        [Told("visit", "held", "POL", None, "DEU"), Told("meeting", "held", "DEU POL", None, "DEU")],
    ),
    "led a delegation to a conference": (
        f"{SIKORSKI} led a delegation to a conference in Riga.",
        [Told("visit", "held", "POL", None, "LVA")],
    ),
    "bilateral meetings around a joint one": (
        f"{DUDA}, {NAUSEDA} and {STUBB} will meet in Riga on May 20. Duda is also expected to have a bilateral meeting with Nauseda.",
        [
            Told("meeting", "planned", "FIN LTU POL", "2024-05-20", "LVA"),
            Told("meeting", "planned", "LTU POL", "2024-05-20", "LVA"),
        ],
    ),
    "a call of three, told in the headline": (
        f"Telephone conversation with {STUBB} and {NAUSEDA}\n\n{DUDA} spoke by telephone with {STUBB} and {NAUSEDA}.",
        [Told("phone", "held", "FIN LTU POL")],
    ),
    "two calls": (
        f"{DUDA} spoke by telephone with {STUBB} and {NAUSEDA}.",
        [Told("phone", "held", "FIN POL"), Told("phone", "held", "LTU POL")],
    ),
    "the country that hosts": (
        "The Berlin Process summit that Albania will host on May 20 is in doubt.",
        [Told("summit", "planned", "", "2024-05-20", "ALB")],
    ),
}

NONE = {
    "exchange of things": "Russia and Poland carried out an exchange of prisoners with the help of Latvia on Monday.",
    "see in another sense": f"{SIKORSKI} saw {BAERBOCK} win the vote in Berlin on Monday.",
    "called the trip something": f"{SIKORSKI} called the trip a provocation.",
    "leaves a building": "Indian Ambassador Vikram Doraiswami leaves the foreign ministry in Dhaka.",
    "talks by video of nobody in particular": f"Poland lost. Spain won. Italy came third. {SIKORSKI} assessed the talks between Russian and Ukrainian representatives held via videoconference.",
    "nobody was met": f"{DUDA} saw the film in Berlin on Monday.",
    "hoped to speak": f"{DUDA} hoped to speak with {STUBB} again soon.",
    "hope for a meeting": f"{DUDA} expressed hope for an early meeting with {STUBB}.",
}  # fmt: skip

CASES = (
    {f"of those before: {name}": case for name, case in OF_THOSE_BEFORE.items()}
    | {f"by other words: {name}": case for name, case in BY_OTHER_WORDS.items()}
    | {f"of people: {name}": case for name, case in OF_PEOPLE.items()}
    | {f"none: {name}": (text, []) for name, text in NONE.items()}
)


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_told_in_passing(text: str, expected: list[Told]) -> None:
    check(text, *expected)
