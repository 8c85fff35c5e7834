"""What can stand behind the question mark: one class a kind of list. Unknown parameters are refused with the names of those that are known."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from memcon.archive.corrections.model import Action
from memcon.archive.queries import FiltersT, narrowed
from memcon.record import CommitmentKind, CommitmentStatus, Level, Mode, Role, Status

LONGEST_PAGE = 500

Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Codes = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\x00]*$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[A-Za-z0-9_-]+$")]

_DATES = "A year, month or day: 2024, 2024-12, 2024-12-31."
_CODES = "ISO 3166-1 alpha-3 codes (UNO, EUR and NAT for the UN, the EU and NATO), or names in English"


class Parameters(BaseModel):
    """The parameters of a request."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _only_known(cls, given: Any) -> Any:
        unknown = [name for name in given if name not in cls.model_fields] if isinstance(given, dict) else []
        if unknown:
            words = {"unknown": unknown[0][:60], "known": ", ".join(cls.model_fields)}
            raise PydanticCustomError("unknown_parameter", "there is no parameter {unknown}; there are {known}", words)
        return given


_OPERATORS = {
    "date__gte": "since",
    "date__lte": "until",
    "country__all": "country",
    "country__in": "any_country",
    "topic__in": "any_topic",
    "id__in": "id",
}
"""The filter of the archive that each operator stands for."""

_SHOWING = frozenset({"fields", "include", "limit", "cursor", "order", "q", "statements_only"})
"""Parameters that say what is shown, not what is looked for."""


def filters_of(asked: Parameters, name: str, none: FiltersT) -> FiltersT:
    """The filters that parameters ask for: all of them hold, also where two are of one kind. Raises `ArchiveError`."""
    given = {name: value for name, value in asked if name in asked.model_fields_set and name not in _SHOWING}
    plain = {name: value for name, value in given.items() if name not in _OPERATORS}
    operators = {_OPERATORS[name]: _parts(name, value) for name, value in given.items() if name in _OPERATORS}
    filters, more = narrowed(name, none, plain), narrowed(name, none, operators)
    for field in operators:
        both = getattr(filters, field), getattr(more, field)
        filters = replace(filters, **{field: _both(field, *both)})
    return filters


def _parts(name: str, value: str) -> str | list[str]:
    """What stands between commas, where several are taken."""
    return value if name.startswith("date__") else [part.strip() for part in value.split(",") if part.strip()]


def _both(field: str, one: Any, other: Any) -> Any:
    """The value that asks for what two ask for: of dates the narrower one, of other filters one after the other."""
    if field in ("since", "until"):
        choose = max if field == "since" else min
        return choose(filter(None, (one, other)), default=None)
    return (*one, *other)


class Shown(Parameters):
    """What is shown of each thing."""

    fields: Words | None = Field(
        None,
        description="Only these fields of each item, with commas between them. Without it all are there.",
        examples=["id,date"],
    )


class WithEvidence(Parameters):
    """What is shown beside each thing."""

    include: Literal["evidence"] | None = Field(
        None,
        description=(
            "`evidence` adds the words of the report that each field was read from, as W3C selectors: their place, and exactly "
            "the words with 32 characters before and behind them."
        ),
    )


class Paged(Shown):
    """Which part of a list is shown."""

    limit: int | None = Field(
        None,
        ge=1,
        le=LONGEST_PAGE,
        description=(
            "At most so many items, 1 to 500. Without it a page has 50, a feed 50, a calendar 1,000, and a table (csv, jsonl, parquet) "
            "is the whole list."
        ),
        examples=[50],
    )
    cursor: Cursor | None = Field(
        None, description="Go on behind the last item of a page: the `next` of that page. It is to be taken as it is."
    )


class Ordered(Paged):
    """In which order."""

    order: Literal["newest", "oldest"] = Field(
        "newest", description="What is latest comes first, or what is earliest. What has no date comes last."
    )


class ByTime(Parameters):
    """Narrowed by time."""

    since: Day | None = Field(
        None, description=f"From its first day on. {_DATES} An open date counts where it may be in the time."
    )
    until: Day | None = Field(None, description=f"Until its last day. {_DATES}")
    date__gte: Day | None = Field(
        None, description="The same as `since`; with both, the later one holds.", examples=["2018"]
    )
    date__lte: Day | None = Field(
        None, description="The same as `until`; with both, the earlier one holds.", examples=["2024-12-31"]
    )


class ByAnyCountry(Parameters):
    """Narrowed by countries of which any will do."""

    country: list[Words] = Field(
        [], description=f"{_CODES}; may be given several times: of any of them.", examples=[["IRN"]]
    )
    country__in: Codes | None = Field(
        None, description=f"{_CODES}, with commas between them: of any of them.", examples=["IRN,TUR"]
    )


class ByCountries(Parameters):
    """Narrowed by countries."""

    country: list[Words] = Field(
        [], description=f"{_CODES}; may be given several times: all of them take part.", examples=[["IRN"]]
    )
    country__all: Codes | None = Field(
        None,
        description=f"{_CODES}, with commas between them: all of them take part.",
        examples=["IRN,TUR"],
    )
    country__in: Codes | None = Field(
        None, description=f"{_CODES}, with commas between them: any of them takes part.", examples=["IRN,TUR"]
    )


class ByReport(Parameters):
    """Narrowed by what is known of the report."""

    person: Words | None = Field(
        None,
        description="Part of the name of somebody who takes part or speaks; case, accents and hyphens do not matter.",
        examples=["Rouhani"],
    )
    outlet: Words | None = Field(
        None, description="Part of the name of who published the report.", examples=["gazette"]
    )
    changed_since: Words | None = Field(
        None,
        description="Of reports that were added, corrected or withdrawn since: an ISO 8601 date or date-time, UTC where it names no zone.",
        examples=["2024-12-31T18:30:00Z"],
    )


class ById(Parameters):
    """Narrowed by id."""

    id__in: Codes | None = Field(None, description="Only those with these ids, with commas between them.")


class ByContact(Parameters):
    """Narrowed by the contact that is told of."""

    mode: Mode | None = Field(None, description="How they met.")
    status: Status | None = Field(
        None, description="Whether the contact was held, is planned, was cancelled, or is denied."
    )
    level: Level | None = Field(None, description="The highest level that every side reaches.")
    role: Role | None = Field(None, description="Whether the report is about the contact, or only mentions it.")
    mechanism: Words | None = Field(
        None,
        description="Part of the name of the standing mechanism of which it was a session.",
        examples=["Joint Commission"],
    )
    topic: Words | None = Field(None, description="A topic, as the codebook lists them.", examples=["trade"])
    topic__in: Codes | None = Field(
        None, description="Topics, with commas between them, of which any will do.", examples=["trade,energy"]
    )


class WithWithdrawn(Parameters):
    """Together with what was withdrawn."""

    withdrawn: bool = Field(False, description="Also what was rejected, or is of a report that was withdrawn.")


class ContactList(Ordered, WithEvidence, WithWithdrawn, ById, ByReport, ByContact, ByTime, ByCountries):
    """Of contacts."""


class EncounterList(Ordered, WithEvidence, ById, ByReport, ByContact, ByTime, ByCountries):
    """Of encounters."""


class StatementList(Ordered, WithEvidence, WithWithdrawn, ById, ByReport, ByContact, ByTime, ByAnyCountry):
    """Of statements."""


class CommitmentList(Ordered, WithEvidence, WithWithdrawn, ById, ByReport, ByContact, ByTime, ByCountries):
    """Of commitments."""

    state: list[CommitmentStatus] = Field(
        [], description="What became of it; may be given several times.", examples=[["overdue"]]
    )
    kind: CommitmentKind | None = Field(None, description="What kind of commitment it is.")
    due_before: Day | None = Field(None, description=f"Due before the end of it. {_DATES}", examples=["2025"])
    as_of: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None = Field(
        None,
        description="As it stood on that day: what was made or shown later does not count. Without it, today in UTC.",
    )


class ClaimList(Ordered, WithEvidence, WithWithdrawn, ById, ByReport, ByTime, ByAnyCountry):
    """Of claims."""


class EventList(Ordered, WithEvidence, ById, ByReport, ByTime, ByCountries):
    """Of events."""

    event_type: Words | None = Field(None, description="The type in PLOVER.", examples=["CONSULT"])
    cameo: Words | None = Field(None, description="The CAMEO code, or how it begins.", examples=["04"])
    order: Literal["newest", "oldest"] = Field(
        "newest", description="Those of the report that was added last come first, or those of the first."
    )


class ReportList(Ordered, WithEvidence, WithWithdrawn, ById, ByReport, ByContact, ByTime, ByCountries):
    """Of reports."""


class PersonList(Paged):
    """Of persons."""

    q: Words | None = Field(
        None, description="Part of a name; case, accents and hyphens do not matter.", examples=["Rouhani"]
    )
    country: Words | None = Field(None, description=f"{_CODES}: for whom they act.", examples=["IRN"])


class MechanismList(Paged):
    """Of mechanisms."""

    country: list[Words] = Field(
        [], description=f"{_CODES}; may be given several times: between all of them.", examples=[["IRN"]]
    )


class DecisionList(Ordered):
    """Of decisions."""

    about: Words | None = Field(None, description="The id of an item or of a report.", examples=["3f2a9c-c1"])
    who: Words | None = Field(None, description="Part of the name of who decided.", examples=["Reader"])
    action: Action | None = Field(None, description="What was decided.")
    date__gte: Words | None = Field(
        None, description="Decided then or later: an ISO 8601 date or date-time.", examples=["2024-12-31"]
    )
    date__lte: Words | None = Field(
        None, description="Decided then or earlier: an ISO 8601 date or date-time.", examples=["2024-12-31"]
    )


class Searching(Parameters):
    """The words that are looked for."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\x00]*$")] = Field(
        description=(
            'Words that all stand in the passage; `"border bridge"` one behind the other; `bridg*` words that begin so; '
            "`bridge OR ferry` one of the two; `-coast` not this one."
        ),
        examples=['"border bridge" OR ferr* -coast'],
    )
    statements_only: bool = Field(False, description="Only what somebody is reported to have said.")


class SearchList(Paged, ByReport, ByContact, ByTime, ByAnyCountry, Searching):
    """Of passages."""


class ChangeList(Paged):
    """Of changes."""

    since: Words = Field(
        description="From when on: an ISO 8601 date or date-time, UTC where it names no zone. The `at` of the last change that was read is right.",
        examples=["2024-12-31T18:30:00Z"],
    )


class OneItem(Shown, WithEvidence):
    """Of a single thing that was read from a report."""


class OneMechanism(Shown):
    """Of a mechanism."""

    country: list[Words] = Field(
        [], description=f"{_CODES}; may be given several times: that between these, where several have the name."
    )
