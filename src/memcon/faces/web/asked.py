"""What a request asks of: the archive, the settings, the filters of its address."""

from typing import Annotated

from fastapi import Depends, Request

from memcon.archive import Archive, Filters
from memcon.archive.queries import narrowed
from memcon.faces.web.settings import Settings


def archive_of(request: Request) -> Archive:
    """The archive that is served."""
    archive: Archive = request.app.state.archive
    return archive


def settings_of(request: Request) -> Settings:
    """What the server was started with."""
    settings: Settings = request.app.state.settings
    return settings


FILTERS = ("country", "person", "since", "until", "mode", "status", "level", "role", "mechanism", "outlet", "topic")
"""The filters of every list, as they stand in addresses; country may stand there several times."""


ANY = "any"
"""The status that an address asks for where the page would narrow to one that is not asked for."""


def filters_of(request: Request) -> Filters:
    """The filters that an address asks for; an empty one is none. Raises `ArchiveError`."""
    given = request.query_params
    wanted: dict[str, object] = {name: given[name].strip() for name in FILTERS if given.get(name, "").strip()}
    if wanted.get("status") == ANY:
        del wanted["status"]
    countries = [value.strip() for value in given.getlist("country") if value.strip()]
    if countries:
        wanted["country"] = countries
    return narrowed("contacts", Filters(), wanted)


Asked = Annotated[Archive, Depends(archive_of)]
Wanted = Annotated[Filters, Depends(filters_of)]
Served = Annotated[Settings, Depends(settings_of)]
