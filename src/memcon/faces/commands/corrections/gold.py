"""``memcon gold``: corrected reports as gold records."""

import json
from pathlib import Path
from typing import Annotated

import typer

from memcon.errors import MemconError
from memcon.faces.console import counted, note
from memcon.faces.options import DEFAULT_DATABASE, Database


def gold(
    reports: Annotated[
        list[str],
        typer.Argument(metavar="REPORT…", help="Their ids, as `memcon reports` shows them.", show_default=False),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the records, ID.json.", show_default=False)
    ],
    database: Database = DEFAULT_DATABASE,
    texts: Annotated[
        bool, typer.Option("--with-texts", help="Write the texts beside them, ID.txt; else only facts are written.")
    ] = False,
) -> None:
    """Write corrected reports as gold records, for `memcon eval DIR`.

    A gold record holds facts and offsets, and of the text at most six words in a row. What you did not look at is taken to be right.

    Examples:

    - `memcon gold 3f2a9c 81d04e -o mine/ --with-texts`
    """
    from memcon.archive import Archive  # noqa: PLC0415
    from memcon.archive.corrections.queue import ReviewFilters  # noqa: PLC0415
    from memcon.archive.gold_lines import gold_lines  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        lines = list(gold_lines(archive, reports))
        waiting = sum(archive.review(ReviewFilters(report=line["sha256"], limit=1))[1] for line in lines)
        kept = {line["id"]: archive.record(line["sha256"]).article.text for line in lines} if texts else {}
    try:
        output.mkdir(parents=True, exist_ok=True)
        for line in lines:
            (output / f"{line['id']}.json").write_text(
                json.dumps(line, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
        for ident, text in kept.items():
            (output / f"{ident}.txt").write_bytes(text.encode())
    except OSError as error:
        raise MemconError(f"{output} cannot be written; give another --output") from error
    note(f"{counted(len(lines), 'gold record')} written to {output}")
    if waiting:
        note(f"nobody looked at {counted(waiting, 'item')} of them; `memcon review --report ID` lists them")
