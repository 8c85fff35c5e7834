"""``memcon export``: what an archive holds in the formats of other programs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from memcon.faces.console import note
from memcon.faces.options import (
    DEFAULT_DATABASE,
    ChangedSince,
    Country,
    Database,
    InLevel,
    InMode,
    InRole,
    InStatus,
    Limit,
    Mechanism,
    Outlet,
    Person,
    Since,
    Topic,
    Until,
    Withdrawn,
)

if TYPE_CHECKING:
    from memcon.archive.export import Format


def export(  # noqa: PLR0913, PLR0917  a command's options are its parameters
    form: Annotated[
        str | None,
        typer.Option("--as", metavar="FORMAT", help="The format; `--formats` lists them.", show_default=False),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="File to write instead of standard output; for tables, a folder.",
            show_default=False,
        ),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="WHAT", help="atom: contacts or statements; graphml: countries or persons."),
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", metavar="QUERY", help="atom: a feed of the passages with these words.")
    ] = None,
    formats: Annotated[bool, typer.Option("--formats", help="List the formats and leave.")] = False,
    country: Country = None,
    person: Person = None,
    since: Since = None,
    until: Until = None,
    mode: InMode = None,
    status: InStatus = None,
    level: InLevel = None,
    role: InRole = None,
    mechanism: Mechanism = None,
    outlet: Outlet = None,
    topic: Topic = None,
    changed_since: ChangedSince = None,
    withdrawn: Withdrawn = False,
    limit: Limit = None,
) -> None:
    """Write what the archive holds for other programs: tables, calendars, feeds, networks, event data, memos.

    The filters are those of `memcon contacts`. What a format of event data has no place for is told on standard error.

    Examples:

    - `memcon export --as csv --country Iran --country TUR -o tables/`

    - `memcon export --as ics --status planned -o plans.ics`

    - `memcon export --as graphml --of persons --since 2020 > persons.graphml`
    """
    from memcon.archive import Archive, Filters  # noqa: PLC0415
    from memcon.archive.export import FORMATS  # noqa: PLC0415

    if formats:
        for name, each in FORMATS.items():
            sys.stdout.write(f"{name}\t{each.what}\n")
        return
    if form is None or form not in FORMATS:
        wrong = f"there is no format {form}" if form else "name a format"
        raise typer.BadParameter(f"{wrong}; there are {', '.join(FORMATS)}")
    known = FORMATS[form]
    asked: dict[str, Any] = {
        "country": tuple(country or ()),
        "person": person,
        "since": since,
        "until": until,
        "mode": mode,
        "status": status,
        "level": level,
        "role": role,
        "mechanism": mechanism,
        "outlet": outlet,
        "topic": topic,
        "changed_since": changed_since,
        "withdrawn": withdrawn,
        "limit": limit,
    }
    target = _target(form, known, output)
    with Archive.open(database, create=False) as archive:
        archive.export(form, target or sys.stdout.buffer, Filters(**asked), of=of, search=search)
    for loss in known.losses():
        note(loss)


def _target(name: str, form: "Format", output: Path | None) -> Path | None:
    """Where to write; None is standard output."""
    if output is not None and str(output) != "-":
        return output
    if form.in_folder:
        raise typer.BadParameter(f"{name} is several files; name a folder for them with --output")
    if not form.is_text and sys.stdout.isatty():
        raise typer.BadParameter(f"{name} is not to be shown on a terminal; name a file with --output")
    return None
