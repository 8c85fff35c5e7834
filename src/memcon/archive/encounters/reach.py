"""The contacts that may change their encounter when others change, put together anew.

In reach of a changed contact are the dated ones that links and corrections join to it, directly or through others; the ones without a
date that are linked to any of these; and the ones without a date that are linked to those. A group of dated contacts beyond them
stays as it is, and only gains or loses contacts without a date.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from sqlalchemy import Connection

from memcon.archive.encounters.grouping import ByHand, Links, Pair, attached, grouped, pair, with_hand
from memcon.archive.encounters.hand import Bonds
from memcon.archive.encounters.linking import links_of
from memcon.archive.encounters.members import keep, refs_of
from memcon.archive.encounters.rows import row_of
from memcon.archive.encounters.scoring import score, table
from memcon.archive.encounters.told import Key, Told, told_by_ref, told_of


class Reach:
    """The contacts in reach of some, and the groups around them that they may join or leave."""

    def __init__(self, connection: Connection, seeds: Collection[str]) -> None:
        self._connection = connection
        self._bonds = Bonds(connection)
        self._told: dict[str, Told] = {}
        self._links: dict[str, dict[str, float]] = defaultdict(dict)
        self._differing: dict[Pair, bool] = {}
        self._seeds = set(seeds)
        self._inside = self._grown()
        self._around = self._groups_around()

    def settle(self) -> set[str]:
        """Groups what is inside, and writes what became of it; the ids of encounters that came, changed or went."""
        keys = {ref: told.key for ref, told in self._told.items()}
        by_hand = ByHand.of(
            (action, [keys[ref] for ref in refs])
            for action, named in self._bonds.of(list(keys))
            if len(refs := [ref for ref in named if ref in keys]) > 1
        )
        scores = {
            pair(keys[one], keys[other]): points
            for one, others in self._links.items()
            for other, points in others.items()
            if one < other and one in keys and other in keys
        }
        links = Links(scores, self._differ, by_hand)
        dated = with_hand({told.key for told in self._told.values() if told.dated}, keys.values(), by_hand)
        inside = {keys[ref] for ref in self._inside}
        around = {frozenset(keys[ref] for ref in members) & dated: members for members in self._around}
        groups = [*grouped(inside & dated, links), *around]
        joining = attached(
            inside - dated, {key: group for group in groups for key in group}, links, margin=table().margin
        )
        members = {group: set(group) for group in groups}
        members |= {group: {keys[ref] for ref in stored} - inside | set(group) for group, stored in around.items()}
        for key, group in joining.items():
            members[group].add(key)
        same = {group for group, stored in around.items() if not members[group] & inside and not stored & self._inside}
        alone = grouped(inside - dated - joining.keys(), links)
        return self._keep([*(members[group] for group in groups if group not in same), *alone])

    def _grown(self) -> set[str]:
        """The seeds and all that they reach."""
        inside: set[str] = set()
        waiting = self._seeds
        while waiting:
            self._load(waiting)
            here = waiting & self._told.keys()
            for (one, other), points in links_of(self._connection, here).items():
                self._links[one][other] = self._links[other][one] = points
            inside |= here
            waiting = self._next_to(here) - inside
        return inside

    def _next_to(self, refs: set[str]) -> set[str]:
        """What is to be looked at with contacts: of one without a date, others without one; of the others, all."""
        bonds = {ref for _, named in self._bonds.of(refs) for ref in named}
        found = {ref for ref in bonds if ref not in self._told}
        self._load(found | {other for ref in refs for other in self._links[ref]})
        for ref in refs:
            is_firm = self._told[ref].dated or ref in bonds
            found |= {
                other for other in self._links[ref] if other in self._told and (is_firm or not self._told[other].dated)
            }
        return found | bonds | self._beside({ref for ref in refs if not self._told[ref].dated})

    def _beside(self, refs: set[str]) -> set[str]:
        """The contacts without a date that the same reports tell of: two of them cannot join one group."""
        told = told_of(self._connection, {self._told[ref].key[0] for ref in refs})
        return {one.ref for one in told if not one.dated}

    def _groups_around(self) -> list[frozenset[str]]:
        """The encounters of dated contacts beyond the inside that contacts without a date are linked to."""
        beyond = {
            other
            for ref in self._inside
            for other in self._links[ref]
            if other in self._told and other not in self._inside
        }
        ids = {self._told[ref].encounter or ref for ref in beyond}
        found: dict[str, set[str]] = defaultdict(set)
        members = refs_of(self._connection, ids)
        self._load(members)
        for told in (self._told[ref] for ref in members if ref in self._told):
            if told.ref not in self._inside or told.encounter in ids:
                found[told.encounter or told.ref].add(told.ref)
        return [frozenset(members) for _, members in sorted(found.items())]

    def _load(self, refs: Collection[str]) -> None:
        """Reads contacts that were not read yet."""
        new = {ref for ref in refs if ref not in self._told}
        self._told |= {told.ref: told for told in told_by_ref(self._connection, new)}

    def _differ(self, one: Key, other: Key) -> bool:
        two = pair(one, other)
        if two not in self._differing:
            first, second = (self._by_key[key] for key in two)
            self._differing[two] = score(first, second).rules_out
        return self._differing[two]

    @cached_property
    def _by_key(self) -> dict[Key, Told]:
        return {told.key: told for told in self._told.values()}

    def _keep(self, groups: Iterable[Collection[Key]]) -> set[str]:
        """Writes the encounters that these groups are, in the place of those that their contacts were in."""
        made = [sorted((self._by_key[key] for key in group), key=lambda told: told.added) for group in groups]
        return keep(self._connection, [(row_of(members), members) for members in made], gone=self._seeds)
