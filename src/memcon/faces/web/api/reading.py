"""Reads a text and keeps nothing of it."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException

import memcon
from memcon.faces.web.api.schemas import made_of
from memcon.faces.web.asked import Asked, Served
from memcon.faces.web.guard import extracting
from memcon.record import Record, encode_record

router = APIRouter(tags=["reading"])

_Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Text(BaseModel):
    """A report that is to be read."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "OSLO, 20 December. Foreign Minister Lena Brandt received her Danish counterpart in Oslo on Thursday.",
                    "published": "2024-12-20",
                    "outlet": "Fjord Gazette",
                }
            ]
        },
    )

    text: Annotated[str, StringConstraints(min_length=1)] = Field(description="The report, as plain text in English.")
    published: _Words | None = Field(
        None,
        description="The day of publication, ISO 8601. Without it, and where the text does not state it, “on Friday” is left open.",
    )
    url: _Words | None = Field(None, description="The address of the report.")
    title: _Words | None = Field(None, description="The headline, if it does not stand in the text.")
    outlet: _Words | None = Field(None, description="Who published it.")


@router.post(
    "/extract",
    operation_id="extract",
    **made_of(Record, "What was read, as docs/record.md describes it.", 400, 413, 422, 429, 503),
)
def extract(request: Request, archive: Asked, settings: Served, given: Text) -> Response:
    """What a report says, with the place of the words behind each fact. Nothing of it is kept.

    Persons whom reports of the archive introduced are known by their surnames. Reading takes about a second a page.
    """
    if len(given.text.encode()) > settings.longest_text:
        raise HTTPException(413, f"The text is longer than {settings.longest_text:,} bytes; send a part of it.")
    with extracting(request):
        record = memcon.extract(
            given.text,
            published=given.published,
            url=given.url,
            title=given.title,
            outlet=given.outlet,
            archive=archive,
        )
    return Response(encode_record(record), media_type="application/json")
