"""How long the desk takes for each page, and how much it sends, at several sizes of the archive side by side.

`python benchmarks/desk.py ARCHIVE…` asks archives that are there, `--sizes 1000,10000` ones of made reports (made_reports.py). Pages
are asked for within this process, so that times are the server's: "first" is when nothing is remembered since the archive changed,
"again" when the same was asked just before; each is the middle one of a few. Where others use the machine too, `--processor` gives the
time of the processor, without waiting for it.
"""

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from statistics import median
from urllib.parse import quote, urlencode

from fastapi.testclient import TestClient
from made_reports import reports
from tables import markdown

from memcon.archive import Archive
from memcon.archive.corrections.queue import ReviewFilters
from memcon.archive.overviews.answers import Answers
from memcon.faces.web.app import create_app
from memcon.faces.web.warming import load

AT_MOST = 200
"""Milliseconds that the server may take for a page, whatever the size of the archive."""

KILOBYTES = 300
"""That a page may be long, with the style and scripts that it brings."""

REPEATS = 3

_FILES = re.compile(r"""<(?:link|script)\b[^>]*?(?:href|src)="(/static/[^"]+)\"""")
_WORD = re.compile(r"[a-z]{7,}")


@dataclass(frozen=True)
class Asked:
    """Milliseconds when it was first asked for and again, its kilobytes and those of the files that it brings."""

    first: float
    again: float
    kilobytes: float
    files: float


Clock = Callable[[], float]


def measured(location: str, clock: Clock) -> tuple[int, dict[str, Asked]]:
    """The number of reports of an archive, and what was measured of each page."""
    archive = Archive.open(location, create=False)
    number = len(archive)
    with TestClient(create_app(archive), base_url="http://127.0.0.1") as client:
        load()
        # Once before, so that what is imported and compiled is there; an address may lead to the one that is to be kept.
        pages = {name: str(client.get(page).url) for name, page in addresses(archive, client)}
        return number, {name: ask(archive, client, page, clock) for name, page in pages.items()}


def ask(archive: Archive, client: TestClient, page: str, clock: Clock) -> Asked:
    """A page, a few times."""
    first: list[float] = []
    again: list[float] = []
    for _ in range(REPEATS):
        archive._answers = Answers()
        for times in (first, again):
            began = clock()
            answer = client.get(page, follow_redirects=False)
            times.append(1000 * (clock() - began))
            if answer.status_code != 200:
                sys.exit(f"{page} is answered with {answer.status_code}: {answer.text[:400]}")
    files = set(_FILES.findall(answer.text)) if "text/html" in answer.headers["content-type"] else ()
    brought = sum(client.get(file).num_bytes_downloaded for file in files)
    return Asked(median(first), median(again), answer.num_bytes_downloaded / 1000, brought / 1000)


def addresses(archive: Archive, client: TestClient) -> Iterator[tuple[str, str]]:
    """Every kind of page, with much on it and with little, by a name."""
    last = next(row.published for row in archive.page("reports", limit=1).rows) or ""
    often, seldom = (by(archive.matrix(), key=lambda pair: pair.encounters) for by in (max, min))
    one, other = often.one, often.other
    asked = {name: values[0].value for name, values in archive.facets().items()}
    several = {"country": (one, other), "status": "held", "topic": asked["topic"], "since": last[:4]}
    yield "start", "/"
    yield from lists(asked, (one, other), several)
    for path in ("/contacts", "/statements", "/reports"):
        yield f"{path[1:]}, a later page", later(client, path)
    yield from searches(archive, asked["country"])
    yield "dyads", "/dyads"
    yield "dyads on a topic", at("/dyads", topic=asked["topic"])
    yield "a dyad that often meets", f"/dyads/{one}/{other}"
    yield "a dyad that often meets, in a year", at(f"/dyads/{one}/{other}", since=last[:4], until=last[:4])
    yield "a dyad that seldom meets", f"/dyads/{seldom.one}/{seldom.other}"
    yield "its rhythm as a picture", f"/dyads/{seldom.one}/{seldom.other}/rhythm.svg"
    yield "persons", "/persons"
    yield "persons by name", at("/persons", q=asked["person"].split()[-1])
    yield from parts_of_person(archive)
    yield "mechanisms", "/mechanisms"
    yield from most_frequent_mechanism(archive)
    yield "commitments", "/commitments"
    for state in ("", "open", "overdue"):
        yield f"commitments of a day {state}".strip(), at("/commitments", state=state, as_of=last, month=last[:7])
    yield "commitments of two countries", at("/commitments", country=(one, other))
    yield "map", "/map"
    yield "map by place", at("/map", of="place")
    yield "map, a country", f"/map/{asked['country']}"
    yield from told(archive)
    yield "review", "/review"
    yield "review of a country", at("/review", country=asked["country"])
    yield "review queue", "/review/queue"
    yield "review, an item", f"/review/{archive.review(ReviewFilters(limit=1))[0][0].id}"
    yield "review log", "/review/log"
    for path in ("contacts", "encounters", "statements", "commitments", "claims", "events", "reports", "persons"):
        yield f"api: {path}", f"/api/v1/{path}"
    for path in ("contacts", "encounters", "statements", "commitments", "reports"):
        yield f"api: {path} of two countries", at(f"/api/v1/{path}", country=(one, other))
    yield "api: mechanisms", "/api/v1/mechanisms"
    yield "api: search", at("/api/v1/search", q=frequent_and_rare(archive)[0])
    yield "api: changes", at("/api/v1/changes", since="2000-01-01")
    yield "api: changes, none", at("/api/v1/changes", since="2100-01-01")


def at(path: str, **parameters: object) -> str:
    """An address."""
    return f"{quote(path)}?{urlencode(parameters, doseq=True)}"


def lists(asked: dict[str, str], two: tuple[str, str], several: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The lists that have the same filters."""
    month = {"since": "2001-05", "until": "2001-05"}
    for path in ("/contacts", "/statements", "/reports"):
        yield path[1:], path
        yield f"{path[1:]} of a country", at(path, country=asked["country"])
        yield f"{path[1:]} of two countries", at(path, country=two)
        yield f"{path[1:]} of a person", at(path, person=asked["person"])
        yield f"{path[1:]} on a topic", at(path, topic=asked["topic"])
        yield f"{path[1:]} of a status", at(path, status="planned")
        yield f"{path[1:]} of a month", at(path, **month)
        yield f"{path[1:]} of an outlet", at(path, outlet=asked["outlet"])
        yield f"{path[1:]} by several filters", at(path, **several)


def later(client: TestClient, path: str) -> str:
    """The address of the second page of a list; of the first where there is no other."""
    found = re.search(rf'href="({path}\?[^"]*after=[^"]+)"', client.get(path).text)
    return unescape(found[1]) if found else path


def searches(archive: Archive, country: str) -> Iterator[tuple[str, str]]:
    """A search that finds much, and one that finds little."""
    frequent, rare = frequent_and_rare(archive)
    yield "search, a frequent word", at("/search", q=frequent)
    yield "search, a rare word", at("/search", q=rare)
    yield "search, a frequent word, of a country", at("/search", q=frequent, country=country)


@lru_cache
def frequent_and_rare(archive: Archive) -> tuple[str, str]:
    """A word that many reports have, and the name of somebody whom few have."""
    some = archive.page("reports", limit=50).rows
    counted = Counter(word for row in some for word in set(_WORD.findall(archive.record(row.sha256).article.text)))
    return counted.most_common(1)[0][0], archive.persons(limit=1_000_000).rows[-1].name


def parts_of_person(archive: Archive) -> Iterator[tuple[str, str]]:
    """The page and the lists of somebody who met many, if reports name anybody."""
    for row in archive.persons(limit=1).rows:
        yield "a person of many contacts", f"/persons/{row.id}"
        for part in ("contacts", "said", "said-about"):
            yield f"a person of many contacts, {part}", f"/persons/{row.id}/{part}"


def most_frequent_mechanism(archive: Archive) -> Iterator[tuple[str, str]]:
    """The page of a mechanism, if reports name any."""
    rows = archive.mechanisms()
    if rows:
        found = max(rows, key=lambda row: row.held + row.planned)
        yield "a mechanism", at(f"/mechanisms/{found.name}", country=found.countries)


def told(archive: Archive) -> Iterator[tuple[str, str]]:
    """Reports, and an encounter that many tell of."""
    encounter = max(archive.page("encounters", limit=2000).rows, key=lambda row: row.n_reports)
    yield "an encounter of many reports", f"/encounters/{encounter.id}"
    yield "an encounter, compared", f"/encounters/{encounter.id}/compare"
    yield "a report", f"/reports/{max(archive.page('reports', limit=2000).rows, key=lambda row: row.n_chars).id}"


def made(folder: str, sizes: Sequence[int]) -> Iterator[str]:
    """Archives of made reports, each of its own."""
    for size in sizes:
        location = f"{folder}/{size}.db"
        with Archive.open(location) as archive:
            for record in reports(size):
                archive.add(record)
        yield location


def table(found: Sequence[tuple[int, dict[str, Asked]]]) -> str:
    """The figures in Markdown; a star marks what is over."""
    heads = ["page"]
    for number, _ in found:
        heads += [f"{number:,} reports: first, ms", "again, ms", "kB", "with its files"]
    rows = [[name, *(cell for _, pages in found for cell in cells(pages.get(name)))] for name in found[-1][1]]
    return markdown(heads, rows)


def cells(asked: Asked | None) -> list[str]:
    """What was measured of a page."""
    if asked is None:
        return [""] * 4
    whole = asked.kilobytes + asked.files
    limits = ((asked.first, AT_MOST), (asked.again, AT_MOST), (asked.kilobytes, KILOBYTES), (whole, KILOBYTES))
    return [f"{number:.0f}{' *' if number > most else ''}" for number, most in limits]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", nargs="*", metavar="ARCHIVE", help="paths or addresses of archives that are there")
    parser.add_argument("--sizes", help="numbers of made reports, comma between, instead of archives")
    parser.add_argument("--processor", action="store_true", help="measure the processor's time")
    arguments = parser.parse_args()
    clock = time.process_time if arguments.processor else time.perf_counter
    if bool(arguments.archives) == bool(arguments.sizes):
        parser.error("give archives, or --sizes")
    with tempfile.TemporaryDirectory() as folder:
        sizes = sorted(int(size) for size in arguments.sizes.split(",")) if arguments.sizes else []
        print(table([measured(location, clock) for location in arguments.archives or made(folder, sizes)]))


if __name__ == "__main__":
    main()
