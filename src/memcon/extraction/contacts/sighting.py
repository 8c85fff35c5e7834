"""What one verb or noun of a report tells of a contact, before it is known which contact that is."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.actors.knowledge import Knowledge
from memcon.actors.places import Places
from memcon.extraction.contacts.lexicon import Lexicon, PartRole, Predicate
from memcon.extraction.dates import DateMention
from memcon.language import Parsed
from memcon.record import Mode, Place, Status, When


@dataclass(frozen=True)
class Source:
    """A report and everything known of it: what the functions of this package read from."""

    parsed: Parsed
    cast: Cast
    dates: tuple[DateMention, ...]
    lexicon: Lexicon
    knowledge: Knowledge

    @cached_property
    def places(self) -> Places:
        """Which places the report's names mean."""
        return Places(self.parsed, self.cast, self.knowledge)

    @cached_property
    def _entities(self) -> dict[int, Span]:
        return {token.i: entity for entity in self.parsed.doc.ents for token in entity}

    def entity(self, token: Token) -> Span | None:
        """The named entity that a token is part of."""
        return self._entities.get(token.i)

    def dates_in(self, sentence: Span) -> list[DateMention]:
        """The dates of a sentence."""
        first = bisect_left(self.dates, sentence.start, key=lambda mention: mention.start)
        last = bisect_left(self.dates, sentence.end, key=lambda mention: mention.start)
        return list(self.dates[first:last])


@dataclass(frozen=True)
class Party:
    """Words that name somebody who takes part: one or more actors in one role. ``start`` and ``end`` are token indexes."""

    actors: tuple[str, ...]
    role: PartRole
    start: int
    end: int
    slot: str = ""
    """The grammatical place: "subject", "object", "owner" or a preposition."""
    plain: bool = True
    """False for states and bodies, which stand for persons not named."""
    sides: bool = False
    """ "The two sides": whoever of these countries the contact is between."""


@dataclass(frozen=True)
class Outlook:
    """Whether what a predicate tells of has happened. ``status`` is None where its words do not say.

    ``tentative``: hoped for, offered or possible; ``void``: an "if", a habit or a bare invitation, and so no contact.
    """

    status: Status | None = None
    tentative: bool = False
    void: bool = False


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """One mention of a contact. ``start`` and ``end`` are the tokens that tell of it, ``token`` is the verb or noun itself.

    ``soft`` are actors who may take part: the subject of "said during the meeting". ``strangers`` means that somebody took
    part whom the cast does not know; ``separate``, that each of the others was met by himself.
    ``faint`` mentions only add to a contact; ``further`` ones ("also met") tell of one more. ``anaphoric`` words ("the talks") point back to a contact; ``earlier`` ones tell of one
    before the contact that the report is about, ``old`` dates lie more than a week before publication.
    """

    token: int
    predicate: Predicate
    mode: Mode
    outlook: Outlook
    also: tuple[Mode, ...] = ()
    sentence: int = 0
    start: int = 0
    end: int = 0
    parties: tuple[Party, ...] = ()
    soft: tuple[str, ...] = ()
    strangers: bool = False
    separate: bool = False
    joint: bool = False
    """ "Trilateral": all of them together; ``alone``, "bilateral": these two and nobody else."""
    alone: bool = False
    faint: bool = False
    further: bool = False
    anaphoric: bool = False
    told_apart: bool = False
    """ "Last week's summit", "the summit in Rome": known by its own date or place, whether told of before or not."""
    theirs: bool = False
    """ "Their meeting in May": of those told of before."""
    plural: bool = False
    earlier: bool = False
    old: bool = False
    when: When | None = None
    place: Place | None = None
    further_places: tuple[Place, ...] = ()
    """Where a traveller goes besides: "visited Rome and Vienna"."""
    occasion: str | None = None
    mechanism: str | None = None

    @property
    def actors(self) -> tuple[str, ...]:
        """Everybody who takes part, each once, in the order of the text."""
        return tuple(dict.fromkeys(actor for party in self.parties for actor in party.actors))
