"""``memcon log``: what was corrected, by whom and why."""

from typing import Annotated

import typer

from memcon.faces.console import counted, note
from memcon.faces.options import DEFAULT_DATABASE, Database, Format, RowFormat


def log(
    about: Annotated[
        str | None,
        typer.Argument(metavar="[ITEM|REPORT]", help="An item's or report's id; else everything.", show_default=False),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    form: RowFormat = Format.TABLE,
) -> None:
    """List corrections in the order in which they were made, with who, when and why.

    State is “stands”, “undone”, or “found nothing” where the item is not extracted any more. Items have the ids of now.

    Examples:

    - `memcon log`

    - `memcon log 3f2a9c-c1 --format json`
    """
    from memcon.archive import Archive  # noqa: PLC0415
    from memcon.archive.corrections.views import CorrectionRow  # noqa: PLC0415
    from memcon.faces.output import Cells, write_rows  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        rows = archive.corrections(about)
    cells: Cells[CorrectionRow] = {
        "id": lambda row: row.id,
        "at": lambda row: row.at[:16].replace("T", " "),
        "who": lambda row: row.who,
        "action": lambda row: row.action,
        "item": lambda row: row.item,
        "change": lambda row: row.change,
        "why": lambda row: row.why,
        "state": lambda row: f"undone by {row.undone_by}" if row.undone_by else row.state,
    }
    write_rows(rows, CorrectionRow, form, cells=cells, wide=("at",))
    if form is Format.TABLE:
        note(counted(len(rows), "correction"))
