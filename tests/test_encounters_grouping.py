"""Contacts put together by their links: chains, ties, contacts without a date, and the last word of people."""

from collections.abc import Iterable

import pytest

from memcon.archive.encounters.grouping import ByHand, Links, attached, grouped, pair, with_hand
from memcon.archive.encounters.told import Key


def key(name: str) -> Key:
    """ "a" is the contact c1 of the report a, "a2" the contact c2 of it."""
    return (name[0], f"c{name[1:] or 1}")


def links(
    scores: dict[str, float],
    *,
    apart: Iterable[str] = (),
    said: Iterable[tuple[str, str]] = (),
) -> Links:
    """Scores of pairs like "a b"; ``apart`` are pairs that the score rules out, ``said`` what people say: ("merge", "a b c")."""
    out = {pair(*map(key, two.split())) for two in apart}
    return Links(
        {pair(*map(key, two.split())): points for two, points in scores.items()},
        lambda one, other: pair(one, other) in out,
        ByHand.of((action, [key(name) for name in named.split()]) for action, named in said),
    )


def named(groups: Iterable[Iterable[Key]]) -> list[str]:
    return sorted(
        " ".join(sorted(f"{report}{'' if ident == 'c1' else ident[1:]}" for report, ident in g)) for g in groups
    )


@pytest.mark.parametrize(
    ("names", "scores", "apart", "said", "groups"),
    [
        ("a b c", {}, [], [], ["a", "b", "c"]),
        ("a b c", {"a b": 9, "b c": 9}, [], [], ["a b c"]),
        # The stronger link joins first, and keeps out what is ruled out with either.
        ("a b c", {"a b": 9, "b c": 12}, ["a c"], [], ["a", "b c"]),
        ("a b c d", {"a b": 12, "b c": 9, "c d": 12}, ["a d"], [], ["a b", "c d"]),
        # Of two links of one strength the one of the earlier keys joins first.
        ("a b c", {"a b": 9, "b c": 9}, ["a c"], [], ["a b", "c"]),
        # What people join is joined, also where the score rules it out, and what they split stays apart.
        ("a b", {}, ["a b"], [("merge", "a b")], ["a b"]),
        ("a b", {"a b": 20}, [], [("split", "a b")], ["a", "b"]),
        ("a b", {"a b": 20}, [], [("merge", "a b"), ("split", "a b")], ["a", "b"]),
        ("a b", {}, [], [("split", "a b"), ("merge", "a b")], ["a b"]),
        # Of a split only the first is apart from the others.
        ("a b c", {"a b": 9, "b c": 9, "a c": 9}, [], [("split", "a b c")], ["a", "b c"]),
        # A split of one contact does not tear the rest apart, and is not got round by a third.
        ("a b c", {"a b": 9, "b c": 12}, [], [("split", "a c")], ["a", "b c"]),
        # What is like one of two joined contacts goes with both, though the other is ruled out.
        ("a b c", {"a c": 9}, ["b c"], [("merge", "a b")], ["a b c"]),
        ("a b c", {"a c": 9}, ["b c", "a c"], [("merge", "a b")], ["a b c"]),
        ("a b c d", {"a c": 9, "c d": 9}, ["b c", "b d"], [("merge", "a b")], ["a b c d"]),
    ],
)
def test_groups(
    names: str, scores: dict[str, float], apart: list[str], said: list[tuple[str, str]], groups: list[str]
) -> None:
    found = grouped([key(name) for name in names.split()], links(scores, apart=apart, said=said))
    assert named(found) == groups
    assert (
        named(grouped([key(name) for name in reversed(names.split())], links(scores, apart=apart, said=said))) == groups
    )


@pytest.mark.parametrize(
    ("loose", "groups", "scores", "apart", "said", "joined"),
    [
        ("x", ["a b"], {"a x": 9}, [], [], {"x": "a b"}),
        ("x", ["a", "b"], {"a x": 12, "b x": 9}, [], [], {"x": "a"}),
        # A tie, or nearly one, joins nobody: it would be a guess.
        ("x", ["a", "b"], {"a x": 9, "b x": 9}, [], [], {}),
        ("x", ["a", "b"], {"a x": 9.5, "b x": 9}, [], [], {}),
        ("x", ["a", "b"], {"a x": 10, "b x": 9}, [], [], {"x": "a"}),
        # Of a group the strongest link counts.
        ("x", ["a b", "c"], {"a x": 8, "b x": 11, "c x": 9}, [], [], {"x": "a b"}),
        # Being ruled out with one of a group keeps out of it; the next may then be the one.
        ("x", ["a b", "c"], {"a x": 12, "c x": 9}, ["b x"], [], {"x": "c"}),
        ("x", ["a", "c"], {"a x": 12, "c x": 9}, [], [("split", "a x")], {"x": "c"}),
        # Two contacts of one report are not one encounter: the better one joins, of equals neither.
        ("x x2", ["a"], {"a x": 12, "a x2": 9}, [], [], {"x": "a"}),
        ("x x2", ["a"], {"a x": 9, "a x2": 9}, [], [], {}),
        ("x x2", ["a", "b"], {"a x": 9, "b x2": 9}, [], [], {"x": "a", "x2": "b"}),
        # What people joined goes together.
        ("x y", ["a"], {"a x": 9}, [], [("merge", "x y")], {"x": "a", "y": "a"}),
    ],
)
def test_a_contact_without_a_date_joins_the_one_it_is_most_like(
    loose: str,
    groups: list[str],
    scores: dict[str, float],
    apart: list[str],
    said: list[tuple[str, str]],
    joined: dict[str, str],
) -> None:
    group_of = {key(name): frozenset(map(key, group.split())) for group in groups for name in group.split()}
    found = attached([key(name) for name in loose.split()], group_of, links(scores, apart=apart, said=said), margin=1.0)
    assert found == {key(name): frozenset(map(key, group.split())) for name, group in joined.items()}


def test_what_people_join_to_a_dated_contact_counts_as_dated() -> None:
    said = ByHand.of([("merge", [key("a"), key("x")])])
    assert with_hand([key("a")], [key("a"), key("x"), key("y")], said) == {key("a"), key("x")}
