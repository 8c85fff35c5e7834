"""Writes docs/call.md: `python docs/call.py ../shared/data`.

The call of President Biden and President Putin on 30 December 2021 as both sides' readouts tell it: the memo of one of them and the
comparison, as memcon writes them, but for long quotations, which are cut.
"""

import json
import lzma
import re
import sys
import tempfile
from pathlib import Path

import memcon
from memcon.archive import Archive

PAGE = Path(__file__).with_name("call.md")
WORDS = 9  # of a quotation; a longer one is cut

WHITE_HOUSE = (
    "wh_statements.jsonl.xz",
    "2021-12-30-statement-by-press-secretary-jen-psaki-on-president-bidens-phone-call-",
)
KREMLIN = ("kremlin_2021-22.jsonl.xz", "http://en.kremlin.ru/events/president/news/67487")

HEAD = """\
# One call, told by both sides

President Biden and President Putin spoke by telephone on 30 December 2021. The White House issued five sentences, the Kremlin three
paragraphs. Below is what memcon makes of the two, written by `python docs/call.py ../shared/data`; nothing is changed but that
quotations of more than nine words are cut: […].
"""


def page(data: Path) -> str:
    """The page, from the readouts of the shared data."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "memcon.db") as archive:
        white_house = _row(data / "readouts", *WHITE_HOUSE)
        kremlin = _row(data / "readouts", *KREMLIN)
        paragraphs = "\n\n".join(filter(None, (kremlin["title"], kremlin["summary"], kremlin["text"])))
        first = _add(archive, white_house, white_house["text"])
        second = _add(archive, kremlin, paragraphs)
        papers = {
            f"memcon memo {first}": archive.memo(first),
            f"memcon compare {second} --why": archive.compare(second, why=True),
        }
    shown = [f"## `{command}`\n\n````markdown\n{shortened(paper)}````\n" for command, paper in papers.items()]
    return "\n".join([HEAD, *shown])


def shortened(paper: str) -> str:
    """A paper with its long quotations cut."""
    return re.sub(r"“([^“”]*)”", lambda match: f"“{_cut(match[1])}”", paper)


def _cut(words: str) -> str:
    kept = words.split()
    return words if len(kept) <= WORDS else " ".join([*kept[:WORDS], "[…]"])


def _add(archive: Archive, row: dict[str, str], text: str) -> str:
    record = memcon.extract(text, published=row["date"][:10], title=row["title"], url=row["url"])
    return archive.add(record).contacts[0]


def _row(folder: Path, file: str, begins: str) -> dict[str, str]:
    with lzma.open(folder / file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, str] = json.loads(line)
            if row.get("id", row["url"]).startswith(begins):
                return row
    raise SystemExit(f"{folder / file} has no {begins}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("give the folder of the shared data: python docs/call.py ../shared/data")
    PAGE.write_text(page(Path(sys.argv[1])), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
