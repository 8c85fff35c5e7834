"""What a page would have to wait for, done before anybody asks: when the server starts, and again when the archive has changed."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread

from memcon.archive import Archive
from memcon.archive.lookups import state_of
from memcon.errors import MemconError
from memcon.faces.web.pages.dyad import PROMISES
from memcon.faces.web.rendering import country_name, environment
from memcon.faces.web.sentences import choices

_EVERY = 5.0  # seconds between two looks whether the archive has changed
_DYADS = 10  # those that meet most, and of which the most is read


@contextmanager
def warmed(archive: Archive) -> Iterator[None]:
    """In a thread beside what is done within."""
    stopped = Event()
    thread = Thread(target=_keep_warm, args=(archive, stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def load() -> None:
    """Imports, templates and names."""
    country_name("ITA")
    choices("topic")
    for name in environment().list_templates(extensions=("html", "svg")):
        environment().get_template(name)
    gc.collect()
    gc.freeze()  # what stays is not gone through again for every page that reads much


def answer(archive: Archive) -> Iterator[Callable[[], object]]:
    """What takes the longest to answer, one after the other."""
    yield archive.facets
    yield archive.timeline
    yield archive.overview
    for pair in sorted(archive.matrix(), key=lambda pair: -pair.encounters)[:_DYADS]:
        yield partial(archive.dyad, pair.one, pair.other, commitments=PROMISES)


def _keep_warm(archive: Archive, stopped: Event) -> None:
    load()
    known = before = ""
    while not stopped.is_set():
        with suppress(MemconError):  # who asks is told
            state = state_of(archive)
            # While it changes it is another one at every look.
            if not known or (state == before and state != known):
                for find in answer(archive):
                    if stopped.is_set():
                        return
                    find()
                known = state
            before = state
        stopped.wait(_EVERY)
