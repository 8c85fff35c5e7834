"""Countries as people type them."""

import typer


def country_code(value: str) -> str:
    """The code that the record uses: "TUR" for "TUR", "tur", "Turkey" and "türkiye"; "UNO" for "UN"."""
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and few queries name a country

    knowledge = load()
    words = value.strip()
    code = words.upper()
    if len(code) == 3 and knowledge.country_name(code) != code:
        return code
    for spelling in (words, words.title(), code):
        country = knowledge.country(spelling)
        if country and country.kind in ("name", "adjective", "demonym"):
            return country.iso3
    raise typer.BadParameter(
        f"{value} is no country that memcon knows; give its name or its three-letter code, like IRN"
    )
