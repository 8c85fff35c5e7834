"""Who is named: spellings, honorifics, namesakes and offices in time (tests/data/actor_names.csv)."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.actors import resolve
from memcon.language import parse
from memcon.read import read_text
from memcon.record import Actor

CASES = Path(__file__).with_name("data") / "actor_names.csv"


def cases() -> list[dict[str, str]]:
    lines = (line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines))


def params() -> Iterator[object]:
    for case in cases():
        marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if case["xfail"] else []
        yield pytest.param(case, marks=marks, id=f"{case['name']}-{case['published'][:4]}")


def person_named(case: dict[str, str]) -> Actor:
    """The one person among the actors of the mentions that the words of the case lie in."""
    parsed = parse(read_text(case["sentence"], published=case["published"] or None))
    cast = resolve(parsed)
    start = case["sentence"].index(case["name"])
    end = start + len(case["name"])
    found = {
        actor
        for mention in cast.mentions
        if (span := parsed.doc[mention.start : mention.end]).start_char < end and span.end_char > start
        for actor in mention.actors
        if cast.actors[actor].kind == "person"
    }
    assert len(found) == 1, f"{case['name']!r} stands for {sorted(found) or 'nobody'}"
    return cast.actors[found.pop()]


@pytest.mark.parametrize("case", list(params()))
def test_the_words_stand_for_the_person(case: dict[str, str]) -> None:
    actor = person_named(case)
    checked = {field: case[field] for field in ("country", "office") if case[field]}
    assert (actor.id, {field: getattr(actor, field) for field in checked}) == (case["person"], checked)


def test_the_table_is_as_wide_as_the_press() -> None:
    rows = cases()
    assert len({row["person"] for row in rows}) >= 90
    assert len({row["country"] for row in rows} - {""}) >= 45
    years = {row["published"][:4] for row in rows}
    assert min(years) <= "1993"
    assert max(years) >= "2025"


def test_no_line_stands_twice() -> None:
    keys = [(row["sentence"], row["name"], row["published"]) for row in cases()]
    assert len(set(keys)) == len(keys)
