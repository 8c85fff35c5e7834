"""Asks the Wikidata query service.

Two questions a country: its positions, of which those that are no offices are put aside, and who held the others. So the
tens of thousands of members of parliaments are never asked for.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import msgspec
import urllib3

from memcon.actors.knowledge.wikidata.assembly import Offices
from memcon.actors.knowledge.wikidata.statements import Collected, Group, Holding, Human, iso_date
from memcon.errors import KnowledgeError

ENDPOINT = "https://query.wikidata.org/sparql"
_AGENT = f"memcon/{version('memcon')} (knowledge update; command line) urllib3/{version('urllib3')}"
_TRIES = 5
_LONGEST_WAIT = 300.0
_TIMEOUT = urllib3.Timeout(connect=20, read=120)  # the service gives up on a question after 60 seconds
_POSITIONS_AT_ONCE = 60
_BODIES_AT_ONCE = 200
_LATER = frozenset({429, 500, 502, 503, 504})
_NAMES = "(SAMPLE(?en) AS ?inEnglish) (SAMPLE(?mul) AS ?inAll)"
_LABELS = """OPTIONAL {{ ?{thing} rdfs:label ?en . FILTER(LANG(?en) = "en") }}
  OPTIONAL {{ ?{thing} rdfs:label ?mul . FILTER(LANG(?mul) = "mul") }}"""
"""In English; and since 2024 in "mul", which stands for all languages that write a name alike."""
_ALIASES = """
  OPTIONAL {{ ?{thing} skos:altLabel ?alias . FILTER(LANG(?alias) IN ("en", "mul")) }}"""
_POSITIONS = """
SELECT ?position ?country {names} WHERE {{
  VALUES ?country {{ {countries} }}
  {{ ?position wdt:P1001 ?country }}
  UNION {{ ?position wdt:P17 ?country . FILTER NOT EXISTS {{ ?position wdt:P1001 ?other }} }}
  ?position (wdt:P31|wdt:P279)/wdt:P279* wd:Q4164871 .
  {labels}
}} GROUP BY ?position ?country"""
_HOLDERS = """
SELECT ?human ?position ?start ?startPrecision ?end ?endPrecision {names} (SAMPLE(?death) AS ?died)
  (SAMPLE(?deathPrecision) AS ?diedPrecision) (GROUP_CONCAT(DISTINCT ?alias; SEPARATOR="|") AS ?aliases) WHERE {{
  VALUES ?position {{ {positions} }}
  ?human p:P39 ?statement ; wdt:P31 wd:Q5 .
  ?statement ps:P39 ?position ; wikibase:rank ?rank .
  FILTER(?rank != wikibase:DeprecatedRank)
  OPTIONAL {{ ?statement pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] }}
  OPTIONAL {{ ?statement pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ] }}
  OPTIONAL {{ ?human p:P570/psv:P570 [ wikibase:timeValue ?death ; wikibase:timePrecision ?deathPrecision ] }}
  {labels}
}} GROUP BY ?human ?position ?statement ?start ?startPrecision ?end ?endPrecision"""
_MEMBERS = """
SELECT DISTINCT ?body ?country WHERE {{
  VALUES ?country {{ {countries} }}
  {{ ?country p:P463 ?statement . ?statement ps:P463 ?body . }}
  UNION {{ ?body p:P527 ?statement . ?statement ps:P527 ?country . }}
  ?statement wikibase:rank ?rank .
  FILTER(?rank != wikibase:DeprecatedRank)
  FILTER NOT EXISTS {{ ?statement pq:P582 ?ended }}
}}"""
_BODIES = """
SELECT ?body {names} (SAMPLE(?short) AS ?acronym) (GROUP_CONCAT(DISTINCT ?alias; SEPARATOR="|") AS ?aliases) WHERE {{
  VALUES ?body {{ {bodies} }}
  FILTER NOT EXISTS {{ ?body wdt:P576 ?dissolved }}
  OPTIONAL {{ ?body wdt:P1813 ?short . FILTER(LANG(?short) IN ("en", "mul")) }}
  {labels}
}} GROUP BY ?body"""

_Row = Mapping[str, str]


class _Value(msgspec.Struct):
    value: str


class _Bindings(msgspec.Struct):
    bindings: list[dict[str, _Value]]


class _Results(msgspec.Struct):
    results: _Bindings


class QueryService:
    """The query service at an address. ``sleep`` waits between tries."""

    def __init__(self, endpoint: str = ENDPOINT, sleep: Callable[[float], None] = time.sleep) -> None:
        self._endpoint = endpoint
        self._sleep = sleep
        self._host = urlsplit(endpoint).hostname or endpoint
        self._pool = _pool(endpoint, self._host)
        self.day = ""

    def holders(self, country: str, items: Sequence[str], offices: Offices) -> Collected:
        """The offices of a country, given by its items in Wikidata, and who held them. Raises KnowledgeError."""
        rows = self._ask(
            _POSITIONS.format(countries=_values(items), names=_NAMES, labels=_LABELS.format(thing="position"))
        )
        found = Collected(self.day)
        for row in rows:
            offices.keep(_item(row["position"]), _name(row), country, found)
        for some in _parts(sorted(found.positions), _POSITIONS_AT_ONCE):
            self._ask_holders(some, found)
        return found

    def bodies(self, countries: Mapping[str, str]) -> Collected:
        """The bodies that countries are members of; ``countries`` are the codes by item. Raises KnowledgeError."""
        rows = self._ask(_MEMBERS.format(countries=_values(countries)))
        found = Collected(self.day)
        for row in rows:
            found.members.setdefault(_item(row["body"]), set()).add(countries[_item(row["country"])])
        several = sorted(item for item, members in found.members.items() if len(members) > 1)
        for some in _parts(several, _BODIES_AT_ONCE):
            labels = (_LABELS + _ALIASES).format(thing="body")
            for row in self._ask(_BODIES.format(bodies=_values(some), names=_NAMES, labels=labels)):
                item = _item(row["body"])
                found.groups[item] = Group(item, _name(row), row.get("acronym"), _aliases(row))
        return found

    def _ask_holders(self, positions: Sequence[str], found: Collected) -> None:
        labels = (_LABELS + _ALIASES).format(thing="human")
        for row in self._ask(_HOLDERS.format(positions=_values(positions), names=_NAMES, labels=labels)):
            human = _item(row["human"])
            found.humans[human] = Human(human, _name(row), _aliases(row), _date(row, "died"))
            found.holdings.append(Holding(human, _item(row["position"]), _date(row, "start"), _date(row, "end")))

    def _ask(self, question: str) -> list[dict[str, str]]:
        """The rows of an answer. What may pass, such as too many questions at a time, is waited for."""
        trouble = ""
        for attempt in range(_TRIES):
            wait = 2.0**attempt
            try:
                response = self._post(question)
            except urllib3.exceptions.HTTPError as error:
                trouble = _reason(error)
                if attempt and isinstance(error, urllib3.exceptions.NewConnectionError):
                    break
            else:
                if response.status == 200:
                    rows = _rows(response.data)
                    if rows is not None:
                        self.day = _day(response.headers.get("Date"))
                        return rows
                    trouble = "its answer broke off"
                elif response.status in _LATER:
                    trouble = f"it answers {response.status}"
                    wait = _asked_wait(response.headers.get("Retry-After"), wait)
                else:
                    raise KnowledgeError(
                        f"{self._host} refuses the question (status {response.status}); "
                        "check --endpoint, or take a dump with --from."
                    )
            if wait > _LONGEST_WAIT:
                raise KnowledgeError(f"{self._host} asks to wait {wait:.0f} seconds; run the command again after that.")
            if attempt < _TRIES - 1:
                self._sleep(wait)
        raise KnowledgeError(
            f"{self._host} cannot be asked ({trouble}); check the network and try again, or take a dump with --from."
        )

    def _post(self, question: str) -> urllib3.BaseHTTPResponse:
        return self._pool.request(
            "POST",
            self._endpoint,
            body=urlencode({"query": question, "format": "json"}),
            headers={
                "Accept": "application/sparql-results+json",
                "Content-Type": "application/x-www-form-urlencoded",
                "User-Agent": _AGENT,
            },
            retries=False,
            timeout=_TIMEOUT,
        )


def _pool(endpoint: str, host: str) -> urllib3.PoolManager:
    proxy = getproxies().get(urlsplit(endpoint).scheme)
    return urllib3.ProxyManager(proxy) if proxy and not proxy_bypass(host) else urllib3.PoolManager()


def _rows(data: bytes) -> list[dict[str, str]] | None:
    """The rows of an answer; None where it is cut off, as it is when the service runs out of time."""
    try:
        answer = msgspec.json.decode(data, type=_Results)
    except msgspec.MsgspecError:
        return None
    return [{name: cell.value for name, cell in row.items()} for row in answer.results.bindings]


def _reason(error: Exception) -> str:
    if isinstance(error, urllib3.exceptions.NameResolutionError):
        return "its name cannot be resolved"
    if isinstance(error, urllib3.exceptions.NewConnectionError):
        return "no connection"
    return "no answer in time" if isinstance(error, urllib3.exceptions.TimeoutError) else "the connection broke"


def _asked_wait(header: str | None, otherwise: float) -> float:
    """The seconds that a Retry-After asks for, given as such or as a date."""
    if header is None:
        return otherwise
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return otherwise


def _day(header: str | None) -> str:
    """The day of an answer, by the service's clock."""
    try:
        return parsedate_to_datetime(header or "").date().isoformat()
    except ValueError:
        return datetime.now(UTC).date().isoformat()


def _values(items: Iterable[str]) -> str:
    return " ".join(f"wd:{item}" for item in items)


def _parts(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _item(address: str) -> str:
    return address.rsplit("/", 1)[-1]


def _name(row: _Row) -> str:
    return row.get("inEnglish") or row.get("inAll") or ""


def _aliases(row: _Row) -> tuple[str, ...]:
    return tuple(sorted(filter(None, row.get("aliases", "").split("|"))))


def _date(row: _Row, name: str) -> str | None:
    time_value, precision = row.get(name), row.get(f"{name}Precision", "")
    return iso_date(time_value, int(precision)) if time_value and precision.isdecimal() else None
