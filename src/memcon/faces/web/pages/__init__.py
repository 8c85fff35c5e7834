"""The pages, one module each."""

from fastapi import APIRouter

from memcon.faces.web.pages import (
    commitments,
    contacts,
    dyad,
    dyads,
    encounter,
    map,
    mechanisms,
    paste,
    persons,
    report,
    review,
    search,
    start,
    statements,
    token,
)

router = APIRouter()
for module in (
    start,
    token,
    contacts,
    statements,
    search,
    review,
    commitments,
    mechanisms,
    dyads,
    dyad,
    report,
    encounter,
    paste,
    map,
    persons,
):
    router.include_router(module.router)
