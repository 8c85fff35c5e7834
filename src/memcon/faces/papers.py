"""Papers, which commands write to a file or to standard output."""

import sys
from pathlib import Path

from memcon.errors import MemconError


def write_paper(text: str, output: Path | None) -> None:
    """A paper to a file, or to standard output where none is named, or "-". Raises `MemconError`."""
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MemconError(f"{output} cannot be written; check the path and its permissions") from error
