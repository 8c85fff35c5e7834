"""``memcon reports``: the reports that an archive holds."""

from memcon.faces.console import counted, note
from memcon.faces.options import (
    DEFAULT_DATABASE,
    ChangedSince,
    Country,
    Database,
    Format,
    Limit,
    Person,
    RowFormat,
    Since,
    Until,
    Withdrawn,
)


def reports(  # noqa: PLR0913, PLR0917  a command's options are its parameters
    database: Database = DEFAULT_DATABASE,
    country: Country = None,
    person: Person = None,
    since: Since = None,
    until: Until = None,
    changed_since: ChangedSince = None,
    withdrawn: Withdrawn = False,
    limit: Limit = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """List reports: outlet, day of publication, title, and how many contacts they tell of.

    Country and person act in the report; dates are those of publication.

    Examples:

    - `memcon reports --country Iran --since 2024`

    - `memcon reports --withdrawn --changed-since 2024-12-01 --format json`
    """
    from memcon.archive import Archive, Filters, in_words  # noqa: PLC0415
    from memcon.archive.reports import ReportRow  # noqa: PLC0415
    from memcon.faces.output import Cells, write_rows  # noqa: PLC0415

    filters = Filters(
        country=tuple(country or ()),
        person=person,
        since=since,
        until=until,
        changed_since=changed_since,
        withdrawn=withdrawn,
        limit=limit,
    )
    with Archive.open(database, create=False) as archive:
        rows = list(archive.reports(filters))
    cells: Cells[ReportRow] = {
        "id": lambda row: row.id,
        "published": lambda row: row.published,
        "outlet": lambda row: row.outlet,
        "title": lambda row: row.title,
        "contacts": lambda row: row.contacts,
        "added": lambda row: row.added_at[:10],
    }
    if withdrawn:
        cells = {**cells, "withdrawn": lambda row: row.withdrawn_at and f"{row.withdrawn_at[:10]}: {row.withdrawn_why}"}
    write_rows(rows, ReportRow, form, cells=cells, wide=("added",))
    if form is Format.TABLE:
        asked = in_words(filters)
        note(f"{counted(len(rows), 'report')}{f': {asked}' if asked else ''}")
