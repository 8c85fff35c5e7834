"""CoNLL-U in: the lines of each sentence.

Only tokens and sentences of the file are used, so only what makes these is checked; its heads, say, may be anything.
"""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from memcon.errors import InputError
from memcon.read.files import STDIN, why_unreadable

_COLUMNS = 10
_NUMBER = re.compile(r"(?P<first>[0-9]+)(?:-(?P<last>[0-9]+)|\.(?P<empty>[0-9]+))?")


def read_sentences(path: str) -> list[list[str]]:
    """The lines of each sentence of a file, "-" being standard input, with comments, word ranges and empty nodes.

    Raises `InputError` with file and line where they are not CoNLL-U.
    """
    sentences = [_Sentence()]
    name = "standard input" if path == STDIN else path
    for number, raw in enumerate(_text(path, name).split("\n"), 1):
        line = raw.rstrip("\r")
        try:
            if line.strip():
                sentences[-1].take(line)
            else:
                sentences[-1].end()
                sentences.append(_Sentence())
        except InputError as error:
            raise InputError(f"{name}, line {number}: {error}") from None
    if not any(sentence.words for sentence in sentences):
        raise InputError(f"{name}: holds no words; give a CoNLL-U file")
    return [sentence.lines for sentence in sentences if sentence.lines]


def is_word(line: str) -> bool:
    """Whether a line is a word: no comment, range or empty node."""
    return line.split("\t", 1)[0].isdigit()


def _text(path: str, name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        return data.decode("utf-8-sig").rstrip("\n") + "\n"
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: {why_unreadable(error)}") from None


@dataclass
class _Sentence:
    """A sentence as it is read, line by line."""

    lines: list[str] = field(default_factory=list)
    words: int = 0
    reach: int = 0  # the last word of its ranges

    def take(self, line: str) -> None:
        """One line that is not blank. Raises `InputError` where it does not carry on the sentence."""
        self.lines.append(line)
        if line.startswith("#"):
            return
        columns = line.split("\t")
        if len(columns) != _COLUMNS:
            raise InputError(f"has {len(columns)} columns; CoNLL-U has {_COLUMNS}, parted by tabs")
        self._count(columns[0])
        if not columns[1].strip():
            raise InputError("has no form; give the word in the second column")

    def _count(self, given: str) -> None:
        number = _NUMBER.fullmatch(given)
        if not number or (number["last"] and int(number["last"]) < int(number["first"])):
            raise InputError(f"“{given}” is no word's number; give one like 1, 1-2 (a range) or 1.1 (an empty node)")
        expected = self.words + (not number["empty"])  # an empty node goes by the word before it
        if int(number["first"]) != expected:
            raise InputError(f"{given} stands where {expected} is due; number the words of a sentence 1, 2, 3 …")
        if number["last"]:
            self.reach = int(number["last"])
        elif not number["empty"]:
            self.words += 1

    def end(self) -> None:
        """Raises `InputError` where a range goes beyond the sentence."""
        if self.reach > self.words:
            raise InputError(f"a range goes to word {self.reach}, but the sentence ends with word {self.words}")
