"""Which drafts are diplomatic contacts, and which of those the report is about."""

from memcon.extraction.contacts.arguments import is_old
from memcon.extraction.contacts.drafts import Draft, same
from memcon.extraction.contacts.parties import countries, movements
from memcon.extraction.contacts.sighting import Sighting, Source
from memcon.record import Actor, Role

_LEAD = 2
"""What the headline and the first two sentences tell of is what the report is about."""


def is_contact(draft: Draft, source: Source, drafts: list[Draft]) -> bool:
    """Whether a draft is one contact between sides, and not a habit, a wish or an affair within one country."""
    if not _is_told(draft, source) and not _stands_alone(draft, source, drafts):
        return False
    if draft.mode == "summit":
        if draft.when is None and not draft.actors and _is_occasion(draft, drafts):
            return False
        told = draft.when is not None or draft.place is not None
        return told or (bool(draft.names) and any(source.cast.named(actor) for actor in draft.actors))
    if draft.mode == "visit":
        return _is_foreign_visit(draft, source)
    told = draft.when is not None or draft.place is not None
    told_of = [sighting for sighting in draft.firm if not sighting.anaphoric] or draft.firm
    if told_of and all(sighting.outlook.tentative for sighting in told_of) and not told and len(told_of) < 2:
        return False
    if any(sighting.mechanism for sighting in draft.sightings) and told and len(countries(source, draft.actors)) != 1:
        return True
    if (
        draft.firm
        and all(sighting.plural for sighting in draft.firm)
        and not (draft.status and _has_two_persons(draft, source))
    ):
        return False
    if draft.when is None and not _has_two_persons(draft, source) and _is_of_states(draft, source):
        return False
    return _is_between_countries(draft, source, drafts)


def _is_told(draft: Draft, source: Source) -> bool:
    """Whether a mention that can make a contact names somebody or something; "the talks" alone does not."""
    told = draft.when is not None or draft.mode in {"phone", "video"}
    if draft.firm and told and len(countries(source, draft.actors)) > 1:
        return True  # "X and Y discussed trade on Monday. The talks lasted an hour."
    return any(s.parties or s.mechanism or s.mode in {"visit", "summit"} for s in draft.firm)


def _is_occasion(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a summit is told of only as that on whose sidelines a contact took place: then it is the contact's occasion."""
    return len(draft.sightings) == 1 and any(
        other is not draft and other.mode != "summit" and other.status == "held" and draft.names & other.names
        for other in drafts
    )


def _is_of_states(draft: Draft, source: Source) -> bool:
    """Contacts between "Iran and Armenia" without a date are mostly long-running ones, unless a report opens with them."""
    if any(party.plain for sighting in draft.sightings for party in sighting.parties) and not all(
        s.predicate.long_running for s in draft.firm
    ):
        return False
    return draft.place is None and not (
        draft.status == "held" and _body_index(source, draft.sightings[0].sentence) == 0
    )


def _has_two_persons(draft: Draft, source: Source) -> bool:
    persons = [
        actor for actor in draft.actors if actor in source.cast.actors and source.cast.actors[actor].kind == "person"
    ]
    return len(countries(source, persons)) >= 2


def _is_between_countries(draft: Draft, source: Source, drafts: list[Draft]) -> bool:
    """Two countries, or one and somebody whose country is not told but who can only be foreign to it."""
    known = countries(source, draft.actors)
    known |= movements(source, draft.actors)
    if len(known) != 1:
        return len(known) >= 2
    actors = [source.cast.actors[actor] for actor in draft.actors if actor in source.cast.actors]
    summoned = any(sighting.predicate.words[0] in {"summon", "call"} for sighting in draft.sightings)
    others = [actor for actor in actors if actor.country is None and (actor.kind == "person" or summoned)]
    own = [actor for actor in actors if actor.country is not None]
    if others and _is_foreign_to(own, others, source):
        return True
    if not others or len(own) > 1:
        return False
    offices = {actor.office for actor in own if actor.office}
    envoys = source.lexicon.words("audience", "envoys")
    heads = source.lexicon.words("audience", "heads")
    if offices & heads and any(actor.office in heads for actor in others):
        return True
    if summoned and draft.mode == "meeting" and any(actor.office in envoys for actor in own):
        return True
    if offices & envoys or any(actor.office in offices or actor.office in envoys for actor in others if actor.office):
        return True
    outlet = source.parsed.article.outlet_country
    if outlet is not None and outlet not in known and any(actor.office for actor in others):
        return True
    return any(
        other.mode == "visit"
        and other.place is not None
        and {a.id for a in own} & set(other.actors)
        and not is_old(other.when, source.parsed.article.published)
        and _is_foreign_visit(other, source)
        for other in drafts
    )


def _is_foreign_to(own: list[Actor], others: list[Actor], source: Source) -> bool:
    """Whether officials of whom a paper names no country, its own, meet those of whom it does.

    A president receives ministers of another country, a minister his colleague's deputy, anybody a delegation; a chancellor
    with a minister is none of it: they may sit in one cabinet.
    """
    levels = [_rank(actor, source) for actor in others]
    if not levels or max(levels) < 1:
        return False
    delegation = all(actor.kind != "person" for actor in own)
    if delegation:
        return any(actor.kind in {"state", "group"} for actor in own)
    portfolios = {actor.office.removeprefix("deputy ") for actor in own if actor.office}
    same = any(actor.office.removeprefix("deputy ") in portfolios for actor in others if actor.office)
    return same or max(levels) > max(_rank(actor, source) for actor in own) >= 0


def _rank(actor: Actor, source: Source) -> int:
    """Leaders over ministers over others; -1 for no office, or a former one."""
    term = source.knowledge.office(actor.office, actor.country) if actor.office else None
    if term is None or term.status == "former":
        return -1
    return {"leader": 2, "minister": 1, "legislature": 1}.get(term.level, 0)


def _stands_alone(draft: Draft, source: Source, drafts: list[Draft]) -> bool:
    """Faint mentions make a contact only at the head of a report that tells of no other between the same sides, or with a
    date or place of their own."""
    if draft.status != "held" or draft.mode == "visit":
        return False
    joint = all(s.predicate.joint for s in draft.sightings)
    if joint and any(party.sides for s in draft.sightings for party in s.parties):
        return False
    dated = draft.when is not None if joint else any(_is_dated(s, source) for s in draft.sightings)
    told = [dated, draft.place is not None]
    parties = [actor for s in draft.sightings for party in s.parties if party.plain for actor in party.actors]
    again = any(_are_same_sides(draft, other, source) for other in drafts if other is not draft and other.firm)
    sure = joint or (again and not draft.earlier)  # "they also discussed the summit in June"
    if len(countries(source, parties)) > 1 and (all(told) if sure else any(told)):
        return True
    if draft.sightings[0].sentence > _LEAD or joint:
        return False
    others = [other for other in drafts if other is not draft and other.firm]
    return not any(any(same(a, b, source.cast) for b in other.actors) for other in others for a in draft.actors)


def _are_same_sides(one: Draft, other: Draft, source: Source) -> bool:
    return other.mode != "visit" and countries(source, one.actors) <= countries(source, other.actors)


def _is_dated(sighting: Sighting, source: Source) -> bool:
    """Whether the date is that of the verb itself, and not of what was discussed ("the elections in May")."""
    verb = source.parsed.doc[sighting.token]
    dates = [mention for mention in source.dates_in(verb.sent) if mention.when == sighting.when]
    return any(token.head.i == verb.i for mention in dates for token in source.parsed.doc[mention.start : mention.end])


def _is_foreign_visit(draft: Draft, source: Source) -> bool:
    """Somebody goes to a country that is not his own."""
    homes = countries(source, draft.actors) or movements(source, draft.actors) or _home_of_officials(draft, source)
    if not homes:
        return False
    if all(sighting.plural and sighting.place is None for sighting in draft.sightings):
        return False  # "visits by officials of both countries"
    if draft.place is None:
        named = any(
            actor in source.cast.actors and source.cast.actors[actor].kind == "person" for actor in draft.actors
        )
        return named and any(s.parties and s.predicate is source.lexicon.nouns["visit"] for s in draft.sightings)
    if (
        all(sighting.outlook.tentative for sighting in draft.sightings)
        and draft.when is None
        and draft.place.country is None
    ):
        return False
    return draft.place.country not in homes


def _home_of_officials(draft: Draft, source: Source) -> set[str]:
    """The country of an office told without one: that of the paper."""
    outlet = source.parsed.article.outlet_country
    actors = [source.cast.actors[actor] for actor in draft.actors if actor in source.cast.actors]
    return {outlet} if outlet is not None and any(actor.office for actor in actors) else set()


def role_of(draft: Draft, source: Source) -> Role:
    """Main where the report opens with it or returns to it, background where it is of an earlier time or told in passing."""
    if is_old(draft.when, source.parsed.article.published):
        return "background"
    first = _body_index(source, draft.sightings[0].sentence)
    if first <= _LEAD and not (draft.sightings[0].earlier or draft.sightings[0].passing):
        return "main"
    return "main" if len(draft.firm) >= 3 and not draft.earlier else "background"


def _body_index(source: Source, sentence: int) -> int:
    """The number of a sentence among those of the text itself; headlines are 0."""
    return sum(1 for other in source.parsed.sentences[:sentence] if other.block.kind == "paragraph")
