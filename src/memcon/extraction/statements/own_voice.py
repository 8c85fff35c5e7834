"""Texts in the first person: "we condemn the attack", and what is said by doing it."""

from memcon.actors import Cast
from memcon.extraction.statements.lexicon import lexicon
from memcon.extraction.statements.reporting import Reporting
from memcon.extraction.statements.subjects import SUBJECTS
from memcon.language import Sentence

FIRST_PERSON = frozenset(("i", "we"))


def says_itself(report: Reporting) -> bool:
    """Whether "I" or "we" report: "I condemn the attack"."""
    return report.speaker is not None and report.speaker.lower_ in FIRST_PERSON


def takes_a_stand(sentence: Sentence, cast: Cast) -> tuple[str, ...] | None:
    """The state that "stands with" somebody, () where "we" do; None where a sentence says no such thing."""
    root = sentence.span.root
    be = next((child for child in root.children if child.dep_ == "cop"), None)
    verb = be or root
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if subject is None or verb.tag_ not in ("VBP", "VBZ") or verb.lemma_ not in lexicon().stances:
        return None
    mention = cast.of(subject.i)
    if mention is not None and mention.kind == "state":
        return mention.actors
    return () if subject.lower_ in FIRST_PERSON else None
