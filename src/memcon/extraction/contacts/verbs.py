"""Mentions of contacts by verbs: "met", "telephoned", "arrived in"."""

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.extraction.contacts.arguments import Arguments, channel, earlier, mode_told, settle
from memcon.extraction.contacts.clauses import chain_of
from memcon.extraction.contacts.gatherings import gathering_by_verb
from memcon.extraction.contacts.grammar import (
    children,
    deep_object,
    deep_subject,
    first,
    is_passive,
    is_verb,
    lemma,
    obliques,
    preposition,
    surface_subject,
)
from memcon.extraction.contacts.idioms import add_delegation, fits_object, receives_delegation
from memcon.extraction.contacts.journeys import destinations, is_passing, is_stay
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.linear import joined_from, passes_other
from memcon.extraction.contacts.parties import as_parties, countries, find_parties
from memcon.extraction.contacts.senses import another_sense, is_called_in
from memcon.extraction.contacts.setting import AT, find_place
from memcon.extraction.contacts.sighting import Outlook, Sighting, Source
from memcon.extraction.contacts.status import verb_outlook
from memcon.extraction.contacts.when import find_when
from memcon.record import Place

_HOSTS_MAY_BE_STATES = frozenset({"summon", "convoke"})
_STATES_MEET = frozenset({"meet", "confer", "negotiate", "discuss", "consult", "review"})
_ALONG = frozenset({"along with", "together with", "alongside"})
_BESIDE = frozenset({"together", "along", "jointly"})
_PARTICLES = frozenset({"off", "out", "for", "up"})
_TOGETHER = frozenset({"host", "bring"})
"""One hosts several guests at one table."""
_GATHER = frozenset({"meet", "gather", "convene", "assemble"})


def sight_verb(source: Source, verb: Token) -> Sighting | None:
    """What a verb tells of a contact, if it is one of contact."""
    if is_stay(verb):
        due = any(child.lower_ == "due" for child in children(verb, "case"))
        return _sight(source, verb, source.lexicon.verbs["due" if due else "be"][0])
    if verb.lower_ == "visiting" and (sighting := _visiting(source, verb)) is not None:
        return sighting
    if (verb.pos_ not in {"VERB", "AUX"} and not _is_due(verb)) or verb.dep_ in {"compound", "aux", "cop"}:
        return None
    if lemma(verb) in _GATHER and (gathered := gathering_by_verb(source, verb)) is not None:
        return gathered
    for predicate in source.lexicon.verbs.get(lemma(verb), ()):
        fits = _has_particle(verb, predicate) and fits_object(verb, predicate)
        if fits and not another_sense(source, verb, predicate):
            sighting = _sight(source, verb, predicate)
            if sighting is not None:
                return sighting
    return None


def _is_due(token: Token) -> bool:
    """ "is due in Rome", "Minister due in Rome": an adjective with a subject."""
    return token.lower_ == "due" and (first(token, "cop", "nsubj") is not None or token.dep_ in {"case", "acl"})


def _visiting(source: Source, verb: Token) -> Sighting | None:
    """ "the visiting minister": a visit to wherever the report is about."""
    mention = source.cast.of(verb.i + 1) or source.cast.of(verb.i)
    if mention is None or mention.start < verb.i - 1 or mention.kind not in {"name", "role"}:
        return None
    predicate = source.lexicon.nouns["visit"]
    arguments = Arguments(parties=as_parties(source, [mention], "visitor", "owner"))
    if not arguments.parties:
        return None
    outlook = verb_outlook(verb.head, source.lexicon)
    parties = tuple(arguments.parties)
    return settle(
        source,
        [],
        Sighting(token=verb.i, predicate=predicate, mode="visit", outlook=outlook, parties=parties, anaphoric=True),
    )


def _has_particle(verb: Token, predicate: Predicate) -> bool:
    if predicate.particle is None:
        return not any(child.dep_ == "compound:prt" and child.lower_ in _PARTICLES for child in verb.children)
    after = verb.nbor(1).lower_ if verb.i + 1 < verb.sent.end else ""
    if lemma(verb) == "call" and is_called_in(verb):
        return predicate.particle == "in"
    return after == predicate.particle or any(
        child.lower_ == predicate.particle and child.dep_ in {"compound:prt", "advmod"} for child in verb.children
    )


def _sight(source: Source, verb: Token, predicate: Predicate) -> Sighting | None:
    arguments = Arguments()
    for slot, token in _slots(source, verb, predicate):
        _add(source, arguments, verb, predicate, slot, token)
    if "subject" not in arguments.filled:
        _add_word_before(source, arguments, verb, predicate)
    if "with" in predicate.roles and not arguments.filled & {"with", "object"}:
        _add_next_words(source, arguments, verb)
    wanted = predicate.needs == ("object",) and predicate.mode == "meeting" and "subject" in arguments.filled
    if wanted and not arguments.filled & {"with", "object"} and not is_passive(verb):
        _add_object_after(source, arguments, verb, predicate)
    add_delegation(source, arguments, verb, predicate)
    arguments.drop_repeated()
    places = destinations(source, verb, predicate) if "place" in predicate.needs else ()
    place = places[0] if places else None
    if not _complete(source, verb, arguments, predicate, place) or (
        (predicate.faint or predicate.joint) and not _is_joint(source, arguments, predicate)
    ):
        return None
    anchors = _anchors(source, verb)
    if place is None and {party.role for party in arguments.parties} & {"host"}:
        place = find_place(source, anchors, verb, AT | {"to"})
    mode, also = mode_told(source, verb, predicate)
    if mode == "phone" and any(word in _ALONG for word, _ in obliques(verb)):
        mode, also = "meeting", ()  # "spoke alongside him"
    several = bool(arguments.filled & {"with", "object", "to", "on", "upon"}) and "subject" in arguments.filled
    sighting = Sighting(
        token=verb.i,
        predicate=predicate,
        mode=mode,
        also=also,
        outlook=_outlook(source, verb, predicate),
        parties=tuple(arguments.parties),
        strangers=arguments.strangers,
        place=place,
        further_places=places[1:],
        earlier=earlier(source, verb),
        separate=predicate.mode in {"meeting", "phone"} and several and lemma(verb) not in _TOGETHER,
        faint=predicate.faint or is_passing(source, verb, predicate, anchors),
    )
    return settle(source, anchors, sighting)


def _outlook(source: Source, verb: Token, predicate: Predicate) -> Outlook:
    outlook = verb_outlook(verb, source.lexicon)
    if predicate.joint and outlook.status == "denied":
        return Outlook()  # who "failed to agree" may well have met
    return Outlook(predicate.told) if predicate.told is not None and outlook.status in {"held", None} else outlook


def _slots(source: Source, verb: Token, predicate: Predicate) -> Iterator[tuple[str, Token]]:
    subject = deep_subject(verb)
    if subject is None and is_passive(verb) and "with" in predicate.roles:
        subject = surface_subject(verb)
    if subject is not None:
        yield "subject", subject
    target = deep_object(verb) or (first(verb, "iobj") if predicate.qualified else None)
    if target is None and predicate.particle == "in":
        target = first(verb, "xcomp")  # "called the envoy in over the raid"
    if "object" in predicate.roles and target is not None and predicate.roles["object"] != "place":
        yield "object", target
    found = False
    beside = [pair for child in children(verb, "advmod") if child.lower_ in _BESIDE for pair in obliques(child)]
    for word, noun in (*obliques(verb), *beside):
        key = "with" if word in _ALONG else "object" if word == predicate.particle else word
        if key in predicate.roles and predicate.roles[key] != "place" and noun.ent_type_ != "DATE":
            if key == "with" and passes_other(source, verb, noun):
                continue  # "spoke after talks with"
            found = found or key in {"with", "to"}
            yield key, noun
    if "with" in predicate.roles and not found and not ("object" in predicate.roles and target is not None):
        yield from _borrowed(verb)


def _borrowed(verb: Token) -> Iterator[tuple[str, Token]]:
    """What a verb shares with the next one, or what hangs on its topic: "met and held talks with", "spoke about trade with"."""
    for child in children(verb, "conj"):
        if not children(child, "nsubj", "obj"):
            yield from (("with", noun) for word, noun in obliques(child) if word == "with")
    for child in children(verb, "obl", "obj"):
        own = bool(children(child, "nmod:poss"))  # "talked about his contacts with X"
        if preposition(child) in {"about", "on", "by", "over", "via", ""} and not own:
            yield from (("with", noun) for word, noun in obliques(child) if word == "with")


def _add(source: Source, arguments: Arguments, verb: Token, predicate: Predicate, slot: str, token: Token) -> None:
    role = predicate.roles[slot]
    parties = find_parties(source, token, role, slot)
    if slot == "subject" and token.i < verb.i:
        parties = [party for party in parties if party.start < verb.i]
    states = lemma(verb) in _STATES_MEET or (
        role == "host"
        and (lemma(verb) in _HOSTS_MAY_BE_STATES or receives_delegation(source, verb) or predicate.particle == "in")
    )
    called_at = slot == "at" and role == "host"  # "called at the embassy"
    arguments.add(slot, [party for party in parties if party.plain or states or called_at])
    if (
        not parties
        and slot in {"object", "with"}
        and lemma(token) not in source.lexicon.words("audience", "nobody") | source.lexicon.nouns.keys()
    ):
        arguments.strangers = True


def _add_word_before(source: Source, arguments: Arguments, verb: Token, predicate: Predicate) -> None:
    """Whoever stands before a finite verb that the parser left without a subject."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or is_passive(verb) or first(verb, "nsubj") is not None:
        return
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        mention = source.cast.of(token.i)
        if mention is not None and mention.kind in {"name", "role", "group", "pronoun"}:
            arguments.add("subject", as_parties(source, [mention], predicate.roles["subject"], "subject"))
            return
        if token.pos_ in {"VERB", "AUX", "PUNCT"} or mention is not None:
            return


def _add_next_words(source: Source, arguments: Arguments, verb: Token) -> None:
    """Whoever stands right after "met" or "met with", whatever the parser made of it."""
    position = verb.i + 1
    while position < verb.sent.end and (
        verb.doc[position].ent_type_ == "DATE"
        or verb.doc[position].pos_ in {"ADV", "DET"}
        or verb.doc[position].lower_ in {"on", "today"}
    ):
        position += 1
    if position < verb.sent.end and (
        verb.doc[position].lower_ == "with" or (lemma(verb) == "meet" and verb.doc[position].lower_ != "as")
    ):
        position += verb.doc[position].lower_ == "with"
        parties = as_parties(source, joined_from(source, position), "party", "with")
        arguments.add("with", [party for party in parties if party.plain])


def _add_object_after(source: Source, arguments: Arguments, verb: Token, predicate: Predicate) -> None:
    """Whoever stands after a verb and a date or place: "received on Monday in Rome the ambassador"."""
    position = verb.i + 1 + (predicate.particle is not None)
    while position < verb.sent.end and (
        verb.doc[position].ent_type_ in {"DATE", "LOC"} or verb.doc[position].lower_ in {"on", "in", "at", "the"}
    ):
        position += 1
    if position < verb.sent.end and source.cast.of(position) is not None and _may_follow(verb, position):
        parties = as_parties(source, joined_from(source, position), predicate.roles["object"], "object")
        arguments.add("object", [party for party in parties if party.plain and party.start > verb.i])


def _may_follow(verb: Token, position: int) -> bool:
    """Whether a word is no part of a clause of its own."""
    word = verb.doc[position]
    return not any(above.dep_ in {"nsubj", "nsubj:pass"} for above in (word, *word.ancestors) if above.i >= position)


def _complete(source: Source, verb: Token, arguments: Arguments, predicate: Predicate, place: Place | None) -> bool:
    if predicate.qualified and channel(source, verb) is None:
        return False
    if predicate.placed and not _is_placed(source, verb):
        return False
    if "place" in predicate.needs:
        return place is not None and bool(arguments.filled & {"subject", "object"})
    if predicate.roles["subject"] == "party" and "subject" not in arguments.filled:
        return False
    if "subject" in predicate.needs and not arguments.filled & (set(predicate.needs) - {"subject"}):
        told = predicate.mode != "phone" or channel(source, verb) or find_when(source, [verb], verb)
        return len(arguments.actors) > 1 and bool(told)
    if _is_reciprocal(verb):
        return len(countries(source, arguments.actors)) > 1
    return any(slot in arguments.filled for slot in predicate.needs)


def _is_reciprocal(verb: Token) -> bool:
    """ "They last saw each other in Rome"."""
    return any(child.lower_ in {"each", "one"} and children(child, "fixed") for child in children(verb, "obj"))


def _is_placed(source: Source, verb: Token) -> bool:
    """Whether a date, a place or a channel makes one occasion of it, or one travelled for it ("went to Rome to see her")."""
    if channel(source, verb) is not None or find_when(source, [verb], verb) is not None:
        return True
    if (
        verb.dep_ == "conj"
        and not children(verb, "nsubj")
        and (is_stay(verb.head) or find_when(source, [verb.head], verb.head))
    ):
        return True  # "was in Rome in May and saw her"
    travels = verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VB" and verb.head.i != verb.i
    row = source.lexicon.verbs.get(lemma(verb.head), ()) if travels else ()
    return any(other.mode == "visit" for other in row) or find_place(source, [verb], verb, AT) is not None


def _is_joint(source: Source, arguments: Arguments, predicate: Predicate) -> bool:
    """Faint words count where two countries do it together."""
    subjects = [party for party in arguments.parties if party.plain or not predicate.joint]
    return len(countries(source, [actor for party in subjects for actor in party.actors])) >= 2


def _anchors(source: Source, verb: Token) -> list[Token]:
    """The verb and those it depends on: in "is expected on Monday to meet" the date hangs on "expected"."""
    chain = chain_of(verb, [])
    end = next(
        (n for n, above in enumerate(chain[1:], 1) if source.lexicon.has("status", "decisions", lemma(above))), None
    )
    clause = chain[-1] if end is None else verb
    when = clause.dep_ in {"advcl", "acl:relcl"} and any(child.lower_ == "when" for child in children(clause, "advmod"))
    if when and is_verb(clause.head):
        return [*chain[:end], *chain_of(clause.head, [])]  # "visited Rome in May, when he met"
    return chain[:end]
