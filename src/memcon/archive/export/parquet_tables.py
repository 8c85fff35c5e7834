"""The tidy tables as Parquet: one file a table in a folder, with typed columns and real lists.

The metadata of a file has ``schema_version`` and ``memcon_version``, that of a column its ``description``.
"""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from memcon import __version__
from memcon.archive.export.tables import SCHEMA_VERSION, lines_of
from memcon.archive.filters import Filters
from memcon.archive.frames import arrow_table, needed

if TYPE_CHECKING:
    from memcon.archive import Archive

_AT_ONCE = 20_000  # lines of a row group


def write(archive: "Archive", folder: Path, filters: Filters | None = None) -> None:
    """Writes the tables of what the filters let through into a folder that exists. Raises `ArchiveError`."""
    parquet = needed("pyarrow.parquet")
    metadata = {"schema_version": SCHEMA_VERSION, "memcon_version": __version__}
    for name, table, lines in lines_of(archive, filters):
        empty = arrow_table(table.line, [], metadata=metadata)
        with parquet.ParquetWriter(folder / f"{name}.parquet", empty.schema) as writer:
            while some := list(islice(lines, _AT_ONCE)):
                writer.write_table(arrow_table(table.line, some, metadata=metadata))
