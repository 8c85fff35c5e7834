"""Reads the files that a command was given, article by article; one that fails never stops the others."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from memcon.errors import InputError, MemconError, ModelError
from memcon.faces.console import complain, note
from memcon.record import Article, Record

if TYPE_CHECKING:
    from memcon.actors.directory import Directory

TO_MEND = 2  # exit status where the user can mend what went wrong, such as an input that could not be read
FAULT = 1  # exit status after a fault in memcon

_READ = (None, "en")  # languages of reports that facts are read from

_MANY = 3  # files or reports; with more, a bar shows how far it is
T = TypeVar("T")


@dataclass
class Inputs:
    """The files, how many articles of them failed so far, and the exit status that this makes."""

    files: list[str]
    published: str | None = None
    model: Path | None = None
    debug: bool = False
    faults: int = 0
    status: int = 0

    def articles(self) -> Iterator[tuple[str, Article]]:
        """File and article, in order; what cannot be read is told on standard error and counted."""
        from memcon.read import read_file  # noqa: PLC0415

        for file in with_progress(self.files, len(self.files), doing="reading"):
            with self._complaining(file):
                for article in read_file(file, published=self.published):
                    if isinstance(article, InputError):
                        self._complain(file, str(article))
                    else:
                        yield file, article

    def record(
        self, file: str, article: Article, *, sound: bool = False, learned: Directory | None = None
    ) -> Record | None:
        """The record of an article of ``file``; None where that failed, which was told and counted.

        With ``sound``, a record that an archive would not keep counts as failed. ``learned`` knows persons of earlier reports.
        """
        from memcon.archive import ensure_sound  # noqa: PLC0415
        from memcon.extraction import extract_record  # noqa: PLC0415  brings the language model's libraries

        if article.language not in _READ:
            note(
                f"{_place(file, article)} is in {_language(article)}; memcon reads English, no facts were read from it"
            )
        with self._complaining(file, article):
            record = extract_record(article, self.model, learned)
            if sound:
                ensure_sound(record)
            return record
        return None  # reached where the complaint was made

    @contextmanager
    def _complaining(self, file: str, article: Article | None = None) -> Iterator[None]:
        """What goes wrong within is told on standard error and counted; only a missing model ends it all."""
        try:
            yield
        except (ModelError, BrokenPipeError):
            raise
        except MemconError as error:
            self._complain(file, str(error))
        except Exception as error:
            if self.debug:
                traceback.print_exc()
            what = f"article {article.id}" if article else "the file"
            fault = f"{type(error).__name__}: {error}"
            self._complain(file, f"{what} met a fault in memcon ({fault}); please report it together with the article")
            self.status = FAULT

    def _complain(self, file: str, sentence: str) -> None:
        self.faults += 1
        self.status = self.status or TO_MEND
        name = _name(file)
        complain(sentence if sentence.startswith(name) else f"{name}: {sentence}")


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _place(file: str, article: Article) -> str:
    """ "report.txt:", or "feed.jsonl: article 7" where the article has an id of its own."""
    own = not article.sha256.startswith(article.id)
    return f"{_name(file)}: article {article.id}" if own else f"{_name(file)}:"


def _language(article: Article) -> str:
    from babel import Locale  # noqa: PLC0415  few reports are in another language

    code = article.language or ""
    return str(Locale("en").languages.get(code, code))


def with_progress(things: Iterable[T], total: int, *, doing: str) -> Iterable[T]:
    """The things, with a bar on a terminal where there are many."""
    if total <= _MANY or not sys.stderr.isatty():
        return things
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    return track(things, total=total, description=doing, console=Console(stderr=True), transient=True)
