"""What is asked for, read back in English: "Encounters between Iran and Turkey, by telephone, since 2018"."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, get_args

from memcon.archive import CommitmentFilters, Filters
from memcon.archive.wording import capital, date_in_words, listed, topic_in_words
from memcon.faces.web.rendering import country_name
from memcon.faces.web.times import period, shortest, whole
from memcon.record import CommitmentKind

Kind = Literal["encounters", "statements", "commitments", "reports", "passages"]
Words = Mapping[str, str]

MODES: Words = MappingProxyType(
    {
        "meeting": "at meetings",
        "phone": "by telephone",
        "video": "by video",
        "visit": "on visits",
        "letter": "by letter",
        "summit": "at summits",
    }
)
"""How a contact was made, as it stands in a sentence."""

_LEVELS: Words = MappingProxyType(
    {
        "leader": "leaders",
        "minister": "ministers",
        "legislature": "legislatures",
        "envoy": "envoys",
        "official": "officials",
    }
)
_ROLES: Words = MappingProxyType(
    {"main": "that a report is about", "background": "that a report mentions as background"}
)
_TOLD_AS: Words = MappingProxyType({"main": "as their subject", "background": "as background"})
_KINDS: Words = MappingProxyType({kind: f"{kind}s" for kind in get_args(CommitmentKind)})
_VALUES: Mapping[str, Words] = MappingProxyType(
    {
        "mode": MappingProxyType(
            {
                "meeting": "meetings",
                "phone": "telephone calls",
                "video": "video calls",
                "visit": "visits",
                "letter": "letters",
                "summit": "summits",
            }
        ),
        "level": _LEVELS,
        "kind": _KINDS,
        "role": MappingProxyType({"main": "main contact of a report", "background": "background of a report"}),
    }
)

_WITH_THE = frozenset(
    {"USA", "GBR", "NLD", "ARE", "PHL", "CZE", "COG", "CAF", "DOM", "BHS", "GMB", "MDV", "MHL", "SLB", "COM", "VAT"}
    | {"EU", "UN"}
)
_HELD: Words = MappingProxyType(
    {
        "held": "Encounters held",
        "planned": "Planned encounters",
        "cancelled": "Cancelled encounters",
        "denied": "Encounters reported not to have taken place",
    }
)
_AT: Words = MappingProxyType(
    {"held": "held", "planned": "planned", "cancelled": "cancelled", "denied": "reported not to have taken place"}
)


def sentence(kind: Kind, filters: Filters, *, query: str | None = None) -> str:
    """What a list holds. ``query`` is what is searched for."""
    time = period(*shortest(filters.since or "", filters.until or ""))
    parts = [*_CLAUSES[kind](filters, query), f"{_DATED.get(kind, '')}{time}" if time else ""]
    said = ", ".join(filter(None, parts))
    return f"All {kind}" if said == capital(kind) else said


def value_in_words(name: str, value: str) -> str:
    """A filter's value as a list of choices names it: "Iran", "telephone", "leaders"."""
    if name == "country":
        return capital(country_name(value))
    if name == "topic":
        return capital(topic_in_words(value))
    if name in ("since", "until", "due_before"):
        return f"{capital(name.replace('_', ' '))} {date_in_words(whole(value, last=name == 'until'))}"
    return capital(_VALUES.get(name, {}).get(value, value))


def choices(*names: str) -> dict[str, list[tuple[str, str]]]:
    """The values that some filters can have, each with its words, as a form offers them."""
    return {name: [(value, value_in_words(name, value)) for value in _offered(name)] for name in names}


def _offered(name: str) -> Iterable[str]:
    if name != "topic":
        return _VALUES[name]
    from memcon.extraction.topics import topics  # noqa: PLC0415  slow to import

    return sorted(topics())


def the_country(code: str) -> str:
    """The name as it stands within a sentence: "the United States"."""
    name = country_name(code)
    return f"the {name}" if code in _WITH_THE else name


def _countries(filters: Filters, between: str = "and") -> str:
    names = [the_country(code) for code in filters.country]
    return listed(names) if between == "and" else f" {between} ".join(names)


def _encounters(filters: Filters, _: str | None) -> Iterator[str]:
    opening = _HELD.get(filters.status or "", "Encounters")
    several = len(filters.country) > 1
    of = f" {'between' if several else 'of'} {_countries(filters)}" if filters.country else ""
    yield opening + of
    yield _quoted("with {}", filters.person)
    yield MODES.get(filters.mode or "", "")
    yield _level(filters)
    yield _ROLES.get(filters.role or "", "")
    yield from _about(filters)


def _statements(filters: Filters, query: str | None) -> Iterator[str]:
    with_words = f" {_found(query)}" if query else ""
    who = f" by {_quoted('{}', filters.person)}" if filters.person else " by speakers" if filters.country else ""
    country = f" from {_countries(filters, 'or')}" if filters.country else ""
    yield f"Statements{with_words}{who}{country}"
    yield from _made_at(filters)
    yield from _about(filters)


def _commitments(filters: Filters, _: str | None) -> Iterator[str]:
    states = kind = ""
    if isinstance(filters, CommitmentFilters):
        states, kind = " or ".join(filters.state), filters.kind or ""
    noun = _KINDS.get(kind, "commitments")
    yield capital(f"{states} {noun}".strip()) + (f" involving {_countries(filters)}" if filters.country else "")
    yield _quoted("undertaken by {}", filters.person)
    yield from _made_at(filters)
    yield from _about(filters)
    if isinstance(filters, CommitmentFilters) and filters.due_before:
        yield f"due before {date_in_words(whole(filters.due_before, last=False))}"


def _reports(filters: Filters, _: str | None) -> Iterator[str]:
    yield f"Reports{f' that speak of {_countries(filters)}' if filters.country else ''}"
    yield from _reported(filters)


def _passages(filters: Filters, query: str | None) -> Iterator[str]:
    yield f"Passages {_found(query or '')}"
    yield f"of reports that speak of {_countries(filters)}" if filters.country else ""
    yield from _reported(filters)


def _reported(filters: Filters) -> Iterator[str]:
    yield _quoted("naming {}", filters.person)
    told = [
        MODES.get(filters.mode or "", ""),
        _AT.get(filters.status or "", ""),
        _level(filters),
        _TOLD_AS.get(filters.role or "", ""),
    ]
    if any(told):
        yield f"telling of contacts {', '.join(filter(None, told))}"
    yield from _about(filters)


def _made_at(filters: Filters) -> Iterator[str]:
    """The contact at which something was said or undertaken."""
    yield f"made {MODES.get(filters.mode, filters.mode)}" if filters.mode else ""
    yield f"at contacts {_AT.get(filters.status, filters.status)}" if filters.status else ""
    yield _level(filters)
    yield f"at contacts {_ROLES.get(filters.role, filters.role)}" if filters.role else ""


def _about(filters: Filters) -> Iterator[str]:
    yield f"about {topic_in_words(filters.topic)}" if filters.topic else ""
    yield _quoted("within {}", filters.mechanism)
    yield _quoted("as reported by {}", filters.outlet)


def _level(filters: Filters) -> str:
    return f"at the level of {_LEVELS.get(filters.level, filters.level)}" if filters.level else ""


def _found(query: str) -> str:
    return f"with {query}" if '"' in query else f"with “{query}”"


def _quoted(words: str, value: str | None) -> str:
    return words.format(f"“{value}”") if value else ""


_CLAUSES = {
    "encounters": _encounters,
    "statements": _statements,
    "commitments": _commitments,
    "reports": _reports,
    "passages": _passages,
}
_DATED = {"reports": "published ", "passages": "published ", "commitments": "made "}
