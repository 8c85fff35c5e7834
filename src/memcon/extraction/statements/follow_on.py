"""Sentences of an official readout that go on telling what somebody said, without saying so."""

from spacy.tokens import Token

from memcon.actors import Cast
from memcon.extraction.statements.lexicon import lexicon
from memcon.extraction.statements.reporting import Reporting
from memcon.extraction.statements.subjects import SUBJECTS
from memcon.language import Parsed, Sentence

_NEWS = frozenset(("say", "tell", "accord", "write", "report"))
_LONGEST_WORD_QUOTED = 60  # characters; readouts quote terms, news quotes speech


def is_readout(parsed: Parsed, reports: list[list[Reporting]]) -> bool:
    """Whether a report is an office's own account of a contact: it opens with one, and nobody is quoted nor "said" anything."""
    if any(q.end - q.start > _LONGEST_WORD_QUOTED for q in parsed.quotations):
        return False
    told = [report for found in reports for report in found]
    finite = (r.verb for r in told if r.verb.tag_ in ("VBD", "VBZ", "VBP") or r.verb.lower_ == "according")
    if not told or any(r.outlet for r in told) or any(verb.lemma_ in _NEWS for verb in finite):
        return False
    opening = [sentence.span for sentence in parsed.sentences if sentence.block.kind != "dateline"][:2]
    return any(token.lemma_.lower() in lexicon().contacts for span in opening for token in span)


def goes_on(sentence: Sentence, cast: Cast) -> bool:
    """Whether a sentence asserts something, and does not tell what those who met did."""
    root = sentence.span.root
    subjects = [child for child in root.children if child.dep_ in (*SUBJECTS, "expl")]
    if sentence.block.kind != "paragraph" or not subjects or _is_talk(root) or _first_word(sentence) in lexicon().aside:
        return False
    return not any(_takes_part(subject, cast) for subject in subjects)


def _first_word(sentence: Sentence) -> str:
    return next((token.lower_ for token in sentence.span if token.is_alpha), "")


def _is_talk(verb: Token) -> bool:
    """ "Were discussed", "took place", "continued to exchange views"."""
    does = (verb, *(child for child in verb.children if child.dep_ == "xcomp"))
    things = (child for act in does for child in act.children if child.pos_ == "NOUN")
    words = {token.lemma_.lower() for token in (*does, *things)}
    return not words.isdisjoint(lexicon().contacts)


def _takes_part(subject: Token, cast: Cast) -> bool:
    mention = cast.of(subject.i)
    if subject.lemma_.lower() in lexicon().taking_part:
        return True
    if mention is not None:
        return mention.kind in ("name", "role", "group", "pronoun")
    return subject.pos_ == "PRON" and subject.lower_ not in ("it", "this", "that", "these", "those", "all")
