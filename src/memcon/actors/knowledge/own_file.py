"""Where a user's own knowledge is kept."""

import os
from pathlib import Path

import platformdirs

VARIABLE = "MEMCON_KNOWLEDGE"


def overlay_path() -> Path | None:
    """The file that the environment names, else the one in the user's data folder; None where it names none ("")."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return platformdirs.user_data_path("memcon", appauthor=False) / "knowledge.sqlite"


def stamp(path: Path | None) -> tuple[int, int] | None:
    """What changes with the content of a file; None where there is none, or an empty one."""
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size) if status.st_size else None
