"""``memcon add``: reports into an archive."""

from collections import Counter
from contextlib import ExitStack

import typer

from memcon.faces.console import counted, note
from memcon.faces.inputs import Inputs
from memcon.faces.options import DEFAULT_DATABASE, Database, Debug, Files, Model, Published


def add(
    files: Files,
    database: Database = DEFAULT_DATABASE,
    published: Published = None,
    model: Model = None,
    debug: Debug = False,
) -> None:
    """Read reports and keep their records in an archive; the first report makes it if it is not there.

    A report whose text is in the archive already is left as it is, so the same command may be run again at any time.
    Each report is kept as soon as it is read: stopping the program loses at most the one in hand.

    Examples:

    - `memcon add reports/*.txt --published 2024-12-20`

    - `memcon add feed.jsonl --db iran-turkey.db`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    inputs = Inputs(files, published=published, model=model, debug=debug)
    outcomes: Counter[str] = Counter()
    with ExitStack() as closing:
        # Errors of an archive come before anything is read; a new one is not made before there is something to keep.
        archive = closing.enter_context(Archive.open(database)) if Archive.exists(database) else None
        for file, article in inputs.articles():
            if archive is not None and article.sha256 in archive:
                outcomes["duplicate"] += 1
                if published is not None and archive.record(article.sha256).article.published != article.published:
                    outcomes["kept otherwise"] += 1
                continue
            record = inputs.record(file, article, sound=True, learned=archive.learned if archive else None)
            if record:
                if archive is None:
                    archive = closing.enter_context(Archive.open(database))
                outcome = archive.add(record)
                outcomes[outcome.status] += 1
                outcomes["contacts"] += len(outcome.contacts)
    note(
        _told(outcomes, inputs.faults, database) if archive is not None else f"nothing was read; no {database} was made"
    )
    if outcomes["kept otherwise"]:
        note(
            f"--published was not used for {counted(outcomes['kept otherwise'], 'report')} there already; the date kept stays"
        )
    if inputs.faults:
        raise typer.Exit(inputs.status)


def _told(outcomes: Counter[str], faults: int, database: str) -> str:
    """ "2 reports with 3 contacts added to memcon.db, 1 there already, 4 not read"."""
    reports, contacts = counted(outcomes["added"], "report"), counted(outcomes["contacts"], "contact")
    told = f"{reports} with {contacts} added to {database}"
    if outcomes["duplicate"]:
        told += f", {outcomes['duplicate']} there already"
    if faults:
        told += f", {faults} not read"
    return told
