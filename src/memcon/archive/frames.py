"""Rows as Arrow tables; every other data frame is made from these."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

from memcon.errors import ArchiveError

if TYPE_CHECKING:
    import pyarrow as pa


def needed(module: str, install: str = "memcon[export]") -> Any:
    """A module that does not come with memcon. Raises `ArchiveError` with what to install."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ArchiveError(f"{module} is not installed; pip install '{install}'") from error


def arrow_table(
    row: type[msgspec.Struct], rows: Sequence[msgspec.Struct], *, metadata: Mapping[str, str] | None = None
) -> "pa.Table":
    """Rows of a type as a table: text, whole numbers, numbers, truth values, and lists of these; what fields mean is kept."""
    pa = needed("pyarrow")
    fields = [
        pa.field(name, _arrow_type(pa, value_type(row, name)), metadata={"description": means} if means else None)
        for name, means in meanings(row).items()
    ]
    columns = {field.name: [_plain(getattr(each, field.name)) for each in rows] for field in fields}
    return pa.table(columns, schema=pa.schema(fields, metadata=metadata))


def meanings(row: type[msgspec.Struct]) -> dict[str, str]:
    """What each field of a row means, as far as its type says so."""
    return {name: _description(kind) for name, kind in _types(row).items()}


def value_type(row: type[msgspec.Struct], name: str) -> inspect.Type:
    """The type of a field without "or None" and without what is said about it."""
    return _bare(_types(row)[name])


@cache
def _types(row: type[msgspec.Struct]) -> dict[str, inspect.Type]:
    known = inspect.type_info(row)
    assert isinstance(known, inspect.StructType)
    return {field.name: field.type for field in known.fields}


def _description(kind: inspect.Type) -> str:
    return str((kind.extra_json_schema or {}).get("description", "")) if isinstance(kind, inspect.Metadata) else ""


def _bare(kind: inspect.Type) -> inspect.Type:
    if isinstance(kind, inspect.Metadata):
        return _bare(kind.type)
    if isinstance(kind, inspect.UnionType):
        (kind,) = (part for part in kind.types if not isinstance(part, inspect.NoneType))
        return _bare(kind)
    return kind


def _arrow_type(pa: ModuleType, kind: inspect.Type) -> Any:
    kind = _bare(kind)
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return pa.list_(_arrow_type(pa, kind.item_type))
    if isinstance(kind, inspect.TupleType):
        return pa.list_(_arrow_type(pa, kind.item_types[0]), len(kind.item_types))
    simple = {inspect.IntType: pa.int64(), inspect.FloatType: pa.float64(), inspect.BoolType: pa.bool_()}
    return simple.get(type(kind), pa.string())


def _plain(value: object) -> object:
    return [_plain(part) for part in value] if isinstance(value, Iterable) and not isinstance(value, str) else value
