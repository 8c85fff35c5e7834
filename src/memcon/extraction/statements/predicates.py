"""Reporting predicates in a sentence: who reports what, by the dependency parse."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.statements.frames import frames_of, names_people
from memcon.extraction.statements.lexicon import lexicon
from memcon.extraction.statements.subjects import (
    SUBJECTS,
    can_speak,
    inverted,
    mention_of,
    nearest,
    subject_of,
    vouches,
)
from memcon.language import Parsed
from memcon.record import Act

_SOURCE_REACH = 4  # tokens after "according" within which its source is named
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
    outlet: bool = False  # a news outlet that tells on its own account


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
    yield from _according(sentence, parsed, cast)


def _reporting(verb: Token, parsed: Parsed, cast: Cast) -> Reporting | None:
    have = _lost_perfect(verb)
    if not (verb.tag_ in _FINITE or _goes_on(verb) or _is_purpose(verb)) or _hypothetical(verb):
        return None
    if (verb.dep_ == "amod" and have is None) or _is_deed(verb):
        return None
    if _is_passive(verb):
        return _impersonal(verb, parsed, cast)
    if have is not None:
        return _perfect(verb, have, cast)
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in _auxiliaries(verb))
    # A bare past participle only reports where the parser missed a past tense ("President X, pictured, added").
    if verb.tag_ == "VBN" and not perfect and verb.dep_ in ("acl", "advcl", "amod", "obl"):
        return None
    if verb.lemma_ == "quote":
        return _quoting(verb, cast)
    cue, content = _frame(verb, parsed)
    behind = inverted(verb, cast)
    if (
        behind is not None and verb.head.i < verb.i
    ):  # "X is ready, declared Y": whatever the parse makes of it, X is said
        cue, content = cue or lexicon().cue_of(verb.text, verb.lemma_)[0].act, (verb.head,)
    if cue is None:
        return None
    speaker = behind or subject_of(verb) or nearest(verb, cast)
    outlet = speaker is not None and vouches(verb, speaker)
    if speaker is None or not (outlet or can_speak(speaker, cast)) or _is_contact(verb, content, cast):
        return None
    return Reporting(verb, cue, speaker, content, addressees=_addressed(verb), outlet=outlet)


def _addressed(verb: Token) -> tuple[Token, ...]:
    """To whom it is said: "told X that", "called on X to", "urged X to", "said to X", "thanked X for"."""
    frames = ("on", "upon", "to", "with") if verb.lower_ in _CONTACT_FORMS or verb.dep_ != "xcomp" else ()
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    found = []
    for child in verb.children:
        if (
            child.dep_ in ("iobj",)
            # "A told Foreign Minister B that …": the parser may take B, behind the verb, for a second subject.
            or (child in subjects[1:] and child.i > verb.i > subjects[0].i)
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


def _is_passive(verb: Token) -> bool:
    """ "Was told"; and, in "was summoned and told", what shares the auxiliary."""
    if any(child.dep_ == "aux:pass" for child in verb.children):
        return True
    own = any(child.dep_ == "aux" or child.dep_ in SUBJECTS for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and not own and _is_passive(verb.head)


def _is_purpose(verb: Token) -> bool:
    """ "Phoned him to condole", "summoned the ambassador to protest": what somebody addressed another for, he said."""
    act = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "xcomp") or act.lemma_ not in lexicon().addressing:
        return False
    asked = any(child.lower_ in ("on", "upon", "for") for child in act.rights) or any(
        part.lower_ in ("on", "upon", "for") for child in act.rights for part in child.children if part.dep_ == "case"
    )  # "called on them to condemn it"
    told = act.tag_ in ("VBD", "VBZ", "VBN", "VBP") and not any(child.dep_ == "aux:pass" for child in act.children)
    return told and not asked and not _hypothetical(act) and any(child.tag_ == "TO" for child in verb.children)


def _is_deed(verb: Token) -> bool:
    """ "Recalled its ambassador", "referred the case to a court": done, not said."""
    name = lexicon().verb_of(verb.text, verb.lemma_)
    things = [child for child in verb.children if child.dep_ == "obj"]
    if name == "refer":
        return bool(things)
    return name == "recall" and any(thing.lemma_.lower() in lexicon().recalled for thing in things)


def _lost_perfect(verb: Token) -> Token | None:
    """ "Had threatened action": the "have" of a perfect tense that the parser took for "had action that was threatened"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if verb.dep_ != "amod" or before.lemma_ != "have" or verb.head.dep_ != "obj" or verb.head.head != before:
        return None
    return before


def _perfect(verb: Token, have: Token, cast: Cast) -> Reporting | None:
    cue = next((cue for cue in lexicon().cue_of(verb.text, verb.lemma_) if "object" in cue.frames), None)
    speaker = subject_of(have)
    if cue is None or speaker is None or not can_speak(speaker, cast):
        return None
    return Reporting(verb, cue.act, speaker, (verb.head,))


def _auxiliaries(verb: Token) -> list[Token]:
    """Auxiliaries of a verb, those of the verb it is coordinated with included."""
    own = [child for child in verb.children if child.dep_.startswith("aux")]
    return own or (
        [child for child in verb.head.children if child.dep_.startswith("aux")] if verb.dep_ == "conj" else []
    )


def _hypothetical(verb: Token) -> bool:
    """Futures, conditions, questions and negations report nothing said ("will announce", "if he agrees", "how he sees")."""
    for child in _auxiliaries(verb):
        if child.lower_ in ("will", "would", "could", "should", "may", "might", "must", "shall", "'ll", "can"):
            return True
        if child.lemma_ == "do" and any(other.lower_ in ("not", "n't") for other in verb.children):
            return True
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and any(child.lower_ == "will" for child in verb.head.children):
        return True  # "the meeting will follow a summit, focusing on trade"
    negated = any(child.lower_ in ("not", "n't", "never") for child in verb.children)
    return (negated and verb.lemma_ not in ("deny",)) or any(
        (child.dep_ == "mark" and child.lower_ in ("if", "unless"))
        or (child.dep_ == "advmod" and child.lower_ == "how")
        for child in verb.children
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
        return _gapped(verb)
    return fallback


def _gapped(verb: Token) -> tuple[Act | None, tuple[Token, ...]]:
    """ "A charge the ministry has denied": the object is what the clause describes."""
    if verb.dep_ != "acl:relcl" or any(child.tag_ in ("WP", "WDT") for child in verb.children):
        return None, ()
    acts = (cue.act for cue in lexicon().cue_of(verb.text, verb.lemma_) if "object" in cue.frames)
    act = next((act for act in acts if act in _VOICED), None)
    return act, (verb.head,) if act is not None else ()


def _noun(token: Token) -> str:
    return token.lower_ if token.lower_ in lexicon().expressed else token.lemma_.lower()


def _expressed(verb: Token) -> Token | None:
    """The expressed noun among the verb's objects, coordinated ones included ("his thanks and condolences")."""
    for child in verb.children:
        if child.dep_ in ("obj", "iobj", "nsubj:pass", "xcomp", "dep") or (
            child.dep_ == "obl" and not any(c.dep_ == "case" for c in child.children)
        ):
            for noun in (child, *(grand for grand in child.children if grand.dep_ == "conj")):
                if noun.pos_ != "VERB" and _noun(noun) in lexicon().expressed and _is_uttered(noun, verb):
                    return noun
    return None


def _is_uttered(noun: Token, verb: Token) -> bool:
    """Whether taking a noun says what it names: "made a demand", but not "made a call", "made the vow", "issued the statement"."""
    made = verb.lemma_ == "make"
    if made and _noun(noun) not in lexicon().made:
        return False
    if verb.lemma_ == "hold":  # a view is held that something is so; "held positions at the bank"
        return any(child.i > noun.i and child.dep_ in ("acl", "acl:relcl", "ccomp") for child in noun.children)
    known = any(child.lower_ in ("the", "this", "these", "his", "her") for child in noun.children)
    told = any(
        child.i > noun.i
        and (
            child.dep_.startswith(("acl", "ccomp"))
            or any(part.lower_ in ("of", "for", "to") for part in child.children)
        )
        for child in noun.children
    )
    return not known or told or not (made or _noun(noun) in lexicon().pointed_to)


def _impersonal(verb: Token, parsed: Parsed, cast: Cast) -> Reporting | None:
    """ "It was stressed that …", "the importance of … was underlined", "he was quoted as saying …" """
    if verb.dep_ in ("acl", "acl:relcl", "advcl", "amod"):
        return None
    agent = next((child for child in verb.children if child.dep_ == "obl:agent"), None)
    subject = next((child for child in verb.children if child.dep_ in (*SUBJECTS, "expl")), None)
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
    clause = [
        child
        for child in verb.children
        if child.dep_ in ("ccomp", "csubj", "csubj:pass", "csubj:outer", "expl", "xcomp")
    ]
    noun = _noun(subject) if subject is not None else ""
    if (
        subject is not None
        and subject.lower_ in ("it",)
        and [c for c in verb.children if c.dep_ in ("ccomp", "csubj", "csubj:pass", "csubj:outer", "xcomp")]
    ):
        return Reporting(verb, act, None, tuple(clause), passive=True)
    if noun in lexicon().expressed or noun in ("importance", "need", "necessity", "significance", "commitment", "role"):
        return Reporting(
            verb, lexicon().expressed.get(noun, "assert"), None, (subject,) if subject is not None else (), passive=True
        )
    return None


def _according(sentence: Span, parsed: Parsed, cast: Cast) -> Iterator[Reporting]:
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
            if mention_of(noun, cast) is None:
                noun = next((token.doc[m.head] for m in cast.mentions if 0 < m.start - token.i <= _SOURCE_REACH), noun)
            yield Reporting(token, "assert", noun, (sentence.root,))
