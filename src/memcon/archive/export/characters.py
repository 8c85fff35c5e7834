"""Which characters may be written."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text without what XML 1.0 has no place for (production 2, Char): control characters, which pages saved by hand have."""
    return _FORBIDDEN.sub("", text)
