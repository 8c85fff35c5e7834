"""The footnotes of a memo: each line's place in its report."""

from collections.abc import Callable, Iterable

from memcon.archive.wording import date_in_words, plain
from memcon.record import Article, Span


class Footnotes:
    """Numbers the notes of one document. The same place in the same report is one note, however often it is cited.

    ``first`` lets several memos in one file number on; ``called`` is how a note names a report.
    """

    def __init__(self, first: int = 1, *, called: Callable[[Article], str] | None = None) -> None:
        self._first = first
        self._called = called or report_in_short
        self._numbers: dict[str, int] = {}

    def cite(self, article: Article, spans: Iterable[Span]) -> str:
        """The mark to set after the line that the spans support; empty where there are none."""
        places = outermost((span.start, span.end) for span in spans)
        if not places:
            return ""
        chars = ", ".join(f"{start}-{end}" for start, end in places)
        note = f"{self._called(article)}, chars {chars}."
        number = self._numbers.setdefault(note, self._first + len(self._numbers))
        return f"[^{number}]"

    @property
    def next(self) -> int:
        """The number that the next note will get."""
        return self._first + len(self._numbers)

    def lines(self) -> list[str]:
        """The notes themselves, in Markdown, in the order of their numbers."""
        return [f"[^{number}]: {note}" for note, number in self._numbers.items()]


def outermost(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, without those that lie within another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def report_in_short(article: Article) -> str:
    """ "Press TV, 20 December 2024"."""
    published = date_in_words(article.published) if article.published else "undated"
    return f"{plain(article.outlet or f'report {article.id}')}, {published}"
