"""/token: where the token is given, once a browser."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from memcon.faces.web.guard import form_of
from memcon.faces.web.guard.tokens import check_token
from memcon.faces.web.rendering import page

router = APIRouter()


@router.get("/token")
def ask(request: Request, token: str = "", next: str = "/") -> Response:
    """Asks for the token, or takes it from the address that `memcon serve --write` printed, and leads on without it."""
    if token:
        return _signed_in(request, token, next)
    return page(request, "token.html", next=_local(next))


@router.post("/token")
def take(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
    """Takes the token, or forgets that it was given."""
    if form.get("out"):
        request.state.session.sign_out()
        return RedirectResponse("/token", status_code=303)
    return _signed_in(request, str(form.get("token", "")), str(form.get("next", "/")))


def _signed_in(request: Request, token: str, next_path: str) -> Response:
    check_token(request, token)
    request.state.session.sign_in()
    return RedirectResponse(_local(next_path), status_code=303)


def _local(path: str) -> str:
    """A path of this server; the first page for anything else."""
    local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if local else "/"
