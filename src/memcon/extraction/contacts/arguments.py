"""What verbs and nouns of contact have in common: gathered arguments, told modes, and the finished mention."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import children, is_verb, lemma, obliques
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.occasion import event_place, find_mechanism, find_occasion, phrase
from memcon.extraction.contacts.setting import AT, find_place
from memcon.extraction.contacts.sighting import Party, Sighting, Source
from memcon.extraction.contacts.when import find_when, is_own_date, through
from memcon.record import Mode, When

_RECENT = 7
"""Days before publication; what is further back is background."""

_FURTHER = frozenset({"also", "separately", "later", "earlier"})
_CHANNEL_WORDS = frozenset({"by", "over", "on", "via", "through", "in"})


@dataclass
class Arguments:
    """The parties found so far, which grammatical places they fill, and whether somebody unknown is among them."""

    parties: list[Party] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)
    strangers: bool = False

    @property
    def actors(self) -> set[str]:
        """Everybody found so far."""
        return {actor for party in self.parties for actor in party.actors}

    def add(self, slot: str, parties: list[Party]) -> None:
        """Add what fills a grammatical place."""
        self.parties += [party for party in parties if party not in self.parties]
        if parties:
            self.filled.add(slot)

    def drop_repeated(self) -> None:
        """Nobody meets himself: who is the subject is not the object as well; there somebody else is meant."""
        subject = {actor for party in self.parties if party.slot == "subject" for actor in party.actors}
        others = [
            party for party in self.parties if party.slot in {"subject", "owner"} or not set(party.actors) <= subject
        ]
        if len(others) < len(self.parties):
            self.parties, self.strangers = others, self.strangers or len(subject) == 1


def mode_told(source: Source, token: Token, predicate: Predicate) -> tuple[Mode, tuple[Mode, ...]]:
    """The mode, and the modes that another mention may still show it to be: "phone talks", "spoke via video link"."""
    told = None if predicate.mode in {"visit", "letter"} else channel(source, token)
    if told is None:
        return predicate.mode, predicate.also
    return ("summit" if predicate.mode == "summit" and told == "video" else told), ()


def channel(source: Source, token: Token) -> Mode | None:
    """The mode that a word beside a verb or noun tells: "phone", "by video link", "courtesy"."""
    lists = source.lexicon.lists["qualifiers"]
    words = {lemma(child) for child in children(token, "compound", "amod", "advmod", "nmod:desc")}
    words |= {child.lower_ for child in children(token, "compound", "amod", "advmod")}
    for word, noun in obliques(token):
        if word in _CHANNEL_WORDS:
            words |= {lemma(noun), *(lemma(child) for child in children(noun, "compound", "amod"))} & (
                lists["phone"] | lists["video"]
            )
    if token.dep_ in {"nsubj:pass", "obj"} and lemma(token.head) in source.lexicon.words("support", "happens"):
        for word, noun in obliques(token.head):  # "was chaired in a virtual format"
            if word in _CHANNEL_WORDS and noun.i > token.i:
                words |= {lemma(noun), *(lemma(child) for child in children(noun, "compound", "amod"))} & lists["video"]
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    words |= {before} & (lists["phone"] | lists["video"])
    beside = {word.lower_ for word in token.doc[token.i + 1 : token.i + 3]}
    if {"virtually", "remotely", "online"} & (words | beside) or words & lists["video"]:
        return "video"
    if words & lists["phone"]:
        return "phone"
    return "meeting" if words & lists["meeting"] else None


def earlier(source: Source, token: Token) -> bool:
    """Whether words next to a verb or noun put it before the contact that the report is about."""
    past = source.lexicon.lists["past"]
    if token.dep_ == "xcomp" and is_verb(token.head) and token.head.i != token.i:
        return earlier(source, token.head)  # "were previously expected to meet"
    if token.dep_ == "conj" and is_verb(token) and is_verb(token.head) and not children(token, "nsubj"):
        return earlier(source, token.head)  # "recently visited Rome and held talks"
    adverbs = [child for child in children(token, "advmod") if lemma(child) in past["adverbs"]]
    if any(not children(word, "obl", "advmod") and not _is_this_day(word) for word in adverbs):
        return True
    if any(lemma(child) in past["adjectives"] for child in children(token, "amod")) and not _is_one_more(token):
        return True
    has_had = any(child.lower_ == "had" for child in children(token, "aux"))
    return has_had and token.dep_ != "ccomp"


def _is_one_more(noun: Token) -> bool:
    """ "one last conversation", "a last meeting": the one told of, unlike "their last meeting"."""
    return any(child.lower_ in {"one", "a"} for child in children(noun, "nummod", "det"))


def _is_this_day(word: Token) -> bool:
    """ "earlier today", "earlier on Monday", "earlier in the day"."""
    after = [token.lower_ for token in word.doc[word.i + 1 : word.i + 4]]
    return word.lower_ == "earlier" and bool(set(after) & {"today", "day", "on", "this", "in"})


def settle(source: Source, anchors: Sequence[Token], sighting: Sighting) -> Sighting:
    """The mention with its extent, and with the date, the place and the occasion that hang on the anchors."""
    token = source.parsed.doc[sighting.token]
    shapes = source.lexicon.lists["gathering"]
    qualifiers = {child.lower_ for child in children(token, "amod", "compound", "advmod", "nmod")}
    edges = [token.i, *(anchor.i for anchor in anchors)]
    edges += [edge for party in sighting.parties for edge in (party.start, party.end - 1)]
    inside = [edge for edge in edges if token.sent.start <= edge < token.sent.end]
    when = through(find_when(source, anchors, token), token, anchors)
    event = find_occasion(source, anchors, token) if sighting.occasion is None else None
    place = sighting.place or find_place(source, anchors, token, AT)
    if sighting.mode == "phone" and "meeting" in sighting.also and place is not None and place.country is not None:
        sighting = replace(sighting, mode="meeting", also=("phone", "video"))  # "their conversation in Munich"
    return replace(
        sighting,
        sentence=source.sentence_of(token),
        start=min(inside),
        end=max(inside) + 1,
        parties=tuple(sorted(sighting.parties, key=lambda party: party.start)),
        further=any(child.lower_ in _FURTHER for anchor in (token, *anchors) for child in children(anchor, "advmod")),
        joint=bool((qualifiers | _words_before(token)) & shapes["joint"]) and sighting.mode != "visit",
        alone=bool(qualifiers & (shapes["apart"] | shapes["two"])) and sighting.mode != "visit",
        when=when,
        own_date=is_own_date(source, token, when),
        old=is_old(when, source.parsed.article.published),
        place=place or (event_place(source, event) if event is not None else None),
        occasion=sighting.occasion or (phrase(event) if event is not None else None),
        mechanism=find_mechanism(source, token),
    )


def _words_before(token: Token) -> set[str]:
    """The words of a noun phrase before its head: "9th trilateral ministers'" of a meeting."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return set()
    return {word.lower_ for word in token.doc[token.left_edge.i : token.i]}


def is_old(when: When | None, published: str | None) -> bool:
    """Whether a date is further back than what reports are about."""
    if published is None or when is None or when.end is None:
        return False
    return (date.fromisoformat(published) - date.fromisoformat(when.end)).days > _RECENT
