"""The application: pages, the REST interface under /api/v1, static files; one archive behind all of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from memcon import __version__
from memcon.archive import Archive
from memcon.faces.web import api, pages
from memcon.faces.web.guard import guarded
from memcon.faces.web.problems import answer_problems
from memcon.faces.web.settings import Settings

STATIC = Path(__file__).with_name("static")


def create_app(archive: Archive, settings: Settings | None = None) -> FastAPI:
    """The application over an open archive, which it closes when it ends."""

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        yield
        archive.close()

    app = FastAPI(
        title="memcon",
        version=__version__,
        summary="Contacts, statements and commitments between states, with the words they were read from.",
        docs_url=None,  # Swagger's page loads its code from another host
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=closing,
    )
    app.state.archive = archive
    app.state.settings = settings or Settings()
    answer_problems(app)
    guarded(app, app.state.settings)
    app.mount("/static", GZipMiddleware(StaticFiles(directory=STATIC)), name="static")
    app.include_router(api.router, prefix="/api/v1")
    app.include_router(api.health, include_in_schema=False)
    api.described(app)
    app.include_router(pages.router, include_in_schema=False)
    return app
