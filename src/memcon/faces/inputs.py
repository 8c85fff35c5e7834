"""Reads the files that a command was given, article by article; one that fails never stops the others."""

import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from memcon.errors import InputError, MemconError, ModelError
from memcon.faces.console import complain
from memcon.record import Article, Record

FAULTY = 2  # exit status where some input could not be read

_MANY = 3  # files; with more, a bar shows how far it is


@dataclass
class Inputs:
    """The files, and how many faults were met in them so far."""

    files: list[str]
    published: str | None = None
    model: Path | None = None
    debug: bool = False
    faults: int = 0

    def articles(self) -> Iterator[tuple[str, Article]]:
        """File and article, in order; what cannot be read is told on standard error and counted."""
        from memcon.read import read_file  # noqa: PLC0415

        for file in _with_progress(self.files):
            with self._complaining(file):
                for article in read_file(file, published=self.published):
                    if isinstance(article, InputError):
                        self._complain(file, str(article))
                    else:
                        yield file, article

    def record(self, file: str, article: Article, *, sound: bool = False) -> Record | None:
        """The record of an article of ``file``; None where that failed, which was told and counted.

        With ``sound``, a record that an archive would not keep counts as failed.
        """
        from memcon.archive import ensure_sound  # noqa: PLC0415
        from memcon.extraction import extract_record  # noqa: PLC0415  brings the language model's libraries

        with self._complaining(file, article):
            record = extract_record(article, self.model)
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

    def _complain(self, file: str, sentence: str) -> None:
        self.faults += 1
        name = "standard input" if file == "-" else file
        complain(sentence if sentence.startswith(name) else f"{name}: {sentence}")


def _with_progress(files: list[str]) -> Iterable[str]:
    if len(files) <= _MANY or not sys.stderr.isatty():
        return files
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    return track(files, description="reading", console=Console(stderr=True), transient=True)
