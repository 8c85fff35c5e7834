"""The tidy tables as CSV (RFC 4180): one file a table in a folder, and datapackage.json, which says what each column means.

Lists are joined by "; "; what is missing is empty. datapackage.json is a Tabular Data Package (https://specs.frictionlessdata.io).
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

from memcon import __version__
from memcon.archive.export.tables import SCHEMA_VERSION, TABLES, lines_of
from memcon.archive.filters import Filters
from memcon.archive.frames import meanings, value_type

if TYPE_CHECKING:
    from memcon.archive import Archive

_TYPES: dict[type, str] = {inspect.IntType: "integer", inspect.FloatType: "number", inspect.BoolType: "boolean"}


def write(archive: "Archive", folder: Path, filters: Filters | None = None) -> None:
    """Writes the tables of what the filters let through into a folder that exists. Raises `ArchiveError`."""
    for name, table, lines in lines_of(archive, filters):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.line.__struct_fields__)
            writer.writerows(_cells(line) for line in lines)
    package = {
        "profile": "tabular-data-package",
        "name": "memcon",
        "schema_version": SCHEMA_VERSION,
        "memcon_version": __version__,
        "resources": [_resource(name) for name in TABLES],
    }
    (folder / "datapackage.json").write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _cells(line: msgspec.Struct) -> Iterator[str]:
    for name in line.__struct_fields__:
        value = getattr(line, name)
        if isinstance(value, tuple):
            yield "; ".join("" if part is None else str(part) for part in value)
        else:
            yield "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _resource(name: str) -> dict[str, Any]:
    line = TABLES[name].line
    columns = [
        {"name": column, "type": _TYPES.get(type(value_type(line, column)), "string"), "description": means}
        for column, means in meanings(line).items()
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "description": line.__doc__,
        "profile": "tabular-data-resource",
        "schema": {"fields": columns, "missingValues": [""]},
    }
