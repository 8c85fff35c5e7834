"""Charts and maps as structures."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from memcon.archive.countries import country_code
from memcon.faces.web import maps
from memcon.faces.web.charts import (
    Box,
    Curve,
    Dot,
    Line,
    Mark,
    Part,
    Point,
    Span,
    Value,
    Words,
    columns,
    grid,
    line,
    rows,
    spans,
)
from memcon.faces.web.inks import INKS
from memcon.faces.web.regions import region_of, regions
from memcon.faces.web.shading import ranges, shades, steps

WEB = Path(maps.__file__).parent


def boxes(marks: tuple[Mark, ...]) -> list[Box]:
    return [shape for mark in marks for shape in mark.shapes if isinstance(shape, Box)]


def test_bars_are_as_high_as_their_numbers_and_stand_on_each_other() -> None:
    chart = columns(
        "Bars", [("2021", [Part(kind="held", number=6, says="a"), Part(kind="planned", number=3, says="b")])], legend=[]
    )
    held, planned = boxes(chart.marks)
    assert held.height == pytest.approx(2 * planned.height)
    assert planned.y + planned.height == pytest.approx(held.y)
    assert [word.text for word in chart.frame if isinstance(word, Words) and word.kind == "number"] == ["9"]


@pytest.mark.parametrize(("kind", "strikes"), [("held", 0), ("planned", 0), ("cancelled", 1), ("denied", 2)])
def test_what_did_not_take_place_is_struck(kind: str, strikes: int) -> None:
    chart = columns("Bars", [("2021", [Part(kind=kind, number=1, says="a")])], legend=[])
    assert sum(isinstance(shape, Line) for shape in chart.marks[0].shapes) == strikes


def test_nothing_is_drawn_for_nothing() -> None:
    chart = columns("Bars", [("2021", [Part(kind="held", number=0, says="a")]), ("2022", [])], legend=[])
    assert chart.marks == ()


def test_labels_of_many_bars_keep_their_distance() -> None:
    chart = columns(
        "Bars", [(str(year), [Part(kind="held", number=1, says="a")]) for year in range(1950, 2025)], legend=[]
    )
    places = sorted(word.x for word in chart.frame if isinstance(word, Words) and len(word.text) == 4)
    assert all(after - before > 30 for before, after in pairwise(places))


def test_rows_are_as_long_as_their_numbers() -> None:
    chart = rows("Rows", [Value(label="a", number=10, says="a"), Value(label="b", number=5, says="b")])
    first, second = boxes(chart.marks)
    assert first.width == pytest.approx(2 * second.width)


def test_cells_of_a_grid_are_shaded_by_their_number() -> None:
    value = Value(label="2021", number=1, says="a")
    chart = grid(
        "Grid",
        ["2021", "2022"],
        [("trade", {"2021": value}), ("energy", {"2022": Value(label="", number=9, says="b")})],
    )
    weak, strong = boxes(chart.marks)
    assert (weak.kind, strong.kind) == ("shade-1", "shade-5")
    assert (strong.x > weak.x, strong.y > weak.y) == (True, True)
    assert [shape.text for mark in chart.marks for shape in mark.shapes if isinstance(shape, Words)] == ["1", "9"]


def test_a_line_is_broken_where_nothing_is_told() -> None:
    points = [Point(at=at, number=number, events=1, says="") for at, number in ((0, 5.0), (1, -5.0), (3, 0.0))]
    chart = line("Line", ["2020", "2021", "2022", "2023"], points)
    curves = [shape for shape in chart.frame if isinstance(shape, Curve)]
    assert [len(curve.points) for curve in curves] == [2]
    up, down, level = (next(shape for shape in mark.shapes if isinstance(shape, Dot)) for mark in chart.marks)
    assert up.y < level.y < down.y
    assert level.y - up.y == pytest.approx(down.y - level.y)


def test_spans_lie_on_their_years() -> None:
    chart = spans(
        "Spans",
        [
            Span(label="a", first="2020-01-01", last="2022-01-01", says=""),
            Span(label="b", first="2021-01-01", last="2021-01-01", says=""),
        ],
    )
    (long,), (short,) = (mark.shapes for mark in chart.marks)
    assert isinstance(long, Box)
    assert isinstance(short, Dot)
    assert short.x == pytest.approx(long.x + long.width / 2, abs=1)


@pytest.mark.parametrize(
    ("most", "least"), [(0, ()), (1, (1,)), (3, (1, 2, 3)), (5, (1, 2, 3, 4, 5)), (1000, (1, 4, 16, 64, 252))]
)
def test_shades_begin_where_they_say(most: int, least: tuple[int, ...]) -> None:
    assert steps(most) == least


def test_the_greatest_number_has_the_strongest_shade() -> None:
    for most in (1, 2, 7, 100, 12345):
        shade = shades([1, most])
        assert shade(most) == 5
        assert shade(0) == 0
        assert [shade(number) for number in range(1, most + 1)] == sorted(
            shade(number) for number in range(1, most + 1)
        )
        for step, first, last in ranges(most):
            assert shade(first) == shade(last) == step


def test_every_kind_has_ink_on_both_grounds() -> None:
    assert INKS["light"].keys() == INKS["dark"].keys()
    assert {"held", "planned", "cancelled", "denied", "rule", "axis", "label", "land"} <= INKS["light"].keys()


# the map


def test_the_outlines_are_small_say_where_they_are_from_and_are_paths() -> None:
    kept = (WEB / "world.json").read_bytes()
    world = json.loads(kept)
    assert len(kept) < 150_000
    assert "Natural Earth" in world["source"]
    assert "public domain" in world["source"]
    assert len(world["countries"]) > 200
    assert all(re.fullmatch(r"(M-?\d+[ -]\d+l[\d\- ]+z)*", one["path"]) for one in world["countries"].values())
    assert set(world["views"]) == set(regions())


def test_every_country_of_a_region_and_of_the_map_is_known() -> None:
    world = json.loads((WEB / "world.json").read_bytes())
    told = [code for region in regions().values() for code in region.countries]
    assert len(told) == len(set(told))
    assert {code for code in (*told, *world["countries"]) if country_code(code) != code} == set()


def test_a_country_stands_where_it_is() -> None:
    """Its middle lies in the part of the map that its region takes; far islands aside."""
    world = json.loads((WEB / "world.json").read_bytes())
    for name in ("europe", "middle-east", "africa", "central-asia"):
        left, top, width, height = world["views"][name]
        for code in region_of(name).countries & world["countries"].keys() - {"RUS", "SJM", "REU", "MYT", "SHN", "IOT"}:
            one = world["countries"][code]
            assert left <= one["x"] <= left + width, code
            assert top <= one["y"] <= top + height, code


def test_a_country_too_small_to_be_seen_has_a_dot() -> None:
    drawn = maps.map_of({"MLT": 3, "FRA": 9, "UNO": 2}, region_of("world"), lambda code: f"/{code}")
    told = {land.code: land for land in drawn.lands}
    assert told["MLT"].dot > 0
    assert (told["FRA"].dot, told["FRA"].labelled, told["FRA"].shade) == (0, True, 5)
    assert drawn.elsewhere == ("UNO",)
    assert told["FRA"].path not in drawn.blank
    near = maps.map_of({"MLT": 3}, region_of("europe"), lambda code: f"/{code}")
    assert near.unit < drawn.unit / 3


def test_a_region_that_is_none_is_the_world() -> None:
    assert region_of("atlantis").id == "world"
    assert "NOR" in region_of("world")
    assert "NOR" not in region_of("africa")
