"""How an archive grows: what adding reports costs and what questions cost, at 1,000, 10,000 and 100,000 of them.

`python benchmarks/archive.py [--sizes 1000,10000] [--db PATH|postgresql://…]` (or `make bench`); `--ask PATH` asks one that is there. The reports are made
(made_reports.py), so that nothing is read by the language model: what is measured is the archive alone. One archive grows to
the largest size; at each size it is asked everything, for the first fifty rows. Times are of this machine, their growth is not.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from made_reports import DYADS, reports
from msgspec import structs
from tables import markdown

from memcon.archive import Archive, Filters, encounters, follow_ups
from memcon.archive.corrections.queue import ReviewFilters
from memcon.record import Record

ROWS = 50
"""How many rows a list is asked for: what a page shows."""

AT_MOST = 50
"""Milliseconds that a list may take, whatever the size of the archive."""

REPEATS = 5

Question = Callable[[Archive], Iterable[object]]

SETTLING: dict[str, tuple[ModuleType, str]] = {
    "encounters": (encounters, "settle"),
    "follow-ups": (follow_ups, "settle"),
}
"""The parts of adding that look at other reports."""


@dataclass
class Growth:
    """What was measured when the archive had one size: seconds of adding all its reports, and answers to questions.

    ``processor`` are seconds of this process, ``settling`` those of them for each of `SETTLING`; of questions the milliseconds
    and the number of rows.
    """

    reports: int = 0
    megabytes: float | None = None
    seconds: float = 0.0
    processor: float = 0.0
    settling: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SETTLING, 0.0))
    questions: dict[str, tuple[float, int]] = field(default_factory=dict)


def grow(location: str, sizes: Sequence[int]) -> Iterator[Growth]:
    """Adds reports until each size is reached, and asks."""
    coming: Iterator[Record] = reports(max(sizes))
    so_far = Growth()
    last = date.min
    for size in sizes:
        with Archive.open(location) as archive, timed(so_far.settling):
            for record in islice(coming, size - so_far.reports):
                last = date.fromisoformat(record.article.published or "")
                began, of_processor = time.perf_counter(), time.process_time()
                archive.add(record)
                so_far.seconds += time.perf_counter() - began
                so_far.processor += time.process_time() - of_processor
                so_far.reports += 1
                progress(so_far, size)
        with Archive.open(location) as archive:
            asked = dict(answers(archive, last))
        yield replace(so_far, megabytes=megabytes(location), settling=dict(so_far.settling), questions=asked)


def asked(location: str) -> Growth:
    """What an archive answers that is there already."""
    with Archive.open(location, create=False) as archive:
        (newest,) = archive.page("reports", Filters(), limit=1).rows
        last = date.fromisoformat(newest.published or "")
        return Growth(reports=len(archive), megabytes=megabytes(location), questions=dict(answers(archive, last)))


def progress(so_far: Growth, size: int) -> None:
    """A line on standard error now and then."""
    if so_far.reports % 500 == 0 or so_far.reports == size:
        sys.stderr.write(f"{so_far.reports:,} of {size:,} reports, {so_far.seconds:,.0f} s\n")


@contextmanager
def timed(seconds: dict[str, float]) -> Iterator[None]:
    """Lets the calls of `SETTLING` add to ``seconds``."""
    with ExitStack() as undone:
        for name, (module, function) in SETTLING.items():
            call = getattr(module, function)

            def timing(*arguments: Any, _call: Callable[..., Any] = call, _name: str = name, **named: Any) -> Any:
                began = time.process_time()
                try:
                    return _call(*arguments, **named)
                finally:
                    seconds[_name] += time.process_time() - began

            setattr(module, function, timing)
            undone.callback(setattr, module, function, call)
        yield


def filters(last: date) -> dict[str, dict[str, Any]]:
    """Every filter of the lists, some so that much is found and some so that nothing is."""
    middle, lately = (date(2000, 1, 1) + (last - date(2000, 1, 1)) / 2, last - timedelta(30))
    return {
        "no filter": {},
        "one country": {"country": DYADS[0][:1]},
        "two countries": {"country": DYADS[0]},
        "two countries that seldom meet": {"country": DYADS[-1]},
        "part of a name": {"person": "zar"},
        "part of a name that nobody has": {"person": "nobodyhasthis"},
        "since a month ago": {"since": lately.isoformat()},
        "until the middle": {"until": middle.isoformat()},
        "on one day": {"since": middle.isoformat(), "until": middle.isoformat()},
        "two countries, lately, held": {"country": DYADS[0], "since": lately.isoformat(), "status": "held"},
        "mode": {"mode": "video"},
        "status": {"status": "planned"},
        "status that none has": {"status": "cancelled"},
        "level": {"level": "leader"},
        "role": {"role": "background"},
        "mechanism that none has": {"mechanism": "council"},
        "outlet": {"outlet": "Oslo Courier"},
        "topic": {"topic": "fisheries"},
        "topic that none has": {"topic": "astronomy"},
        "changed in the last hour": {"changed_since": "2100-01-01"},
    }


def questions(last: date) -> dict[str, Question]:
    """What is asked, by a name."""
    found: dict[str, Question] = {}
    for name, wanted in filters(last).items():
        asked = Filters(**wanted, limit=ROWS)
        found[f"contacts: {name}"] = lambda archive, asked=asked: archive.contacts(asked)
        found[f"statements: {name}"] = lambda archive, asked=asked: archive.statements(asked)
        found[f"encounters: {name}"] = lambda archive, asked=asked: archive.encounters(asked)
    found = {name: found[name] for name in sorted(found, key=lambda name: name.partition(":")[0])}
    found |= {
        "commitments": lambda archive: archive.commitments(limit=ROWS),
        "commitments: two countries": lambda archive: archive.commitments(country=DYADS[0], limit=ROWS),
        "commitments: overdue": lambda archive: archive.commitments(
            state="overdue", as_of=last.isoformat(), limit=ROWS
        ),
        "claims": lambda archive: archive.claims(limit=ROWS),
        "mechanisms": lambda archive: archive.mechanisms(),
        "a dyad": lambda archive: [archive.dyad(*DYADS[0])],
        "a dyad that seldom meets": lambda archive: [archive.dyad(*DYADS[-1])],
        "what is to be reviewed": lambda archive: archive.review(ReviewFilters(limit=ROWS))[0],
        "reports": lambda archive: archive.reports(limit=ROWS),
        "reports: outlet": lambda archive: archive.reports(outlet="Oslo Courier", limit=ROWS),
        "reports: two countries": lambda archive: archive.reports(country=DYADS[0], limit=ROWS),
        "search: a word of many": lambda archive: archive.search("corridor"),
        "search: a word of none": lambda archive: archive.search("astronomy"),
        "search: words together": lambda archive: archive.search('"opening of the fisheries corridor"'),
        "search: a word, two countries": lambda archive: archive.search("corridor", country=DYADS[0]),
        "one contact by its id": lambda archive: [archive.contact(archive.contacts(limit=1)[0].id)],
        "how many reports": lambda archive: [len(archive)],
    }
    return found


def answers(archive: Archive, last: date) -> Iterator[tuple[str, tuple[float, int]]]:
    """Of every question the milliseconds, the best of a few times, and the number of rows."""
    for name, ask in questions(last).items():
        times = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            rows = len(list(ask(archive)))
            times.append(1000 * (time.perf_counter() - began))
        yield name, (min(times), rows)


def megabytes(location: str) -> float | None:
    """The size of a file."""
    path = Path(location)
    return path.stat().st_size / 1e6 if path.exists() else None


def tables(grown: Sequence[Growth]) -> str:
    """The figures in Markdown."""
    return "\n\n".join((adding_table(grown), question_table(grown)))


def adding_table(grown: Sequence[Growth]) -> str:
    """Seconds of adding, milliseconds a report since the size before, what of these is settling, and how all grows."""
    heads = [
        "reports",
        "seconds",
        "of the processor",
        "a report",
        *(f"of it {name}" for name in SETTLING),
        "growth",
        "file",
    ]
    rows = []
    before = Growth()
    for now in grown:
        spent = now.processor - before.processor
        rows.append(
            [
                f"{now.reports:,}",
                f"{now.seconds:,.0f}",
                f"{now.processor:,.0f}",
                f"{1000 * spent / (now.reports - before.reports):.1f} ms",
                *(f"{100 * (now.settling[name] - before.settling[name]) / spent:.0f} %" for name in SETTLING),
                growth(before, now),
                f"{now.megabytes:,.0f} MB" if now.megabytes is not None else "",
            ]
        )
        before = now
    return markdown(heads, rows)


def growth(before: Growth, now: Growth) -> str:
    """How many times as many reports take how many times the processor's time."""
    if not before.reports:
        return ""
    return f"{now.reports / before.reports:.0f} x reports, {now.processor / before.processor:.1f} x time"


def question_table(grown: Sequence[Growth]) -> str:
    """Milliseconds of every question; a star marks more than `AT_MOST`."""
    rows = []
    for name in grown[0].questions:
        times = [now.questions[name][0] for now in grown]
        marked = [f"{time:.1f}{' *' if time > AT_MOST else ''}" for time in times]
        rows.append([name, str(grown[-1].questions[name][1]), *marked, f"{times[-1] / times[0]:.1f}"])
    return markdown(["milliseconds", "rows", *(f"{now.reports:,}" for now in grown), "growth"], rows)


def one_encounter(number: int) -> str:
    """What it takes that many reports, by many outlets and most in words of their own, tell of one encounter."""
    (first,) = reports(1)
    spent = time.process_time()
    with Archive.open("sqlite://") as archive:
        for at in range(number):
            random = Random(at if at % 3 else 0)
            own = " ".join(str(random.random()) for _ in range(200))
            text = f"{first.article.text}\n\n{own} {at}"
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            article = structs.replace(first.article, text=text, sha256=sha256, outlet=f"Outlet {at % 200}")
            archive.add(structs.replace(first, article=article))
        told = max(row.n_reports for row in archive.encounters())
    return f"one encounter told by {told:,} reports: {time.process_time() - spent:.1f} s of the processor's time"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of reports, comma between (%(default)s)")
    parser.add_argument("--ask", nargs="+", metavar="ARCHIVE", help="ask archives that are there, and add nothing")
    parser.add_argument("--db", help="an archive that is not there yet; else an SQLite file that is removed afterwards")
    arguments = parser.parse_args()
    if arguments.ask:
        print(question_table(sorted(map(asked, arguments.ask), key=lambda now: now.reports)))
        return
    sizes = sorted(int(size) for size in arguments.sizes.split(","))
    if arguments.db and Archive.exists(arguments.db):
        sys.exit(f"{arguments.db} is there already; name another, since the reports are added to an empty one")
    with tempfile.TemporaryDirectory() as folder:
        print(tables(list(grow(arguments.db or f"{folder}/memcon.db", sizes))))
    print(f"\n{one_encounter(300)}")


if __name__ == "__main__":
    main()
