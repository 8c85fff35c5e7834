"""A timeline as a drawing: where each mark or bar stands. `templates/_timeline.html` draws it.

Places along the axis are in per cent, so that one drawing fits every width; heights are in pixels.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from memcon.archive import Moment, Timeline
from memcon.archive.wording import date_in_words
from memcon.faces.web.rows import mode_in_words
from memcon.record import Status

STATUSES: tuple[Status, ...] = ("held", "planned", "cancelled", "denied")

Between = Callable[[str, str], str]
"""The address of the encounters between two dates: "2018", "2018-10" or a day; an empty one leaves that end open."""
Columns = dict[str, Mapping[Status, int]]
"""How many there are of each status in months ("2018-10") or years."""

_NOMINAL = 720  # pixels that the axis is taken to be wide when marks are laid beside or above each other
_LANE = 11
_LANES = 14  # where more would stand above each other, bars are drawn
_BARS = 72  # pixels of the highest bar
_MONTHS = 180  # bars; of a longer time the years are drawn
_FAR, _GAP = (
    0.02,
    0.25,
)  # as many as this are left out at one end, where a gap of that part of the axis parts them from the others
_LONG = 0.8  # per cent of the axis from which on the days that a date leaves open are drawn
_TITLE = 120
_LATEST = date(9998, 12, 1)  # a year behind it is still one that Python knows


@dataclass(frozen=True)
class Mark:
    """One encounter, in the middle of the days that its date leaves open."""

    left: float
    top: int
    first: float
    width: float
    status: Status
    title: str
    address: str


@dataclass(frozen=True)
class Piece:
    """The part of a bar that has one status."""

    status: Status
    top: float
    height: float


@dataclass(frozen=True)
class Bar:
    """The encounters of a month or a year."""

    left: float
    width: float
    pieces: tuple[Piece, ...]
    title: str
    address: str


@dataclass(frozen=True)
class Tick:
    """A date on the axis; for a ``minor`` one a narrow screen has no place."""

    left: float
    label: str
    minor: bool


@dataclass(frozen=True)
class Counted:
    """How many of each status, and the address of their list: of a year, or of what lies too far from all else to be drawn."""

    words: str
    counts: Mapping[Status, int]
    address: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Marks, or bars where there are many, above an axis that is ``axis`` pixels from the top.

    ``highest`` is what the highest bar counts. ``years`` and ``counts`` are the same in numbers, of all that has a date.
    """

    axis: int
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    highest: int
    ticks: tuple[Tick, ...]
    years: tuple[Counted, ...]
    counts: Mapping[Status, int]
    beyond: tuple[Counted, ...]
    undated: int


def drawn(timeline: Timeline, between: Between, encounter: Callable[[str], str]) -> Drawing | None:
    """The drawing of a timeline; None where nothing on it has a date. ``encounter`` is the address of an encounter."""
    months = _months(timeline)
    if not months:
        return None
    near = _near(months)
    axis = _Axis.over(near)
    marks = _marks([one for one in timeline.moments if one.date[:7] in near], axis, encounter)
    columns = {} if marks else near if axis.months <= _MONTHS else _by_year(near)
    highest = max((_total(counts) for counts in columns.values()), default=0)
    height = _BARS if columns else -min(mark.top for mark in marks)
    return Drawing(
        axis=height + _LANE,
        marks=tuple(marks),
        bars=tuple(_bar(of, counts, highest, axis, between) for of, counts in columns.items()),
        highest=highest,
        ticks=tuple(axis.ticks()),
        years=tuple(Counted(year, counts, between(year, year)) for year, counts in _by_year(months).items()),
        counts=_sum(months.values()),
        beyond=tuple(_beyond(months, near, between)),
        undated=timeline.undated,
    )


@dataclass(frozen=True)
class _Axis:
    """The time from one day to another, the latter not included."""

    first: date
    end: date

    @classmethod
    def over(cls, months: Columns) -> "_Axis":
        """Whole years where they are more than two, else whole months."""
        first, last = _month(min(months)), _after(_month(max(months)))
        if last.year - first.year > 2:
            return cls(date(first.year, 1, 1), date(last.year + (last != date(last.year, 1, 1)), 1, 1))
        return cls(first, last)

    @property
    def months(self) -> int:
        return _number(self.end) - _number(self.first)

    def at(self, day: date) -> float:
        """How far along the axis a day begins."""
        return round(100 * (day - self.first).days / (self.end - self.first).days, 3)

    def ticks(self) -> Iterator[Tick]:
        years = self.months > 30
        step = _step(self.months / (12 if years else 1), (1, 2, 5, 10, 20, 50, 100) if years else (1, 2, 3, 6))
        unit = 12 * step if years else step
        first = -(-_number(self.first) // unit) * unit
        for number in range(first, _number(self.end), unit):
            month = _written(number)
            yield Tick(self.at(_month(month)), _label(month, years, number == first), minor=number // unit % 2 == 1)


def _label(month: str, years: bool, first: bool) -> str:
    """What stands at a tick: "2018", "Oct"; with its year the first one and each January."""
    year, name = month[:4], date_in_words(month)[:3]
    return year if years else f"{name} {year}" if first or month.endswith("-01") else name


def _months(timeline: Timeline) -> Columns:
    if not timeline.moments:
        return {month: dict(counts) for month, counts in timeline.months}
    found: dict[str, Counter[Status]] = {}
    for one in timeline.moments:
        found.setdefault(one.date[:7], Counter())[one.status] += 1
    return dict(sorted(found.items()))


def _near(months: Columns) -> Columns:
    """The months without the few that lie far before or behind all others."""
    kept = sorted(months)
    for _ in range(2):  # what lies far before, then the same from the other end
        most = _FAR * sum(map(_total, months.values()))
        while few := _far(kept, months, most):
            most -= sum(_total(months[month]) for month in kept[:few])
            kept = kept[few:]
        kept.reverse()
    return {month: months[month] for month in kept}


def _far(ordered: Sequence[str], months: Columns, most: float) -> int:
    """How many of the first months lie far from those behind them and have no more than ``most`` encounters."""
    gaps = [abs(_number(_month(after)) - _number(_month(before))) for before, after in pairwise(ordered)]
    counts = accumulate(_total(months[month]) for month in ordered)
    fitting = (
        few
        for few, (gap, count) in enumerate(zip(gaps, counts, strict=False), 1)
        if gap >= _GAP * sum(gaps) and count <= most
    )
    return max(fitting, default=0)


def _beyond(months: Columns, near: Columns, between: Between) -> Iterator[Counted]:
    before = {month: counts for month, counts in months.items() if month < min(near)}
    behind = {month: counts for month, counts in months.items() if month > max(near)}
    if before:
        yield Counted(f"before {date_in_words(min(near))}", _sum(before.values()), between("", max(before)))
    if behind:
        yield Counted(f"after {date_in_words(max(near))}", _sum(behind.values()), between(min(behind), ""))


def _marks(moments: Sequence[Moment], axis: _Axis, encounter: Callable[[str], str]) -> list[Mark]:
    """Marks in lanes, the lowest that is free first; none where there would be too many lanes. Tops count from the axis."""
    last_in: list[float] = []
    found = []
    placed = [(*_span(one, axis), one) for one in moments]
    for first, left, end, one in sorted(placed, key=lambda place: (place[1], place[3].id)):
        place = left * _NOMINAL / 100
        lane = next((lane for lane, last in enumerate(last_in) if last + _LANE <= place), len(last_in))
        if lane == _LANES:
            return []
        last_in[lane : lane + 1] = [place]
        width = end - first if end - first >= _LONG else 0
        found.append(Mark(left, -_LANE * (lane + 1), first, width, one.status, _title(one), encounter(one.id)))
    return found


def _bar(of: str, counts: Mapping[Status, int], highest: int, axis: _Axis, between: Between) -> Bar:
    first = _month(of if len(of) > 4 else f"{of}-01")
    end = _after(first) if len(of) > 4 else date(first.year + 1, 1, 1)
    left, right = axis.at(max(first, axis.first)), axis.at(min(end, axis.end))
    pieces, top = [], 0.0
    for status in STATUSES:
        height = round(_BARS * counts.get(status, 0) / highest, 1)
        top -= height
        if height:
            pieces.append(Piece(status, round(top, 1), height))
    words = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts.get(status))
    width = round(0.86 * (right - left), 3)
    return Bar(left, width, tuple(pieces), f"{date_in_words(of)}: {words}", between(of, of))


def _title(one: Moment) -> str:
    when = date_in_words(one.date)
    if one.date_end != one.date:
        when = f"between {when} and {date_in_words(one.date_end)}"
    words = f"{when}: {mode_in_words(one.mode)}, {one.status}: {one.title}"
    return words if len(words) <= _TITLE else f"{words[:_TITLE].rstrip()} …"


def _span(one: Moment, axis: _Axis) -> tuple[float, float, float]:
    """Where the days that the date leaves open begin, their middle, and where they end."""
    first, last = (min(max(_day(day), axis.first), axis.end) for day in (one.date, one.date_end))
    begin, end = axis.at(first), axis.at(min(last + timedelta(1), axis.end))
    return begin, round((begin + end) / 2, 3), end


def _by_year(months: Columns) -> Columns:
    found: dict[str, list[Mapping[Status, int]]] = {}
    for month, counts in months.items():
        found.setdefault(month[:4], []).append(counts)
    return {year: _sum(counts) for year, counts in sorted(found.items())}


def _sum(counts: Iterable[Mapping[Status, int]]) -> Mapping[Status, int]:
    total: Counter[Status] = Counter()
    for one in counts:
        total.update(one)
    return total


def _total(counts: Mapping[Status, int]) -> int:
    return sum(counts.values())


def _step(units: float, steps: Sequence[int]) -> int:
    """The smallest step with which there is place for the labels."""
    return next((step for step in steps if units / step <= 12), steps[-1])


def _day(iso: str) -> date:
    return min(date.fromisoformat(iso[:10]), _LATEST)


def _month(words: str) -> date:
    return min(date.fromisoformat(f"{words}-01"), _LATEST)


def _after(month: date) -> date:
    return (month + timedelta(31)).replace(day=1)


def _number(day: date) -> int:
    return 12 * day.year + day.month - 1


def _written(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
