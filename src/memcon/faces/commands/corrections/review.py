"""``memcon review``: what nobody looked at yet."""

from typing import TYPE_CHECKING, Annotated, cast

import typer

from memcon.faces.console import counted, note
from memcon.faces.options import (
    DEFAULT_DATABASE,
    Country,
    Database,
    Format,
    Limit,
    RowFormat,
    Since,
    Until,
)

if TYPE_CHECKING:
    from memcon.archive.corrections.model import ItemType

_SHOWN = 20  # rows of a table where no limit is given


def review(  # noqa: PLR0913, PLR0917  a command's options are its parameters
    database: Database = DEFAULT_DATABASE,
    item_type: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="contact, statement, commitment or claim; may be repeated."),
    ] = None,
    report: Annotated[str | None, typer.Option(metavar="REPORT", help="Of one report, by its id.")] = None,
    country: Country = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Part of the outlet's name.")] = None,
    since: Since = None,
    until: Until = None,
    below: Annotated[float | None, typer.Option(metavar="SHARE", help="Of less confidence, like 0.8.")] = None,
    limit: Limit = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """List the items that nobody looked at, those first of which memcon is least sure; as a table, twenty if no limit is given.

    Several countries: any of them takes part, speaks, undertakes or claims. Dates are those of publication.

    Examples:

    - `memcon review --country Iran --type contact`

    - `memcon review --below 0.7 --format json > queue.json`
    """
    from memcon.archive import Archive  # noqa: PLC0415
    from memcon.archive.corrections.queue import ReviewFilters  # noqa: PLC0415
    from memcon.archive.corrections.views import ReviewRow  # noqa: PLC0415
    from memcon.faces.output import Cells, write_rows  # noqa: PLC0415

    filters = ReviewFilters(
        item_type=cast("tuple[ItemType, ...]", tuple(item_type or ())),
        report=report,
        country=tuple(country or ()),
        outlet=outlet,
        since=since,
        until=until,
        below=below,
        limit=limit or (_SHOWN if form is Format.TABLE else None),
    )
    with Archive.open(database, create=False) as archive:
        rows, number = archive.review(filters)
    cells: Cells[ReviewRow] = {
        "id": lambda row: row.id,
        "sure": lambda row: "?" if row.confidence is None else f"{row.confidence:.2f}",
        "item": lambda row: f"{row.item_type}: {row.short}",
        "found by": lambda row: row.found_by,
        "outlet": lambda row: row.outlet,
    }
    write_rows(rows, ReviewRow, form, cells=cells, wide=("found by", "outlet"))
    if form is Format.TABLE:
        note(f"{len(rows)} of {counted(number, 'item')} that nobody looked at")
