"""memcon reads reports of diplomatic contacts and keeps the record: who met whom, who said what, what was promised.

import memcon

record = memcon.extract(text, published="2024-12-20")
with memcon.open("memcon.db") as archive:
    archive.add(record)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.errors import MemconError

if TYPE_CHECKING:
    from pathlib import Path

    from memcon.archive import Archive
    from memcon.record import Record

__all__ = ["MemconError", "__version__", "extract", "open"]

__version__ = "0.1.0"

# What follows imports where it is called: `import memcon` stays quick, and `memcon --help` with it.


def extract(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    archive: Archive | None = None,
) -> Record:
    """The record of one report. ``published`` is an ISO date; without it "on Friday" is left open.

    With an ``archive``, persons whom its reports introduced are known by their surnames. The record is not added to it.

    Raises `MemconError` where the text cannot be read as a report or the language model is missing.
    """
    from memcon.extraction import extract_record  # noqa: PLC0415
    from memcon.read import read_text  # noqa: PLC0415

    article = read_text(text, published=published, url=url, title=title, outlet=outlet)
    return extract_record(article, learned=archive.learned if archive else None)


def open(path: str | Path = "memcon.db") -> Archive:
    """The archive at ``path``, made if it is not there. Raises `ArchiveError`."""
    from memcon.archive import Archive  # noqa: PLC0415

    return Archive.open(path)
