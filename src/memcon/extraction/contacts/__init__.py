"""Contacts: meetings, calls, visits, letters and summits that a report tells of.

`find_contacts` goes in three steps: verbs and nouns of contact with their arguments (*sightings*), the sightings that tell of
the same contact (*drafts*), and the drafts that are contacts between sides, as records.
"""

from memcon.actors import Cast
from memcon.actors.knowledge import load
from memcon.extraction.contacts.build import build_contact
from memcon.extraction.contacts.carry import carry_dates
from memcon.extraction.contacts.complete import around, complete
from memcon.extraction.contacts.invitations import as_accepted
from memcon.extraction.contacts.lexicon import lexicon
from memcon.extraction.contacts.merge import gather
from memcon.extraction.contacts.nouns import sight_noun
from memcon.extraction.contacts.other_side import between_speakers
from memcon.extraction.contacts.sieve import is_contact
from memcon.extraction.contacts.sighting import Sighting, Source
from memcon.extraction.contacts.split import met_at_once, split
from memcon.extraction.contacts.verbs import sight_verb
from memcon.extraction.dates import DateMention
from memcon.language import Parsed
from memcon.record import Contact

__all__ = ["find_contacts"]


def find_contacts(parsed: Parsed, cast: Cast, dates: tuple[DateMention, ...]) -> tuple[Contact, ...]:
    """The contacts of a report, in the order in which it first tells of them."""
    source = Source(parsed, cast, dates, lexicon(), load())
    drafts = gather(find_sightings(source), source)
    complete(drafts, source)
    carry_dates(drafts, source)
    kept = [draft for number, draft in enumerate(drafts) if is_contact(draft, source, around(drafts, number))]
    return tuple(build_contact(number, draft, source) for number, draft in enumerate(kept, 1))


def find_sightings(source: Source) -> list[Sighting]:
    """Every mention of a contact, in the order of the text."""
    found: list[Sighting] = []
    together: set[frozenset[str]] = set()
    for sentence in source.parsed.sentences:
        for token in sentence.span:
            told = sight_verb(source, token) or sight_noun(source, token)
            sighting = between_speakers(source, told) if told is not None else None
            if sighting is not None:
                found += split(source, as_accepted(source, sighting), together)
                if (pair := met_at_once(sighting)) is not None:
                    together.add(pair)
    return found
