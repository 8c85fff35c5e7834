"""Which words of the report tell a statement: the quotation, or the paraphrase with or without its reporting verb."""

import re
from dataclasses import dataclass

from memcon.record import Span, Statement

_NEAR = 60  # characters between a reporting verb and its words: an adverb, or whom it was said to

_PLAIN_CUE = re.compile(r"(ha[sd] |have )?(also )?(said|says|told|tells|added|adds|stated|states|noted)( that)?")
_OPENING = re.compile(r"(?:that|as) (?=\w)")
_FINITE = re.compile(
    r"(?:\w+(?:ed|s)|told|spoke|gave|made|took|wrote|held|put|laid|drew|saw|thought|felt|found|sought|said)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being|to)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NEGATED = re.compile(r"(?:\b(?:not|never|nor|without|refused to|declined to)|n['’]t)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|«[^«»]+»")


@dataclass(frozen=True)
class Retelling:
    """Words of the report. ``verb`` says that they begin with the report's own finite verb ("welcomed the call").

    ``whole`` says that they are the whole sentence, since no part of it would tell what it tells ("did not welcome …").
    """

    words: tuple[Span, ...]
    verb: bool = False
    whole: bool = False


def quoted_words(statement: Statement, text: str) -> tuple[Span, ...]:
    """A direct quotation: what stands between quotation marks, without "he said" beside it."""
    quoted = [
        Span(span.start + match.start(), span.start + match.end(), match[0])
        for span in statement.content
        for match in _QUOTED.finditer(text[span.start : span.end])
    ]
    return tuple(quoted) or statement.content or statement.spans


def retell(statement: Statement, text: str) -> Retelling:
    """A paraphrase: the report's words for what was said, with its reporting verb where that says more than "said".

    "welcomed the call", not "the call"; but "the talks went well", not "said that the talks went well".
    """
    cue = statement.cue
    if not statement.content:
        return Retelling(statement.spans)
    before = text[max(0, cue.start - 30) : cue.start] if cue else ""
    if _NEGATED.search(before) and statement.spans:
        return Retelling(statement.spans, whole=True)
    first, *others = statement.content
    if cue is None or _PLAIN_CUE.fullmatch(cue.text.strip()):
        opening = _OPENING.match(first.text)
        start, verb = first.start + (opening.end() if opening else 0), False
    else:
        between = text[cue.end : first.start]
        near = cue.end <= first.start and len(between) <= _NEAR and "\n" not in between
        verb = near and bool(_FINITE.match(cue.text)) and not _PASSIVE.search(before)
        start = cue.start if near else first.start
    return Retelling((Span(start, first.end, text[start : first.end]), *others), verb=verb)
