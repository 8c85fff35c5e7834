"""Contacts, statements, commitments and claims as PLOVER events.

The crosswalk of the PLOVER manual: in a visit the guest is the actor and the host the recipient; without a host everybody is an
actor; a contact to come is AGREE. A contact that is denied is no event.
"""

from dataclasses import dataclass

from memcon.actors import Cast
from memcon.extraction.events.actions import Action
from memcon.extraction.events.codes import Code, codes
from memcon.record import Claim, Commitment, Contact, Place, Span, Statement, When

_MANY = 3


@dataclass(frozen=True)
class Coding:
    """An event before it has its number."""

    code: Code
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    source: str
    spans: tuple[Span, ...]
    when: When | None = None
    place: Place | None = None
    topics: tuple[str, ...] = ()
    action: Action | None = None

    @property
    def rule(self) -> str:
        """What decided the type: the words of an action, else what the item itself is."""
        return self.action.rule if self.action is not None else "crosswalk"


def of_contact(contact: Contact, actions: list[Action]) -> Coding | None:
    """A contact that was held or is planned; of one that was cancelled, what its words say of who cancelled it."""
    if contact.status == "cancelled":
        action = next((a for a in actions if a.code == codes().code("SANCTION", "withdraw")), None)
        if action is None:
            return None
        sides = action.actor, action.recipient
        return Coding(action.code, *sides, contact.id, contact.spans, place=contact.place, action=action)
    if contact.status == "denied" or not contact.participants:
        return None
    actor, recipient = _sides(contact)
    held = codes().code("CONSULT", _mode(contact))
    code = held if contact.status == "held" else codes().still_to_come(held)
    return Coding(code, actor, recipient, contact.id, contact.spans, contact.when, contact.place, contact.topics)


def _sides(contact: Contact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Visitor and host, caller and called; everybody an actor where nobody is told to be a host or a caller."""
    part = {p.actor: p.capacity for p in contact.participants}
    leads = tuple(actor for actor, capacity in part.items() if capacity in {"visitor", "caller"})
    hosts = tuple(actor for actor, capacity in part.items() if capacity == "host")
    if contact.mode == "visit" and not hosts and contact.place is not None and contact.place.country is not None:
        home = {p.country for p in contact.participants}
        return tuple(part), () if contact.place.country in home else (contact.place.country,)
    if hosts and len(hosts) < len(part):
        return tuple(actor for actor in part if actor not in hosts), hosts
    if contact.mode in {"phone", "video", "letter"} and leads and len(leads) < len(part):
        return leads, tuple(actor for actor in part if actor not in leads)
    return tuple(part), ()


def _mode(contact: Contact) -> str | None:
    """By telephone or video; a visit where somebody is host or visitor; else by how many countries meet, and where."""
    if contact.mode in {"phone", "video"}:
        return "phone"
    countries = {p.country for p in contact.participants if p.country}
    capacities = {p.capacity for p in contact.participants}
    if contact.mode == "visit" or "host" in capacities or ("visitor" in capacities and None in capacities):
        return "visit"
    if contact.mode == "letter":
        return None
    if contact.mode == "summit" or len(countries) >= _MANY:
        return "multilateral"
    there = contact.place.country if contact.place is not None else None
    return "third-party" if there is not None and len(countries) > 1 and there not in countries else None


def of_statement(
    statement: Statement, actions: list[Action], contact: Contact | None, cue: int | None, cast: Cast
) -> Coding | None:
    """A statement by the action at its reporting word, else by its act; None for a mere comment."""
    action = _at(actions, cue) or _spoken(actions, statement.speakers)
    code = action.code if action is not None else codes().acts.get(statement.act)
    if code is None:
        return None
    return Coding(
        code,
        _sharper(statement.speakers, action, cast),
        (action.recipient if action is not None else ()) or statement.addressees,
        statement.id,
        statement.spans,
        contact.when if contact is not None else None,
        contact.place if contact is not None else None,
        statement.topics,
        action,
    )


def _at(actions: list[Action], cue: int | None) -> Action | None:
    """The action that the reporting word itself is, or the noun that it takes ("issued a call")."""
    return next((action for action in actions if cue is not None and action.token == cue), None)


def _spoken(actions: list[Action], speakers: tuple[str, ...]) -> Action | None:
    """What the speaker does by what he says: "X said that Y must …"."""
    return next((a for a in actions if a.spoken and speakers and set(a.actor) <= set(speakers)), None)


def of_commitment(commitment: Commitment, actions: list[Action], cast: Cast) -> Coding | None:
    """A commitment by the words that undertake or ask, else by its kind; None for a hope."""
    code = codes().commitments.get(commitment.kind)
    who = countries(commitment.who, cast)
    placed = any(actor not in cast.actors or cast.actors[actor].country for actor in commitment.who)
    fitting = (a for a in actions if a.spoken and (not placed or countries(a.actor, cast) & who))
    action = next(fitting, None)
    if code is None or not (commitment.who or action):
        return None
    return Coding(
        action.code if action is not None else code,
        _sharper(commitment.who, action, cast),
        commitment.to or (action.recipient if action is not None else ()),
        commitment.id,
        commitment.spans,
        action=action,
    )


def _sharper(actors: tuple[str, ...], action: Action | None, cast: Cast) -> tuple[str, ...]:
    """Who acts: as the item has it, unless only the action's words tell of which country they are."""
    if action is None or (actors and any(a not in cast.actors or cast.actors[a].country for a in actors)):
        return actors
    return action.actor or actors


def countries(actors: tuple[str, ...], cast: Cast) -> set[str]:
    """The countries of actors; one that has none stands for itself."""
    known = ((actor, cast.actors.get(actor)) for actor in actors)
    return {actor if told is None or told.country is None else told.country for actor, told in known}


def of_claim(claim: Claim, actions: list[Action], cast: Cast) -> Coding | None:
    """Harm that a named actor did; the same words told as an attack say more about it."""
    code = codes().claims.get(claim.what)
    if code is None:
        return None
    action = next((a for a in actions if a.code.event_type == code.event_type), None)
    by = (claim.by,) if claim.by is not None and (claim.by in cast.actors or _is_country(claim.by)) else ()
    actor = _sharper(by, action, cast)
    if not actor:
        return None
    return Coding(
        action.code if action is not None else code,
        actor,
        action.recipient if action is not None else (),
        claim.id,
        claim.spans,
        claim.when,
        claim.place,
        action=action,
    )


def _is_country(actor: str) -> bool:
    return len(actor) == len("ISO") and actor.isupper()
