"""Builds the knowledge data that memcon ships.

usage: python knowledge/build.py ../shared/data/kb [--out DIR]
The sources are described in docs/knowledge.md. The same sources and curated files give the same bytes.
"""

import argparse
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from builder.bodies import read_bodies  # noqa: E402
from builder.countries import Countries, read_countries  # noqa: E402
from builder.people import Register, give_ids, known_names  # noqa: E402
from builder.places import write_places  # noqa: E402
from builder.raw import RULES, Raw, say  # noqa: E402
from builder.readers import read_all  # noqa: E402
from builder.tenures import close_open_ends, tenures_of  # noqa: E402
from builder.write import write_facts  # noqa: E402

DATA = HERE.parent / "src/memcon/actors/knowledge/data"


def _of_elsewhere(raw: Raw, countries: Countries) -> bool:
    """Whether a claim names another state's head: territories, Andorra and the realms list those of their sovereign."""
    if raw.country in RULES["persons"]["realms"]:
        return raw.office in {"king", "queen"}
    borrowed = raw.country in countries.dependent or raw.country == "AND"
    return borrowed and raw.office in {"president", "vice president", "king", "queen"}


def main() -> None:
    """Reads all sources, merges, writes."""
    parser = argparse.ArgumentParser(description="Builds the knowledge data that memcon ships.")
    parser.add_argument("kb", type=Path, help="folder with the collected sources (docs/knowledge.md)")
    parser.add_argument(
        "--out", type=Path, default=DATA, help="folder to write to (default: the package's data folder)"
    )
    options = parser.parse_args()
    if not (options.kb / "country_codes.csv").exists():
        raise SystemExit(f"{options.kb} has no country_codes.csv: give the folder that holds the collected sources.")
    options.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    countries = read_countries(options.kb)
    say(f"countries: {len(countries.names)}, words for them: {len(countries.terms)}")
    register = Register()
    for claims in read_all(options.kb, countries):
        raws = [raw for raw in claims if not _of_elsewhere(raw, countries)]
        before = len(register.people)
        register.take(raws)
        source, new = raws[0].source if raws else "nothing", len(register.people) - before
        say(f"{source}: {len(raws)} claims, {new} new persons, {time.monotonic() - began:.0f} s")
    known_names(register)
    give_ids(register)
    tenures = close_open_ends(tenures_of(register.people))
    bodies = read_bodies(options.kb)
    say(f"persons: {len(register.people)}, tenures: {len(tenures)}, bodies: {len(bodies[0])}")
    write_facts(options.out / "facts.sqlite", countries, bodies, register.people, tenures)
    write_places(options.out / "places.sqlite", options.kb, countries)
    (options.out / "LICENSES.md").write_bytes((HERE / "LICENSES.md").read_bytes())


if __name__ == "__main__":
    main()
