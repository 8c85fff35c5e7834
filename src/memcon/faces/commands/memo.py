"""``memcon memo``: contacts as papers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.errors import MemconError
from memcon.faces.console import note
from memcon.faces.options import DEFAULT_DATABASE, Database

if TYPE_CHECKING:
    from memcon.archive import Archive
    from memcon.archive.views import ContactRow


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

    if (contact is None) == (not every):
        raise typer.BadParameter("give the id of a contact, or --all")
    with Archive.open(database, create=False) as archive:
        if contact is not None:
            _write(archive.memo(contact), output)
        elif output is None:
            _print_all(archive)
        else:
            _write_all(archive, output)


def _main(archive: "Archive") -> "list[ContactRow]":
    return [row for row in archive.contacts() if row.role == "main"]


def _print_all(archive: "Archive") -> None:
    """One document: the footnotes are numbered on from memo to memo."""
    from memcon.archive import Footnotes  # noqa: PLC0415

    first = 1
    for number, row in enumerate(_main(archive)):
        footnotes = Footnotes(first)
        text = archive.memo(row.id, footnotes=footnotes)
        sys.stdout.write(f"\n---\n\n{text}" if number else text)
        first = footnotes.next


def _write_all(archive: "Archive", folder: Path) -> None:
    rows = _main(archive)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MemconError(f"{folder} cannot be made a folder: {error.strerror}") from error
    for row in rows:
        _write(archive.memo(row.id), folder / f"{row.id}.md")
    note(f"{len(rows)} memos written to {folder}")


def _write(text: str, output: Path | None) -> None:
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MemconError(f"{output} cannot be written: {error.strerror}") from error
