"""Reports of our own making on contacts of Norland, Sudmark and Eastria, as small as the matching of encounters needs them."""

import calendar
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from memcon.archive.checks import faults
from memcon.record import (
    Actor,
    Article,
    Claim,
    Commitment,
    Contact,
    Framing,
    Participant,
    Place,
    Record,
    Span,
    Statement,
    When,
)

PEOPLE: dict[str, Actor] = {
    actor.id: actor
    for actor in (
        Actor(id="holm", kind="person", name="Ida Holm", country="NOR", office="president", wikidata="Q1"),
        Actor(id="brandt", kind="person", name="Lena Brandt", country="NOR", office="foreign minister"),
        Actor(id="valois", kind="person", name="Claire Valois", country="SDM", office="president"),
        Actor(id="roux", kind="person", name="Émile Roux-Garnier", country="SDM", office="foreign minister"),
        Actor(id="moreau", kind="person", name="Paul Moreau", country="SDM", office="foreign minister"),
        Actor(id="petrov", kind="person", name="Anton Petrov", country="EAS", office="president"),
        Actor(id="NOR", kind="state", name="Norland", country="NOR"),
        Actor(id="SDM", kind="state", name="Sudmark", country="SDM"),
        Actor(id="EAS", kind="state", name="Eastria", country="EAS"),
        Actor(id="front", kind="group", name="Coastal Front"),
        Actor(id="SDM-foreign-minister", kind="person", name="", country="SDM", office="foreign minister"),
    )
}
PLACES: dict[str, Place] = {
    "Brandby": Place(name="Brandby", country="NOR", lat=60.5, lon=10.25, geonames=7),
    "Nordhavn": Place(name="Nordhavn", country="NOR", lat=63.4, lon=10.4, geonames=8),
    "Brandby Castle": Place(name="Brandby Castle", country="NOR", lat=60.6, lon=10.3),
    "Roux-sur-Mer": Place(name="Roux-sur-Mer", country="SDM", lat=45.0, lon=1.0, geonames=9),
    "Norland": Place(name="Norland", country="NOR"),
    "Sudmark": Place(name="Sudmark", country="SDM"),
}
_LEVELS = {"president": "leader", "foreign minister": "minister"}


def when_of(date: str | None, weekday: str | None = None, method: str | None = None) -> When | None:
    """A day, a month, a year or "FIRST/LAST"; with only a weekday an open date."""
    if date is None:
        return When(weekday=weekday) if weekday else None
    first, _, last = date.partition("/")
    if last:
        return When(start=first, end=last, precision="range", weekday=weekday, method=method)
    if len(date) == 10:
        return When(start=date, end=date, precision="day", weekday=weekday, method=method or "stated")
    if len(date) == 7:
        days = calendar.monthrange(int(date[:4]), int(date[5:]))[1]
        return When(start=f"{date}-01", end=f"{date}-{days}", precision="month", method=method)
    return When(start=f"{date}-01-01", end=f"{date}-12-31", precision="year", method=method)


def contact(  # noqa: PLR0913  a contact has many fields
    *who: str,
    date: str | None = "2024-05-10",
    weekday: str | None = None,
    method: str | None = None,
    mode: str = "meeting",
    status: str = "held",
    role: str = "main",
    place: str | None = None,
    occasion: str | None = None,
    mechanism: str | None = None,
    topics: tuple[str, ...] = (),
    sentence: int | None = None,
) -> dict[str, Any]:
    """What a report tells of a contact. ``sentence`` is the number of another contact that the same words tell of."""
    people = [PEOPLE[one] for one in who or ("holm", "valois")]
    levels = {_LEVELS.get(one.office or "") for one in people}
    return {
        "status": status,
        "role": role,
        "mode": mode,
        "level": levels.pop() if len(levels) == 1 else None,
        "when": when_of(date, weekday, method),
        "place": PLACES[place] if place else None,
        "occasion": occasion,
        "mechanism": mechanism,
        "topics": topics,
        "participants": tuple(
            Participant(
                actor=one.id,
                name=one.name or None if one.kind == "person" else None,
                country=one.country,
                office=one.office,
            )
            for one in people
        ),
        "sentence": sentence,
    }


def report(
    *contacts: Mapping[str, Any],
    published: str | None = "2024-05-11",
    outlet: str | None = "Fjord Gazette",
    country: str | None = None,
    number: int = 0,
    text: str = "",
    **items: Sequence[Any],
) -> Record:
    """A report. ``text`` stands before the sentences that tell of its contacts; ``items`` are more of the record."""
    words, spans = text or f"Report of {outlet}, {published}: {_of_its_own(number)}.", []
    for seq, told in enumerate(contacts):
        sentence = f" Sentence {seq} tells of a {told['status']} {told['mode']}."
        if told["sentence"] is not None:
            spans.append(spans[told["sentence"]])
            continue
        spans.append(Span(len(words), len(words) + len(sentence), sentence))
        words += sentence
    made = tuple(
        Contact(id=f"c{seq + 1}", spans=(span,), **{name: value for name, value in told.items() if name != "sentence"})
        for seq, (told, span) in enumerate(zip(contacts, spans, strict=True))
    )
    return Record(
        article=Article(
            id=f"r{number}",
            text=words,
            sha256=hashlib.sha256(words.encode()).hexdigest(),
            outlet=outlet,
            outlet_country=country,
            published=published,
        ),
        actors=tuple(PEOPLE.values()),
        contacts=made,
        **items,  # type: ignore[arg-type]
    )


def _of_its_own(number: int) -> str:
    """Words that no other report has, so that it is no copy of one."""
    return " ".join(f"word{number}of{at}" for at in range(30))


def span_of(record: Record, words: str) -> Span:
    """Where words stand in a record's text."""
    start = record.article.text.index(words)
    return Span(start, start + len(words), words)


CALL_NORLAND = (
    "Ida Holm, the president of Norland, spoke by telephone with Claire Valois of Sudmark on Friday, 10 May 2024. "
    "Holm called on Sudmark to lift the senseless blockade of the coast. Holm said that at least 12 fishermen had been killed. "
    "The two presidents agreed to reopen the border bridge."
)
CALL_SUDMARK = (
    "Claire Valois, the president of Sudmark, held a video call with Ida Holm of Norland on Friday. Valois offered to send "
    "engineers to the bridge. Valois said that 9 fishermen had died. Valois spoke of the illegal customs regime of Norland. "
    "The two presidents agreed to reopen the border bridge."
)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def _call(text: str, mode: str, date: str | None, items: dict[str, Any], **article: str | None) -> Record:
    told = contact(date=date, weekday="Friday", mode=mode, topics=("transport",))
    told.pop("sentence")
    first = text.split(". ", maxsplit=1)[0]
    parts = told.pop("participants")
    return Record(
        article=Article(id="call", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **article),
        actors=tuple(PEOPLE.values()),
        contacts=(Contact(id="c1", spans=(_span(text, first),), participants=parts, **told),),
        **items,
    )


def _said(text: str, number: int, who: str, act: str, words: str, topics: tuple[str, ...], *to: str) -> Statement:
    return Statement(
        id=f"s{number}",
        speakers=tuple(who.split()),
        addressees=to,
        form="indirect",
        act=act,  # type: ignore[arg-type]
        content=(_span(text, words),),
        spans=(_span(text, words),),
        topics=topics,
        contact="c1",
    )


def call_of_norland(**article: str | None) -> Record:
    """The call as Norland's side tells it."""
    text = CALL_NORLAND
    items = {
        "statements": (
            _said(text, 1, "holm", "urge", "to lift the senseless blockade of the coast", ("blockade",), "valois"),
            _said(text, 2, "holm", "assert", "at least 12 fishermen had been killed", ("fisheries",)),
            _said(text, 3, "holm valois", "agree", "to reopen the border bridge", ("transport",)),
        ),
        "commitments": (
            Commitment(
                id="k1", who=("holm",), to=("valois",), kind="request", act="lift the blockade", statement="s1",
                spans=(_span(text, "to lift the senseless blockade of the coast"),),
            ),
            Commitment(
                id="k2", who=("holm", "valois"), kind="agreement", act="reopen the border bridge", statement="s3",
                spans=(_span(text, "to reopen the border bridge"),),
            ),
        ),
        "claims": (
            Claim(
                id="m1", what="killed", low=12, victims="fishermen", said_by="holm",
                spans=(_span(text, "at least 12 fishermen had been killed"),),
            ),
        ),
        "framing": (
            Framing(term="senseless", neutral="", voice="outlet", span=_span(text, "senseless"), target="SDM"),
        ),
    }  # fmt: skip
    known = {
        "outlet": "Fjord Gazette",
        "outlet_country": "NOR",
        "published": "2024-05-10",
        "title": "A call",
        **article,
    }
    return _call(text, "phone", "2024-05-10", items, **known)


def call_of_sudmark(**article: str | None) -> Record:
    """The same call as Sudmark's side tells it, without a date of its own."""
    text = CALL_SUDMARK
    items = {
        "statements": (
            _said(text, 1, "valois", "offer", "to send engineers to the bridge", ("transport",), "holm"),
            _said(text, 2, "valois", "assert", "9 fishermen had died", ("fisheries",)),
            _said(text, 3, "valois", "accuse", "of the illegal customs regime of Norland", ("customs",)),
            _said(text, 4, "holm valois", "agree", "to reopen the border bridge", ("transport",)),
        ),
        "commitments": (
            Commitment(
                id="k1", who=("valois",), to=("holm",), kind="offer", act="send engineers to the bridge", statement="s1",
                spans=(_span(text, "to send engineers to the bridge"),),
            ),
            Commitment(
                id="k2", who=("holm", "valois"), kind="agreement", act="reopen the border bridge", statement="s4",
                spans=(_span(text, "to reopen the border bridge"),),
            ),
        ),
        "claims": (
            Claim(
                id="m1", what="killed", low=9, high=9, victims="fishermen", said_by="valois",
                spans=(_span(text, "9 fishermen had died"),),
            ),
        ),
        "framing": (Framing(term="regime", neutral="system", voice="quoted", span=_span(text, "regime"), target="NOR"),),
    }  # fmt: skip
    known = {"outlet": "Sudmark Press", "outlet_country": "SDM", "published": "2024-05-13", **article}
    return _call(text, "video", None, items, **known)


def test_the_cases_are_sound() -> None:
    for record in (call_of_norland(), call_of_sudmark(), report(contact(), contact("brandt", "roux", sentence=0))):
        assert list(faults(record)) == []
