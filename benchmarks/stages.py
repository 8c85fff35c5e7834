"""Where the time of reading a report goes, stage by stage: `python benchmarks/stages.py [FILE…]` (or `make bench`).

Shares of one process on one thread, so they hold on any machine; words and documents per second are this machine's.
Without files, examples/*.txt are read, over and over until there are enough words.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TypeVar

# The numeric libraries read these when they are imported.
os.environ.update(
    OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", BLIS_NUM_THREADS="1", ORT_DISABLE_TELEMETRY="1"
)

import onnxruntime

from memcon.actors import resolve
from memcon.actors.knowledge import load
from memcon.actors.phrases import find_phrases
from memcon.errors import InputError
from memcon.extraction import extract_record
from memcon.language import parse
from memcon.read import read_file, read_text
from memcon.record import Article, encode_record

T = TypeVar("T")
EXAMPLES = Path(__file__).parents[1] / "examples"
NETWORK, TOKENS = "  of it, the network", "  of it, tokens and decoding"
MENTIONS, RESOLUTION = "  of it, finding mentions", "  of it, resolution"
STAGES = ("reading", "tokens, tags, trees", NETWORK, TOKENS, "actors", MENTIONS, RESOLUTION, "extraction", "encoding")


@dataclass
class Clock:
    """Seconds by stage."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))

    def time(self, stage: str, call: Callable[[], T]) -> T:
        """What ``call`` returns; its time is added to ``stage``."""
        began = time.perf_counter()
        result = call()
        self.seconds[stage] += time.perf_counter() - began
        return result

    @property
    def total(self) -> float:
        """Seconds of all stages, the parts of a stage not counted again."""
        return sum(seconds for stage, seconds in self.seconds.items() if not stage.startswith(" "))


@contextmanager
def network_timed(clock: Clock) -> Iterator[None]:
    """Let every run of an ONNX session count as `NETWORK`."""
    run = onnxruntime.InferenceSession.run

    def timed(session: onnxruntime.InferenceSession, *arguments: object) -> object:
        return clock.time(NETWORK, lambda: run(session, *arguments))

    onnxruntime.InferenceSession.run = timed
    try:
        yield
    finally:
        onnxruntime.InferenceSession.run = run


def read_once(text: str, clock: Clock) -> None:
    """Take one report through all stages.

    `extract_record` parses and resolves by itself: its time less theirs is that of extraction.
    """
    article = clock.time("reading", lambda: read_text(text))
    with network_timed(clock):
        parsed = clock.time("tokens, tags, trees", lambda: parse(article))
    before = clock.seconds["actors"]
    clock.time("actors", lambda: resolve(parsed))
    known = clock.seconds["actors"] - before
    clock.time(MENTIONS, lambda: find_phrases(parsed, load()))
    began = time.perf_counter()
    again = parse(article)
    known += time.perf_counter() - began
    del again
    record = clock.time("extraction", lambda: extract_record(article))
    clock.seconds["extraction"] -= known
    clock.time("encoding", lambda: encode_record(record))


def texts_of(paths: Iterable[Path]) -> list[str]:
    """The reports of these files."""
    found = []
    for path in paths:
        for article in read_file(path):
            if isinstance(article, InputError):
                raise article
            found.append(article)
    return [article.text for article in found if isinstance(article, Article)]


def measure(texts: list[str], words: int) -> tuple[Clock, int, int]:
    """Times, words and documents of at least ``words`` words; every text is read once before, to warm up."""
    for text in texts:
        read_once(text, Clock())
    clock, seen, documents = Clock(), 0, 0
    for text in cycle(texts):
        read_once(text, clock)
        seen, documents = seen + len(text.split()), documents + 1
        if seen >= words and documents >= len(texts):
            break
    clock.seconds[RESOLUTION] = clock.seconds["actors"] - clock.seconds[MENTIONS]
    clock.seconds[TOKENS] = clock.seconds["tokens, tags, trees"] - clock.seconds[NETWORK]
    return clock, seen, documents


def table(clock: Clock, words: int, documents: int) -> str:
    """The figures as a Markdown table, with the network's share below."""
    rows = [f"| {'stage':<28} | seconds | share | words/s |", f"| {'-' * 28} | ------: | ----: | ------: |"]
    for stage, seconds in [*clock.seconds.items(), ("all", clock.total)]:
        rate = f"{words / seconds:,.0f}" if seconds > 0 else ""
        rows.append(f"| {stage:<28} | {seconds:7.2f} | {100 * seconds / clock.total:4.1f}% | {rate:>7} |")
    return "\n".join(rows) + (
        f"\n\n{words:,} words in {documents} documents: {words / clock.total:,.0f} words/s,"
        f" {documents / clock.total:.1f} documents/s;"
        f" the network's share of all is {100 * clock.seconds[NETWORK] / clock.total:.0f} %;"
        f" resolution adds {100 * clock.seconds[RESOLUTION] / (clock.total - clock.seconds[RESOLUTION]):.1f} % to the rest"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="reports; without any, examples/*.txt")
    parser.add_argument("--words", type=int, default=20_000, help="read at least so many words (%(default)s)")
    arguments = parser.parse_args()
    texts = texts_of(arguments.files or sorted(EXAMPLES.glob("*.txt")))
    if not any(text.split() for text in texts):
        sys.exit(f"no reports to read: {EXAMPLES} holds no .txt; give files")
    print(table(*measure(texts, arguments.words)))


if __name__ == "__main__":
    main()
