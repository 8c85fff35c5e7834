"""The figures of a dyad page: each number of an `archive.Dyad` with the address of the list that it counts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any, get_args

from memcon.archive import Dyad
from memcon.archive.dyad_series import PeriodRow
from memcon.archive.dyads import EncounterRow, YearRow
from memcon.archive.wording import capital, topic_in_words
from memcon.faces.commands.commitments import due_in_short
from memcon.faces.web import charts
from memcon.faces.web.charts import Part, Point, Value
from memcon.faces.web.dyad_links import Links
from memcon.faces.web.figures import Cell, Figure, number
from memcon.faces.web.rendering import day
from memcon.faces.web.rows import counted, mode_in_words
from memcon.record import Level, Mode, Status

_MODES: tuple[Mode, ...] = get_args(Mode)
_LEVELS: tuple[Level, ...] = get_args(Level)
_STATUSES: tuple[Status, ...] = ("held", "planned", "cancelled", "denied")
_LATEST = 20  # years of the grid of topics, the largest part of the page
_NO_YEAR = "no date"
_SILENCE = "…"
_LONG = {False: 4, True: 24}  # years, months of which nothing is told: as many are drawn


def rhythm(told: Dyad, links: Links) -> Figure:
    """Encounters by year and status."""
    by_year = {row.year: row for row in told.years}
    bars = [
        (year or _NO_YEAR, [_part(by_year[year], status, links) for status in _STATUSES] if year in by_year else [])
        for year in _years_of(by_year)
    ]
    used = [status for status in _STATUSES if any(getattr(row, status) for row in told.years)]
    return Figure(
        name="rhythm",
        title="Contacts by year",
        chart=charts.columns("Contacts by year and status", bars, legend=[(status, status) for status in used])
        if bars
        else None,
        columns=("year", *_STATUSES, "reports", "sources"),
        rows=[
            (
                Cell(row.year, words=row.year or "not known"),
                *(number(getattr(row, status), _in_year(links, row.year, status=status)) for status in _STATUSES),
                Cell(row.basis.reports),
                Cell(row.basis.sources),
            )
            for row in told.years
        ],
        notes=("An encounter is one contact, however many reports tell of it.",),
    )


def modes(told: Dyad, links: Links) -> Figure:
    """Encounters held by mode."""
    totals = _totals(row.modes for row in told.years)
    return _tally(told, links, "modes", "Modes", [mode for mode in _MODES if totals.get(mode)], mode_in_words)


def levels(told: Dyad, links: Links) -> Figure:
    """Encounters held by level."""
    totals = _totals(row.levels for row in told.years)
    return _tally(
        told,
        links,
        "levels",
        "Levels",
        [level for level in _LEVELS if totals.get(level)],
        str,
        notes=("The highest level that every side reached, of contacts that were held.",),
    )


def topics(told: Dyad, links: Links) -> Figure:
    """Topics of encounters held, by year."""
    years = _unbroken({year for row in told.topics for year in row.years}, monthly=False)[-_LATEST:]
    down = [
        (
            capital(topic_in_words(row.topic)),
            {
                year: Value(
                    label=year,
                    number=found,
                    says=f"{capital(topic_in_words(row.topic))}, {year}: {counted(found, 'encounter')}",
                    href=links.contacts(year, topic=row.topic, status="held"),
                )
                for year, found in row.years.items()
            },
        )
        for row in told.topics
    ]
    return Figure(
        name="topics",
        title="Topics over time",
        chart=charts.grid("Topics by year", years, down) if down and years else None,
        columns=("topic", "encounters", *years, "reports", "sources"),
        headings=("topic", "all", *years, "reports", "sources"),
        rows=[
            (
                Cell(row.topic, words=capital(topic_in_words(row.topic))),
                number(row.encounters, links.contacts(topic=row.topic, status="held")),
                *(
                    number(row.years.get(year, 0), links.contacts(year, topic=row.topic, status="held"))
                    for year in years
                ),
                Cell(row.basis.reports),
                Cell(row.basis.sources),
            )
            for row in told.topics
        ],
        notes=("In how many encounters that were held each was spoken about.",),
    )


def speakers(told: Dyad, links: Links) -> Figure:
    """Who speaks about what."""
    return Figure(
        name="speakers",
        title="Who speaks about what",
        columns=("speaker", "id", "country", "statements", "topics", "reports", "sources"),
        headings=("speaker", "", "country", "statements", "most about", "reports", "sources"),
        rows=[
            (
                Cell(row.name),
                Cell(row.id),
                Cell(row.country),
                Cell(row.statements),
                Cell("; ".join(f"{topic}: {found}" for topic, found in row.topics.items())),
                Cell(row.basis.reports),
                Cell(row.basis.sources),
            )
            for row in told.speakers
        ],
        notes=("Statements at these contacts, as often as reports tell them.",),
    )


def cooperation(told: Dyad, links: Links) -> Figure:
    """The mean Goldstein value of the events between the two, by year or month."""
    labels = _unbroken({row.period for row in told.series}, monthly=told.period == "month")
    points = [
        Point(
            at=labels.index(row.period),
            number=row.mean,
            events=row.events,
            says=f"{day(row.period)}: mean {_signed(row.mean, 2)} of {counted(row.events, 'event')}",
            href=links.events(row.period),
        )
        for row in told.series
    ]
    return Figure(
        name="cooperation",
        title="Cooperation and conflict",
        chart=charts.line(f"Mean Goldstein value of events by {told.period}", labels, points) if points else None,
        columns=(told.period, "events", "sum", "mean", "cooperation", "conflict", "reports", "sources"),
        rows=[
            (
                Cell(row.period),
                number(row.events, links.events(row.period)),
                *(
                    Cell(value, words=_signed(value, 2 if value is row.mean else 1))
                    for value in (row.total, row.mean, row.cooperation, row.conflict)
                ),
                Cell(row.reports),
                Cell(row.sources),
            )
            for row in told.series
        ],
    )


def gaps(told: Dyad, _: Links) -> Figure:
    """The longest times of which no report tells a contact that was held."""
    return Figure(
        name="gaps",
        title="Gaps",
        columns=("days", "after", "after_date", "until", "until_date"),
        headings=("days", "after", "", "until", ""),
        rows=[
            (
                Cell(gap.days),
                _encounter(gap.after),
                Cell(gap.after.date),
                _encounter(gap.until) if gap.until else Cell(None, words="still lasts"),
                Cell(gap.until.date if gap.until else None),
            )
            for gap in told.gaps
        ],
    )


def promises(told: Dyad, _: Links) -> Figure:
    """Commitments of which nothing here shows that they were kept, by the day they are due."""
    return Figure(
        name="promises",
        title="Open promises",
        columns=("id", "who", "to", "kind", "act", "due", "due_end", "status"),
        rows=[
            (
                Cell(row.id, href=f"/reports/{row.report}#{row.id.partition('-')[2]}"),
                Cell("; ".join(row.who)),
                Cell("; ".join(row.to)),
                Cell(row.kind),
                Cell(row.act),
                Cell(row.due, words=due_in_short(row)),
                Cell(row.due_end),
                Cell(row.status),
            )
            for row in told.commitments
        ],
    )


FIGURES: Mapping[str, Callable[[Dyad, Links], Figure]] = MappingProxyType(
    {made.__name__: made for made in (rhythm, cooperation, modes, levels, topics, speakers, gaps, promises)}
)
"""By the name that its addresses have."""


def dyad_years(told: Dyad) -> Figure:
    """All counts of a year in one row, as studies of dyads over years use them."""
    series = {row.period: row for row in told.series} if told.period == "year" else {}
    years = {row.year: row for row in told.years}
    columns = ("iso3_a", "iso3_b", "year", *_STATUSES, *_MODES, *_LEVELS, "reports", "sources")
    return Figure(
        name="years",
        title="By year",
        columns=(*columns, "events", "goldstein_sum", "goldstein_mean"),
        rows=[
            (
                *(Cell(code) for code in (told.one, told.other, year)),
                *(Cell(getattr(row, status) if row else 0) for status in _STATUSES),
                *(Cell(row.modes.get(mode, 0) if row else 0) for mode in _MODES),
                *(Cell(row.levels.get(level, 0) if row else 0) for level in _LEVELS),
                *(Cell(getattr(row.basis, name) if row else 0) for name in ("reports", "sources")),
                *_events_of(series.get(year or "")),
            )
            for year in sorted({*years, *series}, key=lambda year: year or "9999")
            for row in [years.get(year)]
        ],
    )


def _events_of(row: PeriodRow | None) -> tuple[Cell, ...]:
    return (Cell(row.events), Cell(row.total), Cell(row.mean)) if row else (Cell(0), Cell(None), Cell(None))


def _tally(
    told: Dyad,
    links: Links,
    name: str,
    title: str,
    kinds: Sequence[str],
    in_words: Callable[..., str],
    *,
    notes: Sequence[str] = ("Of contacts that were held.",),
) -> Figure:
    """A count of each kind, and of each in each year."""
    asked = name.removesuffix("s")
    by_year: list[tuple[str | None, Mapping[str, int]]] = [
        (row.year, dict(getattr(row, name))) for row in told.years if getattr(row, name)
    ]
    totals = _totals(counts for _, counts in by_year)
    values = [
        Value(
            label=capital(in_words(kind)),
            number=totals[kind],
            says=f"{capital(in_words(kind))}: {counted(totals[kind], 'encounter')} held",
            href=links.contacts(**{asked: kind}, status="held"),
        )
        for kind in kinds
    ]
    return Figure(
        name=name,
        title=title,
        chart=charts.rows(f"Contacts held by {asked}", values) if values else None,
        columns=("year", *kinds),
        headings=("year", *(in_words(kind) for kind in kinds)),
        rows=[
            (
                Cell(year, words=year or "not known"),
                *(number(counts.get(kind, 0), _in_year(links, year, **{asked: kind}, status="held")) for kind in kinds),
            )
            for year, counts in by_year
        ],
        notes=notes,
    )


def _totals(counts: Iterable[Mapping[Any, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for one in counts:
        for kind, found in one.items():
            totals[kind] = totals.get(kind, 0) + found
    return totals


def _part(row: YearRow, status: Status, links: Links) -> Part:
    found = getattr(row, status)
    return Part(
        kind=status,
        number=found,
        says=f"{row.year or _NO_YEAR}: {found:,} {status}",
        href=_in_year(links, row.year, status=status),
    )


def _in_year(links: Links, year: str | None, **asked: object) -> str | None:
    """What has no date has no list of its own."""
    return links.contacts(year, **asked) if year else None


def _years_of(told: Collection[str | None]) -> list[str | None]:
    """All years from the first to the last, then the one that is not known."""
    years: list[str | None] = list(_unbroken({year for year in told if year}, monthly=False))
    return [*years, None] if None in told else years


def _unbroken(told: Collection[str], *, monthly: bool) -> list[str]:
    """Years or months from the first to the last; a long time of which nothing is told is only told as such."""
    if not told:
        return []
    first, last = min(told), max(told)
    if monthly:
        begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
        periods = [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]
    else:
        periods = [f"{year:04}" for year in range(int(first), int(last) + 1)]
    found: list[str] = []
    for silent, those in groupby(periods, key=lambda one: one not in told):
        several = list(those)
        found += [_SILENCE] if silent and len(several) > _LONG[monthly] else several
    return found


def _encounter(row: EncounterRow) -> Cell:
    place = f", {row.place}" if row.place else ""
    words = f"{day(row.date)}, {mode_in_words(row.mode)}{place}"
    return Cell(row.id, words=words, href=f"/encounters/{row.id}")


def _signed(value: float, digits: int) -> str:
    return f"{value:+.{digits}f}".replace("-", "−")
