"""``memcon knowledge update``: offices and bodies from Wikidata."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.errors import KnowledgeError
from memcon.faces.commands.knowledge.add import bodies_in_words
from memcon.faces.commands.knowledge.progress import bar
from memcon.faces.console import counted, note
from memcon.faces.countries import country_codes

if TYPE_CHECKING:
    from memcon.actors.knowledge import Knowledge
    from memcon.actors.knowledge.overlay import Answer, Overlay
    from memcon.actors.knowledge.wikidata import Collected

_MORE = ("EUR", "PSE", "UNO", "VAT")
"""Asked for with the states that have a COW number."""
_SHOWN = 8
"""Countries named where a run has to be taken up again."""


def _year(value: str) -> int:
    if not (str(value).isdecimal() and 1800 <= int(value) <= 2200):
        raise typer.BadParameter(f"{value} is no year; give one like 2000")
    return int(value)


def _address(value: str | None) -> str | None:
    if value is not None and not value.startswith(("http://", "https://")):
        raise typer.BadParameter(f"“{value}” is no address; give one like https://query.wikidata.org/sparql")
    return value


def update(
    countries: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COUNTRY…]", callback=country_codes, help="Only of these, by name or code.", show_default=False
        ),
    ] = None,
    dump: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A Wikidata dump (.json, .gz, .bz2, .xz) instead of the service.",
            show_default=False,
        ),
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(
            metavar="URL", callback=_address, help="Another query service of the same data.", show_default=False
        ),
    ] = None,
    since: Annotated[
        int, typer.Option(metavar="YEAR", parser=_year, help="Leave out who had left office before that year.")
    ] = 2000,
) -> None:
    """Bring offices, and who held them, up to date from Wikidata; without COUNTRY also bodies and their members.

    What Wikidata says is kept beside what memcon brings and what you added; it wins over the first, not over the second.
    Each country is kept as soon as it is there, in the place of what Wikidata said of it before.

    This is the only command of memcon that uses a network, and only without --from.

    Examples:

    - `memcon knowledge update TUR IRN`

    - `memcon knowledge update --from latest-all.json.bz2`
    """
    from memcon.actors.knowledge.overlay import Overlay  # noqa: PLC0415
    from memcon.actors.knowledge.own_file import overlay_path  # noqa: PLC0415

    path = overlay_path()
    if path is None:
        raise KnowledgeError("MEMCON_KNOWLEDGE is empty; let it name the file to update, or unset it.")
    if dump and endpoint:
        raise typer.BadParameter("give --from or --endpoint, not both")
    overlay = Overlay(path)
    items = _items(overlay.shipped, countries or [])
    work = _Update(overlay, since)
    if dump:
        work.from_dump(dump, items, bodies=not countries)
    else:
        work.from_service(endpoint, items, bodies=not countries)
    note(work.told())


def _items(knowledge: "Knowledge", wanted: list[str]) -> dict[str, tuple[str, ...]]:
    """The Wikidata items of the countries asked for; of all states where none is."""
    states = [state for code in wanted or knowledge.codes() if (state := knowledge.state(code))]
    for state in states:
        if wanted and not state.wikidata:
            raise KnowledgeError(f"memcon does not know which item of Wikidata {state.name} is; leave it out.")
    asked = [s for s in states if s.wikidata and (wanted or s.cow is not None or s.iso3 in _MORE)]
    return {state.iso3: state.wikidata for state in asked}


class _Update:
    """One run: what was kept and what left out."""

    def __init__(self, overlay: "Overlay", since: int) -> None:
        from memcon.actors.knowledge.wikidata import Offices  # noqa: PLC0415

        self._overlay = overlay
        self._since = since
        self._offices = Offices(overlay.shipped)
        self._countries = 0
        self._tenures = 0
        self._persons = 0
        self._bodies = 0
        self._left_out: dict[str, int] = {}
        self._broken = 0
        self._empty: list[str] = []

    def from_service(self, endpoint: str | None, items: Mapping[str, tuple[str, ...]], *, bodies: bool) -> None:
        from memcon.actors.knowledge.wikidata import ENDPOINT, QueryService, bodies_answer  # noqa: PLC0415

        service = QueryService(endpoint or ENDPOINT)
        with bar("Wikidata") as tell:
            for number, (code, of_country) in enumerate(items.items()):
                tell(number / len(items))
                try:
                    found = service.holders(code, of_country, self._offices)
                except KnowledgeError as error:
                    raise KnowledgeError(f"{error}{self._so_far(items, code)}") from error
                self._keep_country(found, code)
            if bodies:
                states = {item: code for code, of_country in items.items() for item in of_country}
                self._take(bodies_answer(service.bodies(states), self._overlay.shipped))

    def from_dump(self, dump: Path, items: Mapping[str, tuple[str, ...]], *, bodies: bool) -> None:
        from memcon.actors.knowledge.wikidata import bodies_answer, read_dump  # noqa: PLC0415

        states = {item: code for code, of_country in items.items() for item in of_country}
        with bar("Wikidata") as tell:
            found = read_dump(dump, states, self._offices, tell)
        for code in items:
            self._keep_country(found, code)
        self._left_out, self._broken = found.left_out, len(found.broken)
        if bodies:
            self._take(bodies_answer(found, self._overlay.shipped))

    def _keep_country(self, found: "Collected", code: str) -> None:
        from memcon.actors.knowledge.wikidata import country_answer  # noqa: PLC0415

        answer = country_answer(found, code, self._since)
        if answer.persons:
            self._take(answer)
            self._countries += 1
        else:  # a service that has nothing is no reason to forget what Wikidata said before
            self._empty.append(code)
        for reason, number in found.left_out.items():
            self._left_out[reason] = self._left_out.get(reason, 0) + number

    def _take(self, answer: "Answer") -> None:
        outcome = self._overlay.take(answer, date.today().isoformat())
        self._tenures += outcome.tenures
        self._persons += outcome.persons
        self._bodies += outcome.bodies

    def _so_far(self, items: Mapping[str, object], code: str) -> str:
        if not self._countries:
            return ""
        rest = list(items)[list(items).index(code) :]
        more = " …" if len(rest) > _SHOWN else ""
        return (
            f" {_countries(self._countries)} kept; "
            f"go on with `memcon knowledge update {' '.join(rest[:_SHOWN])}{more}`."
        )

    def told(self) -> str:
        """What the run brought, in one line."""
        kept = (
            f"{counted(self._tenures, 'tenure')} of {counted(self._persons, 'person')} in {_countries(self._countries)}"
        )
        kept += f", {bodies_in_words(self._bodies)}" if self._bodies else ""
        left = [f"{counted(number, 'position')} {reason}" for reason, number in sorted(self._left_out.items())]
        left += [f"{counted(self._broken, 'line')} that cannot be read"] if self._broken else []
        left += [f"nothing found for {' '.join(self._empty)}"] if self._empty else []
        return f"{kept} kept in {self._overlay.path}{'; left out: ' * bool(left)}{', '.join(left)}"


def _countries(number: int) -> str:
    return "1 country" if number == 1 else f"{number} countries"
