"""The events of a report: its items coded, and the actions that it tells besides."""

from bisect import bisect_right
from dataclasses import replace

from spacy.tokens import Token

from memcon.actors import Cast
from memcon.actors.knowledge import Knowledge
from memcon.extraction.dates import DateMention
from memcon.extraction.events.actions import Action, find_actions
from memcon.extraction.events.codes import codes
from memcon.extraction.events.contexts import contexts_of
from memcon.extraction.events.items import Coding, countries, of_claim, of_commitment, of_contact, of_statement
from memcon.extraction.events.parties import Parties
from memcon.extraction.spans import span_of
from memcon.extraction.topics import find_topics
from memcon.language import Parsed
from memcon.record import Claim, Commitment, Contact, Event, Span, Statement, When

_BACKGROUND = "background"
_BETWEEN = frozenset({"AGREE", "SUPPORT", "COOPERATE"})
"""What one side does for another, not for itself."""


class EventFinder:
    """Reads one report; `find` gives its events."""

    def __init__(self, parsed: Parsed, cast: Cast, knowledge: Knowledge, dates: tuple[DateMention, ...]) -> None:
        self._parsed = parsed
        self._cast = cast
        self._dates = dates
        self._starts = [sentence.span.start_char for sentence in parsed.sentences]
        self._parties = Parties(cast, knowledge)
        self._actions = [
            find_actions(sentence.span, self._parties) if sentence.block.kind != "dateline" else []
            for sentence in parsed.sentences
        ]

    def find(
        self,
        contacts: tuple[Contact, ...],
        statements: tuple[Statement, ...],
        commitments: tuple[Commitment, ...],
        claims: tuple[Claim, ...],
    ) -> tuple[Event, ...]:
        """Events in the order of the text; words that several items tell of are coded once, by the first of them."""
        kept: list[Coding] = []
        by_id = {contact.id: contact for contact in contacts}
        for contact in contacts:
            self._keep(of_contact(contact, self._within(contact.spans)), kept)
        for statement in statements:
            here, cue = self._within(statement.spans), self._token(statement.cue)
            self._keep(of_statement(statement, here, by_id.get(statement.contact or ""), cue, self._cast), kept)
        for commitment in commitments:
            coding = of_commitment(commitment, self._within(commitment.spans), self._cast)
            self._keep(self._to_somebody(coding), kept)
        for claim in claims:
            self._keep(of_claim(claim, self._within(claim.spans), self._cast), kept)
        used = {coding.action for coding in kept if coding.action is not None}
        for actions in self._actions:
            for action in actions:
                if action not in used:
                    self._keep(self._background(action), kept)
        kept.sort(key=lambda coding: coding.spans[0].start)
        return tuple(self._event(number, coding) for number, coding in enumerate(kept, 1))

    def _keep(self, coding: Coding | None, kept: list[Coding]) -> None:
        if coding is None or not coding.spans:
            return
        for number, other in enumerate(kept):
            if self._same(coding, other):
                if not other.recipient:
                    kept[number] = replace(other, recipient=coding.recipient)
                return
        kept.append(coding)

    def _to_somebody(self, coding: Coding | None) -> Coding | None:
        """What is promised in words that no pattern knows concerns the party that stands nearest."""
        if coding is None or coding.action is not None or coding.recipient or coding.code.event_type != "AGREE":
            return coding
        stretch = self._parsed.doc.char_span(coding.spans[0].start, coding.spans[0].end, alignment_mode="expand")
        nearest = () if stretch is None else self._parties.nearest([stretch.root], coding.actor)
        return replace(coding, recipient=nearest)

    def _same(self, coding: Coding, other: Coding) -> bool:
        """Whether two codings of overlapping words tell of one event: the same type, done by the same side."""
        if coding.code.event_type != other.code.event_type:
            return False
        if coding.code.event_type == "CONSULT" and coding.source == _BACKGROUND and other.source != _BACKGROUND:
            return self._sides(coding) <= self._sides(other) or _overlap(coding.spans, other.spans)
        if not _overlap(coding.spans, other.spans):
            return False
        mine, theirs = countries(coding.actor, self._cast), countries(other.actor, self._cast)
        if coding.source == _BACKGROUND and other.source == _BACKGROUND:
            return mine == theirs and countries(coding.recipient, self._cast) == countries(other.recipient, self._cast)
        return bool(mine & theirs) or not mine or not theirs

    def _sides(self, coding: Coding) -> set[str]:
        return countries((*coding.actor, *coding.recipient), self._cast)

    def _background(self, action: Action) -> Coding:
        spans = (span_of(self._parsed.doc, action.start, action.end),)
        when = self._when(self._parsed.doc[action.token])
        return Coding(action.code, action.actor, action.recipient, _BACKGROUND, spans, when, action=action)

    def _when(self, token: Token) -> When | None:
        """The date that hangs on an action's own word."""
        anchors = {token.i, token.head.i} if token.pos_ == "NOUN" else {token.i}
        for mention in self._dates:
            if token.sent.start <= mention.start < token.sent.end:
                words = self._parsed.doc[mention.start : mention.end]
                if words.root.head.i in anchors:
                    return mention.when
        return None

    def _within(self, spans: tuple[Span, ...]) -> list[Action]:
        """The actions whose words stand in the evidence of an item."""
        found = []
        for number in range(bisect_right(self._starts, spans[0].start) - 1 if spans else 0, len(self._starts)):
            if not spans or number < 0 or self._starts[number] >= spans[-1].end:
                break
            tokens = ((action, self._parsed.doc[action.token].idx) for action in self._actions[number])
            found += [action for action, place in tokens if any(s.start <= place < s.end for s in spans)]
        return found

    def _token(self, cue: Span | None) -> int | None:
        if cue is None:
            return None
        piece = self._parsed.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        return None if piece is None else piece.root.i

    def _event(self, number: int, coding: Coding) -> Event:
        return Event(
            id=f"e{number}",
            event_type=coding.code.event_type,
            event_mode=coding.code.mode,
            context=self._contexts(coding),
            actor=coding.actor,
            recipient=self._others(coding),
            when=coding.when,
            place=coding.place,
            cameo=coding.code.cameo,
            goldstein=codes().goldstein(coding.code.cameo),
            from_=coding.source,
            spans=coding.spans,
            found_by=coding.rule,
        )

    def _others(self, coding: Coding) -> tuple[str, ...]:
        """The recipients without the actors' own side; what a government does to its own people is left as it is."""
        home = countries(coding.actor, self._cast) | set(coding.actor)
        others = tuple(actor for actor in coding.recipient if actor not in home)
        if coding.code.event_type in _BETWEEN:
            return tuple(actor for actor in others if not countries((actor,), self._cast) <= home)
        return others or coding.recipient

    def _contexts(self, coding: Coding) -> tuple[str, ...]:
        span = coding.spans[0]
        stretch = self._parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
        if stretch is None:
            return ()
        topics = coding.topics or tuple(find_topics(self._parsed, stretch.start, stretch.end))
        return contexts_of(stretch, topics)


def _overlap(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def find_events(
    parsed: Parsed,
    cast: Cast,
    knowledge: Knowledge,
    dates: tuple[DateMention, ...],
    contacts: tuple[Contact, ...],
    statements: tuple[Statement, ...],
    commitments: tuple[Commitment, ...],
    claims: tuple[Claim, ...],
) -> tuple[Event, ...]:
    """Every item that PLOVER knows, and what states and armed groups are told to have done besides; ids e1, e2 …"""
    return EventFinder(parsed, cast, knowledge, dates).find(contacts, statements, commitments, claims)
