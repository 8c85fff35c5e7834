"""Read-only access to the SQLite files: the shipped ones, and a user's own."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from memcon.actors.knowledge.own_file import obstacle
from memcon.errors import KnowledgeError

FORMAT = "2"
"""Layout of facts.sqlite and of a user's file, and what `names.sound` makes of words; another one is refused."""

_REMEDY = "run python knowledge/build.py or reinstall memcon"
OVERLAY_REMEDY = "move it away and run `memcon knowledge add` and `update` again"

Row = Sequence[Any]


class Store:
    """One folder of data files and perhaps a user's file, each opened when first asked and shared between threads."""

    def __init__(self, folder: Path, overlay: Path | None = None) -> None:
        self.folder = folder
        self.overlay = overlay
        self._lock = threading.Lock()
        self._open: dict[str, sqlite3.Connection] = {}
        for file in ("facts", *(("overlay",) if overlay else ())):
            found = self.rows(file, "SELECT value FROM meta WHERE key = 'format'")
            if not found or found[0][0] != FORMAT:
                raise KnowledgeError(f"{self._path(file)} is of another version; {self._remedy(file)}.")

    def rows(self, file: str, query: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query on one file."""
        with self._lock:
            try:
                return self._connection(file).execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise KnowledgeError(f"{self._path(file)} cannot be read ({error}); {self._remedy(file)}.") from error

    def own_rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """The same of the user's file; none where there is none."""
        return self.rows("overlay", query, values) if self.overlay else []

    def _path(self, file: str) -> Path:
        return self.overlay if self.overlay and file == "overlay" else self.folder / f"{file}.sqlite"

    def _remedy(self, file: str) -> str:
        return OVERLAY_REMEDY if file == "overlay" else _REMEDY

    def _connection(self, file: str) -> sqlite3.Connection:
        if file not in self._open:
            path = self._path(file)
            if file == "overlay" and (reason := obstacle(path)):
                raise KnowledgeError(reason)
            if not path.is_file():
                raise KnowledgeError(f"{path} is missing; {self._remedy(file)}.")
            # What ships never changes, so SQLite need not look for writers; a user's file may be written meanwhile.
            mode = "mode=ro" if file == "overlay" else "mode=ro&immutable=1"
            uri = f"{path.resolve().as_uri()}?{mode}"
            self._open[file] = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return self._open[file]
