"""What every request passes before it is answered, and every answer before it leaves."""

from fastapi import Depends, FastAPI

from memcon.faces.web.guard.bodies import Bodies, form_of
from memcon.faces.web.guard.extraction import Rate, Turns, extracting
from memcon.faces.web.guard.headers import Headers
from memcon.faces.web.guard.hosts import Hosts
from memcon.faces.web.guard.origins import Origins, check_form, csrf_field
from memcon.faces.web.guard.sessions import Sessions, WithSession
from memcon.faces.web.guard.tokens import TRIES_A_MINUTE, Private, check_write, ensure_may_write, may_write, why_not
from memcon.faces.web.settings import Settings

__all__ = ["csrf_field", "ensure_may_write", "extracting", "form_of", "guarded", "may_write", "why_not"]


def guarded(app: FastAPI, settings: Settings) -> None:
    """Puts the guards before an application; routes are to be added after this.

    A request meets them in the order Headers, WithSession, Hosts, Origins, Private, Bodies, and at its route `check_form` and
    `check_write`. What they refuse is raised as an HTTPException, which `Headers` answers as the application would.
    """
    app.state.tries = Rate(TRIES_A_MINUTE)
    app.state.turns = Turns(settings)
    app.add_middleware(Bodies, settings=settings)
    app.add_middleware(Private, settings=settings)
    app.add_middleware(Origins)
    app.add_middleware(Hosts, settings=settings)
    app.add_middleware(WithSession, sessions=Sessions())
    app.add_middleware(Headers)
    app.router.dependencies += [Depends(check_form), Depends(check_write)]
