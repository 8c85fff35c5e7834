"""JSON Lines: one report a line, read line by line so that a file of any length fits in memory."""

from collections.abc import Iterator
from typing import IO

import msgspec

from memcon.errors import InputError
from memcon.read.limits import MAX_BYTES, MAX_WORDS
from memcon.read.text import read_text
from memcon.record import Article

_ALIASES = {"event_text": "text", "date": "published"}
"""Names that event data sets use for our fields."""

_FIELDS = ("text", "id", "url", "title", "published", "outlet")
_BOM = b"\xef\xbb\xbf"
_decoder: msgspec.json.Decoder[object] = msgspec.json.Decoder()


def read_lines(file: IO[bytes], name: str, *, published: str | None = None) -> Iterator[Article | InputError]:
    """An article or an error for every line that is not blank. A line's own date wins over ``published``."""
    number = 0
    empty = True
    while raw := file.readline(MAX_BYTES + 1):
        number += 1
        if len(raw) > MAX_BYTES:
            yield InputError(f"{name}, line {number}: is longer than {MAX_WORDS}; split the text")
            _skip_line(file, raw)
            empty = False
            continue
        line = raw.removeprefix(_BOM) if number == 1 else raw
        if line.strip():
            empty = False
            yield _read_line(line, f"{name}, line {number}", published)
    if empty:
        yield InputError(f"{name}: is empty; give a file with one JSON object a line")


def _skip_line(file: IO[bytes], raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(MAX_BYTES)


def _read_line(line: bytes, place: str, published: str | None) -> Article | InputError:
    try:
        fields = _fields(line)
        text = fields.pop("text")
        if not text or not text.strip():
            raise InputError('"text" is empty; give the report\'s text')
        return read_text(text, **{"published": published, **fields})
    except InputError as error:
        return InputError(f"{place}: {error}")


def _fields(line: bytes) -> dict[str, str]:
    """The known fields of a line as text; those absent or null are left out, except the text."""
    try:
        value = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"is not JSON ({str(error).rstrip('.')}); give one JSON object a line"
        raise InputError(message) from None
    except RecursionError:
        raise InputError("is nested too deeply; give one flat JSON object a line") from None
    if not isinstance(value, dict):
        raise InputError('is not a JSON object; give one such as {"text": "…"}')
    named = {_ALIASES.get(key, key): item for key, item in value.items()}
    named.update({key: item for key, item in value.items() if key in _FIELDS and item is not None})
    if named.get("text") is None:
        raise InputError('has no "text"; give the report\'s text under that name')
    given = {key: named[key] for key in _FIELDS if named.get(key) is not None}
    return {key: _as_text(key, value) for key, value in given.items() if value != "" or key == "text"}


def _as_text(key: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    kind = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}[type(value)]
    raise InputError(f'"{key}" is {kind}; give it as a string')
