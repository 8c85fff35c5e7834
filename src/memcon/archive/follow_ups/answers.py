"""Requests and offers that are answered: whoever was asked accepts or rejects, in the same report or a later one."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from memcon.archive.follow_ups.found import FollowUp, Reason, weighed
from memcon.archive.follow_ups.near import AFTER, is_near, moved
from memcon.archive.follow_ups.said import Promise, Said, Saying
from memcon.archive.follow_ups.words import share
from memcon.record import Act, CommitmentKind

Answer = Literal["accepted", "rejected"]

ACCEPTED = "accepted by"
"""How the first reason of a request's answer begins; that of one which is turned down begins with "rejected by"."""

_SAID: Mapping[Act, Answer] = {"agree": "accepted", "pledge": "accepted", "reject": "rejected"}
_UNDERTAKEN: Mapping[CommitmentKind, Answer] = {"agreement": "accepted", "pledge": "accepted"}
_NAMES_IT = re.compile(r"\b(?:invitation|request|proposal|offer|appeal|demand|call)s?\b", re.IGNORECASE)
_LEAST = 3.0
_SHARED = 0.6  # of the words of what is asked must be in the answer
_FEWEST = {"request": 2, "offer": 3}


def answered(request: Promise, other: Said) -> Iterator[FollowUp]:
    """What something said later answers to a request or an offer, if anything."""
    if request.kind not in ("request", "offer") or request.ref == other.ref or not _comes_after(request, other):
        return
    answer = _answer(other)
    who = _asked(request, other)
    about = _about(request, other)
    if answer is None or who is None or about is None:
        return
    reasons = (Reason(f"{answer} by {who.words}", who.points), about)
    found = weighed("answered", request.ref, other.ref, reasons, least=_LEAST)
    if found:
        yield found


def answer_in(reasons: list[dict[str, object]]) -> Answer:
    """Whether the reasons of an answer, as they are kept, say that it accepts or rejects."""
    return "accepted" if str(reasons[0]["words"]).startswith(ACCEPTED) else "rejected"


def _answer(other: Said) -> Answer | None:
    if isinstance(other, Saying):
        return _SAID.get(other.act)
    return _UNDERTAKEN.get(other.kind) if isinstance(other, Promise) else None


def _comes_after(request: Promise, other: Said) -> bool:
    if request.report == other.report:
        return other.at >= request.at
    if not request.day or not other.day:
        return False
    return request.day < other.day <= moved(request.day, AFTER) and is_near(request.stays, other.stays)


def _asked(request: Promise, other: Said) -> Reason | None:
    """Whether those asked answer, and not those who asked."""
    if other.speakers.ids & request.speakers.ids and not other.speakers.ids & request.others.ids:
        return None
    if other.speakers.ids & request.others.ids:
        return Reason("the one asked", 1.5)
    if other.speakers.countries & (request.others.countries - request.speakers.countries):
        return Reason("the country of the one asked", 1.0)
    return None


def _about(request: Promise, other: Said) -> Reason | None:
    common, told = request.content & other.content, share(request.content, other.content)
    if told >= _SHARED and len(common) >= _FEWEST[request.kind]:
        return Reason(
            f"{len(common)} of {len(request.content)} words of what was asked are in the answer", round(3 * told, 2)
        )
    same_contact = request.report == other.report and request.contact == other.contact
    if same_contact and _NAMES_IT.search(other.words) and other.others.ids & request.speakers.ids:
        return Reason("it names what was asked, at the same contact", 2.0)
    return None
