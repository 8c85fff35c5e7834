"""Summits and meetings of organisations: who attended is told apart from what they are called."""

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.extraction.contacts.arguments import Arguments, earlier, settle
from memcon.extraction.contacts.grammar import base, children, deep_subject, is_verb, lemma, obliques, preposition
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.occasion import phrase
from memcon.extraction.contacts.parties import countries, find_parties
from memcon.extraction.contacts.sighting import Sighting, Source
from memcon.extraction.contacts.status import noun_outlook, verb_outlook

_LEADERS = frozenset({"leader", "head", "president", "minister", "chief", "state", "country", "member"})
_BILATERAL = frozenset({"bilateral", "joint", "trilateral"})


def is_gathering(source: Source, noun: Token, predicate: Predicate) -> bool:
    """Whether a noun names a multilateral gathering: a summit that is not one of two, or a meeting of an organisation."""
    if predicate.mode not in {"summit", "meeting"} or predicate.long_running:
        return False
    two = any(key in {"with", "between"} for key, _ in obliques(noun))
    if two or any(lemma(child) in _BILATERAL for child in children(noun, "amod")):
        return False
    if predicate.mode == "summit":
        owners = [actor for owner in children(noun, "nmod:poss") for party in find_parties(source, owner, "party") for actor in party.actors]
        return len(countries(source, owners)) < 2
    return any(_is_organisation(source, token) for token in _qualifiers(noun))


def _qualifiers(noun: Token) -> Iterator[Token]:
    yield from children(noun, "compound", "nmod:poss")
    for key, token in obliques(noun):
        if key == "of":
            yield token


def _is_organisation(source: Source, token: Token) -> bool:
    """An organisation or forum of states, or "the leaders of Central Asia"."""
    entity = next((entity for entity in source.parsed.doc.ents if entity.start <= token.i < entity.end), None)
    body = source.knowledge.body(entity.text if entity is not None else token.text)
    if body is not None:
        return body.kind in {"organisation", "forum"}
    if entity is not None and entity.label_ == "ORG":
        return False
    mention = source.cast.of(token.i)
    return lemma(token) == "leader" and mention is None and any(child.pos_ == "PROPN" for child in token.children)


def attendance(source: Source, noun: Token, carrier: Token, predicate: Predicate) -> Sighting | None:
    """A gathering and those who are said to attend it."""
    arguments = Arguments(source)
    verb = _attended(source, carrier)
    outlook = noun_outlook(noun, carrier, source.lexicon)
    if verb is not None:
        subject = deep_subject(verb)
        arguments.parties = find_parties(source, subject, "attendee") if subject is not None else []
        own = verb_outlook(verb, source.lexicon)
        outlook = own if own.status or own.void else outlook
    anchors = [noun, carrier, *([verb] if verb is not None else []), *_staging(source, carrier)]
    return settle(
        source,
        noun,
        anchors,
        predicate=predicate,
        mode="summit",
        open=False,
        outlook=outlook,
        arguments=arguments,
        place=None,
        earlier=earlier(source, noun),
        anaphoric=not arguments.parties and not _is_named(noun),
        plural=noun.tag_ in {"NNS", "NNPS"},
        occasion=phrase(noun) if _is_named(noun) else None,
    )


def _attended(source: Source, carrier: Token) -> Token | None:
    head = carrier.head
    if head.i == carrier.i or not is_verb(head) or lemma(head) not in source.lexicon.lists["support"]["attends"]:
        return None
    if carrier.dep_ in {"obj", "iobj", "nsubj:pass"} or (base(carrier) == "obl" and preposition(carrier) in {"in", "at", "to", "for"}):
        return head
    return None


def _staging(source: Source, carrier: Token) -> list[Token]:
    head = carrier.head
    if carrier.dep_ in {"nsubj", "nsubj:pass"} and is_verb(head):
        return [head]
    return [clause for clause in children(carrier, "acl", "acl:relcl") if lemma(clause) in source.lexicon.lists["support"]["happens"]]


def _is_named(noun: Token) -> bool:
    """Whether the gathering is told apart from others: "the 16th BRICS summit"."""
    return any(word.pos_ == "PROPN" for word in noun.subtree if word.i <= noun.i) or any(
        word.pos_ == "PROPN" for key, token in obliques(noun) if key == "of" for word in token.subtree
    )

