"""What people type into a search: words, "exact phrases", begin*, -without, one OR another. Nothing of it is an error."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from memcon.archive.folding import folded_words

Word = tuple[str, int, int]
"""A folded word with the offsets of its beginning and end."""

_PART = re.compile(r'(-*)(?:"([^"]*)(?:"|$)|([^\s"]+))(\*?)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


@dataclass(frozen=True)
class Term:
    """Words that stand one behind the other, folded; with ``begins`` the last one may go on."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class WordQuery:
    """Of each group of ``wanted`` at least one term occurs, of ``unwanted`` none."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    def matches(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Where the wanted terms stand among the words of a text, in its order, none within another."""
        found = {
            (words[at][1], words[at + len(term.words) - 1][2])
            for group in self.wanted
            for term in group
            for at in range(len(words) - len(term.words) + 1)
            if _stands(term, words[at : at + len(term.words)])
        }
        kept: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
            if not kept or end > kept[-1][1]:
                kept.append((start, end))
        return kept


def parse_query(text: str) -> WordQuery:
    """The query that somebody typed. An open quotation mark closes at the end; OR joins the terms on its two sides."""
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joined = False
    for without, term in _terms(text):
        if term is None:
            joined = True
            continue
        if without:
            unwanted.append(term)
        elif joined and wanted:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        joined = False
    return WordQuery(tuple(wanted), tuple(unwanted))


def _terms(text: str) -> Iterator[tuple[bool, Term | None]]:
    """Each term and whether it must not occur; None is the word OR."""
    for minus, quoted, word, star in _PART.findall(text.translate(_QUOTES)):
        if word == "OR" and not minus:
            yield False, None
            continue
        typed = quoted or word
        words = tuple(folded for folded, _, _ in folded_words(typed))
        if words:
            yield bool(minus), Term(words, begins=bool(star) or typed.endswith("*"))


def _stands(term: Term, words: Sequence[Word]) -> bool:
    *before, last = (word for word, _, _ in words)
    *wanted_before, wanted = term.words
    return before == wanted_before and (last.startswith(wanted) if term.begins else last == wanted)
