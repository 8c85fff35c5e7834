"""``memcon mechanisms``: standing mechanisms between states and their sessions."""

import sys
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from memcon.faces.console import counted, note
from memcon.faces.options import DEFAULT_DATABASE, AsOf, Country, Database, Format, RowFormat

if TYPE_CHECKING:
    from memcon.archive import Mechanism, MechanismRow, SessionRow


def mechanisms(
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME…", help="One of them: its sessions.", show_default=False),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    country: Country = None,
    as_of: AsOf = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """List standing mechanisms (a joint commission, the Astana format …), or the sessions of one, held and planned.

    Names that mean one mechanism are taken together. Several countries: mechanisms of all of them. Quotation marks are not needed.

    Examples:

    - `memcon mechanisms --country Iran --country TUR`

    - `memcon mechanisms Supreme Council --country TUR`

    - `memcon mechanisms Astana --format json`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        if name:
            found = archive.mechanism(" ".join(name), country=tuple(country or ()), as_of=as_of)
            _write_sessions(found, form)
        else:
            _write_mechanisms(archive.mechanisms(country=tuple(country or ()), as_of=as_of), form)


def _write_mechanisms(rows: list["MechanismRow"], form: Format) -> None:
    from memcon.archive import MechanismRow  # noqa: PLC0415
    from memcon.faces.output import Cells, write_rows  # noqa: PLC0415

    cells: Cells[MechanismRow] = {
        "name": lambda row: row.name,
        "countries": lambda row: row.countries,
        "held": lambda row: row.held,
        "planned": lambda row: row.planned,
        "last": lambda row: row.last,
        "next": lambda row: row.next,
        "commitments": lambda row: row.commitments,
        "reports": lambda row: row.reports,
        "also called": lambda row: row.also,
    }
    write_rows(rows, MechanismRow, form, cells=cells, wide=("also called",))
    if form is Format.TABLE:
        note(counted(len(rows), "mechanism"))


def _write_sessions(found: "Mechanism", form: Format) -> None:
    from memcon.archive import SessionRow  # noqa: PLC0415
    from memcon.faces.output import Cells, write_rows  # noqa: PLC0415

    if form is Format.JSON:
        sys.stdout.write(f"{msgspec.json.encode(found).decode()}\n")
        return
    cells: Cells[SessionRow] = {
        "id": lambda row: row.id,
        "date": _days,
        "round": lambda row: row.round,
        "session": _state,
        "place": lambda row: ", ".join(filter(None, (row.place, row.place_country))),
        "countries": lambda row: row.countries,
        "called": lambda row: row.name,
        "reports": lambda row: row.reports,
    }
    write_rows(found.sessions, SessionRow, form, cells=cells, wide=("called",))
    if form is Format.TABLE:
        row = found.mechanism
        also = f", also called {', '.join(row.also)}" if row.also else ""
        note(f"{row.name}{also}: {counted(len(found.sessions), 'session')}, in {counted(row.reports, 'report')}")


def _days(row: "SessionRow") -> str:
    return f"{row.date}/{row.date_end}" if row.date and row.date_end != row.date else row.date or ""


def _state(row: "SessionRow") -> str:
    told = row.mode if row.status == "held" else f"{row.status} {row.mode}"
    return f"{told}, {row.outcome} ({row.followed_by})" if row.outcome else told
