"""Charts as structures: what stands where, in pixels. Templates draw them.

Each mark that means something says so in words and leads to the list that it counts. Kinds are classes of the style sheet.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from memcon.faces.web.shading import shades

Anchor = Literal["start", "middle", "end"]

_LETTER = 6.4  # pixels that a letter of a label takes on average
_LONGEST = 320.0  # pixels of the labels before bars
_TOP = 16


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    form: ClassVar = "box"
    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True)
class Line:
    """A straight line."""

    form: ClassVar = "line"
    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True)
class Dot:
    """A circle."""

    form: ClassVar = "dot"
    x: float
    y: float
    radius: float
    kind: str


@dataclass(frozen=True)
class Curve:
    """A line from point to point."""

    form: ClassVar = "curve"
    points: tuple[tuple[float, float], ...]
    kind: str


@dataclass(frozen=True)
class Words:
    """A label; ``y`` is its base line."""

    form: ClassVar = "words"
    x: float
    y: float
    text: str
    kind: str = "label"
    anchor: Anchor = "middle"


Shape = Box | Line | Dot | Curve | Words


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Shapes that mean one thing: what that is, in words, and the address of the list that it counts."""

    says: str
    shapes: tuple[Shape, ...]
    href: str | None = None


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A picture. ``frame`` is what surrounds the marks, ``legend`` explains the kinds of marks by a sample of each."""

    title: str
    width: float
    height: float
    frame: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a bar: its kind, how many it stands for, what it says, where it leads."""

    kind: str
    number: int
    says: str
    href: str | None = None


@dataclass(frozen=True, kw_only=True)
class Value:
    """A number that has a label, what it says, and where it leads."""

    label: str
    number: float
    says: str
    href: str | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value on a line, -10 to 10, and on how many events it rests. ``at`` is its place on the axis, in steps."""

    at: int
    number: float
    events: int
    says: str
    href: str | None = None


@dataclass(frozen=True, kw_only=True)
class Span:
    """A time between two ISO dates that has a label, and what it says."""

    label: str
    first: str
    last: str
    says: str


def columns(title: str, bars: Sequence[tuple[str, Sequence[Part]]], *, legend: Sequence[tuple[str, str]]) -> Chart:
    """Bars side by side, each of parts one above the other: held filled, planned hollow, what was not to be struck."""
    tall, left, step = 170.0, 34.0, _step(len(bars))
    totals = [sum(part.number for part in parts) for _, parts in bars]
    scale = tall / max(_ceiling(max(totals, default=0)), 1)
    width = left + step * len(bars) + 8
    floor = _TOP + tall
    frame: list[Shape] = [
        shape
        for tick in _ticks(max(totals, default=0))
        for shape in (
            Line(left, floor - tick * scale, width, floor - tick * scale, "axis" if tick == 0 else "rule"),
            Words(left - 6, floor - tick * scale + 4, f"{tick:,}", "faint", "end"),
        )
    ]
    marks: list[Mark] = []
    every = _every([label for label, _ in bars], step)
    for place, (label, parts) in enumerate(bars):
        x, thick = left + step * place + step * 0.14, step * 0.72
        if place % every == 0:
            frame.append(Words(x + thick / 2, floor + 16, label, "faint"))
        base = floor
        for part in parts:
            if part.number:
                height = part.number * scale
                base -= height
                shapes = _bar(Box(x, base, thick, height, part.kind))
                marks.append(Mark(says=part.says, shapes=shapes, href=part.href))
        if totals[place] and step >= 18:
            frame.append(Words(x + thick / 2, base - 4, f"{totals[place]:,}", "number"))
    return Chart(
        title=title, width=_px(width), height=floor + 24, frame=tuple(frame), marks=tuple(marks), legend=tuple(legend)
    )


def rows(title: str, values: Sequence[Value]) -> Chart:
    """Bars one below the other, each with its label before and its number behind."""
    left = _label_width(value.label for value in values)
    high, long = 24.0, 300.0
    scale = long / max((value.number for value in values), default=1)
    frame: list[Shape] = [Line(left, 2, left, 6 + high * len(values), "axis")]
    marks: list[Mark] = []
    for place, value in enumerate(values):
        y = 4 + high * place
        length = max(value.number * scale, 1.0)
        frame.append(_name(left, y, value.label))
        number = Words(left + length + 6, y + 16, f"{value.number:,}", "number", "start")
        marks.append(
            Mark(says=value.says, shapes=(Box(left, y + 4, length, high - 8, "held"), number), href=value.href)
        )
    return Chart(
        title=title, width=_px(left + long + 44), height=high * len(values) + 8, frame=tuple(frame), marks=tuple(marks)
    )


def grid(title: str, across: Sequence[str], down: Sequence[tuple[str, Mapping[str, Value]]]) -> Chart:
    """Cells shaded by their number, which stands in them: a row a thing, a column a label of ``across``."""
    left, cell, high = _label_width(label for label, _ in down), 36.0, 24.0
    shade = shades([int(value.number) for _, values in down for value in values.values()])
    frame: list[Shape] = [
        Words(left + cell * place + cell / 2, 14, label, "faint") for place, label in enumerate(across)
    ]
    marks: list[Mark] = []
    for line, (label, values) in enumerate(down):
        y = 22 + high * line
        frame.append(_name(left, y, label))
        frame.append(Line(left, y + high, left + cell * len(across), y + high, "rule"))
        for place, name in enumerate(across):
            if value := values.get(name):
                x = left + cell * place
                step = shade(int(value.number))
                box = Box(x + 1, y + 1, cell - 2, high - 2, f"shade-{step}")
                number = Words(x + cell / 2, y + 16, f"{value.number:,}", f"on-{step}")
                marks.append(Mark(says=value.says, shapes=(box, number), href=value.href))
    return Chart(
        title=title,
        width=_px(left + cell * len(across) + 4),
        height=24 + high * len(down),
        frame=tuple(frame),
        marks=tuple(marks),
    )


def line(title: str, labels: Sequence[str], points: Sequence[Point]) -> Chart:
    """Values from -10 to 10 in time, joined where one step follows the other; below, on how many events each rests."""
    tall, left, step = 180.0, 72.0, _step(len(labels))
    width, middle = left + step * len(labels) + 8, _TOP + tall / 2
    scale = tall / 20
    frame: list[Shape] = [
        shape
        for tick in (10, 5, 0, -5, -10)
        for shape in (
            Line(left, middle - tick * scale, width, middle - tick * scale, "rule" if tick else "axis"),
            Words(left - 6, middle - tick * scale + 4, f"{tick:+d}".replace("-", "−") if tick else "0", "faint", "end"),
        )
    ]
    frame += [
        Words(2, middle - 5 * scale - 14, "cooperation", "faint", "start"),
        Words(2, middle + 5 * scale + 22, "conflict", "faint", "start"),
    ]
    counted = step >= 18
    frame += [Words(left - 6, _TOP + tall + 34, "events", "faint", "end")] if counted else []
    every = _every(labels, step)
    frame += [
        Words(left + step * (place + 0.5), _TOP + tall + 18, label, "faint")
        for place, label in enumerate(labels)
        if place % every == 0
    ]
    places = {point.at: (left + step * (point.at + 0.5), middle - point.number * scale) for point in points}
    frame += [Curve(tuple(places[at] for at in run), "series") for run in _runs(sorted(places)) if len(run) > 1]
    marks = []
    for point in points:
        x, y = places[point.at]
        shapes: list[Shape] = [Dot(x, y, 4 if step >= 12 else 2.5, "held")]
        if step >= 30:
            beside = [places[at][1] for at in (point.at - 1, point.at + 1) if at in places]
            below = bool(beside) and sum(beside) / len(beside) < y
            shapes.append(Words(x, y + 16 if below else y - 8, f"{point.number:+.1f}".replace("-", "−"), "number"))
        if counted:
            shapes.append(Words(x, _TOP + tall + 34, f"{point.events:,}", "number"))
        marks.append(Mark(says=point.says, shapes=tuple(shapes), href=point.href))
    return Chart(title=title, width=_px(width), height=_TOP + tall + 42, frame=tuple(frame), marks=tuple(marks))


def spans(title: str, values: Sequence[Span]) -> Chart:
    """Times one below the other over a common axis of years; one that is a single day is a dot."""
    left, high, long = _label_width(value.label for value in values), 24.0, 340.0
    first, last = min(int(value.first[:4]) for value in values), max(int(value.last[:4]) for value in values) + 1
    scale = long / (last - first)
    floor = 8 + high * len(values)
    every = _every([str(first)] * (last - first), scale)
    frame: list[Shape] = [Line(left, floor, left + long, floor, "axis")]
    for year in range(first, last + 1):
        if (year - first) % every == 0:
            x = left + (year - first) * scale
            frame += [Line(x, 4, x, floor, "rule"), Words(x, floor + 16, str(year), "faint")]
    marks: list[Mark] = []
    for place, value in enumerate(values):
        y = 4 + high * place
        begin, end = (left + (_years(day) - first) * scale for day in (value.first, value.last))
        middle = y + high / 2
        shape: Shape = (
            Dot(begin, middle, 4, "held") if end - begin < 4 else Box(begin, middle - 4, end - begin, 8, "held")
        )
        frame.append(_name(left, y, value.label))
        marks.append(Mark(says=value.says, shapes=(shape,)))
    return Chart(title=title, width=_px(left + long + 24), height=floor + 24, frame=tuple(frame), marks=tuple(marks))


def _years(day: str) -> float:
    """A day as a number of years."""
    year, month, number = (*map(int, day[:10].split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (number - 1) / 366


def _name(left: float, y: float, label: str) -> Words:
    """A label before a row, cut where it would be too long."""
    most = int((_LONGEST - 14) / _LETTER)
    words = label if len(label) <= most else f"{label[: most - 1].rstrip()}…"
    return Words(left - 8, y + 16, words, "label", "end")


def _bar(box: Box) -> tuple[Shape, ...]:
    """What did not take place is struck through, what is denied twice."""
    rising = Line(box.x, box.y + box.height, box.x + box.width, box.y, box.kind)
    falling = Line(box.x, box.y, box.x + box.width, box.y + box.height, box.kind)
    strikes = {"cancelled": (rising,), "denied": (rising, falling)}
    return (box, *strikes.get(box.kind, ()))


def _step(number: int) -> float:
    return min(44.0, max(5.0, 500 / max(number, 1)))


def _every(labels: Sequence[str], step: float) -> int:
    """Every how many labels one has room."""
    needed = max(map(len, labels), default=1) * _LETTER + 8
    return next((every for every in (1, 2, 5, 10, 12, 24, 60) if every * step >= needed), 120)


def _ticks(most: int) -> tuple[int, ...]:
    top = _ceiling(most)
    return (0, top // 2, top) if top >= 4 and top % 2 == 0 else (0, top) if top else (0,)


def _ceiling(most: int) -> int:
    """The next round number."""
    if most <= 4:
        return most
    unit = 10 ** (len(str(most)) - 1)
    return next(int(unit * factor) for factor in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10) if unit * factor >= most)


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Places that follow each other without a gap."""
    found: list[list[int]] = []
    for place in places:
        if found and found[-1][-1] == place - 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _label_width(labels: Iterable[str]) -> float:
    return min(max((len(label) for label in labels), default=0) * _LETTER + 14, _LONGEST)


def _px(length: float) -> float:
    return math.ceil(length)
