"""Keeps the follow-ups true when reports are added, changed or taken out: only those that the change can touch are found anew."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, or_, select, union_all

from memcon.archive.follow_ups.acts import contact_act
from memcon.archive.follow_ups.answers import answered
from memcon.archive.follow_ups.found import FollowUp
from memcon.archive.follow_ups.meetings import (
    Meeting,
    batches,
    encounters_of,
    encounters_where,
    load_contacts,
    load_meetings,
)
from memcon.archive.follow_ups.near import AFTER, Stay, followed, following, moved
from memcon.archive.follow_ups.outcomes import keep_outcomes
from memcon.archive.follow_ups.plans import outcomes
from memcon.archive.follow_ups.promises import kept_by_meeting, kept_by_words, superseded
from memcon.archive.follow_ups.said import Promise, Said, Wanted, load_promises, load_said
from memcon.archive.follow_ups.words import content_words
from memcon.archive.schema import commitments, contact_dyads, contacts, follow_ups, reports, statements

_SPARE = 20  # days between publication and the first day on which a contact without a date may have been, and some more


def forget(connection: Connection, of: Collection[str]) -> set[str]:
    """Takes out the follow-ups of reports that are about to change; the encounters that they tell of."""
    touched = encounters_of(connection, of)
    keep_outcomes(connection, _delete(connection, {*touched, *_refs(connection, of)}))
    return touched


def settle(connection: Connection, of: Collection[str], encounters: Collection[str] = ()) -> None:
    """Finds what reports follow up and what follows them up. ``encounters`` are others that changed with them.

    Reads the encounters of the archive as they are; call it after they are settled.
    """
    touched = load_meetings(connection, {*encounters, *encounters_of(connection, of)})
    own = set(of)
    lost = _delete(
        connection, {*encounters, *(ref for one in touched for ref in (one.id, *one.refs)), *_refs(connection, own)}
    )
    found = {
        (one.kind, one.of, one.by): one
        for one in (*_of_plans(connection, touched), *_of_promises(connection, own, touched))
    }
    rows = [msgspec.to_builtins(found[key]) for key in sorted(found)]
    if rows:
        connection.execute(insert(follow_ups), rows)
    keep_outcomes(connection, lost | {one.of for one in found.values()})


def _of_plans(connection: Connection, touched: list[Meeting]) -> Iterator[FollowUp]:
    """Between the encounters that changed and those near them."""
    stays = _stays(touched)
    near = encounters_where(connection, followed(stays), contacts.c.status == "planned")
    if any(one.status == "planned" for one in touched):
        near |= encounters_where(connection, following(stays))
    others = load_meetings(connection, near - {one.id for one in touched})
    for one in touched:
        for other in (*touched, *others):
            yield from outcomes(one, other)
        for other in others:
            yield from outcomes(other, one)


def _of_promises(connection: Connection, own: set[str], touched: list[Meeting]) -> Iterator[FollowUp]:
    """Between what the reports promise and what comes later; and between what was promised before and these reports."""
    promises, sayings = load_said(connection, own)
    said: list[Said] = [*promises, *sayings]
    stays = {*_stays(touched), *(stay for one in said for stay in one.stays)}
    if stays:
        days = {stay.first for stay in stays} | {one.day for one in said if one.day}
        earlier = _earlier(connection, own, stays, since=moved(min(days), -AFTER - _SPARE), said=said, touched=touched)
        yield from _kept(connection, earlier, touched)
        yield from _followed_by(earlier, said)
    if promises:
        near = encounters_where(connection, following(stays), contacts.c.status == "held")
        others = load_meetings(connection, near - {one.id for one in touched}) if _any_contact(promises) else []
        later = load_said(connection, _others(own, following(stays)), wanted=_alike(promises))
        yield from _kept(connection, promises, [*touched, *others])
        yield from _followed_by(promises, [*said, *later[0], *later[1]])


def _earlier(
    connection: Connection,
    own: set[str],
    stays: Collection[Stay],
    *,
    since: str,
    said: list[Said],
    touched: list[Meeting],
) -> list[Promise]:
    """What other reports promise that these may follow up: made or due ``since`` then, in words that these share or a contact keeps."""
    due = func.coalesce(commitments.c.due_end, commitments.c.due_start)
    open_still = or_(due >= since, reports.c.published >= since, reports.c.published.is_(None))
    shared, has_held = _alike(said), any(one.status == "held" for one in touched)
    return load_promises(
        connection,
        _others(own, followed(stays)),
        open_still,
        wanted=lambda act: shared(act) or (has_held and contact_act(act) is not None),
    )


def _alike(said: Collection[Said]) -> Wanted:
    """Whether words share two of their content with any of these."""
    told = {word for one in said for word in one.content}
    return lambda words: len(content_words(words) & told) > 1


def _any_contact(promises: list[Promise]) -> bool:
    return any(contact_act(promise.words) for promise in promises)


def _kept(connection: Connection, promises: list[Promise], meetings: list[Meeting]) -> Iterator[FollowUp]:
    of_contacts = [promise for promise in promises if contact_act(promise.words)]
    plans = load_contacts(connection, {promise.planned for promise in of_contacts if promise.planned})
    for promise in of_contacts:
        plan = plans.get(promise.planned) if promise.planned else None
        for meeting in meetings:
            yield from kept_by_meeting(promise, meeting, plan)


def _followed_by(promises: list[Promise], later: list[Said]) -> Iterator[FollowUp]:
    """Only what shares two words with a promise can follow it up; and what is told beside it may answer it without."""
    told: dict[str, list[int]] = defaultdict(list)
    beside: dict[str, list[int]] = defaultdict(list)
    for number, other in enumerate(later):
        beside[other.report].append(number)
        for word in other.content:
            told[word].append(number)
    for promise in promises:
        shared = Counter(number for word in promise.content for number in told.get(word, ()))
        near = {number for number, words in shared.items() if words > 1}.union(beside.get(promise.report, ()))
        for other in (later[number] for number in sorted(near)):
            yield from kept_by_words(promise, other)
            yield from answered(promise, other)
            if isinstance(other, Promise):
                yield from superseded(promise, other)


def _stays(meetings: list[Meeting]) -> set[Stay]:
    return {stay for one in meetings for stay in one.stays}


def _others(own: Collection[str], where: ColumnElement[bool]) -> Select[tuple[str]]:
    """Asks for the other reports whose contacts stand there."""
    return select(contact_dyads.c.report).where(where, contact_dyads.c.report.not_in(own))


def _refs(connection: Connection, of: Collection[str]) -> set[str]:
    """What the contacts, statements and commitments of reports are called."""
    found: set[str] = set()
    for part in batches(of):
        refs = [select(table.c.ref).where(table.c.report.in_(part)) for table in (contacts, statements, commitments)]
        found.update(connection.scalars(union_all(*refs)))
    return found


def _delete(connection: Connection, refs: Collection[str]) -> set[str]:
    """Takes out what follows these up or is shown by them; what was followed up."""
    lost: set[str] = set()
    for part in batches(refs):
        here = or_(follow_ups.c.of.in_(part), follow_ups.c.by.in_(part))
        lost.update(connection.scalars(select(follow_ups.c.of).where(here)))
        connection.execute(delete(follow_ups).where(here))
    return lost
