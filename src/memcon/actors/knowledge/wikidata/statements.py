"""What Wikidata says, as far as it is wanted, before it becomes offices and bodies."""

import re
from dataclasses import dataclass, field

import msgspec

_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T")
_DAY, _MONTH, _YEAR = 11, 10, 9
"""Wikidata's precisions of times; lower ones are decades and centuries."""


class Position(msgspec.Struct, frozen=True):
    """A position of a country that is an office."""

    item: str
    label: str
    country: str
    office: str
    acting: bool


class Human(msgspec.Struct, frozen=True):
    """Somebody who held a position."""

    item: str
    name: str
    aliases: tuple[str, ...] = ()
    died: str | None = None


class Holding(msgspec.Struct, frozen=True):
    """A "position held" statement; dates are ISO 8601 and may stop at the month or year."""

    human: str
    position: str
    start: str | None
    end: str | None


class Group(msgspec.Struct, frozen=True):
    """An organisation or forum that countries are members of."""

    item: str
    name: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass
class Collected:
    """All of an answer.

    ``day`` is the day it tells of, ``left_out`` counts positions by the reason, ``broken`` are lines of a dump.
    """

    day: str
    positions: dict[str, Position] = field(default_factory=dict)
    humans: dict[str, Human] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)


def iso_date(time: str, precision: int) -> str | None:
    """A time of Wikidata as an ISO date, cut to what it is precise to; None where that is not even a year."""
    found = _TIME.match(time)
    if not found or precision < _YEAR or found[1] == "0000":
        return None
    parts = {_DAY: 3, _MONTH: 2}.get(min(precision, _DAY), 1)
    known = [part for part in found.groups()[:parts] if part != "00"]
    return "-".join(known)
