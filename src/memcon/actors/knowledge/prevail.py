"""What ships and what a user added, made one."""

from collections.abc import Iterable, Sequence

import msgspec

from memcon.actors.knowledge.model import Tenure
from memcon.actors.knowledge.ranking import Candidate
from memcon.actors.knowledge.spans import begun

_DAYS = 31
"""Sources differ by so much on when one tenure began: elected, appointed, sworn in."""


def one_tenure_each(shipped: Sequence[Tenure], own: Sequence[Tenure]) -> tuple[Tenure, ...]:
    """All tenures; where both have the same one, the user's, with the more exact of two days that agree."""
    if not own:
        return tuple(shipped)
    ours, theirs = _by_holder(own), _by_holder(shipped)
    kept = [tenure for tenure in shipped if not any(_same(tenure, other) for other in ours.get(_holder(tenure), ()))]
    return (*kept, *(_exact(tenure, theirs.get(_holder(tenure), ())) for tenure in own))


_Holder = tuple[str, str, str, bool]


def _holder(tenure: Tenure) -> _Holder:
    return tenure.person, tenure.country, tenure.office, tenure.acting


def _by_holder(tenures: Iterable[Tenure]) -> dict[_Holder, list[Tenure]]:
    found: dict[_Holder, list[Tenure]] = {}
    for tenure in tenures:
        found.setdefault(_holder(tenure), []).append(tenure)
    return found


def _same(one: Tenure, other: Tenure) -> bool:
    """Whether two tenures of one holder are the same."""
    return _agree(one.start, other.start) or abs((begun(one) - begun(other)).days) <= _DAYS


def _agree(one: str | None, other: str | None) -> bool:
    """Whether one date is the other one cut short."""
    return bool(one and other) and (str(one).startswith(str(other)) or str(other).startswith(str(one)))


def _exact(tenure: Tenure, shipped: Sequence[Tenure]) -> Tenure:
    """The tenure with the longer form of its start."""
    starts = [t.start for t in shipped if _same(t, tenure) and _agree(t.start, tenure.start) and t.start]
    start = max([*starts, tenure.start or ""], key=len)
    return msgspec.structs.replace(tenure, start=start) if start else tenure


def one_candidate_each(shipped: Iterable[Candidate], own: Iterable[Candidate]) -> list[Candidate]:
    """Everybody found in either, with the spellings of both."""
    found = {candidate.id: candidate for candidate in shipped}
    for candidate in own:
        known = found.get(candidate.id)
        found[candidate.id] = _together(known, candidate) if known else candidate
    return list(found.values())


def _together(known: Candidate, own: Candidate) -> Candidate:
    aliases = all_spellings(known.name, known.aliases, own.name, own.aliases)
    return known._replace(
        aliases="|".join(aliases), weight=max(known.weight, own.weight), last=max(known.last, own.last)
    )


def all_spellings(name: str, aliases: str, own_name: str, own_aliases: str) -> tuple[str, ...]:
    """The spellings of both beside the name that ships."""
    spellings = dict.fromkeys([*aliases.split("|"), own_name, *own_aliases.split("|")])
    return tuple(spelling for spelling in spellings if spelling and spelling != name)
