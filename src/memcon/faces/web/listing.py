"""The address of a list: what it asks, and the addresses that ask a little more or less."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from fastapi import Request
from fastapi.responses import RedirectResponse

from memcon.archive import Filters
from memcon.archive.wording import capital
from memcon.faces.web.asked import FILTERS
from memcon.faces.web.rendering import address
from memcon.faces.web.sentences import value_in_words
from memcon.faces.web.times import period, shortest

PAGE = 50
"""Rows of a page."""

_CURSOR = "after"
_NOT_DOWNLOADED = (_CURSOR, "month", "limit")
_SEVERAL = ("country", "state")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chip:
    """One thing that narrows a list, and the address of the list without it."""

    words: str
    address: str


@dataclass(frozen=True)
class Permalink:
    """A path and what its parameters ask, each written in one way: a country by its code, a whole year as "2018"."""

    path: str
    asked: Pairs

    @classmethod
    def of(cls, request: Request, filters: Filters, *names: str) -> Self:
        """The address of a list that takes the usual filters, and under ``names`` others, in the request as they are."""
        own = {name: request.query_params[name].strip() for name in names if name in request.query_params}
        since, until = shortest(filters.since or "", filters.until or "")
        given = {
            **{name: getattr(filters, name, None) or own.get(name) for name in (*FILTERS, *names)},
            "since": since,
            "until": until,
        }
        pairs = [
            (name, one)
            for name, value in given.items()
            for one in (value if isinstance(value, tuple) else (value,))
            if one
        ]
        return cls(request.url.path, tuple(dict.fromkeys(pairs)))

    def __str__(self) -> str:
        return self._with(self.asked)

    def values(self, name: str) -> tuple[str, ...]:
        """What is asked under a name."""
        return tuple(value for asked, value in self.asked if asked == name)

    def value(self, name: str) -> str:
        """What is asked under a name; empty for nothing."""
        return next(iter(self.values(name)), "")

    def choosing(self, name: str, value: str) -> str:
        """The list narrowed to a value: of countries to one more, of all else to this one instead of another."""
        if name == "year":
            return self.between(value, value)
        return self._with((*(self.asked if name in _SEVERAL else self._without(name)), (name, value)))

    def only(self, name: str, value: str) -> str:
        """The list narrowed to one value of a name that can have several."""
        return self._with((*self._without(name), (name, value)))

    def between(self, since: str, until: str) -> str:
        """The list between two days, months or years; an empty one leaves that end open."""
        days = tuple(pair for pair in (("since", since), ("until", until)) if pair[1])
        return self._with((*self._without("since", "until"), *days))

    def without(self, *names: str) -> str:
        """The list without what is asked under some names."""
        return self._with(self._without(*names))

    def but(self, name: str, value: str) -> str:
        """The list without one of the values that are asked under a name."""
        return self.without("since", "until") if name == "year" else self._with(self._all_but((name, value)))

    def after(self, cursor: str) -> str:
        """The next page."""
        return address(self.path, _grouped((*self._without(_CURSOR), (_CURSOR, cursor))))

    def download(self, resource: str, form: str, *but: str) -> str:
        """The whole list from the REST interface, where this knows all names ``but`` some."""
        return address(f"/api/v1/{resource}.{form}", _grouped(self._without(*_NOT_DOWNLOADED, *but)))

    def carried(self, fields: Sequence[str]) -> Pairs:
        """What a form must carry along that has only these fields."""
        return self._without(*fields, _CURSOR)

    def chips(self) -> Iterator[Chip]:
        """What narrows the list, in the order of the address."""
        since, until = self.value("since"), self.value("until")
        for name, value in self.asked:
            if name == "since" and until:
                yield Chip(capital(period(since, until)), self.without("since", "until"))
            elif name in (*FILTERS, "state", "kind", "due_before", "act") and not (name == "until" and since):
                yield Chip(value_in_words(name, value), self.but(name, value))

    def _without(self, *names: str) -> Pairs:
        return tuple(pair for pair in self.asked if pair[0] not in names)

    def _all_but(self, pair: tuple[str, str]) -> Pairs:
        return tuple(one for one in self.asked if one != pair)

    def _with(self, pairs: Pairs) -> str:
        """Another list begins on its first page."""
        return address(self.path, _grouped([pair for pair in pairs if pair[0] != _CURSOR]))


def tidied(request: Request, link: Permalink) -> RedirectResponse | None:
    """Where to go instead of an address with empty parameters, which forms make; None where it has none."""
    empty = any(not value.strip() for _, value in request.query_params.multi_items())
    return RedirectResponse(str(link), status_code=303) if empty else None


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
