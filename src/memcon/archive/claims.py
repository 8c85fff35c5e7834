"""Lists claims: how many were harmed, and who says so."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, select

from memcon.archive.filters import Filters, conditions
from memcon.archive.keyset import Order, Stretch, in_order
from memcon.archive.schema import actors, claims, reports
from memcon.archive.views import ClaimRow
from memcon.archive.ways import few, of_reports

_AT_ONCE = 400  # reports asked for in one query


ORDER = Order((claims.c.day,), (claims.c.report, claims.c.seq))


def list_claims(connection: Connection, filters: Filters) -> list[ClaimRow]:
    """Claims by their date, else that of publication; those of one report as they stand there."""
    return claims_shown(connection, claim_rows(connection, filters, Stretch(limit=filters.limit)))


def claim_rows(connection: Connection, filters: Filters, stretch: Stretch) -> list[RowMapping]:
    """A stretch of the claims that filters leave, with their reports."""
    left, way = few(connection, filters, of_reports(connection, filters, claims.c.report))
    query = (
        select(claims, reports.c.key, reports.c.outlet, reports.c.published, reports.c.url)
        .join(reports, reports.c.id == claims.c.report)
        .where(*conditions(left, "claims"), *way)
    )
    return in_order(connection, query, ORDER, stretch)


def claims_shown(connection: Connection, rows: Sequence[RowMapping]) -> list[ClaimRow]:
    """Claims with the names of who says so and of who did it."""
    names = _names(connection, sorted({row["report"] for row in rows}))
    return [_row(row, names) for row in rows]


def _row(row: RowMapping, names: Mapping[tuple[str, str], str]) -> ClaimRow:
    def named(actor: str | None) -> str | None:
        return names.get((row["report"], actor), actor) if actor else None

    return ClaimRow(
        id=row["ref"],
        date=row["when_start"],
        date_end=row["when_end"],
        date_precision=row["when_precision"],
        weekday=row["when_weekday"],
        what=row["what"],
        low=row["low"],
        high=row["high"],
        approximate=row["approximate"],
        victims=row["victims"],
        by=named(row["by"]),
        place=row["place_name"],
        place_country=row["place_country"],
        said_by=named(row["said_by"]),
        report=row["key"],
        outlet=row["outlet"],
        published=row["published"],
        url=row["url"],
        review=row["review"],
        withdrawn=row["withdrawn"],
    )


def _names(connection: Connection, of: list[str]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for start in range(0, len(of), _AT_ONCE):
        query = select(actors.c.report, actors.c.id, actors.c.name).where(
            actors.c.report.in_(of[start : start + _AT_ONCE])
        )
        found.update(((report, actor), name) for report, actor, name in connection.execute(query))
    return found
