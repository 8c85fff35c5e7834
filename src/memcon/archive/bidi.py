"""Characters that turn the order of the letters after them, kept within the words that they stand in."""

import re

_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_ISOLATES = "\u2066\u2067\u2068"


def contained(words: str) -> str:
    """Words that turn nothing round which follows them: what is open at their end is closed, what closes nothing is left out.

    An element that isolates its text does not do so alone: the end of an isolate within the text is taken for the element's own.
    """
    if words.isascii() or not _CONTROLS.search(words):
        return words
    expected: list[str] = []

    def close(control: re.Match[str]) -> str:
        sign = control[0]
        if sign not in (_END_OF_EMBEDDING, _END_OF_ISOLATE):
            expected.append(_END_OF_ISOLATE if sign in _ISOLATES else _END_OF_EMBEDDING)
        elif sign == _END_OF_ISOLATE and sign in expected:  # closes also what was opened within
            while expected.pop() != sign:
                pass
        elif sign == _END_OF_EMBEDDING and expected[-1:] == [sign]:
            expected.pop()
        else:
            return ""
        return sign

    return _CONTROLS.sub(close, words) + "".join(reversed(expected))
