"""A figure is a chart and the table with the same numbers; either leads to the lists that its numbers count."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct

from memcon.faces.web.charts import Chart

Content = str | int | float | None


@dataclass(frozen=True)
class Cell:
    """What stands in a table, how it reads where that differs, and where it leads."""

    value: Content
    words: str | None = None
    href: str | None = None

    def __str__(self) -> str:
        if self.words is not None:
            return self.words
        if isinstance(self.value, int):
            return f"{self.value:,}"
        return "" if self.value is None else str(self.value)

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right."""
        return isinstance(self.value, int | float)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """``name`` is what its addresses end in: "rhythm.svg", "rhythm.csv". ``columns`` are the names in files, ``headings`` on pages."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    headings: Sequence[str] = ()
    chart: Chart | None = None
    notes: Sequence[str] = ()

    @property
    def headed(self) -> Sequence[str]:
        """What stands above the columns of the page's table."""
        return self.headings or self.columns

    def in_csv(self) -> str:
        """The table as a file."""
        target = io.StringIO()
        writer = csv.writer(target)
        writer.writerow(self.columns)
        writer.writerows([cell.value for cell in row] for row in self.rows)
        return target.getvalue()


def number(value: int, href: str | None = None) -> Cell:
    """A count, which leads to what it counts; nothing is shown and counted as none."""
    return Cell(value, href=href) if value else Cell(0, words="")


def rows_in_csv(rows: Sequence[Struct]) -> str:
    """Rows of an archive as a file: a column a field, lists joined by "; "."""
    target = io.StringIO()
    writer = csv.writer(target)
    if rows:
        fields = type(rows[0]).__struct_fields__
        writer.writerow(fields)
        writer.writerows([_joined(getattr(row, name)) for name in fields] for row in rows)
    return target.getvalue()


def _joined(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else value
