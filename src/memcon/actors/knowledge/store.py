"""Read-only access to the shipped SQLite files."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from memcon.errors import KnowledgeError

FORMAT = "1"
"""Layout of facts.sqlite; knowledge/build.py writes it, and another one is refused."""

_REMEDY = "run python knowledge/build.py or reinstall memcon"

Row = Sequence[Any]


class Store:
    """One folder of data files, each opened when first asked and shared between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._open: dict[str, sqlite3.Connection] = {}
        facts = self.rows("facts", "SELECT value FROM meta WHERE key = 'format'")
        if not facts or facts[0][0] != FORMAT:
            raise KnowledgeError(f"{folder}/facts.sqlite is of another version; {_REMEDY}.")

    def rows(self, file: str, query: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query on one file."""
        with self._lock:
            try:
                return self._connection(file).execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise KnowledgeError(f"{self.folder}/{file}.sqlite cannot be read ({error}); {_REMEDY}.") from error

    def _connection(self, file: str) -> sqlite3.Connection:
        if file not in self._open:
            path = self.folder / f"{file}.sqlite"
            if not path.is_file():
                raise KnowledgeError(f"{path} is missing; {_REMEDY}.")
            uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
            self._open[file] = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return self._open[file]
