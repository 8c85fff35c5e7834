"""Who says "I": the speaker of a quotation, and the author of a report in the first person."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Token

from memcon.actors.grammar import SUBJECTS, top
from memcon.actors.knowledge.names import name_words
from memcon.actors.persons import Figure
from memcon.actors.phrase import Phrase
from memcon.language import Parsed
from memcon.language.quotations import Quotation

_BY = re.compile(
    r"\b(?:statement|remarks|message|readout|letter|address|speech|comments?)\s+(?:by|from|of)\s+(?P<whom>.+?)"
    r"(?=['’]|[:,–]|\s(?:on|at|with|after|to|following|regarding|about|in|before|during|and)\b|$)",
    re.IGNORECASE,
)


def author(title: str | None, figures: Iterable[Figure]) -> Figure | None:
    """Whose statement or readout the title says it is ("Statement by Foreign Minister …"); nobody where there are two."""
    signed = _BY.search(title or "")
    words = set(name_words(signed["whom"])) if signed else set()
    signing = [figure for figure in figures if figure.words and figure.words[-1] in words]
    return signing[0] if len(signing) == 1 else None


class Voices:
    """Quotations and their speakers; each is found once, in the order of the text."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.starts = [quotation.start for quotation in parsed.quotations]
        self.speakers: dict[int, str | None] = {}

    def quotation(self, token: Token) -> Quotation | None:
        """The quotation that a token stands in."""
        place = bisect_right(self.starts, token.idx) - 1
        return self.parsed.quotations[place] if place >= 0 and token.idx < self.parsed.quotations[place].end else None

    def speaker(
        self,
        quotation: Quotation,
        here: Sequence[tuple[str, Token]],
        later: Mapping[int, list[Phrase]],
        owner: Mapping[int, Figure],
        focus: str | None,
    ) -> str | None:
        """Who says a quotation: the subject beside it in its sentence, or where it ends, else the person in focus.

        ``here`` are the actors of the sentence by their head words, ``later`` the phrases of every sentence.
        """
        if quotation.start not in self.speakers:
            beside = [(actor, head) for actor, head in here if _is_subject(head) and self.quotation(head) is None]
            found = min(beside, key=lambda item: _distance(quotation, item[1]), default=None)
            self.speakers[quotation.start] = found[0] if found else self._at_end(quotation, later, owner) or focus
        return self.speakers[quotation.start]

    def _at_end(
        self, quotation: Quotation, later: Mapping[int, list[Phrase]], owner: Mapping[int, Figure]
    ) -> str | None:
        sentences = self.parsed.sentences
        number = bisect_right(sentences, quotation.end - 1, key=lambda sentence: sentence.span.start_char) - 1
        for phrase in later.get(number, ()):
            head = self.parsed.doc[phrase.head]
            if phrase.start in owner and head.idx >= quotation.end and _is_subject(head):
                return owner[phrase.start].id
        return None


def _is_subject(head: Token) -> bool:
    return top(head).dep_ in SUBJECTS


def _distance(quotation: Quotation, head: Token) -> int:
    return quotation.start - head.idx if head.idx < quotation.start else head.idx - quotation.end
