"""Readers: each turns one source file into claims."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from builder.countries import Countries
from builder.people import BODIES
from builder.raw import CURATED, RULES, Raw, rows
from builder.titles import claims, corrected, expand_title, iso, learn, named, proper, without_capitals
from memcon.actors.knowledge.offices import find_offices

_SNAPSHOTS = ("2015-10-26", "2015-11-29", "2016-11-06", "2017-03-28")
_WEEKLY = "2020-11-24"
"""Before this day the Factbook's history has few commits, and last_seen is the one in which a head was gone."""
_ADDRESS = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|H\.E|Sir|Sheikh|Shaikh|His Majesty|His Highness|His Excellency|Her Excellency|Grand Chief|Rt\. HON|"
    r"The Honou?rable|SIR)\b\.* ?)+"
)
_HONOURS = re.compile(r",(?! ?Jr).*| MP$")
_ENVOYS = frozenset(RULES["offices"]["envoys"])
_NO_OFFICE = re.compile(r"elegation|Representative")


def read_all(kb: Path, countries: Countries) -> Iterator[list[Raw]]:
    """The claims of every source, the most trusted first."""
    learn(term[0] for term in countries.terms)
    own = list(_own())
    yield [raw for raw in own if not _international(raw)]
    yield list(_curated(kb))
    yield list(_wikidata(kb, countries))
    yield list(_foreign_ministers(kb, countries))
    yield list(_pocom(kb))
    yield list(_factbook(kb, countries))
    yield list(_ungd(kb))
    yield list(_cia(kb / "cia_world_leaders_2019.csv", countries, "cia-2019", 7))
    yield list(_cia(kb / "cia_world_leaders_2026.csv", countries, "cia-2026", 6))
    yield [raw for raw in own if _international(raw)]


def _international(raw: Raw) -> bool:
    """Claims about officers of organisations come last: most of them were ministers before, and known as such."""
    return raw.country in BODIES or len(raw.country) != 3


def _own() -> Iterator[Raw]:
    """The hand-kept tenures of this project: country, generic office, person, start, end, title."""
    for path in sorted(CURATED.glob("tenures*.csv")):
        for row in rows(path):
            start, end, title = row["start"] or None, row["end"] or None, row["title"] or row["office"]
            yield Raw(
                country=row["country"],
                office=row["office"],
                title=title,
                name=row["person"],
                source="curated",
                rank=0,
                start=start,
                end=end,
                seen_from=start,
                seen_until=None if end else row["as_of"] or "2025-06-01",
                acting=bool(re.search(r"\b(?:acting|interim|caretaker)\b", title, re.IGNORECASE)),
                aliases=tuple(filter(None, (row["aliases"] or "").split("|"))),
            )


def _curated(kb: Path) -> Iterator[Raw]:
    for row in rows(kb / "officeholders_curated_2022_2026.csv"):
        raw = Raw(
            country=row["iso3"],
            title=row["office"],
            name=row["person"],
            source="curated" if row["confidence"] != "low" else "curated (unverified)",
            rank=1,
            qid=row["person_qid"] or None,
            start=row["start"] or None,
            end=row["end"] or None,
            seen_until=None if row["end"] else "2026-03-10",
            acting=row["office"].startswith("Acting"),
        )
        yield from claims(raw, wanted=False)


def _wikidata(kb: Path, countries: Countries) -> Iterator[Raw]:
    for row in rows(kb / "officeholders_wd_2000_2022.csv.gz"):
        country = countries.by_qid.get(row["jurisdiction_qid"])
        if row["source_repo"] == "world" and "United Nations" in row["position"]:
            country = "UNO"
        start, end = iso(row["start"]), iso(row["end"])
        if country is None or not (start or end) or (end or "9999") < "2000":
            continue
        raw = Raw(
            country=country,
            title=row["position"],
            name=without_capitals(named(row["person_qid"], row["person"])),
            source="wikidata",
            rank=2,
            qid=row["person_qid"],
            start=start,
            end=end,
            seen_from=start,
            seen_until=None if end else row["as_of"],
            aliases=(row["enwiki_title"].split(" (")[0],) if row["enwiki_title"] else (),
        )
        yield from map(envoy_for_some_years, claims(raw, wanted=country != "UNO"))


def envoy_for_some_years(raw: Raw) -> Raw:
    """A claim that says nothing of an end; of an envoy it holds for as long as envoys usually stay."""
    if raw.office not in _ENVOYS or raw.end or not raw.start:
        return raw
    usual = f"{int(raw.start[:4]) + RULES['offices']['envoy_years']}{raw.start[4:]}"
    return replace(raw, seen_until=min(usual, raw.seen_until or usual))


def _foreign_ministers(kb: Path, countries: Countries) -> Iterator[Raw]:
    """The state of 2022-12-05; only the Wikidata rows, which are free."""
    for row in rows(kb / "foreign_ministers_2022_12.csv"):
        country = countries.by_qid.get(row["country_qid"])
        name = named(row["person_qid"], row["person"])
        if row["source"] == "wikidata" and country and name:
            yield Raw(
                country=country,
                office="foreign minister",
                title=row["position"] or "Minister of Foreign Affairs",
                name=name,
                source="wikidata",
                rank=2,
                qid=row["person_qid"] or None,
                start=row["start"] or None,
                seen_from=row["start"] or None,
                seen_until=max("2022-12-05", row["start"]),
            )


def _pocom(kb: Path) -> Iterator[Raw]:
    """Principal officers and chiefs of mission of the Department of State."""
    for row in rows(kb / "us_pocom_1990_2026.csv"):
        principal = row["kind"] == "principal"
        start, end = iso(row["started"] or row["appointed"]), iso(row["ended"])
        if start is None or (end or "9999") < "2000" or (end is None and start < "2021"):
            continue
        raw = Raw(
            country="USA",
            title=" ".join(row["role"].split()) if principal else f"Ambassador to {row['mission']}",
            name=re.sub(r" \((.*)\)", "", row["person"]),
            source="us-state",
            rank=3,
            start=start,
            end=end,
            seen_from=start,
            seen_until=None if end else "2025-12-31",
        )
        yield from claims(raw)


def _factbook(kb: Path, countries: Countries) -> Iterator[Raw]:
    """Heads of state and government as the CIA World Factbook named them week by week."""
    for row in rows(kb / "factbook_heads_parsed_2015_2026.csv"):
        country, text = countries.code(row["iso2"], row["iso3"]), row["title_and_name"]
        matches = find_offices(text, country)
        if country is None or not matches or matches[0].start > 12 or re.search(r"represented|elect", text):
            continue
        if country in countries.dependent and re.match(r"(?:President|King|Queen) ", text):
            continue
        name = re.sub(r"\s+[-–(].*|,.*", "", text[matches[-1].end :]).strip()
        if not name[:1].isupper() or len(name) > 60:
            continue
        raw = Raw(
            country=country,
            title=text[: matches[-1].end],
            name=proper(name),
            source="factbook",
            rank=4,
            start=row["since"] or None,
            seen_from=row["since"] or row["first_seen"],
            seen_until=factbook_names_until(row["first_seen"], row["last_seen"]),
            acting=bool(re.search(r"acting|interim", text, re.IGNORECASE)),
        )
        yield from claims(raw)


def factbook_names_until(first: str, last: str) -> str:
    """The last day on which the Factbook did name a head."""
    return last if last > _WEEKLY else max(first, *(day for day in _SNAPSHOTS if day < last))


def _ungd(kb: Path) -> Iterator[Raw]:
    """Speakers of the UN general debate, attested each September."""
    for row in rows(kb / "ungd_speakers_1990_2024.csv"):
        if row["year"] < "2000" or not row["speaker"] or len(row["iso3"]) != 3 or _NO_OFFICE.search(row["post"]):
            continue
        day = f"{row['year']}-09-25"
        raw = Raw(
            country=row["iso3"],
            title=corrected(row["post"]),
            name=without_capitals(_HONOURS.sub("", _ADDRESS.sub("", corrected(row["speaker"]).strip(" *")))),
            source="ungd",
            rank=5,
            seen_from=day,
            seen_until=day,
        )
        yield from claims(raw)


def _cia(path: Path, countries: Countries, source: str, rank: int) -> Iterator[Raw]:
    """CIA World Leaders: who was in office on the day a country's page was last brought up to date."""
    for row in rows(path):
        country = countries.code(row["iso2"], row.get("iso3") or "", row["country"])
        if country is None or not row["name"] or len(row["name"]) > 70:
            continue
        name, acting = re.subn(r"\s*\((?:Acting|Interim|Designate)[^)]*\)", "", row["name"])
        day = row.get("date_updated") or "2019-06-04"
        raw = Raw(
            country=country,
            title=expand_title(row["title"]),
            name=proper(name),
            source=source,
            rank=rank,
            seen_from=day,
            seen_until=day,
            acting=bool(acting),
        )
        yield from claims(raw)
