"""Reports that no subject speaks: "it was stressed", "the attack was condemned by", "according to"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.extraction.statements.acts import VOICED, expressed_in, expressed_noun, is_contact
from memcon.extraction.statements.lexicon import lexicon
from memcon.extraction.statements.reporting import Reporting
from memcon.extraction.statements.subjects import SUBJECTS, can_speak, mention_of

_SOURCE_REACH = 4  # tokens after "according" within which its source is named
_CLAUSES = frozenset(("ccomp", "csubj", "csubj:pass", "csubj:outer", "xcomp"))


def passive(verb: Token, cast: Cast) -> Reporting | None:
    """ "It was stressed that …", "the importance of … was underlined", "he was quoted as saying …" """
    if verb.dep_ in ("acl", "acl:relcl", "advcl", "amod"):
        return None
    agent = next((child for child in verb.children if child.dep_ == "obl:agent"), None)
    subject = next((child for child in verb.children if child.dep_ in (*SUBJECTS, "expl")), None)
    name = lexicon().verb_of(verb.text, verb.lemma_)
    if name == "quote":
        quoted = subject is not None and can_speak(subject, cast)
        return Reporting(verb, "assert", subject, (), passive=True) if quoted else None
    act = lexicon().cue_of(verb.text, verb.lemma_)[0].act
    told = (subject,) if subject is not None else ()
    if agent is not None and can_speak(agent, cast) and not is_contact(verb, told, cast):
        return Reporting(verb, act, agent, told, passive=True) if act in VOICED or name in _impersonal() else None
    if subject is None or name not in _impersonal():
        return None
    if subject.lower_ == "it":
        clause = tuple(child for child in verb.children if child.dep_ in _CLAUSES)
        return Reporting(verb, act, None, clause, passive=True) if clause else None
    if not _is_said(name, subject, cast):
        return None
    return Reporting(verb, lexicon().expressed.get(expressed_noun(subject), "assert"), None, told, passive=True)


def _impersonal() -> frozenset[str]:
    return lexicon().impersonal


def _is_said(verb: str, subject: Token, cast: Cast) -> bool:
    """Whether the subject of a passive is what was said: "hope was expressed", "attention was drawn", "growth was noted"."""
    if any(expressed_in(subject, cue.objects) for cue in lexicon().cues[verb] if cue.objects):
        return True
    if expressed_noun(subject) in lexicon().expressed or subject.lemma_.lower() in lexicon().stressed:
        return True
    somebody = cast.of(subject.i) is not None or subject.pos_ != "NOUN" or can_speak(subject, cast)
    return verb in lexicon().stressing and not somebody


def according(sentence: Span, quoted: frozenset[int], cast: Cast) -> Iterator[Reporting]:
    """ "According to the ministry, …": a speaker without a verb. ``quoted`` are the tokens inside quotation marks."""
    for token in sentence:
        if token.lower_ != "according" or token.i in quoted:
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
