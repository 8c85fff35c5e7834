"""Finds passages: asks the index, narrows by filters, and shows each with where its words stand and who said them."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Literal

import msgspec
from sqlalchemy import Connection, RowMapping, Select, and_, select

from memcon.archive.filters import Filters
from memcon.archive.folding import folded_words
from memcon.archive.rows import ref
from memcon.archive.schema import contacts, passages, reports, statements
from memcon.archive.search.engines import WORD_INDEXES
from memcon.archive.search.narrowing import narrowed
from memcon.archive.search.query import Word, WordQuery, parse_query
from memcon.errors import ArchiveError
from memcon.record import Record, Span, Statement, decode_record

USUAL_LIMIT = 20

_RANKED = 5_000  # hits; a rank costs SQLite four millionths of a second
_PORTION = 100  # passages whose filters are asked at once

PassageKind = Literal["title", "paragraph", "statement"]


class FoundPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage in which a query's words stand.

    ``start``, ``end`` and ``matches`` are offsets into the report's text, of a title into the title; ``text`` is what stands
    between start and end. ``statement`` is the one in which all the matches stand, with its speakers and its contact; without
    one, ``contact`` is the first that the passage tells of.
    """

    report: str
    kind: PassageKind
    text: str
    start: int
    end: int
    matches: tuple[tuple[int, int], ...]
    statement: str | None
    speakers: tuple[str, ...]
    contact: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None

    def marked(self, left: str, right: str, *, around: int | None = None) -> str:
        """The passage with ``left`` and ``right`` around each match, cut to ``around`` characters on both sides of the first."""
        start, end = self._cut(around) if around is not None and self.matches else (self.start, self.end)
        parts, done = ["… " if start > self.start else ""], start
        for first, last in self.matches:
            if start <= first and last <= end:
                parts += [self._words(done, first), left, self._words(first, last), right]
                done = last
        return "".join((*parts, self._words(done, end), " …" if end < self.end else ""))

    def _cut(self, around: int) -> tuple[int, int]:
        """Where a cut begins and ends; a word is not cut."""
        first, last = self.matches[0]
        before, after = self._words(self.start, first), self._words(last, self.end)
        kept_before, kept_after = before[-around:], after[:around]
        if kept_before != before:
            kept_before = kept_before.partition(" ")[2]
        if kept_after != after:
            kept_after = kept_after.rpartition(" ")[0]
        return first - len(kept_before), last + len(kept_after)

    def _words(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


def search(connection: Connection, text: str, filters: Filters, *, statements_only: bool) -> list[FoundPassage]:
    """The passages that a query finds, the best first; where one shows nothing that a better one of its report does not, it is left out.

    Of more than 5,000 passages that match, those added last come first. Raises `ArchiveError` where the query has no word
    that must occur.
    """
    query = parse_query(text)
    if not query.wanted:
        raise ArchiveError(f"“{text}” has no word to look for; give one, like bridge or bri*")
    limit = filters.limit or USUAL_LIMIT
    found: list[FoundPassage] = []
    shown: dict[str, set[tuple[int, int]]] = {}
    for passage in _passages(connection, query, filters, statements_only):
        if passage.kind != "title":
            before = shown.setdefault(passage.report, set())
            if before.issuperset(passage.matches):
                continue
            before.update(passage.matches)
        found.append(passage)
        if len(found) == limit:
            break
    return found


def _passages(
    connection: Connection, query: WordQuery, filters: Filters, statements_only: bool
) -> Iterator[FoundPassage]:
    @cache
    def record_of(report: str) -> Record:
        return decode_record(connection.scalar(select(reports.c.record).where(reports.c.id == report)) or "")

    shown = _shown(filters, statements_only)
    for hits in _windows(connection, WORD_INDEXES[connection.dialect.name].hits(query)):
        for scores in _best_first(hits):
            rows = connection.execute(shown.where(passages.c.id.in_(scores))).mappings().all()
            for row in sorted(rows, key=lambda row: (scores[row["id"]], *_place(row))):
                yield _passage(row, record_of(row["report"]), query)


def _windows(connection: Connection, found: Select[tuple[int, float]]) -> Iterator[dict[int, float]]:
    """What the index finds, those passages first that were added last: to rank a word that is everywhere takes seconds."""
    hits = found.subquery("hits")
    newest = select(hits.c.id, hits.c.score).order_by(hits.c.id.desc()).limit(_RANKED)
    window = _scores(connection, newest)
    while window:
        yield window
        older = newest.where(hits.c.id < min(window))
        window = _scores(connection, older) if len(window) == _RANKED else {}


def _scores(connection: Connection, query: Select[tuple[int, float]]) -> dict[int, float]:
    return {row["id"]: row["score"] for row in connection.execute(query).mappings()}


def _best_first(hits: dict[int, float]) -> Iterator[dict[int, float]]:
    """The hits in portions, the best first; those of one score stand in one portion."""
    portion: dict[int, float] = {}
    for score, alike in groupby(sorted(hits, key=hits.__getitem__), key=hits.__getitem__):
        if len(portion) >= _PORTION:
            yield portion
            portion = {}
        portion |= dict.fromkeys(alike, score)
    if portion:
        yield portion


def _shown(filters: Filters, statements_only: bool) -> Select[tuple[object, ...]]:
    of_statement = and_(statements.c.report == passages.c.report, statements.c.id == passages.c.item)
    of_contact = and_(contacts.c.report == statements.c.report, contacts.c.id == statements.c.contact)
    return (
        select(*(passages.c[name] for name in ("id", "report", "item_type", "item", "start", "end")))
        .add_columns(reports.c.key, reports.c.published)
        .join(reports, reports.c.id == passages.c.report)
        .outerjoin(statements, of_statement)
        .outerjoin(contacts, of_contact)
        .where(narrowed(filters, statements_only=statements_only))
    )


def _place(row: RowMapping) -> tuple[object, ...]:
    """Date and place, the order of passages that match equally well; those without a date come last."""
    return row["published"] is None, row["published"], row["report"], row["start"], row["item_type"], row["item"] or ""


def _passage(row: RowMapping, record: Record, query: WordQuery) -> FoundPassage:
    article = record.article
    whole = (article.title or "") if row["item_type"] == "title" else article.text
    text = whole[row["start"] : row["end"]]
    statement = next((s for s in record.statements if s.id == row["item"]), None)
    said = statement.content or statement.spans if statement else (Span(row["start"], row["end"], text),)
    matches = query.matches([word for span in said for word in _words(span)])
    if row["item_type"] == "paragraph":
        statement = next((s for s in record.statements if _holds(s, matches)), None)
    contact = statement.contact if statement else _told_of(record, row)
    names = {actor.id: actor.name for actor in record.actors}
    return FoundPassage(
        report=row["key"],
        kind=row["item_type"],
        text=text,
        start=row["start"],
        end=row["end"],
        matches=tuple(matches),
        statement=ref(row["key"], statement.id) if statement else None,
        speakers=tuple(names.get(speaker, speaker) for speaker in statement.speakers) if statement else (),
        contact=ref(row["key"], contact) if contact else None,
        outlet=article.outlet,
        published=article.published,
        title=article.title,
        url=article.url,
    )


def _words(span: Span) -> Iterator[Word]:
    for word, start, end in folded_words(span.text):
        yield word, span.start + start, span.start + end


def _holds(statement: Statement, matches: Iterable[tuple[int, int]]) -> bool:
    spans = statement.content or statement.spans
    return all(any(span.start <= start and end <= span.end for span in spans) for start, end in matches)


def _told_of(record: Record, row: RowMapping) -> str | None:
    """The first contact that a paragraph tells of; of a title the one that the report is about."""
    if row["item_type"] == "title":
        return next((contact.id for contact in record.contacts if contact.role == "main"), None)
    return next(
        (
            contact.id
            for contact in record.contacts
            if any(span.start < row["end"] and row["start"] < span.end for span in contact.spans)
        ),
        None,
    )
