"""Reporting predicates in a sentence: who reports what, by the dependency parse."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.statements.acts import CONTACT_FORMS, act_of, is_contact
from memcon.extraction.statements.frames import frames_of, names_people
from memcon.extraction.statements.impersonal import according, passive
from memcon.extraction.statements.lexicon import lexicon
from memcon.extraction.statements.reporting import Reporting
from memcon.extraction.statements.subjects import SUBJECTS, can_speak, inverted, nearest, subject_of, vouches
from memcon.language import Parsed

_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VBG"))


def find_reporting(sentence: Span, parsed: Parsed, cast: Cast, *, inside: bool = False) -> Iterator[Reporting]:
    """Reporting predicates outside quotation marks, or those inside, in order."""
    quoted = frozenset(token.i for token in sentence if parsed.quoted(token))
    for token in sentence:
        found = None
        if (token.i in quoted) != inside:
            continue
        if token.lower_ in lexicon().attitudes:
            found = _attitude(token, parsed, cast)
        elif token.tag_[:2] == "VB" and lexicon().cue_of(token.text, token.lemma_):
            found = _reporting(token, parsed, cast)
        if found is not None:
            yield found
    if not inside:
        yield from according(sentence, quoted, cast)


def _reporting(verb: Token, parsed: Parsed, cast: Cast) -> Reporting | None:
    have = _lost_perfect(verb)
    if not (verb.tag_ in _FINITE or _with_do(verb) or _goes_on(verb) or _is_purpose(verb)) or _hypothetical(verb):
        return None
    if (verb.dep_ == "amod" and have is None) or _is_deed(verb):
        return None
    if _is_passive(verb):
        return passive(verb, cast)
    if have is not None:
        return _perfect(verb, have, cast)
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in _auxiliaries(verb))
    # A bare past participle only reports where the parser missed a past tense ("President X, pictured, added").
    if verb.tag_ == "VBN" and not perfect and verb.dep_ in ("acl", "advcl", "amod", "obl"):
        return None
    if verb.lemma_ == "quote" or (verb.lemma_ == "cite" and _says_in_it(verb)):
        return _quoting(verb, cast)
    act, content = act_of(verb, parsed)
    behind = inverted(verb, cast)
    if (
        behind is not None and verb.head.i < verb.i
    ):  # "X is ready, declared Y": whatever the parse makes of it, X is said
        act, content = act or lexicon().cue_of(verb.text, verb.lemma_)[0].act, (verb.head,)
    if act is None:
        return None
    speaker = behind or subject_of(verb) or nearest(verb, cast)
    outlet = speaker is not None and vouches(verb, speaker)
    if speaker is None or not (outlet or can_speak(speaker, cast)) or is_contact(verb, content, cast):
        return None
    return Reporting(verb, act, speaker, content, addressees=_addressed(verb), outlet=outlet)


def _addressed(verb: Token) -> tuple[Token, ...]:
    """To whom it is said: "told X that", "called on X to", "urged X to", "said to X", "thanked X for"."""
    frames = ("on", "upon", "to", "with") if verb.lower_ in CONTACT_FORMS or verb.dep_ != "xcomp" else ()
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


def _attitude(word: Token, parsed: Parsed, cast: Cast) -> Reporting | None:
    """ "Was critical of the dam", "is convinced that it will open": what is told of a person only, since states have stances."""
    be = next((child for child in word.children if child.dep_ in ("cop", "aux:pass")), None)
    speaker = next((child for child in word.children if child.dep_ in SUBJECTS), None)
    mention = cast.of(speaker.i) if speaker is not None else None
    if be is None or mention is None or mention.kind not in ("name", "role", "pronoun") or _hypothetical(word):
        return None
    present, cue = frames_of(word, parsed), lexicon().attitudes[word.lower_]
    content = tuple(token for name in sorted(cue.frames) for token in present.get(name, ()))
    return Reporting(word, cue.act, speaker, content) if content and be.tag_ in _FINITE else None


def _quoting(verb: Token, cast: Cast) -> Reporting | None:
    """ "The paper quoted an adviser as saying …": the adviser speaks."""
    quoted = next((child for child in verb.children if child.dep_ == "obj"), None)
    if quoted is None or not _says_in_it(verb) or not can_speak(quoted, cast):
        return None
    return Reporting(verb, "assert", quoted, ())


def _says_in_it(verb: Token) -> bool:
    return any(part.lower_ == "saying" for part in verb.subtree)


def _with_do(verb: Token) -> bool:
    """ "Did say", "did not rule out"."""
    return verb.tag_ == "VB" and any(child.dep_ == "aux" and child.lower_ in ("did", "does") for child in verb.children)


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
    """ "Recalled its ambassador", "referred the case to a court", "called in the envoy for talks": done, not said."""
    name = lexicon().verb_of(verb.text, verb.lemma_)
    things = [child for child in verb.children if child.dep_ == "obj"]
    if name == "call" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in ("in", "off", "up", "back"):
        return True
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
    if verb.tag_ == "VB" and verb.sent.text.rstrip().endswith("?") and verb.dep_ == "root":
        return True
    for child in _auxiliaries(verb):
        if child.lower_ in ("will", "would", "could", "should", "may", "might", "must", "shall", "'ll", "can"):
            return True
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and any(child.lower_ == "will" for child in verb.head.children):
        return True  # "the meeting will follow a summit, focusing on trade"
    negated = any(child.lower_ in ("not", "n't", "never", "neither", "nor") for child in verb.children)
    return (negated and lexicon().verb_of(verb.text, verb.lemma_) not in lexicon().open_to_no) or any(
        (child.dep_ == "mark" and child.lower_ in ("if", "unless"))
        or (child.dep_ == "advmod" and child.lower_ == "how")
        for child in verb.children
    )
