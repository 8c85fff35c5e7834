"""Contacts put together to encounters, by the links between them and by what people say.

The groups are a function of the contacts, their links and the corrections, never of an order of adding. Contacts with a date decide
first: the strongest link joins first, and two groups stay apart where a contact of one is ruled out with a contact of the other. A
contact without a date joins the one group that it is most like, and so never pulls two groups together; a tie joins none. Those that
join none are put together among themselves, as the dated ones were.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from memcon.archive.encounters.told import Key

Pair = tuple[Key, Key]
Group = frozenset[Key]
_Choice = tuple[Group, float]
_Liked = TypeVar("_Liked", bound=Hashable)


@dataclass(frozen=True)
class ByHand:
    """What people say of pairs: that they are one encounter, or that they are not. The last word on a pair holds."""

    one: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    @classmethod
    def of(cls, bonds: Iterable[tuple[str, Iterable[Key]]]) -> "ByHand":
        """From merges (every two of the contacts are one) and splits (the first is none of the others), in their order."""
        said: dict[Pair, bool] = {}
        for action, keys in bonds:
            first, *others = keys
            if action == "split":
                said |= {pair(first, other): False for other in others}
            else:
                members = (first, *others)
                said |= {pair(a, b): True for at, a in enumerate(members) for b in members[at + 1 :]}
        return cls(
            frozenset(two for two, is_one in said.items() if is_one),
            frozenset(two for two, is_one in said.items() if not is_one),
        )


@dataclass(frozen=True)
class Links:
    """The scores of the pairs that are linked. ``differs`` says of any other pair whether it cannot be one encounter."""

    scores: Mapping[Pair, float]
    differs: Callable[[Key, Key], bool]
    by_hand: ByHand = field(default_factory=ByHand)

    def rules_out(self, one: Key, other: Key) -> bool:
        """Whether the score of two contacts keeps the groups apart that they are in."""
        return pair(one, other) not in self.scores and self.differs(one, other)


def pair(one: Key, other: Key) -> Pair:
    """Two contacts in an order of their own."""
    return (one, other) if one < other else (other, one)


def with_hand(dated: Collection[Key], keys: Collection[Key], by_hand: ByHand) -> set[Key]:
    """The contacts with a date, and those that people joined to one: they count as dated."""
    units = _units(keys, by_hand)
    return {key for key in keys if any(other in dated for other in units[key])}


def grouped(keys: Collection[Key], links: Links) -> list[frozenset[Key]]:
    """Contacts with a date, or some that found no group with one, put together."""
    units = _units(keys, links.by_hand)
    group_of = dict(units)
    apart: dict[Group, set[Key]] = defaultdict(
        set
    )  # of groups that are kept apart, which they stay: a contact of the other
    inside = [(two, points) for two, points in links.scores.items() if two[0] in units and two[1] in units]
    for (one, other), _ in sorted(inside, key=lambda link: (-link[1], link[0])):
        mine, theirs = group_of[one], group_of[other]
        if mine is theirs or not theirs.isdisjoint(apart[mine]):
            continue
        if _kept_apart(mine, theirs, units, links):
            apart[mine].add(other)
            apart[theirs].add(one)
        else:
            group = mine | theirs
            apart[group] = apart.pop(mine, set()) | apart.pop(theirs, set())
            group_of |= dict.fromkeys(group, group)
    return sorted(set(group_of.values()), key=min)


def attached(loose: Collection[Key], group_of: Mapping[Key, Group], links: Links, *, margin: float) -> dict[Key, Group]:
    """The group that each contact without a date joins, of those that join one. ``group_of`` are the groups of the dated ones."""
    units, others = _units(loose, links.by_hand), _units(group_of, links.by_hand)
    liked: dict[Group, dict[Group, float]] = defaultdict(dict)
    for two, points in links.scores.items():
        for one, other in (two, two[::-1]):
            group, unit = group_of.get(other), units.get(one)
            if group is not None and unit is not None:
                liked[unit][group] = max(points, liked[unit].get(group, points))
    best: dict[Group, _Choice] = {}
    for unit, groups in liked.items():
        open_ = {
            group: points for group, points in groups.items() if not _kept_apart(unit, group, units | others, links)
        }
        choice = leading(open_, margin=margin)
        if choice is not None:
            best[unit] = (choice, open_[choice])
    return {key: best[unit][0] for unit in best if not _beaten(unit, best) for key in unit}


def leading(liked: Mapping[_Liked, float], *, margin: float) -> _Liked | None:
    """What is liked more than all others by a margin, which is more than nothing."""
    first = max(liked, key=liked.__getitem__, default=None)
    if first is None or any(liked[first] - points < margin for one, points in liked.items() if one != first):
        return None
    return first


def _beaten(unit: Group, best: Mapping[Group, _Choice]) -> bool:
    """Whether another contact of the same report likes the same group as much or more: they cannot both be it."""
    group, points = best[unit]
    reports = {report for report, _ in unit}
    return any(
        theirs[0] == group and theirs[1] >= points and reports & {report for report, _ in other}
        for other, theirs in best.items()
        if other != unit
    )


def _kept_apart(mine: Group, theirs: Group, units: Mapping[Key, Group], links: Links) -> bool:
    """Whether people or the score say that two groups are not one.

    What people joined counts as one contact: it is ruled out with another only where each of its parts is.
    """
    apart = links.by_hand.apart
    if apart and any(pair(a, b) in apart for a in mine for b in theirs):
        return True
    return any(
        all(links.rules_out(a, b) for a in one for b in other)
        for one in {units[key] for key in mine}
        for other in {units[key] for key in theirs}
    )


def _units(keys: Collection[Key], by_hand: ByHand) -> dict[Key, Group]:
    """The contacts that people joined; every other one stands alone."""
    unit_of: dict[Key, Group] = {key: frozenset((key,)) for key in keys}
    for one, other in sorted(two for two in by_hand.one if two[0] in unit_of and two[1] in unit_of):
        mine, theirs = unit_of[one], unit_of[other]
        if not any(pair(a, b) in by_hand.apart for a in mine for b in theirs):
            unit = mine | theirs
            unit_of |= dict.fromkeys(unit, unit)
    return unit_of
