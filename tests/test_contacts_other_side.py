"""Contacts told in passing of which the words name one side, or none: who acts or speaks there took part.

The sentences are our own.
"""

import pytest

from test_contacts import DUDA, NAUSEDA, SIKORSKI, Told, check, contacts

STUBB = "Finnish President Alexander Stubb"
SPOKE = f"{STUBB} spoke by phone with {NAUSEDA}."
STRESSED = f"{STUBB} stressed the need for new rules."
MAIN = Told("phone", "held", "FIN LTU", None)

PASSING = {
    "the subject of the sentence before": (
        f"{SPOKE} Stubb stressed the need for new rules. The matter also came up during a recent videoconference with {DUDA}.",
        [MAIN, Told("video", "held", "FIN POL", None)],
    ),
    "the subject of the clause above": (
        f"{SPOKE} Stubb noted that the matter had come up in his country's favour during the recent call with {DUDA}.",
        [MAIN, Told("phone", "held", "FIN POL", None)],
    ),
    "whose the subject is": (
        f"{STRESSED} His view was explained in detail during a call with {DUDA} on Monday.",
        [Told("phone", "held", "FIN POL", "2024-05-13")],
    ),
    "the speaker of a turn": (
        f"Joint news conference\n\n{STUBB}: I am glad. You know it all. With regard to yesterday’s conversation with {DUDA}, "
        f"my aide said enough about it. I add nothing.\n\n{NAUSEDA}: I agree. It was a good day.",
        [Told("phone", "held", "FIN POL", "2024-05-15")],
    ),
    "a partner in conversation": (
        f"Joint news conference\n\n{STUBB}: I am glad. We speak of it with our partners, including my partner in conversation "
        f"yesterday, {DUDA}. I add nothing.\n\n{NAUSEDA}: I agree. It was a good day.",
        [Told("phone", "held", "FIN POL", "2024-05-15")],
    ),
    "he who is asked": (
        f"News conference of {STUBB}\n\nQuestion: Yesterday you spoke by phone with {DUDA}. What did he say?\n\n"
        f"{STUBB}: I found him in good spirits. We spoke for an hour, and I was glad of it.",
        [Told("phone", "held", "FIN POL", "2024-05-15")],
    ),
    "the other one of two who speak": (
        f"Joint news conference\n\n{STUBB}: I am glad. I have little to add.\n\n{NAUSEDA}: I thank you for the news about your "
        f"conversation with {DUDA} on Monday. I wish us luck.",
        [Told("phone", "held", "FIN POL", "2024-05-13")],
    ),
}  # fmt: skip

OF_THE_SAME_PAIR = {
    "a dated noun of which nobody is told": (
        f"{STUBB} spoke by phone with {NAUSEDA} on Monday. They praised the deal reached during the March 7 videoconference.",
        [
            Told("phone", "held", "FIN LTU", "2024-05-13"),
            Told("video", "held", "FIN LTU", "2024-03-07"),
        ],
    ),
    "the one of the title and an earlier one": (
        f"Briefing on the telephone conversation between {STUBB} and {NAUSEDA}\n\nAn aide told the press about the telephone "
        f"conversation between {STUBB} and {NAUSEDA}. It built on the March 30 telephone conversation. Today’s conversation "
        f"took an hour. If President Stubb knew that he was going to talk to {NAUSEDA}, why did he say so?",
        [
            Told("phone", "held", "FIN LTU", "2024-05-16"),
            Told("phone", "held", "FIN LTU", "2024-03-30"),
        ],
    ),
    "what it was on is told of it": (
        f"The call between {STUBB} and {NAUSEDA} ended well. The call took place on May 1.",
        [Told("phone", "held", "FIN LTU", "2024-05-01")],
    ),
    "a pair of several": (
        f"{STUBB} spoke by phone with {NAUSEDA} on Monday. He met {DUDA} on Tuesday. Nobody spoke of the March 7 videoconference.",
        [Told("phone", "held", "FIN LTU", "2024-05-13"), Told("meeting", "held", "FIN POL", "2024-05-14")],
    ),
    "of a body": (
        f"{STUBB} spoke by phone with {NAUSEDA} on Monday. They praised the report of the March 7 meeting of the audit chamber.",
        [Told("phone", "held", "FIN LTU", "2024-05-13")],
    ),
}  # fmt: skip

NONE = {
    "with a country": f"{STRESSED} The matter came up in talks with Poland.",
    "with anybody of a country": f"{STRESSED} The matter came up during talks with Polish officials.",
    "any meeting": f"{STRESSED} It will come up at any meeting with {DUDA}.",
    "with reporters": f"{STRESSED} It was the topic of the conversation with reporters.",
    "at home": f"{STRESSED} It came up during a recent meeting with Finnish Foreign Minister Elina Valtonen.",
    "a spokesman": f"Finnish government spokesman Matti Virta stressed the need for new rules. It came up during a recent call with {DUDA}.",
    "hypothetical": f"{STRESSED} If he knew that he was going to talk to {DUDA}, why did he stay?",
    "said to a guest": f"Summit\n\n{STUBB}: I would like to greet {DUDA}, who listens. I have little to add. I thank you all.",
    "several times": f"Session\n\n{STUBB}: I have spoken several times with {SIKORSKI}. I have little to add. I thank you all.",
}  # fmt: skip

CASES = PASSING | OF_THE_SAME_PAIR | {name: (text, []) for name, text in NONE.items()}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_the_other_side(text: str, expected: list[Told]) -> None:
    check(text, *expected)


@pytest.mark.parametrize("name", ["the subject of the sentence before", "a dated noun of which nobody is told"])
def test_what_is_told_in_passing_is_background(name: str) -> None:
    main, passing = contacts(CASES[name][0])
    assert (main.role, passing.role) == ("main", "background")


def test_a_journey_of_years_ago_does_not_date_what_the_report_opens_with() -> None:
    found = contacts(
        f"Talks with {DUDA}\n\n{STUBB} held talks with {DUDA} in Helsinki.\n\n{STUBB}: I am glad.\n\n"
        f"{DUDA}: I visited Finland in 2019. I was glad to be here. I am glad now."
    )
    assert [c.when.start if c.when else None for c in found if c.mode == "meeting"] == [None]
