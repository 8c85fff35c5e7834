"""What one source says about one person in one office, before sources are compared."""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CURATED = Path(__file__).parent.parent / "curated"


@dataclass(slots=True)
class Raw:
    """A claim of a source. ``seen`` dates say "held it on that day"; ``rank`` 0 is the most trusted source."""

    country: str
    office: str
    title: str
    name: str
    source: str
    rank: int
    qid: str | None = None
    start: str | None = None
    end: str | None = None
    seen_from: str | None = None
    seen_until: str | None = None
    acting: bool = False
    aliases: tuple[str, ...] = field(default=())


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, gzipped or not; lines that start with # are comments."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = (line for line in io.StringIO(data.decode("utf-8"), newline="") if not line.startswith("#"))
    yield from csv.DictReader(lines)
