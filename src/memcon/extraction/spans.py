"""Evidence: the exact words of a report as a `Span`."""

from spacy.tokens import Doc

from memcon.record import Span


def span_at(text: str, start: int, end: int) -> Span:
    """The characters from ``start`` to ``end`` (exclusive) of ``text``."""
    return Span(start, end, text[start:end])


def span_of(doc: Doc, start: int, end: int) -> Span:
    """The tokens from ``start`` to ``end`` (exclusive) of a document whose text is the report's."""
    piece = doc[start:end]
    return Span(piece.start_char, piece.end_char, piece.text)
