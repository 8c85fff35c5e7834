"""Commitments: the rules, each by its example and counter-example, and what they make of a statement."""

import pytest

from memcon.actors import resolve
from memcon.extraction.commitments import find_commitments, rules
from memcon.extraction.statements import find_statements
from memcon.language import parse
from memcon.read import read_text


def commitments(text, published="2024-05-14"):
    parsed = parse(read_text(text, published=published))
    cast = resolve(parsed)
    return find_commitments(parsed, cast, find_statements(parsed, cast))


@pytest.mark.parametrize("rule", rules(), ids=[rule.kind for rule in rules()])
def test_each_rule_finds_its_example(rule):
    assert [found.kind for found in commitments(rule.example)] == [rule.kind]


@pytest.mark.parametrize("rule", rules(), ids=[rule.kind for rule in rules()])
def test_no_rule_finds_its_counter_example(rule):
    assert commitments(rule.counter) == ()


def test_what_both_sides_undertake_is_an_agreement():
    (found,) = commitments(
        "Swiss President Viola Amherd and Austrian Chancellor Karl Nehammer pledged to reopen the rail line by 2026."
    )
    assert found.kind == "agreement"
    assert found.who == ("viola-amherd", "karl-nehammer")
    assert found.due.start == "2026-01-01"


def test_a_request_names_whom_it_is_put_to():
    (found,) = commitments("The UN secretary-general called on Sudan to open the border.")
    assert found.kind == "request"
    assert found.to == ("SDN",)
