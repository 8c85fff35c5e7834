"""Turns the claims about persons into tenures, and uses successors to close open ends."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from builder.people import Someone
from builder.raw import RULES, Raw
from memcon.actors.knowledge.model import Tenure
from memcon.actors.knowledge.spans import in_upper_house

MANY = frozenset(RULES["offices"]["shared"])
_GAP = timedelta(days=800)
"""Who is seen in an office twice, farther apart, may have left it in between. The Factbook's gap begins 798 days before the
CIA list of 2019."""


_SLACK = timedelta(days=60)
"""Sources may be late by so much."""


class _Taking(NamedTuple):
    """The first day on which somebody is known to hold an office."""

    day: date
    person: Someone
    upper: bool


def low(day: str) -> date:
    """The first day an ISO date may mean."""
    parts = [int(p) for p in day.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def high(day: str) -> date:
    """The last day an ISO date may mean."""
    parts = [int(p) for p in day.split("-")]
    if len(parts) > 2:
        return date(*parts[:3])
    year, month = (parts[0] + 1, 1) if len(parts) == 1 or parts[1] == 12 else (parts[0], parts[1] + 1)
    return date(year, month, 1) - timedelta(days=1)


def tenures_of(people: Iterable[Someone]) -> list[Tenure]:
    """The tenures of all persons, person by person and office by office."""
    held = [(person, _by_office(person.raws)) for person in people]
    takings: dict[tuple[str, str], list[_Taking]] = defaultdict(list)
    for person, offices in held:
        for (country, office), raws in offices.items():
            if office not in MANY:
                takings[country, office] += [
                    _Taking(_first(raw), person, in_upper_house(raw.title)) for raw in raws if not raw.acting
                ]
    return [
        tenure
        for person, offices in held
        for key in sorted(offices)
        for tenure in _merged(person.slug, offices[key], [t for t in takings[key] if t.person is not person])
    ]


def _by_office(raws: Iterable[Raw]) -> dict[tuple[str, str], list[Raw]]:
    offices: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    for raw in raws:
        offices[raw.country, raw.office].append(raw)
    return offices


def _merged(slug: str, raws: Iterable[Raw], others: Sequence[_Taking]) -> list[Tenure]:
    """The claims with a start, the most trusted first; then those that say only when somebody was seen, in time."""
    dated = sorted((r for r in raws if r.start), key=lambda r: (r.rank, r.start, r.end or "9999"))
    seen = sorted((r for r in raws if r.start is None), key=lambda r: (_first(r), r.rank))
    kept: list[Raw] = []
    for raw in (*dated, *seen):
        belongs = _belongs if raw.start else _continues
        home = next((k for k in kept if belongs(raw, k, others)), None)
        if home is None:
            kept.append(replace(raw))
        else:
            _absorb(home, raw)
    kept.sort(key=_first)
    return [_tenure(slug, raw) for raw in _joined(kept)]


def _first(raw: Raw) -> date:
    """The first day that a claim attests."""
    return low(raw.start or raw.seen_from or raw.end or raw.seen_until or "1900")


def _last(raw: Raw) -> date:
    """The last one."""
    return high(raw.end or raw.seen_until or raw.start or "1900")


def _belongs(raw: Raw, home: Raw, _: Sequence[_Taking]) -> bool:
    """Whether a claim with a start speaks of a stretch already known."""
    if raw.acting != home.acting and raw.start != home.start:
        return False
    start, end = _first(home), high(home.end) if home.end else date.max
    first, last = _first(raw), _last(raw)
    overlap = first <= end and last >= start
    if home.end is None and home.seen_until and first > high(home.seen_until) and (first - start).days > 400:
        return False
    if home.rank <= 1 < raw.rank or raw.rank == home.rank:
        return overlap
    return (overlap and abs((first - start).days) < 400) or (first >= start and overlap)


def _continues(raw: Raw, home: Raw, others: Sequence[_Taking]) -> bool:
    """Whether somebody seen in an office was so within a stretch already known, or in its continuation.

    Where that has no start, no more than two years may lie between; and nobody else may have taken over.
    """
    first, last = _first(raw), _last(home)
    if home.start and first < low(home.start) - _SLACK:
        return False
    if first <= last:
        return True
    if home.end:
        return first <= last + _SLACK
    return (home.start is not None or first - last <= _GAP) and not any(
        last < other.day < first and other.upper == in_upper_house(home.title) for other in others
    )


def _absorb(home: Raw, raw: Raw) -> None:
    if (home.start is None and raw.start) or (
        raw.start and home.start and raw.rank == home.rank and raw.start < home.start
    ):
        home.start = raw.start
    if (home.end is None and raw.end and high(raw.end) >= low(home.seen_until or raw.end) and raw.rank <= 3) or (
        home.end and raw.rank == home.rank and raw.end and raw.end > home.end
    ):
        home.end = raw.end
    elif home.end and raw.rank == home.rank and raw.end is None:
        home.end = None
    if raw.seen_until and (home.seen_until is None or raw.seen_until > home.seen_until):
        home.seen_until = raw.seen_until
    if raw.seen_from and (home.seen_from is None or raw.seen_from < home.seen_from):
        home.seen_from = raw.seen_from
    if raw.source not in home.source.split("+"):
        home.source += "+" + raw.source


def _joined(kept: Iterable[Raw]) -> list[Raw]:
    """Joins terms that follow one another within a week: a second term is no new tenure."""
    joined: list[Raw] = []
    for raw in kept:
        last = joined[-1] if joined else None
        if (
            last
            and last.end
            and raw.start
            and len(raw.start) == 10
            and low(raw.start) - high(last.end) <= timedelta(days=7)
            and last.acting == raw.acting
        ):
            last.end = raw.end if raw.end is None or raw.end > last.end else last.end
            last.seen_until = raw.seen_until or last.seen_until
        else:
            joined.append(raw)
    return joined


def _tenure(slug: str, raw: Raw) -> Tenure:
    until = raw.seen_until if raw.end is None else None
    return Tenure(
        person=slug,
        country=raw.country,
        office=raw.office,
        title=raw.title,
        start=raw.start,
        end=raw.end,
        known_from=None if raw.start else raw.seen_from or raw.end or raw.seen_until,
        known_until=until,
        acting=raw.acting,
        source=raw.source,
    )


def close_open_ends(tenures: list[Tenure]) -> list[Tenure]:
    """Ends a tenure where somebody else's start in the same office is known and nothing attests the first one after it.

    ``known_until`` stays: between it and the inferred end the tenure is likely, not certain.
    """
    offices: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        offices[tenure.country, tenure.office].append(tenure)
    closed: list[Tenure] = []
    for (_, office), held in offices.items():
        held = held if office in MANY else _without_slips(held)  # noqa: PLW2901
        starts = sorted({(low(t.start), t.start, t.person, t.title) for t in held if t.start and not t.acting})
        for tenure in held:
            closed.append(tenure if office in MANY or tenure.end or tenure.start is None else _closed(tenure, starts))
    return closed


def _without_slips(held: list[Tenure]) -> list[Tenure]:
    """Drops what only the UN speakers' list says against a dated tenure of somebody else: its posts are often loose."""
    dated = [
        (low(t.start), high(t.end) if t.end else high(t.known_until or t.start), t.person) for t in held if t.start
    ]

    def slip(tenure: Tenure) -> bool:
        day = low(tenure.known_from or "1900")
        return tenure.source == "ungd" and any(
            start <= day <= end and person != tenure.person for start, end, person in dated
        )

    return [tenure for tenure in held if tenure.start or not slip(tenure)]


def _closed(tenure: Tenure, starts: list[tuple[date, str, str, str]]) -> Tenure:
    begun = low(tenure.start or "1900")
    until = low(tenure.known_until or tenure.start or "1900") - timedelta(days=45)
    unchecked = tenure.source == "wikidata"
    for day, start, person, title in starts:
        if (
            person != tenure.person
            and day > begun
            and (day >= until or (unchecked and (title == tenure.title or (day - begun).days > 700)))
        ):
            known = min(tenure.known_until, day.isoformat()) if tenure.known_until else None
            fields = {f: getattr(tenure, f) for f in tenure.__struct_fields__}
            return Tenure(**{**fields, "end": start, "end_inferred": True, "known_until": known})
    return tenure
