"""Which mentions tell of the same contact."""

from collections.abc import Sequence
from dataclasses import replace

from memcon.actors import Cast
from memcon.extraction.contacts.drafts import (
    Draft,
    dates_differ,
    is_person,
    is_unplaced,
    land_of,
    places_differ,
    same,
)
from memcon.extraction.contacts.lexicon import Lexicon
from memcon.extraction.contacts.occasion import telling_words
from memcon.extraction.contacts.other_side import with_other_side
from memcon.extraction.contacts.parties import countries
from memcon.extraction.contacts.sighting import Party, Sighting, Source

_SURE = 99
_LEAD = 3
"""Sentences, headline included, with which a report tells what it is about."""

_SERIES = 2
"""Sentences within which one goes on telling whom somebody received."""

_REMEMBERED = 40
"""Contacts that a new mention is held against, the last told first: enough for any report, and a bound for books."""


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
        elif (opening := _open(sighting, drafts, recent, source)) is not None:
            home = Draft([opening])
            drafts.append(home)
        recent += [home] if home is not None else []
        del recent[:-_REMEMBERED]
    return drafts


def _open(sighting: Sighting, drafts: list[Draft], recent: list[Draft], source: Source) -> Sighting | None:
    return (
        _opening(sighting, drafts, source) or _of_the_same(sighting, recent) or _of_the_pair(sighting, drafts, source)
    )


def _opening(sighting: Sighting, drafts: list[Draft], source: Source) -> Sighting | None:
    """The mention as the first one of a contact; None where it names nobody and nothing to tell one by."""
    if _may_open(sighting):
        opening = _with_host(sighting, drafts, source)
        whole = with_other_side(source, opening)
        return replace(whole, passing=whole is not opening and bool(drafts))
    return _with_clause(sighting, source.cast) if sighting.anaphoric and not drafts else None


def _with_host(sighting: Sighting, drafts: list[Draft], source: Source) -> Sighting:
    """ "There was also a talk with X", "The second audience was for Y": with whoever received the one told just before."""
    token = source.parsed.doc[sighting.token]
    impersonal = token.dep_ in {"nsubj", "nsubj:pass"} and all(party.slot == "with" for party in sighting.parties)
    alone = (
        impersonal
        and sighting.mode in {"meeting", "phone", "video"}
        and len({land_of(a, source.cast) for a in sighting.actors}) == 1
    )
    last = next((d for d in reversed(drafts) if d.mode == sighting.mode and not d.earlier), None) if alone else None
    if last is None or sighting.sentence - last.sightings[-1].sentence > _SERIES:
        return sighting
    hosts = [
        party
        for s in last.sightings
        for party in s.parties
        if party.role == "host" or party.slot in {"subject", "owner"}
    ]
    if not hosts or set(hosts[0].actors) & set(sighting.actors):
        return sighting
    host = replace(hosts[0], role="party", start=sighting.token, end=sighting.token + 1)
    return replace(sighting, parties=(host, *sighting.parties), further=True)


def _of_the_same(sighting: Sighting, recent: list[Draft]) -> Sighting | None:
    """ "Since their meeting in May in Rome": an earlier contact of those who take part in the one told last."""
    known = next((draft for draft in reversed(recent) if len(draft.actors) > 1 and draft.mode != "visit"), None)
    told = sighting.when is not None or sighting.place is not None
    if known is None or not told or not sighting.theirs or sighting.mode in {"visit", "summit"}:
        return None
    return replace(sighting, parties=(Party(tuple(known.actors), "party", sighting.token, sighting.token + 1),))


def _of_the_pair(sighting: Sighting, drafts: list[Draft], source: Source) -> Sighting | None:
    """ "Reached during the December 7 call": in a report on two countries only, of those whom its main contact is between."""
    main = next((draft for draft in drafts if len(draft.actors) > 1 and draft.mode not in {"visit", "summit"}), None)
    told = (
        sighting.nobody_told and sighting.anaphoric and sighting.own_date and sighting.mode not in {"visit", "summit"}
    )
    if (
        not told
        or main is None
        or main.earlier
        or main.sightings[0].sentence > _LEAD
        or sighting.outlook.status == "planned"
    ):
        return None
    lands = [countries(source, draft.actors) for draft in drafts if draft.mode not in {"visit", "summit"}]
    pair = countries(source, main.actors)
    persons = tuple(actor for actor in main.actors if is_person(actor, source.cast))
    if len(pair) != 2 or countries(source, persons) != pair or any(len(two) > 1 and two != pair for two in lands):
        return None
    party = Party(persons, "party", sighting.token, sighting.token + 1)
    return replace(sighting, parties=(party,), earlier=True)


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
        or (sighting.mode == "summit" and (sighting.told_apart or not sighting.anaphoric))
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
    if _on_one_side(sighting, draft) or _is_one_of_several(sighting, draft):
        return None
    if dates_differ(sighting.when, draft.when) or places_differ(sighting.place, draft.place):
        return None
    if _shapes_differ(sighting, draft, source.cast):
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
    if sighting.earlier and not draft.earlier and not sighting.anaphoric:
        return None  # "the visit follows conversations that …"
    told_apart = sighting.when is not None or sighting.place is not None
    if sighting.earlier and not draft.earlier and told_apart and draft.status != "planned":
        return None  # "came to Rome days after talks in Vienna had failed"
    if sighting.old and sighting.own_date and draft.when is None and not draft.earlier and draft.status != "planned":
        return None  # "the call followed the December 7 talks"
    if sighting.mode == "summit" and draft.mode == "summit" and sighting.occasion and draft.names:
        return None
    shared = len(set(sighting.soft) & set(draft.actors))
    not_yet = draft.status == "planned" and sighting.outlook.status == "held"
    if sighting.outlook.status == "denied" and draft.status == "planned" and _near(sighting, draft):
        return (0, int(bool(draft.firm)), int(sighting.mode == draft.mode), shared, 2)
    return (0, int(bool(draft.firm)), int(sighting.mode == draft.mode), shared, int(not draft.earlier) - int(not_yet))


def _shapes_differ(sighting: Sighting, draft: Draft, cast: Cast) -> bool:
    """Whether one is of three sides and the other of two of them: a trilateral meeting and the bilateral ones around it."""
    if sighting.faint or draft.mode in {"visit", "summit"}:
        return False
    mine = {land_of(actor, cast) for actor in sighting.actors} - {None}
    theirs = {land_of(actor, cast) for actor in draft.actors} - {None}
    joint = any(other.joint for other in draft.sightings)
    alone = any(other.alone for other in draft.sightings)
    if (sighting.joint and alone) or (sighting.alone and joint):
        return True
    if joint and sighting.joint:
        return False
    if len(mine) == 2 and len(theirs) > 2:
        return sighting.alone or (joint and not sighting.anaphoric)
    return len(mine) > 2 and len(theirs) == 2 and (alone or sighting.joint) and mine > theirs


def _on_one_side(sighting: Sighting, draft: Draft) -> bool:
    """ "X greeted Y", but "X and Y called Z": two who met each other are no contact of both with somebody else."""
    if sighting.anaphoric or sighting.faint or sighting.mode in {"visit", "summit", "letter"}:
        return False
    first = draft.sightings[0]
    if first.faint or first.anaphoric or draft.mode in {"visit", "summit", "letter"}:
        return False
    return _are_together(draft.actors, sighting) or _are_together(sighting.actors, first)


def _is_one_of_several(sighting: Sighting, draft: Draft) -> bool:
    """ "Meetings with Polish officials", and one of a minister: which of them it was is not told."""
    several = bool(draft.firm) and all(other.plural for other in draft.firm) and draft.mode != "visit"
    return several and not (sighting.plural or sighting.anaphoric or sighting.faint)


def _are_together(pair: Sequence[str], other: Sighting) -> bool:
    """Whether both of two are the subject of a mention that has somebody else as its object."""
    subject = {actor for party in other.parties if party.slot == "subject" for actor in party.actors}
    others = {actor for party in other.parties if party.plain or party.slot != "of" for actor in party.actors}
    return len(pair) == 2 and set(pair) <= subject and bool(others - subject)


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
        if sighting.anaphoric and any(other.predicate is sighting.predicate for other in draft.sightings):
            return True  # "a summit between X and Y", then "the summit"
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
        same_day = sighting.when is not None and draft.when is not None and sighting.when.precision == "day"
        again = sighting.anaphoric and sighting.mode in {"visit", "summit"}
        return again or (same_day and not sighting.anaphoric)
    if mine == "planned" and theirs == "denied" and not sighting.anaphoric:
        return sighting.earlier or sighting.outlook.tentative
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
    owned = draft.mode == "visit" and all(is_person(actor, cast) for actor in mine)
    loose = (sighting.anaphoric and not owned) or all(party.sides for party in sighting.parties)
    covered = {actor for actor in mine if any(same(actor, other, cast, loose) for other in theirs)}
    covering = {other for other in theirs if any(same(actor, other, cast, loose) for actor in mine)}
    left, right = set(mine) - covered, set(theirs) - covering
    if draft.mode in {"visit", "summit"}:
        return len(covered) or None
    if left and right and not (_may_be_the_others(left, right, cast) or _acts_for(sighting, draft, left, right, cast)):
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
        and not all(is_person(actor, cast) for actor in sighting.actors)
    ):
        return True
    strangers = sighting.strangers or any(other.strangers for other in draft.sightings)
    return strangers and not sighting.anaphoric and bool(left or right)


def _may_be_the_others(left: set[str], right: set[str], cast: Cast) -> bool:
    """Whether those left over on one side are persons of whom nothing but the name is known, or an office of no country."""
    if all(any(is_person(actor, cast) and cast.named(actor) for actor in side) for side in (left, right)):
        return False
    return any(all(is_unplaced(actor, cast) or _is_office(actor, cast) for actor in side) for side in (left, right))


def _acts_for(sighting: Sighting, draft: Draft, left: set[str], right: set[str], cast: Cast) -> bool:
    """The ministry summoned him, and the deputy minister, of no country told, summoned him: one summons told twice."""
    if sighting.predicate is not draft.sightings[-1].predicate:
        return False
    sides = (left, right) if all(is_person(actor, cast) for actor in left) else (right, left)
    stateless = all(is_person(actor, cast) and cast.actors[actor].country is None for actor in sides[0])
    return stateless and not any(is_person(actor, cast) for actor in sides[1])


def _is_office(actor: str, cast: Cast) -> bool:
    """A ministry of which the country is not told: "was summoned to the Foreign Office"."""
    known = cast.actors.get(actor)
    return known is not None and known.kind == "body" and known.country is None
