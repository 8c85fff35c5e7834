"""Turns the claims about a person into tenures, and uses successors to close open ends."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from builder.people import Someone
from builder.raw import RULES, Raw
from memcon.actors.knowledge.model import Tenure

MANY = frozenset(RULES["offices"]["shared"])


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


def tenures_of(person: Someone) -> list[Tenure]:
    """The tenures of one person, office by office."""
    offices: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    for raw in person.raws:
        offices[raw.country, raw.office].append(raw)
    return [tenure for key in sorted(offices) for tenure in _merged(person.slug, offices[key])]


def _merged(slug: str, raws: list[Raw]) -> list[Tenure]:
    raws.sort(key=lambda r: (r.rank, r.start or r.seen_from or "", r.end or "9999"))
    kept: list[Raw] = []
    for raw in raws:
        home = next((k for k in kept if _belongs(raw, k)), None)
        if home is None:
            kept.append(raw)
        else:
            _absorb(home, raw)
    kept.sort(key=lambda r: r.start or r.seen_from or "")
    return [_tenure(slug, raw) for raw in _joined(kept)]


def _belongs(raw: Raw, home: Raw) -> bool:
    """Whether a claim of a lesser source speaks of a stretch already known."""
    if raw.acting != home.acting and raw.start and home.start and raw.start != home.start:
        return False
    start = low(home.start or home.seen_from or "1900")
    end = high(home.end) if home.end else date.max
    first, last = low(raw.start or raw.seen_from or "1900"), high(raw.end or raw.seen_until or raw.start or "9998")
    if home.start is None:
        return True
    if raw.start is None:
        return first >= start - timedelta(days=60) and first <= (end if end == date.max else end + timedelta(days=60))
    overlap = first <= end and last >= start
    if home.end is None and home.seen_until and first > high(home.seen_until) and (first - start).days > 400:
        return False
    if home.rank <= 1 < raw.rank or raw.rank == home.rank:
        return overlap
    return (overlap and abs((first - start).days) < 400) or (first >= start and overlap)


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
        known_from=None if raw.start else raw.seen_from,
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
            known = tenure.known_until if tenure.known_until and tenure.known_until < start else None
            fields = {f: getattr(tenure, f) for f in tenure.__struct_fields__}
            return Tenure(**{**fields, "end": start, "end_inferred": True, "known_until": known})
    return tenure
