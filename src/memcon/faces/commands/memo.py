"""``memcon memo``: contacts as papers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.errors import MemconError
from memcon.faces.console import counted, note
from memcon.faces.options import DEFAULT_DATABASE, Database
from memcon.faces.papers import write_paper

if TYPE_CHECKING:
    from memcon.archive import Archive


def memo(
    contact: Annotated[
        str | None,
        typer.Argument(
            metavar="CONTACT", help="Its id, as `memcon contacts` shows it, or the beginning of it.", show_default=False
        ),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="Of every contact that a report is about; those it only mentions stand in its memos."
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="File to write instead of standard output; with --all, a folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the memorandum of a contact in Markdown, every line footnoted to its place in the report.

    Examples:

    - `memcon memo 3f2a9c-c1`

    - `memcon memo 3f2a9c-c1 -o memo.md`

    - `memcon memo --all -o memos/`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    if contact is not None and every:
        raise typer.BadParameter("give the id of a contact or --all, not both")
    if contact is None and not every:
        raise typer.BadParameter("give the id of a contact, or --all")
    if every and output is not None and str(output) == "-":
        output = None
    with Archive.open(database, create=False) as archive:
        if contact is not None:
            write_paper(archive.memo(contact), output)
            return
        rows = archive.contacts()
        main = [row.id for row in rows if row.role == "main"]
        if output is None:
            _print_all(archive, main)
        else:
            _write_all(archive, main, output)
    _tell_left_out(len(rows) - len(main))


def _tell_left_out(number: int) -> None:
    if number:
        note(
            f"left out: {counted(number, 'contact')} that reports only mention; "
            "`memcon memo ID` writes one, `memcon contacts` lists their ids"
        )


def _print_all(archive: "Archive", contacts: list[str]) -> None:
    """One document: the footnotes are numbered on from memo to memo."""
    from memcon.archive import Footnotes  # noqa: PLC0415

    first = 1
    for number, contact in enumerate(contacts):
        footnotes = Footnotes(first)
        text = archive.memo(contact, footnotes=footnotes)
        sys.stdout.write(f"\n---\n\n{text}" if number else text)
        first = footnotes.next


def _write_all(archive: "Archive", contacts: list[str], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MemconError(f"{folder} cannot be made a folder; give another --output") from error
    for contact in contacts:
        write_paper(archive.memo(contact), folder / f"{contact}.md")
    note(f"{counted(len(contacts), 'memo')} written to {folder}")
