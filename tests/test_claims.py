"""Counted harm in whole sentences: what, how many, whose word it is. The sentences are our own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.actors import resolve
from memcon.extraction.claims import attribute, find_claims
from memcon.extraction.claims.inflection import forms
from memcon.extraction.claims.lexicon import Harm, lexicon
from memcon.extraction.claims.numbers import read_number
from memcon.extraction.dates import find_dates
from memcon.language import parse
from memcon.language.pipeline import load_pipeline
from memcon.read import read_text
from memcon.record import Claim, Span, Statement


def claims(text: str) -> tuple[Claim, ...]:
    parsed = parse(read_text(text, published="2024-12-20"))
    return find_claims(parsed, resolve(parsed), find_dates(parsed))


def shown(claim: Claim) -> str:
    """ "killed 62 -": at least 62; "injured 20 30"; "killed - 40": up to 40."""
    return " ".join(str(part) if part is not None else "-" for part in (claim.what, claim.low, claim.high))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll in the valley has risen to 1,318, the governor said.", "killed 1318 1318"),
        # Tolls told backwards, or of other harm.
        ("Two more died, bringing to 41 the number of people killed.", "killed 2 2; killed 41 41"),
        ("The raid takes the number of villagers killed in the valley to 41.", "killed 41 41"),
        ("Flood deaths rose to 104.", "killed 104 104"),
        ("The agency puts the number of displaced at 2.6 million.", "displaced 2600000 2600000"),
        # Verbs joined, and numbers without a noun.
        ("Storms killed three and wounded 17, officials said.", "killed 3 3; injured 17 17"),
        ("Three guards were shot and killed at the gate.", "killed 3 3"),
        ("Two men were killed and a third was wounded.", "killed 2 2; injured 1 1"),
        (
            "Three people were killed and five were injured, two of them seriously, in the crash.",
            "killed 3 3; injured 5 5",
        ),
        ("A ferry sank in May, drowning 38 of the 67 people aboard.", ""),
        ("A plane crashed in May, killing 38 of the 67 people aboard.", "killed 38 38"),
        ("Tens of villagers were killed.", "killed 10 -"),
        # The dead and the hurt in other words.
        ("Rescuers recovered five bodies while 20 people were still missing.", "killed 5 5; missing 20 20"),
        ("The bodies of five migrants washed ashore.", "killed 5 5"),
        ("The two bodies agreed on a budget.", ""),
        ("At least 60 migrants are feared drowned.", "killed 60 -"),
        ("Twenty pupils were taken to hospital with burns.", "injured 20 20"),
        ("Eight others were in critical condition.", "injured 8 8"),
        ("The raid caused the death of two farmers and bullet wounds to six others.", "killed 2 2; injured 6 6"),
        ("The king stayed away, with at least 12 people dead on the coast.", "killed 12 -"),
        # Who is in somebody's hands.
        ("More than 60 marchers were taken into custody.", "arrested 60 -"),
        ("Around 10,000 villagers are held in the jails of the junta.", "arrested 10000 10000"),
        ("Some 200 of its nationals are still being held.", "arrested 200 200"),
        ("The navy seized 37 fishermen.", "arrested 37 37"),
        ("The navy seized 37 crates.", ""),
        ("Some 50 hostages are still held in the camp.", ""),
        # Who has lost his home.
        ("More than 30,000 people have had to leave their homes.", "displaced 30000 -"),
        ("Some 400 families have since abandoned the area.", "displaced 400 400"),
        ("The offensive sent 30,000 people fleeing.", "displaced 30000 30000"),
        ("Over 17,000 people have taken refuge in the abbey.", "displaced 17000 -"),
        ("The country shelters some 90,000 refugees.", "displaced 90000 90000"),
        ("A total of 7,205 people have been wounded since the spring.", "injured 7205 7205"),
        ("In one night the army killed 17 villagers and wounded 45 others.", "killed 17 17; injured 45 45"),
        ("At least 33 farmers, including two brothers, were killed as shells hit the barn.", "killed 33 -"),
        ("More than 5,400 people, including 30 nurses, have been killed.", "killed 5400 -"),
        (
            "90 villagers have been killed and 1,100 injured since the spring, she said.",
            "killed 90 90; injured 1100 1100",
        ),
        ("18 villagers have been killed, and 29 others sustained injuries.", "killed 18 18; injured 29 29"),
        (
            "Troops had detained 14 drivers during the raid on gunmen who killed 40 people.",
            "arrested 14 14; killed 40 40",
        ),
        ("The death toll has reached at least 812 people, mostly miners.", "killed 812 -"),
        (
            "The number of farmers killed has now reached 640, with an additional 1,950 individuals injured.",
            "killed 640 640; injured 1950 1950",
        ),
        ("At least three guards embraced martyrdom when the gate was hit.", "killed 3 -"),
        ("At least one soldier sustained injuries.", "injured 1 -"),
        ("Four guards were martyred while six others were injured in Zhob.", "killed 4 4; injured 6 6"),
        ("Nine soldiers were killed and two others suffered injuries.", "killed 9 9; injured 2 2"),
        ("He said four soldiers died on the spot while another four suffered injuries.", "killed 4 4; injured 4 4"),
        ("The minister voiced grief over the death of five soldiers.", "killed 5 5"),
        ("Six army personnel have laid down their lives.", "killed 6 6"),
        ("Five soldiers were killed and another injured.", "killed 5 5; injured 1 1"),
        ("A major was also injured in the blast.", "injured 1 1"),
        ("Seven soldiers lost their lives in the blast.", "killed 7 7"),
        ("He said 24 guards had gone missing and 13 were captured.", "missing 24 24; arrested 13 13"),
        ("The six sailors had been taken captive by the rebels.", "arrested 6 6"),
        ("A 19-year-old Kenyan soldier was killed on Monday.", "killed 1 1"),
        ("Kenyan soldier Peter Otieno was killed in the clash.", "killed 1 1"),
        ("Some 600,000 Rohingya have fled to the coast.", "displaced 600000 600000"),
        ("Dozens of miners are still missing.", "missing 12 -"),
        ("He voiced grief over the deaths of five miners.", "killed 5 5"),
        ("She mourned the martyrdom of our five brave soldiers.", "killed 5 5"),
        (
            "More than 50,000 people have fled the valley, and tens of thousands have been displaced.",
            "displaced 50000 -; displaced 10000 -",
        ),
        ("The agency said 45,120 people had been internally displaced.", "displaced 45120 45120"),
        ("The floods have driven around 2.4 million people from their homes.", "displaced 2400000 2400000"),
        ("Almost two million people have been forced from their homes.", "displaced 2000000 2000000"),
        (
            "The feud has killed more than 200 people and wounded more than 900 others.",
            "killed 200 -; injured 900 -",
        ),
        ("5 fishermen injured in firing near the island.", "injured 5 5"),
        ("Three of their staff were killed in the town.", "killed 3 3"),
        ("Hundreds have been killed and thousands have been wounded.", "killed 100 -; injured 1000 -"),
        (
            "The feud has killed at least 300 people and injured thousands, according to the agency.",
            "killed 300 -; injured 1000 -",
        ),
        ("The raid left 12 dead and 30 injured.", "killed 12 12; injured 30 30"),
        ("The bombing claimed the lives of 12 people and cost 300 lives before.", "killed 12 12; killed 300 300"),
        ("Between 20 and 30 people were wounded.", "injured 20 30"),
        ("Some 20 to 30 people were wounded.", "injured 20 30"),
        ("Two dozen people are missing after the flood.", "missing 24 24"),
        ("Eleven crew members went missing.", "missing 11 11"),
        ("A civilian was killed.", "killed 1 1"),
        ("Police arrested a journalist.", "arrested 1 1"),
        ("Up to 40 soldiers were killed.", "killed - 40"),
        ("The toll topped 27,000.", "killed 27000 -"),
        ("The quake raised the death toll to 41.", "killed 41 41"),
        ("With a death toll of 3,400 it was the worst storm.", "killed 3400 3400"),
        ("The president said 10 to 12 militants were also killed while several others were injured.", "killed 10 12"),
        ("Twenty-five pilgrims perished in the fire.", "killed 25 25"),
        ("The two soldiers killed three militants.", "killed 3 3"),
        ("Thousands of residents fled.", "displaced 1000 -"),
        ("The attack killed a woman and her two children.", "killed 1 1; killed 2 2"),
        ("Israeli forces shot dead two teenagers in the village.", "killed 2 2"),
        ("In all, 70 were martyred and some 2,000 others injured.", "killed 70 70; injured 2000 2000"),
        ("Officials confirmed 41 deaths and 120 injuries.", "killed 41 41; injured 120 120"),
        ("About 1.5 million people remain displaced.", "displaced 1500000 1500000"),
        ("The blast in which 14 people died was condemned.", "killed 14 14"),
        ("The war, which has claimed tens of thousands of lives, must end.", "killed 10000 -"),
        ("The government expelled 10 diplomats and arrested four agents.", "arrested 4 4"),
        ("Nearly 200 people were detained by police.", "arrested 200 200"),
        ("Over 400 Palestinians martyred in two days.", "killed 400 -"),
        ("The death of an estimated 70 people shocked the nation.", "killed 70 70"),
        ("17 killed, 40 wounded in blast.", "killed 17 17; injured 40 40"),
        ("Bomb blast kills 17, wounds 40.", "killed 17 17; injured 40 40"),
        ("Seven people are feared dead.", "killed 7 7"),
        ("More than one million people are displaced, the envoy added.", "displaced 1000000 -"),
        ("Since 2015 the war has left 377,000 people dead.", "killed 377000 377000"),
        ("The number of dead rose to 51 on Monday.", "killed 51 51"),
        ("Nearly 80 of the more than 5,000 guards on the walls sustained minor injuries.", "injured 80 80"),
        (
            "The number of martyrs of the siege has reached more than 410 martyrs and more than 1,600 wounded.",
            "killed 410 -; injured 1600 -",
        ),
        ("The province has detained more than 260 suspected members of the league.", "arrested 260 -"),
        ("The bombing that killed 16 cyclists was condemned.", "killed 16 16"),
        ("An estimated 6,000 people have been killed in the feud.", "killed 6000 6000"),
        ("The blast, which is thought to have killed at least five people, was condemned.", "killed 5 -"),
        ("He said that between 30 and 70 civilians are martyred every week.", "killed 30 70"),
        ("The ministry said 58 people had died and 1,307 had been wounded.", "killed 58 58; injured 1307 1307"),
        ("Three soldiers were martyred and a number of others wounded.", "killed 3 3"),
        ("Violence has left more than 1,000 dead and 2 million displaced.", "killed 1000 -; displaced 2000000 2000000"),
        ("The attack left a policeman dead and two civilians wounded.", "killed 1 1; injured 2 2"),
        ("The army said it killed 20 militants, arrested 12 and wounded several.", "killed 20 20; arrested 12 12"),
        ("Officials put the number of dead at 51.", "killed 51 51"),
        ("Some 700,000 Palestinians were displaced in 1948.", "displaced 700000 700000"),
        (
            "The conflict has claimed over 377,000 lives and uprooted four million.",
            "killed 377000 -; displaced 4000000 4000000",
        ),
        (
            "In the blast on Thursday, in which six cooks and at least 80 guests died, two children were hurt.",
            "killed 6 6; killed 80 -; injured 2 2",
        ),
        ("He has met the families of the 43 missing students.", "missing 43 43"),
        ("The storm killed six people and injured another 20.", "killed 6 6; injured 20 20"),
    ],
)
def test_what_and_how_many(text: str, expected: str) -> None:
    assert "; ".join(map(shown, claims(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "More than 70,000 people could flee if the dam breaks.",
        "No one was killed and there were no casualties.",
        "He denied that police had killed four people.",
        "The army did not kill 12 people.",
        "They pledged to arrest 40 suspects.",
        "The ship lost 12 containers and killed 300 sheep.",
        "He has been in office for two years and 300 people were present.",
        "The party won 12 seats and lost 20 members.",
        "The former prime minister was shot dead; the death of the late leader is mourned.",
        "The operation neutralized 12 terrorists.",
        "The two sides exchanged 300 prisoners and 1,000 bodies.",
        "He warned that a strike may kill 1,000 people.",
        "The blast caused 17 casualties.",
        "The army wants to displace two million people.",
        "They condemned the plan to displace two million people.",
        "If 100 people were killed, nobody saw it.",
        "The ten-year-old and the 12 ships survived.",
        "He is said to have 30 years of service and 20 percent of the vote.",
        "Eight officers who fled abroad asked for asylum.",
        "The army captured two positions.",
        "Two ministers fled the question.",
        "The crash brought about the loss of two hedge funds.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize("harm", lexicon().harms, ids=lambda harm: f"{harm.what}-{harm.kind}-{min(harm.words)}")
def test_every_row_finds_its_example_and_not_its_counter_example(harm: Harm) -> None:
    assert harm.what in {claim.what for claim in claims(harm.example)}
    assert claims(harm.counter) == ()


class TestBounds:
    @pytest.mark.parametrize(
        ("words", "low", "high", "approximate"),
        [
            ("62", 62, 62, False),
            ("at least 62", 62, None, False),
            ("more than 1.5 million", 1_500_000, None, False),
            ("nearly 15,000", 15000, 15000, True),
            ("some 3,000", 3000, 3000, True),
            ("about two hundred", 200, 200, True),
            ("up to 40", None, 40, False),
            ("dozens of", 12, None, True),
            ("hundreds of", 100, None, True),
            ("tens of thousands of", 10000, None, True),
            ("a dozen", 12, 12, False),
            ("between 20 and 30", 20, 30, False),
            ("one to two million", 1_000_000, 2_000_000, False),
            ("another 12", 12, 12, False),
            ("a total of 51", 51, 51, False),
        ],
    )
    def test_words_before_the_number(self, words: str, low: int | None, high: int | None, approximate: bool) -> None:
        (claim,) = claims(f"The shelling killed {words} villagers.")
        assert (claim.low, claim.high, claim.approximate) == (low, high, approximate)


class TestParts:
    def test_victims(self) -> None:
        first, second = claims("Six strikers and two border police officers were killed.")
        assert (first.victims, second.victims) == ("strikers", "border police officers")

    def test_others_are_more_of_those_named_before(self) -> None:
        _, second = claims("At least 70 Lebanese were killed and some 2,000 others injured.")
        assert second.victims == "Lebanese"

    @pytest.mark.parametrize(
        ("text", "by"),
        [
            ("Israeli forces killed two gunmen.", "ISR"),
            ("Two gunmen were killed by Israeli forces.", "ISR"),
            ("Israel's spring offensive killed nearly 900 people.", "ISR"),
            ("At least nine strikers were shot dead by security forces.", "security forces"),
            ("An earthquake killed 20 people.", None),
            ("Norway accused Chile of killing three sailors.", "CHL"),
            ("Norway blamed Chile for the deaths of 20 people.", "CHL"),
            ("Chile was accused by Norway of killing 12 sailors.", "CHL"),
            ("Norway blamed the rebels for killing 12 soldiers.", "rebels"),
            ("Twenty people were killed.", None),
            ("The attack in the United Arab Emirates killed three workers.", None),
        ],
    )
    def test_by(self, text: str, by: str | None) -> None:
        (claim,) = claims(text)
        assert claim.by == by

    @pytest.mark.parametrize(
        ("text", "said_by"),
        [
            ("Four villagers were killed, according to the United Nations.", "UNO"),
            ("Iran said four villagers were killed.", "IRN"),
            ("Four villagers were killed, local officials said.", "local-officials"),
            ("Four villagers were killed.", None),
            (
                "A series of precision U.S. airstrikes against al-Qaida fighters this week in northwestern Syria's Idlib province "
                "killed more than 20 men and destroyed eight vehicles and nine houses, local officials told reporters today.",
                "local-officials",
            ),
            ("The ministers condemned an attack that killed four villagers.", None),
        ],
    )
    def test_said_by(self, text: str, said_by: str | None) -> None:
        (claim,) = claims(text)
        assert claim.said_by == said_by

    def test_place_and_time(self) -> None:
        (claim,) = claims("Four villagers were killed in Iraq on Thursday.")
        assert claim.place is not None
        assert (claim.place.name, claim.place.country) == ("Iraq", "IRQ")
        assert claim.when is not None
        assert claim.when.start == "2024-12-19"

    def test_the_speaker_of_a_statement_is_who_says_so(self) -> None:
        claim = Claim(id="m1", what="killed", low=4, spans=(Span(10, 20, "four died"),))
        other = Claim(id="m2", what="killed", low=9, spans=(Span(90, 99, "nine died"),))
        named = Claim(id="m3", what="killed", low=9, said_by="UNO", spans=(Span(11, 19, "four"),))
        statement = Statement(id="s1", speakers=("jane-doe",), form="direct", act="assert", content=(Span(5, 40, "…"),))
        found = attribute((claim, other, named), (statement,))
        assert [claim.said_by for claim in found] == ["jane-doe", None, "UNO"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("62", (62, 62)),
        ("3,000", (3000, 3000)),
        ("1,27,000", (127000, 127000)),
        ("1.5 million", (1_500_000, 1_500_000)),
        ("2.5m", (2_500_000, 2_500_000)),
        ("300+", (300, None)),
        ("twenty-five", (25, 25)),
        ("two hundred and five", (205, 205)),
        ("two thousand", (2000, 2000)),
        ("half a million", (500_000, 500_000)),
        ("half a dozen", (6, 6)),
        ("several hundred", (100, None)),
        ("hundreds of thousands", (100_000, None)),
        ("20-30", (20, 30)),
        ("10 to 12", (10, 12)),
    ],
)
def test_numbers(words: str, value: tuple[int, int | None]) -> None:
    doc = load_pipeline().tokenizer(words)
    number = read_number(doc, 0)
    assert number is not None
    assert (number.low, number.high, number.end) == (*value, len(doc))


@pytest.mark.parametrize("words", ["people", "2.7", "and", "of thousands"])
def test_no_numbers(words: str) -> None:
    assert read_number(load_pipeline().tokenizer(words), 0) is None


@pytest.mark.parametrize(
    ("entry", "some"),
    [
        ("kill", {"kill", "kills", "killed", "killing"}),
        ("slay slew slain", {"slay", "slays", "slew", "slain", "slaying"}),
        ("gun", {"gunned", "gunning"}),
        ("bury", {"buries", "buried", "burying"}),
        ("die", {"dies", "died", "dying"}),
        ("flee fled", {"flees", "fled", "fleeing"}),
    ],
)
def test_forms(entry: str, some: set[str]) -> None:
    assert some <= forms(entry)


_WORDS = st.sampled_from(
    [
        "at",
        "least",
        "more",
        "than",
        "two",
        "hundred",
        "3,000",
        "12",
        "dozens",
        "of",
        "thousands",
        "people",
        "soldiers",
        "were",
        "killed",
        "and",
        "injured",
        "by",
        "forces",
        "in",
        "Gaza",
        "death",
        "toll",
        "rose",
        "to",
        "the",
        "missing",
        ",",
        "'",
        "said",
        "according",
        "no",
        "would",
        "other",
        "lives",
        "claimed",
        "arrested",
        "fled",
        "a",
        "an",
        "another",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, min_size=1, max_size=25).map(" ".join))
def test_any_words_give_sound_claims(text: str) -> None:
    found = claims(text)
    assert found == claims(text)
    for claim in found:
        assert claim.low is not None or claim.high is not None
        assert claim.low is None or claim.high is None or claim.low <= claim.high
        assert claim.spans
        for span in claim.spans:
            assert text[span.start : span.end] == span.text
