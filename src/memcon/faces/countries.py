"""Countries as people type them on the command line."""

import typer


def country_codes(values: list[str] | None) -> list[str]:
    """The codes of several countries."""
    return [country_code(value) for value in values or ()]


def country_code(value: str) -> str:
    """The code that the record uses, see `memcon.archive.countries.country_code`."""
    from memcon.archive.countries import country_code as code_of  # noqa: PLC0415

    code = code_of(value)
    if code is None:
        raise typer.BadParameter(
            f"“{value}” is no country that memcon knows; give its name or its ISO 3166 code, like IRN or IR"
        )
    return code
