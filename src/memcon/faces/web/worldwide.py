"""What is asked of all countries at once: a part of the world, and encounters that were held where nothing else is said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self, get_args

from fastapi import Request

from memcon.archive import Filters
from memcon.archive.countries import country_code
from memcon.errors import AbsentError
from memcon.faces.web.asked import ANY
from memcon.faces.web.listing import Permalink
from memcon.faces.web.regions import Region, region_of, regions
from memcon.faces.web.rendering import address
from memcon.faces.web.sentences import sentence, value_in_words
from memcon.record import Level, Mode, Status

_OWN = ("region", "show", "of")  # what is asked of the page, not of the encounters
_CODE = re.compile(r"[A-Z]{3}")

Option = tuple[str, str]
"""A value of a parameter, and its words."""


@dataclass(frozen=True, kw_only=True)
class Worldwide:
    """``link`` is the address as it was asked, ``filters`` what is counted."""

    link: Permalink
    filters: Filters
    region: Region

    @classmethod
    def of(cls, request: Request, filters: Filters, *names: str) -> Self:
        """What a request asks; ``names`` are further parameters of its page."""
        link = Permalink.of(request, filters, "region", "status", *names)
        counted = filters if link.value("status") else replace(filters, status="held")
        return cls(link=link, filters=counted, region=region_of(link.value("region")))

    @property
    def sentence(self) -> str:
        """What is counted."""
        return sentence("encounters", self.filters)

    def contacts(self, *countries: str, **more: object) -> str:
        """The list of the encounters that a number of the page counts."""
        named = {"country": [*self.filters.country, *countries], "status": self.filters.status or ""}
        asked = {name: self.link.values(name) for name, _ in self.link.asked if name not in (*_OWN, *named)}
        return address("/contacts", {**asked, **named}, **more)

    def file(self, form: str) -> str:
        """The numbers of the page in a file."""
        asked = {name: self.link.values(name) for name, _ in self.link.asked}
        return address(f"{self.link.path}.{form}", asked)

    def choices(self) -> Iterator[tuple[str, str, Sequence[Option]]]:
        """The parameters that are chosen from a list: name, label, options, of which the first is what an empty one means."""
        yield "mode", "How", (("", "any way"), *_options("mode", get_args(Mode)))
        yield "level", "Level", (("", "any"), *_options("level", get_args(Level)))
        others = [status for status in get_args(Status) if status != "held"]
        yield "status", "Status", (("", "held"), *((one, one) for one in others), (ANY, "any"))
        yield (
            "region",
            "Part of the world",
            tuple((one.id if one.countries else "", one.name) for one in regions().values()),
        )


def country_of(words: str) -> str:
    """The code of a country by name or code; one of three letters may be of an archive alone. Raises `AbsentError`."""
    code = country_code(words) or (words if _CODE.fullmatch(words) else None)
    if code is None:
        raise AbsentError(
            f"“{words[:60]}” is no country that memcon knows; give its name or its ISO 3166 code, like IRN or IR"
        )
    return code


def _options(name: str, values: Sequence[str]) -> Iterator[Option]:
    for value in values:
        yield value, value_in_words(name, value)
