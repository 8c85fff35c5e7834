"""What an archive offers to those who correct it. `memcon.archive.Archive` is one of these."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, or_, select

from memcon import __version__
from memcon.archive.checks import ensure_sound
from memcon.archive.corrections.cases import Case, case_of, extracted_of
from memcon.archive.corrections.fields import current, ensure_consistent, read
from memcon.archive.corrections.items import Found, find_item, find_report
from memcon.archive.corrections.log import append, corrections_of, corrections_where
from memcon.archive.corrections.model import Action, Correction, Item, Kept, standing
from memcon.archive.corrections.queue import ReviewFilters, queue
from memcon.archive.corrections.showing import AtHand, rows_of_log, show, take
from memcon.archive.corrections.typed import NONE
from memcon.archive.corrections.values import About
from memcon.archive.corrections.views import CorrectionRow, ReviewRow, ShownItem
from memcon.archive.folding import fold_name
from memcon.archive.learned import Learned
from memcon.archive.schema import contacts, corrections, reports
from memcon.archive.writing import now, replace
from memcon.errors import ArchiveError
from memcon.record import Article, Contact, Record, encode_record

Typed = str | int | None
Reader = Callable[[Article, Learned], Record | None]


@dataclass(frozen=True, kw_only=True)
class Reread:
    """What became of a report that was read again. ``lost`` are the corrections that find nothing in it any more."""

    report: str
    status: Literal["changed", "same", "failed"]
    lost: tuple[int, ...] = ()


class Desk(ABC):
    """Corrections of an archive's items. They are appended, never changed, and win over what was and will be extracted.

    ``who`` corrects, ``why`` says for what reason. Items are named by refs such as 3f2a9c-c1. Every method is one transaction and
    raises `ArchiveError` where something cannot be done; then nothing is.
    """

    _name: str

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    def accept(self, *items: str, who: str, why: str = "") -> tuple[int, ...]:
        """Says that items are right as they stand; the numbers of the corrections."""
        return self._decide("accept", items, who=_named(who), why=why)

    def reject(self, *items: str, who: str, why: str) -> tuple[int, ...]:
        """Says that items should not be there; they stay, marked as withdrawn. The numbers of the corrections."""
        return self._decide("reject", items, who=_named(who), why=_reason(why))

    def note(self, item: str, words: str, *, who: str) -> int:
        """Writes something down about an item, which changes nothing; the number of the correction."""
        if not words.strip():
            raise ArchiveError("a note needs some words")
        return self._decide("note", (item,), who=_named(who), why=words.strip())[0]

    def edit(
        self, item: str, changes: Mapping[str, Typed | Sequence[Typed]], *, who: str, why: str = ""
    ) -> tuple[int, ...]:
        """Gives fields of an item other values, typed as on the command line; None empties one. The numbers of the corrections.

        A list of values is several changes, such as two of ``participants+``.
        """
        made = []
        with self._writing() as connection:
            found = self._find(connection, item)
            for typed, value in _single(changes):
                case = case_of(connection, found.report)
                about = About(case.corrected.whole, case.item(found.item_key), _contacts_of(case))
                field, new = read(found.kind, typed, NONE if value is None else str(value), about)
                old = current(found.kind, field, about)
                made.append(
                    append(
                        connection, _draft(case, found, "edit", who=_named(who), why=why, field=field, old=old, new=new)
                    )
                )
            if not made:
                raise ArchiveError(f"nothing was said of what {item} shall have; give FIELD=VALUE")
            ensure_consistent(case_of(connection, found.report).item(found.item_key))
            replace(connection, case.extracted)
        return tuple(made)

    def merge(self, *items: str, who: str, why: str) -> int:
        """Says that contacts are one encounter; the number of the correction.

        They must be of one status, and each have a country or participant in common with another.
        """
        return self._bond("merge", items, who=_named(who), why=_reason(why))

    def split(self, contact: str, *, from_: str | None = None, who: str, why: str) -> tuple[int, ...]:
        """Says that a contact is not of one encounter with another, or with any it is merged with; numbers of the corrections."""
        others = (from_,) if from_ is not None else self._merged_with(contact)
        return tuple(self._bond("split", (contact, other), who=_named(who), why=_reason(why)) for other in others)

    def withdraw(self, report: str, *, who: str, why: str) -> int:
        """Withdraws a report and all its items; they stay, marked. The number of the correction."""
        with self._writing() as connection:
            case = case_of(connection, find_report(connection, report, archive=self._name))
            if case.corrected.withdrawn:
                raise ArchiveError(f"{case.key} was withdrawn by {case.corrected.withdrawn.who} already")
            draft = Correction(at=now(), who=_named(who), why=_reason(why), action="withdraw", report=case.report)
            number = append(connection, draft)
            replace(connection, case.extracted)
        return number

    def undo(self, number: int, *, who: str, why: str = "") -> int:
        """Takes a correction back, or an undo; the number of the correction that does."""
        with self._writing() as connection:
            there = corrections_where(connection, corrections.c.id == number)
            if not there:
                raise ArchiveError(f"{self._name} holds no correction {number}; `memcon log` lists them")
            (undone,) = there
            by = standing(corrections_of(connection, undone.report)).undone_by.get(number)
            if by:
                raise ArchiveError(f"correction {number} was taken back by {by} already")
            draft = Correction(
                at=now(),
                who=_named(who),
                why=why,
                action="undo",
                report=undone.report,
                item_type=undone.item_type,
                item=undone.item,
                undoes=number,
            )
            made = append(connection, draft)
            for report in _touched(connection, undone):
                replace(connection, extracted_of(connection, report))
        return made

    def corrections(self, about: str | None = None) -> list[CorrectionRow]:
        """The corrections of an item or report, or all, in the order in which they were made."""
        with self._reading() as connection:
            if about is None:
                return list(rows_of_log(connection, corrections_where(connection)))
            if "-" in about:
                item = self._find(connection, about)
                return list(rows_of_log(connection, _log_of(connection, item.report, item.key), item=item))
            report = find_report(connection, about, archive=self._name)
            key = connection.scalar(select(reports.c.key).where(reports.c.id == report))
            return list(rows_of_log(connection, _log_of(connection, report, str(key))))

    def item(self, item: str) -> ShownItem:
        """An item with its fields, the passages that show them, and its corrections."""
        with self._reading() as connection:
            found = self._find(connection, item)
            return show(connection, found, _log_of(connection, found.report, found.key))

    def at_hand(self, item: str) -> AtHand:
        """An item to be decided on, with its record."""
        with self._reading() as connection:
            found = self._find(connection, item)
            return take(connection, found, _log_of(connection, found.report, found.key))

    def review(
        self, filters: ReviewFilters | None = None, *, after: str | None = None, most: int | None = None
    ) -> tuple[list[ReviewRow], int]:
        """The items that nobody looked at, those that are least sure first, and how many there are without the limit.

        ``after`` is an item: only those that come later in the queue are given. Counting stops at ``most``.
        """
        with self._reading() as connection:
            return queue(connection, filters or ReviewFilters(), after=after, most=most)

    def reread(self, *wanted: str, read: Reader | None = None) -> Iterator[Reread]:
        """Reads reports, or all, again from their stored texts, in the order in which they were added; corrections stay.

        ``read`` extracts; None from it leaves the report as it is. Where the result is the same, nothing changes.
        """
        read = read or _extract
        with self._reading() as connection:
            query = select(reports.c.id, reports.c.key, reports.c.seq).order_by(reports.c.seq)
            if wanted:
                query = query.where(reports.c.id.in_([find_report(connection, w, archive=self._name) for w in wanted]))
            those = connection.execute(query).all()
        for report, key, seq in those:
            with self._reading() as connection:
                before = extracted_of(connection, report)
            article = msgspec.structs.replace(before.article, written=None)  # which extraction finds out
            record = read(article, Learned(self._reading, before=seq))
            if record is None:
                yield Reread(report=key, status="failed")
            elif encode_record(record) == encode_record(before):
                yield Reread(report=key, status="same")
            else:
                yield Reread(report=key, status="changed", lost=self._take_over(report, record))

    def _take_over(self, report: str, record: Record) -> tuple[int, ...]:
        """Puts a new extraction in the place of the one before; the corrections that find nothing in it."""
        with self._writing() as connection:
            ensure_sound(record)
            replace(connection, record, version=__version__)
            found = case_of(connection, report).corrected.found
        return tuple(number for number, items in sorted(found.items()) if not items)

    def _decide(self, action: Action, items: tuple[str, ...], *, who: str, why: str) -> tuple[int, ...]:
        made = []
        with self._writing() as connection:
            changed: dict[str, Record] = {}
            for item in items:
                found = self._find(connection, item)
                case = case_of(connection, found.report)
                made.append(append(connection, _draft(case, found, action, who=who, why=why)))
                changed[case.report] = case.extracted
            if action != "note":
                for extracted in changed.values():
                    replace(connection, extracted)
        return tuple(made)

    def _bond(self, action: Action, items: tuple[str, ...], *, who: str, why: str) -> int:
        with self._writing() as connection:
            named = [find_item(connection, item, archive=self._name, kinds=("contact",)) for item in items]
            found = list(dict.fromkeys(named))
            refs = [one.ref for one in found]
            if len(refs) < 2:
                raise ArchiveError(f"a {action} needs two contacts that are not the same")
            cases = {one.report: case_of(connection, one.report) for one in found}
            for one in found:
                if cases[one.report].corrected.reviews.get(one.item_key) == "rejected":
                    raise ArchiveError(f"{one.ref} was rejected; accept it first")
            if action == "merge":
                _ensure_alike({one.ref: cases[one.report].item(one.item_key) for one in found})
            first, *others = found
            more = [cases[one.report].kept(one.item_key) for one in others]
            draft = _draft(cases[first.report], first, action, who=who, why=why, new=refs, beside=more)
            number = append(connection, draft)
            for case in cases.values():
                replace(connection, case.extracted)
        return number

    def _merged_with(self, contact: str) -> tuple[str, ...]:
        with self._reading() as connection:
            found = find_item(connection, contact, archive=self._name, kinds=("contact",))
            own = select(contacts.c.encounter).where(contacts.c.ref == found.ref).scalar_subquery()
            query = select(contacts.c.ref).where(contacts.c.encounter == own, contacts.c.ref != found.ref)
            others = connection.scalars(query.order_by(contacts.c.ref)).all()
        if not others:
            raise ArchiveError(f"{found.ref} is of no encounter with another contact; there is nothing to split")
        return tuple(others)

    def _find(self, connection: Connection, item: str) -> Found:
        return find_item(connection, item, archive=self._name)


def _single(changes: Mapping[str, Typed | Sequence[Typed]]) -> Iterator[tuple[str, Typed]]:
    for typed, values in changes.items():
        yield from ((typed, value) for value in (values if isinstance(values, list | tuple) else (values,)))


def _draft(
    case: Case, found: Found, action: Action, *, who: str, why: str, beside: Sequence[Kept] = (), **values: Any
) -> Correction:
    """A correction of an item, and of those ``beside`` it in a merge or split."""
    return Correction(
        at=now(),
        who=who,
        why=why,
        action=action,
        report=found.report,
        item_type=found.kind,
        item=found.id,
        kept=(case.kept(found.item_key), *beside),
        **values,
    )


def _ensure_alike(contacts: Mapping[str, Item]) -> None:
    """Raises `ArchiveError` where contacts, by ref, cannot be one encounter."""
    told = {ref: contact for ref, contact in contacts.items() if isinstance(contact, Contact)}
    first, *others = told
    for ref in others:
        if told[ref].status != told[first].status:
            raise ArchiveError(
                f"{first} is {told[first].status} and {ref} {told[ref].status}, so they are two things; "
                f"edit the status of one first, `memcon edit {ref} status={told[first].status}`"
            )
    parties = {ref: _parties(contact) for ref, contact in told.items()}
    for ref, own in parties.items():
        if not any(own & of for other, of in parties.items() if other != ref):
            raise ArchiveError(
                f"{ref} has no country or participant in common with {', '.join(r for r in told if r != ref)}; "
                f"edit the participants first, `memcon edit {ref} participants+=NAME`"
            )


def _parties(contact: Contact) -> Set[str]:
    """Countries, and participants by id and name."""
    parts = contact.participants
    names = (fold_name(part.name) for part in parts if part.name)
    return {*names, *(part.actor for part in parts), *(part.country for part in parts if part.country)}


def _contacts_of(case: Case) -> Callable[[str], Kept]:
    """The contacts of a report by ref or id."""

    def find(words: str) -> Kept:
        ident = words.lower().removeprefix(f"{case.key}-")
        known = [contact.id for contact in case.corrected.record.contacts]
        if ident not in known:
            there = ", ".join(f"{case.key}-{each}" for each in known) or "it has none"
            raise ArchiveError(f"“{words}” is no contact of the same report ({there})")
        return case.kept(("contact", ident))

    return find


def _log_of(connection: Connection, report: str, key: str) -> list[Correction]:
    """The corrections of a report, the merges and splits of its contacts, and the undoing of these."""
    across = corrections.c.action.in_(("merge", "split", "undo"))
    found: dict[int, Correction] = {}
    for correction in corrections_where(connection, or_(corrections.c.report == report, across)):
        of_it = correction.report == report or correction.undoes in found
        if of_it or any(str(ref).startswith(f"{key}-") for ref in correction.new or () if correction.kept[1:]):
            found[correction.id] = correction
    return list(found.values())


def _touched(connection: Connection, correction: Correction) -> list[str]:
    """The reports that a correction is about: of a merge or split those of all its contacts."""
    while correction.undoes is not None:
        (correction,) = corrections_where(connection, corrections.c.id == correction.undoes)
    if correction.action not in ("merge", "split"):
        return [correction.report]
    keys = {str(ref).partition("-")[0] for ref in correction.new}
    return list(connection.scalars(select(reports.c.id).where(reports.c.key.in_(keys)).order_by(reports.c.seq)))


def _extract(article: Article, learned: Learned) -> Record:
    from memcon.extraction import extract_record  # noqa: PLC0415  brings the language model's libraries

    return extract_record(article, learned=learned)


def _named(who: str) -> str:
    if not who.strip():
        raise ArchiveError("a correction needs to say who makes it")
    return " ".join(who.split())


def _reason(why: str) -> str:
    if not why.strip():
        raise ArchiveError("this correction needs to say why")
    return why.strip()
