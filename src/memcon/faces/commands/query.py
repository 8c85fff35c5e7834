"""``memcon contacts`` and ``memcon statements``: what an archive holds."""

from typing import TYPE_CHECKING, Any

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
    Withdrawn,
)

if TYPE_CHECKING:
    from memcon.archive import Filters


def contacts(  # noqa: PLR0913, PLR0917  a command's options are its parameters
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
    withdrawn: Withdrawn = False,
    limit: Limit = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """List contacts: meetings, calls, visits, letters and summits, held or not.

    Several countries: contacts between all of them. A contact without a date goes by the day its report was published.

    Examples:

    - `memcon contacts --country Iran --country TUR --since 2018`

    - `memcon contacts --status planned --format csv > planned.csv`
    """
    from memcon.archive import Archive  # noqa: PLC0415
    from memcon.faces.output import write_contacts  # noqa: PLC0415

    filters = _filters(
        country,
        person=person,
        since=since,
        until=until,
        mode=mode,
        status=status,
        level=level,
        role=role,
        mechanism=mechanism,
        outlet=outlet,
        topic=topic,
        changed_since=changed_since,
        withdrawn=withdrawn,
        limit=limit,
    )
    with Archive.open(database, create=False) as archive:
        rows = list(archive.contacts(filters))
    write_contacts(rows, form)
    _tell("contact", len(rows), filters, form)


def statements(  # noqa: PLR0913, PLR0917  a command's options are its parameters
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
    withdrawn: Withdrawn = False,
    limit: Limit = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """List statements: who said what, in the words of the report.

    Person and country are the speaker's (several countries: any of them); dates, mode and status the contact's.

    Examples:

    - `memcon statements --person Rouhani --since 2018-05`

    - `memcon statements --country TUR --mode phone --format json`
    """
    from memcon.archive import Archive  # noqa: PLC0415
    from memcon.faces.output import write_statements  # noqa: PLC0415

    filters = _filters(
        country,
        person=person,
        since=since,
        until=until,
        mode=mode,
        status=status,
        level=level,
        role=role,
        mechanism=mechanism,
        outlet=outlet,
        topic=topic,
        changed_since=changed_since,
        withdrawn=withdrawn,
        limit=limit,
    )
    with Archive.open(database, create=False) as archive:
        rows = list(archive.statements(filters))
    write_statements(rows, form)
    _tell("statement", len(rows), filters, form)


def _filters(country: list[str] | None, **given: Any) -> "Filters":
    """The options as filters; their callbacks let no value through that the filters do not take."""
    from memcon.archive import Filters  # noqa: PLC0415

    return Filters(country=tuple(country or ()), **given)


def _tell(thing: str, number: int, filters: "Filters", form: Format) -> None:
    """How many there are, and of what: the query read back. Programs that take JSON or CSV need no such line."""
    from memcon.archive import in_words  # noqa: PLC0415

    if form is Format.TABLE:
        asked = in_words(filters)
        note(f"{counted(number, thing)}{f': {asked}' if asked else ''}")
