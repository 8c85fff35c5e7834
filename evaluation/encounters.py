"""Which readouts tell of one contact: `python evaluation/encounters.py ../shared/data [--records FILE] [--cases]`.

All readouts of the White House and everything of the Kremlin, and the White House's statement on the call of 30 December 2021,
are read and added to one archive. encounters_readouts.csv lists by id every pair of them that a reader finds to tell of one contact
(same), and pairs of which he cannot say (unclear: a visit and a meeting during it, "their recent conversations"), which count neither
way. A pair is right where an encounter of about the day that the list gives has both documents.

Reading takes some minutes; ``--records`` keeps what was read in a file, or takes it from there.
"""

import argparse
import csv
import json
import lzma
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import log2
from pathlib import Path

import msgspec
from sqlalchemy import select

import memcon
from memcon.archive import Archive
from memcon.archive.encounters.blocking import near, window
from memcon.archive.encounters.scoring import score, table
from memcon.archive.encounters.told import Told, told_of
from memcon.archive.schema import encounters, reports
from memcon.record import Record, decode_record, encode_record

LIST = Path(__file__).with_name("encounters_readouts.csv")
STATEMENT = "2021-12-30-statement-by-press-secretary-jen-psaki-on-president-bidens-phone-call-with-president-vladimir-putin-of-russia"
ALIKE = {"meeting": "met", "summit": "met", "phone": "spoke", "video": "spoke"}
_CLOSE = 3  # days by which a record's day may differ from the list's: "this week", said on a Sunday
_OPEN = 62  # a date that leaves more days open does not hold a day

Pair = tuple[str, str]


@dataclass(frozen=True)
class Listed:
    """A row of the list."""

    pair: Pair
    day: int
    countries: frozenset[str]
    mode: str
    status: str
    contact: str
    judged: str

    def fits(self, encounter: tuple[int | None, int | None, str]) -> bool:
        """Whether an encounter may be this contact, by its status and its days."""
        first, last, status = encounter
        return status == self.status and (first is None or last is None or first - _CLOSE <= self.day <= last + _CLOSE)

    def held_by(self, told: list[Told]) -> bool:
        """Whether a record holds the contact: its status, countries, day and mode."""
        for one in told:
            first, last = window(one)
            if (
                one.status == self.status
                and self.countries <= one.countries
                and ALIKE.get(one.mode, one.mode) == ALIKE.get(self.mode, self.mode)
                and last - first <= _OPEN
                and first - 1 <= self.day <= last + 1
            ):
                return True
        return False


def listed() -> list[Listed]:
    """The list."""
    with LIST.open(encoding="utf-8") as file:
        return [
            Listed(
                (row["one"], row["other"]),
                date.fromisoformat(row["day"]).toordinal(),
                frozenset(row["countries"].split()),
                row["mode"],
                row["status"],
                row["contact"],
                row["judged"],
            )
            for row in csv.DictReader(file)
        ]


def documents(readouts: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Id, day, title, address and text of each document."""
    for row in _rows(readouts / "wh_readouts.jsonl.xz"):
        yield row["id"], row["date"], row["title"], row["url"], row["text"]
    for row in _rows(readouts / "wh_statements.jsonl.xz"):
        if row["id"] == STATEMENT:
            yield row["id"], row["date"], row["title"], row["url"], row["text"]
    for row in _rows(readouts / "kremlin_2021-22.jsonl.xz"):
        text = "\n\n".join(part for part in (row["title"], row["summary"], row["text"]) if part)
        yield "kremlin-" + row["url"].rsplit("/", 1)[-1], row["date"][:10], row["title"], row["url"], text


def records(readouts: Path, kept: Path | None) -> Iterator[Record]:
    """What memcon reads in each document; ``kept`` is where that was written, or is to be."""
    if kept is not None and kept.exists():
        with kept.open("rb") as file:
            yield from map(decode_record, file)
        return
    with kept.open("wb") if kept else tempfile.TemporaryFile() as file:
        for name, day, title, url, text in documents(readouts):
            read = memcon.extract(text, published=day, title=title, url=url)
            record = msgspec.structs.replace(read, article=msgspec.structs.replace(read.article, id=name))
            file.write(encode_record(record) + b"\n")
            yield record


def main() -> None:
    """Print precision, recall, and the pairs that are wrong or missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder with readouts/")
    parser.add_argument("--records", type=Path, metavar="FILE", help="where what was read is kept")
    parser.add_argument(
        "--cases", action="store_true", help="how often each case of the score is met in pairs of either kind"
    )
    options = parser.parse_args()
    readouts = options.data / "readouts"
    if not readouts.is_dir():
        sys.exit(f"{options.data} has no readouts/; give the folder of the shared data.")
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "memcon.db") as archive:
        for record in records(readouts, options.records):
            archive.add(record)
        with archive._reading() as connection:
            names = {row.id: row.article_id for row in connection.execute(select(reports.c.id, reports.c.article_id))}
            told = told_of(connection, names)
            days = {
                row.id: (_number(row.when_start), _number(row.when_end), row.status)
                for row in connection.execute(
                    select(encounters.c.id, encounters.c.when_start, encounters.c.when_end, encounters.c.status)
                )
            }
    of_document: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        of_document[names[one.key[0]]].append(one)
    together = _together(told, names)
    several = len({encounter for those in together.values() for encounter in those})
    print(
        f"{len(names)} documents, {len(told)} contacts, {len(days)} encounters, {several} of them in several documents.\n"
    )
    _report(listed(), together, days, of_document)
    if options.cases:
        _cases(listed(), told, names, days)


def _together(told: list[Told], names: dict[str, str]) -> dict[Pair, set[str]]:
    """The encounters that each pair of documents has in common."""
    members: dict[str, set[str]] = defaultdict(set)
    for one in told:
        members[str(one.encounter)].add(names[one.key[0]])
    found: dict[Pair, set[str]] = defaultdict(set)
    for encounter, documents_ in members.items():
        for one, other in combinations(sorted(documents_), 2):
            found[one, other].add(encounter)
    return found


def _report(
    rows: list[Listed],
    together: dict[Pair, set[str]],
    days: dict[str, tuple[int | None, int | None, str]],
    of_document: dict[str, list[Told]],
) -> None:
    of_pair: dict[Pair, list[Listed]] = defaultdict(list)
    for row in rows:
        of_pair[row.pair].append(row)
    verdicts: Counter[str] = Counter()
    wrong, hit = [], set()
    for pair, those in sorted(together.items()):
        judged = set()
        for encounter in those:
            fitting = [row for row in of_pair[pair] if row.fits(days[encounter])]
            hit |= set(fitting)
            judged |= {row.judged for row in fitting} or {"wrong"}
        verdict = next(kind for kind in ("wrong", "same", "unclear") if kind in judged)
        verdicts[verdict] += 1
        if verdict == "wrong":
            wrong.append(f"{pair[0]} | {pair[1]} ({', '.join(sorted(those))})")
    same = [row for row in rows if row.judged == "same"]
    held = [row for row in same if all(row.held_by(of_document[name]) for name in row.pair)]
    print(
        f"precision: {_share(verdicts['same'], verdicts['same'] + verdicts['wrong'])}; {verdicts['unclear']} pairs unclear"
    )
    print(f"recall of the pairs whose contact both records hold: {_share(len(hit & set(held)), len(held))}")
    print(f"recall of all pairs that a reader finds: {_share(len(hit & set(same)), len(same))}")
    _print("wrong", wrong)
    _print("missed though both records hold it", [_told(row) for row in held if row not in hit])
    _print(
        "the two presidents, told by both sides",
        [f"{'one encounter' if row in hit else 'missed'}: {_told(row)}" for row in same if _of_both_sides(row)],
    )


def _of_both_sides(row: Listed) -> bool:
    return "Biden and Putin" in row.contact and len({name.startswith("kremlin") for name in row.pair}) > 1


def _cases(
    rows: list[Listed],
    told: list[Told],
    names: dict[str, str],
    days: dict[str, tuple[int | None, int | None, str]],
) -> None:
    """A Markdown table: how often each case is met in compared pairs that are one contact, and in those that are not."""
    of_pair: dict[Pair, list[Listed]] = defaultdict(list)
    for row in rows:
        of_pair[row.pair].append(row)
    counted: dict[str, Counter[tuple[str, str]]] = {"same": Counter(), "other": Counter()}
    numbers: Counter[str] = Counter()
    for one, other in combinations(told, 2):
        if one.key[0] == other.key[0] or not near(one, other):
            continue
        pair = tuple(sorted((names[one.key[0]], names[other.key[0]])))
        fitting = [row for row in of_pair[pair[0], pair[1]] if all(row.fits(_days(side)) for side in (one, other))]
        if any(row.judged == "unclear" for row in fitting):
            continue
        kind = "same" if fitting else "other"
        numbers[kind] += 1
        counted[kind].update({(reason.field, reason.case) for reason in score(one, other).reasons})
    print(f"\n{numbers['same']} compared pairs of contacts are one contact, {numbers['other']} are not.\n")
    print("| field | case | of those that are | of those that are not | measured | points |\n|---|---|---|---|---|---|")
    for row in table().cases:
        here, there = (counted[kind][row.field, row.case] for kind in ("same", "other"))
        if here + there:
            ratio = log2((here + 0.5) / (numbers["same"] + 1)) - log2((there + 0.5) / (numbers["other"] + 1))
            print(f"| {row.field} | {row.case} | {here} | {there} | {ratio:+.1f} | {row.points:+g} |")


def _days(told: Told) -> tuple[int, int, str]:
    return (*window(told), told.status)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _number(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "-"


def _told(row: Listed) -> str:
    return f"{date.fromordinal(row.day)} {row.contact}: {row.pair[0]} | {row.pair[1]}"


def _print(heading: str, lines: list[str]) -> None:
    print(f"\n{heading}:")
    for line in lines or ["none"]:
        print(f"- {line}")


if __name__ == "__main__":
    main()
