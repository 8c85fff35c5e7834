"""docs/codebook.md: every field and allowed value is defined, and every example gives what it says."""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))

import codebook as book
from codebook import Example, Field, Kind

import memcon
from memcon.archive.rows import rows_of
from memcon.archive.schema import metadata
from memcon.record import Record, Span

CODEBOOK = book.read_codebook()
FIELDS = [(kind, name, field) for kind in CODEBOOK.kinds for name, field in kind.fields.items()]
VALUES = [
    pytest.param(kind.name, name, value, entry, id=f"{kind.name}.{name}={value}")
    for kind, name, field in FIELDS
    for value, entry in field.values.items()
]


@cache
def record_of(example: str | Example) -> Record:
    if isinstance(example, str):
        example = Example(text=example)
    published = None if example.published == book.NEVER else example.published
    given = {"published": published, "title": example.title, "url": example.url}
    if example.earlier is None:
        return memcon.extract(example.text, **given)
    with memcon.open(":memory:") as archive:
        archive.add(memcon.extract(example.earlier, published=published))
        return memcon.extract(example.text, **given, archive=archive)


def items(kind: str, within: object) -> Iterator[msgspec.Struct]:
    """Every item of a type, however deep."""
    if isinstance(within, msgspec.Struct):
        if type(within).__name__ == kind:
            yield within
        for name in within.__struct_fields__:
            yield from items(kind, getattr(within, name))
    elif isinstance(within, tuple):
        for part in within:
            yield from items(kind, part)


def given(kind: str, name: str, example: str | Example) -> list[object]:
    """What the items of a type have in a field."""
    found = []
    for item in items(kind, record_of(example)):
        attribute = dict(zip(item.__struct_encode_fields__, item.__struct_fields__, strict=True))[name]
        found.append(plain(getattr(item, attribute)))
    return found


def plain(value: object) -> object:
    """Spans as their words, lists as lists, dates and places as dictionaries."""
    if isinstance(value, Span):
        return value.text
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return msgspec.to_builtins(value)


def gives(found: list[object], value: object) -> bool:
    """Whether one of the values found is this one; of a dictionary, has all of its entries."""
    if isinstance(value, dict):
        return any(isinstance(one, dict) and value.items() <= one.items() for one in found)
    return value in found or any(isinstance(one, list) and value in one for one in found)


@pytest.mark.parametrize("kind", CODEBOOK.kinds, ids=lambda kind: kind.name)
def test_every_field_and_allowed_value_is_defined_and_no_other(kind: Kind) -> None:
    assert kind.means
    assert set(kind.fields) == set(kind.types)
    for name, field in kind.fields.items():
        assert set(field.values) == set(book.allowed(kind.types[name])), name
        assert all(value.means and (value.example or value.unwritten) for value in field.values.values()), name
        assert not (book.may_be_null(kind.types[name]) and not field.empty), f"{name}: what does null say?"


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [pytest.param(k.name, n, f, id=f"{k.name}.{n}") for k, n, f in FIELDS if f.example or f.gives is not None],
)
def test_the_example_of_a_field_gives_what_it_says(kind: str, name: str, field: Field) -> None:
    assert field.example
    assert field.gives is not None
    found = given(kind, name, field.example)
    assert gives(found, field.gives), found


@pytest.mark.parametrize(("kind", "name", "value", "entry"), VALUES)
def test_the_example_of_a_value_has_it_and_its_contrast_has_another(
    kind: str, name: str, value: str, entry: book.Value
) -> None:
    if entry.example:
        found = given(kind, name, entry.example)
        assert gives(found, value), found
    if entry.contrast:
        found = given(kind, name, entry.contrast.text)
        assert not gives(found, value), found
        assert entry.contrast.gives is None or gives(found, entry.contrast.gives), found


@pytest.mark.parametrize("method", book.METHOD_WORDS)
def test_every_method_of_dating_has_an_example_that_uses_it(method: str) -> None:
    entry = CODEBOOK.methods[method]
    assert entry.example or entry.unwritten
    if entry.example:
        found = given("When", "method", entry.example)
        assert method in found, found


def test_no_method_of_dating_is_described_that_is_not_there() -> None:
    assert set(CODEBOOK.methods) == set(book.METHOD_WORDS)


def kept() -> set[str]:
    return {place for kind, name, field in FIELDS for place in book.kept_in(kind.name, name, field, kind.types[name])}


def test_every_column_of_the_archive_is_a_field_or_is_described() -> None:
    columns = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns}
    described = {
        column
        for column in columns
        if column in CODEBOOK.columns or f"*.{column.partition('.')[2]}" in CODEBOOK.columns
    }
    fields = {place for place in kept() if ":" not in place and "." in place}
    assert fields <= columns
    assert columns - described - fields == set()
    assert {place for place in kept() if ":" not in place and "." not in place} <= set(metadata.tables)


def test_the_rows_of_evidence_and_parties_are_those_of_the_codebook() -> None:
    found = set()
    values = [value for _, _, field in FIELDS for value in field.values.values()]
    for example in (*(field.example for _, _, field in FIELDS), *(value.example for value in values)):
        if example:
            rows = rows_of(record_of(example), key="k", added_at="", version="")
            for table in ("evidence", "parties"):
                found |= {f"{table}: {row['item_type']} {row['field']}" for row in rows[table]}
    assert found == {place for place in kept() if ":" in place}


def test_the_page_is_as_the_generator_writes_it() -> None:
    assert book.PAGE.read_text(encoding="utf-8") == book.page(CODEBOOK), "run `python docs/codebook.py`"
