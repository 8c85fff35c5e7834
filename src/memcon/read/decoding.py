"""Bytes to text, or the reason why they are not text."""

import codecs

from charset_normalizer import from_bytes

from memcon.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other."""

BOMS = tuple(mark for mark, _ in _BOMS)

CONTROL_SHARE = 0.02
"""Share of control characters above which a file is not text. Reports have none; pages saved by hand, a few."""

CONTROLS_ALLOWED = frozenset(b"\t\n\r\x0b\x0c\x1b")

CHAOS_MAX = 0.05
"""charset_normalizer's share of improbable character sequences; Western European reports measured at most 0.02."""

SAMPLE = 200_000
"""Bytes looked at for telling text from binary and one code page from another."""


WESTERN = "cp1252"
"""Windows-1252, the one old code page of English reports."""


def decode(data: bytes) -> tuple[str, str]:
    """The text, newlines as they are, without the byte order mark; and its encoding.

    Raises `InputError` with reason and remedy.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_mark(data, encoding), encoding
    if is_binary(data):
        raise InputError("holds binary data; give a text, HTML or JSON Lines file")
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        return _western(data, error), WESTERN


def is_binary(data: bytes) -> bool:
    """Whether bytes without a byte order mark are something else than text."""
    sample = data[:SAMPLE]
    if b"\0" in sample:
        return True
    controls = sum(sample.count(byte) for byte in range(32) if byte not in CONTROLS_ALLOWED)
    return controls > CONTROL_SHARE * len(sample)


def _with_mark(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"begins as {encoding.upper()} but byte {error.start} is not; save it as UTF-8"
        raise InputError(message) from None


def _western(data: bytes, error: UnicodeDecodeError) -> str:
    """Windows-1252, if nothing else fits better."""
    best = from_bytes(data[:SAMPLE]).best()
    western = from_bytes(data[:SAMPLE], cp_isolation=[WESTERN]).best()
    sure = western is not None and western.chaos <= CHAOS_MAX
    if sure and best is not None and "Latin" in "".join(best.alphabets):
        try:
            return data.decode(WESTERN)
        except UnicodeDecodeError:
            pass
    message = f"is not UTF-8 (byte {error.start}) and its encoding cannot be told; save it as UTF-8"
    raise InputError(message) from None
