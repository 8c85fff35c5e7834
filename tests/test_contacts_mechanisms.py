"""The grammar of contacts, one mechanism a case: arguments, status, dates, places, and what is one contact or several.

The sentences are our own.
"""

import pytest

from test_contacts import BAERBOCK, DUDA, LAVROV, NAUSEDA, SIKORSKI, Told, check

STUBB = "Finnish President Alexander Stubb"
KALLAS = "Estonian Prime Minister Kaja Kallas"

ARGUMENTS = {
    "subject hung on another noun": (
        f"During a telephone call with {BAERBOCK}, {SIKORSKI} stressed the need for talks.",
        [Told("phone", "held", "DEU POL")],
    ),
    "long list, one by one": (
        f"{SIKORSKI} met separately with {BAERBOCK}, {STUBB} and {NAUSEDA} in Warsaw on Monday.",
        [Told("meeting", "held", c, "2024-05-13", "POL") for c in ("DEU POL", "FIN POL", "LTU POL")],
    ),
    "object after date and place": (
        f"{STUBB} received on Monday in Helsinki the Ambassador of Poland, Jan Nowak.",
        [Told("meeting", "held", "FIN POL", "2024-05-13", "FIN")],
    ),
    "object of a relative clause": (
        f"{DUDA} would not publish the letter he received from {STUBB}.",
        [Told("letter", "held", "FIN POL")],
    ),
    "meeting of the teller": (
        f"{DUDA} described the meeting with {STUBB} as useful.",
        [Told("meeting", "held", "FIN POL")],
    ),
    "counterpart from a country, then his name": (
        f"{SIKORSKI} met with his counterpart from Uzbekistan Bakhtiyor Saidov in Warsaw.",
        [Told("meeting", "held", "POL UZB", "*", "POL")],
    ),
    "recipient before the message": (
        f"{DUDA} sent {STUBB} a congratulatory message on Monday.",
        [Told("letter", "held", "FIN POL", "2024-05-13")],
    ),
    "wrote a letter": (f"{DUDA} wrote a letter to {STUBB}.", [Told("letter", "held", "FIN POL")]),
    "called in": (
        "Finland called in the Polish ambassador on Monday.",
        [Told("meeting", "held", "FIN POL", "2024-05-13")],
    ),
    "co-chaired": (
        f"{SIKORSKI} and {BAERBOCK} co-chaired the ninth session of the joint commission in Warsaw on Monday.",
        [Told("meeting", "held", "DEU POL", "2024-05-13", "POL")],
    ),
    "credentials": (
        f"The new Polish ambassador, Jan Nowak, presented his credentials to {STUBB} in Helsinki on Monday.",
        [Told("meeting", "held", "FIN POL", "2024-05-13", "FIN")],
    ),
    "officials of the paper's own country": (
        "President Omar Belado received French Economy Minister Jean Marchand on Monday.",
        [Told("meeting", "held", "? FRA", "2024-05-13")],
    ),
    "ministers of one cabinet": (
        "German Chancellor Olaf Scholz met Finance Minister Jan Kern in Berlin on Monday.",
        [],
    ),
}

IDIOMS = {
    "shook hands": (
        f"{DUDA} (L) shakes hands with {STUBB} in Riga on May 13, 2024.",
        [Told("meeting", "held", "FIN POL", "2024-05-13", "LVA")],
    ),
    "face to face": (
        f"{SIKORSKI} and his Finnish counterpart came face to face at a conference in Tallinn on Monday.",
        [Told("meeting", "held", "FIN POL", "2024-05-13", "EST")],
    ),
    "brought together": (
        f"{SIKORSKI} brought his Finnish and Estonian counterparts together in Warsaw on Monday.",
        [Told("meeting", "held", "EST FIN POL", "2024-05-13", "POL")],
    ),
    "guests at one table": (
        f"{DUDA} hosted {STUBB} and {NAUSEDA} in Warsaw on Monday.",
        [Told("meeting", "held", "FIN LTU POL", "2024-05-13", "POL")],
    ),
    "sent a delegation": (
        f"{DUDA} has sent a delegation to Helsinki.",
        [Told("visit", "held", "POL", None, "FIN")],
    ),
    "assigned to head a delegation": (
        f"{DUDA} assigned the minister, Jan Nowak, to head the Polish delegation to Helsinki.",
        [Told("visit", "planned", "POL", None, "FIN")],
    ),
    "state receives a delegation": (
        "Finland received a delegation from Estonia on Monday.",
        [Told("meeting", "held", "EST FIN", "2024-05-13")],
    ),
    "on his way": (f"{STUBB} is on his way to Berlin.", [Told("visit", "planned", "FIN", None, "DEU")]),
    "working session": (
        f"A working session between {SIKORSKI} and his German counterpart Annalena Baerbock was held on Monday at the "
        "headquarters of the German ministry.",
        [Told("meeting", "held", "DEU POL", "2024-05-13", "DEU")],
    ),
    "session of a parliament": (f"{SIKORSKI} spoke at a session of parliament in Warsaw on Monday.", []),
    "including": (
        f"{DUDA} spoke to other leaders, including {STUBB}.",
        [Told("phone", "held", "FIN POL")],
    ),
    "together with": (
        f"{SIKORSKI} will co-chair the session, together with his Finnish counterpart, Elina Valtonen.",
        [Told("meeting", "planned", "FIN POL")],
    ),
    "call that he made": (
        f"After the phone call that {DUDA} made with {STUBB}, the minister left.",
        [Told("phone", "held", "FIN POL")],
    ),
    "to his brother": (
        f"{SIKORSKI} carried a message from {DUDA} to his brother {STUBB}.",
        [Told("letter", "held", "FIN POL")],
    ),
    "on a visit, without comma": (
        f"{SIKORSKI}, on a visit on Monday to Finland, was the guest of a museum.",
        [Told("visit", "held", "POL", "2024-05-13", "FIN")],
    ),
    "visit of the sayer": (
        f"{DUDA} said a visit to Finland may take place in June.",
        [Told("visit", "planned", "POL", "2024-06", "FIN")],
    ),
    "host of another event": (
        f"{SIKORSKI} and {BAERBOCK} will read the papers of the conference to be hosted by {STUBB}.",
        [],
    ),
}

MOVEMENTS = {
    "delegation of a movement": (
        "A Hezbollah delegation arrived in Baghdad on Monday.",
        [Told("visit", "held", "LBN", "2024-05-13", "IRQ")],
    ),
    "leaders of a movement": (
        f"{LAVROV} met Hamas leaders in Moscow on Monday.",
        [Told("meeting", "held", "PSE RUS", "2024-05-13", "RUS")],
    ),
    "talks with a movement": (
        f"{LAVROV} will hold talks with the Houthis in Muscat on Tuesday.",
        [Told("meeting", "planned", "RUS YEM", "2024-05-21", "OMN")],
    ),
}

STATUS = {
    "only talked of": (
        f"A meeting between {DUDA} and {STUBB} was also taken up.",
        [Told("meeting", "planned", "FIN POL")],
    ),
    "would not be refused": (
        f"{DUDA} would not refuse a meeting with {STUBB}.",
        [Told("meeting", "planned", "FIN POL")],
    ),
    "no result": (
        f"Talks between {SIKORSKI} and {BAERBOCK} produced no breakthrough.",
        [Told("meeting", "held", "DEU POL")],
    ),
    "reports claiming": (
        f"An official denied reports claiming that {DUDA} was planning to visit Finland soon.",
        [Told("visit", "denied", "POL", "*", "FIN")],
    ),
    "refused on a day": (
        f"{DUDA} refused to take a phone call from {LAVROV} on Monday.",
        [Told("phone", "denied", "POL RUS", "2024-05-13")],
    ),
    "no call after talks": (
        f"{DUDA} and {STUBB} did not hold telephone conversations after Stubb's talks with {NAUSEDA} in Vilnius on Monday.",
        [Told("phone", "denied", "FIN POL", None), Told("meeting", "held", "FIN LTU", "2024-05-13", "LTU")],
    ),
    "day of the hope": (
        f"{DUDA} expressed hope on Monday for an early meeting with {STUBB}. He will hold a meeting with Stubb.",
        [Told("meeting", "planned", "FIN POL", None)],
    ),
    "expected in": (
        f"{DUDA} is expected in Helsinki on Friday.",
        [Told("visit", "planned", "POL", "2024-05-17", "FIN")],
    ),
    "due in": (f"{DUDA} is due in Helsinki on Friday.", [Told("visit", "planned", "POL", "2024-05-17", "FIN")]),
    "under way": (
        f"{DUDA} is travelling to Helsinki to meet {STUBB}.",
        [Told("visit", "planned", "POL", "*", "FIN"), Told("meeting", "planned", "FIN POL", "*", "FIN")],
    ),
    "goes where he meets": (
        f"{DUDA} will travel to meet {STUBB} in Helsinki.",
        [Told("visit", "planned", "POL", "*", "FIN"), Told("meeting", "planned", "FIN POL", "*", "FIN")],
    ),
    "invitation accepted later": (
        f"{DUDA} has invited {STUBB} to visit Warsaw, and Stubb has accepted the invitation.",
        [Told("visit", "planned", "FIN", "*", "POL")],
    ),
    "invitation only": (f"{DUDA} has invited {STUBB} to visit Warsaw.", []),
    "turned down": (f"{DUDA} turned down a request to meet {LAVROV}.", [Told("meeting", "denied", "POL RUS")]),
    "skipped": (
        f"{DUDA} skipped a meeting with {STUBB} in Tallinn on Monday.",
        [Told("meeting", "denied", "FIN POL", "2024-05-13", "EST")],
    ),
    "reports called baseless": (
        f"Reports of a meeting between {DUDA} and {LAVROV} are baseless, the ministry said.",
        [Told("meeting", "denied", "POL RUS")],
    ),
    "no such meeting": (
        f"Papers wrote that {DUDA} and {LAVROV} met in Oslo. No such meeting took place between the two, the office said.",
        [Told("meeting", "denied", "POL RUS", "*", "NOR")],
    ),
    "put on hold": (
        f"A meeting between {SIKORSKI} and {BAERBOCK} has been put on hold.",
        [Told("meeting", "cancelled", "DEU POL")],
    ),
    "plans scrapped": (
        f"{DUDA} scrapped plans for a meeting with {STUBB}.",
        [Told("meeting", "cancelled", "FIN POL")],
    ),
    "passive of headlines": (
        f"State visit of {STUBB} to Poland expected\n\nPreparations have begun.",
        [Told("visit", "planned", "FIN", "*", "POL")],
    ),
    "results of talks held": (
        f"The panel will study the results of the talks held in Berlin on Monday between {SIKORSKI} and {BAERBOCK}.",
        [Told("meeting", "held", "DEU POL", "2024-05-13", "DEU")],
    ),
    "had an opportunity": (
        f"{SIKORSKI} had an opportunity to meet {BAERBOCK} in Berlin.",
        [Told("meeting", "held", "DEU POL", "*", "DEU")],
    ),
    "confirmed": (
        f"The chancellery confirmed the conversation of {DUDA} with {STUBB}.",
        [Told("phone", "held", "FIN POL")],
    ),
}

SETTING = {
    "when he met": (
        f"{DUDA} visited Helsinki in March, when he met {STUBB}.",
        [Told("visit", "held", "POL", "2024-03", "FIN"), Told("meeting", "held", "FIN POL", "2024-03", "FIN")],
    ),
    "date between subject and verb": (
        f"{DUDA} Monday arrived in Helsinki.",
        [Told("visit", "held", "POL", "2024-05-13", "FIN")],
    ),
    "here": (
        f"HELSINKI, Finland: {DUDA} arrived here on Monday on a two-day visit.",
        [Told("visit", "held", "POL", "2024-05-13", "FIN")],
    ),
    "date of another contact": (
        f"{DUDA} and {NAUSEDA} will meet in Tallinn, following a phone call between {SIKORSKI} and {BAERBOCK} last Monday.",
        [Told("meeting", "planned", "LTU POL", None, "EST"), Told("phone", "held", "DEU POL", "2024-05-13")],
    ),
    "date inside": (
        f"{SIKORSKI} voiced satisfaction with his talks in Berlin on Monday with {BAERBOCK}.",
        [Told("meeting", "held", "DEU POL", "2024-05-13", "DEU")],
    ),
    "participle after a comma": (
        f"The visit of {STUBB} to Poland, scheduled for June 5, has been postponed.",
        [Told("visit", "cancelled", "FIN", "2024-06-05", "POL")],
    ),
    "place in the name of the occasion": (
        f"{SIKORSKI} met {BAERBOCK} on the sidelines of the Munich Security Conference on Monday.",
        [Told("meeting", "held", "DEU POL", "2024-05-13", "DEU")],
    ),
    "the better-known city": (
        f"{LAVROV} and US Secretary of State Antony Blinken met in Geneva.",
        [Told("meeting", "held", "RUS USA", "*", "CHE")],
    ),
    "several countries": (
        f"{STUBB} visits Poland and Lithuania next week.",
        [Told("visit", "planned", "FIN", "*", "POL"), Told("visit", "planned", "FIN", "*", "LTU")],
    ),
    "next stop": (
        f"Then {STUBB} visits Lithuania.",
        [Told("visit", "planned", "FIN", "*", "LTU")],
    ),
    "planned meeting of one who has come": (
        f"{STUBB} arrived in Warsaw on Monday. He will meet {DUDA}.",
        [Told("visit", "held", "FIN", "2024-05-13", "POL"), Told("meeting", "planned", "FIN POL", "*", "POL")],
    ),
}

ONE_OR_SEVERAL = {
    "first meeting since": (
        f"In their first meeting since the war, {SIKORSKI} and {LAVROV} held talks in Oslo on Monday. "
        "The meeting of Sikorski and Lavrov lasted an hour.",
        [Told("meeting", "held", "POL RUS", "2024-05-13", "NOR")],
    ),
    "one last call": (
        f"{SIKORSKI} and {LAVROV} held one last phone conversation on Monday. "
        "The phone talk between Sikorski and Lavrov took place in the morning.",
        [Told("phone", "held", "POL RUS", "2024-05-13")],
    ),
    "together there, apart here": (
        f"{DUDA} (L) greets {STUBB} in Warsaw in March.\n\n{DUDA} and {STUBB} spoke with {NAUSEDA} by phone on Monday.",
        [Told("meeting", "held", "FIN POL", "2024-03", "POL"), Told("phone", "held", "FIN LTU POL", "2024-05-13")],
    ),
    "their summit": (
        f"{DUDA} and {STUBB} agreed on new talks at their summit in Riga in March.",
        [Told("meeting", "held", "FIN POL", "2024-03", "LVA")],
    ),
    "trilateral and bilateral": (
        f"{DUDA}, {STUBB} and {NAUSEDA} held a trilateral meeting in Warsaw. Duda also had a bilateral meeting with Nauseda.",
        [Told("meeting", "held", "FIN LTU POL", "*", "POL"), Told("meeting", "held", "LTU POL")],
    ),
    "their earlier meeting": (
        f"{DUDA} spoke by phone with {STUBB} on Monday. Much has changed since their meeting in Riga in March.",
        [Told("phone", "held", "FIN POL", "2024-05-13"), Told("meeting", "held", "FIN POL", "2024-03", "LVA")],
    ),
    "summoned by ministry and by deputy": (
        "The Polish foreign ministry summoned Finnish ambassador Matti Virta. "
        "Deputy Foreign Minister Jan Nowak summoned Virta on Monday, a spokesman said.",
        [Told("meeting", "held", "FIN POL", "2024-05-13")],
    ),
    "planned and held on one day": (
        f"{DUDA} to meet {STUBB} in Warsaw on Thursday\n\n{DUDA} met {STUBB} in Warsaw on Thursday.",
        [Told("meeting", "held", "FIN POL", "2024-05-16", "POL")],
    ),
    "leaders of a union": (
        "EU leaders met in Versailles on Monday to discuss the war.",
        [Told("summit", "held", "", "2024-05-13", "FRA")],
    ),
    "leader of a delegation": (
        "A Polish delegation headed by Deputy Foreign Minister Jan Nowak arrived in Helsinki on Monday.",
        [Told("visit", "held", "POL", "2024-05-13", "FIN")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ARGUMENTS.values(), ids=ARGUMENTS.keys())
def test_arguments(text: str, expected: list[Told]) -> None:
    check(text, *expected)


@pytest.mark.parametrize(("text", "expected"), IDIOMS.values(), ids=IDIOMS.keys())
def test_idioms(text: str, expected: list[Told]) -> None:
    check(text, *expected)


@pytest.mark.parametrize(("text", "expected"), MOVEMENTS.values(), ids=MOVEMENTS.keys())
def test_movements(text: str, expected: list[Told]) -> None:
    check(text, *expected)


@pytest.mark.parametrize(("text", "expected"), STATUS.values(), ids=STATUS.keys())
def test_status(text: str, expected: list[Told]) -> None:
    check(text, *expected)


@pytest.mark.parametrize(("text", "expected"), SETTING.values(), ids=SETTING.keys())
def test_setting(text: str, expected: list[Told]) -> None:
    check(text, *expected)


@pytest.mark.parametrize(("text", "expected"), ONE_OR_SEVERAL.values(), ids=ONE_OR_SEVERAL.keys())
def test_one_or_several(text: str, expected: list[Told]) -> None:
    check(text, *expected)
