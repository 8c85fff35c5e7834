"""The rules and words of commitments.toml."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from memcon.record import CommitmentKind


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One row of commitments.toml, where the fields are explained."""

    kind: CommitmentKind
    example: str
    counter: str
    verbs: frozenset[str] = frozenset()
    frames: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    taken_by: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(Path(__file__).with_name("commitments.toml").read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The shipped rules, in their order."""
    return msgspec.convert(_table()["rule"], tuple[Rule, ...])


@lru_cache(maxsize=64)
def phrases(rule: Rule) -> re.Pattern[str] | None:
    """The phrases of a rule as one expression, None where it has none."""
    if not rule.phrases:
        return None
    return re.compile(r"\b(?:" + "|".join(map(re.escape, rule.phrases)) + r")\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def words(section: str, name: str) -> frozenset[str]:
    """A word list: ``words("future", "scheduled")``."""
    return frozenset(_table()[section][name])
