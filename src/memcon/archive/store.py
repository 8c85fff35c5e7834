"""The archive itself: adds records, one transaction each, and answers for them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Self

import msgspec
from sqlalchemy import Connection, Engine, func, select

from memcon.archive.checks import ensure_sound
from memcon.archive.connection import begin_writing, is_there, open_engine, sentences
from memcon.archive.corrections.desk import Desk
from memcon.archive.corrections.items import find_item, find_report
from memcon.archive.encounters.asking import Encounters
from memcon.archive.engines import database_at
from memcon.archive.filters import Filters, in_words
from memcon.archive.footnotes import Footnotes
from memcon.archive.html import Memo
from memcon.archive.learned import Learned
from memcon.archive.lists import contact_rows, statement_rows
from memcon.archive.memo import write_memo
from memcon.archive.overviews.answers import Answers
from memcon.archive.overviews.asking import Overviews
from memcon.archive.queries import Query, RowT, narrowed
from memcon.archive.relations import Relations
from memcon.archive.reports import ReportRow, list_reports
from memcon.archive.schema import contacts, reports
from memcon.archive.search import FoundPassage, search
from memcon.archive.shown import contacts_shown, statements_shown
from memcon.archive.views import ContactRow, StatementRow
from memcon.archive.writing import derive_again, keep
from memcon.errors import ArchiveError, WithdrawnError
from memcon.record import Contact, Record, decode_record


@dataclass(frozen=True, kw_only=True)
class AddOutcome:
    """What became of a record: kept, or left because a report with the same text is kept already."""

    status: Literal["added", "duplicate"]
    report: str
    contacts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FoundContact:
    """A contact, the record of the report that tells of it, and the key its items are called by ("3f2a9c")."""

    ref: str
    key: str
    contact: Contact
    record: Record


class Archive(Desk, Relations, Encounters, Overviews):
    """Records kept in one database. Opened with `Archive.open`; use it in a ``with`` statement or `close` it."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._answers = Answers()

    @classmethod
    def open(cls, location: str | Path, *, create: bool = True) -> Self:
        """The archive at a path, sqlite:/// or postgresql:// address, made or migrated where needed. Raises `ArchiveError`."""
        database = database_at(location)
        return cls(open_engine(database, create=create, derive=derive_again), database.name)

    @classmethod
    def exists(cls, location: str | Path) -> bool:
        """Whether there is an archive to open at a path or address. Raises `ArchiveError` where none can be made either."""
        return is_there(location)

    @property
    def name(self) -> str:
        """What it is called in sentences: its path, or its address without a password."""
        return self._name

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def add(self, record: Record) -> AddOutcome:
        """Keeps a record, all of it or nothing. The same text again changes nothing. Raises `ArchiveError`."""
        ensure_sound(record)
        report = record.article.sha256
        with self._writing() as connection:
            key = connection.scalar(select(reports.c.key).where(reports.c.id == report))
            if key is None:
                status: Literal["added", "duplicate"] = "added"
                key = keep(connection, record)
            else:
                status = "duplicate"
            query = select(contacts.c.ref).where(contacts.c.report == report).order_by(contacts.c.seq)
            refs = tuple(connection.scalars(query))
        return AddOutcome(status=status, report=report, contacts=refs)

    @property
    def learned(self) -> Learned:
        """The persons whom the reports kept here introduced, for `memcon.extraction.extract_record`."""
        return Learned(self._reading)

    def __len__(self) -> int:
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(reports)) or 0

    def __contains__(self, report: object) -> bool:
        with self._reading() as connection:
            return connection.scalar(select(reports.c.id).where(reports.c.id == report)) is not None

    def contacts(self, filters: Filters | None = None, **wanted: object) -> Query[ContactRow, Filters]:
        """Contacts by date, the undated ones by their report's date of publication; those without either come last."""
        return self._listed("contacts", ContactRow, self._contacts, filters, wanted)

    def statements(self, filters: Filters | None = None, **wanted: object) -> Query[StatementRow, Filters]:
        """Statements by the date of their contact, else of publication; those of one report as they stand there."""
        return self._listed("statements", StatementRow, self._statements, filters, wanted)

    def reports(self, filters: Filters | None = None, **wanted: object) -> Query[ReportRow, Filters]:
        """Reports by date of publication; those without one come last."""
        return self._listed("reports", ReportRow, self._reports, filters, wanted)

    def search(
        self, query: str, filters: Filters | None = None, *, statements_only: bool = False, **wanted: object
    ) -> Query[FoundPassage, Filters]:
        """The passages that a query finds, the best first, 20 if no limit is given (docs/python.md)."""

        def read(filters: Filters) -> list[FoundPassage]:
            with self._reading() as connection:
                return search(connection, query, filters, statements_only=statements_only)

        return self._listed(f"passages with {query}", FoundPassage, read, filters, wanted)

    def _listed(
        self,
        name: str,
        row: type[RowT],
        read: Callable[[Filters], list[RowT]],
        filters: Filters | None,
        wanted: dict[str, object],
    ) -> Query[RowT, Filters]:
        return Query(name, row, read, narrowed(name, filters or Filters(), wanted), words=in_words)

    def _reports(self, filters: Filters) -> list[ReportRow]:
        with self._reading() as connection:
            return list_reports(connection, filters)

    def _contacts(self, filters: Filters) -> list[ContactRow]:
        with self._reading() as connection:
            return contacts_shown(connection, contact_rows(connection, filters))

    def _statements(self, filters: Filters) -> list[StatementRow]:
        with self._reading() as connection:
            return statements_shown(connection, statement_rows(connection, filters))

    def record(self, report: str) -> Record:
        """The whole record of a report, by its SHA-256 or the first digits of it. Raises `ArchiveError`."""
        with self._reading() as connection:
            return self._record(connection, find_report(connection, report, archive=self._name))

    def contact(self, contact: str) -> FoundContact:
        """A contact by its id ("3f2a9c-c1") or as much of it as is unique. Raises `ArchiveError`, also for a withdrawn one."""
        with self._reading() as connection:
            found = find_item(connection, contact, archive=self._name, kinds=("contact",))
            here = contacts.c.ref == found.ref
            if connection.scalar(select(contacts.c.withdrawn).where(here)):
                raise WithdrawnError(
                    f"{found.ref} was rejected or withdrawn; `memcon show {found.ref}` tells by whom and why"
                )
            record = self._record(connection, found.report)
        item = next(item for item in record.contacts if item.id == found.id)
        return FoundContact(ref=found.ref, key=found.key, contact=item, record=record)

    def memo(
        self, contact: str, *, footnotes: Footnotes | None = None, country_name: Callable[[str], str] | None = None
    ) -> Memo:
        """The memo of a contact in Markdown, see `write_memo`. Raises `ArchiveError`."""
        found = self.contact(contact)
        if country_name is None:
            from memcon.actors.knowledge import load  # noqa: PLC0415  slow to import, and only memos name countries

            country_name = load().country_name
        memo = write_memo(
            found.record,
            found.contact,
            key=found.key,
            footnotes=footnotes,
            country_name=country_name,
            beside=self._beside(found.ref, country_name),
        )
        return Memo(memo)

    def export(
        self,
        form: str,
        target: str | Path | BinaryIO,
        filters: Filters | None = None,
        *,
        of: str | None = None,
        search: str | None = None,
        **wanted: object,
    ) -> None:
        """Writes what the filters let through in a format, "csv", "ics" …, to a path or an open file; see docs/export.md.

        Raises `ArchiveError`.
        """
        from memcon.archive.export import export  # noqa: PLC0415  little needs it

        export(self, form, target, narrowed("exports", filters or Filters(), wanted), of=of, search=search)

    def _record(self, connection: Connection, report: str) -> Record:
        kept = connection.scalar(select(reports.c.record).where(reports.c.id == report))
        try:
            return decode_record(kept or "")
        except msgspec.DecodeError as error:
            raise ArchiveError(f"{self._name} is damaged: the record of report {report} cannot be read") from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sentences(self._name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with sentences(self._name), begin_writing(self._engine.connect()) as connection, connection.begin():
            yield connection
