"""Where the marks and bars of a timeline stand."""

from memcon.archive import Moment, Timeline
from memcon.faces.web.timeline import Drawing, drawn
from memcon.record import Status


def moment(
    id_: str, date: str, end: str | None = None, *, status: Status = "held", title: str = "Lena Brandt (NOR)"
) -> Moment:
    return Moment(id=id_, date=date, date_end=end or date, status=status, mode="phone", title=title)


def drawing(*moments: Moment, undated: int = 0) -> Drawing | None:
    return drawn(Timeline(moments=moments, months=(), undated=undated), between, lambda id_: f"/e/{id_}")


def by_month(**months: dict[Status, int]) -> Drawing:
    written = tuple((f"{name[1:5]}-{name[5:]}", counts) for name, counts in months.items())
    found = drawn(Timeline(moments=(), months=written, undated=0), between, lambda id_: id_)
    assert found
    return found


def between(since: str, until: str) -> str:
    return f"{since}..{until}"


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawing(undated=3) is None


def test_marks_stand_in_the_order_of_their_days() -> None:
    found = drawing(moment("a", "2024-12-19"), moment("b", "2024-03-02", status="planned"))
    assert found
    assert [(mark.address, mark.status) for mark in found.marks] == [("/e/b", "planned"), ("/e/a", "held")]
    assert found.marks[0].left < found.marks[1].left
    assert found.marks[1].title == "19 December 2024: telephone call, held: Lena Brandt (NOR)"
    assert not found.bars
    assert dict(found.counts) == {"planned": 1, "held": 1}


def test_marks_of_one_day_stand_above_each_other() -> None:
    found = drawing(*(moment(str(seq), "2024-12-19") for seq in range(3)), moment("far", "2024-01-01"))
    assert found
    tops = [mark.top for mark in found.marks if mark.address != "/e/far"]
    assert len(set(tops)) == 3
    assert -min(tops) <= found.axis


def test_an_open_date_is_drawn_as_long_as_it_is_open() -> None:
    found = drawing(moment("year", "2022-01-01", "2022-12-31"), moment("day", "2024-12-19"))
    assert found
    year, day = found.marks
    assert 30 < year.width < 35
    assert year.first < year.left < year.first + year.width
    assert day.width == 0
    assert year.title.startswith("between 1 January 2022 and 31 December 2022")


def test_all_stands_on_the_axis() -> None:
    found = drawing(moment("old", "1999-05-01", "2030-01-01"), moment("new", "2002-12-31"))
    assert found
    for mark in found.marks:
        assert 0 <= mark.first <= mark.left <= 100
        assert mark.first + mark.width <= 100
    assert all(0 <= tick.left < 100 for tick in found.ticks)


def test_a_crowd_is_counted_by_month() -> None:
    found = drawing(*(moment(str(seq), "2024-12-19") for seq in range(40)), moment("other", "2024-11-02"))
    assert found
    assert not found.marks
    assert [bar.title for bar in found.bars] == ["November 2024: 1 held", "December 2024: 40 held"]
    assert found.highest == 40


def test_bars_are_as_high_as_what_they_count() -> None:
    found = by_month(m201810={"held": 30, "planned": 10}, m201811={"held": 20}, m201901={"cancelled": 1, "denied": 1})
    october, november, january = found.bars
    assert october.address == "2018-10..2018-10"
    assert october.title == "October 2018: 30 held, 10 planned"
    heights = [sum(piece.height for piece in bar.pieces) for bar in found.bars]
    assert heights[1] * 2 == heights[0]
    assert [piece.status for piece in october.pieces] == ["held", "planned"]
    held, planned = october.pieces
    assert held.top == -held.height
    assert planned.top == held.top - planned.height
    assert january.title == "January 2019: 1 cancelled, 1 denied"
    assert november.left + november.width <= january.left


def test_a_long_time_is_counted_by_year() -> None:
    found = by_month(**{f"m{year}{month:02}": {"held": 2} for year in range(1990, 2020) for month in (3, 8)})
    assert [bar.title for bar in found.bars][:2] == ["1990: 4 held", "1991: 4 held"]
    assert found.bars[0].address == "1990..1990"


def test_the_few_that_lie_far_off_are_told_and_not_drawn() -> None:
    many: dict[str, dict[Status, int]] = {f"m2021{month:02}": {"held": 30} for month in range(1, 13)}
    found = by_month(m195307={"held": 1}, **many, m209901={"planned": 2})
    assert len(found.bars) == 12
    before, after = found.beyond
    assert (before.words, dict(before.counts), before.address) == ("before January 2021", {"held": 1}, "..1953-07")
    assert (after.words, dict(after.counts), after.address) == ("after December 2021", {"planned": 2}, "2099-01..")
    assert found.counts == {"held": 361, "planned": 2}
    assert [year.words for year in found.years] == ["1953", "2021", "2099"]


def test_few_are_all_drawn_however_far_they_lie() -> None:
    found = drawing(moment("old", "1953-07-01"), *(moment(str(seq), f"2021-0{seq}-01") for seq in range(1, 9)))
    assert found
    assert len(found.marks) == 9
    assert not found.beyond


def test_years_are_told_where_there_are_months() -> None:
    found = drawing(moment("a", "2023-11-03"), moment("b", "2024-04-09"))
    assert found
    assert [tick.label for tick in found.ticks] == ["Nov 2023", "Dec", "Jan 2024", "Feb", "Mar", "Apr"]


def test_there_are_never_too_many_labels() -> None:
    for last in range(1951, 2040):
        found = drawing(moment("a", "1950-01-01"), moment("b", f"{last}-12-31"))
        assert found
        assert 2 <= len(found.ticks) <= 13


def test_a_long_title_is_cut() -> None:
    found = drawing(moment("a", "2024-12-19", title="x" * 5000), moment("b", "2024-12-20"))
    assert found
    assert len(found.marks[0].title) < 200
