"""Reporting predicates in a sentence: who reports what, by the dependency parse."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from memcon.actors import Cast, Mention
from memcon.extraction.statements.frames import frames_of, names_people
from memcon.extraction.statements.lexicon import Cue, lexicon
from memcon.language import Parsed
from memcon.record import Act

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VBG"))
_VOICED = frozenset(("praise", "condemn", "accuse", "deny", "reject"))
_CONTACT_FORMS = frozenset(("welcomed", "welcomes", "called", "calls"))
_PASSIVE_ACTS = frozenset(
    (
        "stress",
        "emphasize",
        "emphasise",
        "underline",
        "underscore",
        "note",
        "highlight",
        "reaffirm",
        "reiterate",
        "agree",
        "express",
        "voice",
        "affirm",
        "point",
        "confirm",
        "announce",
        "decide",
        "convey",
        "declare",
        "mention",
        "acknowledge",
        "recall",
        "welcome",
        "condemn",
        "extend",
        "quote",
    )
)


@dataclass(frozen=True)
class Reporting:
    """One use of a reporting predicate. ``speaker`` is the token that says it, None where the sentence names nobody."""

    verb: Token
    act: Act
    speaker: Token | None
    content: tuple[Token, ...]
    passive: bool = False
    addressees: tuple[Token, ...] = ()


def find_reporting(sentence: Span, parsed: Parsed, cast: Cast) -> Iterator[Reporting]:
    """Reporting predicates outside quotation marks, in order."""
    for token in sentence:
        if (
            token.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
            and lexicon().cue_of(token.text, token.lemma_)
            and token.tag_[:2] == "VB"
            and not parsed.quoted(token)
        ):
            found = _reporting(token, parsed, cast)
            if found is not None:
                yield found
    yield from _according(sentence, parsed)


def _reporting(verb: Token, parsed: Parsed, cast: Cast) -> Reporting | None:
    if not (verb.tag_ in _FINITE or _goes_on(verb)) or _hypothetical(verb) or verb.dep_ == "amod":
        return None
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    if passive:
        return _impersonal(verb, parsed, cast)
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in _auxiliaries(verb))
    # A bare past participle only reports where the parser missed a past tense ("President X, pictured, added").
    if verb.tag_ == "VBN" and not perfect and verb.dep_ in ("acl", "advcl", "amod", "obl"):
        return None
    if verb.lemma_ == "quote":
        return _quoting(verb, cast)
    cue, content = _frame(verb, parsed)
    if cue is None:
        return None
    speaker = _subject(verb) or _nearest(verb, cast)
    if speaker is None or not can_speak(speaker, cast) or _is_contact(verb, content, cast):
        return None
    return Reporting(verb, cue, speaker, content, addressees=_addressed(verb))


def _addressed(verb: Token) -> tuple[Token, ...]:
    """To whom it is said: "told X that", "called on X to", "urged X to", "said to X", "thanked X for"."""
    frames = ("on", "upon", "to", "with") if verb.lower_ in _CONTACT_FORMS or verb.dep_ != "xcomp" else ()
    found = []
    for child in verb.children:
        if (
            child.dep_ in ("iobj",)
            or (child.dep_ == "obj" and (child.ent_type_ or child.pos_ in ("PROPN", "PRON") or names_people(child)))
            or (child.dep_ == "obl" and any(case.lower_ in frames for case in child.children if case.dep_ == "case"))
        ):
            found.append(child)
    return tuple(found)


def _is_contact(verb: Token, content: tuple[Token, ...], cast: Cast) -> bool:
    """ "Welcomed his guest", "called on the king": a contact, where nothing follows that was said."""
    if verb.lower_ not in _CONTACT_FORMS or not any(_is_guest(token, cast) for token in content):
        return False
    return not any(
        child.dep_ in ("advcl", "xcomp", "ccomp")
        or (child.dep_ == "obl" and any(g.lower_ == "for" for g in child.children))
        for child in verb.children
    )


def _is_guest(token: Token, cast: Cast) -> bool:
    mention = cast.of(token.i)
    return (mention is not None and mention.kind in ("name", "role")) or token.lemma_.lower() in ("guest", "delegation")


def _quoting(verb: Token, cast: Cast) -> Reporting | None:
    """ "The paper quoted an adviser as saying …": the adviser speaks."""
    quoted = next((child for child in verb.children if child.dep_ == "obj"), None)
    saying = any(part.lower_ == "saying" for part in verb.subtree)
    return Reporting(verb, "assert", quoted, ()) if quoted is not None and saying and can_speak(quoted, cast) else None


def _goes_on(verb: Token) -> bool:
    """ "Went on to say", "continued to stress": an infinitive that reports all the same."""
    return verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lemma_ in ("go", "continue", "proceed", "begin")


def _auxiliaries(verb: Token) -> list[Token]:
    """Auxiliaries of a verb, those of the verb it is coordinated with included."""
    own = [child for child in verb.children if child.dep_.startswith("aux")]
    return own or (
        [child for child in verb.head.children if child.dep_.startswith("aux")] if verb.dep_ == "conj" else []
    )


def _hypothetical(verb: Token) -> bool:
    """Futures, conditions and negations report nothing said ("will announce", "if he agrees", "did not say")."""
    for child in _auxiliaries(verb):
        if child.lower_ in ("will", "would", "could", "should", "may", "might", "must", "shall", "'ll", "can"):
            return True
        if child.lemma_ == "do" and any(other.lower_ in ("not", "n't") for other in verb.children):
            return True
    negated = any(child.lower_ in ("not", "n't", "never") for child in verb.children)
    return (negated and verb.lemma_ not in ("deny",)) or any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children
    )


def _frame(verb: Token, parsed: Parsed) -> tuple[Act | None, tuple[Token, ...]]:
    """The act that the verb's complements make of it, and those complements."""
    present = frames_of(verb, parsed)
    fallback: tuple[Act, tuple[Token, ...]] | None = None
    for cue in lexicon().cue_of(verb.text, verb.lemma_):
        expressed = _expressed(verb) if "expressed" in cue.frames else None
        if expressed is not None:
            return lexicon().expressed[_noun(expressed)], (expressed,)
        fitting = [present[name] for name in sorted(cue.frames) if name in present]
        if fitting and fallback is None:
            fallback = (
                cue.act,
                tuple(sorted({token for tokens in fitting for token in tokens}, key=lambda token: token.i)),
            )
    if fallback is None:
        return None, ()
    return fallback


def _noun(token: Token) -> str:
    return token.lower_ if token.lower_ in lexicon().expressed else token.lemma_.lower()


def _expressed(verb: Token) -> Token | None:
    """The expressed noun among the verb's objects, coordinated ones included ("his thanks and condolences")."""
    for child in verb.children:
        if child.dep_ in ("obj", "iobj", "nsubj:pass", "xcomp", "dep") or (
            child.dep_ == "obl" and not any(c.dep_ == "case" for c in child.children)
        ):
            for noun in (child, *(grand for grand in child.children if grand.dep_ == "conj")):
                if _noun(noun) in lexicon().expressed:
                    return noun
    return None


def _subject(verb: Token) -> Token | None:
    """Who does the reporting: the subject, or that of the verb this one is coordinated with, hangs on or modifies."""
    node = verb
    for _ in range(6):
        subjects = [
            child for child in node.children if child.dep_ in _SUBJECTS and (child.dep_ != "nsubj:pass" or node is verb)
        ]
        if not subjects and node is verb:
            subjects = [child for child in node.children if child.dep_ == "nsubj:pass"]
        if subjects:
            # Where the parser hangs two subjects on a verb, the nearer one is its own.
            return _antecedent(min(subjects, key=lambda child: abs(child.i - node.i)))
        if node.dep_ in ("conj", "advcl", "xcomp", "parataxis", "dep"):
            if node.dep_ == "parataxis" and node is verb and node.head.i < node.i and node.tag_ != "VBG":
                return None
            node = node.head
            passive = [child for child in node.children if child.dep_ == "nsubj:pass"]
            if passive and not any(child.dep_ == "nsubj" for child in node.children):
                return _antecedent(passive[0])
        elif node.dep_ in ("acl", "acl:relcl") and node is verb:
            return node.head if node.tag_ == "VBG" else None
        else:
            return None
    return None


def _nearest(verb: Token, cast: Cast) -> Token | None:
    """Where a main verb has lost its subject: the name or office that stands right before it."""
    if verb.dep_ not in ("root", "conj", "parataxis") or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    place = verb.i - 1
    while place > verb.sent.start and (
        verb.doc[place].pos_ in ("ADV", "AUX", "PUNCT") or verb.doc[place].dep_ == "advmod"
    ):
        place -= 1
    if verb.doc[place].dep_ in _SUBJECTS and can_speak(verb.doc[place], cast):
        return verb.doc[place]
    mention = cast.of(place)
    if mention is None or mention.kind not in ("name", "role", "group") or not mention.actors:
        return None
    head = verb.doc[mention.head]
    while head.dep_ in ("conj", "appos") and head.head.i < head.i:
        head = head.head
    return head


def _antecedent(token: Token) -> Token:
    """ "who" stands for the noun its clause modifies."""
    if token.lower_ in ("who", "which", "that") and token.tag_ in ("WP", "WDT"):
        node = token.head
        while node.dep_ not in ("acl:relcl", "acl") and node.head != node:
            node = node.head
        if node.dep_ in ("acl:relcl", "acl"):
            return node.head
    return token


def can_speak(token: Token, cast: Cast) -> bool:
    """Whether a subject is somebody who may say things; news outlets relay and do not count."""
    words = lexicon()
    lemma = token.lemma_.lower()
    if lemma in words.outlets or token.lower_ in words.outlets:
        return False
    mention = cast.of(token.i)
    if mention is not None and (mention.actors or mention.kind == "pronoun"):
        return True
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "they", "who", "we", "i", "both", "it", "one", "two")
    if token.ent_type_ in ("PERSON", "ORG", "NORP"):
        return True
    if token.pos_ == "NUM":
        return token.lower_ in ("two", "both")
    return lemma in words.speakers or lemma in words.papers or _is_person_noun(lemma)


def _is_person_noun(lemma: str) -> bool:
    """Nouns for those who do something ("stakeholder", "theologian"), by their endings."""
    return len(lemma) > 5 and lemma.endswith(lexicon().person_endings) and lemma not in lexicon().things


def _impersonal(verb: Token, parsed: Parsed, cast: Cast) -> Reporting | None:
    """ "It was stressed that …", "the importance of … was underlined", "he was quoted as saying …" """
    if verb.dep_ in ("acl", "acl:relcl", "advcl", "amod"):
        return None
    agent = next((child for child in verb.children if child.dep_ == "obl:agent"), None)
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if verb.lemma_ == "quote":
        return (
            Reporting(verb, "assert", subject, (), passive=True)
            if subject is not None and can_speak(subject, cast)
            else None
        )
    act = lexicon().cue_of(verb.text, verb.lemma_)[0].act
    told = (subject,) if subject is not None else ()
    if agent is not None and can_speak(agent, cast) and not _is_contact(verb, told, cast):
        return (
            Reporting(verb, act, agent, told, passive=True) if act in _VOICED or verb.lemma_ in _PASSIVE_ACTS else None
        )
    if verb.lemma_ not in _PASSIVE_ACTS:
        return None
    clause = [child for child in verb.children if child.dep_ in ("ccomp", "csubj", "csubj:pass", "csubj:outer", "expl")]
    noun = _noun(subject) if subject is not None else ""
    if (
        subject is not None
        and subject.lower_ in ("it",)
        and [c for c in verb.children if c.dep_ in ("ccomp", "csubj", "csubj:pass", "csubj:outer")]
    ):
        return Reporting(verb, act, None, tuple(clause), passive=True)
    if noun in lexicon().expressed or noun in ("importance", "need", "necessity", "significance", "commitment", "role"):
        return Reporting(
            verb, lexicon().expressed.get(noun, "assert"), None, (subject,) if subject is not None else (), passive=True
        )
    return None


def _according(sentence: Span, parsed: Parsed) -> Iterator[Reporting]:
    """ "According to the ministry, …": a speaker without a verb."""
    for token in sentence:
        if token.lower_ != "according" or parsed.quoted(token):
            continue
        noun = (
            token.head
            if token.dep_ in ("case", "mark", "fixed")
            else next((c for c in token.children if c.dep_ in ("obl", "nmod", "fixed", "dep")), None)
        )
        if noun is not None and noun.lower_ == "to":
            noun = noun.head if noun.head != token else token.head
        if noun is not None and noun != token and noun.lemma_.lower() not in lexicon().outlets:
            yield Reporting(token, "assert", noun, (sentence.root,))


def mention_of(token: Token, cast: Cast) -> Mention | None:
    """The mention that a speaker token belongs to; "a spokesman for the ministry" speaks for the ministry."""
    mention = cast.of(token.i)
    if mention is not None:
        return mention
    for child in token.subtree:
        if child.dep_ in ("flat", "appos", "compound", "nmod:poss", "nmod", "nmod:desc") and child.head.i == token.i:
            mention = cast.of(child.i)
            if mention is not None and mention.actors:
                return mention
    return None


__all__ = ["Cue", "Reporting", "can_speak", "find_reporting", "mention_of"]
