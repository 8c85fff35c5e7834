"""Who did it, who says so, where and when: read from the same sentence, and from the statements of the report."""

import re
from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from memcon.actors import Cast
from memcon.actors.knowledge import Knowledge
from memcon.actors.places import Places
from memcon.extraction.claims.lexicon import Lexicon
from memcon.extraction.claims.quantities import Quantity, is_person, phrase
from memcon.extraction.dates import DateMention
from memcon.extraction.spans import span_of
from memcon.language import Parsed
from memcon.record import Claim, Place, Statement, When

_SAY = frozenset(
    {"say", "state", "add", "report", "announce", "claim", "confirm", "estimate", "tell", "note", "declare", "reveal", "disclose", "allege", "assert", "acknowledge", "admit", "write", "tweet", "document",
     "record", "stress", "emphasize", "emphasise", "point", "indicate", "insist", "recall", "warn", "put", "show", "mention", "explain", "remind", "underline", "clarify", "maintain", "believe", "suspect", "argue", "conclude", "observe", "reiterate"}
)  # fmt: skip
_TELL_OF = frozenset({"report", "confirm", "announce", "document", "record", "reveal"})
_ACCUSE = frozenset(("accuse", "blame", "charge", "suspect", "convict", "denounce", "condemn", "fault"))
_ATTACK = frozenset(
    {"attack", "strike", "airstrike", "air-strike", "raid", "bombing", "bombardment", "shelling", "fire", "aggression", "offensive", "operation", "war", "assault", "invasion", "violation", "shooting", "firing",
     "campaign", "onslaught", "massacre", "ambush", "incursion", "force", "troop", "army", "military", "soldier", "regime", "police", "missile", "drone", "rocket", "occupation", "artillery", "fighter", "jet", "militant", "gunman", "navy"}
)  # fmt: skip
_TROOPS = frozenset({"force", "troop", "army", "police"})
_CAUSE = frozenset(
    {"cause", "result", "lead", "inflict", "commit", "carry", "conduct", "launch", "perpetrate", "claim", "leave", "trigger", "bring"}
)  # fmt: skip
_PLACES = frozenset(
    {
        "capital",
        "city",
        "town",
        "village",
        "province",
        "region",
        "district",
        "part",
        "area",
        "north",
        "south",
        "east",
        "west",
        "governorate",
        "state",
        "island",
        "camp",
        "suburb",
        "outskirts",
        "enclave",
        "territory",
        "border",
        "strip",
    }
)
_STATE = re.compile(r"[A-Z]{3}$")
_MODIFIERS = ("nmod:poss", "amod", "compound", "nmod", "nmod:desc", "flat")
_WHERE = frozenset({"in", "at", "near", "across", "throughout", "outside", "inside"})
_STEPS = 5


class Attribution:
    """Answers about one sentence's words of harm, from the cast and the knowledge base."""

    def __init__(self, parsed: Parsed, cast: Cast, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._places = Places(parsed, cast, knowledge)
        self._cast = cast
        self._knowledge = knowledge
        self._lexicon = lexicon

    def by(self, harm: Token, quantity: Quantity) -> str | None:
        """The actor, country or words that the sentence names as having done it."""
        for token in self._doers(harm):
            if quantity.start <= token.i < quantity.end:
                continue
            actor = self._actor(token) or self._owner(token)
            if actor is not None:
                return actor
            if is_person(token, self._lexicon) or token.lemma_ in _TROOPS:
                return phrase(token, 0)
        return None

    def _doers(self, harm: Token) -> Iterator[Token]:
        """Agents, subjects of active verbs, and the attacks in which it happened, nearest first."""
        node = harm
        for _ in range(_STEPS):
            yield from _doers_at(node, harm)
            if node.dep_ in ("acl:relcl", "acl"):
                if not _is_passive(node) and (node.dep_ == "acl" or _relative_subject(node)):
                    yield _not_place(node.head)
                return
            if node.head.lemma_ in _ACCUSE:
                yield from (child for child in node.head.children if child.dep_ in ("obj", "nsubj:pass"))
                return  # never the one who accuses
            if node.head.i == node.i or node.dep_ in ("ccomp", "parataxis") or node.head.lemma_ in _SAY:
                return
            if node.dep_ == "conj" and _subject_of(node) is not None:
                return
            node = node.head

    def _owner(self, token: Token) -> str | None:
        """Whose attack it was: "Israeli strikes", "the attack by the group"."""
        if token.lemma_ not in _ATTACK:
            return None
        for child in token.children:
            if (
                child.dep_ in _MODIFIERS
                and (child.dep_ != "nmod" or _case(child) in ("by", "of"))
                and (actor := self._actor(child)) is not None
            ):
                return actor
        return None

    def _actor(self, token: Token) -> str | None:
        """The id of an actor of the cast, or the code of a country."""
        mention = self._cast.of(token.i)
        if mention is not None and len(mention.actors) == 1:
            actor = self._cast.actors.get(mention.actors[0])
            named = token.pos_ == "PROPN" or token.ent_type_ != ""
            if actor is not None and actor.kind == "body" and actor.country and token.lemma_ in _TROOPS:
                return actor.country  # "Israeli forces": the state's
            if actor is not None and (actor.kind in ("person", "body") or _STATE.match(actor.id) or named):
                return actor.id
        if token.ent_type_ in ("NORP", "LOC", "ORG"):
            term = self._knowledge.country(token.text)
            return term.iso3 if term is not None else None
        return None

    def said_by(self, harm: Token) -> str | None:
        """Whom the sentence names as saying so; None where it is the outlet itself."""
        speaker = _according_to(harm) or _speaker(harm)
        if speaker is None:
            return None
        mention = self._cast.of(speaker.i)
        if mention is not None and mention.actors:
            return mention.actors[0]
        return None if speaker.pos_ == "PRON" else phrase(speaker, 0)

    def place(self, harm: Token) -> Place | None:
        """The place that hangs on the word of harm: "killed in Gaza"."""
        for child in harm.children:
            if child.dep_ in ("obl", "nmod") and _case(child) in _WHERE and (token := _place_in(child)) is not None:
                entity = next((e for e in harm.doc.ents if e.start <= token.i < e.end), harm.doc[token.i : token.i + 1])
                span = span_of(harm.doc, entity.start, entity.end)
                return self._places.at(entity.start, entity.end) or Place(name=span.text, spans=(span,))
        return None


def _not_place(noun: Token) -> Token:
    """What a relative clause is about: of "the attack in the capital, which killed", the attack."""
    while noun.ent_type_ in ("LOC", "FAC") and _case(noun) in _WHERE and noun.head.i != noun.i:
        noun = noun.head
    return noun


def _place_in(noun: Token) -> Token | None:
    """The name of a place in a phrase: "Gaza", "the city of Rafah", "western Iraq"."""
    if noun.ent_type_ in ("LOC", "FAC"):
        return noun
    if noun.lemma_ not in _PLACES:
        return None
    return next(
        (
            child
            for child in noun.children
            if child.ent_type_ in ("LOC", "FAC") and child.dep_ in ("nmod", "compound", "appos", "flat", "nmod:poss")
        ),
        None,
    )


def _doers_at(node: Token, harm: Token) -> Iterator[Token]:
    active = harm.pos_ == "VERB" and harm.tag_ != "VBN" and not _is_passive(harm)  # "attacked the post, killing four"
    causes = node.pos_ == "VERB" and (node.i == harm.i or active or node.lemma_ in _CAUSE)
    for child in node.children:
        case = _case(child)
        if (
            child.dep_ == "obl:agent"
            or (child.dep_ in ("obl", "nmod") and case == "by")
            or (
                child.dep_ == "nsubj"
                and causes
                and not _is_passive(node)
                and child.lower_ not in ("who", "that", "which")
            )
            or (child.dep_ in ("obl", "nmod") and case in ("in", "during", "from", "amid") and child.lemma_ in _ATTACK)
        ):
            yield child


def _is_passive(node: Token) -> bool:
    return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in node.children) or (
        node.tag_ == "VBN" and node.dep_ in ("acl", "xcomp")
    )


def _subject_of(node: Token) -> Token | None:
    return next((child for child in node.children if child.dep_ in ("nsubj", "nsubj:pass")), None)


def _relative_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" and child.lower_ in ("who", "that", "which") for child in verb.children)


def _case(token: Token) -> str | None:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), None)


def _according_to(harm: Token) -> Token | None:
    for token in harm.sent:
        if token.lower_ == "according" and token.i + 2 < len(token.doc) and token.nbor().lower_ == "to":
            return (
                token.head
                if token.dep_ == "case"
                else next(
                    (t for t in token.doc[token.i + 2 : token.i + 9] if t.pos_ in ("NOUN", "PROPN") and t.head.i < t.i),
                    None,
                )
            )
    return None


def _speaker(harm: Token) -> Token | None:
    """The subject of the reporting verb above, or beside ("…, the ministry said")."""
    node = harm
    for _ in range(3 * _STEPS):
        if node.head.i == node.i:
            break
        parent = node.head
        said = node.dep_ in ("ccomp", "parataxis") or (node.dep_ in ("obj", "xcomp") and parent.lemma_ in _TELL_OF)
        if said and parent.lemma_ in _SAY and (subject := _subject(parent)) is not None:
            return subject
        node = parent
    aside = next((child for child in node.children if child.dep_ == "parataxis" and child.lemma_ in _SAY), None)
    return _subject(aside) if aside is not None else None


def _subject(verb: Token) -> Token | None:
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    # Where the parser hangs two subjects on a verb, the nearer one is its own.
    own = min(subjects, key=lambda child: abs(child.i - verb.i), default=None)
    if own is None and verb.dep_ == "conj":
        return _subject(verb.head)
    return own


def when_of(harm: Token, quantity: Quantity, dates: tuple[DateMention, ...]) -> When | None:
    """The date of the sentence that hangs on the word of harm or follows it, not the one on which somebody spoke."""
    below = {token.i for token in harm.subtree}
    own = [mention for mention in dates if harm.sent.start <= mention.start < harm.sent.end]
    near = [mention for mention in own if mention.start in below and not _of_speech(harm, mention)]
    near.sort(key=lambda mention: min(abs(mention.start - harm.i), abs(mention.start - quantity.top.i)))
    return near[0].when if near else None


def _of_speech(harm: Token, mention: DateMention) -> bool:
    token = harm.doc[mention.start]
    for _ in range(_STEPS):
        if token.i in (harm.i, token.head.i):
            return False
        token = token.head
        if token.lemma_ in _SAY and token.i != harm.i:
            return True
    return False


def attribute(claims: tuple[Claim, ...], statements: tuple[Statement, ...]) -> tuple[Claim, ...]:
    """Claims with the speaker of the statement in whose words they stand, where their own sentence names none."""
    return tuple(
        msgspec.structs.replace(claim, said_by=speaker)
        if claim.said_by is None and (speaker := _speaker_of(claim, statements))
        else claim
        for claim in claims
    )


def _speaker_of(claim: Claim, statements: tuple[Statement, ...]) -> str | None:
    if not claim.spans:
        return None
    start, end = claim.spans[0].start, claim.spans[0].end
    for statement in statements:
        if statement.speakers and any(span.start <= start and end <= span.end for span in statement.content):
            return statement.speakers[0]
    return None
