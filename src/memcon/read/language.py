"""Which language a report is in, judged on a sample of it."""

import re
from functools import cache
from typing import Protocol, cast

SAMPLE = 3000
"""Characters looked at; the answer did not change with more in any page tried, and the time grows with it."""

MIN_LETTERS = 20
"""Fewer letters are a headline's worth; the identifier then guesses."""

SHORT = 80
"""Words. A longer text has enough grammar for the identifier."""

ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "with",
        "by",
        "from",
        "that",
        "his",
        "their",
        "said",
        "says",
        "told",
        "will",
        "have",
        "been",
        "are",
        "which",
        "who",
        "this",
        "after",
        "during",
        "to",
        "at",
        "for",
        "not",
        "on",
    ]
)
FOREIGN = frozenset(
    [
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "et",
        "est",
        "une",
        "dans",
        "el",
        "los",
        "las",
        "del",
        "y",
        "en",
        "por",
        "il",
        "di",
        "della",
        "che",
        "con",
        "der",
        "die",
        "das",
        "und",
        "den",
        "dem",
        "mit",
        "van",
        "het",
        "een",
        "ve",
        "bir",
        "ile",
        "bu",
        "da",
        "do",
        "em",
        "os",
        "na",
        "w",
        "z",
        "się",
        "dan",
        "yang",
        "di",
        "dengan",
        "och",
        "att",
        "det",
        "som",
        "på",
        "og",
        "til",
        "av",
        "i",
        "je",
        "u",
        "sa",
        "från",
        "für",
        "über",
        "avec",
        "pour",
    ]
) - {"i", "na"}
"""Small words, of English and of the languages that flashes in English are mistaken for."""

_CODES = """
am ar az be bg bn bs cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka kk km ko ku ky lo lt lv mk mn mr ms
ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr ug uk ur vi zh
"""
LANGUAGES = tuple(_CODES.split())
"""ISO 639-1. Restricted to languages that news agencies print in: names from many tongues otherwise tip English
reports to small languages (Latin, Maltese, Esperanto)."""


class _Identifier(Protocol):
    def set_languages(self, langs: list[str]) -> None: ...

    def classify(self, text: str) -> tuple[str, float]: ...


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None for too little text."""
    sample = _sample(text)
    if sum(letter.isalpha() for letter in sample) < MIN_LETTERS:
        return None
    found = _identifier().classify(sample)[0]
    return "en" if found != "en" and _has_english_grammar(sample) else found


def _has_english_grammar(text: str) -> bool:
    """Foreign names outweigh English words in a flash of one sentence: then its small words decide."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) >= SHORT or (
        not text.isascii() and sum(letter > "\u024f" and letter.isalpha() for letter in text) > 1
    ):
        return False
    foreign = sum(word in FOREIGN for word in words)
    return foreign == 0 or sum(word in ENGLISH for word in words) > foreign


def _sample(text: str) -> str:
    """From the middle where the text is long: the head is names, dates and menus."""
    if len(text) <= SAMPLE:
        return text
    start = min(len(text) // 4, SAMPLE)
    return text[start : start + SAMPLE]


@cache
def _identifier() -> _Identifier:
    """Loaded once, half a second; imported here so that reading nothing costs nothing."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - see above

    identifier = cast(_Identifier, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False))
    identifier.set_languages(list(LANGUAGES))
    return identifier
