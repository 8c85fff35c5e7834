"""Whole records as JSON lines, as `memcon extract` writes them: nothing is lost, and corrections are applied."""

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from memcon.archive.filters import Filters
from memcon.record import encode_record

if TYPE_CHECKING:
    from memcon.archive import Archive


def write(archive: "Archive", target: BinaryIO, filters: Filters | None = None) -> None:
    """Writes the records of the reports that the filters let through, by date of publication. Raises `ArchiveError`."""
    for report in archive.reports(replace(filters or Filters())):
        target.write(encode_record(archive.record(report.sha256)) + b"\n")
