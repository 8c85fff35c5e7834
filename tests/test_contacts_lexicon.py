"""Every entry of the lexicon finds its example and leaves its counter-example alone."""

import pytest

from memcon.actors import resolve
from memcon.extraction.contacts import find_contacts
from memcon.extraction.contacts.lexicon import Predicate, lexicon
from memcon.extraction.dates import find_dates
from memcon.language import parse
from memcon.read import read_text
from memcon.record import Contact

ENTRIES = list(lexicon().entries())


def read(text: str) -> tuple[Contact, ...]:
    parsed = parse(read_text(text, published="2024-05-14"))
    return find_contacts(parsed, resolve(parsed), find_dates(parsed))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.words[0]}-{entry.mode}")
def test_example_tells_of_the_contact(entry: Predicate) -> None:
    contacts = read(entry.example)
    if entry.joint and entry.faint:
        assert contacts == ()
    else:
        assert [contact.mode for contact in contacts] == [entry.mode]
        assert contacts[0].status == (entry.told or "held")
        assert {participant.country for participant in contacts[0].participants} <= {"NOR", "FIN"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.words[0]}-{entry.mode}")
def test_counter_example_tells_of_none(entry: Predicate) -> None:
    assert read(entry.counter) == ()


def test_every_role_and_mode_is_known() -> None:
    assert all(entry.roles and entry.words for entry in ENTRIES)


def test_sentences_use_one_of_the_words() -> None:
    for entry in ENTRIES:
        assert entry.example != entry.counter
