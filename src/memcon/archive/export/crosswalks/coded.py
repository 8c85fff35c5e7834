"""Events as event data sets see them: who did what to whom, on which day, told by which source."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import TYPE_CHECKING

from memcon.archive.filters import Filters
from memcon.archive.folding import fold_name
from memcon.archive.reports import ReportRow
from memcon.record import Actor, Event, Record

if TYPE_CHECKING:
    from memcon.archive import Archive


@dataclass(frozen=True, kw_only=True)
class CodedEvent:
    """An event with its actors and its report. ``day`` is an ISO date: of the event, its first where it may be several, else that of
    publication. ``main`` tells whether it codes a contact that the report is about. Who acts is no recipient: what several do to each
    other has actors alone.
    """

    event: Event
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    day: str | None
    main: bool
    record: Record
    report: ReportRow

    @property
    def ref(self) -> str:
        """What people type for it."""
        return f"{self.report.id}-{self.event.id}"

    def pairs(self) -> Iterator[tuple[Actor | None, Actor | None]]:
        """Who acts on whom, one each; with nobody acted on, what several do together is done by each country to each other."""
        if self.recipients or len(self.actors) < 2:
            yield from product(self.actors or (None,), self.recipients or (None,))
            return
        sides = [pair for pair in combinations(self.actors, 2) if pair[0].country != pair[1].country]
        for one, other in sides:
            yield one, other
            yield other, one
        if not sides:
            yield from ((actor, None) for actor in self.actors)


def coded_events(archive: "Archive", filters: Filters) -> Iterator[CodedEvent]:
    """The events that the filters let through, by report; countries, person and dates are asked of the event. Raises `ArchiveError`."""
    of_reports = replace(filters, since=None, until=None, limit=None, withdrawn=False)
    for report in archive.reports(of_reports):
        record = archive.record(report.sha256)
        for event in _events(record, report):
            if _is_wanted(event, filters):
                yield event


def _events(record: Record, report: ReportRow) -> Iterator[CodedEvent]:
    known = {actor.id: actor for actor in record.actors}
    main = {contact.id for contact in record.contacts if contact.role == "main"}
    for event in record.events:
        when = event.when
        yield CodedEvent(
            event=event,
            actors=_named(event.actor, known),
            recipients=_named([one for one in event.recipient if one not in event.actor], known),
            day=(when.start or when.end if when else None) or record.article.published,
            main=event.from_ in main,
            record=record,
            report=report,
        )


def _named(ids: Collection[str], known: dict[str, Actor]) -> tuple[Actor, ...]:
    return tuple(known.get(id_) or Actor(id=id_, kind="group", name=id_) for id_ in ids)


def _is_wanted(event: CodedEvent, filters: Filters) -> bool:
    parties = (*event.actors, *event.recipients)
    countries = {actor.country for actor in parties}
    if not countries.issuperset(filters.country):
        return False
    if filters.person and not any(fold_name(filters.person) in fold_name(actor.name) for actor in parties):
        return False
    if filters.since and (event.day is None or event.day < filters.since):
        return False
    return not (filters.until and (event.day is None or event.day > filters.until))
