"""The cast of a report: everybody it names, and where."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from memcon.actors.directory import Window
from memcon.record import Actor, Office

MentionKind = Literal["name", "role", "state", "body", "group", "pronoun"]


@dataclass(frozen=True)
class Mention:
    """Words that stand for one or more actors.

    ``start``, ``end`` (exclusive) and ``head`` are token indexes, ``sentence`` an index into ``Parsed.sentences``.
    ``office`` and ``country`` are what these words themselves say. ``actors`` is empty where nobody could be made out.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    sentence: int
    actors: tuple[str, ...] = ()
    office: Office | None = None
    country: str | None = None


@dataclass(frozen=True)
class Cast:
    """Actors by id, and the mentions in the order of the text; mentions do not overlap.

    ``written`` bounds the day of a report without a date, by the offices that it states.
    """

    actors: dict[str, Actor] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    unnamed: frozenset[str] = frozenset()
    written: Window | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def of(self, token: int) -> Mention | None:
        """The mention that covers a token."""
        place = bisect_right(self._starts, token) - 1
        if place >= 0 and self.mentions[place].start <= token < self.mentions[place].end:
            return self.mentions[place]
        return None

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie inside a stretch of tokens."""
        return [mention for mention in self.mentions if start <= mention.start and mention.end <= end]

    def named(self, actor: str) -> bool:
        """False for a person of whom the report gives only the office; the actor's name is then a description."""
        return actor not in self.unnamed
