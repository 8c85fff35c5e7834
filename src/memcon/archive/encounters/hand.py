"""Merges and splits that people made and nobody took back."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from memcon.archive.corrections.cases import Cases
from memcon.archive.corrections.log import corrections_where
from memcon.archive.corrections.model import Correction, standing
from memcon.archive.schema import corrections


class Bonds:
    """The standing merges and splits, in the order in which they were made; each is read when a contact of it is met."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        c = corrections.c
        query = select(c.id, c.at, c.who, c.action, c.report, c.new, c.undoes).where(
            c.action.in_(("merge", "split", "undo"))
        )
        rows = connection.execute(query).mappings()
        said = standing(Correction(**row) for row in rows).corrections
        self._standing = [one for one in said if one.action in ("merge", "split")]
        self._refs: dict[int, tuple[str, ...]] = {}

    def of(self, refs: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Those about any of these contacts: "merge" or "split", and the refs that its contacts have now."""
        if not self._standing:
            return []
        keys = {ref.partition("-")[0] for ref in refs}
        near = [one for one in self._standing if keys & {str(ref).partition("-")[0] for ref in one.new}]
        found = ((one.action, self._now(one.id)) for one in near)
        return [(action, named) for action, named in found if len(named) > 1 and set(named) & set(refs)]

    def _now(self, number: int) -> tuple[str, ...]:
        if number not in self._refs:
            (correction,) = corrections_where(self._connection, corrections.c.id == number)
            named = Cases(self._connection).refs(correction)
            # Of a split it is the first contact that is said not to be with the others.
            gone = correction.action == "split" and named[0] is None
            self._refs[number] = () if gone else tuple(ref for ref in named if ref)
        return self._refs[number]
