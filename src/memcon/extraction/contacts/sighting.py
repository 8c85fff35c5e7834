"""What one verb or noun of a report tells of a contact, before it is known which contact that is."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from memcon.actors import Cast, Mention
from memcon.actors.knowledge import Knowledge
from memcon.actors.places import Places
from memcon.extraction.contacts.lexicon import Lexicon, PartRole, Predicate
from memcon.extraction.dates import DateMention
from memcon.extraction.statements.turns import Turns, find_turns
from memcon.language import Parsed
from memcon.record import Mode, Place, Status, When

_SELF = frozenset({"i", "me", "my", "myself"})
_YOU = frozenset({"you", "your"})
_ALL = frozenset({"all", "guys", "both"})


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

    @cached_property
    def turns(self) -> Turns:
        """Who speaks in each sentence of a transcript."""
        return find_turns(self.parsed, self.cast)

    def sentence_of(self, token: Token) -> int:
        """The index of the sentence in which a token stands."""
        return bisect_right(self.parsed.sentences, token.i, key=lambda sentence: sentence.span.end)

    def who(self, token: Token) -> Mention | None:
        """The mention that covers a token; in a transcript also "I" and "you", whom the cast leaves open.

        The "you" of "glad to see you" and "as you and I agreed" is none: the title tells of those who speak here.
        """
        known = self.cast.of(token.i)
        heard = token.lower_ in _YOU and token.dep_ in {"nsubj", "nmod:poss"}
        heard = heard and all(other.lower_ not in _SELF for other in token.children)
        heard = heard and token.doc[token.i + 1 : token.i + 2].text not in _ALL
        if known is not None or not (heard or token.lower_ in _SELF) or self.parsed.quoted(token):
            return known
        number = self.sentence_of(token)
        actors = self.speaker(number) if token.lower_ in _SELF else self.spoken_to(number)
        return Mention(token.i, token.i + 1, token.i, "pronoun", number, actors) if actors else None

    def speaker(self, number: int) -> tuple[str, ...]:
        """Whose turn a sentence is of."""
        return self.turns[number][0] if number in self.turns else ()

    def spoken_to(self, number: int) -> tuple[str, ...]:
        """Who answers the question that a sentence is of; of two who speak with each other, the other one."""
        if number not in self.turns:
            return ()
        speaker = self.speaker(number)
        if not speaker:
            later = range(number + 1, len(self.parsed.sentences))
            return next((found for n in later if (found := self.speaker(n))), ())
        others = {found for found, _ in self.turns.values() if found} - {speaker}
        return others.pop() if len(others) == 1 else ()

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
    nobody_told: bool = False
    """ "The December 7 call": a noun beside which nobody is named."""
    passing: bool = False
    """One side is named, and the report has told of another contact before."""
    own_date: bool = False
    """ "The December 7 call", unlike "the call was on December 7": the date tells which one."""
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
