"""What one source says about one person in one office, before sources are compared."""

import csv
import gzip
import io
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CURATED = Path(__file__).parent.parent / "curated"
RULES: dict[str, Any] = tomllib.loads((CURATED / "rules.toml").read_text(encoding="utf-8"))


def say(line: str) -> None:
    """Tells how the build gets on."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass(slots=True, kw_only=True)
class Raw:
    """A claim of a source. ``seen`` dates say "held it on that day"; ``rank`` 0 is the most trusted source."""

    country: str
    title: str
    name: str
    source: str
    rank: int
    office: str = ""
    qid: str | None = None
    start: str | None = None
    end: str | None = None
    seen_from: str | None = None
    seen_until: str | None = None
    acting: bool = False
    aliases: tuple[str, ...] = ()


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, gzipped or not; lines that start with # are comments."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = (line for line in io.StringIO(data.decode("utf-8"), newline="") if not line.startswith("#"))
    yield from csv.DictReader(lines)
