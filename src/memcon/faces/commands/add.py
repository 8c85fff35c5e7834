"""``memcon add``: reports into an archive."""

from collections import Counter

import typer

from memcon.faces.console import note
from memcon.faces.inputs import FAULTY, Inputs
from memcon.faces.options import DEFAULT_DATABASE, Database, Debug, Files, Model, Published


def add(
    files: Files,
    database: Database = DEFAULT_DATABASE,
    published: Published = None,
    model: Model = None,
    debug: Debug = False,
) -> None:
    """Read reports and keep their records in an archive; it is made if it is not there.

    A report whose text is in the archive already is left as it is, so the same command may be run again at any time.
    Each report is kept as soon as it is read: stopping the program loses at most the one in hand.

    Examples:

    - `memcon add reports/*.txt --published 2024-12-20`

    - `memcon add feed.jsonl --db iran-turkey.db`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    inputs = Inputs(files, published=published, model=model, debug=debug)
    outcomes: Counter[str] = Counter()
    with Archive.open(database) as archive:
        for file, article in inputs.articles():
            if article.sha256 in archive:
                outcomes["duplicate"] += 1
                continue
            record = inputs.record(file, article, sound=True)
            if record:
                outcome = archive.add(record)
                outcomes[outcome.status] += 1
                outcomes["contacts"] += len(outcome.contacts)
    told = (
        f"{_counted(outcomes['added'], 'report')} with {_counted(outcomes['contacts'], 'contact')} added to {database}"
    )
    if outcomes["duplicate"]:
        told += f", {outcomes['duplicate']} there already"
    if inputs.faults:
        told += f", {inputs.faults} not read"
    note(told)
    if inputs.faults:
        raise typer.Exit(FAULTY)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
