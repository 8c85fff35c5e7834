"""``memcon eval``: extraction against gold records."""

import json
import sys
from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.errors import GoldError
from memcon.faces.console import note, print_table, printable
from memcon.faces.inputs import Inputs
from memcon.faces.options import Debug, Model

if TYPE_CHECKING:
    from memcon.faces.evaluation.scoring import Figures


class Division(StrEnum):
    """What figures may be given apart for."""

    FORM = "form"
    OUTLET = "outlet"


def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD_DIR…", help="Folders of gold records, ID.json.", show_default=False)
    ],
    texts: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            show_default=False,
            help="Folder of the texts, ID.txt; else the record's own path, GOLD_DIR/../texts or GOLD_DIR.",
        ),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed, made up or wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON, also on a terminal.")] = False,
    by: Annotated[
        Division | None,
        typer.Option(help="Figures for each kind of report, or for each outlet, apart.", show_default=False),
    ] = None,
    skip_missing: Annotated[
        bool, typer.Option("--skip-missing", help="Leave out records whose text is not found.")
    ] = False,
    model: Model = None,
    debug: Debug = False,
) -> None:
    """Extract the reports of folders of gold records and print how well that went.

    On a terminal a table, else one line of JSON.

    Examples:

    - `memcon eval gold/seeds`

    - `memcon eval gold/seeds --errors | less`

    - `memcon eval gold/dev/d gold/dev/f --by form`
    """
    from memcon.faces.evaluation import Evaluation, read_gold  # noqa: PLC0415
    from memcon.read import read_text  # noqa: PLC0415

    folders = [read_gold(folder, texts=texts) for folder in gold]
    without_text = [name for folder in folders for name in folder.without_text]
    if without_text:
        ids = ", ".join(without_text)
        if not skip_missing:
            raise GoldError(
                f"no text was found for {ids}; name its folder with --texts, or leave out with --skip-missing"
            )
        note(f"left out, no text: {ids}")
    inputs = Inputs([], model=model, debug=debug)
    evaluation, divided = Evaluation(), defaultdict[str, Evaluation](Evaluation)
    for case in (case for folder in folders for case in folder.cases):
        known = case.gold
        article = read_text(case.text, id=known.id, url=known.url, published=known.published)
        record = inputs.record(case.file, article)
        if record:
            evaluation.add(known, case.text, record)
            if by is not None:
                divided[getattr(known, by.value) or "not told"].add(known, case.text, record)
    if inputs.faults:
        raise typer.Exit(inputs.status)  # figures of the rest would be better than they should
    if errors:
        for fault in evaluation.faults:
            sys.stdout.write(f"{printable(str(fault))}\n")
    figures = evaluation.figures()
    parts = {name: part.figures() for name, part in sorted(divided.items())}
    if as_json or not sys.stdout.isatty():
        sys.stdout.write(f"{json.dumps(parts if by is not None else figures)}\n")
    elif by is not None:
        _print_divided(by.value, parts | {"all": figures})
    else:
        _print(figures)


def _print_divided(by: str, parts: "dict[str, Figures]") -> None:
    heads = (by, "reports", "contacts", "main", "all right", "statements", "speaker", "commitments", "claims")
    rows = [
        (
            name,
            str(figures["articles"]),
            f"{figures['contacts']['f1']:.3f}",
            f"{figures['main_contacts']['f1']:.3f}",
            f"{figures['contact_all_right']:.3f}",
            f"{figures['statements']['f1']:.3f}",
            f"{figures['speaker']:.3f}",
            f"{figures['commitments']['f1']:.3f}",
            f"{figures['claims']['f1']:.3f}",
        )
        for name, figures in parts.items()
    ]
    print_table(heads, rows)


def _print(figures: "Figures") -> None:
    rows = []
    for name, value in figures.items():
        if isinstance(value, dict) and "f1" in value:
            shown = "precision {p:.3f}  recall {r:.3f}  F1 {f1:.3f}  ({tp} right, {fp} spurious, {fn} missed)".format(
                **value
            )
        elif isinstance(value, dict):
            shown = "  ".join(f"{field} {share:.3f}" for field, share in value.items())
        else:
            shown = str(value)
        rows.append((name.replace("_", " "), shown))
    print_table(("", ""), rows)
