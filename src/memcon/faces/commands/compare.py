"""``memcon compare``: what the reports of one encounter say, side by side."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from memcon.faces.options import DEFAULT_DATABASE, Database, PaperFormat
from memcon.faces.papers import write_paper


def compare(
    encounter: Annotated[
        str,
        typer.Argument(
            metavar="ENCOUNTER",
            help="Its id, or that of any contact of it, or the beginning of one.",
            show_default=False,
        ),
    ],
    database: Database = DEFAULT_DATABASE,
    why: Annotated[
        bool, typer.Option("--why", help="Also why these reports tell of one encounter: the score and its reasons.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="File to write instead of standard output.", show_default=False
        ),
    ] = None,
    form: Annotated[PaperFormat, typer.Option("--format", help="How the comparison is written.")] = PaperFormat.PAPER,
) -> None:
    """Set side by side what the reports of one encounter say, every line footnoted to its place in its report.

    Field by field what they say; what only one side's reports tell; who is said to have asked, offered and agreed; numbers; loaded
    words.

    Examples:

    - `memcon compare 3f2a9c-c1`

    - `memcon compare 3f2a9c-c1 --why`

    - `memcon compare 3f2a9c-c1 --format json -o call.json`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        if form is PaperFormat.JSON:
            text = f"{msgspec.json.encode(archive.encounter(encounter)).decode()}\n"
        else:
            text = archive.compare(encounter, why=why)
    write_paper(text, output)
