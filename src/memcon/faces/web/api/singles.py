"""Single things: found, moved or withdrawn."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from fastapi import Path, Request, Response

from memcon.archive import Archive
from memcon.archive.lookups import evidence_of
from memcon.archive.lookups.evidence import EvidenceOf
from memcon.errors import AbsentError
from memcon.faces.web.api.answers import answer, as_json, fields_of, picked
from memcon.faces.web.api.parameters import Shown
from memcon.faces.web.problems import GoneError, Withdrawal
from memcon.record import Actor, Record

_NO_NUL = r"^[^\x00]+$"

Ident = Annotated[str, Path(max_length=200, pattern=_NO_NUL, description="The id, as lists give it.")]


def single(
    request: Request,
    archive: Archive,
    asked: Shown,
    kind: type[msgspec.Struct],
    read: Callable[[], msgspec.Struct],
    *,
    evidence: EvidenceOf | None = None,
) -> Response:
    """A thing as it is asked for: with chosen fields, with its words."""

    def made() -> Response:
        fields = fields_of(kind, asked.fields)
        thing: Any = read()
        wanted = evidence is not None and getattr(asked, "include", None) is not None
        words = {"evidence": evidence_of(archive, evidence, [thing.id])[thing.id]} if wanted and evidence else None
        return as_json(picked(thing, fields, words))

    return answer(request, archive, made)


def existing(archive: Archive, row: Any, kind: str, ident: str) -> Any:
    """The row of an item, unless there is none or it was withdrawn. Raises `AbsentError`, `GoneError`."""
    if row is None:
        raise AbsentError(f"the archive holds no {kind} {ident}")
    if row.withdrawn:
        raise gone(archive, kind, ident)
    return row


def gone(archive: Archive, kind: str, ident: str) -> GoneError:
    """By whom, when and why something was rejected, or its report withdrawn."""
    taken_back = (
        row for row in archive.corrections(ident) if row.action in ("reject", "withdraw") and row.state == "stands"
    )
    *_, made = taken_back  # the last one; nothing is withdrawn without
    what = "rejected" if made.action == "reject" else "withdrawn" if kind == "report" else "withdrawn with its report"
    withdrawal = Withdrawal(at=made.at, who=made.who, why=made.why)
    return GoneError(f"the {kind} {ident} was {what} by {made.who}: {made.why}", withdrawal)


def whole(kind: type[msgspec.Struct], row: msgspec.Struct, **more: object) -> msgspec.Struct:
    """A thing: its row in a list, and what belongs to it."""
    return kind(**msgspec.structs.asdict(row), **more)


def of_record(archive: Archive, row: Any, items: str) -> tuple[Any, Record]:
    """The item of a row in the record of its report, and that record."""
    record = archive.record(row.report)
    ident = row.id.removeprefix(f"{row.report}-")
    return next(item for item in getattr(record, items) if item.id == ident), record


def meant(record: Record, *ids: str | None) -> tuple[Actor, ...]:
    """The actors of a record with these ids."""
    return tuple(actor for actor in record.actors if actor.id in ids)
