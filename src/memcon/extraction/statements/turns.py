"""Speaker turns: in a transcript ("President of Chile Tomas Riquelme: Good afternoon.") a turn lasts until the next."""

import re

from memcon.actors import Cast
from memcon.extraction.statements.lexicon import lexicon
from memcon.language import Parsed, Sentence

_COLON = re.compile(r" ?:(?:\s+(?![“\"‘])|$)")
_LONGEST_LABEL = 200  # characters before the colon
_FEWEST = 2  # turns, or sentences in the first person after a single one, that make a transcript
_FIRST_PERSON = frozenset(("i", "we", "my", "our"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))

Turns = dict[int, tuple[tuple[str, ...], int]]
"""By sentence: who speaks, and the character at which the words begin."""


def find_turns(parsed: Parsed, cast: Cast) -> Turns:
    """The turns of a transcript; nothing where the report is none."""
    labels = {n: found for n, s in enumerate(parsed.sentences) if (found := _label(s, parsed, cast)) is not None}
    if not labels or (len(labels) < _FEWEST and _in_first_person(parsed, min(labels)) < _FEWEST):
        return {}
    turns: Turns = {}
    speakers: tuple[str, ...] = ()
    for number in range(min(labels), len(parsed.sentences)):
        sentence = parsed.sentences[number]
        if sentence.block.kind != "paragraph":
            continue
        begin = sentence.span.start_char
        if number in labels:
            speakers, begin = labels[number]
        turns[number] = (speakers, begin)
    return turns


def _in_first_person(parsed: Parsed, begin: int) -> int:
    return sum(
        any(token.lower_ in _FIRST_PERSON and not parsed.quoted(token) for token in sentence.span)
        for sentence in parsed.sentences[begin:]
    )


def _label(sentence: Sentence, parsed: Parsed, cast: Cast) -> tuple[tuple[str, ...], int] | None:
    """Who a sentence says that it is spoken by, and where the words begin."""
    span = sentence.span
    colon = _COLON.search(span.text) if sentence.block.kind == "paragraph" else None
    if colon is None:
        return None
    begin, label = span.start_char + colon.end(), span.text[: colon.start()].strip()
    if label.lower() in lexicon().asking:
        return (), begin
    after = span.text.rfind("*", 0, colon.start()) + 1  # a row of stars parts the speech from what stands before it
    words = [token for token in span if after <= token.idx - span.start_char < colon.start() and not token.is_space]
    if (
        not words
        or colon.start() - after > _LONGEST_LABEL
        or any(token.tag_ in _FINITE or parsed.quoted(token) for token in words)
    ):
        return None
    persons = [
        mention
        for mention in cast.within(words[0].i, words[-1].i + 1)
        if mention.kind in ("name", "role") and len(mention.actors) == 1
    ]
    first = [mention for mention in persons if mention.start <= words[0].i + 1]
    last = [mention for mention in persons if mention.end == words[-1].i + 1]
    if not (first or last or label.isupper()):
        return None
    return ((first or last)[0].actors if first or last else ()), begin
