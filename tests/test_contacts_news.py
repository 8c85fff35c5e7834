"""How news agencies tell of contacts, often in half a sentence. The sentences are our own."""

import pytest

from test_contacts import BAERBOCK, DUDA, LAVROV, NAUSEDA, SIKORSKI, Told, check, contacts

STUBB = "Finnish President Alexander Stubb"
ORPO = "Finnish Prime Minister Petteri Orpo"
HELD = Told("meeting", "held", "DEU POL")
PLANNED = Told("meeting", "planned", "DEU POL")

HALF_A_SENTENCE = {
    "hung on what was announced": (
        f"{SIKORSKI} announced the deal after talks in Warsaw with {BAERBOCK}.",
        [Told("meeting", "held", "DEU POL", None, "POL")],
    ),
    "hung on what was said": (f"{SIKORSKI} said the deal was close after talks with {BAERBOCK}.", [HELD]),
    "what he called talks": (f"{SIKORSKI} spoke in Berlin after what he called good talks with {BAERBOCK}.", [HELD]),
    "name behind the agency": (
        f"The head of the agency, Jan Nowak, said so after talks with {BAERBOCK}.",
        [Told("meeting", "held", "? DEU")],
    ),
    "told by another who met him": (f"{SIKORSKI}, who met {BAERBOCK} last week, said the plan was dead.", [HELD]),
    "programme": (
        f"{DUDA} arrived in Helsinki on Monday. His schedule includes talks with {STUBB}.",
        [Told("visit", "held", "POL", "2024-05-13", "FIN"), Told("meeting", "planned", "FIN POL", "*", "FIN")],
    ),
    "not in the programme": (
        f"{DUDA} made a trip to Finland, which did not include a meeting with {STUBB}.",
        [Told("visit", "held", "POL", None, "FIN"), Told("meeting", "denied", "FIN POL")],
    ),
    "ahead of": (
        f"{SIKORSKI} met {NAUSEDA} in Vilnius, ahead of talks with {BAERBOCK}.",
        [Told("meeting", "held", "LTU POL", None, "LTU"), PLANNED],
    ),
    "office speaks for him": (
        f"{DUDA}'s office says he and {STUBB} spoke by telephone on Monday.",
        [Told("phone", "held", "FIN POL", "2024-05-13")],
    ),
    "where": (
        f"{DUDA} came from Finland, where he conferred with {STUBB}.",
        [Told("meeting", "held", "FIN POL", None, "FIN")],
    ),
    "his country and another": (
        f"{SIKORSKI} said his country and Finland will hold talks on June 3 in Riga.",
        [Told("meeting", "planned", "FIN POL", "2024-06-03", "LVA")],
    ),
    "a town of the country": (
        f"{DUDA} met {STUBB} in a Finnish town.",
        [Told("meeting", "held", "FIN POL", None, "FIN")],
    ),
    "returned from": (f"{DUDA} returned from Helsinki on Monday.", [Told("visit", "held", "POL", "2024-05-13", "FIN")]),
    "home from a visit": (
        f"{DUDA} has returned to Warsaw from a visit to Helsinki.",
        [Told("visit", "held", "POL", None, "FIN")],
    ),
    "the region": (f"{BAERBOCK} arrived in the region on Monday.", [Told("visit", "held", "DEU", "2024-05-13", None)]),
    "through countries": (f"{BAERBOCK} praised her trip through five Asian countries.", [Told("visit", "held", "DEU")]),
    "stronghold of": (
        f"{BAERBOCK} visited the former stronghold of Mosul on Monday.",
        [Told("visit", "held", "DEU", "2024-05-13", "IRQ")],
    ),
    "delegation of a government": (
        "A Polish government delegation led by Deputy Foreign Minister Jan Nowak is visiting Helsinki.",
        [Told("visit", "held", "POL", None, "FIN")],
    ),
    "stay for days": (f"{DUDA} is in Finland for two days.", [Told("visit", "held", "POL", None, "FIN")]),
    "purpose of a stay names other countries": (
        f"{DUDA} is in Finland for talks on the war in Ukraine.",
        [Told("visit", "held", "POL", None, "FIN")],
    ),
}

BEFORE_THE_PRESS = {
    "alongside": f"{SIKORSKI} spoke to reporters alongside {BAERBOCK} in Warsaw.",
    "appeared with": f"{SIKORSKI} appeared with {BAERBOCK} in Warsaw.",
    "news conference": f"At a news conference with {BAERBOCK} in Warsaw, {SIKORSKI} pledged more aid.",
    "told a news conference": f"{SIKORSKI} told a joint press conference with {BAERBOCK} in Warsaw that aid would flow.",
}

AHEAD = {
    "present tense and a day": (
        f"{LAVROV} flies to Helsinki on Friday.",
        [Told("visit", "planned", "RUS", "2024-05-17", "FIN")],
    ),
    "and the talks it is for": (
        f"{LAVROV} travels to Helsinki on Friday for talks with {STUBB}.",
        [
            Told("visit", "planned", "RUS", "2024-05-17", "FIN"),
            Told("meeting", "planned", "FIN RUS", "2024-05-17", "FIN"),
        ],
    ),
    "was to travel for talks": (
        f"{LAVROV} was to travel to Helsinki for talks with {STUBB}.",
        [Told("visit", "planned", "RUS", None, "FIN"), Told("meeting", "planned", "FIN RUS", None, "FIN")],
    ),
    "before travelling on": (
        f"{LAVROV} heads to Finland before traveling to Latvia.",
        [Told("visit", "planned", "RUS", None, "FIN"), Told("visit", "planned", "RUS", None, "LVA")],
    ),
    "stops on the way": (
        f"{LAVROV} stops in Finland before returning home.",
        [Told("visit", "planned", "RUS", None, "FIN")],
    ),
    "expected somewhere to do something": (
        f"{LAVROV} is expected in Helsinki on Friday to prepare a treaty.",
        [Told("visit", "planned", "RUS", "2024-05-17", "FIN")],
    ),
    "may cancel": (f"{DUDA} may cancel a meeting with {STUBB} in June.", [Told("meeting", "planned", "FIN POL")]),
    "about to end a visit": (
        f"{DUDA} is to conclude a visit to Finland.",
        [Told("visit", "held", "POL", None, "FIN")],
    ),
    "present tense of a headline": (
        f"{LAVROV} arrives in Helsinki\n\n{LAVROV} arrived in Helsinki on Monday.",
        [Told("visit", "held", "RUS", "2024-05-13", "FIN")],
    ),
}

NOT_HELD = {
    "without meeting": (
        f"{LAVROV} left Helsinki without meeting {STUBB}.",
        [Told("visit", "held", "RUS", None, "FIN"), Told("meeting", "denied", "FIN RUS")],
    ),
    "warned against": (f"{DUDA} warned against meeting {LAVROV}.", []),
    "warned against leaving": (f"{DUDA} warned against leaving Finland alone.", []),
    "visit to a thing": (f"Finland protested {DUDA}'s visit to a disputed shrine.", []),
    "the talks, of nobody": (
        f"Poland lost. Spain won. Italy came third. {SIKORSKI} and {BAERBOCK} were expected to discuss trade. "
        "The deal will help to get the stalled talks going.",
        [],
    ),
}

ONE_OR_SEVERAL = {
    "president and premier told in one breath": (
        f"{SIKORSKI} met {STUBB} and {ORPO} in Helsinki on Monday.",
        [Told("meeting", "held", "FIN FIN POL", "2024-05-13", "FIN")],
    ),
    "an official, then his name": (
        f"A top Polish official met {STUBB} on Monday. Deputy Foreign Minister Jan Nowak of Poland held talks with "
        f"{STUBB} in Helsinki.",
        [Told("meeting", "held", "FIN POL", "2024-05-13", "FIN")],
    ),
    "first time": (
        f"{STUBB} met Polish Ambassador Jan Nowak on Monday. It was the first time that Mr. Nowak held talks with "
        "Finnish officials since he arrived.",
        [Told("meeting", "held", "FIN POL", "2024-05-13", "*")],
    ),
    "recently went and held talks": (
        f"Polish and Finnish officials met in Riga on Monday. {DUDA} recently visited Finland and held talks with {STUBB}.",
        [
            Told("meeting", "held", "FIN POL", "2024-05-13", "LVA"),
            Told("visit", "held", "POL", None, "FIN"),
            Told("meeting", "held", "FIN POL", None, "FIN"),
        ],
    ),
    "one of several meetings": (
        f"Poland cancelled meetings with Finnish officials on Monday. {DUDA} is to meet {STUBB} in June.",
        [Told("meeting", "planned", "FIN POL", "2024-06", "*")],
    ),
    "heading for a summit": (
        f"{DUDA} heads to Scotland late this week for the G8 summit.",
        [Told("summit", "planned", "POL", "*", "GBR")],
    ),
    "leaders of a bloc": (
        "Leaders of the trade bloc Mercosur are meeting in Venezuela.",
        [Told("summit", "held", "", None, "VEN")],
    ),
}

JOURNEYS = {
    "is there holding talks": (
        f"{BAERBOCK} is in Finland holding talks with both sides.",
        [Told("visit", "held", "DEU", None, "FIN")],
    ),
    "a tour takes him": (
        f"The tour will take {DUDA} to Finland and Latvia.",
        [Told("visit", "planned", "POL", None, "FIN"), Told("visit", "planned", "POL", None, "LVA")],
    ),
    "country of two names in a list": (
        f"{DUDA} will travel to Bosnia and Herzegovina, Serbia and Latvia in June.",
        [Told("visit", "planned", "POL", "2024-06", country) for country in ("BIH", "SRB", "LVA")],
    ),
    "host tells of the visit": (
        f"Brazil signed a treaty during a visit by {DUDA}.",
        [Told("visit", "held", "POL", None, "BRA")],
    ),
    "to the region, wherever he meets whom": (
        f"The summit coincides with a visit to the region by {SIKORSKI}, who is to meet {STUBB} next week.",
        [Told("visit", "held", "POL"), Told("meeting", "planned", "FIN POL", "*", None)],
    ),
    "begins on a day": (
        f"Farmers will protest in Warsaw during the two-day visit by {STUBB} that begins Friday.",
        [Told("visit", "planned", "FIN", "2024-05-17", "POL")],
    ),
    "on the eve": (
        f"The attack came on the eve of {DUDA}'s visit to Finland.",
        [Told("visit", "planned", "POL", None, "FIN")],
    ),
    "a stop": (f"{DUDA}'s stop in Finland cheered his hosts.", [Told("visit", "held", "POL", None, "FIN")]),
    "led by somebody": (
        "Poland sent a delegation to Finland. The visit, led by Cardinal Jan Nowak, ended on Monday.",
        [Told("visit", "held", "POL", None, "FIN")],
    ),
    "better not": (f"A paper wrote that it would be better if {DUDA} did not visit Finland.", []),
    "flies today, talks tomorrow": (
        f"{DUDA} is flying to Helsinki Friday for talks on Saturday with {STUBB}.",
        [
            Told("visit", "planned", "POL", "2024-05-17", "FIN"),
            Told("meeting", "planned", "FIN POL", "2024-05-18", "FIN"),
        ],
    ),
    "the nearest of two journeys": (
        f"{DUDA} is to visit Latvia. He is then expected to go to Finland to meet with the mayor of Turku, Jan Nowak.",
        [
            Told("visit", "planned", "POL", None, "LVA"),
            Told("visit", "planned", "POL", None, "FIN"),
            Told("meeting", "planned", "? POL", None, "FIN"),
        ],
    ),
    "earlier today in a country": (
        f"Earlier today in Finland, {DUDA} had talks with Finnish leaders on trade.",
        [Told("meeting", "held", "FIN POL", "2024-05-16", "FIN")],
    ),
    "before he is to meet another": (
        f"{DUDA} met {NAUSEDA} on Monday before he is to meet {STUBB} in Helsinki.",
        [
            Told("meeting", "held", "LTU POL", "2024-05-13", None),
            Told("meeting", "planned", "FIN POL", None, "FIN"),
        ],
    ),
}

SUMMITS = {
    "of last week": (
        f"{DUDA} criticized Finland after last week's Summit of the Americas.",
        [Told("summit", "held", "")],
    ),
    "of this month": (
        "The 27 states agreed on reforms ahead of this month's summit.",
        [Told("summit", "planned", "", "2024-05", None)],
    ),
    "arrangements for the summit in a town": (
        "Negotiators made final arrangements for the summit in Helsinki.",
        [Told("summit", "planned", "", None, "FIN")],
    ),
    "where he was to attend": (
        f"{DUDA} fell ill in Helsinki, where he was preparing to attend Friday's summit of African Union leaders.",
        [Told("summit", "planned", "POL", "2024-05-17", "FIN")],
    ),
    "hung on the name of the body": (
        f"{DUDA} will attend the Group of Eight summit in Finland next week.",
        [Told("summit", "planned", "POL", "*", "FIN")],
    ),
    "attended later": (
        f"Leaders of the trade bloc Mercosur are meeting in Venezuela. {STUBB} also is to attend the summit.",
        [Told("summit", "held", "FIN", None, "VEN")],
    ),
    "a summit of two, then the summit": (
        f"Officials prepared for next month's summit between {DUDA} and {STUBB}. The summit, on June 10, will be short.",
        [Told("meeting", "planned", "FIN POL", "2024-06-10", None)],
    ),
    "no place in the name of the body": (
        f"{DUDA} is attending the meeting of the Organization for Security and Cooperation in Europe.",
        [Told("summit", "held", "POL", None, None)],
    ),
    "top of a mountain": ("A climber reached the summit of the mountain on Monday.", []),
}

SENSES = {
    "a day taken for the object": (
        f"{SIKORSKI} and {BAERBOCK} spoke by telephone on Monday. They had been scheduled to meet Tuesday in Riga.",
        [
            Told("phone", "held", "DEU POL", "2024-05-13"),
            Told("meeting", "planned", "DEU POL", "*", "LVA"),
        ],
    ),
    "with the visiting minister": (
        f"{SIKORSKI} made the pledge during a meeting on Monday with visiting {BAERBOCK}.",
        [Told("meeting", "held", "DEU POL", "2024-05-13", "*"), Told("visit", "held", "DEU", "*", "*")],
    ),
    "more talks": (
        f"{SIKORSKI} and {BAERBOCK} are holding more talks in Riga.",
        [Told("meeting", "held", "DEU POL", None, "LVA")],
    ),
    "met and expressed": (
        f"{SIKORSKI} and {BAERBOCK} met and expressed their desire for trade.",
        [HELD],
    ),
    "call to do something": (f"{SIKORSKI} repeated his call to end the ban on sales to Germany.", []),
    "met demands": (f"{SIKORSKI} said Germany has not met two of the most important demands of Poland.", []),
    "comments from another": (
        f"At a news conference in Berlin, {BAERBOCK} called the comments from {SIKORSKI} unacceptable.",
        [],
    ),
    "groups before the press": (
        "During a news conference with local rights groups in Cairo on Monday, Human Rights Watch told of mass arrests.",
        [],
    ),
    "unable to agree": (
        f"{SIKORSKI} and {BAERBOCK} plan to hold talks in Riga. The parties have been unable to agree on a date.",
        [Told("meeting", "planned", "DEU POL", None, "LVA")],
    ),
    "envoys of a union among those of states": (
        f"Envoys from the United States, European Union, Norway and Japan met with {DUDA} in Warsaw.",
        [Told("meeting", "held", "EUR JPN NOR POL USA", None, "POL")],
    ),
}

CASES = {
    f"{table}: {name}": case
    for table, cases in {
        "half a sentence": HALF_A_SENTENCE,
        "before the press": {name: (text, [HELD]) for name, text in BEFORE_THE_PRESS.items()},
        "ahead": AHEAD,
        "not held": NOT_HELD,
        "one or several": ONE_OR_SEVERAL,
        "journeys": JOURNEYS,
        "summits": SUMMITS,
        "senses": SENSES,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_told_in_news(text: str, expected: list[Told]) -> None:
    check(text, *expected)


def test_persons_named_after_a_group_of_one_country_are_of_it() -> None:
    (contact,) = contacts(
        "German Chancellor Olaf Scholz met two prominent Finns in Berlin. Scholz met with Archbishop Matti Virta "
        "and Professor Liisa Laine."
    )
    assert sorted(participant.country or "?" for participant in contact.participants) == ["DEU", "FIN", "FIN"]


def test_a_counterpart_is_called_and_not_called_something():
    found = contacts("French President Emmanuel Macron called his Turkish counterpart on Monday.")
    assert [(contact.mode, contact.status) for contact in found] == [("phone", "held")]
    assert not contacts("French President Emmanuel Macron called his Turkish counterpart's plan useful.")
