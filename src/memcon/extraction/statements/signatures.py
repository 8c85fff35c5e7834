"""Names that say whose words stand beside them: before a colon, after a dash."""

from memcon.actors import Cast, Mention
from memcon.extraction.statements.subjects import can_speak
from memcon.language import Parsed, Sentence

_COLON_REACH = 16  # tokens between a name and the colon that lets it speak
_DASHES = frozenset(("—", "–", "-", ":"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_OPENING_QUOTES = '“"‘'


def announcement(sentence: Sentence, parsed: Parsed, cast: Cast) -> tuple[Mention, int] | None:
    """Whom a colon lets speak ("Foreign minister: border stays open"), and the character behind the colon."""
    span = sentence.span
    for mention in cast.within(span.start, span.end):
        if mention.start <= span.start + 1 and _speaks(mention, parsed, cast):
            colon = _colon(mention, span.end, parsed)
            if colon is not None:
                return mention, colon
    return None


def signature(sentence: Sentence, parsed: Parsed, cast: Cast) -> Mention | None:
    """Whose name signs the words before it: "Border stays open — envoy", "Ready for talks: Dili", and below a quotation."""
    span, headline = sentence.span, sentence.block.kind == "headline"
    for mention in reversed(cast.within(span.start, span.end)):
        before = parsed.doc[mention.start - 1] if mention.start > span.start else None
        if not mention.actors or before is None or before.text not in _DASHES or not before.whitespace_:
            continue
        place = mention.kind == "state" and headline and before.text == ":"
        title = not any(token.tag_ in _FINITE for token in parsed.doc[mention.end : span.end])
        below = title and parsed.article.text[sentence.block.start] in _OPENING_QUOTES
        if (place or _speaks(mention, parsed, cast)) and (below or mention.end >= span.end - headline):
            return mention
    return None


def _speaks(mention: Mention, parsed: Parsed, cast: Cast) -> bool:
    named = bool(mention.actors) and mention.kind in ("name", "role", "body")
    return named and can_speak(parsed.doc[mention.head], cast)


def _colon(mention: Mention, end: int, parsed: Parsed) -> int | None:
    """The character behind a colon that follows a mention, with no verb and few words between."""
    between = parsed.doc[mention.end : min(mention.end + _COLON_REACH, end - 1)]
    if not len(between) or not (between[0].text in (":", ",", "(") or between[0].pos_ == "ADP"):
        return None
    for token in between:
        if token.text == ":":
            return token.idx + 1 if token.whitespace_ else None
        if token.tag_ in _FINITE or token.text in ('"', "“", "."):
            return None
    return None
