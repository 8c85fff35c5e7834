"""Countries as people type them."""

from collections.abc import Iterator


def country_code(words: str) -> str | None:
    """The code that the record uses: "TUR" for "TUR", "tr", "Turkey" and "türkiye"; "UNO" for "UN"; None for no country."""
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and few queries name a country

    knowledge = load()
    words = words.strip()
    code = words.upper()
    codes = (code, *_three_letters(code))
    names = [name for known in codes if (name := knowledge.country_name(known)) != known]
    for spelling in (*names, words, words.title(), code):
        country = knowledge.country(spelling)
        if country and country.kind in ("name", "adjective", "demonym"):
            return country.iso3
    return None


def _three_letters(code: str) -> Iterator[str]:
    """The codes of three letters, also those of the past, that mean the same as an ISO 3166 code of two."""
    from babel.core import get_global  # noqa: PLC0415

    for known, same in get_global("territory_aliases").items():
        if len(known) == 3 and known.isalpha() and same == [code]:
            yield known
