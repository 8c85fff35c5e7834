"""``memcon encounters``: real-world contacts, each once, however many reports tell of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from memcon.faces.console import counted, note
from memcon.faces.options import (
    DEFAULT_DATABASE,
    ChangedSince,
    Country,
    Database,
    Format,
    InLevel,
    InMode,
    InRole,
    InStatus,
    Limit,
    Mechanism,
    Outlet,
    Person,
    RowFormat,
    Since,
    Topic,
    Until,
)

if TYPE_CHECKING:
    from memcon.archive import EncounterRow


def encounters(  # noqa: PLR0913, PLR0917  a command's options are its parameters
    database: Database = DEFAULT_DATABASE,
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
    several: Annotated[bool, typer.Option("--several", help="Only those that several reports tell of.")] = False,
    limit: Limit = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """List encounters: real-world contacts, each once, with the number of reports and how many of these are independent.

    A contact without a date stands at the date that another report of its encounter tells.

    Examples:

    - `memcon encounters --country Iran --country TUR --since 2018`

    - `memcon encounters --several --mode phone --format csv > calls.csv`
    """
    from memcon.archive import Archive, EncounterRow, Filters, in_words  # noqa: PLC0415
    from memcon.faces.output import Cells, shown_date, write_rows  # noqa: PLC0415

    given: dict[str, Any] = {"mode": mode, "status": status, "level": level, "role": role, "mechanism": mechanism}
    given |= {"person": person, "since": since, "until": until, "outlet": outlet, "topic": topic}
    # The options' callbacks let no value through that the filters do not take.
    filters = Filters(
        country=tuple(country or ()), changed_since=changed_since, limit=None if several else limit, **given
    )
    with Archive.open(database, create=False) as archive:
        rows = [row for row in archive.encounters(filters) if row.n_reports > 1 or not several][:limit]
    cells: Cells[EncounterRow] = {
        "id": lambda row: row.id,
        "date": shown_date,
        "encounter": lambda row: row.mode if row.status == "held" else f"{row.status} {row.mode}",
        "participants": lambda row: ", ".join(row.participants),
        "place": lambda row: ", ".join(filter(None, (row.place, row.place_country))),
        "reports": _reports,
        "topics": lambda row: ", ".join(row.topics),
    }
    write_rows(rows, EncounterRow, form, cells=cells, wide=("topics",))
    if form is Format.TABLE:
        asked = in_words(filters)
        note(f"{counted(len(rows), 'encounter')}{f': {asked}' if asked else ''}")


def _reports(row: "EncounterRow") -> str:
    """ "6, 2 independent"; "1"."""
    return str(row.n_reports) if row.n_reports == row.n_sources else f"{row.n_reports}, {row.n_sources} independent"
