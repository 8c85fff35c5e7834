"""A contact in the making, and when two sides, dates or places may be the same."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from memcon.actors import Cast
from memcon.extraction.contacts.sighting import Party, Sighting
from memcon.record import Mode, Place, Status, When

_STRENGTH: tuple[Status, ...] = ("denied", "cancelled", "held", "planned")
_WEEK = 7
_VAGUE = frozenset({"official", "diplomat", "envoy", "representative", "delegate"})
"""What somebody is called before he is named: "a senior official"."""
_PRECISION = ("day", "month", "year", "range", "unknown")


@dataclass(eq=False)
class Draft:
    """A contact in the making: the mentions found to tell of it, in the order of the text."""

    sightings: list[Sighting] = field(default_factory=list)

    @property
    def actors(self) -> list[str]:
        """Everybody who takes part, each once; faint mentions count where the others name fewer than two."""
        for sightings in (self.firm, self.sightings):
            named = _unique(party for sighting in sightings for party in sighting.parties if not party.sides)
            if len(named) > 1:
                return named
        return _unique(party for sighting in self.sightings for party in sighting.parties)

    def sides(self, cast: Cast) -> list[str]:
        """Those who take part, without states and bodies for which somebody named acts."""
        actors = self.actors
        acted_for = {land_of(actor, cast) for actor in actors if is_person(actor, cast)}
        return [actor for actor in actors if is_person(actor, cast) or land_of(actor, cast) not in acted_for]

    @property
    def mode(self) -> Mode:
        """The mode of the first mention that leaves no other open, else of the first firm one that all others allow."""
        closed = [sighting.mode for sighting in self.sightings if not sighting.also]
        shared = self.also
        firm = [sighting.mode for sighting in self.firm if sighting.mode in shared]
        firm += [sighting.mode for sighting in self.firm]
        return (closed or firm or [self.sightings[0].mode])[0]

    @property
    def also(self) -> set[Mode]:
        """The modes that every mention leaves open."""
        return set.intersection(*({sighting.mode, *sighting.also} for sighting in self.sightings))

    @property
    def status(self) -> Status | None:
        """Denied and cancelled win over held, held over planned."""
        told = [sighting.outlook.status for sighting in self.sightings if sighting.outlook.status]
        return next((status for status in _STRENGTH if status in told), None)

    @property
    def when(self) -> When | None:
        """The most precise date of all mentions, the first of equals."""
        dates = [sighting.when for sighting in self.sightings if sighting.when is not None]
        return min(dates, key=lambda when: _PRECISION.index(when.precision), default=None)

    @property
    def place(self) -> Place | None:
        """The most specific place of all mentions, the first of equals."""
        places = [sighting.place for sighting in self.sightings if sighting.place is not None]
        return min(
            places, key=lambda place: (place.geonames is None, place.lat is None, place.country is None), default=None
        )

    @property
    def firm(self) -> list[Sighting]:
        """The mentions that can make a contact."""
        return [sighting for sighting in self.sightings if not sighting.faint]

    @property
    def earlier(self) -> bool:
        """Whether the report tells of it as past at the time of what it is about."""
        return any(sighting.earlier for sighting in self.sightings)

    @property
    def names(self) -> set[str]:
        """What it is called: the summit, the council."""
        return {name for sighting in self.sightings for name in (sighting.occasion, sighting.mechanism) if name}


def _unique(parties: Iterable[Party]) -> list[str]:
    return list(dict.fromkeys(actor for party in parties for actor in party.actors))


def is_person(actor: str, cast: Cast) -> bool:
    """Whether an actor is a person, and no state, body or group."""
    return actor in cast.actors and cast.actors[actor].kind == "person"


def is_unplaced(actor: str, cast: Cast) -> bool:
    """A person without country or office."""
    known = cast.actors.get(actor)
    return known is not None and known.kind == "person" and known.country is None and known.office is None


def same(one: str, other: str, cast: Cast, loose: bool = False) -> bool:
    """Whether two actors may be one side: the same, or a state and somebody who acts for it, or an office with its holder.

    ``loose``: anybody of the same country will do, as in "their conversation".
    """
    if one == other:
        return True
    first, second = cast.actors.get(one), cast.actors.get(other)
    lands = [actor.country if actor is not None else name for actor, name in ((first, one), (second, other))]
    if lands[0] is None or lands[0] != lands[1]:
        return False
    kinds = [actor.kind if actor is not None else "state" for actor in (first, second)]
    if loose or "state" in kinds or "body" in kinds:
        return True
    unnamed = [actor for actor in (first, second) if actor is not None and not cast.named(actor.id)]
    if first is None or second is None or not unnamed:
        return False
    return first.office == second.office or any(actor.office in _VAGUE for actor in unnamed)


def land_of(actor: str, cast: Cast) -> str | None:
    """The country that an actor stands for."""
    known = cast.actors.get(actor)
    return known.country if known is not None else actor


def dates_differ(one: When | None, other: When | None) -> bool:
    """Whether two dates cannot be the same day; a weekday may have been taken for last week's or for next week's."""
    if one is None or other is None or one.start is None or other.start is None:
        return bool(one and other and one.weekday and other.weekday and one.weekday != other.weekday)
    if one.weekday is not None and one.weekday == other.weekday:
        return abs((date.fromisoformat(one.start) - date.fromisoformat(other.start)).days) > _WEEK
    first_end, second_end = one.end or one.start, other.end or other.start
    return one.start > second_end or other.start > first_end


def places_differ(one: Place | None, other: Place | None) -> bool:
    """Whether two places are in different countries or are different cities."""
    if one is None or other is None:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return one.geonames is not None and other.geonames is not None and one.geonames != other.geonames
