"""``memcon extract``: reports to records."""

import sys

import typer

from memcon.faces.inputs import Inputs
from memcon.faces.options import Debug, Files, Format, Model, Published, RecordFormat, RecordFormatOption
from memcon.record import Record, encode_record


def extract(
    files: Files,
    published: Published = None,
    form: RecordFormatOption = RecordFormat.JSONL,
    model: Model = None,
    debug: Debug = False,
) -> None:
    """Read reports and write their records, one JSON object a line, in the order of the input.

    Every field carries the offsets of the words it was read from. Nothing is stored.

    Examples:

    - `memcon extract report.txt --published 2024-12-20`

    - `memcon extract page.html more.jsonl > records.jsonl`

    - `memcon extract report.txt --format table`
    """
    inputs = Inputs(files, published=published, model=model, debug=debug)
    as_tables = form is RecordFormat.TABLE
    shown: list[Record] = []
    for file, article in inputs.articles():
        record = inputs.record(file, article, sound=as_tables)
        if record and as_tables:
            shown.append(record)
        elif record:
            sys.stdout.buffer.write(encode_record(record) + b"\n")
            sys.stdout.buffer.flush()
    if as_tables:
        _write_tables(shown)
    if inputs.faults:
        raise typer.Exit(inputs.status)


def _write_tables(records: list[Record]) -> None:
    """The tables that an archive of just these reports would show."""
    from memcon.archive import Archive  # noqa: PLC0415
    from memcon.faces.output import write_contacts, write_statements  # noqa: PLC0415

    with Archive.open(":memory:") as archive:
        for record in records:
            archive.add(record)
        write_contacts(list(archive.contacts()), Format.TABLE)
        sys.stdout.write("\n")
        write_statements(list(archive.statements()), Format.TABLE)
