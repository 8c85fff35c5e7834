"""What a reader of the report has in view: who was mentioned, who is in focus, which two stand together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from memcon.actors.persons import Figure, held, same_office
from memcon.actors.phrase import Phrase

_INTERNATIONAL = frozenset(("secretary-general", "director-general", "high representative", "commission chair"))
"""Offices that name no country: "the NATO chief"."""

_LEVEL = {
    "leaders": "leader",
    "ministers": "minister",
    "presidents": "president",
    "premiers": "prime minister",
    "diplomats": "diplomat",
}


@dataclass
class Scene:
    """What has been read so far."""

    figures: list[Figure]
    states: dict[str, int] = field(default_factory=dict)  # country -> token of its last mention
    seen: dict[str, int] = field(default_factory=dict)  # figure id -> token of its last mention
    focus: str | None = None  # the person who was last a subject
    pair: tuple[str, ...] = ()  # the persons last seen together
    guest: str | None = None  # the person who came to see another
    ministry: str | None = None
    bodies: dict[str, str] = field(default_factory=dict)  # name -> id
    unnamed: dict[str, Figure] = field(default_factory=dict)

    @cached_property
    def _named(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in reversed(self.figures)}

    def figure(self, name: str) -> Figure | None:
        """By id, named or not."""
        return self._named.get(name) or self.unnamed.get(name)

    def people(self) -> list[Figure]:
        """Everybody mentioned so far, latest first."""
        everybody = [*self.figures, *self.unnamed.values()]
        return sorted((f for f in everybody if f.id in self.seen), key=lambda f: -self.seen[f.id])

    def holder(self, office: str, country: str | None) -> Figure | None:
        """The person in that office: last mentioned before, else named later; an office without a country only looks back first."""
        fitting = [
            f
            for f in [*self.figures, *self.unnamed.values()]
            if f.office and same_office(office, f.office) and (country is None or f.country in (country, None))
        ]
        if country is not None:
            own = [f for f in fitting if f.country == country]
            fitting = own or fitting
            exact = [f for f in fitting if f.office == office]
            fitting = exact or fitting
        if country or office in _INTERNATIONAL:
            fitting = fitting or [f for f in self.figures if held(f, office, country)]
        before = [f for f in fitting if f.id in self.seen]
        if before:
            subject = next((f for f in before if f.id == self.focus), None)
            return subject if subject and country is None else max(before, key=lambda f: self.seen[f.id])
        return min((f for f in fitting if f.phrases), key=lambda f: f.first, default=None)

    def principal_office(self) -> str | None:
        """The office of the person last mentioned who has one."""
        for figure in self.people():
            if figure.office:
                return figure.office
        return None

    def plural(self, word: str, number: int | None, office: str | None, present: Sequence[str]) -> tuple[str, ...]:
        """The persons that a plural such as "leaders" or "sides" means, in the order in which they were named."""
        wanted = office if office not in (None, "counterpart") else _LEVEL.get(word)
        pair = [f for f in (self.figure(name) for name in self.both(present)) if f]
        enough = len(pair) >= (number or 0)
        if pair and enough and (wanted is None or all(f.office and same_office(wanted, f.office) for f in pair)):
            return tuple(f.id for f in pair[: number or len(pair)])
        people = [f for f in self.people() if wanted is None or (f.office and same_office(wanted, f.office))]
        chosen: list[Figure] = []
        for figure in people:
            if all(figure.country != other.country for other in chosen):
                chosen.append(figure)
            if len(chosen) == (number or 2):
                break
        if len(chosen) < 2:
            later = [
                f
                for f in self.figures
                if f.id not in self.seen and f.office and (wanted is None or same_office(wanted, f.office))
            ]
            chosen = (chosen + later)[: number or 2]
        if len(chosen) < max(number or 2, 2):
            return self.state_pair() if word in ("sides", "parties", "delegations") else ()
        return tuple(f.id for f in sorted(chosen, key=lambda f: f.first if f.phrases else 0))

    def both(self, present: Sequence[str]) -> tuple[str, ...]:
        """The pair in view; who was just named as the other side ("at the meeting with the envoy, the sides …") belongs to it."""
        guest = self.figure(present[0]) if len(present) == 1 else None
        if guest is None or guest.id in self.pair:
            return self.pair
        focus = self.figure(self.focus or "")
        hosts = [f for f in (focus, *self.people()) if f and f.id != guest.id and f.country != guest.country]
        return (hosts[0].id, guest.id) if hosts else self.pair

    def state_pair(self) -> tuple[str, ...]:
        """The two states in view: those of the pair, else the two last mentioned."""
        pair = [f.country for f in (self.figure(name) for name in self.pair) if f and f.country]
        if len(set(pair)) > 1:
            return tuple(dict.fromkeys(pair))
        latest = sorted(self.states, key=lambda c: -self.states[c])[:2]
        return tuple(latest) if len(latest) == 2 else ()


def fill_counterparts(phrases: list[Phrase], figures: list[Figure]) -> None:
    """ "his Turkish counterpart Recep Tayyip Erdogan" holds the office of the person that "his" means."""
    for position, phrase in enumerate(phrases):
        if phrase.kind != "name" or not any(title.office == "counterpart" for title in phrase.titles):
            continue
        owner = next((f for f in figures if phrase in f.phrases), None)
        if owner is None or (owner.office and owner.office != "counterpart"):
            continue
        for other in reversed(phrases[:position]):
            holder = next((f for f in figures if other in f.phrases and f is not owner), None)
            stated = (t.office for t in other.titles if t.office != "counterpart" and not t.plural)
            office = holder.office if holder else next(stated, None)
            if office:
                owner.office, owner.by_counterpart = office, True
            if office or holder:  # whose office only the knowledge may tell, so that this is asked again
                break
