"""From mentions to contacts: which mentions tell of the same one."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from memcon.actors import Cast
from memcon.extraction.contacts.lexicon import Lexicon
from memcon.extraction.contacts.occasion import telling_words
from memcon.extraction.contacts.sighting import Party, Sighting, Source
from memcon.record import Mode, Place, Status, When

_STRENGTH: tuple[Status, ...] = ("denied", "cancelled", "held", "planned")
_SURE = 99
_WEEK = 7
_REMEMBERED = 40
"""Contacts that a new mention is held against, the last told first: enough for any report, and a bound for books."""

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
        acted_for = {_land(actor, cast) for actor in actors if _is_person(actor, cast)}
        return [actor for actor in actors if _is_person(actor, cast) or _land(actor, cast) not in acted_for]

    @property
    def mode(self) -> Mode:
        """The mode of the first mention that leaves no other open, else of the first firm one."""
        closed = [sighting.mode for sighting in self.sightings if not sighting.also]
        firm = [sighting.mode for sighting in self.sightings if not sighting.faint]
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


def gather(sightings: list[Sighting], source: Source) -> list[Draft]:
    """Contacts in the order of their first mention."""
    drafts: list[Draft] = []
    recent: list[Draft] = []
    for sighting in sightings:
        if sighting.outlook.void:
            continue
        home = _home(sighting, recent, source)
        if home is not None:
            home.sightings.append(sighting)
            recent.remove(home)
        elif (opening := _opening(sighting, drafts, source.cast)) is not None:
            home = Draft([opening])
            drafts.append(home)
        recent += [home] if home is not None else []
        del recent[:-_REMEMBERED]
    return drafts


def _opening(sighting: Sighting, drafts: list[Draft], cast: Cast) -> Sighting | None:
    """The mention as the first one of a contact; None where it names nobody and nothing to tell one by."""
    if _may_open(sighting):
        return sighting
    return _with_clause(sighting, cast) if sighting.anaphoric and not drafts else None


def _with_clause(sighting: Sighting, cast: Cast) -> Sighting | None:
    """A report that opens with "during the conversation": who speaks in it, and to whom, took part."""
    lands = {cast.actors[actor].country for actor in sighting.soft if actor in cast.actors}
    if len(lands - {None}) < 2:
        return None
    return replace(sighting, parties=(Party(sighting.soft, "party", sighting.token, sighting.token + 1),))


def _may_open(sighting: Sighting) -> bool:
    return (
        bool(sighting.parties)
        or sighting.mechanism is not None
        or (sighting.mode == "summit" and not sighting.anaphoric)
    )


def _home(sighting: Sighting, recent: list[Draft], source: Source) -> Draft | None:
    """The contact that a mention belongs to: the one that fits best, of equals the one told of last."""
    ranked = [
        (rank, number) for number, draft in enumerate(recent) if (rank := fit(sighting, draft, source)) is not None
    ]
    return recent[max(ranked)[1]] if ranked else None


def fit(sighting: Sighting, draft: Draft, source: Source) -> tuple[int, ...] | None:
    """How well a mention fits a contact; None where they cannot be the same."""
    if not _modes_agree(sighting, draft) or not _statuses_agree(sighting, draft):
        return None
    if dates_differ(sighting.when, draft.when) or places_differ(sighting.place, draft.place):
        return None
    if _is_called_alike(sighting, draft, source.lexicon):
        return (_SURE,)
    if not sighting.parties:
        return _fit_in_focus(sighting, draft)
    shared = _share(sighting, draft, source.cast)
    if shared is None or not _same_time(sighting, draft):
        return None
    return (shared, int(bool(draft.firm)), int(_near(sighting, draft)))


def _fit_in_focus(sighting: Sighting, draft: Draft) -> tuple[int, ...] | None:
    """ "The talks lasted an hour": of the contacts that it may be, rather a sure one, of the same mode, with the same speaker."""
    if not sighting.anaphoric and not _near(sighting, draft):
        return None
    if sighting.mode == "summit" and draft.mode == "summit" and sighting.occasion and draft.names:
        return None
    shared = len(set(sighting.soft) & set(draft.actors))
    not_yet = draft.status == "planned" and sighting.outlook.status == "held"
    return (0, int(bool(draft.firm)), int(sighting.mode == draft.mode), shared, int(not draft.earlier) - int(not_yet))


def _near(sighting: Sighting, draft: Draft) -> bool:
    return abs(sighting.sentence - draft.sightings[-1].sentence) <= 1


def _is_called_alike(sighting: Sighting, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether both are named after the same summit or council."""
    mine = [name for name in (sighting.occasion if sighting.mode == "summit" else None, sighting.mechanism) if name]
    theirs = draft.names if draft.mode == "summit" else {s.mechanism for s in draft.sightings if s.mechanism}
    return any(_alike(one, other, lexicon) for one in mine for other in theirs)


def _alike(one: str, other: str, lexicon: Lexicon) -> bool:
    first, second = telling_words(one, lexicon), telling_words(other, lexicon)
    return bool(first and second) and (first <= second or second <= first)


def _modes_agree(sighting: Sighting, draft: Draft) -> bool:
    if sighting.mode == draft.mode:
        return True
    if sighting.mode == "summit":
        place = draft.place
        return (
            draft.mode == "meeting"
            and not sighting.parties
            and place is not None
            and place.name in (sighting.occasion or "")
        )
    if draft.mode == "summit":
        return "summit" in sighting.also and sighting.anaphoric
    return draft.mode in sighting.also or sighting.mode in draft.also


def _statuses_agree(sighting: Sighting, draft: Draft) -> bool:
    mine, theirs = sighting.outlook.status, draft.status
    if mine is None or theirs is None or mine == theirs:
        return True
    if "held" in {mine, theirs} and "planned" in {mine, theirs}:
        return sighting.anaphoric and sighting.mode == "visit"
    return {mine, theirs} != {"held", "cancelled"}


def _same_time(sighting: Sighting, draft: Draft) -> bool:
    """An earlier contact of the same people is another one, unless its date says otherwise."""
    if sighting.when is not None and draft.when is not None:
        return True
    if sighting.old and not draft.earlier:
        return False
    if sighting.anaphoric and not sighting.earlier:
        return True
    return sighting.earlier == draft.earlier or draft.mode == "visit"


def _share(sighting: Sighting, draft: Draft, cast: Cast) -> int | None:
    """How many take part in both; None where each has somebody whom the other lacks, or a stranger took part."""
    mine, theirs = sighting.actors, draft.sides(cast)
    if not theirs:
        return 0 if sighting.anaphoric or sighting.mode == draft.mode == "summit" else None
    loose = sighting.anaphoric or all(party.sides for party in sighting.parties)
    covered = {actor for actor in mine if any(same(actor, other, cast, loose) for other in theirs)}
    covering = {other for other in theirs if any(same(actor, other, cast, loose) for actor in mine)}
    left, right = set(mine) - covered, set(theirs) - covering
    if draft.mode in {"visit", "summit"}:
        return len(covered) or None
    if left and right and not _may_be_the_others(left, right, cast):
        return None
    if not covered and not (
        left and right and _near(sighting, draft) and sighting.predicate is draft.sightings[-1].predicate
    ):
        return None
    return None if _is_another(sighting, draft, left, right, cast) else len(covered)


def _is_another(sighting: Sighting, draft: Draft, left: set[str], right: set[str], cast: Cast) -> bool:
    """ "also met Israeli officials", "met X and members of parliament": somebody else took part than in the contact known."""
    if (
        sighting.further
        and set(sighting.actors) != set(draft.sides(cast))
        and not all(_is_person(actor, cast) for actor in sighting.actors)
    ):
        return True
    strangers = sighting.strangers or any(other.strangers for other in draft.sightings)
    return strangers and not sighting.anaphoric and bool(left or right)


def _is_person(actor: str, cast: Cast) -> bool:
    return actor in cast.actors and cast.actors[actor].kind == "person"


def _may_be_the_others(left: set[str], right: set[str], cast: Cast) -> bool:
    """Whether those left over on one side are persons of whom nothing but the name is known."""
    return all(is_unplaced(actor, cast) for actor in left) or all(is_unplaced(actor, cast) for actor in right)


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
    return bool(unnamed) and first is not None and second is not None and first.office == second.office


def _land(actor: str, cast: Cast) -> str | None:
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
