"""Acts that a contact fulfils: to meet, to call, to visit, to receive. Rules are data, in acts.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from memcon.archive.follow_ups.words import is_empty
from memcon.record import Mode

_NAME = re.compile(r"[A-Z][^\W\d_]")
_FIRST_WORDS = 10
_MOST_WORDS = 30  # of an act that are looked at; what comes later is told beside it


@dataclass(frozen=True, kw_only=True)
class ContactAct:
    """A promise that a contact keeps: in one of ``modes`` (what each adds to a score), in the country of ``place``."""

    name: str
    modes: Mapping[Mode, float]
    place: Literal["who", "to"] | None


@dataclass(frozen=True, kw_only=True)
class _Rule:
    act: ContactAct
    words: tuple[re.Pattern[str], ...]
    but: re.Pattern[str]


@lru_cache(maxsize=4096)  # asked again and again of the same promise
def contact_act(act: str) -> ContactAct | None:
    """The kind of contact that would fulfil the words of a commitment; None where no contact does."""
    words = " ".join(act.split()[:_MOST_WORDS])
    for rule in _rules():
        if any(pattern.match(words) for pattern in rule.words) and not rule.but.search(words):
            return rule.act
    return None


def names_somebody(act: str) -> bool:
    """Whether the first words of an act, after its verb, name anybody or any place."""
    return any(_NAME.match(word) and not is_empty(word.lower().strip(",.;")) for word in act.split()[1:_FIRST_WORDS])


@cache
def _rules() -> tuple[_Rule, ...]:
    table = tomllib.loads(Path(__file__).with_name("acts.toml").read_text(encoding="utf-8"))
    parts = {name: table[name] for name in ("lead", "asked", "with", "gathering")}
    return tuple(_rule(entry, parts) for entry in table["act"])


def _rule(entry: dict[str, Any], parts: dict[str, str]) -> _Rule:
    return _Rule(
        act=ContactAct(name=entry["name"], modes=entry["modes"], place=entry.get("place")),
        words=tuple(re.compile(_filled(words, parts)) for words in entry["words"]),
        but=re.compile(entry["but"]),
    )


def _filled(words: str, parts: dict[str, str]) -> str:
    for name, pattern in parts.items():
        words = words.replace(f"{{{name}}}", pattern)
    return words
