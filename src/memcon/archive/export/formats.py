"""The table of formats. Each is written by a module of its own, which is loaded when it is asked for."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from memcon.archive.filters import Filters, in_words
from memcon.errors import ArchiveError

if TYPE_CHECKING:
    from memcon.archive import Archive

Target = str | Path | BinaryIO


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format: ``what`` it holds, in a line; the module with its ``write``, and what it is called with.

    ``suffix`` is that of its file; one ``in_folder`` writes several files. ``of`` are the things that can be asked for, the usual one
    first. ``is_text`` tells that a terminal can show it.
    """

    what: str
    module: str
    suffix: str = ""
    in_folder: bool = False
    is_text: bool = True
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    of: tuple[str, ...] = ()

    def losses(self) -> list[str]:
        """What of an archive the format has no place for, a sentence each."""
        if self.module != "crosswalks":
            return []
        crosswalks = import_module(f"{__package__}.crosswalks").CROSSWALKS
        return [
            f"{', '.join(loss.columns)}: {loss.why}" if loss.columns else f"left out: {loss.why}"
            for loss in crosswalks[self.options["form"]].losses
        ]


def _crosswalk(form: str, what: str) -> Format:
    return Format(what=what, module="crosswalks", suffix=".tsv", options=MappingProxyType({"form": form}))


def _memo(form: str, what: str, *, is_text: bool = True) -> Format:
    return Format(
        what=what, module="memos", suffix=f".{form}", options=MappingProxyType({"form": form}), is_text=is_text
    )


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format(what="tidy tables, a file each", module="csv_tables", in_folder=True),
        "parquet": Format(what="the same with types and lists", module="parquet_tables", in_folder=True, is_text=False),
        "jsonl": Format(what="whole records, one a line", module="records", suffix=".jsonl"),
        "jsonld": Format(what="linked data with Web Annotations and PROV", module="linked_data", suffix=".jsonld"),
        "polecat": _crosswalk("polecat", "events in POLECAT's columns"),
        "gdelt": _crosswalk("gdelt", "events in GDELT 2.0's columns"),
        "gdelt1": _crosswalk("gdelt1", "events in GDELT 1.0's columns"),
        "cameo": _crosswalk("cameo", "CAMEO events in ICEWS's columns"),
        "ics": Format(what="a calendar of plans and due dates", module="calendar", suffix=".ics"),
        "atom": Format(what="a feed of a list", module="feed", suffix=".atom", of=("contacts", "statements")),
        "graphml": Format(
            what="the network of who met whom", module="network", suffix=".graphml", of=("countries", "persons")
        ),
        "ftm": Format(what="FollowTheMoney entities, one a line", module="followthemoney", suffix=".ftm.json"),
        "bibtex": Format(what="the sources", module="bibliography", suffix=".bib"),
        "md": _memo("md", "memos in Markdown"),
        "html": _memo("html", "memos as a page"),
        "docx": _memo("docx", "memos for a word processor", is_text=False),
    }
)
"""By the name that people type."""


def export(
    archive: "Archive", name: str, target: Target, filters: Filters, *, of: str | None = None, search: str | None = None
) -> None:
    """Writes a format; into a path what is whole, or nothing. Raises `ArchiveError`.

    ``of`` is one of the things that the format can be of; with ``search`` a feed is of the passages that the words find.
    """
    form = FORMATS.get(name)
    if form is None:
        raise ArchiveError(f"there is no format {name}; there are {', '.join(FORMATS)}")
    if of is not None and of not in form.of:
        known = f"; it can be of {' or '.join(form.of)}" if form.of else ""
        raise ArchiveError(f"{name} cannot be of {of}{known}")
    if search is not None and name != "atom":
        raise ArchiveError(f"{name} is not made of a search; atom is")
    try:
        if form.in_folder:
            if not isinstance(target, str | Path):
                raise ArchiveError(f"{name} is several files; name a folder for them")
            _write_folder(archive, form, Path(target), filters)
        elif isinstance(target, str | Path):
            _write_file(archive, form, Path(target), filters, of, search)
        else:
            _write(archive, form, target, filters, of, search)
    except BrokenPipeError:
        raise  # a reader that has seen enough
    except OSError as error:
        place = target if isinstance(target, str | Path) else "the output"
        raise ArchiveError(f"{place} cannot be written ({(error.strerror or str(error)).lower()})") from error


def _write(
    archive: "Archive", form: Format, target: BinaryIO, filters: Filters, of: str | None, search: str | None
) -> None:
    module = import_module(f"{__package__}.{form.module}")
    if form.module == "feed":
        rows = getattr(archive, of or form.of[0])(filters) if search is None else archive.search(search, filters)
        said = ", ".join(filter(None, (search or of or form.of[0], in_words(filters))))
        module.write(archive, rows, target, title=f"memcon: {said}")
        return
    options = dict(form.options) | ({"of": of} if of else {})
    module.write(archive, target, filters, **options)


def _write_file(
    archive: "Archive", form: Format, path: Path, filters: Filters, of: str | None, search: str | None
) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            _write(archive, form, file, filters, of, search)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _write_folder(archive: "Archive", form: Format, folder: Path, filters: Filters) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".memcon-", dir=folder) as beside:
        import_module(f"{__package__}.{form.module}").write(archive, Path(beside), filters)
        for file in sorted(Path(beside).iterdir()):
            file.replace(folder / file.name)
