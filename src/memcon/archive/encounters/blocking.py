"""Which contacts are compared at all: those between the same two countries whose days may be the same.

A contact of which fewer than two countries are known is compared with others of that kind that have an actor, the mechanism or the
occasion in common. Whether two contacts are compared depends on these two alone; the database is asked for more and `near` decides.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from sqlalchemy import Connection, Select, and_, exists, or_, select, union

from memcon.archive.days import day_of
from memcon.archive.encounters.scoring import same_name
from memcon.archive.encounters.told import Told, told_by_ref
from memcon.archive.schema import contact_dyads, contacts, participants, reports

BEFORE = 10  # days before its publication on which a contact without a date may have been
AFTER = 1
_ANNOUNCED = 60  # days after its publication on which a planned one without a date may be
_LONGEST = 400  # days that a date may leave open; only a report without a date leaves more
_NARROW = 15  # days within which contacts of one country are compared
_EARLIEST, _LATEST = 1, 3_652_059  # the first and the last day that there are

Window = tuple[int, int]


def window(told: Told) -> Window:
    """First and last day, as numbers, on which a contact may have been."""
    if told.start is not None and told.end is not None:
        return told.start, told.end
    if told.published is None:
        return _EARLIEST, _LATEST
    if told.status == "planned":
        return told.published - AFTER, told.published + _ANNOUNCED
    return told.published - BEFORE, told.published + AFTER


def near(one: Told, other: Told) -> bool:
    """Whether two contacts are compared."""
    if one.key == other.key or one.status != other.status or _too_long(one) or _too_long(other):
        return False
    mine, theirs = window(one), window(other)
    if mine[0] > theirs[1] + 1 or theirs[0] > mine[1] + 1:
        return False
    if is_dyadic(one) and is_dyadic(other):
        return len(one.countries & other.countries) > 1
    return not is_dyadic(one) and not is_dyadic(other) and _lone_alike(one, other)


def is_dyadic(told: Told) -> bool:
    """Whether two countries of a contact are known."""
    return len(told.countries) > 1


def candidates(connection: Connection, of: Collection[Told]) -> dict[str, Told]:
    """The contacts, by ref, that any of these may be compared with, more than `near` lets through."""
    refs: set[str] = set()
    for told in of:
        if is_dyadic(told) or not _is_wide(told):
            refs.update(connection.scalars(union(*_may_be(told))))
    return {one.ref: one for one in told_by_ref(connection, refs)}


def loose_around(connection: Connection, dated: Sequence[Told]) -> set[str]:
    """The contacts without a day that may be compared with any of some dated ones of an encounter, those of the encounter left out."""
    days = [window(told) for told in dated]
    hull = replace(
        dated[0],
        start=min(first for first, _ in days),
        end=max(last for _, last in days),
        countries=frozenset[str]().union(*(told.countries for told in dated)),
        actors=frozenset[str]().union(*(told.actors for told in dated)),
    )
    begin, end = contacts.c.when_start, contacts.c.when_end
    no_day = or_(begin.is_(None), end.is_(None), begin != end)
    others = (asked.where(no_day, contacts.c.encounter != hull.encounter) for asked in _may_be(hull))
    return set(connection.scalars(union(*others)))


def pairs(of: Collection[Told], others: Collection[Told]) -> Iterator[tuple[Told, Told]]:
    """Every two that are compared, at least one of them of the first, each pair once."""
    new = {told.key for told in of}
    for told in of:
        for other in others:
            if (other.key not in new or told.key < other.key) and near(told, other):
                yield told, other


def _may_be(told: Told) -> list[Select[str]]:
    return list(_of_the_dyads(told)) if is_dyadic(told) else [_of_the_days(told)]


def _of_the_dyads(told: Told) -> Iterator[Select[str]]:
    """Contacts of the same two countries whose days may overlap: those of no day, those about that time, and those that a report
    without a date leaves open for longer. Each is asked for by itself, so that each is found in the index.
    """
    first, last = window(told)
    dyads = [f"{one}-{other}" for one, other in combinations(sorted(told.countries), 2)]
    begins = contact_dyads.c.first
    not_over = contact_dyads.c.last >= day_of(first - 1)
    soon = begins.between(day_of(first - _LONGEST), day_of(last + 1))
    same_contact = and_(contact_dyads.c.report == contacts.c.report, contact_dyads.c.contact == contacts.c.id)
    asked = (
        select(contacts.c.ref)
        .select_from(contact_dyads)
        .join(contacts, same_contact)
        .where(contact_dyads.c.dyad.in_(dyads), contacts.c.status == told.status)
    )
    yield asked.where(begins.is_(None))
    # A planned contact without a date is kept as if it had been, so that its last day says nothing.
    yield asked.where(soon) if told.status == "planned" else asked.where(soon, not_over)
    undated = asked.join(reports, reports.c.id == contact_dyads.c.report).where(reports.c.published.is_(None))
    yield undated.where(begins < day_of(first - _LONGEST), not_over)


def _of_the_days(told: Told) -> Select[str]:
    """Contacts of fewer than two countries on about the same days, with an actor, a mechanism or an occasion."""
    first, last = window(told)
    days = (day_of(first - _NARROW - 1), day_of(last + 1))
    published = (day_of(first - AFTER - 1), day_of(last + BEFORE + 1))
    no_start = contacts.c.when_start.is_(None)
    when = or_(
        contacts.c.when_start.between(*days),
        and_(no_start, contacts.c.when_end.between(*days)),
        and_(no_start, contacts.c.when_end.is_(None), reports.c.published.between(*published)),
    )
    of_it = and_(participants.c.report == contacts.c.report, participants.c.contact == contacts.c.id)
    alike = or_(
        exists().where(of_it, participants.c.actor.in_(sorted(told.actors))),
        contacts.c.mechanism.is_not(None),
        contacts.c.occasion.is_not(None),
    )
    dyadic = exists().where(contact_dyads.c.report == contacts.c.report, contact_dyads.c.contact == contacts.c.id)
    return (
        select(contacts.c.ref)
        .join(reports, reports.c.id == contacts.c.report)
        .where(when, contacts.c.status == told.status, alike, ~dyadic)
    )


def _too_long(told: Told) -> bool:
    first, last = window(told)
    return last - first > _LONGEST and told.published is not None


def _is_wide(told: Told) -> bool:
    first, last = window(told)
    return last - first > _NARROW


def _lone_alike(one: Told, other: Told) -> bool:
    if _is_wide(one) or _is_wide(other):
        return False
    return bool(
        one.actors & other.actors
        or (one.mechanism and other.mechanism and same_name(one.mechanism, other.mechanism))
        or (one.occasion and other.occasion and same_name(one.occasion, other.occasion))
    )
