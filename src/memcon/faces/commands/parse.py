"""``memcon parse``: what the language model makes of a text."""

import sys
from typing import Annotated

import typer

from memcon.faces.options import Model


def parse(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A report, or with --conllu a CoNLL-U file.", show_default=False)
    ],
    conllu: Annotated[
        bool, typer.Option("--conllu", help="FILE is CoNLL-U: keep its tokens and sentences, predict the rest.")
    ] = False,
    model: Model = None,
) -> None:
    """Write the sentences of a report as CoNLL-U: tags, lemmas, dependencies and entities.

    Examples:

    - `memcon parse report.txt`

    - `memcon parse --conllu test.conllu > predicted.conllu`
    """
    from memcon.language.conllu import parse_file  # noqa: PLC0415

    for block in parse_file(file, conllu=conllu, model=model):
        sys.stdout.write(block.rstrip("\n") + "\n\n")
