"""Reports for benchmarks: made from templates of our own, as records, without reading them with the language model.

An archive grows through the years, so reports do too: `YEARLY` of them a year, the first in 2000, on encounters between
countries of which few meet often and many seldom. An encounter is told by several outlets: some print the text of one wire,
each with its own first line, some write their own. Many were announced before, and many reports look back on the last one.
Every field has a span in the text. The same number of reports is always the same reports.
"""

import hashlib
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, combinations, islice
from random import Random
from typing import TypeVar

from memcon.record import (
    Actor,
    Article,
    Claim,
    Commitment,
    Contact,
    Event,
    Framing,
    Identification,
    Level,
    Mode,
    Participant,
    Place,
    Record,
    Span,
    Statement,
    When,
)

T = TypeVar("T")

YEARLY = 5_000
BEGIN = date(2000, 1, 1)

COUNTRIES = {
    "ARG": ("Argentina", "Buenos Aires", 3435910),
    "ARM": ("Armenia", "Yerevan", 616052),
    "AUS": ("Australia", "Canberra", 2172517),
    "AUT": ("Austria", "Vienna", 2761369),
    "AZE": ("Azerbaijan", "Baku", 587084),
    "BEL": ("Belgium", "Brussels", 2800866),
    "BGR": ("Bulgaria", "Sofia", 727011),
    "BRA": ("Brazil", "Brasilia", 3469058),
    "CAN": ("Canada", "Ottawa", 6094817),
    "CHL": ("Chile", "Santiago", 3871336),
    "CUB": ("Cuba", "Havana", 3553478),
    "DNK": ("Denmark", "Copenhagen", 2618425),
    "EGY": ("Egypt", "Cairo", 360630),
    "EST": ("Estonia", "Tallinn", 588409),
    "ETH": ("Ethiopia", "Addis Ababa", 344979),
    "FIN": ("Finland", "Helsinki", 658225),
    "GEO": ("Georgia", "Tbilisi", 611717),
    "GHA": ("Ghana", "Accra", 2306104),
    "GRC": ("Greece", "Athens", 264371),
    "HUN": ("Hungary", "Budapest", 3054643),
    "IDN": ("Indonesia", "Jakarta", 1642911),
    "IND": ("India", "New Delhi", 1261481),
    "IRN": ("Iran", "Tehran", 112931),
    "IRQ": ("Iraq", "Baghdad", 98182),
    "JPN": ("Japan", "Tokyo", 1850147),
    "KAZ": ("Kazakhstan", "Astana", 1526273),
    "KEN": ("Kenya", "Nairobi", 184745),
    "MAR": ("Morocco", "Rabat", 2538475),
    "MEX": ("Mexico", "Mexico City", 3530597),
    "MYS": ("Malaysia", "Kuala Lumpur", 1735161),
    "NGA": ("Nigeria", "Abuja", 2352778),
    "NOR": ("Norway", "Oslo", 3143244),
    "OMN": ("Oman", "Muscat", 287286),
    "PAK": ("Pakistan", "Islamabad", 1176615),
    "PER": ("Peru", "Lima", 3936456),
    "POL": ("Poland", "Warsaw", 756135),
    "QAT": ("Qatar", "Doha", 290030),
    "TUR": ("Turkey", "Ankara", 323786),
    "VNM": ("Vietnam", "Hanoi", 1581130),
    "ZAF": ("South Africa", "Pretoria", 964137),
}
"""ISO code: name, capital and the capital's number at GeoNames."""

DYADS = Random(4).sample([*combinations(COUNTRIES, 2)], k=len(COUNTRIES) * (len(COUNTRIES) - 1) // 2)
"""Those that meet most often first."""

OFFICES = (("leader", "president"), ("minister", "foreign minister"), ("minister", "trade minister"))
KINDS = ("Courier", "Tribune", "Observer")
TOPICS = ("trade", "energy", "transport", "terrorism", "migration", "health", "fisheries", "defence")
MODES = (("meeting", "met"), ("phone", "telephoned"), ("visit", "visited"), ("video", "spoke by video with"))
CODES = {"phone": ("041", 1.0), "visit": ("042", 1.9)}
"""The CAMEO code and Goldstein value of a mode; of the others those of a consultation."""
ACTS = (
    ("urge", " urged ", "the early opening of the {} corridor from {} to {}"),
    ("praise", " praised ", "the progress in {} since the {} conference and the {} plan"),
    ("concern", " voiced concern about ", "the delays in {} that the {} and {} works had met"),
    ("assert", " said that ", "{} was what the {} and {} agreements had been made for"),
    ("hope", " hoped for ", "a settlement of the dispute over {}, {} and {}"),
    ("reject", " rejected ", "the charges over {} that the {} paper and the {} circle had made"),
)
PROMISES = (
    ("pledge", "pledge", " pledged to ", "send a delegation on {} to {} by {}"),
    ("agree", "agreement", " agreed to ", "open a joint office for {} in {} by {}"),
    ("request", "request", " asked the other side to ", "lift the limits on {} through {} by {}"),
)
BACKGROUND = (
    "The line from {0} by way of {1} and {2} to {3}, begun in {year}, carries {tons} thousand tons a year. ",
    "Since {year} the {0} valley has been known for its {1} market, where {tons} traders from {2} and {3} sell. ",
    "In {0}, {tons} kilometres from {1}, the {2} works of {year} stand beside those of {3}. ",
    "{0} and {1} were one province until {year}, and {tons} families still farm between {2} and {3}. ",
)
LOADED = (("regime", "government"), ("martyred", "killed"), ("crackdown", "police action"))
_EXPONENT = 0.8  # Zipf's: about one report in fifteen is on the two that meet most often
_SYLLABLES = ("ba", "do", "ki", "lem", "mar", "no", "pel", "ras", "si", "tor", "ul", "ven", "za", "hin", "gor", "fe")


@dataclass(frozen=True)
class Person:
    """Somebody who holds an office for some years."""

    id: str
    name: str
    country: str
    office: str


@dataclass(frozen=True)
class Encounter:
    """What happened, before anybody tells of it."""

    day: date
    mode: Mode
    verb: str
    level: Level
    sides: tuple[Person, Person]
    topics: tuple[str, ...]
    announced: bool
    before: "Encounter | None" = field(repr=False)


class Page:
    """A text as it is written, and where its words come to stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def write(self, words: str) -> Span:
        """Adds words; where they stand."""
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return Span(start, self._length, words)

    def since(self, start: int) -> Span:
        """What was written from an offset on."""
        text = self.text[start:].rstrip()
        return Span(start, start + len(text), text)

    @property
    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)

    def __len__(self) -> int:
        return self._length


def reports(number: int) -> Iterator[Record]:
    """So many records, in the order in which their reports were published."""
    return islice(_told(), number)


def _told() -> Iterator[Record]:
    """What is told of every encounter, by the day of publication as far as the announcements of later ones allow."""
    random = Random(5)
    outlets = [(f"{place} {kind}", country) for kind in KINDS for country, (_, place, _) in COUNTRIES.items()]
    for encounter in _encounters(random):
        if encounter.announced:
            yield _Report(encounter, random, outlet=random.choice(outlets), planned=True).record()
        wire = random.randrange(10**9)
        for outlet in random.sample(outlets, k=_one_of(random, (1, 2, 3, 5, 8), (40, 25, 18, 12, 5))):
            words = wire if random.random() < 0.4 else random.randrange(10**9)
            yield _Report(encounter, Random(words), outlet=outlet).record()


def _encounters(random: Random) -> Iterator[Encounter]:
    """For ever, day after day; an encounter makes about three reports."""
    weights = list(accumulate(rank**-_EXPONENT for rank in range(1, len(DYADS) + 1)))
    last: dict[tuple[str, ...], Encounter] = {}
    day = float(BEGIN.toordinal())
    while True:
        day += random.expovariate(YEARLY / 365 / 3.3)
        countries = DYADS[bisect(weights, random.random() * weights[-1])]
        level, office = _one_of(random, OFFICES, (3, 5, 2))
        mode, verb = _one_of(random, MODES, (5, 4, 2, 1))
        when = date.fromordinal(int(day))
        one, other = random.sample([_holder(country, office, when) for country in countries], k=2)
        encounter = Encounter(
            when,
            mode,
            verb,
            level,
            (one, other),
            tuple(random.sample(TOPICS, k=2)),
            random.random() < 0.3,
            last.get(countries),
        )
        last[countries] = encounter
        yield encounter


def _holder(country: str, office: str, day: date) -> Person:
    """Who holds an office: somebody else every five years, at another time in each country."""
    term = (day.toordinal() + sum(map(ord, country)) * 37) // 1826
    random = Random(f"{country} {office} {term}")
    name = " ".join("".join(random.choices(_SYLLABLES, k=random.choice((2, 3)))).title() for _ in range(2))
    return Person(name.lower().replace(" ", "-"), name, country, office)


class _Report:
    """One report on an encounter: its sentences one after the other, and the items that they tell of."""

    def __init__(self, encounter: Encounter, random: Random, *, outlet: tuple[str, str], planned: bool = False) -> None:
        self._encounter, self._random, self._planned = encounter, random, planned
        self._outlet, self._outlet_country = outlet
        days = -random.randint(5, 40) if planned else random.choice((0, 1, 1, 2))
        self._published = encounter.day + timedelta(days)
        self._page = Page()
        self._named: dict[Person, list[Span]] = {side: [] for side in encounter.sides}
        self._contacts: list[Contact] = []
        self._statements: list[Statement] = []
        self._commitments: list[Commitment] = []
        self._claims: list[Claim] = []
        self._framing: list[Framing] = []

    def record(self) -> Record:
        """All of it."""
        title = " and ".join(side.name for side in self._encounter.sides)
        self._page.write(f"{title}, by the {self._outlet}\n\n{self._outlet.split()[0].upper()} - ")
        self._tell_contact()
        for _ in range(self._random.randint(2, 6)):
            self._tell_statement()
            self._tell_background()
        if self._random.random() < 0.6:
            self._tell_promise()
        if self._encounter.before and self._random.random() < 0.4:
            self._look_back(self._encounter.before)
        if self._random.random() < 0.2:
            self._tell_claim()
        text = self._page.text
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        article = Article(
            id=sha256[:12],
            text=text,
            sha256=sha256,
            url=f"https://{self._outlet.lower().replace(' ', '-')}.example/{sha256[:8]}",
            outlet=self._outlet,
            outlet_country=self._outlet_country,
            title=title,
            published=self._published.isoformat(),
            language="en",
        )
        return Record(
            article=article,
            actors=tuple(self._actor(person, spans) for person, spans in self._named.items()),
            contacts=tuple(self._contacts),
            statements=tuple(self._statements),
            commitments=tuple(self._commitments),
            claims=tuple(self._claims),
            events=(self._event(),),
            framing=tuple(self._framing),
        )

    def _tell_contact(self) -> None:
        begin, encounter, page = len(self._page), self._encounter, self._page
        first = self._name(encounter.sides[0], whole=True)
        page.write(" is to meet " if self._planned else f" {encounter.verb} ")
        second = self._name(encounter.sides[1], whole=True)
        place = self._place(encounter) if encounter.mode in {"meeting", "visit"} else None
        when = self._when(encounter.day)
        page.write(".\n\n")
        self._contacts.append(
            Contact(
                id="c1",
                status="planned" if self._planned else "held",
                role="main",
                mode=encounter.mode,
                level=encounter.level,
                when=when,
                place=place,
                participants=tuple(
                    Participant(actor=side.id, name=side.name, country=side.country, office=side.office, spans=(words,))
                    for side, words in zip(encounter.sides, (first, second), strict=True)
                ),
                topics=encounter.topics,
                spans=(page.since(begin),),
                found_by="made",
                confidence=0.9,
            )
        )

    def _tell_statement(self) -> None:
        begin, page = len(self._page), self._page
        speaker, hearer = self._random.sample(self._encounter.sides, k=2)
        act, verb, words = self._random.choice(ACTS)
        topic = self._random.choice(self._encounter.topics)
        self._name(speaker)
        cue = page.write(verb)
        content = page.write(words.format(topic, _made_name(self._random), _made_name(self._random)))
        page.write(".\n\n" if self._random.random() < 0.5 else ". ")
        self._statements.append(
            Statement(
                id=f"s{len(self._statements) + 1}",
                speakers=(speaker.id,),
                addressees=(hearer.id,),
                form="indirect",
                act=act,
                cue=Span(cue.start + 1, cue.end - 1, cue.text.strip()),
                content=(content,),
                topics=(topic,),
                contact="c1",
                spans=(page.since(begin),),
                found_by="made",
                confidence=0.9,
            )
        )

    def _tell_background(self) -> None:
        """Sentences that yield nothing."""
        for _ in range(self._random.randint(1, 4)):
            names = [_made_name(self._random) for _ in range(4)]
            year, tons = self._random.randint(1850, 1999), self._random.randint(2, 900)
            self._page.write(self._random.choice(BACKGROUND).format(*names, year=year, tons=tons))
        self._page.write("\n\n")

    def _tell_promise(self) -> None:
        begin, page = len(self._page), self._page
        speaker, hearer = self._random.sample(self._encounter.sides, k=2)
        act, kind, verb, words = self._random.choice(PROMISES)
        due = self._encounter.day + timedelta(self._random.randint(30, 500))
        self._name(speaker)
        cue = page.write(verb)
        topic = self._random.choice(self._encounter.topics)
        content = page.write(words.format(topic, _made_name(self._random), due.isoformat()))
        page.write(".\n\n")
        told = (page.since(begin),)
        statement = Statement(
            id=f"s{len(self._statements) + 1}",
            speakers=(speaker.id,),
            form="indirect",
            act=act,
            cue=Span(cue.start + 1, cue.end - 1, cue.text.strip()),
            content=(content,),
            topics=(topic,),
            contact="c1",
            spans=told,
        )
        day = Span(content.end - 10, content.end, due.isoformat())
        self._statements.append(statement)
        self._commitments.append(
            Commitment(
                id="k1",
                who=(speaker.id,),
                to=(hearer.id,),
                kind=kind,
                act=content.text,
                due=When(start=day.text, end=day.text, precision="day", method="stated", spans=(day,)),
                statement=statement.id,
                spans=told,
            )
        )

    def _look_back(self, before: Encounter) -> None:
        begin, page = len(self._page), self._page
        first = self._name(before.sides[0], whole=True)
        page.write(" and ")
        second = self._name(before.sides[1], whole=True)
        page.write(f" last {before.verb.split()[0]} on ")
        day = page.write(before.day.isoformat())
        page.write(".\n\n")
        self._contacts.append(
            Contact(
                id="c2",
                status="held",
                role="background",
                mode=before.mode,
                level=before.level,
                when=When(start=day.text, end=day.text, precision="day", method="stated", spans=(day,)),
                participants=tuple(
                    Participant(actor=side.id, name=side.name, country=side.country, office=side.office, spans=(words,))
                    for side, words in zip(before.sides, (first, second), strict=True)
                ),
                spans=(page.since(begin),),
            )
        )

    def _tell_claim(self) -> None:
        page, number = self._page, self._random.randint(2, 400)
        loaded, neutral = self._random.choice(LOADED)
        page.write("The paper wrote of a ")
        term = page.write(loaded)
        page.write(f" in {_made_name(self._random)}, and that ")
        told = page.write(f"at least {number} people were killed")
        page.write(".\n\n")
        self._framing.append(Framing(term=loaded, neutral=neutral, voice="outlet", span=term))
        self._claims.append(Claim(id="m1", what="killed", low=number, victims="people", spans=(told,)))

    def _name(self, person: Person, *, whole: bool = False) -> Span:
        words = f"{COUNTRIES[person.country][0]}'s {person.office} {person.name}" if whole else person.name.split()[-1]
        span = self._page.write(words)
        self._named.setdefault(person, []).append(span)
        return span

    def _place(self, encounter: Encounter) -> Place:
        country = encounter.sides[1].country
        _, name, geonames = COUNTRIES[country]
        self._page.write(" in ")
        return Place(name=name, country=country, geonames=geonames, spans=(self._page.write(name),))

    def _when(self, day: date) -> When:
        """Stated, told by the weekday, or left open."""
        told = self._random.random()
        self._page.write(" on ")
        if told < 0.4 or self._planned:
            words = self._page.write(f"{day.day} {day:%B %Y}")
            return When(start=day.isoformat(), end=day.isoformat(), precision="day", method="stated", spans=(words,))
        words = self._page.write(f"{day:%A}")
        if told < 0.9:
            method = "weekday before publication"
            return When(
                start=day.isoformat(),
                end=day.isoformat(),
                precision="day",
                weekday=words.text,
                method=method,
                spans=(words,),
            )
        return When(precision="unknown", weekday=words.text, spans=(words,))

    def _actor(self, person: Person, spans: list[Span]) -> Actor:
        identified = Identification(by="report", stated=("name", "office", "country"))
        return Actor(
            id=person.id,
            kind="person",
            name=person.name,
            country=person.country,
            office=person.office,
            sectors=("GOV",),
            spans=tuple(spans),
            identified=identified,
        )

    def _event(self) -> Event:
        contact = self._contacts[0]
        one, other = contact.participants
        cameo, goldstein = CODES.get(contact.mode, ("040", 1.0))
        return Event(
            id="e1",
            event_type="CONSULT",
            event_mode=contact.mode,
            context=("diplomatic",),
            actor=(one.actor,),
            recipient=(other.actor,),
            when=contact.when,
            place=contact.place,
            cameo=cameo,
            goldstein=goldstein,
            from_="c1",
            spans=contact.spans,
        )


def _made_name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=3)).title()


def _one_of(random: Random, those: Sequence[T], weights: Sequence[int]) -> T:
    return random.choices(those, weights=weights)[0]
