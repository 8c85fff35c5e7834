"""Commitments: what somebody is reported to agree, pledge, offer, ask for, plan or hope for."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import msgspec
from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.dates import due_date
from memcon.extraction.spans import span_at
from memcon.language import Parsed
from memcon.record import Commitment, CommitmentKind, Statement

_SEALS = frozenset(("sign", "ink", "conclude", "reach", "initial"))
_PAPERS = frozenset(
    (
        "agreement",
        "memorandum",
        "mou",
        "memoranda",
        "accord",
        "treaty",
        "protocol",
        "pact",
        "deal",
        "declaration",
        "convention",
    )
)
_STATES = frozenset(("be", "have", "see", "become", "benefit", "need", "know", "depend", "get", "face", "suffer"))
_DOERS = frozenset(
    [
        "community",
        "country",
        "state",
        "nation",
        "party",
        "side",
        "government",
        "power",
        "body",
        "organization",
        "organisation",
        "world",
        "neighbor",
        "neighbour",
        "all",
        "everyone",
        "commission",
        "council",
        "people",
    ]
)
_MEASURED = (
    "stress",
    "emphasize",
    "emphasise",
    "underline",
    "underscore",
    "highlight",
    "note",
    "express",
    "reiterate",
    "voice",
    "reaffirm",
    "affirm",
    "declare",
    "announce",
    "extend",
    "convey",
    "renew",
    "state",
    "point",
    "confirm",
    "insist",
    "affirm",
)


@dataclass(frozen=True)
class Rule:
    """One row of commitments.toml."""

    kind: CommitmentKind
    verbs: frozenset[str]
    frames: frozenset[str]
    nouns: frozenset[str]
    phrases: re.Pattern[str] | None
    example: str
    counter: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The shipped rules, in their order."""
    table = tomllib.loads(Path(__file__).with_name("commitments.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            cast(CommitmentKind, row["kind"]),
            frozenset(row["verbs"]),
            frozenset(row["frames"]),
            frozenset(row["nouns"]),
            re.compile(r"\b(?:" + "|".join(map(re.escape, row["phrases"])) + r")\b", re.IGNORECASE)
            if "phrases" in row
            else None,
            row["example"],
            row["counter"],
        )
        for row in table["rule"]
    )


def find_commitments(parsed: Parsed, cast_: Cast, statements: tuple[Statement, ...]) -> tuple[Commitment, ...]:
    """At most one commitment for each statement, ids k1, k2 …"""
    found: list[Commitment] = []
    done: set[int] = set()
    for statement in statements:
        start, end = statement.spans[0].start, statement.spans[0].end
        sentence = parsed.doc.char_span(start, end, alignment_mode="expand")
        if sentence is None or start in done:
            continue
        matched = match(sentence, cast_) or _own_future(sentence, statement, cast_)
        if matched is None:
            continue
        done.add(start)
        kind, evidence = matched
        if kind == "pledge" and len(statement.speakers) > 1:
            kind = "agreement"  # what both sides undertake
        act = _act(sentence, evidence)
        found.append(
            Commitment(
                id=f"k{len(found) + 1}",
                who=statement.speakers,
                kind=kind,
                act=" ".join(act.text.split()),
                to=_addressees(act, statement, cast_),
                due=due_date(parsed, sentence.start, sentence.end),
                statement=statement.id,
                spans=(span_at(parsed.article.text, start, end),),
            )
        )
    for sentence in (s.span for s in parsed.sentences if s.span.start_char not in done):
        sealed = _sealed(sentence)
        if sealed is not None and not any(
            k.spans[0].start < sentence.end_char and k.spans[0].end > sentence.start_char for k in found
        ):
            found.append(_agreement(parsed, cast_, sentence, sealed))
    found.sort(key=lambda commitment: commitment.spans[0].start)
    return tuple(msgspec.structs.replace(commitment, id=f"k{n}") for n, commitment in enumerate(found, 1))


def _sealed(sentence: Span) -> Token | None:
    """ "Signed a memorandum", "an agreement was reached": the paper that binds, told by the report itself."""
    for token in sentence:
        if token.lemma_ in _SEALS and token.tag_ in ("VBD", "VBN", "VBZ", "VBP") and not _negated(token):
            for child in token.children:
                if child.dep_ in ("obj", "nsubj:pass") and child.lemma_.lower() in _PAPERS:
                    return child
    return None


def _agreement(parsed: Parsed, cast_: Cast, sentence: Span, paper: Token) -> Commitment:
    signers = [
        m
        for m in cast_.within(sentence.start, sentence.end)
        if m.start < paper.i and m.actors and _signs(parsed, m.head, paper)
    ]
    text = parsed.article.text
    words = parsed.doc[paper.left_edge.i : paper.right_edge.i + 1]
    return Commitment(
        id="k",
        who=tuple(dict.fromkeys(actor for mention in signers for actor in mention.actors)),
        kind="agreement",
        act=" ".join(words.text.split()),
        due=due_date(parsed, sentence.start, sentence.end),
        spans=(span_at(text, sentence.start_char, sentence.start_char + len(sentence.text.rstrip())),),
    )


def _signs(parsed: Parsed, head: int, paper: Token) -> bool:
    """Whether a mention is, or is joined to, the subject of the signing."""
    node = parsed.doc[head]
    while node.dep_ in ("conj", "flat", "appos", "nmod:desc") and node.head.i != node.i:
        node = node.head
    return node.dep_ == "nsubj" and node.head == paper.head


def _own_future(sentence: Span, statement: Statement, cast_: Cast) -> tuple[CommitmentKind, Token] | None:
    """ "Oslo will host the next round", said by Norway's minister; "we will send more": what a speaker's own side will do."""
    own = {*statement.speakers, *(actor.country for s in statement.speakers if (actor := cast_.actors.get(s)))}
    for token in sentence:
        if token.lower_ not in ("will", "'ll", "’ll") or not token.dep_.startswith("aux") or _negated(token.head):
            continue
        subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
        if subject is None or token.head.pos_ != "VERB" or token.head.lemma_ in _STATES:
            continue
        mention = cast_.of(subject.i)
        if subject.lower_ in ("we", "i") or (mention is not None and own & set(mention.actors)):
            return "pledge", token.head
    return None


def match(sentence: Span, cast_: Cast) -> tuple[CommitmentKind, Token] | None:
    """The kind of commitment that a sentence of reported speech holds, and the token that says so."""
    for rule in rules():
        for token in sentence:
            if (
                token.tag_[:2] == "VB"
                and token.lemma_ in rule.verbs
                and not _negated(token)
                and _frames(token) & rule.frames
                and _active(token)
            ):
                return rule.kind, token
            if token.pos_ == "NOUN" and token.lemma_ in rule.nouns and _is_measured(token):
                return rule.kind, token
        found = rule.phrases.search(sentence.text) if rule.phrases else None
        if found and _is_undertaking(rule, found, sentence, cast_):
            piece = sentence.char_span(found.start(), found.end(), alignment_mode="expand")
            return rule.kind, piece[-1] if piece is not None else sentence[0]
    return None


def _is_undertaking(rule: Rule, found: re.Match[str], sentence: Span, cast_: Cast) -> bool:
    """A modal asks for something only where somebody is to do it: "all states must", not "the text should be read"."""
    piece = sentence.char_span(found.start(), found.end(), alignment_mode="expand")
    if rule.kind != "request" or piece is None or piece[0].tag_ not in ("MD", "VBP", "VBZ"):
        return True
    verb = piece[0].head if piece[0].pos_ == "AUX" else piece[0]
    if piece[0].tag_ == "MD" and any(child.dep_ == "aux:pass" for child in verb.children):
        return True  # "steps must be taken": asked of everybody
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        return False
    mention = cast_.of(subject.i)
    return (mention is not None and bool(mention.actors)) or subject.lower_ == "we" or subject.lemma_.lower() in _DOERS


def _active(token: Token) -> bool:
    return not any(child.dep_ == "aux:pass" for child in token.children)


def _negated(token: Token) -> bool:
    return any(child.lower_ in ("not", "n't", "never") for child in token.children)


def _is_measured(noun: Token) -> bool:
    """Whether the noun is what a reporting verb takes ("stressed the need", "expressed their readiness")."""
    node = noun
    while node.dep_ in ("conj", "compound") and node.head != node:
        node = node.head
    if any(child.lower_ in ("no", "any") for child in noun.children):
        return False
    return node.head.lemma_ in _MEASURED and node.dep_ in ("obj", "nsubj:pass", "ccomp", "xcomp", "iobj")


def _frames(verb: Token) -> set[str]:
    frames = set()
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and any(grand.lower_ == "to" for grand in child.children):
            frames.add("infinitive")
        elif child.dep_ in ("ccomp", "parataxis"):
            frames.add("clause")
        elif child.dep_ in ("obj", "iobj"):
            frames |= {"object", "person"} if child.ent_type_ or child.pos_ in ("PRON", "PROPN") else {"object"}
        elif child.dep_ == "obl":
            frames |= {case.lower_ for case in child.children if case.dep_ == "case"}
        elif child.dep_ == "advcl":
            frames |= {mark.lower_ for mark in child.children if mark.dep_ in ("mark", "case")}
    return frames


def _act(sentence: Span, evidence: Token) -> Span:
    """What is to be done: the words from the deciding word's complement on, within its clause."""
    if evidence.tag_ in ("TO", "MD", "IN", "RB"):
        head = evidence.head
        first = head.i if head.pos_ in ("VERB", "AUX") else evidence.i + 1
        return sentence.doc[first : max(first, min(head.right_edge.i, sentence.end - 1)) + 1]
    complements = [
        child
        for child in evidence.children
        if child.i > evidence.i
        and child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "nmod", "obl", "obj")
        and child.sent == evidence.sent
    ]
    parts = [
        part.i
        for child in complements
        for part in child.subtree
        if part.i > evidence.i and sentence.start <= part.i < sentence.end
    ]
    if not parts:
        clause = evidence.head if evidence.pos_ == "AUX" else evidence
        parts = [part.i for part in clause.subtree if sentence.start <= part.i < sentence.end] or [evidence.i]
    first = min(parts)
    while first < max(parts) and sentence.doc[first].tag_ == "IN":
        first += 1  # "on all states to act": the preposition belongs to the asking
    return sentence.doc[first : max(parts) + 1]


def _addressees(act: Span, statement: Statement, cast_: Cast) -> tuple[str, ...]:
    """Whom a request is put to: the actors that open what is asked for."""
    if statement.addressees:
        return statement.addressees
    mentions = [
        m for m in cast_.within(act.start, act.end) if m.start <= act.start + 2 and m.actors and m.kind != "pronoun"
    ]
    return tuple(actor for actor in mentions[0].actors if actor not in statement.speakers) if mentions else ()
