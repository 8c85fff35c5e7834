"""Where a user's own knowledge is kept."""

import os
from functools import cache
from pathlib import Path

import platformdirs

VARIABLE = "MEMCON_KNOWLEDGE"
_ARCHIVE = b"memc"


def overlay_path() -> Path | None:
    """The file that the environment names, else the one in the user's data folder; None where it names none ("")."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return _usual()


@cache
def _usual() -> Path:
    """Asked for again and again, by every name of a country on a page."""
    return platformdirs.user_data_path("memcon", appauthor=False) / "knowledge.sqlite"


def obstacle(path: Path, *, writing: bool = False) -> str | None:
    """Why a path cannot be a user's knowledge, in one sentence; None where nothing is known to stand in the way."""
    another = f"name another file with {VARIABLE}"
    if path.is_dir():
        return f"{path} is a directory; let {VARIABLE} name a file in it."
    if path.exists() and not os.access(path, os.R_OK):
        return f"{path} may not be read; change its permissions, or {another}."
    if _is_archive(path):
        return f"{path} is an archive of reports, not a knowledge file; {another}."
    place = path if path.exists() else path.parent
    if writing and place.exists() and not os.access(place, os.W_OK):
        return f"{path} may not be written; change the permissions of {place}, or {another}."
    return None


def _is_archive(path: Path) -> bool:
    """Whether the header of a SQLite file has the mark (application_id) of an archive."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(72)[68:] == _ARCHIVE


def stamp(path: Path | None) -> tuple[int, int] | None:
    """What changes with the content of a file; None where there is none, or an empty one."""
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size) if status.st_size else None
