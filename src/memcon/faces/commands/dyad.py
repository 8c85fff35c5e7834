"""``memcon dyad``: what an archive tells of two countries, as a paper."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from memcon.faces.console import printable
from memcon.faces.countries import country_code
from memcon.faces.options import DEFAULT_DATABASE, AsOf, Database, PaperFormat, Since, Until
from memcon.faces.papers import write_paper

if TYPE_CHECKING:
    from memcon.archive import Dyad


def dyad(  # noqa: PLR0913, PLR0917  a command's options are its parameters
    one: Annotated[str, typer.Argument(metavar="COUNTRY", callback=country_code, help="By name or ISO code.")],
    other: Annotated[str, typer.Argument(metavar="COUNTRY", callback=country_code, help="The other one.")],
    database: Database = DEFAULT_DATABASE,
    since: Since = None,
    until: Until = None,
    monthly: Annotated[bool, typer.Option("--monthly", help="Cooperation and conflict by month, not by year.")] = False,
    as_of: AsOf = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="File to write, in Markdown, instead of the terminal.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[PaperFormat, typer.Option("--format", help="A paper to read, or its numbers.")] = PaperFormat.PAPER,
) -> None:
    """Write what an archive tells of two countries: contacts, gaps, topics, speakers, open commitments, cooperation and conflict.

    Each number says on how many reports it rests, and on how many sources: reports with the copies of one text counted once.

    Examples:

    - `memcon dyad IRN TUR`

    - `memcon dyad Iran Turkey --since 2018 --monthly -o iran-turkey.md`

    - `memcon dyad US Russia --format json`
    """
    from memcon.archive import Archive  # noqa: PLC0415
    from memcon.faces.dyad_paper import in_markdown  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        told = archive.dyad(one, other, since=since, until=until, period="month" if monthly else "year", as_of=as_of)
    if form is PaperFormat.JSON:
        write_paper(f"{msgspec.json.encode(told).decode()}\n", output)
    elif output is None and sys.stdout.isatty():
        _print(told)
    else:
        write_paper(in_markdown(told), output)


def _print(told: "Dyad") -> None:
    from rich import box  # noqa: PLC0415  slow to import, and only terminals need it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from memcon.faces.dyad_paper import sections_of, title_of  # noqa: PLC0415

    console = Console(file=sys.stdout, highlight=False)
    console.print(Text(printable(title_of(told)), style="bold"))
    for section in sections_of(told):
        console.print()
        if section.heading:
            console.print(Text(section.heading, style="bold"))
        for sentence in section.sentences:
            console.print(Text(printable(sentence)))
        if not section.rows:
            continue
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
        for column in section.columns:
            table.add_column(column, overflow="fold")
        for row in section.rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        console.print(table)
