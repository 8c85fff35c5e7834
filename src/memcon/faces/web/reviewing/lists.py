"""The queue as a file."""

import csv
from collections.abc import Sequence
from io import StringIO

import msgspec
from fastapi import Response
from starlette.exceptions import HTTPException

from memcon.archive.corrections.views import ReviewRow


def download(rows: Sequence[ReviewRow], form: str) -> Response:
    """Rows of the queue as csv or json. Raises where there is no such form."""
    match form:
        case "csv":
            content, media_type = _csv(rows), "text/csv; charset=utf-8"
        case "json":
            content, media_type = msgspec.json.encode(list(rows)), "application/json"
        case _:
            raise HTTPException(404, "The queue can be downloaded as csv or json.")
    name = f'attachment; filename="review.{form}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": name})


def _csv(rows: Sequence[ReviewRow]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(ReviewRow.__struct_fields__)
    writer.writerows(["" if value is None else value for value in msgspec.structs.astuple(row)] for row in rows)
    return text.getvalue().encode()
