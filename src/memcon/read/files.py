"""Files to articles. What cannot be read is yielded as an error with its place, so that the rest is still read."""

import logging
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

import msgspec

from memcon.errors import InputError
from memcon.read.decoding import WESTERN, decode
from memcon.read.limits import MAX_BYTES, MAX_WORDS
from memcon.read.text import read_text
from memcon.record import Article

STDIN = "-"
_LINES = {".jsonl", ".ndjson"}
_PAGES = {".html", ".htm", ".xhtml"}
_HTML_STARTS = (b"<!doctype html", b"<html", b"<?xml")

_log = logging.getLogger(__name__)


def read_file(path: str | Path, *, published: str | None = None) -> Iterator[Article | InputError]:
    """Every report that a file holds: text, HTML (.html, .htm), JSON Lines (.jsonl); "-" is standard input.

    ``published`` is an ISO 8601 date for reports that do not carry a date of their own in JSON Lines; in a text or a
    page it wins. An error is one sentence, "FILE: what is wrong; what to do". A text whose encoding had to be guessed is
    logged as a warning.
    """
    if str(path) == STDIN:
        yield from _read_stdin(sys.stdin.buffer, published)
        return
    file = Path(path)
    try:
        if file.is_dir():
            raise IsADirectoryError  # opening one says so on some systems only
        with file.open("rb") as opened:
            if file.suffix.lower() in _LINES:
                yield from _lines(opened, str(path), published)
            else:
                yield _read(_limited(opened), file.suffix.lower(), str(path), published)
    except InputError as error:
        yield InputError(f"{path}: {error}")
    except (OSError, ValueError) as error:
        yield InputError(f"{path}: {why_unreadable(error)}")


def read_data(data: bytes, name: str, *, published: str | None = None) -> Iterator[Article | InputError]:
    """Every report in the bytes of a file; its name tells what it holds, as for `read_file`."""
    suffix = Path(name).suffix.lower()
    if suffix in _LINES:
        yield from _lines(BytesIO(data), name, published)
    else:
        yield _read(data, suffix, name, published)


def _read_stdin(stdin: IO[bytes], published: str | None) -> Iterator[Article | InputError]:
    name = "standard input"
    try:
        data = _limited(stdin)
        if _is_json_lines(data):
            yield from _lines(BytesIO(data), name, published)
        else:
            page = data.lstrip()[:20].lower().startswith(_HTML_STARTS)
            yield _read(data, ".html" if page else ".txt", name, published)
    except InputError as error:
        yield InputError(f"{name}: {error}")
    except (OSError, ValueError) as error:
        yield InputError(f"{name}: {why_unreadable(error)}")


def _lines(file: IO[bytes], name: str, published: str | None) -> Iterator[Article | InputError]:
    from memcon.read.jsonl import read_lines  # noqa: PLC0415

    yield from read_lines(file, name, published=published)


def _read(data: bytes, suffix: str, name: str, published: str | None) -> Article | InputError:
    try:
        if not data.strip():
            raise InputError("is empty; give a file with the report's text")
        if suffix in _PAGES:
            from memcon.read.html import read_page  # noqa: PLC0415 - trafilatura takes time to import

            return read_page(data, published=published)
        text, encoding = decode(data)
        if not text.strip():
            raise InputError("holds only white space; give a file with the report's text")
        if encoding == WESTERN:
            _log.warning("%s: is not UTF-8 and was read as Windows-1252; save it as UTF-8 if letters look wrong", name)
        return read_text(text, published=published)
    except InputError as error:
        return InputError(f"{name}: {error}")


def _limited(file: IO[bytes]) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_WORDS}; give one report a file, or many as .jsonl")
    return data


def _is_json_lines(data: bytes) -> bool:
    """Whether the first line that is not blank is a JSON object."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        return False
    try:
        return isinstance(msgspec.json.decode(start.split(b"\n", 1)[0]), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def why_unreadable(error: OSError | ValueError) -> str:
    """What opening or reading a file raised, in words: "does not exist; check the path"."""
    if isinstance(error, IsADirectoryError):
        return "is a directory; give the files in it"
    if isinstance(error, FileNotFoundError):
        return "does not exist; check the path"
    if isinstance(error, PermissionError):
        return "may not be read by you; change its permissions"
    if isinstance(error, OSError):
        return f"cannot be read ({(error.strerror or str(error)).lower()}); check the path"
    return "is not a path; check it for stray characters"
