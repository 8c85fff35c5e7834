"""The pages on the command line and the memo name everything there is, and nothing that is not."""

import re
from pathlib import Path

import pytest
import typer.main

from memcon.archive.schema import metadata
from memcon.archive.views import ContactRow, StatementRow
from memcon.faces.cli import app

DOCS = Path(__file__).parents[1] / "docs"
COMMANDS = typer.main.get_group(app).commands
PARAMETERS = {
    name: [parameter for each in (command, *getattr(command, "commands", {}).values()) for parameter in each.params]
    for name, command in COMMANDS.items()
}
"""Of each command; those of `memcon knowledge show` and the like belong to `knowledge`."""


@pytest.fixture(scope="module")
def page() -> str:
    return (DOCS / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_described(page: str, command: str) -> None:
    sections = [part for part in page.split("\n## ") if re.search(rf"^[^\n]*memcon {command}\b", part)]
    assert len(sections) == 1
    assert all(re.search(rf"\b{name}\b", sections[0]) for name in getattr(COMMANDS[command], "commands", {}))
    for parameter in PARAMETERS[command]:
        for option in parameter.opts:
            if option.startswith("-") and option not in ("--help", "-h"):
                assert f"`{option}" in sections[0], option


def test_no_option_is_described_that_is_not_there(page: str) -> None:
    known = {option for parameters in PARAMETERS.values() for parameter in parameters for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", page)) <= known


def test_the_columns_and_tables_are_described(page: str) -> None:
    words = " ".join(page.split())
    assert f"Columns of contacts: `{' '.join(ContactRow.__struct_fields__)}`" in words
    assert f"Columns of statements: `{' '.join(StatementRow.__struct_fields__)}`" in words
    for table in metadata.tables:
        assert f"`{table}`" in page


def test_the_memos_sections_are_described() -> None:
    source = (Path(__file__).parents[1] / "src/memcon/archive/memo.py").read_text(encoding="utf-8")
    described = (DOCS / "memo.md").read_text(encoding="utf-8")
    headings = re.findall(r'\("([A-Z ]+)", self\._', source)
    assert len(headings) == 10
    assert re.findall(r"^\| ([A-Z ]+) \|", described, re.MULTILINE) == headings
