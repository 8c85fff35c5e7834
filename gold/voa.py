"""Reports of the Voice of America, found again in the sentences of the Groningen Meaning Bank (../shared/data/ner).

The corpus keeps the order of the sentences but not the borders of the reports: a gold record names its sentences
("gmb_voa-train:1301-1309", the end exclusive), and each becomes a paragraph.
"""

import lzma
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_CLITIC = re.compile(r" (n't|'s|'re|'ve|'ll|'d|'m|')(?= |$)")
_SOURCE = re.compile(r"gmb_voa-(train|dev|test):(\d+)-(\d+)")


def is_voa(source: str) -> bool:
    """Whether a gold record's source is a stretch of these sentences."""
    return _SOURCE.fullmatch(source) is not None


def text_of(source: str, data: Path) -> str:
    """The report, a paragraph for each sentence."""
    found = _SOURCE.fullmatch(source)
    if found is None:
        raise ValueError(f"{source} is no stretch like gmb_voa-train:1301-1309")
    sentences = _sentences(data / "ner" / f"gmb_voa-{found[1]}.conll.xz")
    return "\n\n".join(_written(words) for words in sentences[int(found[2]) : int(found[3])]) + "\n"


@lru_cache(maxsize=3)
def _sentences(file: Path) -> list[list[str]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        return list(_blocks(lines))


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    words: list[str] = []
    for line in lines:
        if not line.strip():
            if words:
                yield words
            words = []
        elif not line.startswith("#"):
            words.append(re.split(r"[\t ]", line.rstrip("\n"))[0])
    if words:
        yield words


def _written(words: list[str]) -> str:
    """The sentence as it was before it was cut into words."""
    line = _CLITIC.sub(r"\1", " ".join(words))
    line = re.sub(r" ([,.;:?!%)\]])", r"\1", line)
    line = re.sub(r"([(\[$]) ", r"\1", line)
    written, opened = "", False
    for part in re.split(r'( ?" ?)', line):
        if part.strip() != '"':
            written += part
        elif opened:
            written, opened = written.rstrip() + '" ', False
        else:
            written, opened = (written.rstrip() + ' "' if written else '"'), True
    return re.sub(r"  +", " ", re.sub(r'" ([,.;:?!])', r'"\1', written)).strip()
