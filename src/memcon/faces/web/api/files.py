"""A list as a file: a table with all of it, a calendar of what has a day, or a feed of what is latest."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from itertools import chain
from types import MappingProxyType
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Path, Request, Response
from fastapi.responses import StreamingResponse

from memcon import __version__
from memcon.archive import Archive, ContactRow, FoundPassage, StatementRow
from memcon.archive.export import calendar, feed
from memcon.archive.export.tables import SCHEMA_VERSION
from memcon.archive.export.titles import web_address
from memcon.archive.frames import arrow_table, needed
from memcon.archive.lookups import moments_of
from memcon.errors import ArchiveError
from memcon.faces.web.api.answers import answer, fields_of
from memcon.faces.web.api.listings import Listing, ParametersT, Part, address_behind, shown
from memcon.faces.web.api.told import told

Form = Literal["csv", "jsonl", "parquet", "ics", "atom"]

_MEANS = Path(
    description="Tables: csv (RFC 4180), jsonl (one object a line), parquet; ics: a calendar (RFC 5545); atom: a feed (RFC 4287)."
)
AnyForm = Annotated[Form, _MEANS]
Table = Annotated[Literal["csv", "jsonl", "parquet"], _MEANS]
Dated = Annotated[Literal["csv", "jsonl", "parquet", "ics"], _MEANS]

MEDIA_TYPES: Mapping[Form, str] = MappingProxyType(
    {
        "csv": "text/csv",
        "jsonl": "application/jsonl",
        "parquet": "application/vnd.apache.parquet",
        "ics": "text/calendar",
        "atom": "application/atom+xml",
    }
)
_PART = 2000  # rows read at once of what is a whole list
_USUAL: Mapping[Form, int] = MappingProxyType({"ics": 1000, "atom": 50})
_LONGEST = 366  # days: what may be on any day of more has no place in a calendar
_NEVER = datetime(1970, 1, 1, tzinfo=UTC).isoformat()


@dataclass(frozen=True)
class _Wanted:
    """A list as it is asked for: the rows, and how each is shown."""

    archive: Archive
    title: str
    row: type[msgspec.Struct]
    fields: tuple[str, ...]
    pages: Callable[[], Iterator[Part]]
    shown: Callable[[Part], Iterator[object]]

    def rows(self) -> list[msgspec.Struct]:
        """All rows, of a form that is made at once."""
        return [row for page in self.pages() for row in page.rows]


def written(
    request: Request, archive: Archive, listing: Listing[ParametersT], asked: ParametersT, form: Form
) -> Response:
    """A list in a form. Tables are the whole list unless a limit is given, and written while they are sent."""
    if getattr(asked, "include", None) and form != "jsonl":
        raise ArchiveError(f"a {form} file has no place for evidence; JSON and jsonl have")
    if asked.fields and form in _USUAL:
        raise ArchiveError(
            f"the fields of {form} are its own; JSON, csv, jsonl and parquet can be asked for some of them"
        )

    def made() -> Response:
        fields = fields_of(listing.row, asked.fields)
        most = asked.limit or _USUAL.get(form)
        first = listing.page(archive, asked, asked.cursor, min(most or _PART, _PART))

        def pages() -> Iterator[Part]:
            page, left = first, most
            while True:
                yield page
                left = left - len(page.rows) if left is not None else None
                if page.next is None or (left is not None and left <= 0):
                    return
                page = listing.page(archive, asked, page.next, min(left or _PART, _PART))

        said = listing.said(asked)
        title = f"memcon: {', '.join(filter(None, (listing.name, said)))}"
        wanted = _Wanted(
            archive, title, listing.row, fields, pages, lambda page: shown(archive, listing, asked, page, fields)
        )
        parts = _FORMS[form](wanted)
        # What cannot be written is told before the answer begins.
        begun = chain([next(parts, b"")], parts)
        headers = {"Content-Disposition": f'{_DISPOSITION.get(form, "attachment")}; filename="{listing.name}.{form}"'}
        if most and most <= _PART and first.next:
            headers["Link"] = f'<{address_behind(request, first.next)}>; rel="next"'
        return StreamingResponse(begun, media_type=MEDIA_TYPES[form], headers=headers)

    return answer(request, archive, made)


_DISPOSITION: Mapping[Form, str] = MappingProxyType({"ics": "inline", "atom": "inline"})


def _csv(wanted: _Wanted) -> Iterator[bytes]:
    """RFC 4180 with a header; lists are joined by "; ", what is missing is empty."""
    yield _lines([wanted.fields])
    for page in wanted.pages():
        yield _lines([[_cell(getattr(row, name)) for name in wanted.fields] for row in page.rows])


def _lines(rows: Any) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "; ".join("-".join(map(str, part)) if isinstance(part, tuple) else str(part) for part in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _jsonl(wanted: _Wanted) -> Iterator[bytes]:
    encode = msgspec.json.Encoder().encode
    for page in wanted.pages():
        yield b"".join(encode(each) + b"\n" for each in wanted.shown(page))


def _parquet(wanted: _Wanted) -> Iterator[bytes]:
    """Row group by row group, as Parquet is written from the front to the back."""
    parquet = needed("pyarrow.parquet")
    metadata = {"schema_version": SCHEMA_VERSION, "memcon_version": __version__}
    target = _Drained()
    schema = arrow_table(wanted.row, [], metadata=metadata).select(wanted.fields).schema
    with parquet.ParquetWriter(target, schema) as writer:
        for page in wanted.pages():
            rows = [_flat(row) for row in page.rows]
            writer.write_table(arrow_table(wanted.row, rows, metadata=metadata).select(wanted.fields))
            yield target.taken()
    yield target.taken()


class _Drained(BytesIO):
    """A file of which what was written can be taken away."""

    def __init__(self) -> None:
        super().__init__()
        self._gone = 0

    def tell(self) -> int:
        """How much was written in all."""
        return self._gone + super().tell()

    def close(self) -> None:
        """Stays open for what is to be taken yet."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        found = self.getvalue()
        self._gone += len(found)
        self.seek(0)
        self.truncate()
        return found


def _flat(row: msgspec.Struct) -> msgspec.Struct:
    """A row whose values of any kind are JSON, for a table has one type a column."""
    kinds = type(row).__annotations__
    loose = {name: getattr(row, name) for name, kind in kinds.items() if kind is Any}
    return msgspec.structs.replace(
        row, **{n: None if v is None else json.dumps(v, ensure_ascii=False) for n, v in loose.items()}
    )


def _ics(wanted: _Wanted) -> Iterator[bytes]:
    those = [(each, days) for each in map(told, wanted.rows()) if (days := _days(each.first, each.last))]
    moments = moments_of(wanted.archive, {each.report for each, _ in those if each.report})
    entries = []
    for each, days in those:
        stamp, changed = moments.get(each.report or "", (each.moment or _NEVER,) * 2)
        entry = calendar.Entry(
            uid=each.id,
            first=days[0],
            last=days[1],
            status=each.status,
            summary=each.title,
            description=each.lines,
            categories=each.terms[:2],
            location=each.place,
            url=web_address(each.url),
            stamp=stamp,
            changed=changed,
        )
        entries.append(entry)
    target = BytesIO()
    calendar.write_entries(entries, target)
    yield target.getvalue()


def _days(first: str | None, last: str | None) -> tuple[date, date] | None:
    if not first or not last:
        return None
    days = date.fromisoformat(first), date.fromisoformat(last)
    return days if (days[1] - days[0]).days <= _LONGEST else None


def _atom(wanted: _Wanted) -> Iterator[bytes]:
    target = BytesIO()
    rows = wanted.rows()
    known = [row for row in rows if isinstance(row, ContactRow | StatementRow | FoundPassage)]
    if len(known) == len(rows):  # entries that are the same in `memcon export --as atom`
        feed.write(wanted.archive, known, target, title=wanted.title)
        yield target.getvalue()
        return
    those = [told(row) for row in rows]
    moments = moments_of(wanted.archive, {each.report for each in those if each.report})
    entries = []
    for each in those:
        published, updated = moments.get(each.report or "", (each.moment or _NEVER,) * 2)
        entry = feed.Entry(
            id=feed.entry_id(each.report or "", each.id),
            title=each.title,
            text="\n".join((each.id, *each.lines)),
            terms=each.terms,
            published=published,
            updated=updated,
            author=each.author,
            url=each.url,
        )
        entries.append(entry)
    feed.write_entries(entries, target, title=wanted.title)
    yield target.getvalue()


_FORMS: Mapping[Form, Callable[[_Wanted], Iterator[bytes]]] = MappingProxyType(
    {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet, "ics": _ics, "atom": _atom}
)
