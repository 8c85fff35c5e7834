"""Summits and meetings of organisations: who attended is told apart from what they are called."""

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.extraction.contacts.arguments import Arguments, earlier, settle
from memcon.extraction.contacts.clauses import body_before, chain_of, is_definite, setting_verb, top_of
from memcon.extraction.contacts.grammar import base, children, deep_subject, is_verb, lemma, obliques, preposition
from memcon.extraction.contacts.journeys import is_stay
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.noun_status import noun_outlook
from memcon.extraction.contacts.occasion import phrase, place_in_name
from memcon.extraction.contacts.parties import countries, find_parties
from memcon.extraction.contacts.places import read_place
from memcon.extraction.contacts.setting import AT, TOWARDS, find_place
from memcon.extraction.contacts.sighting import Outlook, Sighting, Source
from memcon.extraction.contacts.status import verb_outlook
from memcon.record import Place

_MULTILATERAL = frozenset({"organisation", "forum", "mechanism"})


def is_gathering(source: Source, noun: Token, predicate: Predicate) -> bool:
    """Whether a noun names a multilateral gathering: a summit that is not one of two, or a meeting of an organisation."""
    if predicate.mode not in {"summit", "meeting"} or predicate.long_running or predicate.needs:
        return False
    if any(key == "with" and _is_bloc(source, token) for key, token in obliques(noun)):
        return True
    two = any(key in {"with", "between"} for key, _ in obliques(noun))
    if two or any(source.lexicon.has("gathering", "few", lemma(child)) for child in children(noun, "amod", "compound")):
        return False
    if predicate.mode == "summit":
        if any(owner.lower_ == "their" for owner in children(noun, "nmod:poss")):
            return False  # "during their summit in June"
        if any(_is_of_all(source, owner) for owner in children(noun, "nmod:poss")):
            return True
        owners = [
            actor
            for owner in children(noun, "nmod:poss")
            for party in find_parties(source, owner, "party")
            for actor in party.actors
        ]
        return len(countries(source, owners)) != 2
    return any(_is_multilateral(source, token) for token in _qualifiers(noun))


def is_conference(source: Source, noun: Token) -> bool:
    """ "The ministerial conference of the League", "a conference of donors": one of states, and no press conference."""
    words = {lemma(child) for child in children(noun, "amod", "compound", "nmod:poss")}
    return lemma(noun) == "conference" and bool(words & source.lexicon.words("gathering", "conferences"))


def _is_bloc(source: Source, token: Token) -> bool:
    """The G7 leaders of "a meeting with the G7 leaders"."""
    members = token.tag_ == "NNS" and source.lexicon.has("gathering", "members", lemma(token))
    return members and any(_is_union(source, owner) for owner in children(token, "compound", "nmod:poss"))


def _is_of_all(source: Source, owner: Token) -> bool:
    """ "The leaders' summit", unlike "the two leaders' summit"."""
    mention = source.cast.of(owner.i)
    plain = all(child.dep_ in {"det", "case"} for child in owner.children) and not children(owner, "nummod")
    return owner.tag_ == "NNS" and plain and (mention is None or mention.kind == "group")


def gathering_by_verb(source: Source, verb: Token) -> Sighting | None:
    """ "EU leaders met in Versailles", "NATO ministers will gather": a gathering told by a verb."""
    subject = deep_subject(verb)
    if subject is None or children(verb, "obj") or subject.i > verb.i:
        return None
    standing = (
        subject.tag_ != "NNS" and _is_standing(source, subject) and not any(k == "with" for k, _ in obliques(verb))
    )
    if standing:
        return _gathered(source, verb, subject)
    if subject.tag_ != "NNS":
        return None
    if not source.lexicon.has("gathering", "members", lemma(subject)) or any(
        key == "with" for key, _ in obliques(verb)
    ):
        return None
    last = next((word.i for word in subject.subtree if word.is_punct), verb.i)
    owners = [word for word in subject.subtree if word.i < min(last, verb.i) and word.ent_type_]
    blocs = [noun for key, noun in obliques(subject) if key == "of" and lemma(noun) in {"bloc", "alliance"}]
    if not blocs and not any(_is_union(source, owner) for owner in owners):
        return None
    return _gathered(source, verb, subject)


def _is_standing(source: Source, token: Token) -> bool:
    """ "The Contact Group met": a mechanism or forum of states."""
    entity = source.entity(token)
    body = source.knowledge.body(entity.text.removeprefix("The ").removeprefix("the ")) if entity is not None else None
    return body is not None and body.kind in {"forum", "mechanism"}


def _gathered(source: Source, verb: Token, subject: Token) -> Sighting:
    anchors = chain_of(verb, [])
    sighting = Sighting(
        token=verb.i,
        predicate=source.lexicon.nouns["summit"],
        mode="summit",
        outlook=verb_outlook(verb, source.lexicon),
        earlier=earlier(source, verb),
        place=find_place(source, anchors, verb, AT),
        occasion=phrase(subject),
    )
    return settle(source, anchors, sighting)


def _is_union(source: Source, token: Token) -> bool:
    entity = source.entity(token)
    body = source.knowledge.body(entity.text if entity is not None else token.text)
    return body is not None and body.kind in _MULTILATERAL


def _qualifiers(noun: Token) -> Iterator[Token]:
    yield from children(noun, "compound", "nmod:poss")
    for key, token in obliques(noun):
        if key == "of":
            yield token


def _is_multilateral(source: Source, token: Token) -> bool:
    """An organisation or forum of states, or "the leaders of Central Asia"."""
    entity = source.entity(token)
    body = source.knowledge.body(entity.text if entity is not None else token.text)
    if body is not None:
        return body.kind in _MULTILATERAL
    if entity is not None:
        national = any(
            word.ent_type_ == "NORP" or source.knowledge.country(word.text)
            for word in [*entity, *children(token, "nmod:poss", "amod")]
        )
        return (
            entity.label_ == "ORG"
            and source.lexicon.has("gathering", "unions", lemma(token))
            and not national
            and len(entity) > 2
        )
    mention = source.cast.of(token.i)
    if (
        not source.lexicon.has("gathering", "members", lemma(token))
        or token.tag_ != "NNS"
        or any(child.lower_ in {"two", "both"} for child in token.children)
    ):
        return False
    lands = {term.iso3 for word in token.subtree if word.ent_type_ and (term := source.knowledge.country(word.text))}
    return (mention is None or len(mention.actors) != 2 or not lands) and any(
        word.pos_ == "PROPN" for word in token.subtree
    )


def attendance(source: Source, noun: Token, carrier: Token, predicate: Predicate) -> Sighting | None:
    """A gathering and those who are said to attend it."""
    arguments = Arguments()
    verb = _attended(source, carrier) or _told_in(source, noun, carrier)
    outlook = noun_outlook(noun, carrier, source.lexicon)
    if verb is not None:
        subject = deep_subject(verb)
        if subject is not None:
            arguments.add(
                "subject", [party for party in find_parties(source, subject, "attendee", "subject") if party.plain]
            )
        own = verb_outlook(verb, source.lexicon)
        outlook = own if own.status or own.void else outlook
    elif outlook.status == "denied" and preposition(top_of(carrier)) in {"during", "at", "in", "on"}:
        outlook = Outlook()  # "no such meeting took place during the summit"
    hosting = _hosted(carrier)
    if hosting is not None and outlook.status not in {"denied", "cancelled"}:
        outlook = verb_outlook(hosting, source.lexicon)
    if outlook.status is None and (
        preposition(top_of(carrier)) in {"before", "ahead of", "prior to"} or _is_next(noun)
    ):
        outlook = Outlook("planned")
    if is_conference(source, noun) and not arguments.parties and not _is_named(noun):
        return None
    anchors = _anchors(source, noun, carrier, verb)
    body = body_before(source, noun)
    bloc = next((token for key, token in obliques(noun) if key == "with" and _is_bloc(source, token)), None)
    named = body is not None or bloc is not None or _is_named(noun)
    coming = _place_of_coming(source, verb) if verb is not None else None
    host = deep_subject(hosting) if hosting is not None else None
    coming = coming or (read_place(source, host, alone=True) if host is not None else None)
    sighting = Sighting(
        token=noun.i,
        predicate=predicate,
        mode="summit",
        outlook=outlook,
        parties=tuple(arguments.parties),
        place=find_place(source, anchors, noun, AT) or coming or place_in_name(source, noun),
        earlier=earlier(source, noun),
        anaphoric=not named and is_definite(noun),
        told_apart=_is_told_apart(noun),
        plural=noun.tag_ in {"NNS", "NNPS"},
        occasion=source.parsed.doc[body.start : noun.i + 1].text
        if body is not None
        else phrase(bloc or noun)
        if named
        else None,
    )
    return settle(source, anchors, sighting)


def _hosted(carrier: Token) -> Token | None:
    """The verb of "the summit that Rome will host", "Rome hosts the summit"."""
    words = [carrier, *children(carrier, "nmod")]
    clauses = [clause for word in words for clause in children(word, "acl:relcl") if children(clause, "nsubj")]
    clauses += [carrier.head] if carrier.dep_ in {"obj", "nsubj:pass"} else []
    return next((clause for clause in clauses if lemma(clause) == "host" and clause.i != carrier.i), None)


def _attended(source: Source, carrier: Token) -> Token | None:
    """The verb of "took part in the summit", "was in Rome for the summit", "is there, among other things for a summit"."""
    if lemma(carrier.head) == "thing" and preposition(carrier.head) == "among":
        return carrier.head.head if is_stay(carrier.head.head) else None
    head = carrier.head
    if head.i == carrier.i or not is_verb(head):
        return None
    if not is_stay(head) and lemma(head) not in source.lexicon.words("support", "attends"):
        return None
    if carrier.dep_ in {"obj", "iobj"} or (
        base(carrier) == "obl" and preposition(carrier) in {"in", "at", "to", "for", ""}
    ):
        return head
    return None


def _told_in(source: Source, noun: Token, carrier: Token) -> Token | None:
    """ "During a meeting with the G7 leaders, X said": who spoke there was there."""
    with_bloc = any(key == "with" and _is_bloc(source, token) for key, token in obliques(noun))
    return setting_verb(source, carrier) if with_bloc else None


def _anchors(source: Source, noun: Token, carrier: Token, verb: Token | None) -> list[Token]:
    found = list(dict.fromkeys((noun, carrier)))
    happens = source.lexicon.words("support", "happens")
    if carrier.dep_ in {"nsubj", "nsubj:pass"} and is_verb(carrier.head) and lemma(carrier.head) in happens:
        found.append(carrier.head)
    found += [clause for clause in children(carrier, "acl", "acl:relcl") if lemma(clause) in happens]
    hosting = _hosted(carrier)
    found += [hosting] if hosting is not None and hosting not in found else []
    return chain_of(verb, found) if verb is not None else found


def _place_of_coming(source: Source, verb: Token) -> Place | None:
    """ "was in Istanbul to take part", "travelled to Kazan for", "travelled to Kazan to attend": where the gathering is."""
    if is_stay(verb):
        return read_place(source, verb)
    if lemma(verb) in source.lexicon.words("status", "motion"):
        return find_place(source, [verb], verb, TOWARDS)
    above = verb.head
    if verb.dep_ not in {"advcl", "xcomp", "acl"} or above.i == verb.i:
        return None
    return read_place(source, above) or find_place(source, [above], above, TOWARDS)


def _is_next(noun: Token) -> bool:
    return any(word.lower_ == "next" for owner in children(noun, "nmod:poss", "amod") for word in owner.subtree)


def _is_told_apart(noun: Token) -> bool:
    """ "Last week's summit", "the summit in Rome"."""
    dated = any(word.ent_type_ == "DATE" for owner in children(noun, "nmod:poss") for word in owner.subtree)
    return dated or any(
        key in AT and any(word.ent_type_ == "LOC" for word in goal.subtree) for key, goal in obliques(noun)
    )


def _is_named(noun: Token) -> bool:
    """Whether the gathering is told apart from others: "the 16th BRICS summit"."""
    before = [word for word in noun.subtree if word.i < noun.i]
    of = [word for key, token in obliques(noun) if key == "of" for word in token.subtree]
    return any(word.pos_ == "PROPN" or (word.text[:1].isupper() and word.pos_ == "ADJ") for word in (*before, *of))
