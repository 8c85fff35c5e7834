"""Rows as a table, JSON or CSV. JSON keeps lists as lists; CSV joins them with "; " and leaves missing values empty."""

import csv
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

import msgspec

from memcon.archive import ClaimRow, ContactRow, EncounterRow, StatementRow
from memcon.faces.console import print_table
from memcon.faces.options import Format

RowT = TypeVar("RowT", bound=msgspec.Struct)
_WITHDRAWN = " (withdrawn)"
Row = ContactRow | StatementRow | ClaimRow | EncounterRow
Cells = Mapping[str, Callable[[RowT], object]]
"""The columns of a table: what stands in each, of a row."""


def write_rows(
    rows: Sequence[RowT], kind: type[RowT], form: Format, *, cells: Cells[RowT], wide: Collection[str] = ()
) -> None:
    """Rows of any kind on standard output; ``wide`` are columns that a narrow terminal does without."""
    if form is Format.TABLE:
        print_table(tuple(cells), [[_csv_cell(cell(row)) for cell in cells.values()] for row in rows], only_wide=wide)
    else:
        _write(rows, kind, form)


def write_contacts(rows: Sequence[ContactRow], form: Format) -> None:
    """Contacts on standard output."""
    if form is Format.TABLE:
        columns = ("id", "date", "contact", "participants", "place", "topics")
        print_table(columns, [_contact_cells(row) for row in rows], only_wide=("topics",))
    else:
        _write(rows, ContactRow, form)


def write_statements(rows: Sequence[StatementRow], form: Format) -> None:
    """Statements on standard output."""
    if form is Format.TABLE:
        columns = ("id", "date", "speaker", "act", "words", "outlet")
        print_table(columns, [_statement_cells(row) for row in rows], only_wide=("outlet",))
    else:
        _write(rows, StatementRow, form)


def shown_date(row: Row) -> str:
    """As much of a date as is known: a day, month or year; days, and an open one, as "2024-12-01/2024-12-03" or by its weekday."""
    start, precision = row.date, row.date_precision
    several_days = precision == "day" and row.date_end not in (None, start)
    if start and precision in ("day", "month", "year") and not several_days:
        return start[: {"day": 10, "month": 7, "year": 4}[precision]]
    if start or row.date_end:
        return f"{start or '..'}/{row.date_end or '..'}"
    return f"a {row.weekday}" if row.weekday else ""


def _contact_cells(row: ContactRow) -> tuple[str, ...]:
    contact = row.mode if row.status == "held" else f"{row.status} {row.mode}"
    contact += _WITHDRAWN if row.withdrawn else ""
    place = ", ".join(filter(None, (row.place, row.place_country)))
    return row.id, shown_date(row), contact, ", ".join(row.participants), place, ", ".join(row.topics)


def _statement_cells(row: StatementRow) -> tuple[str, ...]:
    words = row.words.lstrip(":,; ")
    if row.form == "direct" and not words.startswith(("“", '"', "‘", "'", "«")):
        words = f"“{words}”"
    act = row.act + (_WITHDRAWN if row.withdrawn else "")
    return row.id, shown_date(row), ", ".join(row.speakers), act, words, row.outlet or ""


def _write(rows: Sequence[RowT], kind: type[RowT], form: Format) -> None:
    if form is Format.JSON:
        lines = (msgspec.json.encode(row).decode() for row in rows)
        sys.stdout.write("[" + ",\n ".join(lines) + "]\n")
    else:
        writer = csv.writer(sys.stdout)
        writer.writerow(kind.__struct_fields__)
        for row in rows:
            writer.writerow(_csv_cell(getattr(row, name)) for name in kind.__struct_fields__)


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, tuple):
        return str(value)
    return "; ".join("-".join(map(str, part)) if isinstance(part, tuple) else str(part) for part in value)
