"""The links between contacts: which pairs were found to be one encounter, as far as the two alone say."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select

from memcon.archive.encounters.blocking import candidates, pairs
from memcon.archive.encounters.scoring import Score, score
from memcon.archive.encounters.told import Told, batches
from memcon.archive.schema import encounter_links


@dataclass(frozen=True)
class Compared:
    """What contacts were compared with: all of them by ref, and the scores of each by the ref of the other."""

    told: Mapping[str, Told]
    scores: Mapping[str, Mapping[str, Score]]

    def links(self, ref: str) -> dict[str, float]:
        """The contacts that one of those compared is linked to, with the scores."""
        return {other: found.points for other, found in self.scores.get(ref, {}).items() if found.links}

    def rules_out(self, one: Told, other: Told) -> bool:
        """Whether the score of two contacts keeps the groups apart that they are in."""
        found = self.scores.get(one.ref, {}).get(other.ref) or score(one, other)
        return found.rules_out


def link(connection: Connection, told: Collection[Told]) -> Compared:
    """Compares contacts with those they may be one with, and keeps the pairs that are."""
    others = {**candidates(connection, told), **{one.ref: one for one in told}}
    scores: dict[str, dict[str, Score]] = defaultdict(dict)
    rows = []
    for one, other in pairs(told, list(others.values())):
        found = score(one, other)
        scores[one.ref][other.ref] = scores[other.ref][one.ref] = found
        if found.links:
            first, second = sorted((one.ref, other.ref))
            rows.append({"one": first, "other": second, "score": found.points})
    if rows:
        connection.execute(insert(encounter_links), sorted(rows, key=lambda row: (row["one"], row["other"])))
    return Compared(others, scores)


def unlink(connection: Connection, refs: Collection[str]) -> set[str]:
    """Takes out the links of contacts; the refs that were linked."""
    linked = {ref for two in links_of(connection, refs) for ref in two}
    for part in batches(refs):
        connection.execute(
            delete(encounter_links).where(or_(encounter_links.c.one.in_(part), encounter_links.c.other.in_(part)))
        )
    return linked


def links_of(connection: Connection, refs: Collection[str]) -> dict[tuple[str, str], float]:
    """The links of contacts to any others, with their scores."""
    found: dict[tuple[str, str], float] = {}
    columns = (encounter_links.c.one, encounter_links.c.other, encounter_links.c.score)
    for part in batches(refs):
        for side in columns[:2]:
            for one, other, points in connection.execute(select(*columns).where(side.in_(part))):
                found[one, other] = points
    return found
