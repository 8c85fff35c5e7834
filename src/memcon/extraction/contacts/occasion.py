"""At what a contact took place (a summit, a conference), and within which standing mechanism."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import CLAUSE, children, lemma, preposition
from memcon.extraction.contacts.lexicon import Lexicon
from memcon.extraction.contacts.places import find_town
from memcon.extraction.contacts.setting import attachment, place_after
from memcon.extraction.contacts.sighting import Source
from memcon.record import Place

_AT = frozenset({"at", "during", "in", "within"})
_LONGEST = 14


def find_occasion(source: Source, anchors: Sequence[Token], trigger: Token) -> Token | None:
    """The noun of "on the sidelines of the D-8 summit", "at the Munich Security Conference"."""
    lists = source.lexicon.lists["occasion"]
    for token in trigger.sent:
        if token.i == trigger.i:
            continue
        attached = attachment(source, token, anchors) is not None
        if (
            lemma(token) in lists["lead_ins"]
            and preposition(token) in {"on", "in", "at"}
            and (attached or _belongs(source, token, trigger))
        ):
            event = _next_event(source, token)
            if event is not None:
                return event
        named = attached and lemma(token) in lists["heads"] and any(child.pos_ == "PROPN" for child in token.subtree)
        if named and preposition(token) in _AT and lemma(token) not in {"meeting", "talk"} and token not in anchors:
            return token
    return None


def event_place(source: Source, event: Token) -> Place | None:
    """Where an occasion is: told right after it, or part of its name."""
    return place_after(source, event) or place_in_name(source, event, frozenset({"body", "state"}))


def place_in_name(source: Source, event: Token, kinds: frozenset[str] = frozenset({"body"})) -> Place | None:
    """Jeddah of "the Jeddah Security and Development Summit"; ``kinds`` of mentions may hold it."""
    for word in event.doc[event.left_edge.i : event.i]:
        mention = source.cast.of(word.i)
        if word.pos_ == "PROPN" and word.dep_ != "nmod:poss" and (mention is None or mention.kind in kinds):
            place = find_town(source, word)
            if place is not None:
                return place
    return None


def _belongs(source: Source, lead: Token, trigger: Token) -> bool:
    """Whether no other verb or noun of contact stands between a mention and "on the sidelines"."""
    if lead.i < trigger.i:
        return False
    between = lead.doc[trigger.i + 1 : lead.i]
    return not any(
        lemma(token) in source.lexicon.nouns or (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"})
        for token in between
    )


def _next_event(source: Source, lead: Token) -> Token | None:
    """The summit after "on the sidelines of", wherever the parser hung it."""
    for token in lead.doc[lead.i + 1 : min(lead.i + _LONGEST, lead.sent.end)]:
        if token.pos_ == "VERB":
            return None
        if (
            lemma(token) in source.lexicon.words("occasion", "heads")
            and token.pos_ in {"NOUN", "PROPN"}
            and token.dep_ not in {"compound", "amod", "flat"}
        ):
            return token
    return None


def phrase(head: Token) -> str:
    """A noun phrase without its article, its clauses and the places and dates after it."""
    words = [word for word in _inside(head) if word.i <= head.i + _LONGEST]
    while len(words) > 1 and words[0].dep_ in {"case", "det", "punct", "cc", "advmod"}:
        words = words[1:]
    first = words[0]
    end = next(
        (
            word.i
            for word in words
            if word.i > head.i and word.dep_ == "case" and word.lower_ in {"in", "at", "on", "from"}
        ),
        words[-1].i + 1,
    )
    text = head.doc[first.i : end].text
    for article in ("the ", "The ", "a ", "an "):
        text = text.removeprefix(article)
    return " ".join(text.split())


def _inside(head: Token) -> list[Token]:
    found = [head]
    for member in found:
        for child in member.children:
            is_setting = child.dep_ in {"nmod", "obl"} and preposition(child) not in {"of", "for"} and child.i > head.i
            if (
                child.dep_ not in CLAUSE
                and child.dep_ not in {"punct", "appos", "conj", "cc"}
                and not (is_setting and member.i == head.i)
            ):
                if (
                    child.dep_ == "case"
                    and member.i == head.i
                    and child.i < head.i
                    and child.lower_ not in {"'s", "’s"}
                ):
                    continue
                found.append(child)
    return sorted(found, key=lambda word: word.i)


def find_mechanism(source: Source, noun: Token) -> str | None:
    """ "the Supreme Council on Strategic Ties" of "a meeting of the Supreme Council …", "Astana process" of "Astana process talks"."""
    heads = source.lexicon.words("mechanism", "heads")
    for child in children(noun, "nmod", "compound", "nmod:poss"):
        mention = source.cast.of(child.i)
        one = child.tag_ not in {"NNS", "NNPS"}
        if mention is not None and mention.kind == "body" and one and lemma(child) in heads and mention.actors:
            return source.cast.actors[mention.actors[0]].name
        named = any(word.pos_ == "PROPN" for word in [child, *child.children] if word.ent_type_ not in {"LOC", "DATE"})
        if lemma(child) in heads and named:
            return _with_complement(child)
        body = source.knowledge.body(child.text)
        if body is not None and body.kind in {"mechanism", "forum"}:
            return body.name
    return None


def _with_complement(head: Token) -> str:
    words = _inside(head)
    after = [child for child in children(head, "nmod") if preposition(child) in {"on", "for", "of"}]
    last = max([*(word.i for word in words), *(word.i for child in after[:1] for word in _inside(child))])
    text = head.doc[words[0].i : last + 1].text
    return " ".join(text.removeprefix("the ").removeprefix("The ").split())


def telling_words(name: str, lexicon: Lexicon) -> set[str]:
    """The words that tell one gathering from another: OIC of "the emergency OIC summit"."""
    return set(re.findall(r"[a-z][a-z0-9-]+", name.lower())) - lexicon.words("gathering", "common")
