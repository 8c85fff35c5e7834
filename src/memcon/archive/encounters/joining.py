"""The short way: a new contact that joins one encounter, or none, and leaves the others as they are.

Most do, and nothing has to be put together anew then, which would cost the links between all contacts of the encounter. That
`grouping` would say the same is argued where it is not plain; tests/test_encounters_joining.py holds the two ways together.
Whatever people put together or apart goes the long way (`memcon.archive.encounters.reach`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select, update

from memcon.archive.copies import sources_with
from memcon.archive.encounters.blocking import loose_around
from memcon.archive.encounters.grouping import leading
from memcon.archive.encounters.hand import Bonds
from memcon.archive.encounters.linking import Compared, links_of
from memcon.archive.encounters.members import keep, refs_of
from memcon.archive.encounters.rows import row_of
from memcon.archive.encounters.scoring import score, table
from memcon.archive.encounters.told import Told, batches, told_by_ref, told_of
from memcon.archive.schema import contacts, encounters


def join(connection: Connection, new: Sequence[Told], compared: Compared) -> tuple[set[str], set[str]]:
    """Settles new contacts, one after the other; the ids of encounters that came or changed, and what is left for the long way.

    What is left are the contacts that cannot be settled alone, and those that they are linked to.
    """
    joining = _Joining(connection, new, compared)
    left = [told for told in new if not joining.settle(told)]
    left += [told for told in joining.loosened if not joining.settle(told)]
    return joining.changed, {ref for told in left for ref in (told.ref, *joining.links[told.ref])}


class _Joining:
    """``links`` are those of the contacts to settle, ``loosened`` the contacts without a day that had to leave their encounter."""

    def __init__(self, connection: Connection, new: Sequence[Told], compared: Compared) -> None:
        self._connection = connection
        self._bonds = Bonds(connection)
        self._compared = compared
        self._told = dict(compared.told)
        self._new = new
        self._waiting = {told.ref for told in new}
        self.links: dict[str, Mapping[str, float]] = {told.ref: compared.links(told.ref) for told in new}
        self.loosened: list[Told] = []
        self.changed: set[str] = set()

    def settle(self, one: Told) -> bool:
        """Whether a contact was settled. Those that wait for their turn are as if they were not there."""
        linked = [self._told[ref] for ref in self.links[one.ref] if ref not in self._waiting]
        if any(other.encounter is None for other in linked) or self._has_bonds([one, *linked]):
            return False
        members = self._with_dated(one, linked) if one.dated else self._with_undated(one, linked)
        if members is None:
            return False
        leaving = [other for other in members if one.dated and not other.dated and self._rules_out(one, other)]
        if not self._loosen(leaving):
            return False
        staying = [other for other in members if other not in leaving]
        self._keep(one, staying, None if leaving else self._sources(one, members))
        return True

    # which encounter -----------------------------------------------------------------------------------------------

    def _with_dated(self, one: Told, linked: Sequence[Told]) -> list[Told] | None:
        """The encounter that a contact with a day joins, none where it stands alone; None where it may change others.

        The contacts of one encounter that have a day are held together by links, and none is ruled out with another. One more that
        is linked to some of these alone and ruled out with none joins them in whatever order links are looked at.
        """
        firm = {other.encounter for other in linked if other.dated}
        if len(firm) != 1:
            return None if linked else []
        members = self._members(firm.pop())
        dated = [other for other in members if other.dated]
        if self._has_bonds(members) or any(self._rules_out(one, other) for other in dated):
            return None
        outside = [other for other in linked if other.encounter != dated[0].encounter]
        return None if self._draws(one, dated, outside) else members

    def _with_undated(self, one: Told, linked: Sequence[Told]) -> list[Told] | None:
        """The encounter that a contact without a day joins, none where it stands alone; None where it may change others."""
        members = {of: self._members(of) for of in {other.encounter for other in linked}}
        if any(self._has_bonds(those) for those in members.values()):
            return None
        dated = {of: [other for other in those if other.dated] for of, those in members.items()}
        liked: dict[str | None, float] = {}
        for other in linked:
            if other.dated:
                points = self.links[one.ref][other.ref]
                liked[other.encounter] = max(points, liked.get(other.encounter, points))
        for of in [of for of in liked if any(self._rules_out(one, member) for member in dated[of])]:
            del liked[of]
        chosen = leading(liked, margin=table().margin)
        if chosen is not None:
            return None if self._has_rival(one, dated[chosen]) else members[chosen]
        alike = [those for of, those in members.items() if not dated[of]]
        if len(alike) > 1 or any(self._rules_out(one, other) for those in alike for other in those):
            return None
        return alike[0] if alike else []

    def _draws(self, one: Told, dated: Sequence[Told], outside: Sequence[Told]) -> bool:
        """Whether the dated contacts that another joins are more, or less, to contacts outside without a day than before.

        Nothing changes for those that were ruled out with any of them already, and for those that are not linked to them.
        """
        around = [*outside, *self._read(loose_around(self._connection, dated))]
        own = self.links[one.ref]
        touched = {
            other.ref: other
            for other in around
            if not other.dated and (other.ref in own or self._rules_out(one, other))
        }
        links = links_of(self._connection, touched)
        linked = {ref: {other.ref for other in dated if tuple(sorted((ref, other.ref))) in links} for ref in touched}
        wanting = [other for ref, other in touched.items() if ref in own or linked[ref]]
        return self._has_bonds(wanting) or not all(
            any(member.ref not in linked[other.ref] and score(other, member).rules_out for member in dated)
            for other in wanting
        )

    def _has_rival(self, one: Told, dated: Sequence[Told]) -> bool:
        """Whether another contact of its report, without a day as it is, may want to join the same dated ones."""
        refs = {other.ref for other in dated}
        beside = [told for told in self._new if told.key[0] == one.key[0] and told.ref not in self._waiting]
        return any(not told.dated and refs & self.links[told.ref].keys() for told in beside)

    def _loosen(self, leaving: Sequence[Told]) -> bool:
        """Takes contacts without a day out of their encounter, to be settled again; False where others of their reports may follow."""
        beside = told_of(self._connection, {told.key[0] for told in leaving})
        if sum(not told.dated for told in beside) > len(leaving):
            return False
        links = links_of(self._connection, [told.ref for told in leaving])
        for told in leaving:
            own = {
                (other if one == told.ref else one): points
                for (one, other), points in links.items()
                if told.ref in (one, other)
            }
            self.links[told.ref] = own
            self._read(own)
            self._told[told.ref] = replace(told, encounter=None)
            self.loosened.append(self._told[told.ref])
            self._waiting.add(told.ref)
        for part in batches(told.ref for told in leaving):
            self._connection.execute(update(contacts).where(contacts.c.ref.in_(part)).values(encounter=None))
        return True

    # as it is kept -------------------------------------------------------------------------------------------------

    def _keep(self, one: Told, members: Sequence[Told], n_sources: int | None) -> None:
        together = sorted([*members, one], key=lambda told: told.added)
        row = row_of(together, n_sources=n_sources)
        self.changed |= keep(self._connection, [(row, together)], gone=[one.ref])
        for told in together:
            if told.encounter != row["id"]:
                self._told[told.ref] = replace(told, encounter=row["id"])
        self._waiting.remove(one.ref)

    def _sources(self, one: Told, members: Sequence[Told]) -> int | None:
        """How many independent reports tell of an encounter that a contact joins."""
        if not members:
            return 1
        here = encounters.c.id == members[0].encounter
        kept = self._connection.execute(select(encounters.c.n_sources).where(here)).scalar_one()
        sketches = {other.key[0]: other.sketch for other in members}
        return kept if one.key[0] in sketches else sources_with(one.sketch, sketches, kept)

    def _members(self, encounter: str | None) -> list[Told]:
        return self._read(refs_of(self._connection, [str(encounter)]))

    def _read(self, refs: Collection[str]) -> list[Told]:
        new = [ref for ref in refs if ref not in self._told]
        self._told |= {told.ref: told for told in told_by_ref(self._connection, new)}
        return [self._told[ref] for ref in refs if ref in self._told]

    def _rules_out(self, one: Told, other: Told) -> bool:
        return self._compared.rules_out(one, other)

    def _has_bonds(self, told: Sequence[Told]) -> bool:
        return bool(self._bonds.of([one.ref for one in told]))
