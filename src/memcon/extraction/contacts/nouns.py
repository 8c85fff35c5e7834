"""Mentions of contacts by nouns: "in a meeting with", "the second round of talks", "his visit to"."""

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.extraction.contacts.arguments import Arguments, channel, earlier, mode_told, settle
from memcon.extraction.contacts.clauses import carrier_of, find_anchors, is_definite, setting_verb, support_verb, top_of
from memcon.extraction.contacts.gatherings import attendance, is_gathering
from memcon.extraction.contacts.grammar import (
    base,
    children,
    deep_subject,
    first,
    is_passive,
    is_verb,
    lemma,
    obliques,
    preposition,
    surface_subject,
)
from memcon.extraction.contacts.lexicon import PartRole, Predicate
from memcon.extraction.contacts.linear import mentions_after
from memcon.extraction.contacts.parties import as_parties, countries, find_parties
from memcon.extraction.contacts.places import read_place
from memcon.extraction.contacts.setting import find_place
from memcon.extraction.contacts.sighting import Outlook, Party, Sighting, Source
from memcon.extraction.contacts.status import noun_outlook, word_outlook
from memcon.record import Place

_TO = frozenset({"to", "into", "in"})
_TWO_SIDES = frozenset({"with", "between", "among"})


def sight_noun(source: Source, noun: Token) -> Sighting | None:
    """What a noun tells of a contact, if it is one of contact."""
    predicate = source.lexicon.nouns.get(lemma(noun))
    if predicate is None or noun.pos_ not in {"NOUN", "PROPN", "VERB"} or not _is_itself(source, noun, predicate):
        return None
    carrier = carrier_of(source, noun)
    if is_gathering(source, noun, predicate):
        return attendance(source, noun, carrier, predicate)
    if lemma(carrier.head) in source.lexicon.words("occasion", "lead_ins") and base(carrier) == "nmod":
        return None
    arguments = Arguments()
    for slot, token in _slots(source, noun, carrier, predicate):
        _add(source, arguments, slot, token, predicate.roles[slot])
    _add_by_position(source, arguments, noun, predicate)
    _add_adjectives(source, arguments, noun, predicate)
    soft = _add_from_clause(source, arguments, noun, carrier, predicate)
    arguments.drop_repeated()
    if predicate.qualified and channel(source, noun) is None:
        return None
    if predicate.mode == "phone" and not predicate.also and not _is_phone_call(source, noun, arguments):
        return None
    if predicate.mode == "letter" and not _is_correspondence(arguments):
        return None
    return _finish(source, noun, carrier, predicate, arguments, soft)


def _finish(
    source: Source, noun: Token, carrier: Token, predicate: Predicate, arguments: Arguments, soft: tuple[str, ...]
) -> Sighting:
    mode, also = mode_told(source, noun, predicate)
    anchors = find_anchors(source, noun, carrier)
    plural = noun.tag_ in {"NNS", "NNPS"} and not predicate.long_running
    apart = any(lemma(child) in {"separate", "individual"} for child in children(noun, "amod"))
    sighting = Sighting(
        token=noun.i,
        predicate=predicate,
        mode="meeting" if mode == "summit" or _is_courtesy(noun) else mode,
        also=also,
        outlook=_outlook(source, noun, carrier, predicate, arguments),
        parties=tuple(arguments.parties),
        soft=soft,
        strangers=arguments.strangers,
        place=_destination(source, noun, anchors) if predicate.mode == "visit" else None,
        earlier=(earlier(source, noun) and first(noun, "cop") is None) or _under_earlier_verb(source, carrier),
        anaphoric=_is_anaphoric(noun, carrier, arguments, predicate),
        plural=plural,
        separate=plural or apart or predicate.mode == "letter",
        faint=predicate.faint,
    )
    return settle(source, anchors, sighting)


def _outlook(source: Source, noun: Token, carrier: Token, predicate: Predicate, arguments: Arguments) -> Outlook:
    """How the noun stands to fact; habits and "meetings with officials" tell of no contact in particular."""
    others = [party for party in arguments.parties if party.slot not in {"subject", "owner"}]
    plural = noun.tag_ in {"NNS", "NNPS"} and not predicate.long_running
    vague = plural and predicate.mode != "visit" and not all(party.plain for party in others)
    if vague or _is_habit(source, noun, carrier, arguments):
        return Outlook(void=True)
    return noun_outlook(noun, carrier, source.lexicon)


def _is_itself(source: Source, noun: Token, predicate: Predicate) -> bool:
    """Not "the summit declaration", "a meeting room", "the call for peace"."""
    if noun.dep_ in {"compound", "flat"} or (
        noun.pos_ == "VERB" and not any(child.dep_ in {"det", "amod", "nmod:poss"} for child in noun.children)
    ):
        return False
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if (
        lemma(noun) == "call"
        and after is not None
        and after.lower_ in {"for", "on", "upon"}
        and channel(source, noun) is None
    ):
        return after.lower_ == "on" and (_is_dated(source, after.i + 1) or bool(children(noun, "nmod:poss")))
    return predicate.mode != "visit" or lemma(noun) != "travel" or bool(children(noun, "nmod:poss"))


def _is_courtesy(noun: Token) -> bool:
    """ "his call on the president", unlike "a call on Monday"."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return lemma(noun) == "call" and after.lower_ in {"on", "upon"} and after.nbor(1).ent_type_ != "DATE"


def _is_dated(source: Source, token: int) -> bool:
    return any(mention.start <= token < mention.end for mention in source.dates)


def _slots(source: Source, noun: Token, carrier: Token, predicate: Predicate) -> Iterator[tuple[str, Token]]:
    """Arguments by grammatical place: of the noun, of its participles, and of the verb that has it as object."""
    for word in dict.fromkeys((noun, carrier)):
        yield from (("owner", owner) for owner in children(word, "nmod:poss"))
        yield from _prepositional(predicate, word)
        for clause in children(word, "acl"):
            if not children(clause, "nsubj", "obj") and source.lexicon.has("support", "staged", lemma(clause)):
                yield from (
                    ("with" if slot == "by" else slot, token)
                    for slot, token in _prepositional(predicate, clause)
                    if slot in {"by", *_TWO_SIDES}
                )
    verb = support_verb(source, carrier)
    if verb is not None:
        sides = {"with", "between", "among", "from", "to"}
        yield from (
            (slot, token)
            for slot, token in _prepositional(predicate, verb)
            if slot in sides and (token.i > noun.i or is_passive(verb))
        )


def _prepositional(predicate: Predicate, word: Token) -> Iterator[tuple[str, Token]]:
    for slot, token in obliques(word):
        if slot in predicate.roles and predicate.roles[slot] != "place":
            yield slot, token


def _add(source: Source, arguments: Arguments, slot: str, token: Token, role: PartRole) -> None:
    if token.ent_type_ == "DATE":
        return
    parties = find_parties(source, token, role, slot)
    arguments.add(slot, [party for party in parties if party.plain or role != "visitor"])
    if not parties and slot in _TWO_SIDES and lemma(token) not in source.lexicon.words("audience", "nobody"):
        arguments.strangers = True


def _add_by_position(source: Source, arguments: Arguments, noun: Token, predicate: Predicate) -> None:
    """Both sides after "between", and whoever stands after "with", where the tree gave fewer."""
    for slot in ("between", "with", "from"):
        if slot not in predicate.roles or (slot != "between" and arguments.filled & (_TWO_SIDES | {"from", "to"})):
            continue
        parties = as_parties(source, mentions_after(source, noun, slot), predicate.roles[slot], slot)
        if slot == "between" and len({actor for party in parties for actor in party.actors}) < 2:
            continue
        arguments.add(slot, parties)


def _add_adjectives(source: Source, arguments: Arguments, noun: Token, predicate: Predicate) -> None:
    """ "Turkish-Iranian talks", "the Putin-Xi meeting"."""
    if predicate.mode in {"visit", "letter"} or arguments.filled & _TWO_SIDES:
        return
    found: list[Party] = []
    for token in noun.doc[max(noun.sent.start, noun.i - 5) : noun.i]:
        term = source.knowledge.country(token.text) if token.pos_ in {"PROPN", "ADJ"} else None
        mention = source.cast.of(token.i)
        if token.dep_ not in {"compound", "amod", "flat", "punct", "conj", "nmod", "nmod:desc"}:
            found = []
        elif term is not None:
            found.append(Party((term.iso3,), "party", token.i, token.i + 1, "between", plain=False))
        elif mention is not None and mention.actors:
            found.append(Party(mention.actors, "party", mention.start, mention.end, "between", plain=True))
    if len(countries(source, [actor for party in found for actor in party.actors])) >= 2:
        arguments.add("between", found)


def _add_from_clause(
    source: Source, arguments: Arguments, noun: Token, carrier: Token, predicate: Predicate
) -> tuple[str, ...]:
    """Adds the subject of the clause where it takes part; returns those who may take part."""
    own = first(noun, "nsubj")
    if own is not None:
        _add(source, arguments, "subject", own, "visitor" if predicate.mode == "visit" else "party")
        return ()
    verb = support_verb(source, carrier)
    if verb is not None:
        _add_subject(source, arguments, verb, predicate)
        return ()
    travels = predicate.mode == "visit" and not arguments.filled & {"owner", "by", "of"}
    if travels or ("with" in arguments.filled and not arguments.filled & {"owner", "between"}):
        wisher = _wisher(source, carrier)
        if wisher is not None:
            _add(source, arguments, "subject", wisher, "visitor" if travels else "party")
            return ()
    verb = setting_verb(source, carrier)
    return _add_speaker(source, arguments, noun, verb, predicate) if verb is not None else ()


def _wisher(source: Source, carrier: Token) -> Token | None:
    """The subject of "ruled out talks with X", "called for a meeting with X"."""
    top = top_of(carrier)
    wanted = top.dep_ == "obj" or (base(top) == "obl" and preposition(top) == "for")
    outlook = word_outlook(top.head, source.lexicon) if wanted and is_verb(top.head) else None
    if outlook is None or outlook.void:
        return None
    return deep_subject(top.head)


def _add_subject(source: Source, arguments: Arguments, verb: Token, predicate: Predicate) -> None:
    """The subject of "held talks", "received a call"."""
    lists = source.lexicon.lists["support"]
    subject, key = deep_subject(verb), lemma(verb)
    if subject is None or key in lists["bearers"] or subject.i == verb.i or lemma(subject) in source.lexicon.nouns:
        return
    if (
        "between" in arguments.filled
        or (key in lists["arrangers"] and len(arguments.actors) > 1)
        or (predicate.mode == "visit" and key in lists["hosts"])
    ):
        return
    role: PartRole = "host" if key in lists["arrangers"] - {"chair"} else "party"
    if predicate.mode == "phone" and "from" in predicate.roles:
        role = "called" if key in lists["hosts"] else "caller" if key in lists["callers"] else "party"
    elif predicate.mode == "visit":
        role = "visitor"
    elif predicate.mode == "letter":
        role = "addressee" if key in lists["hosts"] else "sender"
    _add(source, arguments, "subject", subject, role)
    for token in children(verb, "iobj"):
        _add(source, arguments, "to", token, "addressee" if predicate.mode == "letter" else "party")


def _add_speaker(
    source: Source, arguments: Arguments, noun: Token, verb: Token, predicate: Predicate
) -> tuple[str, ...]:
    """ "X said in a meeting with Y", "X told Y in a call": the speaker, and whom he addresses, take part."""
    subject = surface_subject(verb) if is_passive(verb) else deep_subject(verb)
    speakers = find_parties(source, subject, "party") if subject is not None else []
    soft = tuple(actor for party in speakers for actor in party.actors)
    if subject is None or arguments.filled & {"owner", "between", "of", "by"}:
        return soft
    heard = _hearers(source, verb, "addressee" if predicate.mode == "letter" else "party")
    role: PartRole = {"visit": "visitor", "letter": "sender"}.get(predicate.mode, "party")  # type: ignore[assignment]
    named, definite = arguments.filled & {"with", "to", "from"}, is_definite(noun)
    if named or not definite or (predicate.mode == "visit" and _names_goal(source, noun)):
        _add(source, arguments, "subject", subject, role)
    if not (named or definite or predicate.mode == "visit"):
        arguments.add("heard", heard)
    return (*soft, *(actor for party in heard for actor in party.actors))


def _hearers(source: Source, verb: Token, role: PartRole) -> list[Party]:
    """Whom one tells something: the object of "told", or who stands right after it."""
    if not source.lexicon.has("support", "addresses", lemma(verb)):
        return []
    target = first(verb, "iobj", "obj")
    parties = find_parties(source, target, role, "heard") if target is not None else []
    mention = source.cast.of(verb.i + 1)
    if not parties and mention is not None and mention.start == verb.i + 1:
        parties = as_parties(source, [mention], role, "heard")
    return parties


def _names_goal(source: Source, noun: Token) -> bool:
    return any(word in _TO and read_place(source, token) is not None for word, token in obliques(noun))


def _is_anaphoric(noun: Token, carrier: Token, arguments: Arguments, predicate: Predicate) -> bool:
    """Whether the words point back to a contact told before."""
    if arguments.filled & {"with", "between", "to", "from", "subject", "by", "of", "heard"}:
        return False
    return is_definite(noun) or is_definite(carrier) or predicate.long_running


def _is_phone_call(source: Source, noun: Token, arguments: Arguments) -> bool:
    """A "call" is one by telephone if the words say so or somebody from another side is called."""
    lists = source.lexicon.lists["qualifiers"]
    words = {lemma(child) for child in children(noun, "compound", "amod")}
    if words & (lists["phone"] | lists["video"] | lists["meeting"]):
        return True
    if words - {"separate", "second", "first", "earlier", "recent", "last", "previous", "long", "brief", "lengthy"}:
        return bool(arguments.filled & {"with", "between", "from"})
    return bool(arguments.filled & {"with", "between", "from", "to", "on"}) or is_definite(noun)


def _is_correspondence(arguments: Arguments) -> bool:
    roles = {party.role for party in arguments.parties}
    return "addressee" in roles and bool(roles & {"sender", "party"})


def _is_habit(source: Source, noun: Token, carrier: Token, arguments: Arguments) -> bool:
    words = {lemma(child) for word in (noun, carrier) for child in children(word, "amod", "advmod", "det")}
    if "such" in words and noun.tag_ == "NNS":
        return True
    return bool(words & source.lexicon.words("habit", "adjectives")) and not (
        words & {"future", "further"} and arguments.filled
    )


def _under_earlier_verb(source: Source, carrier: Token) -> bool:
    """ "since their meeting", "the call follows their meeting in May", "had held talks"."""
    head = carrier.head
    if preposition(carrier) == "since":
        return True
    if lemma(head) in {"follow", "recall", "succeed", "build"} and (
        carrier.dep_ == "obj" or preposition(carrier) == "on"
    ):
        return True
    verb = support_verb(source, carrier)
    return verb is not None and earlier(source, verb)


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
