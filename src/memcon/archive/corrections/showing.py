"""An item with its fields, the passages that show them and what was corrected; and the log of corrections."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from memcon.archive.corrections.cases import Cases
from memcon.archive.corrections.fields import in_words
from memcon.archive.corrections.items import Found, in_short
from memcon.archive.corrections.model import Correction, Item, Review, standing
from memcon.archive.corrections.views import CorrectionRow, Passage, ShownItem, State
from memcon.archive.schema import contacts
from memcon.record import Contact, Record, Span

_AROUND = 80  # characters shown on either side of the words
_SPAN_KEYS = frozenset({"start", "end", "text"})
_EDGE = re.compile(r"\s")


@dataclass(frozen=True, kw_only=True)
class AtHand:
    """An item to be decided on, and the record with all corrections that it is in, also where it was rejected."""

    found: Found
    item: Item
    record: Record
    review: Review | None
    withdrawn: bool
    corrections: tuple[CorrectionRow, ...]


def take(connection: Connection, found: Found, log: Iterable[Correction]) -> AtHand:
    """An item with its record. ``log`` are the corrections to list."""
    case = Cases(connection).of(found.report)
    corrected = case.corrected
    review = corrected.reviews.get(found.item_key)
    return AtHand(
        found=found,
        item=case.item(found.item_key),
        record=corrected.whole,
        review=review,
        withdrawn=review == "rejected" or corrected.withdrawn is not None,
        corrections=tuple(rows_of_log(connection, log, item=found)),
    )


def show(connection: Connection, found: Found, log: Iterable[Correction]) -> ShownItem:
    """Everything that is known of an item. ``log`` are the corrections to list."""
    at_hand = take(connection, found, log)
    item, article = at_hand.item, at_hand.record.article
    encounter = select(contacts.c.encounter).where(contacts.c.report == found.report, contacts.c.id == found.id)
    return ShownItem(
        id=found.ref,
        item_type=found.kind,
        short=in_short(item, at_hand.record),
        review=at_hand.review,
        withdrawn=at_hand.withdrawn,
        found_by=item.found_by,
        confidence=item.confidence,
        fields=_fields(item),
        passages=tuple(_passage(name, span, article.text) for name, span in _shown_by(item)),
        report=found.key,
        outlet=article.outlet,
        published=article.published,
        title=article.title,
        corrections=at_hand.corrections,
        encounter=connection.scalar(encounter) if isinstance(item, Contact) else None,
    )


def rows_of_log(
    connection: Connection, log: Iterable[Correction], *, item: Found | None = None
) -> Iterator[CorrectionRow]:
    """The corrections as rows, with what they are about as it is called now; only those of an item and of its whole report where one is given."""
    log = list(log)
    cases = Cases(connection)
    holding = standing(log)
    by_number = {correction.id: correction for correction in log}
    refs = {c.id: _refs(c, cases) for c in log if c.action != "undo"}
    for correction in log:
        meant = _meant(correction, by_number)
        called, state = refs[meant.id] if meant else ((), "stands")
        undone_by = holding.undone_by.get(correction.id)
        of_report = meant is not None and meant.action == "withdraw"
        if item is not None and item.ref not in called and not of_report:
            continue
        yield CorrectionRow(
            id=correction.id,
            at=correction.at,
            who=correction.who,
            action=correction.action,
            item=", ".join(called),
            change=f"takes back {correction.undoes}" if correction.undoes else in_words(correction),
            why=correction.why,
            state="undone" if undone_by else state if correction.action != "undo" else "stands",
            undone_by=undone_by,
        )


def _meant(correction: Correction, by_number: dict[int, Correction]) -> Correction | None:
    """What an undo is about in the end."""
    while correction.undoes is not None:
        if correction.undoes not in by_number:
            return None
        correction = by_number[correction.undoes]
    return correction


def _refs(correction: Correction, cases: Cases) -> tuple[tuple[str, ...], State]:
    """What a correction is about, by the refs of now or, where it is not there any more, of then."""
    if correction.action in ("merge", "split"):
        now = cases.refs(correction)
        called = tuple(ref or then for ref, then in zip(now, correction.new, strict=True))
        return called, "stands" if all(now) else "found nothing"
    case = cases.of(correction.report)
    if correction.action == "withdraw":
        return (case.key,), "stands"
    ref = case.ref_of(correction.kept[0])
    nothing = case.corrected.found.get(correction.id) == ()
    return (ref or f"{case.key}-{correction.item}",), "found nothing" if nothing else "stands"


def _fields(item: Item) -> dict[str, object]:
    """The fields of an item without its words, which the passages show."""
    plain = msgspec.to_builtins(item)
    hidden = {"id", "found_by", "confidence"}
    fields = {name: _without_spans(value) for name, value in plain.items() if name not in hidden}
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def _without_spans(value: object) -> object:
    if isinstance(value, dict):
        if value.keys() == _SPAN_KEYS:
            return None
        return {name: _without_spans(part) for name, part in value.items() if name != "spans" and part is not None}
    if isinstance(value, list | tuple):
        return [part for part in map(_without_spans, value) if part is not None]
    return value


def _shown_by(item: Item) -> Iterator[tuple[str, Span]]:
    """The fields that words show, and the words, in the order of the fields; those of the item as a whole first."""
    own = [("item", span) for span in item.spans]
    parts = ((name, getattr(item, name)) for name in item.__struct_fields__ if name != "spans")
    yield from own
    for name, value in parts:
        for span in _spans(value):
            yield name, span


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))


def _passage(field: str, span: Span, text: str) -> Passage:
    """The words with a little of their line on either side, cut between words."""
    before = text[max(span.start - _AROUND, 0) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    if span.start > _AROUND and len(before) == _AROUND:
        before = _EDGE.split(before, maxsplit=1)[-1]
    if len(after) == _AROUND:
        after = after[: after.rfind(" ") + 1] or after
    return Passage(field=field, start=span.start, end=span.end, before=before, words=span.text, after=after)
