"""Which language a report is in, judged on a sample of it."""

from functools import cache
from typing import Protocol, cast

SAMPLE = 3000
"""Characters looked at; the answer did not change with more in any page tried, and the time grows with it."""

MIN_LETTERS = 20
"""Fewer letters are a headline's worth; the identifier then guesses."""

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
    return _identifier().classify(sample)[0]


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
