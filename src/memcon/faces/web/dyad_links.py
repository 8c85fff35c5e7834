"""The addresses of a dyad page and of the lists behind its numbers."""

from dataclasses import dataclass

from memcon.faces.web.listing import Pairs
from memcon.faces.web.rendering import address


@dataclass(frozen=True)
class Links:
    """Addresses of what is told of two countries in a time; ``since`` and ``until`` are ISO dates, ``more`` is what else its page was asked."""

    one: str
    other: str
    since: str | None = None
    until: str | None = None
    more: Pairs = ()

    @property
    def path(self) -> str:
        """Where the dyad's own page is."""
        return f"/dyads/{self.one}/{self.other}"

    def page(self, part: str, **asked: object) -> str:
        """A page or file of a part: "rhythm.svg"."""
        return address(f"{self.path}/{part}", self._asked, **asked)

    def file(self, form: str) -> str:
        """All of it in a file."""
        return address(f"{self.path}.{form}", self._asked)

    def contacts(self, period: str | None = None, **asked: object) -> str:
        """Encounters between the two, of a year or month where one is given."""
        return address("/contacts", {"country": [self.one, self.other], **self._within(period)}, **asked)

    def said(self, **asked: object) -> str:
        """Statements at these encounters."""
        return self.page("statements", **asked)

    def events(self, period: str) -> str:
        """Events between the two in a year or month."""
        return address(f"{self.path}/events", self._within(period))

    def commitments(self) -> str:
        """Commitments between the two of which nothing shows that they were kept."""
        asked = {"country": [self.one, self.other], "state": ["open", "overdue"]}
        return address("/commitments", asked, since=self.since, until=self.until)

    @property
    def _asked(self) -> dict[str, str | None]:
        return {"since": self.since, "until": self.until, **dict(self.more)}

    def _within(self, period: str | None) -> dict[str, str | None]:
        """The part of the time that lies in a year or month."""
        if period is None:
            return {"since": self.since, "until": self.until}
        since = self.since if self.since and self.since > period else period
        until = self.until if self.until and self.until.startswith(period) else period
        return {"since": since, "until": until}
