"""Mentions of contacts by nouns: "in a meeting with", "the second round of talks", "his visit to"."""

from spacy.tokens import Token

from memcon.extraction.contacts.arguments import Arguments, channel, earlier, mode_told, settle
from memcon.extraction.contacts.clauses import (
    carrier_of,
    find_anchors,
    is_definite,
    relative_verb,
    setting_verb,
    support_verb,
)
from memcon.extraction.contacts.gatherings import attendance, is_conference, is_gathering
from memcon.extraction.contacts.grammar import (
    base,
    children,
    conjoined,
    deep_subject,
    first,
    lemma,
    obliques,
    preposition,
)
from memcon.extraction.contacts.lexicon import Predicate
from memcon.extraction.contacts.noun_status import noun_outlook
from memcon.extraction.contacts.participants import read_arguments
from memcon.extraction.contacts.parties import countries
from memcon.extraction.contacts.places import read_place
from memcon.extraction.contacts.setting import find_place
from memcon.extraction.contacts.sighting import Outlook, Sighting, Source
from memcon.extraction.contacts.status import verb_outlook
from memcon.extraction.spans import span_of
from memcon.record import Place

_TO = frozenset({"to", "into", "in"})
_CHANNELS = frozenset({"via", "by", "through", "over"})
_ONGOING = frozenset({"continue", "maintain", "keep", "deepen", "intensify", "sustain", "enhance"})
_SAID_IN_CALLS = frozenset({"congratulate", "discuss", "thank", "express", "offer", "brief", "inform", "apologize"})
_SIDES = frozenset({"of", "with", "between", "among", "by"})
_THROUGH = frozenset({"through", "across", "around"})


def sight_noun(source: Source, noun: Token) -> Sighting | None:
    """What a noun tells of a contact, if it is one of contact."""
    predicate = source.lexicon.nouns.get("summit" if is_conference(source, noun) else _key(source, noun))
    if (
        predicate is None
        or noun.pos_ not in {"NOUN", "PROPN", "VERB", "NUM", "PRON"}
        or not _is_itself(source, noun, predicate)
    ):
        return None
    carrier = carrier_of(source, noun)
    if is_gathering(source, noun, predicate):
        return attendance(source, noun, carrier, predicate)
    if lemma(carrier.head) in source.lexicon.words("occasion", "lead_ins") and base(carrier) == "nmod":
        return None
    arguments, soft = read_arguments(source, noun, carrier, predicate)
    if predicate.needs and not arguments.filled & set(predicate.needs):
        return None
    if predicate.qualified and channel(source, noun) is None:
        return None
    called = len(countries(source, arguments.actors)) > 1
    if predicate.mode == "phone" and not predicate.also and not (called or _is_phone_call(source, noun, arguments)):
        return None
    if predicate.mode == "letter" and not _is_correspondence(arguments):
        return None
    return _finish(source, noun, carrier, predicate, arguments, soft)


def _key(source: Source, noun: Token) -> str:
    """The lemma; that of "trip" for the other one of "a trip to Rome and one to Vienna"."""
    trip = noun.head
    visit = source.lexicon.nouns.get(lemma(trip)) if noun.lower_ == "one" and noun.dep_ == "conj" else None
    to_town = any(word == "to" for word, _ in obliques(noun))
    return lemma(trip) if visit is not None and visit.mode == "visit" and to_town else lemma(noun)


def _finish(
    source: Source, noun: Token, carrier: Token, predicate: Predicate, arguments: Arguments, soft: tuple[str, ...]
) -> Sighting:
    mode, also = mode_told(source, noun, predicate)
    anchors = find_anchors(source, noun, carrier)
    plural = _is_plural(noun, predicate)
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
        place=_goal(source, noun, carrier, anchors, arguments) if predicate.mode == "visit" else None,
        earlier=(earlier(source, noun) and first(noun, "cop") is None) or _under_earlier_verb(source, carrier),
        anaphoric=_is_anaphoric(noun, carrier, arguments, predicate),
        theirs=_is_theirs(noun, carrier, arguments),
        nobody_told=_tells_nobody(noun, arguments),
        plural=plural,
        separate=plural or apart or predicate.mode == "letter",
        faint=predicate.faint,
    )
    return settle(source, anchors, sighting)


def _is_theirs(noun: Token, carrier: Token, arguments: Arguments) -> bool:
    """ "Their meeting in May", "the first call since a meeting in May"."""
    own = any(owner.lower_ == "their" for owner in children(noun, "nmod:poss"))
    return own or (preposition(carrier) == "since" and not arguments.parties and not arguments.strangers)


def _tells_nobody(noun: Token, arguments: Arguments) -> bool:
    """ "The December 7 call", unlike "the December 7 meeting of the chamber"."""
    return not (arguments.filled or arguments.strangers or any(word in _SIDES for word, _ in obliques(noun)))


def _is_plural(noun: Token, predicate: Predicate) -> bool:
    return noun.tag_ in {"NNS", "NNPS"} and not (predicate.long_running or predicate.always_plural)


def _outlook(source: Source, noun: Token, carrier: Token, predicate: Predicate, arguments: Arguments) -> Outlook:
    """How the noun stands to fact; habits and "meetings with officials" tell of no contact in particular."""
    others = [party for party in arguments.parties if party.slot not in {"subject", "owner"}]
    plural = _is_plural(noun, predicate)
    vague = plural and predicate.mode != "visit" and not all(party.plain for party in others)
    if (
        vague
        or (predicate.mode == "visit" and _is_to_thing(source, noun))
        or _is_habit(source, noun, carrier, arguments)
    ):
        return Outlook(void=True)
    relative = relative_verb(source, carrier)
    if relative is not None:
        return verb_outlook(relative, source.lexicon)
    if predicate.told is not None:
        return Outlook(predicate.told)
    return noun_outlook(noun, carrier, source.lexicon)


def _is_to_thing(source: Source, noun: Token) -> bool:
    """ "His visit to the shrine": to no country and no town."""
    goals = [goal for word, goal in obliques(noun) if word == "to"]
    return bool(goals) and all(
        goal.tag_ == "NN"
        and not source.lexicon.has("place", "kinds", lemma(goal))
        and not any(word.ent_type_ in {"LOC", "FAC", "ORG"} for word in goal.subtree)
        for goal in goals
    )


def _is_itself(source: Source, noun: Token, predicate: Predicate) -> bool:
    """Not "the summit declaration", "a meeting room", "the call for peace"."""
    if noun.dep_ in {"compound", "flat"} or (
        noun.pos_ == "VERB" and not any(child.dep_ in {"det", "amod", "nmod:poss"} for child in noun.children)
    ):
        return False
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if lemma(noun) == "round":  # "a ninth round in Rome", and neither "a round of talks" nor "a round of applause"
        numbered = any(child.tag_ == "JJ" and child.ent_type_ in {"", "ORDINAL"} for child in children(noun, "amod"))
        return (
            numbered and preposition(noun) in {"at", "in", "during"} and not any(w == "of" for w, _ in obliques(noun))
        )
    if lemma(noun) in {"greeting", "condolence"}:
        return noun.dep_ in {"obj", "nsubj:pass"} and lemma(noun.head) == "send"
    if lemma(noun) == "way":  # "on his way to", and neither "the way to peace" nor "in his way"
        return preposition(noun) == "on" and bool(children(noun, "nmod:poss"))
    if predicate.mode == "letter" and any(
        word == "of" and lemma(of) in source.lexicon.nouns for word, of in obliques(noun)
    ):
        return False  # "a letter of credence"
    if predicate.mode == "video" and preposition(noun) in _CHANNELS and first(noun, "det") is None:
        return False  # "talks held via videoconference"
    if lemma(noun) == "exchange" and any(
        word == "of" and lemma(of) not in {"view", "opinion", "idea", "thought"} for word, of in obliques(noun)
    ):
        return False  # "an exchange of prisoners with"
    if (
        lemma(noun) == "call"
        and after is not None
        and after.lower_ in {"for", "on", "upon"}
        and channel(source, noun) is None
    ):
        return after.lower_ == "on" and (_is_dated(source, after.i + 1) or bool(children(noun, "nmod:poss")))
    if lemma(noun) == "call" and _appeals(source, noun):
        return False
    return predicate.mode != "visit" or lemma(noun) != "travel" or bool(children(noun, "nmod:poss"))


def _appeals(source: Source, noun: Token) -> bool:
    """ "Repeated his call to lift the ban", unlike "in a call to congratulate him"."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    asks = len(after) == 2 and after[0].tag_ == "TO" and after[1].tag_ == "VB" and noun.dep_ in {"obj", "nsubj"}
    return asks and lemma(after[1]) not in _SAID_IN_CALLS and channel(source, noun) is None


def _is_courtesy(noun: Token) -> bool:
    """ "his call on the president", unlike "a call on Monday"."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return lemma(noun) == "call" and after.lower_ in {"on", "upon"} and after.nbor(1).ent_type_ != "DATE"


def _is_dated(source: Source, token: int) -> bool:
    return any(mention.start <= token < mention.end for mention in source.dates)


def _is_anaphoric(noun: Token, carrier: Token, arguments: Arguments, predicate: Predicate) -> bool:
    """Whether the words point back to a contact told before."""
    if arguments.filled & {"with", "between", "to", "from", "subject", "by", "of", "heard"}:
        return False
    such = any(child.lower_ == "such" for child in children(noun, "amod"))
    return is_definite(noun) or is_definite(carrier) or such or predicate.long_running


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
    if lemma(noun) in {"dialogue", "consultation"} and noun.dep_ == "obj" and lemma(noun.head) in _ONGOING:
        return "with" not in arguments.filled  # "agreed to continue the dialogue"
    if "such" in words and noun.tag_ == "NNS":
        return True
    return bool(words & source.lexicon.words("habit", "adjectives")) and not (
        words & {"future", "further", "more"} and arguments.filled
    )


def _under_earlier_verb(source: Source, carrier: Token) -> bool:
    """ "since their meeting", "the call follows their meeting in May", "had held talks"."""
    head = carrier.head
    if preposition(carrier) == "since" or _opens_after_clause(carrier):
        return True
    if lemma(head) in {"follow", "recall", "succeed", "build"} and (
        carrier.dep_ == "obj" or preposition(carrier) == "on"
    ):
        return True
    verb = support_verb(source, carrier)
    return verb is not None and earlier(source, verb)


def _opens_after_clause(carrier: Token) -> bool:
    """ "Came to Rome after emergency talks in Vienna failed": others than those told of, as no article points to these."""
    clause = carrier.head
    after = clause.dep_ == "advcl" and any(child.lower_ in {"after", "since"} for child in children(clause, "mark"))
    return after and carrier.dep_ in {"nsubj", "nsubj:pass"} and not is_definite(carrier)


def _goal(source: Source, noun: Token, carrier: Token, anchors: list[Token], arguments: Arguments) -> Place | None:
    """Where a visit leads; "Brazil signed the deal during a visit by X": to the state that did so."""
    place = _destination(source, noun, anchors)
    verb = setting_verb(source, carrier) if place is None and preposition(carrier) == "during" else None
    subject = deep_subject(verb) if verb is not None else None
    mention = source.cast.of(subject.i) if subject is not None else None
    if subject is None or mention is None or mention.kind != "state" or len(conjoined(subject)) > 1:
        return place
    host = read_place(source, subject, alone=True)
    return host if host is not None and host.country not in countries(source, arguments.actors) | {None} else None


def _destination(source: Source, noun: Token, anchors: list[Token]) -> Place | None:
    """Where a visit leads: after "to", "in" or "of", or before the noun ("the Berlin trip")."""
    place = find_place(source, anchors[:1], noun, _TO)
    if place is None and noun.dep_ == "nsubj" and first(noun.head, "cop") is not None:
        place = read_place(source, noun.head)  # "her next stop is Rome"
    if place is not None:
        return place
    for child in children(noun, "compound", "amod"):
        place = read_place(source, child) if child.ent_type_ else None
        if place is not None and (place.country is not None or child.ent_type_ == "LOC"):
            return place
    place = find_place(source, anchors, noun, _TO | {"of"} if lemma(noun) == "tour" else _TO)
    regions = (goal for word, goal in obliques(noun) if word in _THROUGH or (word == "to" and lemma(goal) == "region"))
    return place or next((_region(source, goal) for goal in regions), None)


def _region(source: Source, goal: Token) -> Place:
    """Where a journey "through five Asian countries" leads, of which no one country is told."""
    words = [word for word in goal.subtree if word.i <= goal.i and word.dep_ not in {"case", "det"}]
    start = min(word.i for word in words)
    return Place(name=goal.doc[start : goal.i + 1].text, spans=(span_of(source.parsed.doc, start, goal.i + 1),))
