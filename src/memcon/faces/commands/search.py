"""``memcon search``: the passages in which words stand."""

from typing import Annotated

import typer

from memcon.faces.console import counted, note
from memcon.faces.options import (
    DEFAULT_DATABASE,
    Country,
    Database,
    Format,
    Limit,
    Outlet,
    Person,
    RowFormat,
    Since,
    Topic,
    Until,
)

_AROUND = 90  # characters that a table shows on each side of the first match


def search(  # noqa: PLR0913, PLR0917  a command's options are its parameters
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help='Words, "a phrase", begin*, -without, one OR another.', show_default=False
        ),
    ],
    database: Database = DEFAULT_DATABASE,
    statements: Annotated[
        bool, typer.Option("--statements", help="Only what somebody is reported to have said.")
    ] = False,
    country: Country = None,
    person: Person = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    topic: Topic = None,
    limit: Limit = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """Find the passages of reports and statements in which words stand, the best first.

    Country and person are the speaker's of a statement; of any other passage they act in its report. Case and accents do not matter. 20 passages if no limit is given.

    Examples:

    - `memcon search "border bridge" --country TUR --since 2024`

    - `memcon search 'sanction* -oil' --statements --format json`
    """
    from memcon.archive import Archive, Filters, FoundPassage, in_words  # noqa: PLC0415
    from memcon.faces.output import Cells, write_rows  # noqa: PLC0415

    filters = Filters(
        country=tuple(country or ()),
        person=person,
        since=since,
        until=until,
        outlet=outlet,
        topic=topic,
        limit=limit,
    )
    with Archive.open(database, create=False) as archive:
        rows = list(archive.search(query, filters, statements_only=statements))
    cells: Cells[FoundPassage] = {
        "id": lambda row: row.statement or row.report,
        "published": lambda row: row.published,
        "speaker": lambda row: ", ".join(row.speakers),
        "passage": lambda row: " ".join(row.marked("**", "**", around=_AROUND).split()),
        "chars": lambda row: row.matches,
        "contact": lambda row: row.contact,
        "outlet": lambda row: row.outlet,
    }
    write_rows(rows, FoundPassage, form, cells=cells, wide=("chars", "contact", "outlet"))
    if form is Format.TABLE:
        asked = in_words(filters)
        note(f"{counted(len(rows), 'passage')} with {query}{f', {asked}' if asked else ''}")
