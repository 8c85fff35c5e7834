"""Reports and records of our own making that the archive's, the memo's and the command line's tests share."""

import hashlib
from itertools import count

from memcon.archive.checks import faults
from memcon.record import (
    Actor,
    Article,
    Claim,
    Commitment,
    Contact,
    Event,
    Framing,
    Participant,
    Place,
    Record,
    Span,
    Statement,
    When,
)

TEXT = """Foreign Minister Lena Brandt of Norland received her Sudmark counterpart Émile Roux-Garnier in Brandby \
on Thursday.

Brandt said that the two neighbours would reopen the border bridge in 2025. \
"A bridge belongs to those who cross it," Brandt added.

Roux-Garnier, for his part, called on Norland to "stop the senseless blockade" of the coast, Brandt's office said.

Two days earlier the speakers of both parliaments had talked by telephone. Speaker Ida Holm welcomed the call.

At least 12 fishermen were martyred and about 1,300 people displaced by the regime, according to Roux-Garnier.

The Coastal Council asked both sides for restraint. Read more * subscribe"""


def span(words: str, text: str = TEXT, *, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def article(text: str = TEXT, **fields: str | None) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(**{"id": "bridge", **fields}, text=text, sha256=sha256)  # type: ignore[arg-type]


BRANDT = Actor(
    id="brandt",
    kind="person",
    name="Lena Brandt",
    country="NOR",
    office="foreign minister",
    spans=(span("Lena Brandt"),),
)
ROUX = Actor(id="roux", kind="person", name="Émile Roux-Garnier", country="SDM", office="foreign minister")
HOLM = Actor(id="holm", kind="person", name="Ida Holm", country="NOR", office="parliament speaker")
NORLAND = Actor(id="norland", kind="state", name="Norland", country="NOR")
COUNCIL = Actor(id="council", kind="body", name="Coastal Council", sectors=("IGO",))

MEETING = Contact(
    id="c1",
    status="held",
    role="main",
    mode="meeting",
    level="minister",
    when=When(
        start="2024-12-19",
        end="2024-12-19",
        precision="day",
        weekday="Thursday",
        method="weekday before publication",
        spans=(span("on Thursday"),),
    ),
    place=Place(name="Brandby", country="NOR", lat=60.5, lon=10.25, geonames=7, spans=(span("Brandby"),)),
    occasion="border talks",
    mechanism="Joint Bridge Commission",
    participants=(
        Participant(
            actor="brandt",
            name="Lena Brandt",
            country="NOR",
            office="foreign minister",
            capacity="host",
            spans=(span("Foreign Minister Lena Brandt of Norland"),),
        ),
        Participant(
            actor="roux",
            name="Émile Roux-Garnier",
            country="SDM",
            office="foreign minister",
            capacity="visitor",
            spans=(span("her Sudmark counterpart Émile Roux-Garnier"),),
        ),
    ),
    topics=("bilateral ties", "transport"),
    spans=(span(TEXT.split("\n", maxsplit=1)[0]),),
)
CALL = Contact(
    id="c2",
    status="held",
    role="background",
    mode="phone",
    level="legislature",
    when=When(start="2024-12-17", end="2024-12-17", precision="day", method="days before the main contact"),
    participants=(
        Participant(actor="holm", name="Ida Holm", country="NOR", office="parliament speaker"),
        Participant(actor="sdm-speaker", country="SDM", office="parliament speaker"),
    ),
    spans=(span("Two days earlier the speakers of both parliaments had talked by telephone."),),
)
SDM_SPEAKER = Actor(
    id="sdm-speaker", kind="person", name="Speaker of Sudmark", country="SDM", office="parliament speaker"
)

STATEMENTS = (
    Statement(
        id="s1",
        speakers=("brandt",),
        form="indirect",
        act="pledge",
        cue=span("said that"),
        content=(span("the two neighbours would reopen the border bridge in 2025."),),
        topics=("transport",),
        contact="c1",
        spans=(span("Brandt said that the two neighbours would reopen the border bridge in 2025."),),
    ),
    Statement(
        id="s2",
        speakers=("brandt",),
        form="direct",
        act="assert",
        cue=span("added"),
        content=(span('"A bridge belongs to those who cross it,"'),),
        contact="c1",
        spans=(span('"A bridge belongs to those who cross it," Brandt added.'),),
    ),
    Statement(
        id="s3",
        speakers=("roux",),
        addressees=("norland",),
        about=("norland",),
        form="mixed",
        act="demand",
        cue=span("called on"),
        content=(span('to "stop the senseless blockade" of the coast'),),
        contact="c1",
        spans=(span(TEXT.split("\n")[4]),),
    ),
    Statement(
        id="s4",
        speakers=("holm",),
        form="indirect",
        act="praise",
        content=(span("the call"),),
        contact="c2",
        spans=(span("Speaker Ida Holm welcomed the call."),),
    ),
    Statement(
        id="s5",
        speakers=("council",),
        addressees=("norland", "SDM-gov"),
        form="indirect",
        act="request",
        content=(span("restraint"),),
        spans=(span("The Coastal Council asked both sides for restraint."),),
    ),
)
SDM_GOVERNMENT = Actor(id="SDM-gov", kind="state", name="Sudmark", country="SDM")


def bridge_record(**fields: str | None) -> Record:
    """The record of `TEXT`; ``fields`` are of the article."""
    known: dict[str, str | None] = {
        "outlet": "Fjord Gazette",
        "outlet_country": "NOR",
        "title": "Bridge *talks* in Brandby",
        "published": "2024-12-20",
    }
    return Record(
        article=article(TEXT, **{**known, "url": "https://fjord.example/bridge", **fields}),
        actors=(BRANDT, ROUX, HOLM, SDM_SPEAKER, NORLAND, SDM_GOVERNMENT, COUNCIL),
        contacts=(MEETING, CALL),
        statements=STATEMENTS,
        commitments=(
            Commitment(
                id="k1",
                who=("norland", "SDM-gov"),
                kind="agreement",
                act="reopen the border bridge",
                due=When(
                    start="2025-01-01", end="2025-12-31", precision="year", method="stated", spans=(span("in 2025"),)
                ),
                mechanism="Joint Bridge Commission",
                statement="s1",
                spans=(span("would reopen the border bridge in 2025"),),
            ),
            Commitment(
                id="k2",
                who=("council",),
                to=("norland", "SDM-gov"),
                kind="request",
                act="show restraint",
                spans=(span("asked both sides for restraint"),),
            ),
        ),
        claims=(
            Claim(
                id="m1",
                what="killed",
                low=12,
                victims="fishermen",
                by="the regime",
                spans=(span("At least 12 fishermen were martyred"),),
            ),
            Claim(
                id="m2",
                what="displaced",
                low=1300,
                high=1300,
                approximate=True,
                victims="people",
                said_by="roux",
                place=Place(name="the coast", spans=(span("the coast"),)),
                spans=(span("about 1,300 people displaced"),),
            ),
        ),
        events=(
            Event(
                id="e1",
                event_type="CONSULT",
                event_mode="visit",
                context=("diplomatic",),
                actor=("roux",),
                recipient=("brandt",),
                goldstein=1.9,
                from_="c1",
                spans=(span("received"),),
            ),
        ),
        framing=(
            Framing(term="martyred", neutral="killed", voice="outlet", span=span("martyred"), target="fishermen"),
            Framing(term="regime", neutral="government", voice="outlet", span=span("regime")),
        ),
    )


_numbers = count()


def small_record(
    *,
    date: str | None = None,
    end: str | None = None,
    published: str | None = None,
    countries: tuple[str, ...] = ("NOR", "SDM"),
    names: tuple[str, ...] = ("Lena Brandt", "Émile Roux-Garnier"),
    mode: str = "meeting",
    status: str = "held",
    words: str = "",
) -> Record:
    """A record with one contact and one statement of its first participant, on a text that no other has."""
    text = f"Report {next(_numbers)}. They met. {words}He said yes."
    actors = tuple(
        Actor(id=f"a{seq}", kind="person", name=name, country=country)
        for seq, (name, country) in enumerate(zip(names, countries, strict=True))
    )
    parts = tuple(Participant(actor=actor.id, name=actor.name, country=actor.country) for actor in actors)
    when = When(start=date, end=end or date, precision="day" if date and not end else "range") if date or end else None
    return Record(
        article=article(text, id=text[:9], published=published),
        actors=actors,
        contacts=(
            Contact(
                id="c1",
                status=status,  # type: ignore[arg-type]
                role="main",
                mode=mode,  # type: ignore[arg-type]
                when=when,
                participants=parts,
                spans=(span("They met.", text),),
            ),
        ),
        statements=(
            Statement(
                id="s1", speakers=("a0",), form="indirect", act="agree", content=(span("yes", text),), contact="c1"
            ),
        ),
    )


def test_the_cases_are_sound() -> None:
    assert list(faults(bridge_record())) == []
    assert list(faults(small_record())) == []
