"""``memcon show``: an item, the words that show it, and what was corrected."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from memcon.faces.commands.corrections.deciding import Item
from memcon.faces.console import printable
from memcon.faces.options import DEFAULT_DATABASE, Database

if TYPE_CHECKING:
    from memcon.archive.corrections.views import ShownItem


def show(
    item: Item,
    database: Database = DEFAULT_DATABASE,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Show an item: its fields, the words of the report that show them, the rule that found it, and its corrections.

    Examples:

    - `memcon show 3f2a9c-c1`

    - `memcon show 3f2a9c-s4 --json`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        shown = archive.item(item)
    if as_json:
        sys.stdout.write(f"{msgspec.json.encode(shown).decode()}\n")
        return
    for line in _lines(shown):
        sys.stdout.write(f"{printable(line)}\n")


def _lines(shown: "ShownItem") -> Iterator[str]:
    yield f"{shown.id}: {shown.short}"
    source = ", ".join(filter(None, (shown.outlet, shown.published, shown.title)))
    yield f"  report {shown.report}{f': {source}' if source else ''}"
    sure = "not known how sure" if shown.confidence is None else f"confidence {shown.confidence:.2f}"
    yield f"  found by {shown.found_by or 'no rule that is named'}, {sure}"
    if shown.encounter:
        yield f"  encounter {shown.encounter}"
    yield f"  {shown.review or 'nobody looked at it'}{'; withdrawn' if shown.withdrawn else ''}"
    yield ""
    yield "Fields"
    for name, value in shown.fields.items():
        for words in _in_words(value):
            yield f"  {name}: {words}"
    yield ""
    yield "Words"
    for passage in shown.passages:
        words = f"{passage.before}[{passage.words}]{passage.after}"
        yield f"  {passage.field}, chars {passage.start}-{passage.end}: {words}"
    if shown.corrections:
        yield ""
        yield "Corrections"
    for row in shown.corrections:
        state = f"undone by {row.undone_by}" if row.undone_by else row.state
        told = ": ".join(filter(None, (row.action, row.change)))
        yield f"  {row.id}, {row.at[:10]}, {row.who}: {told}{f' ({row.why})' if row.why else ''}; {state}"


def _in_words(value: object) -> Iterator[str]:
    """A value in a line; a list of records one a line."""
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        for part in value:
            yield from _in_words(part)
    elif isinstance(value, dict):
        yield ", ".join(f"{name} {part}" for name, part in value.items())
    elif isinstance(value, list):
        yield "; ".join(map(str, value))
    else:
        yield value if isinstance(value, str) else json.dumps(value)
