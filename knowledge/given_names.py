"""Which given names are men's and which women's: `python knowledge/given_names.py ../shared/data/kb`.

Writes src/memcon/actors/given_names.tsv from the officeholders in Wikidata (CC0), whose gender is stated there. A name
that both bear is kept where nineteen in twenty of its bearers agree. Persons of countries that put the family name first
are left out. The same source gives the same bytes.
"""

import argparse
import csv
import gzip
from collections import Counter, defaultdict
from pathlib import Path

from memcon.actors.knowledge.names import fold

SOURCE = "officeholders_wd_2000_2022.csv.gz"
TARGET = Path(__file__).parents[1] / "src/memcon/actors/given_names.tsv"
FAMILY_NAME_FIRST = frozenset(
    ["Cambodia", "China", "Hong Kong", "Macau", "North Korea", "Singapore", "South Korea", "Taiwan", "Vietnam"]
)
AGREEMENT = 0.95
SHORTEST = 3  # letters; initials and particles are no names


def given_names(source: Path) -> dict[str, str]:
    """Name to "m" or "f", in the order of the alphabet."""
    persons: dict[str, tuple[str, str]] = {}
    with gzip.open(source, "rt", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["gender"] in ("male", "female") and row["jurisdiction"] not in FAMILY_NAME_FIRST:
                persons[row["person_qid"]] = (row["person"], row["gender"][0])
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, gender in persons.values():
        words = fold(name).split()
        if len(words) > 1 and len(words[0]) >= SHORTEST and words[0].isalpha():
            seen[words[0]][gender] += 1
    found = {}
    for name, counts in sorted(seen.items()):
        gender, most = counts.most_common(1)[0]
        if most >= AGREEMENT * counts.total():
            found[name] = gender
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of the sources")
    names = given_names(parser.parse_args().folder / SOURCE)
    TARGET.write_text("".join(f"{name}\t{gender}\n" for name, gender in names.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
