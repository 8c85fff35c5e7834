"""What one contact of a report tells of another: a meeting during a visit is where the visit is."""

from dataclasses import replace
from datetime import date

import msgspec
from spacy.tokens import Token

from memcon.extraction.contacts.drafts import Draft, dates_differ, is_person
from memcon.extraction.contacts.grammar import deep_subject, negated
from memcon.extraction.contacts.occasion import telling_words
from memcon.extraction.contacts.parties import countries, find_parties
from memcon.extraction.contacts.setting import dateline_place
from memcon.extraction.contacts.sighting import Party, Source
from memcon.record import Place, When

_LEAD = 2
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STAY = 3
"""Days after an arrival that still are of the visit."""

_AROUND = 40
"""Contacts told before and after one that may tell of it."""


def around(drafts: list[Draft], number: int) -> list[Draft]:
    """The contacts told near one, itself included: all of them in any report, few in a book."""
    return drafts[max(0, number - _AROUND) : number + _AROUND]


def complete(drafts: list[Draft], source: Source) -> None:
    """Fill in places that contacts lack."""
    neighbours = [around(drafts, number) for number in range(len(drafts))]
    for draft, others in zip(drafts, neighbours, strict=True):
        attendees(draft, others, source)
        if draft.mode == "meeting" and (draft.firm or draft.sightings[0].sentence <= _LEAD):
            _place_meeting(draft, others, source)
    for draft, others in zip(drafts, neighbours, strict=True):
        if draft.mode == "visit" and draft.place is None and not all(sighting.plural for sighting in draft.sightings):
            put(draft, place=_place_of_talks(draft, others, source))
    for draft, others in zip(drafts, neighbours, strict=True):
        if draft.mode == "meeting" and draft.place is None and draft.firm:
            put(draft, place=_place_of_trip(draft, others, source))
    for draft, others in zip(drafts, neighbours, strict=True):
        if draft.mode == "meeting" and (joint := _joint_one(draft, others, source)) is not None:
            put(draft, place=None if draft.place else joint.place, when=joint.when)


def _place_meeting(draft: Draft, others: list[Draft], source: Source) -> None:
    home = _place_of_host(draft, source)
    if draft.place is None:
        told = _place_of_visit(draft, others, source) or _place_of_occasion(draft, others, source)
        put(draft, place=told or home or _place_of_dateline(draft, source))
    elif draft.place.country is None and home is not None:
        _locate(draft, home)


def _joint_one(draft: Draft, others: list[Draft], source: Source) -> Draft | None:
    """The trilateral meeting around which two of those who take part meet each other."""
    if draft.when is not None or not any(sighting.alone for sighting in draft.sightings):
        return None
    pair = set(draft.actors)
    return next(
        (
            other
            for other in others
            if other.mode == "meeting"
            and other.status == draft.status
            and len(countries(source, other.actors)) > len(countries(source, draft.actors))
            and pair < set(other.actors)
            and other.earlier == draft.earlier
        ),
        None,
    )


def attendees(draft: Draft, drafts: list[Draft], source: Source) -> None:
    """Who attends the summit that a report is about: the leaders and ministers whose words it tells."""
    others = [other for other in drafts if other is not draft and other.mode != "visit" and len(other.actors) > 1]
    if draft.mode != "summit" or draft.actors or others or draft.sightings[0].sentence > _LEAD:
        return
    found = [party for sentence in source.parsed.sentences for party in _speakers(source, sentence.span.root)]
    actors = dict.fromkeys(actor for party in found for actor in party.actors if _leads(source, actor))
    if len(countries(source, actors)) > 1:
        first = draft.sightings[0]
        parties = {actor: next(party for party in found if actor in party.actors) for actor in actors}
        draft.sightings[0] = replace(
            first, parties=tuple(replace(party, actors=(actor,)) for actor, party in parties.items())
        )


def _speakers(source: Source, verb: Token) -> list[Party]:
    subject = deep_subject(verb)
    if subject is None or negated(verb):
        return []
    return [party for party in find_parties(source, subject, "attendee", "subject") if party.plain]


def _leads(source: Source, actor: str) -> bool:
    known = source.cast.actors.get(actor)
    term = source.knowledge.office(known.office, known.country) if known is not None and known.office else None
    return term is not None and term.level in {"leader", "minister"} and term.status != "former"


def put(draft: Draft, place: Place | None = None, when: When | None = None) -> None:
    """Add a place or a date to the first mention of a contact, unless it has one."""
    first = draft.sightings[0]
    draft.sightings[0] = replace(first, place=first.place or place, when=first.when or when)


def _locate(draft: Draft, home: Place) -> None:
    """The country of a building that the knowledge does not have."""
    for number, sighting in enumerate(draft.sightings):
        if sighting.place is not None and sighting.place.country is None:
            draft.sightings[number] = replace(
                sighting, place=msgspec.structs.replace(sighting.place, country=home.country)
            )


def share_traveller(one: Draft, other: Draft) -> bool:
    """Whether somebody took part in both, of which the one is told as done or as planned as the other."""
    ahead = one.mode == "meeting" and one.status == "planned" and other.status == "held" and not other.earlier
    if ahead and set(one.actors) & set(other.actors):
        return True  # who has come will meet those whom he came for
    return bool(set(one.actors) & set(other.actors)) and one.status in {other.status, None} | (
        {one.status} if other.status is None else set()
    )


def _place_of_visit(draft: Draft, drafts: list[Draft], source: Source) -> Place | None:
    """Where a participant is on a visit, if that is the country of another participant; of several, the one told nearest."""
    here = draft.sightings[0].sentence
    for other in sorted(drafts, key=lambda other: min(abs(s.sentence - here) for s in other.sightings)):
        if (
            other.mode == "visit"
            and other.place is not None
            and share_traveller(draft, other)
            and _may_be_same_trip(draft, other)
        ):
            hosts = countries(source, [actor for actor in draft.actors if actor not in other.actors])
            unknown = not hosts and len(draft.actors) > 1
            if other.place.country in hosts or unknown:
                return other.place
    return None


def _place_of_trip(draft: Draft, drafts: list[Draft], source: Source) -> Place | None:
    """Where the traveller is whose one trip a report opens with: there he meets those of third countries, too."""
    trips = [other for other in drafts if other.mode in {"visit", "summit"} and other.status == "held" and other.actors]
    places = {other.place.country for other in trips if other.place is not None}
    if draft.status not in {"held", None} or draft.names or len(places) != 1 or None in places:
        return None
    for other in trips:
        first = other.sightings[0].sentence
        told_after = first <= _LEAD and first < draft.sightings[0].sentence
        who = {actor for actor in set(draft.actors) & set(other.actors) if is_person(actor, source.cast)}
        home = countries(source, who)
        abroad = not home & places and bool(countries(source, draft.actors) - home)
        if other.place is not None and told_after and who and abroad and _may_be_same_trip(draft, other):
            return other.place
    return None


def _may_be_same_trip(draft: Draft, visit: Draft) -> bool:
    return (
        draft.earlier == visit.earlier
        and (not dates_differ(draft.when, visit.when) or _is_within(draft.when, visit.when))
        and (not any(s.old for s in draft.sightings) or (draft.when is not None and visit.when is not None))
    )


def _is_within(day: When | None, arrival: When | None) -> bool:
    """Whether a day is one of the next after an arrival: who flies to Rome on Friday meets there on Saturday."""
    if day is None or arrival is None:
        return False
    if day.start is None or arrival.start is None:
        if day.weekday is None or arrival.weekday is None:
            return False
        return (_WEEKDAYS.index(day.weekday) - _WEEKDAYS.index(arrival.weekday)) % len(_WEEKDAYS) <= _STAY
    return 0 <= (date.fromisoformat(day.start) - date.fromisoformat(arrival.start)).days <= _STAY


def _place_of_occasion(draft: Draft, drafts: list[Draft], source: Source) -> Place | None:
    """Where the summit is on whose sidelines it took place."""
    mine = {w for s in draft.sightings if s.occasion for w in telling_words(s.occasion, source.lexicon)}
    for other in drafts:
        if (
            other.mode == "summit"
            and other.place is not None
            and mine & {w for name in other.names for w in telling_words(name, source.lexicon)}
        ):
            return other.place
    return None


def _place_of_dateline(draft: Draft, source: Source) -> Place | None:
    """Where the report was written, if it opens with the meeting and that is the country of one of the two sides."""
    first = draft.sightings[0]
    if draft.status not in {"held", None} or draft.names or draft.earlier or first.sentence > _LEAD:
        return None
    persons = [actor for actor in draft.actors if (known := source.cast.actors.get(actor)) and known.kind == "person"]
    homes = countries(source, persons)
    return dateline_place(source, homes) if len(homes) == 2 else None


def _place_of_host(draft: Draft, source: Source) -> Place | None:
    """The country of whoever received the other: one receives at home."""
    if draft.names or draft.status not in {"held", None}:
        return None
    hosts = [
        actor
        for s in draft.sightings
        for party in s.parties
        if party.role == "host" and party.slot != "at"  # "called at the embassy"
        for actor in party.actors
    ]
    guests = [
        actor for s in draft.sightings for party in s.parties if party.role == "visitor" for actor in party.actors
    ]
    lands = countries(source, hosts)
    if len(lands) != 1 or not guests:
        return None
    iso3 = next(iter(lands))
    if len(iso3) != 3 or iso3 in {"UNO", "EUR", "NAT"}:
        return None
    return Place(name=source.knowledge.country_name(iso3), country=iso3)


def _place_of_talks(draft: Draft, drafts: list[Draft], source: Source) -> Place | None:
    """Where the visitor meets somebody abroad; else the country of the one he meets."""
    homes = countries(source, draft.actors)
    for other in drafts:
        if other.mode == "meeting" and share_traveller(draft, other):
            if other.place is not None and other.place.country not in homes:
                return other.place
            hosts = countries(source, other.actors) - homes
            if other.place is None and len(hosts) == 1:
                iso3 = next(iter(hosts))
                return Place(name=source.knowledge.country_name(iso3), country=iso3)
    return None
