"""Country codes and the words for countries and their governments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builder.raw import CURATED, RULES, rows
from memcon.actors.knowledge.names import fold

KOSOVO = {"KOS": "XKX", "XK": "XKX", "KV": "XKX"}
_RULES = RULES["countries"]
ACRONYM = re.compile(r"^(?:[A-Z]\.?){2,5}$|^BiH$")


@dataclass
class Countries:
    """Codes and words; ``terms`` are (folded, iso3, kind, acronym, surface), ``numbers`` those of COW and GW."""

    names: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    by_iso2: dict[str, str] = field(default_factory=dict)
    by_qid: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[int, int]] = field(default_factory=dict)
    dependent: set[str] = field(default_factory=set)
    terms: list[tuple[str, str, str, bool, str]] = field(default_factory=list)

    def code(self, iso2: str = "", iso3: str = "", name: str = "") -> str | None:
        """The ISO 3166-1 alpha-3 code (XKX for Kosovo) for whatever a source gives."""
        if iso3:
            return KOSOVO.get(iso3, iso3)
        if iso2:
            return KOSOVO.get(iso2) or self.by_iso2.get(iso2)
        folded = fold(name)
        return _RULES["names"].get(folded) or next(
            (t[1] for t in self.terms if t[0] == folded and t[2] == "name"), None
        )


def read_countries(kb: Path) -> Countries:
    """Codes from datasets/country-codes, words from the CIA World Factbook and the curated files."""
    found = Countries(by_qid=dict(_RULES["qids"]))
    _read_codes(found, kb)
    factbook = [row for row in rows(kb / "factbook_country_names_2026.csv") if row["iso3"]]
    curated = list(rows(CURATED / "geo.csv"))
    shown = {row["iso3"]: row["terms"] for row in curated if row["kind"] == "display"}
    for row in factbook:
        iso3 = KOSOVO.get(row["iso3"], row["iso3"])
        if row["short"] not in {"none", ""} and iso3 != "PSE":
            found.names[iso3] = row["short"].removeprefix("The ").split(" (")[0]
    found.names.update(shown)
    terms: dict[tuple[str, str, str], str] = {}
    for row in curated:
        if row["kind"] == "display":
            terms[fold(row["terms"]), row["iso3"], "name"] = row["terms"]
            continue
        for term in row["terms"].split("|"):
            terms.setdefault((fold(term), row["iso3"], row["kind"]), term)
        if row["kind"] == "capital":
            found.capitals[row["iso3"]] = row["terms"].split("|")[0]
    for iso3, kind, term in _factbook_terms(factbook):
        terms.setdefault((fold(term), iso3, kind), term)
        if kind == "capital":
            found.capitals.setdefault(iso3, term)
    for iso3, name in found.names.items():
        terms.setdefault((fold(name), iso3, "name"), name)
    for row in rows(kb / "metonyms_curated.csv"):
        if (
            row["iso3"]
            and row["kind"]
            not in {"region", "place", "title", "office", "loaded-name", "ambiguous-capital", "military", "name"}
            and fold(row["metonym"]) not in _RULES["ambiguous_metonyms"]
        ):
            terms.setdefault((fold(row["metonym"]), row["iso3"], "seat"), row["metonym"])
    found.terms = [
        (folded, iso3, kind, bool(ACRONYM.match(term)), term)
        for (folded, iso3, kind), term in _unambiguous(terms).items()
        if folded
    ]
    return found


def _read_codes(found: Countries, kb: Path) -> None:
    for row in rows(kb / "country_codes.csv"):
        iso3 = row["ISO3166-1-Alpha-3"]
        found.by_iso2[row["ISO3166-1-Alpha-2"]] = iso3
        if row["is_independent"] not in {"Yes", ""} and iso3 not in {"TWN", "PSE"}:
            found.dependent.add(iso3)
        found.names[iso3] = row["CLDR display name"] or row["official_name_en"]
        if row["Capital"].strip():
            found.capitals[iso3] = row["Capital"].strip()
        qid = row["wikidata_id"].rsplit("/", 1)[-1]
        if qid:
            found.by_qid.setdefault(qid, iso3)
    for row in rows(CURATED / "state_numbers.csv"):
        found.numbers[row["iso3"]] = int(row["cow"]), int(row["gw"])
    found.capitals.pop("PSE", None)
    found.capitals.pop("VAT", None)


def _factbook_terms(factbook: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    for row in factbook:
        iso3 = KOSOVO.get(row["iso3"], row["iso3"])
        if iso3 in _RULES["no_factbook"]:
            continue
        for value in (row["short"], row["long"].split(";")[0].split(" (")[0]):
            if value not in {"none", ""}:
                yield iso3, "name", value.split(" (")[0].removeprefix("The ")
        for value in _split(row["nationality_adjective"]):
            yield iso3, "adjective", value
        for value in _split(row["nationality_noun"]):
            yield from ((iso3, "demonym", form) for form in _plurals(value))
        capital = re.split(r"[;(,]", row["capital"])[0].replace(" in Romanian", "").strip()
        if capital and not capital.startswith(("no official", "administered")) and iso3 not in _RULES["no_capital"]:
            yield iso3, "capital", capital


def _split(text: str) -> list[str]:
    text = re.sub(r"\((?!s\)|men\))[^)]*\)", "", text.split("; note", maxsplit=1)[0].replace("(s)s", "(s)"))
    parts = [p.strip() for p in re.split(r",|;| or ", text)]
    return [p for p in parts if p and p not in {"none", "NA", "Dutch"}]


def _plurals(noun: str) -> list[str]:
    if noun.endswith("(s)"):
        return [noun[:-3] + "s"]
    if noun.endswith("(men)") or noun.endswith("(women)"):
        return []
    return [noun]


_PREFERENCE = {"name": 0, "capital": 1, "adjective": 2, "demonym": 3, "seat": 4}


def _unambiguous(terms: dict[tuple[str, str, str], str]) -> dict[tuple[str, str, str], str]:
    """One country and one kind for each word: names before capitals before adjectives before nouns."""
    best: dict[str, tuple[str, str, str]] = {}
    for key in terms:
        folded, iso3, kind = key
        if _RULES["contested"].get(folded, iso3) != iso3:
            continue
        if folded not in best or _PREFERENCE[kind] < _PREFERENCE[best[folded][2]]:
            best[folded] = key
    return {key: terms[key] for key in best.values()}
