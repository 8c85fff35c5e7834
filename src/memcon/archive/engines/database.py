"""What the archive asks of a database, whichever it is."""

from typing import Protocol

from sqlalchemy import Connection, Engine

WRITES = "memcon_writes"
"""The execution option of a connection whose next transaction is the only one that writes."""

BUSY_SECONDS = 60
"""How long a writer waits for another; one report takes milliseconds."""


class Database(Protocol):
    """Where one archive is, or is to be, kept."""

    @property
    def name(self) -> str:
        """What sentences call it: the path, or the address without its password."""
        ...

    def is_there(self) -> bool:
        """Whether there is an archive to open. Raises `ArchiveError` where none can be made either."""
        ...

    def engine(self, *, create: bool) -> Engine:
        """Connections whose transactions see one state of the archive, and whose writers take turns.

        Without ``create`` nothing is made on the disk. Raises `ArchiveError` where that leaves nothing to open.
        """
        ...

    def before_making(self, engine: Engine) -> None:
        """What has to be settled before tables are made or migrated. Raises `ArchiveError`."""
        ...

    def is_marked(self, connection: Connection) -> bool:
        """Whether memcon made what is there."""
        ...

    def mark(self, connection: Connection) -> None:
        """Says that memcon made it, in a way that tools which copy it keep."""
        ...
