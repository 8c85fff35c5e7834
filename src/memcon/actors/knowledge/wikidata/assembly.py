"""Turns what Wikidata says into tenures and bodies.

A statement without an end says less than it seems: nobody may have entered the end. So where somebody else began in the
same position, that day is taken for the end; where several hold an office at a time, such a statement counts for the day
it began; only else does it hold on the day of the answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec

from memcon.actors.knowledge.base import Knowledge
from memcon.actors.knowledge.model import Body, Person, Tenure
from memcon.actors.knowledge.names import ascii_name, fold, name_words
from memcon.actors.knowledge.overlay import Answer, NamedBody
from memcon.actors.knowledge.positions import offices_of
from memcon.actors.knowledge.spans import SHARED, earliest, latest
from memcon.actors.knowledge.wikidata.statements import Collected, Group, Holding, Position

_WEEK = timedelta(days=7)
"""Terms that follow one another within it are one tenure."""
_FEWEST_MEMBERS = 3
_ACRONYM = re.compile(r"(?:[A-Z][a-z]?){2,8}")
_FORUM = re.compile(r"\b(?:forum|summit|dialogue|process|group of|conference|initiative)\b", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:of|for|in)(?: the)? ([A-Z].*)$")


class Offices:
    """Which positions are offices of a country."""

    def __init__(self, knowledge: Knowledge) -> None:
        rules = knowledge.rules()
        self._knowledge = knowledge
        self._bare = frozenset(rules["bare"])
        self._unwanted = frozenset(rules["unwanted"])
        self._fixes = {(fix["country"], fix["title"]): fix["office"] for fix in rules["fixes"]}

    def keep(self, item: str, label: str, country: str, into: Collected) -> None:
        """Puts a position among those collected, or counts it as left out."""
        fixed = self._fixes.get((country, label))
        found = [(fixed, False)] if fixed else offices_of(label, country, self._bare, self._names_state)
        if not found or self._is_elsewhere(label, country):
            reason = "of no office that memcon knows"
        elif found[0][0] in self._unwanted:
            reason = "of offices held in bulk"
        else:
            into.positions[item] = Position(item, label, country, *found[0])
            return
        into.left_out[reason] = into.left_out.get(reason, 0) + 1

    def _names_state(self, folded: str) -> bool:
        return self._knowledge.country(folded.title()) is not None

    def _is_elsewhere(self, label: str, country: str) -> bool:
        """Whether a title names another state, a province or a city: "Minister of Finance of Quebec"."""
        found = _WHERE.search(label)
        while found:
            place = found[1]
            term = self._knowledge.country(place)
            if term:
                return term.iso3 != country
            if self._knowledge.regions(place):
                return True
            found = _WHERE.search(place)
        return False


def country_answer(collected: Collected, country: str, since: int) -> Answer:
    """The persons who held an office of a country at some time from a year on."""
    by_position: dict[str, list[Holding]] = defaultdict(list)
    for holding in dict.fromkeys(collected.holdings):
        position = collected.positions.get(holding.position)
        if position and position.country == country and holding.human in collected.humans:
            by_position[holding.position].append(holding)
    tenures: dict[str, list[Tenure]] = defaultdict(list)
    for item in sorted(by_position):
        for holding in by_position[item]:
            tenure = _tenure(collected, collected.positions[item], holding, by_position[item])
            if tenure:
                tenures[holding.human].append(tenure)
    persons = (_person(collected, item, tenures[item], since) for item in sorted(tenures))
    return Answer(f"wikidata {country}", tuple(person for person in persons if person))


def _tenure(collected: Collected, position: Position, holding: Holding, others: Iterable[Holding]) -> Tenure | None:
    """The tenure of a statement; None where it has no date or ends before it begins."""
    end = holding.end or collected.humans[holding.human].died
    start, known_until, inferred = holding.start, None, False
    if start is None and holding.end is None:
        return None
    if start and end and latest(end) < earliest(start):
        return None
    if start and end is None:
        end = None if position.office in SHARED else _successor(holding, others)
        inferred = end is not None
        known_until = None if end else start if position.office in SHARED else collected.day
    return Tenure(
        person="",
        country=position.country,
        office=position.office,
        title=position.label,
        start=start,
        end=end,
        known_from=None if start else end,
        known_until=known_until,
        acting=position.acting,
        end_inferred=inferred,
        source=f"Wikidata, {collected.day}",
    )


def _successor(holding: Holding, others: Iterable[Holding]) -> str | None:
    """When somebody else next began in the same position."""
    begun = earliest(holding.start or "0001")
    starts = (o.start for o in others if o.start and o.human != holding.human and earliest(o.start) > begun)
    return min(starts, key=earliest, default=None)


def _person(collected: Collected, item: str, tenures: Sequence[Tenure], since: int) -> Person | None:
    human = collected.humans[item]
    if not name_words(human.name):
        return None  # no English name, or none in Latin letters
    kept = tuple(t for t in _joined(tenures) if int((t.end or t.known_until or t.start or "0")[:4]) >= since)
    spellings = (alias for alias in human.aliases if len(name_words(alias)) > 1 and "|" not in alias)
    return (
        Person(id="", name=human.name, wikidata=item, aliases=tuple(sorted(spellings)), tenures=kept) if kept else None
    )


def _joined(tenures: Sequence[Tenure]) -> list[Tenure]:
    """The tenures, terms of the same office that meet made one."""
    joined: list[Tenure] = []
    for tenure in sorted(tenures, key=lambda t: (t.office, t.acting, t.start or t.end or "", t.end or "9999")):
        last = joined[-1] if joined else None
        if last and _meet(last, tenure):
            later = tenure if tenure.end is None or latest(tenure.end) >= latest(str(last.end)) else last
            joined[-1] = msgspec.structs.replace(
                last, end=later.end, end_inferred=later.end_inferred, known_until=later.known_until
            )
        else:
            joined.append(tenure)
    return joined


def _meet(last: Tenure, tenure: Tenure) -> bool:
    same = (last.office, last.acting) == (tenure.office, tenure.acting)
    return (
        bool(same and last.start and last.end and tenure.start)
        and earliest(str(tenure.start)) - latest(str(last.end)) <= _WEEK
    )


def bodies_answer(collected: Collected, knowledge: Knowledge) -> Answer:
    """The bodies that at least three countries are members of."""
    bodies = []
    for item in sorted(collected.groups):
        members = tuple(sorted(collected.members.get(item, ())))
        group = collected.groups[item]
        if len(members) >= _FEWEST_MEMBERS and name_words(group.name) and not knowledge.country(group.name):
            bodies.append(_body(group, members, knowledge))
    return Answer("wikidata bodies", bodies=tuple(bodies))


def _body(group: Group, members: tuple[str, ...], knowledge: Knowledge) -> NamedBody:
    name = ascii_name(group.name)
    own = knowledge.body(group.name)
    acronym = group.acronym if group.acronym and _ACRONYM.fullmatch(group.acronym) else None
    if acronym and _means_another(acronym, own, knowledge):
        acronym = None
    # One word, such as "Union", would be read as this body wherever it stands.
    aliases = (alias for alias in group.aliases if " " in fold(alias) and not _means_another(alias, own, knowledge))
    kind = own.kind if own else "forum" if _FORUM.search(name) else "organisation"
    return NamedBody(Body("", own.name if own else name, acronym, kind, members), (group.name, *sorted(aliases)))


def _means_another(name: str, own: Body | None, knowledge: Knowledge) -> bool:
    known = knowledge.body(name)
    return knowledge.country(name) is not None or (known is not None and known != own)
