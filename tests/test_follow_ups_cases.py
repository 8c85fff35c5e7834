"""Reports of our own making on Norland, Sudmark and Eastria, written sentence by sentence, each with what it is read as."""

import hashlib
from calendar import monthrange

from memcon.archive.checks import faults
from memcon.record import (
    Actor,
    Article,
    Claim,
    Commitment,
    Contact,
    Event,
    Participant,
    Place,
    Record,
    Span,
    Statement,
    When,
)

ACTORS = {
    actor.id: actor
    for actor in (
        Actor(id="brandt", kind="person", name="Lena Brandt", country="NOR", office="foreign minister"),
        Actor(id="roux", kind="person", name="Émile Roux-Garnier", country="SDM", office="foreign minister"),
        Actor(id="holm", kind="person", name="Ida Holm", country="NOR", office="president"),
        Actor(id="valois", kind="person", name="Claire Valois", country="SDM", office="president"),
        Actor(id="petrov", kind="person", name="Anton Petrov", country="EAS", office="foreign minister"),
        Actor(id="NOR", kind="state", name="Norland", country="NOR"),
        Actor(id="SDM", kind="state", name="Sudmark", country="SDM"),
        Actor(id="EAS", kind="state", name="Eastria", country="EAS"),
        Actor(id="council", kind="body", name="Coastal Council"),
    )
}
LEVELS = {"foreign minister": "minister", "president": "leader"}


class Report:
    """One report. Each method adds a sentence and the item that it is read as, and gives the item's id."""

    def __init__(self, published: str | None = "2024-05-01", *, number: int = 0, outlet: str = "Fjord Gazette") -> None:
        self._published = published
        self._outlet = outlet
        self._text = f"Report {number} of {published} in {outlet}."
        self._contacts: list[Contact] = []
        self._statements: list[Statement] = []
        self._commitments: list[Commitment] = []
        self._claims: list[Claim] = []
        self._events: list[Event] = []

    def contact(  # noqa: PLR0913  a contact has many fields
        self,
        status: str = "held",
        mode: str = "meeting",
        *,
        date: str | None = None,
        who: tuple[str, ...] = ("brandt", "roux"),
        place: tuple[str, str] | None = None,
        role: str = "main",
        mechanism: str | None = None,
        occasion: str | None = None,
        topics: tuple[str, ...] = (),
        words: str | None = None,
    ) -> str:
        """``date`` is a day, a month or a year; ``words`` are those of a sentence that stands already."""
        span = self._sentence(words or f"A {status} {mode} of {' and '.join(who)}")
        levels = {LEVELS[office] for actor in who if (office := ACTORS[actor].office)}
        contact = Contact(
            id=f"c{len(self._contacts) + 1}",
            status=status,  # type: ignore[arg-type]
            role=role,  # type: ignore[arg-type]
            mode=mode,  # type: ignore[arg-type]
            level=levels.pop() if len(levels) == 1 else None,  # type: ignore[arg-type]
            when=when(date),
            place=Place(name=place[0], country=place[1]) if place else None,
            mechanism=mechanism,
            occasion=occasion,
            participants=tuple(part(actor) for actor in who),
            topics=topics,
            spans=(span,),
        )
        self._contacts.append(contact)
        return contact.id

    def said(
        self,
        act: str,
        words: str,
        *,
        by: tuple[str, ...] = ("brandt",),
        to: tuple[str, ...] = (),
        at: str | None = None,
        topics: tuple[str, ...] = (),
    ) -> str:
        """A statement; ``at`` is the contact."""
        statement = Statement(
            id=f"s{len(self._statements) + 1}",
            speakers=by,
            addressees=to,
            form="indirect",
            act=act,  # type: ignore[arg-type]
            content=(self._sentence(words),),
            spans=(self._sentence(words),),
            contact=at,
            topics=topics,
        )
        self._statements.append(statement)
        return statement.id

    def promised(
        self,
        kind: str,
        act: str,
        *,
        who: tuple[str, ...] = ("brandt", "roux"),
        to: tuple[str, ...] = (),
        due: str | None = None,
        mechanism: str | None = None,
        statement: str | None = None,
        status: str = "open",
    ) -> str:
        """A commitment."""
        commitment = Commitment(
            id=f"k{len(self._commitments) + 1}",
            who=who,
            to=to,
            kind=kind,  # type: ignore[arg-type]
            act=act,
            due=when(due),
            mechanism=mechanism,
            statement=statement,
            status=status,  # type: ignore[arg-type]
            spans=(self._sentence(act),),
        )
        self._commitments.append(commitment)
        return commitment.id

    def claimed(
        self, what: str, low: int, *, by: str | None = None, date: str | None = None, country: str = "NOR"
    ) -> str:
        """A claim of harm, said ``by`` somebody."""
        claim = Claim(
            id=f"m{len(self._claims) + 1}",
            what=what,  # type: ignore[arg-type]
            low=low,
            high=low,
            victims="fishermen",
            said_by=by,
            when=when(date),
            place=Place(name="the coast", country=country),
            spans=(self._sentence(f"{low} fishermen {what}"),),
        )
        self._claims.append(claim)
        return claim.id

    def event(
        self,
        goldstein: float,
        *,
        of: str = "background",
        actor: tuple[str, ...] = ("NOR",),
        recipient: tuple[str, ...] = ("SDM",),
        date: str | None = None,
        kind: str = "CONSULT",
    ) -> None:
        """A coding of the item ``of``."""
        self._events.append(
            Event(
                id=f"e{len(self._events) + 1}",
                event_type=kind,
                actor=actor,
                recipient=recipient,
                when=when(date),
                goldstein=goldstein,
                from_=of,
                spans=(Span(0, 6, "Report"),),
            )
        )

    def record(self) -> Record:
        """The record of the report."""
        sha256 = hashlib.sha256(self._text.encode()).hexdigest()
        return Record(
            article=Article(
                id="report", text=self._text, sha256=sha256, published=self._published, outlet=self._outlet
            ),
            actors=tuple(ACTORS.values()),
            contacts=tuple(self._contacts),
            statements=tuple(self._statements),
            commitments=tuple(self._commitments),
            claims=tuple(self._claims),
            events=tuple(self._events),
        )

    def _sentence(self, words: str) -> Span:
        if words not in self._text:
            self._text += f"\n{words}."
        start = self._text.index(words)
        return Span(start, start + len(words), words)


def when(date: str | None) -> When | None:
    """A day ("2024-05-03"), a month or a year."""
    if date is None:
        return None
    if len(date) == 10:
        return When(start=date, end=date, precision="day")
    if len(date) == 7:
        last = monthrange(int(date[:4]), int(date[5:]))[1]
        return When(start=f"{date}-01", end=f"{date}-{last}", precision="month")
    return When(start=f"{date}-01-01", end=f"{date}-12-31", precision="year")


def part(actor: str) -> Participant:
    """A participant who is that actor."""
    known = ACTORS[actor]
    return Participant(
        actor=known.id,
        name=known.name if known.kind == "person" else None,
        country=known.country,
        office=known.office,
    )


def test_the_cases_are_sound() -> None:
    report = Report()
    at = report.contact(date="2024-05")
    said = report.said("request", "that the bridge be reopened", to=("SDM",), at=at)
    report.promised("request", "reopen the bridge", to=("SDM",), due="2025", statement=said)
    report.claimed("killed", 3, by="brandt")
    report.event(1.0, of=at)
    assert list(faults(report.record())) == []
