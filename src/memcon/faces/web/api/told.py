"""How a row reads in a calendar or a feed: what it is called, on which day it is, and from which report it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from memcon.archive import (
    Change,
    ClaimRow,
    CommitmentRow,
    ContactRow,
    EncounterRow,
    FoundPassage,
    MechanismRow,
    ReportRow,
    StatementRow,
)
from memcon.archive.export.calendar import EventStatus
from memcon.archive.export.titles import contact_title
from memcon.archive.lookups import DecisionRow, EventRow
from memcon.archive.wording import capital, count_in_words, listed
from memcon.record import Claim, Status

_STATUS: Mapping[Status, EventStatus] = MappingProxyType(
    {"held": "CONFIRMED", "planned": "TENTATIVE", "denied": "CANCELLED", "cancelled": "CANCELLED"}
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A row in words. ``first`` and ``last`` are ISO dates, ``moment`` the date-time that it is itself dated by, else its report's."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    terms: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    status: EventStatus = "CONFIRMED"
    place: str | None = None
    report: str | None = None
    moment: str | None = None
    author: str | None = None
    url: str | None = None


def told(row: msgspec.Struct) -> Told:
    """A row in words."""
    return _TOLD[type(row)](row)


def _contact(row: ContactRow | EncounterRow) -> Told:
    of_one = isinstance(row, ContactRow)
    notes = (("Occasion", row.occasion), ("Mechanism", row.mechanism), ("Topics", "; ".join(row.topics)))
    told_by = f"{row.n_reports} reports, {row.n_sources} independent" if isinstance(row, EncounterRow) else _source(row)
    return Told(
        id=row.id,
        title=contact_title(row.status, row.mode, row.participants),
        lines=(*(f"{name}: {value}" for name, value in notes if value), told_by),
        terms=("contact" if of_one else "encounter", row.status, row.mode, *row.countries),
        first=row.date or row.date_end,
        last=row.date_end or row.date,
        status=_STATUS[row.status],
        place=_place(row),
        report=row.report if isinstance(row, ContactRow) else row.id.partition("-")[0],
        author=row.outlet if isinstance(row, ContactRow) else None,
        url=row.url if isinstance(row, ContactRow) else None,
    )


def _statement(row: StatementRow) -> Told:
    to = f" to {listed(row.addressees)}" if row.addressees else ""
    return Told(
        title=f"{listed(row.speakers) or 'Speaker not named'}{to}: {row.act}",
        lines=(row.words, _source(row)),
        terms=("statement", row.act, row.form, *row.countries),
        first=row.date or row.date_end,
        last=row.date_end or row.date,
        **_of_report(row),
    )


def _commitment(row: CommitmentRow) -> Told:
    who = listed(row.who) or "nobody named"
    return Told(
        title=f"Due: {row.act} ({who})" if row.due or row.due_end else f"{capital(row.kind)}: {row.act} ({who})",
        lines=(
            f"{capital(row.kind)} of {who}{f' to {listed(row.to)}' if row.to else ''}, {row.status}.",
            *((f"{capital(row.status)}: {row.followed_by}.",) if row.followed_by else ()),
            _source(row),
        ),
        terms=("commitment", row.kind, row.status, *row.countries),
        first=row.due_end or row.due,
        last=row.due_end or row.due,
        status="CANCELLED"
        if row.status == "superseded"
        else "CONFIRMED"
        if row.kind in ("agreement", "pledge")
        else "TENTATIVE",
        **_of_report(row),
    )


def _claim(row: ClaimRow) -> Told:
    counted = Claim(id=row.id, what=row.what, low=row.low, high=row.high, approximate=row.approximate)
    return Told(
        title=f"{capital(count_in_words(counted))}{f': {row.victims}' if row.victims else ''}",
        lines=(f"Said by {row.said_by or row.outlet or 'the report'}.", _source(row)),
        terms=("claim", row.what),
        first=row.date or row.date_end,
        last=row.date_end or row.date,
        place=_place(row),
        **_of_report(row),
    )


def _event(row: EventRow) -> Told:
    whom = f" → {listed(row.recipients)}" if row.recipients else ""
    kind = "/".join(filter(None, (row.event_type, row.event_mode)))
    return Told(
        title=f"{kind}: {listed(row.actors) or 'nobody named'}{whom}",
        lines=(f"Codes {row.codes}{f', CAMEO {row.cameo}' if row.cameo else ''}.", _source(row)),
        terms=("event", row.event_type, *row.countries),
        first=row.date or row.date_end,
        last=row.date_end or row.date,
        place=_place(row),
        **_of_report(row),
    )


def _report(row: ReportRow) -> Told:
    return Told(
        id=row.id,
        title=row.title or f"Report {row.id}",
        lines=(
            f"{row.contacts} contacts and {row.statements} statements read from {row.n_chars:,} characters.",
            _source(row),
        ),
        terms=("report",),
        first=row.published,
        last=row.published,
        report=row.id,
        author=row.outlet,
        url=row.url,
    )


def _passage(row: FoundPassage) -> Told:
    return Told(
        id=f"{row.report}-{row.kind}-{row.start}-{row.end}",
        title=row.title or f"Report {row.report}",
        lines=(row.text, _source(row)),
        terms=(row.kind,),
        first=row.published,
        last=row.published,
        report=row.report,
        author=row.outlet,
        url=row.url,
    )


def _mechanism(row: MechanismRow) -> Told:
    return Told(
        id=f"mechanism-{'-'.join(row.countries)}-{row.name}",
        title=f"Next session: {row.name}",
        lines=(
            f"{row.held} sessions held, {row.planned} planned, of {', '.join(row.countries) or 'no country named'}.",
        ),
        terms=("mechanism", *row.countries),
        first=row.next,
        last=row.next,
        status="TENTATIVE",
    )


def _decision(row: DecisionRow) -> Told:
    return Told(
        id=f"decision-{row.id}",
        title=f"{capital(row.action)}: {', '.join(row.items) or row.report or ''}",
        lines=(f"By {row.who}{f', of {row.field}' if row.field else ''}.", *((row.why,) if row.why else ())),
        terms=("decision", row.action),
        first=row.at[:10],
        last=row.at[:10],
        moment=row.at,
        author=row.who,
    )


def _change(row: Change) -> Told:
    return Told(
        id=f"{row.id}-{row.what}-{row.at}",
        title=f"{capital(row.kind)} {row.id} {row.what}",
        terms=(row.kind, row.what),
        first=row.at[:10],
        last=row.at[:10],
        moment=row.at,
    )


def _of_report(row: Any) -> dict[str, Any]:
    return {"id": row.id, "report": row.report, "author": row.outlet, "url": row.url}


def _source(row: Any) -> str:
    return f"{row.id if hasattr(row, 'id') else row.report}: {row.outlet or 'outlet not named'}, {row.published or 'undated'}."


def _place(row: Any) -> str | None:
    return ", ".join(filter(None, (row.place, row.place_country))) or None


_TOLD: Mapping[type, Callable[[Any], Told]] = MappingProxyType(
    {
        Change: _change,
        ClaimRow: _claim,
        CommitmentRow: _commitment,
        ContactRow: _contact,
        DecisionRow: _decision,
        EncounterRow: _contact,
        EventRow: _event,
        FoundPassage: _passage,
        MechanismRow: _mechanism,
        ReportRow: _report,
        StatementRow: _statement,
    }
)
