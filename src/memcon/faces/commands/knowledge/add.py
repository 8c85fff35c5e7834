"""``memcon knowledge add``: a user's own actors."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.errors import KnowledgeError
from memcon.faces.commands.knowledge.progress import bar
from memcon.faces.console import complain, counted, note
from memcon.faces.inputs import TO_MEND

if TYPE_CHECKING:
    from memcon.actors.knowledge.overlay import Outcome, Overlay


def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="CSV files in UTF-8, with commas.", show_default=False)
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check the files.")] = False,
) -> None:
    """Add persons, their offices, and bodies of your own from CSV files.

    The first line names the columns: **name, country, office**, and as you like start, end, as_of (when somebody still in
    office was known to be), title, wikidata, aliases (`|` between), source, note. Countries are ISO 3166-1 alpha-3;
    offices are named as reports do; dates may stop at the month or year.

    With a column **kind**, rows may also be bodies: organisation, forum, mechanism, organ or armed group, with name,
    acronym, aliases, and members as country codes with blanks between.

    Every fault is told with its line, and nothing of a faulty file is added. A file added again replaces what it said
    before; what you add wins over what memcon brings.

    Examples:

    - `memcon knowledge add actors.csv --dry-run`

    - `memcon knowledge add actors.csv bodies.csv`
    """
    from memcon.actors.knowledge.overlay import Overlay  # noqa: PLC0415
    from memcon.actors.knowledge.own_file import overlay_path  # noqa: PLC0415

    path = overlay_path()
    if path is None:
        raise KnowledgeError("MEMCON_KNOWLEDGE is empty; let it name the file to add to, or unset it.")
    overlay = Overlay(path)
    faulty = [file for file in files if not _add(file, overlay, dry_run)]
    if faulty:
        raise typer.Exit(TO_MEND)


def _add(file: Path, overlay: "Overlay", dry_run: bool) -> bool:
    """Whether a file is without fault."""
    from memcon.actors.knowledge.base import load  # noqa: PLC0415
    from memcon.actors.knowledge.table import read_table  # noqa: PLC0415

    try:
        with bar(f"reading {file.name}") as tell:
            answer, faults, doubts = read_table(file, load(overlay=overlay.path), tell)
    except OSError as error:
        complain(f"{file}: cannot be read ({(error.strerror or str(error)).lower()}); check the path")
        return False
    for fault in faults:
        complain(f"{file}, line {fault.line}: {fault.sentence}")
    for doubt in doubts:
        note(f"{file}, line {doubt.line}: {doubt.sentence}")
    if faults:
        note(f"{file}: nothing of it was added")
    elif dry_run:
        tenures = sum(len(person.tenures) for person in answer.persons)
        note(f"{file}: {_counts(len(answer.persons), tenures, len(answer.bodies))}, no fault; nothing was written")
    else:
        with bar(f"adding {file.name}") as tell:
            outcome = overlay.take(answer, date.today().isoformat(), tell)
        note(f"{file}: {_told(outcome, overlay.path)}")
        for other in outcome.namesakes:
            note(f"{file}: {other}, another file of that name that was added before, stands beside it")
    return not faults


def _told(outcome: "Outcome", path: Path) -> str:
    """What became of an answer, in words."""
    counts = _counts(outcome.persons, outcome.tenures, outcome.bodies)
    if not outcome.changed:
        return f"{counts}; {path} has all of it already"
    instead = f", in the place of {outcome.replaced} from there before" if outcome.replaced else ""
    return f"{counts} added to {path}{instead}"


def _counts(persons: int, tenures: int, bodies: int) -> str:
    """ "3 tenures of 2 persons, 1 body"."""
    parts = [f"{counted(tenures, 'tenure')} of {counted(persons, 'person')}"] if persons or not bodies else []
    parts += [bodies_in_words(bodies)] if bodies else []
    return ", ".join(parts)


def bodies_in_words(number: int) -> str:
    """ "1 body", "2 bodies"."""
    return "1 body" if number == 1 else f"{number} bodies"
