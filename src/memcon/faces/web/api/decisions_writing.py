"""Decides: accepts, edits and rejects what was read, and takes that back."""

from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from memcon.archive import Archive
from memcon.archive.corrections.model import Action
from memcon.archive.lookups import DecisionRow, decision
from memcon.errors import ArchiveError
from memcon.faces.web.api.schemas import made_of, ref
from memcon.faces.web.asked import Asked
from memcon.faces.web.guard import ensure_may_write
from memcon.faces.web.reviewing.deciding import clean_name

router = APIRouter(tags=["history"], dependencies=[Depends(ensure_may_write)])

_Words = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00]+$")]
_Value = _Words | int | None


class Decision(BaseModel):
    """What somebody decides of what was read."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "action": "edit",
                    "items": ["3f2a9c-c1"],
                    "changes": {"date": "2024-12-20", "place": "Cairo"},
                    "who": "A. Reader",
                    "why": "dateline",
                },
                {"action": "undo", "items": ["12"], "who": "A. Reader"},
            ]
        },
    )

    action: Action = Field(description="docs/corrections.md tells what each does.")
    items: Annotated[list[_Words], Field(min_length=1, max_length=100)] = Field(
        description="The ids that it is about: of items (3f2a9c-c1), to withdraw of a report (3f2a9c), to undo the number of a decision."
    )
    changes: dict[_Words, _Value | Annotated[list[_Value], Field(max_length=100)]] = Field(
        default={},
        description="To edit: the fields and their values, written as on the command line; null empties one.",
    )
    who: _Words = Field(description="Who decides.")
    why: Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")] = Field(
        "", description="For what reason; of a note, its words. Reject, merge, split and withdraw need it."
    )


_DECLARED = made_of(DecisionRow, "", 400, 401, 403, 404, 413, 422)
_MADE = {
    "description": "The decisions that were made: of an edit one for each field. Nothing is overwritten.",
    "content": {"application/json": {"schema": {"type": "array", "items": ref(DecisionRow)}}},
}


@router.post(
    "/decisions",
    operation_id="decide",
    status_code=201,
    **{**_DECLARED, "responses": {201: _MADE, **{k: v for k, v in _DECLARED["responses"].items() if k != 200}}},
)
def decide(archive: Asked, given: Decision) -> Response:
    """Decides. Needs a server that was started with `--write`, and its token as a bearer's."""
    who = clean_name(given.who)
    if given.changes and given.action != "edit":
        raise ArchiveError(f"only an edit has changes, not {given.action}")
    numbers = _DONE[given.action](archive, given, who)
    made = [decision(archive, number) for number in numbers]
    return Response(msgspec.json.encode(made), 201, media_type="application/json")


def _one(given: Decision) -> str:
    if len(given.items) != 1:
        raise ArchiveError(f"{given.action} is done to one thing at a time; {len(given.items)} are named")
    return given.items[0]


def _number(given: Decision) -> int:
    words = _one(given)
    if not words.isdecimal() or len(words) > 18:
        raise ArchiveError(f"“{words[:60]}” is no number of a decision; give one like 12")
    return int(words)


def _split(archive: Archive, given: Decision, who: str) -> tuple[int, ...]:
    if len(given.items) > 2:
        raise ArchiveError("a contact is split from one other, or from all: name one contact or two")
    other = given.items[1] if len(given.items) == 2 else None
    return archive.split(given.items[0], from_=other, who=who, why=given.why)


_DONE: dict[Action, Callable[[Archive, Decision, str], tuple[int, ...]]] = {
    "accept": lambda archive, given, who: archive.accept(*given.items, who=who, why=given.why),
    "reject": lambda archive, given, who: archive.reject(*given.items, who=who, why=given.why),
    "edit": lambda archive, given, who: archive.edit(_one(given), given.changes, who=who, why=given.why),
    "note": lambda archive, given, who: (archive.note(_one(given), given.why, who=who),),
    "merge": lambda archive, given, who: (archive.merge(*given.items, who=who, why=given.why),),
    "split": _split,
    "withdraw": lambda archive, given, who: (archive.withdraw(_one(given), who=who, why=given.why),),
    "undo": lambda archive, given, who: (archive.undo(_number(given), who=who, why=given.why),),
}
