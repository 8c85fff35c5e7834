"""Readers: each turns one source file into claims."""

import re
from collections.abc import Iterator
from pathlib import Path

from memcon.actors.knowledge.names import fold
from memcon.actors.knowledge.offices import find_offices

from builder.countries import Countries
from builder.people import BODIES
from builder.raw import CURATED, Raw, rows

UNWANTED = frozenset(
    "mayor|governor|judge|state secretary|director|director-general|lawmaker|senator|diplomat|party leader|group leader|general|commander|negotiator|"
    "secretary-general|deputy secretary-general|commissioner|chief of protocol|un high commissioner|opposition leader|minority leader|adviser|chief minister|"
    "central bank deputy governor|consul general|parliament committee chair|chief executive|general secretary|first lady".split("|")
)
"""Offices that the national lists hold in bulk and that reports of contacts between states do not need."""

BARE = frozenset("president|vice president|minister|chancellor|prince|king|prime minister|parliament speaker|deputy prime minister|secretary of state".split("|"))
_OF_STATE = re.compile(r"^\W*(?:$|of (?:the )?(?:republic|state|government|nation|country)\b|\(|and |,(?!.* bank)|ad interim|without|[-–] )", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"(?:\b(?:of|to|for|in|at|within|supporting)(?: the)?|Alternate|Shadow|Designated|Associate|Second|Third|State|Supporting the|Spouse|COP\d+|Eternal|Honorary) $", re.IGNORECASE
)
"""Before an office: the title is that of somebody else ("Spouse of the President", "Adviser to the Prime Minister")."""
_SPEAKER_OF = re.compile(
    r"^ of (?:the )?(?:House|National|Legislative|Supreme|Federal|State|People|Parliament|Senate|Assembly|Council|Chamber|Riksdag|Folketing|Althing|Saeima|Seimas|Dewan|Palestinian|"
    r"Transitional|Moldovan|Spanish|Constituent|Arab)(?: (?!of [A-Z])[\w']+)*(?: of (?:Representatives|People|Deputies|the People|Elders|Councillors)[\w' ]*)?$"
)
_PART_DEFENSE = re.compile(r"\b(?:Defen[cs]e|Foreign Affairs|Interior)\W+(?:Mat[eé]riel|Equipment|Science|Industr|Production|Intelligence|Personnel|Procurement)|War Veterans|of Gaza|Home Front")
_ABBREVIATIONS = {
    r"\bMin\.": "Minister", r"\bPres\.": "President", r"\bDep\.": "Deputy", r"\bSec\.": "Secretary", r"\bGen\.": "General", r"\bChmn\.?": "Chairman",
    r"\bIntl\.": "International", r"\bGovt\.": "Government", r"\bAdmin\.": "Administration", r"\bDel\.": "Delegate", r"\bNatl\.": "National", r"\bDir\.": "Director",
}  # fmt: skip
_HEADED = re.compile(r"^(Governor|President|Chairman|Chair|Chairperson|Secretary|Director|Vice Premier|State Councilor|Deputy Chairman|Speaker|Head), ")
FIXES = {
    ("IND", "Minister of Foreign Affairs"): "deputy foreign minister",  # Wikidata's label for the Foreign Secretary
    **{("USA", f"Secretary of State of {state}"): "state secretary" for state in ("Georgia", "Washington")},
}
COUNTRY_WORDS: set[str] = set()
_GAP = ("2017-03-28", "2020-11-24")
"""Between these days the Factbook's history has no commit: last_seen inside it is no evidence."""


def read_all(kb: Path, countries: Countries) -> Iterator[list[Raw]]:
    """The claims of every source, the most trusted first."""
    COUNTRY_WORDS.update(term[0] for term in countries.terms)
    own = list(_own())
    yield [raw for raw in own if not _international(raw)]
    yield list(_curated(kb))
    yield list(_wikidata(kb, countries))
    yield list(_foreign_ministers(kb, countries))
    yield list(_pocom(kb))
    yield list(_factbook(kb, countries))
    yield list(_ungd(kb, countries))
    yield list(_cia(kb / "cia_world_leaders_2019.csv", countries, "cia-2019", 7))
    yield list(_cia(kb / "cia_world_leaders_2026.csv", countries, "cia-2026", 6))
    yield [raw for raw in own if _international(raw)]


def _international(raw: Raw) -> bool:
    """Claims about officers of organisations come last: most of them were ministers before, and known as such."""
    return raw.country in BODIES or len(raw.country) != 3


def offices_of(title: str, country: str) -> list[tuple[str, bool]]:
    """The offices a source's title names, each with whether it is held in an acting capacity."""
    found: list[tuple[str, bool]] = []
    if _PART_DEFENSE.search(title):
        return found
    for match in find_offices(title, country):
        rest = title[match.end :]
        if _OF_ANOTHER.search(title[: match.start]):
            continue
        bare = match.term.office in BARE or fold(title[match.start : match.end]) == "secretary of state"
        whole = not bare or bool(_OF_STATE.match(rest)) or fold(rest).removeprefix("of ").removeprefix("the ") in COUNTRY_WORDS
        whole = whole or match.term.office == "parliament speaker" and bool(_SPEAKER_OF.match(rest))
        if whole and match.term.status not in {"former", "elect"} and match.term.office not in {o for o, _ in found}:
            found.append((match.term.office, match.term.status == "acting"))
    return found


def iso(day: str) -> str | None:
    """A date of a source, or None where it is none ("2010s")."""
    return day if re.fullmatch(r"\d{4}(-\d\d){0,2}", day) else None


def _claims(raw: Raw, wanted: bool = True) -> Iterator[Raw]:
    if len(fold(raw.name)) < 3 or fold(raw.name).startswith(("vacant", "unknown", "tbd", "to be ")):
        return
    fixed = FIXES.get((raw.country, raw.title))
    for office, acting in [(fixed, False)] if fixed else offices_of(raw.title, raw.country)[:3]:
        if wanted and office in UNWANTED:
            continue
        yield Raw(
            raw.country, office, raw.title, raw.name, raw.source, raw.rank, raw.qid, raw.start, raw.end, raw.seen_from, raw.seen_until,
            acting or raw.acting, raw.aliases,
        )  # fmt: skip


def _own() -> Iterator[Raw]:
    """The hand-kept tenures of this project: country, generic office, person, start, end, title."""
    for path in sorted(CURATED.glob("tenures*.csv")):
        for row in rows(path):
            start, end, title = row["start"] or None, row["end"] or None, row["title"] or row["office"]
            until = None if end else row["as_of"] or "2025-06-01"
            acting = bool(re.search(r"\b(?:acting|interim|caretaker)\b", title, re.IGNORECASE))
            raw = Raw(row["country"], row["office"], title, row["person"], "curated", 0, None, start, end, start, until, acting)
            raw.aliases = tuple(filter(None, (row["aliases"] or "").split("|")))
            yield raw


def _curated(kb: Path) -> Iterator[Raw]:
    for row in rows(kb / "officeholders_curated_2022_2026.csv"):
        source = "curated" if row["confidence"] != "low" else "curated (unverified)"
        for raw in _claims(
            Raw(row["iso3"], "", row["office"], row["person"], source, 1, row["person_qid"] or None, row["start"] or None, row["end"] or None, None,
                None if row["end"] else "2026-03-10", row["office"].startswith("Acting")), wanted=False,
        ):  # fmt: skip
            yield raw


def _wikidata(kb: Path, countries: Countries) -> Iterator[Raw]:
    for row in rows(kb / "officeholders_wd_2000_2022.csv.gz"):
        country = countries.by_qid.get(row["jurisdiction_qid"])
        if row["source_repo"] == "world" and "United Nations" in row["position"]:
            country = "UNO"
        if country is None or row["end"] and row["end"] < "2000":
            continue
        start, end = iso(row["start"]), iso(row["end"])
        raw = Raw(country, "", row["position"], row["person"], "wikidata", 2, row["person_qid"], start, end, start, None if end else row["as_of"])
        raw.aliases = (row["enwiki_title"].split(" (")[0],) if row["enwiki_title"] else ()
        yield from _claims(raw, wanted=country != "UNO")


def _foreign_ministers(kb: Path, countries: Countries) -> Iterator[Raw]:
    for row in rows(kb / "foreign_ministers_2022_12.csv"):
        country = countries.by_qid.get(row["country_qid"])
        if row["source"] == "wikidata" and country:
            yield Raw(
                country, "foreign minister", row["position"] or "Minister of Foreign Affairs", row["person"], "wikidata", 2, row["person_qid"] or None,
                row["start"] or None, None, row["start"] or None, "2022-12-05",
            )  # fmt: skip


def _pocom(kb: Path) -> Iterator[Raw]:
    for row in rows(kb / "us_pocom_1990_2026.csv"):
        title = " ".join(row["role"].split()) if row["kind"] == "principal" else f"Ambassador to {row['mission']}"
        name = re.sub(r" \((.*)\)", "", row["person"])
        start, end = iso(row["started"] or row["appointed"]), iso(row["ended"])
        if start is None or (end or "9999") < "2000" or (end is None and start < "2021"):
            continue
        yield from _claims(Raw("USA", "", title, name, "us-state", 3, None, start, end, start, None if end else "2025-12-31"))


def _factbook(kb: Path, countries: Countries) -> Iterator[Raw]:
    for row in rows(kb / "factbook_heads_parsed_2015_2026.csv"):
        country = countries.code(row["iso2"], row["iso3"])
        named = re.match(r"(.*?)\s*((?:[A-Z][\w'’\"-]+\s+)*[A-Z][A-Z'’-]{2,}.*)$", row["title_and_name"])
        if country is None or named is None or "represented" in row["title_and_name"] or "elect" in row["title_and_name"]:
            continue
        if country in countries.dependent and re.match(r"(?:President|King|Queen) ", row["title_and_name"]):
            continue
        matches = find_offices(row["title_and_name"], country)
        if not matches or matches[0].start > 12:
            continue
        end = matches[-1].end
        name = re.sub(r"\s+[-–(].*|,.*", "", row["title_and_name"][end:]).strip()
        if not name or not name[0].isalpha() or not name[0].isupper() or len(name) > 60:
            continue
        last = _GAP[0] if row["last_seen"] <= _GAP[1] and row["first_seen"] < _GAP[0] else row["last_seen"]
        acting = "acting" in row["title_and_name"].lower() or "interim" in row["title_and_name"].lower()
        yield from _claims(
            Raw(country, "", row["title_and_name"][:end], proper(name), "factbook", 4, None, row["since"] or None, None, row["since"] or row["first_seen"], last, acting)
        )


def _ungd(kb: Path, countries: Countries) -> Iterator[Raw]:
    for row in rows(kb / "ungd_speakers_1990_2024.csv"):
        if row["year"] >= "2000" and row["speaker"] and len(row["iso3"]) == 3 and "elegation" not in row["post"] and "Representative" not in row["post"]:
            country = KOSOVO_EU.get(row["iso3"], row["iso3"])
            day = f"{row['year']}-09-25"
            yield from _claims(Raw(country, "", row["post"], re.sub(r"^(?:(?:Mr|Mrs|Ms|Dr|H\.E|Sir|Sheikh|Shaikh|His Majesty|His Highness|His Excellency|Her Excellency)\.? )+", "", row["speaker"].strip(" *")), "ungd", 5, None, None, None, day, day))


KOSOVO_EU = {"XKX": "KOS", "EU": "EUR", "EUE": "EUR"}


def _cia(path: Path, countries: Countries, source: str, rank: int) -> Iterator[Raw]:
    for row in rows(path):
        country = countries.code(row["iso2"], row.get("iso3") or "", row["country"])
        if country is None or not row["name"] or len(row["name"]) > 70:
            continue
        title = expand_title(row["title"])
        name, acting = re.subn(r"\s*\((?:Acting|Interim|Designate)[^)]*\)", "", row["name"])
        day = row.get("date_updated") or "2019-06-04"
        yield from _claims(Raw(country, "", title, proper(name), source, rank, None, None, None, day, day, bool(acting)))


def expand_title(title: str) -> str:
    """A CIA title without its abbreviations: "Dep. Prime Min." becomes "Deputy Prime Minister"."""
    for short, long in _ABBREVIATIONS.items():
        title = re.sub(short, long, title)
    return _HEADED.sub(r"\1 of the ", title)


def proper(name: str) -> str:
    """A name with CIA capitals lowered: "Qolam-Reza Nuri-QEZELJEH" becomes "Qolam-Reza Nuri-Qezeljeh"."""
    name = re.sub(r"\s*[\"“(][^\"”)]*[\"”)]", "", name)
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize() if word[0].isupper() else word[0], name).strip(" ,;")
