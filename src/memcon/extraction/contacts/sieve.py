"""Which drafts are diplomatic contacts, and which of those the report is about."""

from datetime import date

from memcon.extraction.contacts.drafts import Draft, same
from memcon.extraction.contacts.parties import countries
from memcon.extraction.contacts.sighting import Source
from memcon.record import Role

_LEAD = 2
"""What the headline and the first two sentences tell of is what the report is about."""

_RECENT = 7
"""Days before publication; what is further back is background."""


def is_contact(draft: Draft, source: Source, drafts: list[Draft]) -> bool:
    """Whether a draft is one contact between sides, and not a habit, a wish or an affair within one country."""
    if not draft.firm and not _stands_alone(draft, source, drafts):
        return False
    if draft.mode == "summit":
        return _is_told_summit(draft)
    if draft.mode == "visit":
        return _is_foreign_visit(draft, source)
    if all(sighting.outlook.tentative for sighting in draft.sightings) and draft.when is None and draft.place is None:
        return False
    if all(sighting.plural for sighting in draft.firm) and draft.firm and draft.when is None:
        return False
    return len(countries(source, draft.actors)) >= 2


def _stands_alone(draft: Draft, source: Source, drafts: list[Draft]) -> bool:
    """Faint mentions make a contact only at the head of a report that tells of no other between the same sides."""
    if draft.sightings[0].sentence > _LEAD or draft.status != "held" or all(s.predicate.joint for s in draft.sightings):
        return False
    others = [other for other in drafts if other is not draft and other.firm]
    return not any(any(same(a, b, source.cast) for b in other.actors) for other in others for a in draft.actors)


def _is_told_summit(draft: Draft) -> bool:
    """A summit beside the matter is a contact only if its date or place is told."""
    return draft.when is not None or draft.place is not None


def _is_foreign_visit(draft: Draft, source: Source) -> bool:
    """Somebody goes to a country that is not his own."""
    if draft.place is None or not draft.actors:
        return False
    if all(sighting.outlook.tentative for sighting in draft.sightings) and draft.when is None and draft.place.country is None:
        return False
    homes = countries(source, draft.actors)
    return bool(homes) and draft.place.country not in homes


def role_of(draft: Draft, source: Source) -> Role:
    """Main where the report opens with it or returns to it, background where it is of an earlier time or told in passing."""
    if _is_old(draft, source):
        return "background"
    first = _body_index(source, draft.sightings[0].sentence)
    if first <= _LEAD and not draft.sightings[0].earlier:
        return "main"
    return "main" if len(draft.firm) >= 3 and not draft.earlier else "background"


def _body_index(source: Source, sentence: int) -> int:
    """The number of a sentence among those of the text itself; headlines are 0."""
    return sum(1 for other in source.parsed.sentences[:sentence] if other.block.kind == "paragraph")


def _is_old(draft: Draft, source: Source) -> bool:
    published, when = source.parsed.article.published, draft.when
    if published is None or when is None or when.end is None:
        return False
    return (date.fromisoformat(published) - date.fromisoformat(when.end)).days > _RECENT
