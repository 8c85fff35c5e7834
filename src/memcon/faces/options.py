"""Options that several commands share, and how their values are understood."""

import calendar
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_args

import typer

from memcon.faces.countries import country_codes
from memcon.record import CommitmentKind, Level, Mode, Role, Status


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class RecordFormat(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    TABLE = "table"


class PaperFormat(StrEnum):
    """How a paper is written."""

    PAPER = "paper"
    JSON = "json"


_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def first_day(value: str | None) -> str | None:
    """The first day of "2024", "2024-02" or "2024-02-10" as an ISO date."""
    return _day(value, first=True)


def last_day(value: str | None) -> str | None:
    """The last day of "2024", "2024-02" or "2024-02-10" as an ISO date."""
    return _day(value, first=False)


def _day(value: str | None, *, first: bool) -> str | None:
    if value is None:
        return None
    match = _DATE.fullmatch(value.strip())
    year, month, day = (int(part) if part else 0 for part in match.groups()) if match else (0, 0, 0)
    month = month or (1 if first else 12)
    if not 1 <= month <= 12 or year < 1:
        raise typer.BadParameter(f"{value} is no date; give 2024, 2024-12 or 2024-12-31")
    days = calendar.monthrange(year, month)[1]
    day = day or (1 if first else days)
    if day > days:
        raise typer.BadParameter(f"{value} is no date; that month has {days} days")
    return f"{year:04}-{month:02}-{day:02}"


def whole_day(value: str | None) -> str | None:
    """An ISO date as it is."""
    if value is None:
        return None
    match = _DATE.fullmatch(value.strip())
    if not match or not match[3]:
        raise typer.BadParameter(f"“{value}” is not a day; give it like 2024-12-31")
    return first_day(value)


def number_of_rows(value: str) -> int:
    """A whole number above zero."""
    if not value.isdecimal() or int(value) < 1:
        raise typer.BadParameter(f"{value} is no number of rows; give 1 or more")
    return int(value)


def one_mode(value: str | None) -> str | None:
    """One of the record's modes."""
    return _one_of(value, get_args(Mode))


def one_status(value: str | None) -> str | None:
    """One of the record's states of a contact."""
    return _one_of(value, get_args(Status))


def one_level(value: str | None) -> str | None:
    """One of the record's levels of a contact."""
    return _one_of(value, get_args(Level))


def one_role(value: str | None) -> str | None:
    """One of the record's roles of a contact in its report."""
    return _one_of(value, get_args(Role))


def one_kind(value: str | None) -> str | None:
    """One of the record's kinds of commitments."""
    return _one_of(value, get_args(CommitmentKind))


def _one_of(value: str | None, known: tuple[str, ...]) -> str | None:
    if value is not None and value not in known:
        raise typer.BadParameter(f"{value} is none of {', '.join(known)}")
    return value


Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE…", help="Texts, pages, JSON lines, … ; - reads standard input.", show_default=False),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        callback=whole_day,
        help="Day of publication of reports that do not say it themselves, like 2024-12-20.",
    ),
]
Model = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder of the language model, where it is not the one memcon brings."),
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault in memcon.")]
Database = Annotated[str, typer.Option("--db", metavar="PATH", help="The archive.")]
Country = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        callback=country_codes,
        help="Country by name or ISO code (IRN, IR); may be repeated.",
        show_default=False,
    ),
]
Person = Annotated[str | None, typer.Option(metavar="NAME", help="Part of a person's name; accents do not matter.")]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", callback=first_day, help="Not before: 2024, 2024-12 or 2024-12-20.")
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", callback=last_day, help="Not after: 2024, 2024-12 or 2024-12-20.")
]
InMode = Annotated[
    str | None, typer.Option("--mode", metavar="MODE", callback=one_mode, help=f"{', '.join(get_args(Mode))}.")
]
InStatus = Annotated[
    str | None, typer.Option("--status", metavar="STATUS", callback=one_status, help=f"{', '.join(get_args(Status))}.")
]
InLevel = Annotated[
    str | None, typer.Option("--level", metavar="LEVEL", callback=one_level, help=f"{', '.join(get_args(Level))}.")
]
InRole = Annotated[
    str | None,
    typer.Option("--role", metavar="ROLE", callback=one_role, help="main: what a report is about; background."),
]
Mechanism = Annotated[
    str | None, typer.Option(metavar="NAME", help="Part of the name of the mechanism within which it was.")
]
InKind = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", callback=one_kind, help=f"{', '.join(get_args(CommitmentKind))}."),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", callback=whole_day, help="The day on which things are looked at; today in UTC."
    ),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Part of the name of the report's outlet.")]
Topic = Annotated[str | None, typer.Option(metavar="TOPIC", help="A topic as the table names it, like trade.")]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        metavar="TIME",
        help="Of reports added, corrected or withdrawn since: 2024-12-31, or 2024-12-31T18:30 in UTC.",
    ),
]
Withdrawn = Annotated[bool, typer.Option("--withdrawn", help="Also what was rejected or withdrawn, marked.")]
Who = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who corrects; else git's user.name, or the name you are logged in by."),
]
Why = Annotated[str, typer.Option(metavar="WORDS", help="For what reason.", show_default=False)]
Limit = Annotated[int | None, typer.Option(metavar="N", parser=number_of_rows, help="At most so many rows.")]
RecordFormatOption = Annotated[RecordFormat, typer.Option("--format", help="How the records are written.")]
RowFormat = Annotated[Format, typer.Option("--format", help="How the rows are written.")]

DEFAULT_DATABASE = "memcon.db"
