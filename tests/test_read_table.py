"""The table of furniture is sound: every row says why, every pattern compiles."""

import re
import tomllib
from importlib.resources import files

from memcon.read.furniture_rules import ANYWHERE, AT_HEAD, AT_TAIL, END, START

TABLE = tomllib.loads(files("memcon.read").joinpath("furniture.toml").read_text("utf-8"))
RULES = [*TABLE["line"], *TABLE["start"], *TABLE["end"]]


def test_every_row_is_complete() -> None:
    for rule in RULES:
        assert set(rule) <= {"name", "where", "reason", "patterns"}
        assert rule["name"]
        assert rule["reason"]
        assert rule["patterns"]
        assert rule.get("where", "any") in {"any", "head", "tail", "list", "rest"}


def test_every_placeholder_is_known() -> None:
    for matcher in (ANYWHERE, AT_HEAD, AT_TAIL, START, END):
        assert not re.search(r"<[A-Z]{2,}>", matcher.pattern.pattern)


def test_every_line_rule_is_used() -> None:
    used = {kind for matcher in (ANYWHERE, AT_HEAD, AT_TAIL) for kind in matcher.kinds.values()}
    assert {(kind.name, kind.where) for kind in used} == {(rule["name"], rule["where"]) for rule in TABLE["line"]}


def test_no_rule_matches_nothing() -> None:
    for matcher in (ANYWHERE, AT_HEAD, AT_TAIL):
        assert matcher.whole("") is None
