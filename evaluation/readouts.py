"""Who is meant, on real readouts: `python evaluation/readouts.py ../shared/data [--split train|dev] [--misses]`.

memcon reads the text of a page, never its title. The judge reads the title, with a grammar and tables of its own
(readout_offices.csv, readout_countries.csv), and says who the principal and the counterparts were: name, office,
country. A second judge are the trips and visits of the Office of the Historian. Both splits but the test split are
read by default; the test split never is.
"""

import argparse
import json
import lzma
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import memcon
from memcon.record import Actor, Record
from readout_titles import (
    JUNIOR,
    Lexicon,
    Page,
    Party,
    completed,
    lexicon,
    name_words,
    plain,
    read_parties,
    read_title,
    same_name,
    same_word,
)

_HEADS = {
    "found": "found",
    "person": "person right",
    "country": "country right",
    "office": "office right",
    "main": "in a main contact",
}
PERFECT = tuple(_HEADS)
_SINCE = "1990-01-01"


_INTERNATIONAL = frozenset(
    ("secretary-general", "director-general", "patriarch", "special envoy", "high representative", "")
)
_SUMMIT = re.compile(
    r"Summit|Conference|G[-–]? ?[0-9]|Assembly|Forum|[Ff]uneral|[Cc]eremony|Ministerial|Meetings? (?:of|on|for)|Donor|NATO|"
    r"[Aa]ccompanied|talks|lateral|UN "
)
"""Where others than the host are met, so that the country of the trip says nothing."""
_MET = re.compile(r"\b(?:[Mm]et|[Mm]eetings?|talks|conferred) with (?P<whom>[^.;]*)")


@dataclass
class Verdict:
    """What became of one party of one page."""

    page: Page
    role: str
    party: Party
    told: bool  # whether the text has the surname
    got: Actor | None = None
    rights: dict[str, bool | None] = field(default_factory=dict)

    def line(self) -> str:
        """One line of the list of misses."""
        wrong = ", ".join(key for key, right in self.rights.items() if right is False)
        got = f"{self.got.name} / {self.got.office} / {self.got.country} ({self.got.id})" if self.got else "nobody"
        offices = "|".join(sorted(self.party.offices))
        return f"{self.page.id}: {self.role}: wrong: {wrong}: {self.party.name} / {offices} / {self.party.country} <- {got}"


def judge(page: Page, role: str, party: Party, record: Record) -> Verdict:
    """Find the party among the persons of the record: by name, else by country among those who took part."""
    surname = name_words(party.name)[-1]
    told = any(
        same_word(surname, word) for word in set(re.findall(r"[a-z]+", re.sub(r"['’]", "", plain(page.text).lower())))
    )
    main = {p.actor: p for c in record.contacts if c.role == "main" for p in c.participants}
    rest = {p.actor: p for c in record.contacts for p in c.participants}
    people = [actor for actor in record.actors if actor.kind == "person" and actor.spans]

    def rights(actor: Actor) -> dict[str, bool | None]:
        part = main.get(actor.id) or rest.get(actor.id)
        office = part.office if part and part.office else actor.office
        country = part.country if part and part.country else actor.country
        full = len(name_words(actor.name)) > 1 or len(name_words(party.name)) < 2
        named = same_name(actor.name, party.name)
        bare = (office or "").removeprefix("acting ")
        return {
            "found": named,
            "person": named and full,
            "country": None if party.country is None else named and country == party.country,
            "office": None if not party.offices else named and bool({office or "", bare} & party.offices),
            "main": named and actor.id in main,
        }

    scored = [(rights(actor), actor) for actor in people]
    best = max(scored, key=lambda pair: [bool(pair[0][key]) for key in PERFECT], default=None)
    if best is None or not best[0]["found"]:
        same_land = next((a for a in people if a.id in main and a.country == party.country), None)
        missed = {
            key: None if (key == "country" and not party.country) or (key == "office" and not party.offices) else False
            for key in PERFECT
        }
        return Verdict(page, role, party, told, same_land, missed)
    return Verdict(page, role, party, told, best[1], best[0])


# --- reading the data -----------------------------------------------------------------------------------------------


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a compressed JSONL file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def pages(readouts: Path, splits: frozenset[str]) -> Iterator[Page]:
    """All pages of the splits asked for, titles unread."""
    for name, source in (("wh_readouts", "White House readouts"), ("wh_statements", "White House statements")):
        for row in rows(readouts / f"{name}.jsonl.xz"):
            if row["split"] in splits:
                yield Page(row["id"], source, row["date"], row["text"], row["title"])
    for row in rows(readouts / "kremlin_2021-22.jsonl.xz"):
        if row["split"] in splits and row["kind"] in ("phone", "meeting"):
            text = "\n\n".join(part for part in (row["summary"], row["text"]) if part)
            yield Page("kremlin-" + row["url"].rsplit("/", 1)[-1], "Kremlin", row["date"][:10], text, row["title"])


def is_foreign(page: Page) -> bool:
    """Whether a counterpart is of another country than the principal."""
    home = "RUS" if page.source == "Kremlin" else "USA"
    return any(party.country not in (None, home) for party in page.counterparts)


# --- tables -------------------------------------------------------------------------------------------------------------


def share(verdicts: Iterable[Verdict], key: str) -> str:
    """A share with its denominator: those of whom the judge knows the field."""
    known = [bool(v.rights[key]) for v in verdicts if v.rights[key] is not None]
    return f"{sum(known) / len(known):.3f} ({sum(known)}/{len(known)})" if known else "-"


def table(name: str, groups: dict[str, list[Verdict]], keys: tuple[str, ...] = PERFECT) -> None:
    """One Markdown table, a row a group."""
    print(f"\n| {name} | named in the text | " + " | ".join(_HEADS[key] for key in keys) + " |")
    print("|---" * (len(keys) + 2) + "|")
    for group, verdicts in groups.items():
        print(f"| {group} | {len(verdicts)} | " + " | ".join(share(verdicts, key) for key in keys) + " |")


def by_title(found: list[Page], misses: bool) -> list[Verdict]:
    """Read every page, judge it by its title, print the table."""
    verdicts: list[Verdict] = []
    for page in found:
        record = memcon.extract(page.text, published=page.date)
        verdicts += [judge(page, "principal", party, record) for party in page.principals]
        verdicts += [judge(page, "counterpart", party, record) for party in page.counterparts]
    told = [v for v in verdicts if v.told]
    sources = list(dict.fromkeys(page.source for page in found))
    table(
        "principal and counterpart by title",
        {
            f"{source}: {role}s" if source else f"**all {role}s**": [
                v for v in told if v.role == role and source in ("", v.page.source)
            ]
            for role in ("principal", "counterpart")
            for source in (*sources, "")
        },
    )
    untold = Counter(v.role for v in verdicts if not v.told)
    print(
        f"\nNever named in the text, and not counted above: {untold['principal']} principals, {untold['counterpart']} counterparts."
    )
    report(told, misses)
    return verdicts


def report(verdicts: list[Verdict], misses: bool) -> None:
    """The misses, if they are asked for."""
    if misses:
        print()
        for verdict in verdicts:
            if any(right is False for key, right in verdict.rights.items() if key != "main"):
                print(f"- {verdict.line()}")


def by_historian(found: list[Page], readouts: Path, lex: Lexicon, misses: bool) -> None:
    """Judge the same pages by the trips and visits of the day: whoever is named there and in the text."""
    answers: list[tuple[str, str, Party]] = []
    for row in rows(readouts / "us_state_visits.jsonl.xz"):
        country = lex.countries.get(plain(row["from"][0])) if row["from"] else None
        parties = read_parties(JUNIOR.sub("", row["visitor"]), lex) if row["start"] >= "2021" and country else []
        answers += [(row["start"], row["end"] or row["start"], p._replace(country=country)) for p in parties]
    for start, end, party, _, _ in met(readouts, lex, "2021"):
        answers.append((start, end, party))
    verdicts = []
    for page in found:
        fitting = {p for start, end, p in answers if start <= page.date <= end}
        named = [p for p in fitting if _written(p, page.text)]
        if named:
            record = memcon.extract(page.text, published=page.date)
            verdicts += [judge(page, "historian", p, record) for p in sorted(named)]
    table("visitor or host by the Office of the Historian, same day", {"pages of all sources": verdicts})
    report(verdicts, misses)


def _written(party: Party, text: str) -> bool:
    """Whether a text has the name, its words together, or a single name behind a title."""
    words = name_words(party.name)
    title = r"(?:minister|president|king|queen|prince|chancellor|pope)\W+" if len(words) == 1 else ""
    return bool(re.search(title + r"\W+(?:\w{1,3}\W+)?".join(words) + r"\b", plain(text).lower()))


def met(readouts: Path, lex: Lexicon, since: str) -> Iterator[tuple[str, str, Party, str, str]]:
    """Officials that the remarks on trips name as met: first day, last day, who, the sentence, the trip."""
    for row in rows(readouts / "us_state_travels.jsonl.xz"):
        land = lex.countries.get(plain(row["country"]))
        if row["start"] < since or not land:
            continue
        for found in _MET.finditer(plain(row["remarks"] or "")):
            for party in read_parties(JUNIOR.sub("", re.sub(r"\([^)]*\)", "", found["whom"])), lex):
                stays = not (_SUMMIT.search(row["remarks"]) or party.offices & _INTERNATIONAL)
                host = party.country or (land if stays else None)
                yield row["start"], row["end"] or row["start"], party._replace(country=host), row["remarks"], row["id"]


def by_remarks(readouts: Path, lex: Lexicon, misses: bool) -> None:
    """memcon on the one-line remarks themselves: the sentence seldom gives the country, and often the surname only."""
    groups: dict[str, list[Verdict]] = {"1990s": [], "2000s": [], "2010s": [], "2020s": []}
    records: dict[str, Record] = {}
    for start, _, party, remark, trip in met(readouts, lex, _SINCE):
        if not party.offices or party.country == "USA":
            continue
        if trip not in records:
            records[trip] = memcon.extract(remark, published=start)
        page = Page(f"travel-{trip}", "remarks", start, remark, "")
        groups[start[:3] + "0s"].append(judge(page, "met", party, records[trip]))
    table(
        "officials met, by the remark alone",
        {**groups, "**all**": [v for group in groups.values() for v in group]},
        PERFECT[:-1],
    )
    report([v for group in groups.values() for v in group], misses)


def identities(verdicts: list[Verdict]) -> None:
    """Whether one person has one id in all readouts, and a Wikidata id where the knowledge has him."""
    ids: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    known: Counter[bool] = Counter()
    for verdict in verdicts:
        if verdict.got and verdict.rights["found"]:
            name, country = verdict.party.name, verdict.party.country
            same = (key for key in ids if key[1] == country and same_name(key[0], name))
            ids[next(same, (name, country))][verdict.got.id] += 1
            known[verdict.got.wikidata is not None] += 1
    often = {key: count for key, count in ids.items() if count.total() > 1}
    modal, total = sum(max(c.values()) for c in often.values()), sum(c.total() for c in often.values())
    print(
        f"\nOne person, one id: {modal / total:.3f} ({modal}/{total}) mentions of {len(often)} persons named in several pages."
    )
    print(f"With a Wikidata id: {known[True] / known.total():.3f} ({known[True]}/{known.total()}).")
    for key, count in sorted(often.items(), key=str):
        if len(count) > 1:
            print(f"- {key[0]} ({key[1]}): {', '.join(f'{i} {n}' for i, n in count.most_common())}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder with readouts/ and kb/")
    parser.add_argument("--split", choices=("train", "dev"), help="one split only")
    parser.add_argument("--misses", action="store_true", help="list every miss by the id of its page")
    parser.add_argument(
        "--sample", type=int, metavar="N", help="only print N answers of the judge, to be checked by reading"
    )
    parser.add_argument("--only", choices=("titles", "historian", "remarks"), help="one judge only")
    options = parser.parse_args()
    codes, readouts = options.data / "kb" / "country_codes.csv", options.data / "readouts"
    if not (codes.exists() and readouts.is_dir()):
        sys.exit(f"{options.data} has no readouts/ and kb/country_codes.csv; give the folder of the shared data.")
    lex = lexicon(codes)
    everything = list(pages(readouts, frozenset((options.split,) if options.split else ("train", "dev"))))
    read = completed([read_title(page, lex) for page in everything])
    found = [page for page in read if is_foreign(page)]
    if options.sample is not None:
        for page in random.Random(1).sample(found, options.sample):
            print(f"{page.title}\n    {page.principals}\n    {page.counterparts}")
        return
    unread = sum(not page.counterparts for page in read)
    print(
        f"{len(found)} pages with a foreign counterpart; {len(read) - len(found) - unread} domestic; {unread} titles that name no person."
    )
    if options.only in (None, "titles"):
        identities(by_title(found, options.misses))
    if options.only in (None, "historian"):
        by_historian(found, readouts, lex, options.misses)
    if options.only in (None, "remarks"):
        by_remarks(readouts, lex, options.misses)


if __name__ == "__main__":
    main()
