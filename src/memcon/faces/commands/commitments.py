"""``memcon commitments`` and ``memcon claims``: what was promised and became of it, and what harm was counted."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from memcon.faces.console import counted, note, printable
from memcon.faces.options import (
    DEFAULT_DATABASE,
    AsOf,
    ChangedSince,
    Country,
    Database,
    Format,
    InKind,
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
    first_day,
)

if TYPE_CHECKING:
    from memcon.archive import CommitmentRow, FollowedCommitment
    from memcon.record import CommitmentStatus


def commitments(  # noqa: PLR0913, PLR0917  a command's options are its parameters
    commitment: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="One of them, with its words and all that follows it up.", show_default=False
        ),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    open_: Annotated[bool, typer.Option("--open", help="Those not yet due, or without a date.")] = False,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Those due of which nothing shows that they were kept.")
    ] = False,
    due_before: Annotated[
        str | None, typer.Option(metavar="DATE", callback=first_day, help="Due before 2024, 2024-12 or 2024-12-20.")
    ] = None,
    kind: InKind = None,
    as_of: AsOf = None,
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
    """List what was agreed, pledged, offered, asked for, planned or hoped for, and what became of it.

    Several countries: commitments by, to or at a contact with all of them. The person undertakes it. Dates, mode, status, level and role are
    those of the contact at which it was made.

    Examples:

    - `memcon commitments --country Iran --country TUR --open --overdue`

    - `memcon commitments --due-before 2025-06 --format csv > due.csv`

    - `memcon commitments 3f2a9c-k1`
    """
    from memcon.archive import Archive, CommitmentFilters, commitments_in_words  # noqa: PLC0415

    if commitment is not None:
        if form is Format.CSV:
            raise typer.BadParameter("one commitment is no table; give --format json", param_hint="--format")
        with Archive.open(database, create=False) as archive:
            _write_one(archive.commitment(commitment, as_of=as_of), form)
        return
    # What the options' callbacks let through is what the filters take.
    given: dict[str, Any] = {"mode": mode, "status": status, "level": level, "role": role, "kind": kind}
    filters = CommitmentFilters(
        **given,
        country=tuple(country or ()),
        person=person,
        since=since,
        until=until,
        mechanism=mechanism,
        outlet=outlet,
        topic=topic,
        changed_since=changed_since,
        withdrawn=withdrawn,
        state=(*_wanted("open", open_), *_wanted("overdue", overdue)),
        due_before=due_before,
        as_of=as_of,
        limit=limit,
    )
    with Archive.open(database, create=False) as archive:
        rows = list(archive.commitments(filters))
    _write(rows, form)
    if form is Format.TABLE:
        asked = commitments_in_words(filters)
        note(f"{counted(len(rows), 'commitment')}{f': {asked}' if asked else ''}")


def claims(  # noqa: PLR0913, PLR0917  a command's options are its parameters
    database: Database = DEFAULT_DATABASE,
    country: Country = None,
    person: Person = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    changed_since: ChangedSince = None,
    withdrawn: Withdrawn = False,
    limit: Limit = None,
    form: RowFormat = Format.TABLE,
) -> None:
    """List counted harm: how many were killed, injured, displaced, arrested or are missing, and who says so.

    Countries: where the harm was, or whose people say so (any of them). The person says so; dates are those of the harm.

    Examples:

    - `memcon claims --country Syria --since 2023`

    - `memcon claims --format json`
    """
    from memcon.archive import Archive, ClaimRow, Filters, in_words  # noqa: PLC0415
    from memcon.faces.output import Cells, shown_date, write_rows  # noqa: PLC0415

    filters = Filters(
        country=tuple(country or ()),
        person=person,
        since=since,
        until=until,
        outlet=outlet,
        changed_since=changed_since,
        withdrawn=withdrawn,
        limit=limit,
    )
    with Archive.open(database, create=False) as archive:
        rows = list(archive.claims(filters))
    cells: Cells[ClaimRow] = {
        "id": lambda row: row.id,
        "date": shown_date,
        "what": lambda row: row.what + (" (withdrawn)" if row.withdrawn else ""),
        "low": lambda row: row.low,
        "high": lambda row: row.high,
        "victims": lambda row: row.victims,
        "by": lambda row: row.by,
        "place": lambda row: ", ".join(filter(None, (row.place, row.place_country))),
        "said_by": lambda row: row.said_by,
        "outlet": lambda row: row.outlet,
    }
    write_rows(rows, ClaimRow, form, cells=cells, wide=("by", "outlet"))
    if form is Format.TABLE:
        asked = in_words(filters)
        note(f"{counted(len(rows), 'claim')}{f': {asked}' if asked else ''}")


def _wanted(state: "CommitmentStatus", wanted: bool) -> tuple["CommitmentStatus", ...]:
    return (state,) if wanted else ()


def due_in_short(row: "CommitmentRow") -> str:
    """As much of the day by which it is due as is known: a day, month, year or range."""
    if row.due and row.due_precision in ("day", "month", "year"):
        return row.due[: {"day": 10, "month": 7, "year": 4}[row.due_precision]]
    return f"{row.due or '..'}/{row.due_end or '..'}" if row.due or row.due_end else ""


def _write(rows: list["CommitmentRow"], form: Format) -> None:
    from memcon.archive import CommitmentRow  # noqa: PLC0415
    from memcon.faces.output import Cells, write_rows  # noqa: PLC0415

    cells: Cells[CommitmentRow] = {
        "id": lambda row: row.id,
        "who": lambda row: row.who,
        "to": lambda row: row.to,
        "kind": lambda row: row.kind,
        "act": lambda row: row.act,
        "due": due_in_short,
        "status": lambda row: _state(row) + (" (withdrawn)" if row.withdrawn else ""),
        "followed by": lambda row: row.followed_by or row.answered_by,
        "mechanism": lambda row: row.mechanism,
        "outlet": lambda row: row.outlet,
    }
    write_rows(rows, CommitmentRow, form, cells=cells, wide=("mechanism", "outlet"))


def _state(row: "CommitmentRow") -> str:
    return f"{row.status}, {row.answer}" if row.answer else row.status


def _write_one(followed: "FollowedCommitment", form: Format) -> None:
    if form is Format.JSON:
        sys.stdout.write(f"{msgspec.json.encode(followed).decode()}\n")
        return
    for line in _lines(followed):
        sys.stdout.write(f"{printable(line)}\n")


def _lines(followed: "FollowedCommitment") -> Iterator[str]:
    row = followed.commitment
    to = f" to {', '.join(row.to)}" if row.to else ""
    yield f"{row.id}: {row.kind} of {', '.join(row.who) or 'somebody not named'}{to}: {row.act}"
    due = due_in_short(row)
    yield f"  {_state(row)}{f'; due {due}' if due else '; no date given'}{f'; made {row.made}' if row.made else ''}"
    yield f"  report {row.report}: {_source(row.outlet, row.published)}"
    yield f"  “{followed.words}”"
    if not followed.follow_ups:
        yield "  nothing follows it up"
    for one in followed.follow_ups:
        yield ""
        yield f"  {one.kind} by {one.by}{f', {one.date}' if one.date else ''} (score {one.score:g})"
        for reason in one.reasons:
            points = f" ({reason.points:+g})" if reason.points else ""
            yield f"    - {reason.words}{points}"
        yield f"    report {one.report}: {_source(one.outlet, one.published)}"
        yield f"    “{one.words}”"


def _source(outlet: str | None, published: str | None) -> str:
    return f"{outlet or 'outlet not named'}, {published or 'undated'}"
