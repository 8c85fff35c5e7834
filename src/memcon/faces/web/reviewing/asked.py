"""Which items are to be reviewed, as an address asks for them."""

from dataclasses import dataclass
from typing import cast

from fastapi import Request

from memcon.archive.corrections.model import LETTERS, ItemType
from memcon.archive.corrections.queue import ReviewFilters
from memcon.archive.countries import country_code
from memcon.errors import ArchiveError
from memcon.faces.web.listing import Permalink
from memcon.faces.web.rendering import address
from memcon.faces.web.sentences import the_country

KINDS: tuple[ItemType, ...] = tuple(LETTERS.values())
COUNTED = 10_000
"""As far as items are counted that wait."""

_COUNTED_OF_SOME = 100  # where a filter has to be asked of every item


@dataclass(frozen=True)
class Wanted:
    """``after`` is the item that the queue goes on behind; those before it were left for later."""

    filters: ReviewFilters
    after: str = ""

    @classmethod
    def of(cls, request: Request) -> "Wanted":
        """What an address asks for. Raises `ArchiveError`."""
        given = request.query_params
        countries = tuple(dict.fromkeys(_code(words) for words in given.getlist("country") if words.strip()))
        kind = given.get("kind", "").strip()
        return cls(
            ReviewFilters(
                item_type=(cast("ItemType", kind),) if kind else (),
                country=countries,
                outlet=given.get("outlet", "").strip() or None,
                report=given.get("report", "").strip() or None,
            ),
            given.get("after", "").strip(),
        )

    @property
    def narrowing(self) -> dict[str, object]:
        """The filters as parameters of an address."""
        filters = self.filters
        return {
            "country": list(filters.country),
            "kind": next(iter(filters.item_type), None),
            "outlet": filters.outlet,
            "report": filters.report,
        }

    @property
    def link(self) -> Permalink:
        """The address of the queue."""
        pairs = [
            (name, str(one))
            for name, value in self.narrowing.items()
            for one in (value if isinstance(value, list) else [value])
            if one
        ]
        return Permalink("/review", tuple(pairs))

    @property
    def counted(self) -> int:
        """As far as the items are counted."""
        return _COUNTED_OF_SOME if self.filters.country or self.filters.outlet else COUNTED

    def queue(self, after: str | None = None) -> str:
        """The address of the first item of the queue, or the first after another."""
        return address("/review", self.narrowing, after=self.after if after is None else after)

    def item(self, ref: str) -> str:
        """The address of an item, from which the queue goes on as asked."""
        return address(f"/review/{ref}", self.narrowing, after=self.after)

    def listed(self, form: str = "") -> str:
        """The address of the queue as a list, or of its download."""
        return address(f"/review/queue{form}", self.narrowing)

    def sentence(self) -> str:
        """ "Contacts of Iran or Turkey, from “VOA”, that nobody looked at yet"."""
        filters = self.filters
        said = [f"{filters.item_type[0].capitalize()}s" if filters.item_type else "Everything"]
        if filters.country:
            said[0] += f" of {' or '.join(the_country(code) for code in filters.country)}"
        if filters.outlet:
            said.append(f"from “{filters.outlet}”")
        if filters.report:
            said.append(f"in report {filters.report}")
        return f"{', '.join(said)}{',' if len(said) > 1 else ''} that nobody looked at yet"


def _code(words: str) -> str:
    code = country_code(words.strip())
    if code is None:
        raise ArchiveError(f"“{words.strip()}” is no country that memcon knows; give its name or its ISO 3166 code")
    return code
