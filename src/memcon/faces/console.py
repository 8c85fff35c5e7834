"""Writing to the terminal: sentences on standard error, tables on standard output."""

import sys
from collections.abc import Iterable, Sequence


def complain(sentence: str) -> None:
    """``memcon: sentence`` on standard error."""
    words = printable(sentence)
    sys.stderr.write(f"memcon: {words}\n")


def note(sentence: str) -> None:
    """A line on standard error that is no complaint."""
    sys.stderr.write(f"{printable(sentence)}\n")


def printable(words: str) -> str:
    """One line without control characters: a report must not be able to steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in words)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as the terminal; into a file or pipe as wide as its words."""
    from rich import box  # noqa: PLC0415  slow to import, and only tables need it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    width = None if sys.stdout.isatty() else 200
    console = Console(file=sys.stdout, width=width, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in ("id", "date"))
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console.print(table)
