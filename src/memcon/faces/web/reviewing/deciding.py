"""Who decides, what was decided last, and what a decision changed, in words."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote

from fastapi import Request, Response

from memcon.archive import Archive
from memcon.archive.corrections.fields import in_words
from memcon.archive.corrections.model import Correction
from memcon.archive.lookups import DecisionFilters, DecisionRow, page_of_decisions

_COOKIE = "memcon_name"
_LONGEST = 80
_A_YEAR = 365 * 24 * 3600
_TAKEN_BACK_FOR = timedelta(hours=12)  # by one key; the log takes back older ones
_LOOKED_AT = 40  # decisions among which the last one that stands is looked for

DONE = {
    "accept": "accepted",
    "edit": "edited",
    "reject": "rejected",
    "note": "noted on",
    "merge": "merged",
    "split": "split",
    "withdraw": "withdrew",
    "undo": "undid",
}
"""What somebody did."""


@dataclass(frozen=True)
class Last:
    """What somebody decided last and still stands: one decision, or one for each field that he edited at once."""

    numbers: tuple[int, ...]
    item: str
    done: str
    at: str


def who_decides(request: Request) -> str:
    """The name that the browser was told; empty where it was told none."""
    return clean_name(unquote(request.cookies.get(_COOKIE, "")))


def remember(answer: Response, request: Request, name: str) -> None:
    """Has the browser keep a name."""
    secure = request.url.scheme == "https"
    answer.set_cookie(_COOKIE, quote(name), max_age=_A_YEAR, httponly=True, samesite="strict", secure=secure)


def clean_name(words: str) -> str:
    """A name in one line, without characters that nobody sees."""
    seen = "".join(one if not unicodedata.category(one).startswith("C") else " " for one in words)
    return " ".join(seen.split())[:_LONGEST].strip()


def last_of(archive: Archive, who: str) -> Last | None:
    """The last decision of somebody that stands and is not older than a working day."""
    if not who:
        return None
    since = (datetime.now(UTC) - _TAKEN_BACK_FOR).isoformat(timespec="seconds")
    rows = page_of_decisions(archive, DecisionFilters(who=who, since=since), limit=_LOOKED_AT).rows
    standing = [row for row in rows if row.who == who and row.action != "undo" and row.undone_by is None and row.items]
    if not standing:
        return None
    first = standing[0]
    same = [row for row in standing if (row.at, row.action, row.items) == (first.at, first.action, first.items)]
    numbers = tuple(row.id for row in same) if first.action == "edit" else (first.id,)
    return Last(numbers, first.items[0], DONE[first.action], first.at)


def change_in_words(row: DecisionRow) -> str:
    """What a decision changed: "status: held → planned"; empty where nothing but the review."""
    if row.undoes is not None:
        return f"takes back {row.undoes}"
    if row.action in ("merge", "split"):
        return ", ".join(row.items)
    kind = row.item_type or "report"
    made = Correction(
        at=row.at,
        who=row.who,
        action=row.action,
        report=row.report or "",
        item_type=kind,
        field=row.field,
        old=row.old,
        new=row.new,
    )
    return in_words(made)
