"""Who takes part in an action: the actors that noun phrases stand for, by the cast and by nationality words."""

from collections import deque
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from memcon.actors import Cast, Mention
from memcon.actors.knowledge import Knowledge
from memcon.extraction.contacts.grammar import base, children, conjoined, is_verb, preposition, surface_subject
from memcon.extraction.events.patterns import words

_MODIFIERS = ("nmod:poss", "amod", "compound", "nmod:desc", "flat", "nmod", "appos")
_BELONGING = frozenset({"of", "from", "in", "at", "near", "for", "'s", ""})
_DEEPEST = 3
_UNNAMING = frozenset({"punct", "case", "det", "mark"})
_ANAPHORS = frozenset({"it", "they", "its", "their", "he", "she", "we", "our"})
_SPEAKING = frozenset({"ccomp", "parataxis", "xcomp", "advcl", "conj", "acl:relcl", "acl"})


class Parties:
    """Looks up actor ids; a people that is no mention ("Chadian soldiers") stands as its country."""

    def __init__(self, cast: Cast, knowledge: Knowledge) -> None:
        self._cast = cast
        self._knowledge = knowledge

    def of(self, token: Token | None) -> tuple[str, ...]:
        """Everybody whom a noun and those joined to it name."""
        if token is None:
            return ()
        return tuple(dict.fromkeys(actor for member in conjoined(token) for actor in self._own(member)))

    def doer(self, noun: Token) -> tuple[str, ...]:
        """Whose deed an event noun is: "the Chadian raid", "the raid by Chad"; not where it was."""
        own = [c for c in children(noun, "nmod:poss", "amod", "compound") if not is_attitude(c)]
        for modifier in (*own, *(c for c in children(noun, "nmod") if preposition(c) in {"by", "between"})):
            if found := self.of(modifier):
                return found
        return ()

    def nearest(self, tokens: Iterable[Token], but: tuple[str, ...]) -> tuple[str, ...]:
        """The first party below the tokens, the nearest first, that is not one of ``but``."""
        queue = deque(tokens)
        home = {known.country for actor in but if (known := self._cast.actors.get(actor)) is not None}
        vague: tuple[str, ...] = ()
        while queue:
            token = queue.popleft()
            if token.ent_type_ in {"DATE", "TIME"} or is_aside(token) or is_attitude(token) or _is_no_party(token):
                continue
            found = self._own(token)
            if found and not set(found) & set(but) and not self._is_home(token, found, home):
                others = (actor for member in conjoined(token) for actor in self._own(member))
                found = (
                    tuple(dict.fromkeys(actor for actor in others if actor not in but and actor not in home)) or found
                )
                if not self._is_vague(found):
                    return found
                vague = vague or found
            queue.extend(
                child for child in token.children if base(child) not in _UNNAMING and child.dep_ != "acl:relcl"
            )
        return vague

    def _is_home(self, token: Token, found: tuple[str, ...], home: set[str | None]) -> bool:
        """Whether a state's name stands for the side that acts itself: "the president promised that his country would …"."""
        mention = self._cast.of(token.i)
        named = mention is not None and mention.kind in {"state", "pronoun"} and token.pos_ in {"PROPN", "PRON"}
        return named and set(found) <= home

    def _is_vague(self, actors: tuple[str, ...]) -> bool:
        """Whether actors are only groups of no country: "activists"."""
        known = [self._cast.actors.get(actor) for actor in actors]
        return all(actor is not None and actor.kind == "group" and actor.country is None for actor in known)

    def _own(self, token: Token) -> tuple[str, ...]:
        """Whom a noun names: its mention, else the country that its modifiers tell."""
        mention = self._cast.of(token.i)
        if mention is None and token.pos_ == "PRON":
            return self._speaker(token)
        if mention is None:
            return self._by_word(token) or (self._by_modifiers(token) if token.pos_ in {"NOUN", "PROPN"} else ())
        if mention.kind == "pronoun" and not mention.actors:
            return self._speaker(token)
        if mention.kind in {"group", "role", "body"} and not any(self._placed(actor) for actor in mention.actors):
            return self._within(mention, token) or self._by_modifiers(token) or mention.actors
        return mention.actors

    def _placed(self, actor: str) -> bool:
        known = self._cast.actors.get(actor)
        return known is None or known.country is not None

    def _within(self, mention: Mention, head: Token) -> tuple[str, ...]:
        """The country that a word of a group's mention tells: "Chadian rebels"."""
        if mention.kind == "body":
            return ()
        inside = (self._by_word(token) for token in head.doc[mention.start : mention.end])
        return next((found for found in inside if found), ())

    def _by_word(self, token: Token) -> tuple[str, ...]:
        if token.pos_ not in {"PROPN", "ADJ"} or is_attitude(token):
            return ()
        return self._country(token.text)

    def _country(self, word: str) -> tuple[str, ...]:
        found = self._knowledge.country(word) if word[:1].isupper() else None
        return () if found is None else (found.iso3,)

    def _by_modifiers(self, token: Token, depth: int = 0) -> tuple[str, ...]:
        vague: tuple[str, ...] = ()
        for modifier in _modifiers(token):
            if is_attitude(modifier):
                continue
            members = [m for m in conjoined(modifier) if not is_verb(m)]
            found = tuple(dict.fromkeys(actor for member in members for actor in self._named(member)))
            if any(self._placed(actor) for actor in found):
                return found
            vague = vague or found
            if depth < _DEEPEST and (deeper := self._by_modifiers(modifier, depth + 1)):
                return deeper
        return vague

    def _named(self, token: Token) -> tuple[str, ...]:
        mention = self._cast.of(token.i)
        if mention is None:
            return self._by_word(token)
        return mention.actors if mention.kind != "group" or any(map(self._placed, mention.actors)) else ()

    def _speaker(self, pronoun: Token) -> tuple[str, ...]:
        """Whom "it" and "they" stand for in what somebody says: the one who says it."""
        if pronoun.lower_ not in _ANAPHORS:
            return ()
        for verb in pronoun.ancestors:
            if verb.lemma_ in words("saying") and verb.dep_ != "conj":
                subject = surface_subject(verb)
                if subject is not None and subject.i != pronoun.i and pronoun not in subject.subtree:
                    return () if subject.pos_ == "PRON" else self.of(subject)
        return ()


def _is_no_party(token: Token) -> bool:
    """Whether a noun is who says what the sentence tells ("…, officials said"), or a pronoun only owns something."""
    if token.pos_ == "PRON" and token.dep_ == "nmod:poss":
        return True
    return base(token) == "nsubj" and token.head.lemma_ in words("saying")


def _modifiers(token: Token) -> Iterator[Token]:
    for relation in _MODIFIERS:
        for child in children(token, relation):
            if relation != "nmod" or preposition(child) in _BELONGING:
                yield child


def is_attitude(token: Token) -> bool:
    """Whether a country is only what somebody is for or against: "anti-Chadian"."""
    before = token.doc[max(token.i - 2, 0) : token.i]
    return any(word.lower_ in words("attitudes") for word in before) and "-" in {word.text for word in before}


def is_aside(token: Token) -> bool:
    """Whether a phrase looks back or away ("after the raid", "according to the ministry")."""
    return base(token) in {"obl", "nmod", "advcl"} and (
        preposition(token) in words("aside") or any(c.lower_ in words("aside") for c in children(token, "mark"))
    )
