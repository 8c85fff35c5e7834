"""The review: what nobody looked at, one item a screen, and the log of what was decided."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from memcon.archive import Archive
from memcon.archive.corrections.showing import AtHand
from memcon.archive.lookups import DecisionFilters, page_of_decisions
from memcon.errors import AbsentError, ArchiveError
from memcon.faces.web.asked import Asked
from memcon.faces.web.cards import Cards, how_published
from memcon.faces.web.guard import form_of, may_write
from memcon.faces.web.rendering import address, page
from memcon.faces.web.reviewing.asked import KINDS, Wanted
from memcon.faces.web.reviewing.deciding import DONE, change_in_words, clean_name, last_of, remember, who_decides
from memcon.faces.web.reviewing.doubts import doubts
from memcon.faces.web.reviewing.editing import changes, inputs, persons
from memcon.faces.web.reviewing.lists import download
from memcon.faces.web.reviewing.telling import passage, told

router = APIRouter()

_ROWS = 50

Form = Annotated[FormData, Depends(form_of)]
Queue = Annotated[Wanted, Depends(Wanted.of)]


@router.get("/review")
def review(request: Request, archive: Asked, wanted: Queue) -> Response:
    """The next item of the queue."""
    if any(not value.strip() for _, value in request.query_params.multi_items()):
        return RedirectResponse(wanted.queue(), 303)  # a form sends what is empty
    rows, number = archive.review(replace(wanted.filters, limit=1), after=wanted.after or None, most=wanted.counted + 1)
    if rows:
        return _screen(request, archive, wanted, archive.at_hand(rows[0].id), number)
    return page(
        request,
        "review_end.html",
        wanted=wanted,
        number=number,
        last=last_of(archive, who_decides(request)),
        kinds=_kinds(),
    )


@router.get("/review/queue")
def queue(request: Request, archive: Asked, wanted: Queue) -> Response:
    """The queue as a list."""
    rows, number = archive.review(
        replace(wanted.filters, limit=_ROWS + 1), after=wanted.after or None, most=wanted.counted + 1
    )
    following = rows[_ROWS - 1].id if len(rows) > _ROWS else ""
    return page(
        request,
        "review_queue.html",
        wanted=wanted,
        rows=rows[:_ROWS],
        number=number,
        following=following,
        kinds=_kinds(),
    )


@router.get("/review/queue.{form}")
def queue_as_file(archive: Asked, wanted: Queue, form: str) -> Response:
    """The queue as CSV or JSON, as far as it is counted."""
    rows, _ = archive.review(replace(wanted.filters, limit=wanted.counted), most=1)
    return download(rows, form)


@router.get("/review/log")
def log(request: Request, archive: Asked, who: str = "", about: str = "", after: str = "") -> Response:
    """What was decided, the last first."""
    asked = DecisionFilters(who=who.strip() or None, about=about.strip() or None)
    found = page_of_decisions(archive, asked, after=after or None, limit=_ROWS)
    return page(
        request,
        "review_log.html",
        found=found,
        changed=change_in_words,
        asked={"who": who.strip(), "about": about.strip()},
    )


@router.get("/review/name")
def ask_name(request: Request, next: str = "/review") -> Response:
    """Asks who decides."""
    return page(request, "review_name.html", who=who_decides(request), next=_local(next), fault="")


@router.post("/review/name")
def keep_name(request: Request, form: Form) -> Response:
    """Keeps who decides."""
    name, following = clean_name(str(form.get("who", ""))), _local(str(form.get("next", "")))
    if not name:
        fault = "A decision needs to say who makes it."
        return page(request, "review_name.html", status=422, who="", next=following, fault=fault)
    answer = RedirectResponse(following, 303)
    remember(answer, request, name)
    return answer


@router.post("/review/undo")
def undo(request: Request, archive: Asked, wanted: Queue, form: Form) -> Response:
    """Takes decisions back, the last first."""
    who = who_decides(request)
    numbers = sorted({int(str(one)) for one in form.getlist("number") if str(one).isdecimal()}, reverse=True)
    if not who:
        return _name_first(wanted.queue())
    for number in numbers:
        archive.undo(number, who=who, why=str(form.get("why", "")))
    item = str(form.get("item", ""))
    return RedirectResponse(wanted.item(item) if item else "/review/log", 303)


@router.get("/review/{item}")
def read(request: Request, archive: Asked, wanted: Queue, item: str) -> Response:
    """An item, whether it was looked at or not."""
    at_hand = archive.at_hand(item)
    if at_hand.found.ref != item:
        return RedirectResponse(wanted.item(at_hand.found.ref), 308)
    return _screen(request, archive, wanted, at_hand)


@router.post("/review/{item}")
def decide(request: Request, archive: Asked, wanted: Queue, item: str, form: Form) -> Response:
    """Decides on an item, and goes on to the next."""
    who = who_decides(request)
    if not who:
        return _name_first(wanted.item(item))
    at_hand = archive.at_hand(item)
    ref = at_hand.found.ref
    if str(form.get("seen", "")) != str(len(at_hand.corrections)):
        fault = "Somebody decided on this in the meantime. Look at it again."
        return _screen(request, archive, wanted, at_hand, fault=fault, status=409)
    try:
        _do(archive, at_hand, form, who)
    except AbsentError:
        raise
    except ArchiveError as error:
        return _screen(request, archive, wanted, at_hand, form=form, fault=_sentence(error, archive), status=422)
    return RedirectResponse(wanted.item(ref) if form.get("action") == "note" else wanted.queue(), 303)


def _do(archive: Archive, at_hand: AtHand, form: FormData, who: str) -> None:
    ref, why = at_hand.found.ref, " ".join(str(form.get("why", "")).split())
    match form.get("action"):
        case "accept":
            archive.accept(ref, who=who, why=why)
        case "reject":
            archive.reject(ref, who=who, why=why)
        case "note":
            archive.note(ref, why, who=who)
        case "edit":
            archive.edit(ref, changes(at_hand, form), who=who, why=why)
        case _:
            raise ArchiveError("nothing was decided; accept the item, edit it or reject it")


def _screen(
    request: Request,
    archive: Archive,
    wanted: Wanted,
    at_hand: AtHand,
    number: int | None = None,
    *,
    form: FormData | None = None,
    fault: str = "",
    status: int = 200,
) -> Response:
    found, record = at_hand.found, at_hand.record
    given = form if form is not None and form.get("action") == "edit" else {}
    if number is None:
        _, number = archive.review(replace(wanted.filters, limit=1), most=wanted.counted + 1)
    who = who_decides(request)
    return page(
        request,
        "review.html",
        status=status,
        wanted=wanted,
        number=number,
        at_hand=at_hand,
        ref=found.ref,
        card=_card(at_hand),
        article=record.article,
        published=how_published(record.article),
        passage=passage(record, at_hand.item),
        told=list(told(record, at_hand.item)),
        doubts=list(doubts(at_hand)),
        inputs=inputs(at_hand, given),
        persons=persons(at_hand, given),
        added={name: str(given.get(f"field.add.{name}", "")) for name in ("name", "country", "office")},
        editing=bool(given),
        why=str(form.get("why", "")) if form is not None else "",
        fault=fault,
        who=who,
        last=last_of(archive, who) if may_write(request) else None,
        kinds=_kinds(),
        done=DONE,
    )


def _card(at_hand: AtHand) -> object:
    cards = Cards(at_hand.record, at_hand.found.key)
    return getattr(cards, at_hand.found.kind)(at_hand.item)


def _kinds() -> list[tuple[str, str]]:
    return [(kind, f"{kind}s") for kind in KINDS]


def _name_first(following: str) -> Response:
    return RedirectResponse(address("/review/name", next=following), 303)


def _local(path: str) -> str:
    return path if path.startswith("/review") and path.isprintable() and "\\" not in path else "/review"


def _sentence(error: ArchiveError, archive: Archive) -> str:
    words = str(error).replace(archive.name, "the archive")  # where it lies is nobody's business
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?')) else '.'}"
