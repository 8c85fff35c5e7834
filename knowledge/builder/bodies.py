"""Organisations, forums and armed groups: the curated list, with members from the World Factbook."""

from collections import defaultdict
from pathlib import Path

from builder.countries import KOSOVO
from builder.raw import CURATED, rows, say
from memcon.actors.knowledge.model import Body
from memcon.actors.knowledge.names import fold, slug


def read_bodies(kb: Path) -> tuple[list[Body], list[tuple[str, str, bool]]]:
    """The bodies, and (folded name, id, whether it is an acronym) for every name they go by."""
    members = _memberships(kb)
    bodies: list[Body] = []
    names: dict[str, tuple[str, bool]] = {}
    for row in rows(CURATED / "bodies.csv"):
        ident = row["id"] or row["acronym"] or slug(row["name"])
        listed = tuple(sorted(row["members"].split())) or members.get(row["factbook"], ())
        bodies.append(Body(ident, row["name"], row["acronym"] or None, row["kind"], listed))  # type: ignore[arg-type]
        for name in (row["name"], row["acronym"], *row["aliases"].split("|")):
            folded = fold(name)
            if not folded:
                continue
            if folded in names and names[folded][0] != ident:
                say(f"  bodies.csv: {name!r} names both {names[folded][0]} and {ident}")
            names.setdefault(folded, (ident, _is_acronym(name)))
    return bodies, [(folded, ident, acronym) for folded, (ident, acronym) in sorted(names.items())]


def _is_acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= 8 and " " not in name and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)


def _memberships(kb: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(kb / "factbook_org_memberships_2026.csv"):
        if row["status"] in {"member", ""} and row["iso3"]:
            found[row["org"]].add(KOSOVO.get(row["iso3"], row["iso3"]))
    return {org: tuple(sorted(countries)) for org, countries in found.items()}
