"""Who takes part in what a noun of contact tells of: its own arguments, and those of the clause that it stands in."""

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.actors import Mention
from memcon.extraction.contacts.arguments import Arguments
from memcon.extraction.contacts.clauses import (
    is_definite,
    relative_verb,
    setting_verb,
    support_verb,
    top_of,
)
from memcon.extraction.contacts.grammar import (
    agent,
    base,
    children,
    deep_subject,
    first,
    governor,
    is_passive,
    is_verb,
    lemma,
    obliques,
    preposition,
    subtree_end,
    surface_subject,
)
from memcon.extraction.contacts.lexicon import PartRole, Predicate
from memcon.extraction.contacts.linear import mentions_after, passes_other
from memcon.extraction.contacts.parties import as_parties, countries, find_parties
from memcon.extraction.contacts.places import read_place
from memcon.extraction.contacts.sighting import Party, Source
from memcon.extraction.contacts.status import word_outlook

_TO = frozenset({"to", "into", "in"})
_BOTH = frozenset({"two", "both", "three"})
_JUST_COME = frozenset({"fresh", "back", "straight"})
_TWO_SIDES = frozenset({"with", "between", "among"})


def read_arguments(
    source: Source, noun: Token, carrier: Token, predicate: Predicate
) -> tuple[Arguments, tuple[str, ...]]:
    """Those who take part, and those who may: the subject of "said during the meeting"."""
    arguments = Arguments()
    for slot, token in _slots(source, noun, carrier, predicate):
        _add(source, arguments, slot, token, predicate.roles[slot])
    _add_by_position(source, arguments, relative_verb(source, carrier) or noun, predicate)
    _add_adjectives(source, arguments, noun, predicate)
    _add_owners_to_come(source, arguments, noun, carrier)
    soft = _add_from_clause(source, arguments, noun, carrier, predicate)
    arguments.drop_repeated()
    return arguments, soft


def _slots(source: Source, noun: Token, carrier: Token, predicate: Predicate) -> Iterator[tuple[str, Token]]:
    """Arguments by grammatical place: of the noun, of its participles, and of the verb that has it as object."""
    own = _is_of_subject(source, noun, carrier)
    for word in dict.fromkeys((noun, carrier)):
        yield from (("owner", owner) for owner in children(word, "nmod:poss") if not (own and owner.lower_ == "their"))
        yield from _prepositional(predicate, word)
        for clause in children(word, "acl"):
            if not children(clause, "nsubj", "obj") and source.lexicon.has("support", "staged", lemma(clause)):
                yield from (
                    ("with" if slot == "by" and "with" in predicate.roles else slot, token)
                    for slot, token in _prepositional(predicate, clause)
                    if slot in {"by", *_TWO_SIDES}
                )
    guest = carrier.head
    if carrier.dep_ == "nsubj" and first(guest, "cop") is not None and preposition(guest) in {"for", "with"}:
        yield "with", guest  # "the second audience was for X"
    yield from _partner(source, carrier)
    verb = support_verb(source, carrier)
    if verb is not None:
        sides = {"with", "between", "among", "from", "to"}
        yield from (
            (slot, token)
            for slot, token in _prepositional(predicate, verb)
            if slot in sides and (token.i > noun.i or is_passive(verb)) and not passes_other(source, noun, token)
        )


def _partner(source: Source, carrier: Token) -> Iterator[tuple[str, Token]]:
    """ "His partner in conversation yesterday, X": X and he, where the noun's roles have place for both."""
    partner = carrier.head
    if preposition(carrier) != "in" or not source.lexicon.has("audience", "partners", lemma(partner)):
        return
    after = subtree_end(carrier)
    name = source.cast.of(after + 1) if carrier.doc[after : after + 1].text == "," else None
    yield from (("owner", owner) for owner in children(partner, "nmod:poss"))
    if name is not None:
        yield "with", carrier.doc[name.head]


def _is_of_subject(source: Source, noun: Token, carrier: Token) -> bool:
    """ "X and Y discussed trade during their talks": theirs who did so, whomever else the text told of before."""
    verb = setting_verb(source, carrier)
    subject = deep_subject(verb) if verb is not None else None
    if subject is None or subject.i > noun.i:
        return False
    return len(countries(source, [a for party in find_parties(source, subject, "party") for a in party.actors])) > 1


def _prepositional(predicate: Predicate, word: Token) -> Iterator[tuple[str, Token]]:
    for slot, token in obliques(word):
        if slot in predicate.roles and predicate.roles[slot] != "place":
            yield slot, token
        elif not slot and predicate.mode == "letter" and token.i < word.i and "to" in predicate.roles:
            yield "to", token


def _add(source: Source, arguments: Arguments, slot: str, token: Token, role: PartRole) -> None:
    if token.ent_type_ == "DATE":
        return
    parties = find_parties(source, token, role, slot)
    pronoun = token.tag_ == "PRP$"  # "its visit": only of those who act for it
    arguments.add(slot, [party for party in parties if party.plain or pronoun or role != "visitor"])
    known = any(child.lower_ in _BOTH for child in token.children)  # "between the two leaders"
    nobody = known or lemma(token) in source.lexicon.words("audience", "nobody")
    if not parties and slot in _TWO_SIDES and not nobody:
        arguments.strangers = True


def _add_by_position(source: Source, arguments: Arguments, noun: Token, predicate: Predicate) -> None:
    """Both sides after "between", and whoever stands after "with", where the tree gave fewer."""
    if predicate.mode == "letter" and "to" not in arguments.filled:
        mentions = mentions_after(source, noun, "to") or _between_verb_and(source, noun)
        found = as_parties(source, mentions, predicate.roles["to"], "to")
        arguments.add("to", found)  # "a cable of congratulations to X"
    for slot in ("between", "with", "from", "by"):
        if slot not in predicate.roles or (slot != "between" and arguments.filled & (_TWO_SIDES | {"from", "to"})):
            continue
        if slot == "by" and (predicate.mode != "visit" or arguments.filled & {"owner", "of", "by"}):
            continue
        parties = as_parties(source, mentions_after(source, noun, slot), predicate.roles[slot], slot)
        if slot == "between" and len({actor for party in parties for actor in party.actors}) < 2:
            continue
        arguments.add(slot, parties)


def _between_verb_and(source: Source, noun: Token) -> list[Mention]:
    """Whoever stands between the verb and its object: "sent X a message"."""
    verb = next((above for above in noun.ancestors if is_verb(above)), None)
    mention = source.cast.of(verb.i + 1) if verb is not None and verb.i + 1 < noun.i else None
    return [mention] if mention is not None and verb is not None and verb.i < mention.start < noun.i else []


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


def _add_owners_to_come(source: Source, arguments: Arguments, noun: Token, carrier: Token) -> None:
    """ "Since their summit in May, X and Y have not met": theirs who are named only afterwards."""
    owner = next((o for o in children(noun, "nmod:poss") if o.lower_ == "their" and source.cast.of(o.i)), None)
    verb = governor(top_of(carrier))
    subject = deep_subject(verb) if verb is not None else None
    if arguments.parties or owner is None or subject is None or subject.i < noun.i:
        return
    parties = find_parties(source, subject, "party", "between")
    if len(countries(source, [actor for party in parties for actor in party.actors])) > 1:
        arguments.add("between", parties)


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
        _add_subject(source, arguments, noun, verb, predicate)
        return ()
    if "with" in arguments.filled and (planner := _whose_programme(source, carrier)) is not None:
        _add(source, arguments, "subject", planner, "party")
        return ()
    travels = predicate.mode == "visit" and not arguments.filled & {"owner", "by", "of"}
    if travels and (traveller := _before(source, carrier)) is not None:
        arguments.add("subject", as_parties(source, [traveller], "visitor", "subject"))
        return ()
    alone = "with" in arguments.filled and not arguments.filled & {"owner", "between", "of", "by"}
    if alone and (comer := _comer(carrier)) is not None:
        _add(source, arguments, "subject", comer, "party")
        return ()
    if travels or alone:
        wisher = _wisher(source, carrier)
        if wisher is not None:
            _add(source, arguments, "subject", wisher, "visitor" if travels else "party")
            return ()
        teller = _teller(source, carrier)
        if teller is not None:
            _add(source, arguments, "subject", teller, "party")
            return ()
    verb = setting_verb(source, carrier)
    return _add_speaker(source, arguments, noun, verb, predicate) if verb is not None else ()


def _whose_programme(source: Source, carrier: Token) -> Token | None:
    """Whose "schedule includes talks with X", who made "a visit that did not include a meeting with X"."""
    verb = carrier.head
    subject = surface_subject(verb) if carrier.dep_ == "obj" and lemma(verb) == "include" else None
    if subject is None:
        return None
    made = support_verb(source, subject)
    return first(subject, "nmod:poss") or (deep_subject(made) if made is not None else None)


def _before(source: Source, carrier: Token) -> Mention | None:
    """Whoever stands right before "on a visit to": "Minister X, on a visit to Rome, was …"."""
    start = carrier.left_edge.i
    if carrier.doc[start].lower_ != "on" or start == carrier.sent.start:
        return None
    before = start - 1 - (carrier.doc[start - 1].lower_ == ",")
    mention = source.cast.of(before)
    return mention if mention is not None and mention.kind in {"name", "role"} else None


def _comer(carrier: Token) -> Token | None:
    """The minister of "the minister, fresh from talks with X"."""
    state = top_of(carrier).head
    known = preposition(top_of(carrier)) == "from" and state.lower_ in _JUST_COME and state.dep_ == "amod"
    return state.head if known else None


def _wisher(source: Source, carrier: Token) -> Token | None:
    """The subject of "ruled out talks with X", "called for a meeting with X"."""
    top = top_of(carrier)
    if base(top) == "nmod" and preposition(top) in {"for", "of"} and word_outlook(top.head, source.lexicon):
        top = top.head  # "scrapped plans for a meeting with X"
    named = lemma(top.head) == "call" and bool(children(top.head, "xcomp"))  # "called the trip a success"
    wanted = (top.dep_ == "obj" and not named) or (base(top) == "obl" and preposition(top) == "for")
    outlook = word_outlook(top.head, source.lexicon) if wanted and is_verb(top.head) else None
    if outlook is None or outlook.void:
        return None
    return deep_subject(top.head)


def _teller(source: Source, carrier: Token) -> Token | None:
    """The subject of "described the meeting with X as useful": one tells of meetings of one's own."""
    top = top_of(carrier)
    told = top.dep_ == "obj" or (base(top) in {"obl", "nmod"} and preposition(top) in {"about", "on", "of"})
    if not told or not is_verb(top.head) or not source.lexicon.has("support", "recounts", lemma(top.head)):
        return None
    return deep_subject(top.head)


def _add_subject(source: Source, arguments: Arguments, noun: Token, verb: Token, predicate: Predicate) -> None:
    """The subject of "held talks", "received a call"."""
    lists = source.lexicon.lists["support"]
    subject, key = deep_subject(verb), lemma(verb)
    if predicate.mode == "visit" and subject is not None and subject.i == noun.i and not arguments.parties:
        _add_sayer(source, arguments, noun, verb)
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
    for token in [*children(verb, "iobj"), *(other for other in children(verb, "obj") if other.i < noun.i)]:
        _add(source, arguments, "to", token, "addressee" if predicate.mode == "letter" else "party")


def _add_sayer(source: Source, arguments: Arguments, noun: Token, verb: Token) -> None:
    """ "X said a visit to Rome may take place": a visit of one's own, where nobody else's is told."""
    above = verb.head
    if verb.dep_ != "ccomp" or is_definite(noun) or not source.lexicon.has("status", "saying", lemma(above)):
        return
    subject = deep_subject(above)
    if subject is not None:
        _add(source, arguments, "subject", subject, "visitor")


def _add_speaker(
    source: Source, arguments: Arguments, noun: Token, verb: Token, predicate: Predicate
) -> tuple[str, ...]:
    """ "X said in a meeting with Y", "X told Y in a call": the speaker, and whom he addresses, take part."""
    subject = surface_subject(verb) if is_passive(verb) else deep_subject(verb)
    speakers = find_parties(source, subject, "party") if subject is not None else []
    if not speakers and is_passive(verb) and (doer := agent(verb)) is not None:
        subject, speakers = doer, find_parties(source, doer, "party")  # "was discussed by X and Y in a call"
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
    somebody = target is not None and (
        source.cast.of(target.i) is not None or source.lexicon.has("audience", "people", lemma(target))
    )  # "called the comments from X unacceptable" is not said to X
    parties = find_parties(source, target, role, "heard") if target is not None and somebody else []
    mention = source.cast.of(verb.i + 1)
    if not parties and mention is not None and mention.start == verb.i + 1:
        parties = as_parties(source, [mention], role, "heard")
    return parties


def _names_goal(source: Source, noun: Token) -> bool:
    return any(word in _TO and read_place(source, token) is not None for word, token in obliques(noun))
