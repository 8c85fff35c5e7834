"""What an archive answers of encounters. `memcon.archive.Archive` is one of these."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, select

from memcon.archive.corrections.items import find_item
from memcon.archive.encounters.listing import EncounterRow, list_encounters
from memcon.archive.encounters.paper import differing_lines, write_comparison
from memcon.archive.encounters.reading import read_encounter
from memcon.archive.encounters.versions import Version
from memcon.archive.filters import Filters, in_words
from memcon.archive.html import Memo
from memcon.archive.memo import Beside
from memcon.archive.queries import Query, narrowed
from memcon.archive.schema import contacts, encounters
from memcon.errors import WithdrawnError
from memcon.record import Encounter

CountryName = Callable[[str], str]


class Encounters(ABC):
    """Encounters: one real-world contact, however many reports tell of it."""

    _name: str

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def encounters(self, filters: Filters | None = None, **wanted: object) -> Query[EncounterRow, Filters]:
        """Encounters by date, the undated ones by their first report; those without either come last."""

        def read(filters: Filters) -> list[EncounterRow]:
            with self._reading() as connection:
                return list_encounters(connection, filters)

        asked = narrowed("encounters", filters or Filters(), wanted)
        return Query("encounters", EncounterRow, read, asked, words=in_words)

    def encounter(self, encounter: str) -> Encounter:
        """An encounter by the id of any contact of it ("3f2a9c-c1") or as much of it as is unique. Raises `ArchiveError`."""
        with self._read(encounter) as (found, _):
            return found

    def versions(self, encounter: str) -> tuple[Encounter, list[Version]]:
        """An encounter, and what each of its reports tells with the whole record, by date of publication. Raises `ArchiveError`."""
        with self._read(encounter) as found:
            return found

    def compare(self, encounter: str, *, why: bool = False, country_name: CountryName | None = None) -> Memo:
        """What the reports of an encounter say, side by side, in Markdown; ``why`` adds the scores. Raises `ArchiveError`."""
        with self._read(encounter) as (found, versions):
            name = country_name or _country_name()
            return Memo(write_comparison(found, versions, country_name=name, why=why))

    def _beside(self, contact: str, country_name: CountryName) -> Beside | None:
        """What other reports tell of the encounter that a contact is told of, for its memo; None where no other does."""
        with self._reading() as connection:
            of_it = select(encounters.c.id).join(contacts, contacts.c.encounter == encounters.c.id)
            several = connection.scalar(of_it.where(contacts.c.ref == contact, encounters.c.n_reports > 1))
            if several is None:
                return None
            found, versions = read_encounter(connection, several)
        key = contact.partition("-")[0]
        others = tuple(version.article for version in versions if version.key != key)
        return Beside(found.id, others, lambda notes: differing_lines(found, versions, notes, country_name))

    @contextmanager
    def _read(self, encounter: str) -> Iterator[tuple[Encounter, list[Version]]]:
        with self._reading() as connection:
            item = find_item(connection, encounter, archive=self._name, kinds=("contact",))
            found = connection.scalar(select(contacts.c.encounter).where(contacts.c.ref == item.ref))
            if found is None:
                raise WithdrawnError(
                    f"{item.ref} was rejected or withdrawn; `memcon show {item.ref}` tells by whom and why"
                )
            yield read_encounter(connection, found)


def _country_name() -> CountryName:
    from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and only papers name countries

    return load().country_name
