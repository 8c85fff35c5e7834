"""Writes docs/codebook.md: `python docs/codebook.py`.

Fields, their forms and allowed values are read off the types of `memcon.record`, where they are kept off the tables of the
archive; what they mean, and the examples, stand in docs/codebook.toml. tests/test_codebook.py holds all of them together.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from memcon.archive.schema import metadata
from memcon.extraction.dates.methods import METHODS
from memcon.extraction.tenures import REASON
from memcon.extraction.topics import topics
from memcon.record import Record

HERE = Path(__file__).parent
WORDS = HERE / "codebook.toml"
PAGE = HERE / "codebook.md"

PUBLISHED = "2024-05-14"
NEVER = "none"  # for an example without a date of publication

TABLES = {
    "Article": "reports",
    "Actor": "actors",
    "Contact": "contacts",
    "Participant": "participants",
    "Statement": "statements",
    "Commitment": "commitments",
    "Claim": "claims",
    "Event": "events",
    "Framing": "framing",
}
"""Types whose items are rows, and the table of each."""

ITEM_TYPES = {name: name.lower() for name in TABLES}
"""What the tables `evidence` and `parties` call an item."""

METHOD_WORDS = {**METHODS, REASON: "the time in which all participants held the offices that the report gives them"}
"""Every value of `When.method`."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report in a sentence or two. ``earlier`` is one that the archive held before."""

    text: str
    published: str = PUBLISHED
    title: str | None = None
    url: str | None = None
    earlier: str | None = None


class Contrast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that is easily given the value and has another: ``gives``, or none."""

    text: str
    gives: str | None = None


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An allowed value. ``unwritten`` says why the program does not write it."""

    means: str = ""
    example: str | Example | None = None
    contrast: Contrast | None = None
    unwritten: str | None = None


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field. ``kept`` corrects where the archive keeps it; ``gives`` is what the example must yield."""

    means: str
    form: str | None = None
    empty: str | None = None
    source: str | None = None
    kept: tuple[str, ...] | None = None
    example: str | Example | None = None
    gives: Any = None
    values: dict[str, Value] = {}


@dataclass(frozen=True)
class Kind:
    """A type of the record with its words."""

    name: str
    means: str
    fields: Mapping[str, Field]
    types: Mapping[str, inspect.Type]


@dataclass(frozen=True)
class Codebook:
    """All types, the vocabularies that are shared, and the columns that only the archive has."""

    kinds: tuple[Kind, ...]
    methods: Mapping[str, Value]
    columns: Mapping[str, str]


def read_codebook() -> Codebook:
    """The words of codebook.toml beside the types they are about."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    methods = msgspec.convert(words.pop("methods"), dict[str, Value])
    columns = msgspec.convert(words.pop("columns"), dict[str, str])
    types = structs_in(Record)
    unknown = words.keys() - types.keys()
    if unknown:
        raise ValueError(f"codebook.toml describes {', '.join(sorted(unknown))}, which the record does not have")
    kinds = []
    for name, struct in types.items():
        about = words.get(name, {})
        means = about.pop("means", "")
        fields = msgspec.convert(about, dict[str, Field])
        kinds.append(Kind(name, means, fields, {field.encode_name: field.type for field in struct.fields}))
    return Codebook(tuple(kinds), methods, columns)


def structs_in(root: type) -> dict[str, inspect.StructType]:
    """The types that a type is made of, itself first, each before those that it brings in."""
    found: dict[str, inspect.StructType] = {}
    left: list[inspect.Type] = [inspect.type_info(root)]
    while left:
        kind = left.pop(0)
        if isinstance(kind, inspect.StructType):
            if kind.cls.__name__ not in found:
                found[kind.cls.__name__] = kind
                left += [field.type for field in kind.fields]
        else:
            left += parts_of(kind)
    return found


def parts_of(kind: inspect.Type) -> list[inspect.Type]:
    """What a list or an optional type holds."""
    if isinstance(kind, inspect.VarTupleType):
        return [kind.item_type]
    if isinstance(kind, inspect.UnionType):
        return list(kind.types)
    return []


def core(kind: inspect.Type) -> inspect.Type:
    """The type without its None and its list."""
    parts = [part for part in parts_of(kind) if not isinstance(part, inspect.NoneType)]
    return core(parts[0]) if parts else kind


def may_be_null(kind: inspect.Type) -> bool:
    """Whether the field may be null."""
    return any(isinstance(part, inspect.NoneType) for part in parts_of(kind))


def is_list(kind: inspect.Type) -> bool:
    """Whether the field is a list."""
    return isinstance(kind, inspect.VarTupleType)


def allowed(kind: inspect.Type) -> frozenset[str]:
    """The values of a field that has a closed list of them."""
    inner = core(kind)
    return frozenset(map(str, inner.values)) if isinstance(inner, inspect.LiteralType) else frozenset()


# where the archive keeps it --------------------------------------------------------------------------------------------


def kept_in(kind: str, name: str, field: Field, of: inspect.Type) -> tuple[str, ...]:
    """Columns ("contacts.mode"), tables, and rows ("evidence: statement cue") that hold a field."""
    if field.kept is not None:
        return field.kept
    if kind == "Record" or (kind, name) == ("Contact", "participants"):
        return (name,)
    if kind not in TABLES:
        return _nested(kind, name)
    table, item = metadata.tables[TABLES[kind]], ITEM_TYPES[kind]
    inner = core(of)
    struct = inner.cls.__name__ if isinstance(inner, inspect.StructType) else ""
    columns = [column.name for column in table.columns]
    flat = [c for c in columns if c == name or (struct in ("When", "Place") and c.startswith(f"{name}_"))]
    rows = [f"evidence: {item} {name}"] if struct in ("Span", "When", "Place") else []
    parties = [f"parties: {item} {name}"] if is_list(of) and not flat and not struct else []
    return (*(f"{table.name}.{column}" for column in flat), *rows, *parties)


def _nested(kind: str, name: str) -> tuple[str, ...]:
    if kind == "Span":
        return (f"evidence.{name}",)
    prefixes = {"When": ("when", "due"), "Place": ("place",)}.get(kind, ())
    wanted = {f"{prefix}_{name}" for prefix in prefixes}
    return tuple(f"{t.name}.{c.name}" for t in metadata.tables.values() for c in t.columns if c.name in wanted)


# the page --------------------------------------------------------------------------------------------------------------


def page(codebook: Codebook) -> str:
    """docs/codebook.md."""
    lines = [
        "# Codebook",
        "",
        "Every field of the record, every allowed value, with examples of our own. Written by `python docs/codebook.py` from the types in",
        "`src/memcon/record/` and the words in `codebook.toml`; do not edit it here. [record.md](record.md) is the short page.",
        "",
        f"Each example is read by memcon in a test, as a report published on {PUBLISHED} (a Tuesday) unless another day stands beside it, and must",
        "give what it says. “Not” is a sentence that is easily given the value and has another, named behind it. ¶ begins a paragraph.",
        "Null is that of JSON. The archive (`memcon.db`) has a table for each kind of item; what has no column there stands in `reports.record`, the whole",
        "record as JSON. Its rows of `evidence` are the words a field was read from, its rows of `parties` the actors of an item.",
        "",
        "| type | fields |",
        "|---|---|",
        *(
            f"| [{kind.name}](#{kind.name.lower()}) | {' '.join(f'`{name}`' for name in kind.types)} |"
            for kind in codebook.kinds
        ),
        "",
    ]
    for kind in codebook.kinds:
        lines += [f"## {kind.name}", "", kind.means, ""]
        for name, of in kind.types.items():
            lines += [f"### {kind.name}.{name}", "", *_field(kind.name, name, kind.fields[name], of), ""]
    lines += ["## Topics", "", *_topics(), "", "## Methods of dating", "", *_methods(codebook.methods), ""]
    lines += ["## Columns that only the archive has", "", *_columns(codebook.columns), ""]
    return "\n".join(lines)


def _field(kind: str, name: str, field: Field, of: inspect.Type) -> Iterator[str]:
    yield field.means
    yield ""
    yield f"- Form: {_form(field, of)}. {_emptiness(field, of)}"
    if field.source:
        yield f"- After: {field.source}."
    yield f"- In the archive: {_places(kept_in(kind, name, field, of))}."
    if field.example:
        yield f"- Example: {_quoted(field.example)} gives {_given(field.gives)}."
    if field.values:
        yield ""
        yield "| value | meaning | example | not |"
        yield "|---|---|---|---|"
        yield from (_value(value, entry) for value, entry in field.values.items())


def _form(field: Field, of: inspect.Type) -> str:
    inner = core(of)
    if isinstance(inner, inspect.StructType):
        one = many = f"[{inner.cls.__name__}](#{inner.cls.__name__.lower()})"
    else:
        names = {
            inspect.StrType: ("text", "texts"),
            inspect.IntType: ("whole number", "whole numbers"),
            inspect.FloatType: ("number", "numbers"),
            inspect.BoolType: ("true or false", ""),
            inspect.LiteralType: ("one of the values below", "values below"),
        }
        one, many = names[type(inner)]
    form = f"list of {many}" if is_list(of) else one
    return f"{form}, {field.form}" if field.form else form


def _emptiness(field: Field, of: inspect.Type) -> str:
    if may_be_null(of):
        return f"May be null: {field.empty}."
    if is_list(of):
        return f"May be an empty list: {field.empty}." if field.empty else "May be an empty list."
    return "Never null."


def _places(kept: tuple[str, ...]) -> str:
    if not kept:
        return "only in `reports.record`"
    shown = []
    for place in kept:
        table, colon, row = place.partition(": ")
        item, _, field = row.partition(" ")
        shown.append(f"rows of `{table}` with {item}, `{field}`" if colon else f"`{place}`")
    return ", ".join(shown)


def _value(value: str, entry: Value) -> str:
    example = _quoted(entry.example) if entry.example else f"({entry.unwritten})"
    contrast = ""
    if entry.contrast:
        instead = f" ({entry.contrast.gives})" if entry.contrast.gives else ""
        contrast = f"“{entry.contrast.text}”{instead}"
    return f"| `{value}` | {entry.means} | {example} | {contrast} |"


def _quoted(example: str | Example) -> str:
    if isinstance(example, str):
        return f"“{example}”"
    text = example.text.replace("\n\n", " ¶ ")
    beside = [
        *([f"titled “{example.title}”"] if example.title else []),
        *([f"from {example.url}"] if example.url else []),
        *([f"after “{example.earlier}”"] if example.earlier else []),
    ]
    if example.published == NEVER:
        beside.append("without a date of publication")
    elif example.published != PUBLISHED:
        beside.append(f"published on {example.published}")
    return f"“{text}” ({', '.join(beside)})" if beside else f"“{text}”"


def _given(value: object) -> str:
    return f"`{value if isinstance(value, str) else msgspec.json.encode(value).decode()}`"


def _topics() -> Iterator[str]:
    yield "The words that decide stand in `extraction/data/topics.toml`."
    yield ""
    yield "| topic | IPTC Media Topic | PLOVER contexts | example | not |"
    yield "|---|---|---|---|---|"
    for topic in topics().values():
        yield f"| {topic.name} | {topic.iptc} | {', '.join(topic.plover)} | “{topic.example}” | “{topic.counter}” |"


def _methods(methods: Mapping[str, Value]) -> Iterator[str]:
    yield "What `when.method` and `due.method` may hold."
    yield ""
    yield "| method | meaning | example |"
    yield "|---|---|---|"
    for method, means in METHOD_WORDS.items():
        entry = methods[method]
        yield f"| {method} | {means} | {_quoted(entry.example) if entry.example else f'({entry.unwritten})'} |"


def _columns(columns: Mapping[str, str]) -> Iterator[str]:
    yield "| column | meaning |"
    yield "|---|---|"
    yield from (f"| `{column}` | {means} |" for column, means in columns.items())


def main() -> None:
    """Command line."""
    PAGE.write_text(page(read_codebook()), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
