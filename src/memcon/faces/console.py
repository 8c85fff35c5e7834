"""Writing to the terminal: sentences on standard error, tables on standard output."""

import logging
import os
import sys
from collections.abc import Collection, Iterable, Sequence

WIDE = 120  # characters of a terminal that shows the columns one can do without


def complain(sentence: str) -> None:
    """``memcon: sentence`` on standard error."""
    words = printable(sentence)
    sys.stderr.write(f"memcon: {words}\n")


def note(sentence: str) -> None:
    """A line on standard error that is no complaint."""
    sys.stderr.write(f"{printable(sentence)}\n")


def note_what_is_logged() -> None:
    """What the layers below log, such as an encoding that was guessed, becomes notes."""
    logging.getLogger("memcon").handlers = [_Notes()]


class _Notes(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        note(record.getMessage())


def counted(number: int, thing: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def printable(words: str) -> str:
    """One line without control characters: a report must not be able to steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in words)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, only_wide: Collection[str] = ()) -> None:
    """A table as wide as the terminal (or as COLUMNS says), where narrow without the columns ``only_wide``.

    Into a file or pipe everything, one line a row, tabs between the cells, for grep and cut.
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        _lay_out(columns, cells, only_wide)
    else:
        for row in (columns, *cells):
            sys.stdout.write("\t".join(row) + "\n")


def _lay_out(columns: Sequence[str], rows: Sequence[Sequence[str]], only_wide: Collection[str]) -> None:
    from rich import box  # noqa: PLC0415  slow to import, and only tables need it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False)
    shown = [number for number, column in enumerate(columns) if console.width >= WIDE or column not in only_wide]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for number in shown:
        table.add_column(columns[number], overflow="fold", no_wrap=columns[number] in ("id", "date"))
    for row in rows:
        table.add_row(*(Text(row[number]) for number in shown))
    console.print(table)
