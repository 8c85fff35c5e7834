"""Programs of their own that use an archive at the same time, and may be killed."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Event

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["alembic.command", "memcon.archive", "psycopg", "pytest", "test_archive_cases"])


def new_event() -> Event:
    """Something that programs wait for or look at."""
    return _CONTEXT.Event()


class Program:
    """A function that runs in a process of its own; the last argument it is given is where it sends what it has to tell."""

    def __init__(self, run: Callable[..., None], *arguments: object) -> None:
        self._told, telling = _CONTEXT.Pipe(duplex=False)
        self._process: ForkServerProcess = _CONTEXT.Process(target=run, args=(*arguments, telling), daemon=True)
        self._process.start()
        telling.close()

    def first(self) -> object:
        """What it tells first, waited for."""
        if not self._told.poll(60):
            raise TimeoutError("the program tells nothing")
        return self._told.recv()

    def kill(self) -> list[object]:
        """kill -9; what it had told until then, and was not taken yet."""
        self._process.kill()
        return self.ended()

    def ended(self) -> list[object]:
        """What it told until its end, and was not taken yet."""
        told = []
        try:
            while True:
                told.append(self._told.recv())
        except EOFError:
            return told
        finally:
            self._process.join()
            self._told.close()


Telling = Connection
"""Where a program sends what it has to tell; one message is told whole or not at all."""
