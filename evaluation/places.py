"""Which place a name means, on real travels: `python evaluation/places.py ../shared/data/readouts [--wrong 40]`.

The trips of presidents and secretaries of state since 1990 (Office of the Historian, public domain) name a locale, a country
and in a sentence what was done there. Each locale is asked for three times: the name alone, the name in a text with that
sentence, and the same with the country beside it. The judge is the trip's country; states that are no more are left out.
Beside them stands the largest city of that name. A place of which the answer gives no country counts as open, not as wrong.
"""

import argparse
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from memcon.actors import resolve
from memcon.actors.knowledge import Knowledge, load
from memcon.actors.namesakes import Context, locate
from memcon.actors.places import Places
from memcon.language import parse
from memcon.read import read_text
from memcon.record import Place

_SINCE = "1990-01-01"
_COUNTRIES = {
    "Korea, Republic of": "KOR",
    "Korea, South": "KOR",
    "Korea, North": "PRK",
    "China, People’s Republic of": "CHN",
    "Macedonia, Former Yugoslav Republic of": "MKD",
    "Germany, Federal Republic of": "DEU",
    "German Democratic Republic": "DEU",
    "Congo, Democratic Republic of": "COD",
    "Democratic Republic of the Congo (Zaire)": "COD",
    "Micronesia, Federated States of": "FSM",
    "Burma (Myanmar)": "MMR",
    "Serbia-Montenegro (Kosovo)": "XKX",
    "Yugoslavia (Kosovo)": "XKX",
    "Denmark (Greenland)": "GRL",
    "Kirghizia": "KGZ",
    "Serbia and Montenegro": "SRB",
}
_PIECES = re.compile(r"\s*,\s*")


class Stop(NamedTuple):
    """One locale of a trip."""

    name: str
    country: str
    iso3: str
    remarks: str


def stops(folder: Path, knowledge: Knowledge) -> Iterator[Stop]:
    """The locales of the trips since 1990, those of states that are no more left out."""
    for line in lzma.decompress((folder / "us_state_travels.jsonl.xz").read_bytes()).decode("utf-8").splitlines():
        row = json.loads(line)
        bare = re.sub(r" \(.*\)", "", row["country"])
        term = knowledge.country(bare)
        iso3 = _COUNTRIES.get(row["country"]) or (term.iso3 if term is not None else None)
        if row["start"] < _SINCE or iso3 is None:
            continue
        for piece in _PIECES.split(re.sub(r" ?\(.*?\)", "", row["locale"])):
            if piece and piece != "D.F.":
                yield Stop(piece, bare, iso3, row["remarks"] or "")


def largest(knowledge: Knowledge, stop: Stop) -> Place | None:
    """The baseline: the largest city of that name, else the country."""
    cities = sorted(knowledge.places(stop.name), key=lambda city: -city.population)
    term = knowledge.country(stop.name)
    if not cities:
        return Place(name=stop.name, country=term.iso3) if term is not None and term.kind == "name" else None
    return Place(name=stop.name, country=cities[0].iso3, lat=cities[0].lat, lon=cities[0].lon)


def alone(knowledge: Knowledge, stop: Stop) -> Place | None:
    """The name and nothing else."""
    return locate(knowledge, stop.name, Context())


def in_text(knowledge: Knowledge, stop: Stop, beside: str = "") -> Place | None:
    """The name in a text with what was done there."""
    lead = "The delegation stayed in "
    parsed = parse(read_text(f"{lead}{stop.name}{beside}. {stop.remarks}"))
    piece = parsed.doc.char_span(len(lead), len(lead) + len(stop.name), alignment_mode="expand")
    assert piece is not None
    return Places(parsed, resolve(parsed, knowledge), knowledge).called(piece.start, piece.end)


def with_country(knowledge: Knowledge, stop: Stop) -> Place | None:
    """The same with the country after the name."""
    return in_text(knowledge, stop, f", {stop.country}")


KINDS = ("right", "country", "open", "status", "unknown", "wrong")
WAYS: dict[str, Callable[[Knowledge, Stop], Place | None]] = {
    "largest of that name": largest,
    "name alone": alone,
    "with what was done there": in_text,
    "with the country": with_country,
}


def verdict(place: Place | None, stop: Stop) -> str:
    """How an answer is judged.

    right: the country, with coordinates; country: without; open: no country; status: no country, as the status of the place
    is open (Jerusalem); unknown: no such place; wrong: another country.
    """
    if place is None:
        return "unknown"
    if place.country is None:
        return "open" if place.lat is None else "status"
    if place.country != stop.iso3:
        return "wrong"
    return "right" if place.lat is not None else "country"


def main() -> None:
    """Prints the table, and what went wrong where asked for."""
    parser = argparse.ArgumentParser(description="Which place a name means, on real travels.")
    parser.add_argument("readouts", type=Path, help="folder with us_state_travels.jsonl.xz")
    parser.add_argument(
        "--wrong", type=int, default=0, help="how many wrong, open and unknown names to print for each way"
    )
    options = parser.parse_args()
    if not (options.readouts / "us_state_travels.jsonl.xz").exists():
        raise SystemExit(
            f"{options.readouts} has no us_state_travels.jsonl.xz: give the folder that holds the readouts."
        )
    knowledge = load()
    asked = list(stops(options.readouts, knowledge))
    sys.stdout.write(f"{len(asked):,} locales, {len({(s.name, s.iso3) for s in asked}):,} different\n")
    for way, answer in WAYS.items():
        found: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        for stop in asked:
            place = answer(knowledge, stop)
            judged = verdict(place, stop)
            found[judged] += 1
            if judged not in {"right", "country"}:
                missed[f"{judged}: {stop.name} ({stop.iso3}), answered {place.country if place else None}"] += 1
        shares = ", ".join(f"{kind} {100 * found[kind] / len(asked):.1f} %" for kind in KINDS)
        sys.stdout.write(f"{way}: {shares}\n")
        for line, count in missed.most_common(options.wrong):
            sys.stdout.write(f"    {count} x {line}\n")


if __name__ == "__main__":
    main()
