"""Mentions of contacts by nouns: "in a meeting with", "the second round of talks", "his visit to"."""

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.extraction.contacts.arguments import Arguments, earlier, mode_told, settle
from memcon.extraction.contacts.gatherings import attendance, is_gathering
from memcon.extraction.contacts.grammar import base, children, deep_subject, first, governor, is_passive, is_verb, lemma, obliques, preposition, surface_subject
from memcon.extraction.contacts.lexicon import PartRole, Predicate
from memcon.extraction.contacts.parties import countries, find_parties
from memcon.extraction.contacts.places import read_place
from memcon.extraction.contacts.setting import find_place
from memcon.extraction.contacts.sighting import Outlook, Party, Sighting, Source
from memcon.extraction.contacts.status import noun_outlook, verb_outlook
from memcon.record import Place

_SETTINGS = frozenset({"in", "during", "at", "after", "following", "on", "for", "before", "ahead of", "prior to", "upon", "through", "via", "over", "by", "as part of"})
_TO = frozenset({"to", "into", "in"})
_TWO_SIDES = frozenset({"with", "between", "among"})


def sight_noun(source: Source, noun: Token) -> Sighting | None:
    """What a noun tells of a contact, if it is one of contact."""
    predicate = source.lexicon.nouns.get(lemma(noun))
    if predicate is None or noun.pos_ not in {"NOUN", "PROPN", "VERB"} or not _is_itself(source, noun, predicate):
        return None
    carrier = _carrier(source, noun)
    if lemma(carrier.head) in source.lexicon.lists["occasion"]["lead_ins"] and base(carrier) == "nmod":
        return None
    if is_gathering(source, noun, predicate):
        return attendance(source, noun, carrier, predicate)
    arguments = Arguments(source)
    for slot, token in _slots(source, noun, carrier, predicate):
        _add(source, arguments, slot, token, predicate.roles[slot])
    _adjectives(source, arguments, noun, predicate)
    soft = _from_clause(source, arguments, noun, carrier, predicate)
    if predicate.mode == "phone" and not predicate.open and not _is_phone_call(source, noun, arguments):
        return None
    if predicate.mode == "letter" and not _is_correspondence(arguments):
        return None
    return _finish(source, noun, carrier, predicate, arguments, soft)


def _finish(source: Source, noun: Token, carrier: Token, predicate: Predicate, arguments: Arguments, soft: tuple[str, ...]) -> Sighting:
    mode, is_open = mode_told(source, noun, predicate)
    anchors = find_anchors(source, noun, carrier)
    outlook = noun_outlook(noun, carrier, source.lexicon)
    if _is_habit(source, noun, carrier, arguments):
        outlook = Outlook(void=True)
    place = _destination(source, noun, anchors) if predicate.mode == "visit" else None
    return settle(
        source,
        noun,
        anchors,
        predicate=predicate,
        mode=mode,
        open=is_open,
        outlook=outlook,
        arguments=arguments,
        place=place,
        earlier=earlier(source, noun) or _under_earlier_verb(source, noun, carrier),
        anaphoric=_is_anaphoric(noun, carrier, arguments, predicate),
        plural=noun.tag_ in {"NNS", "NNPS"} and not predicate.long_running,
        soft=soft,
    )


def _is_itself(source: Source, noun: Token, predicate: Predicate) -> bool:
    """Not "the summit declaration", "a meeting room", "the summit talks" (told by "talks"), "the call for peace"."""
    if noun.dep_ in {"compound", "flat"} or (noun.pos_ == "VERB" and not any(child.dep_ in {"det", "amod", "nmod:poss"} for child in noun.children)):
        return False
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if lemma(noun) == "call" and after is not None and after.lower_ in {"for", "on", "upon"} and lemma(noun.nbor(-1)) not in {"phone", "telephone", "video", "courtesy"}:
        return after.lower_ == "on" and bool(source.dates) and any(mention.start == after.i + 1 or mention.start == after.i for mention in source.dates)
    return predicate.mode != "visit" or lemma(noun) != "travel" or bool(children(noun, "nmod:poss"))


def _carrier(source: Source, noun: Token) -> Token:
    """The noun that stands for it in the clause: "round" in "a round of talks"."""
    climb = noun
    while base(climb) == "nmod" and lemma(climb.head) in source.lexicon.lists["support"]["carriers"] and preposition(climb) in {"of", "in"}:
        climb = climb.head
    return climb


def _slots(source: Source, noun: Token, carrier: Token, predicate: Predicate) -> Iterator[tuple[str, Token]]:
    """Arguments by grammatical place: of the noun, of its participles, and of the verb that has it as object."""
    for word in dict.fromkeys((noun, carrier)):
        for owner in children(word, "nmod:poss"):
            yield "owner", owner
        for key, token in obliques(word):
            if key in predicate.roles and predicate.roles[key] != "place":
                yield key, token
        for clause in children(word, "acl"):
            for key, token in obliques(clause):
                if key in {"by", *_TWO_SIDES} and predicate.roles.get(key, "party") != "place" and is_verb(clause) and not children(clause, "nsubj"):
                    yield key if key in predicate.roles else "with", token
    verb = support_verb(source, carrier)
    if verb is None:
        return
    for key, token in obliques(verb):
        if key in {"with", "between", "among", "from", "to"} and key in predicate.roles and predicate.roles[key] != "place" and (token.i > noun.i or is_passive(verb)):
            yield key, token


def _add(source: Source, arguments: Arguments, slot: str, token: Token, role: PartRole) -> None:
    if token.ent_type_ == "DATE":
        return
    parties = find_parties(source, token, role)
    if role == "visitor":
        parties = [party for party in parties if party.plain]
    arguments.parties += [party for party in parties if party not in arguments.parties]
    if parties:
        arguments.filled.add(slot)
    elif slot in _TWO_SIDES and lemma(token) not in source.lexicon.lists["audience"]["nobody"]:
        arguments.strangers = True


def _adjectives(source: Source, arguments: Arguments, noun: Token, predicate: Predicate) -> None:
    """ "Turkish-Iranian talks", "the Putin-Xi meeting"."""
    if predicate.mode in {"visit", "letter"} or arguments.filled & _TWO_SIDES:
        return
    words = [token for token in noun.doc[max(noun.sent.start, noun.left_edge.i) : noun.i] if token.head.i in {noun.i, *(c.i for c in children(noun, "compound", "amod"))} or token.dep_ == "flat"]
    found: list[Party] = []
    for token in words:
        mention = source.cast.of(token.i)
        term = source.knowledge.country(token.text) if token.pos_ in {"PROPN", "ADJ"} else None
        if mention is not None and mention.actors:
            found.append(Party(mention.actors, "party", mention.start, mention.end, plain=False))
        elif term is not None:
            found.append(Party((term.iso3,), "party", token.i, token.i + 1, plain=False))
    if len(countries(source, [actor for party in found for actor in party.actors])) >= 2:
        arguments.parties += [party for party in found if party not in arguments.parties]
        arguments.filled.add("between")


def support_verb(source: Source, carrier: Token) -> Token | None:
    """The verb of "hold talks", "pay a visit", "talks were held"; None for other verbs."""
    head = carrier.head
    while carrier.dep_ == "conj" and head.i != carrier.i:
        carrier, head = head, head.head
    if head.i == carrier.i or not is_verb(head):
        return None
    if carrier.dep_ in {"obj", "nsubj:pass"} and lemma(head) in source.lexicon.lists["support"]["shares"]:
        return head
    if carrier.dep_ == "nsubj" and lemma(head) in source.lexicon.lists["support"]["happens"]:
        return head
    if base(carrier) == "obl" and lemma(head) in {"embark", "engage", "go", "take", "set", "participate"} and preposition(carrier) in {"on", "in"}:
        return head
    return head if base(carrier) == "acl" else None


def _from_clause(source: Source, arguments: Arguments, noun: Token, carrier: Token, predicate: Predicate) -> tuple[str, ...]:
    """Adds the subject of the clause where it takes part; returns those who may take part."""
    verb = support_verb(source, carrier)
    if verb is not None:
        _add_subject(source, arguments, verb, predicate)
        return ()
    head = governor(carrier)
    top = carrier
    while top.dep_ == "conj":
        top = top.head
    if head is None or top.head.i != head.i or base(top) != "obl" or preposition(top) not in _SETTINGS:
        return ()
    return _add_speaker(source, arguments, noun, head, predicate)


def _add_subject(source: Source, arguments: Arguments, verb: Token, predicate: Predicate) -> None:
    lists = source.lexicon.lists["support"]
    subject = deep_subject(verb)
    key = lemma(verb)
    if subject is None or key in lists["bearers"] or subject.i == verb.i or lemma(subject) in source.lexicon.nouns:
        return
    if "between" in arguments.filled or (key in {"host", "chair", "convene"} and len(_all(arguments)) > 1):
        return
    role: PartRole = "party"
    if predicate.mode == "phone" and "from" in predicate.roles:
        role = "called" if key in lists["hosts"] else "caller" if key in {"make", "place"} else "party"
    elif predicate.mode == "visit":
        if key in lists["hosts"]:
            return
        role = "visitor"
    elif predicate.mode == "letter":
        role = "addressee" if key in lists["hosts"] else "sender"
    elif key in {"host", "convene"}:
        role = "host"
    _add(source, arguments, "subject", subject, role)
    for token in children(verb, "iobj"):
        _add(source, arguments, "to", token, "addressee" if predicate.mode == "letter" else "party")


def _all(arguments: Arguments) -> set[str]:
    return {actor for party in arguments.parties for actor in party.actors}


def _add_speaker(source: Source, arguments: Arguments, noun: Token, verb: Token, predicate: Predicate) -> tuple[str, ...]:
    """ "X said in a meeting with Y", "X told Y in a call": the speaker, and whom he addresses, take part."""
    subject = deep_subject(verb) if not is_passive(verb) else surface_subject(verb)
    speakers = find_parties(source, subject, "party") if subject is not None else []
    if "owner" in arguments.filled or "between" in arguments.filled or "of" in arguments.filled or "by" in arguments.filled:
        return tuple(actor for party in speakers for actor in party.actors)
    role: PartRole = {"visit": "visitor", "letter": "sender"}.get(predicate.mode, "party")  # type: ignore[assignment]
    target = first(verb, "obj", "iobj")
    heard = find_parties(source, target, "party") if target is not None and lemma(verb) in source.lexicon.lists["support"]["addresses"] else []
    indefinite = not _has_definite(noun)
    if arguments.filled & {"with", "to", "from"} and subject is not None:
        _add(source, arguments, "subject", subject, role)
    elif predicate.mode == "visit" and subject is not None and (indefinite or _names_goal(source, noun)):
        _add(source, arguments, "subject", subject, role)
    elif indefinite and predicate.mode != "visit" and subject is not None:
        _add(source, arguments, "subject", subject, role)
        arguments.parties += [Party(p.actors, "addressee" if predicate.mode == "letter" else "party", p.start, p.end, p.plain) for p in heard]
    return tuple(actor for party in [*speakers, *heard] for actor in party.actors)


def _names_goal(source: Source, noun: Token) -> bool:
    return any(word in _TO and read_place(source, token) is not None for word, token in obliques(noun))


def _has_definite(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that", "these", "those", "both"} for child in children(noun, "det")) or bool(children(noun, "nmod:poss"))


def _is_anaphoric(noun: Token, carrier: Token, arguments: Arguments, predicate: Predicate) -> bool:
    """Whether the words point back to a contact told before."""
    if arguments.filled & {"with", "between", "to", "from", "subject", "by", "of"}:
        return False
    return _has_definite(noun) or _has_definite(carrier) or predicate.long_running


def _is_phone_call(source: Source, noun: Token, arguments: Arguments) -> bool:
    """A "call" is one by telephone if the words say so or somebody from another side is called."""
    lists = source.lexicon.lists["qualifiers"]
    words = {child.lower_ for child in children(noun, "compound", "amod")} | {lemma(child) for child in children(noun, "compound", "amod")}
    if words & (lists["phone"] | lists["video"] | lists["meeting"]):
        return True
    if words - {"separate", "second", "first", "earlier", "recent", "last", "previous", "long", "brief", "lengthy"}:
        return bool(arguments.filled & {"with", "between", "from"})
    return bool(arguments.filled & {"with", "between", "from", "to"}) or _has_definite(noun)


def _is_correspondence(arguments: Arguments) -> bool:
    roles = {party.role for party in arguments.parties}
    return "addressee" in roles and bool(roles & {"sender", "party"})


def _is_habit(source: Source, noun: Token, carrier: Token, arguments: Arguments) -> bool:
    lists = source.lexicon.lists["habit"]
    words = {lemma(child) for word in (noun, carrier) for child in children(word, "amod", "advmod", "det")}
    return bool(words & lists["adjectives"]) and not (words & {"future", "further"} and arguments.filled)


def _under_earlier_verb(source: Source, noun: Token, carrier: Token) -> bool:
    """ "since their meeting", "the call follows their meeting in May", "had held talks"."""
    head = carrier.head
    if preposition(carrier) in {"since"}:
        return True
    if head.i == carrier.i or not is_verb(head):
        return False
    if lemma(head) in {"follow", "recall", "succeed"} and carrier.dep_ == "obj":
        return True
    return support_verb(source, carrier) is not None and earlier(source, head)


def find_anchors(source: Source, noun: Token, carrier: Token) -> list[Token]:
    """The words on which dates and places of a contact may hang."""
    found = list(dict.fromkeys((noun, carrier)))
    for word in tuple(found):
        found += [clause for clause in children(word, "acl", "acl:relcl") if lemma(clause) in source.lexicon.lists["support"]["happens"] | source.lexicon.lists["support"]["shares"]]
    top = carrier
    while top.dep_ == "conj":
        top = top.head
    verb = support_verb(source, carrier)
    if verb is None and base(top) == "obl" and preposition(top) in _SETTINGS and is_verb(top.head):
        verb = top.head if preposition(top) in {"in", "during", "at", "after", "following", "on", "for", "by", "over"} else None
    while verb is not None:
        found.append(verb)
        verb = verb.head if verb.dep_ == "xcomp" and is_verb(verb.head) else None
    return found


def _destination(source: Source, noun: Token, anchors: list[Token]) -> Place | None:
    """Where a visit leads: after "to" or "in", or before the noun ("the Berlin trip")."""
    place = find_place(source, anchors[:1], noun, _TO)
    if place is not None:
        return place
    for child in children(noun, "compound", "amod"):
        place = read_place(source, child) if child.ent_type_ else None
        if place is not None and place.country is not None:
            return place
    return find_place(source, anchors, noun, _TO)


__all__ = ["find_anchors", "sight_noun", "support_verb", "verb_outlook"]
