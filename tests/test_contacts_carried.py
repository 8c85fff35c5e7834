"""Dates and places that a contact takes over from what its report tells with it. The sentences are our own."""

import pytest

from memcon.record import Contact
from test_contacts import contacts

FAJON = "Slovenian Foreign Minister Tanja Fajon"
RADMAN = "Croatian Foreign Minister Gordan Grlic Radman"
MUSAR = "Slovenian President Natasa Pirc Musar"
MILANOVIC = "Croatian President Zoran Milanovic"
SULYOK = "Hungarian President Tamas Sulyok"
BELLEN = "Austrian President Alexander Van der Bellen"

CARRIED = "day of a contact told with it"
SENTENCE = "day of the sentence"
REPORT = "day of the report"


def last(text: str) -> Contact:
    return contacts(text)[-1]


def told(contact: Contact) -> tuple[str | None, str | None, str | None, str | None]:
    """The first and the last day, how exactly they are known, and how they were found."""
    when = contact.when
    return (when.start, when.end, when.precision, when.method) if when else (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "day", "method"),
    [
        (f"{FAJON} visited Zagreb on Monday. She met {MILANOVIC}.", "2024-05-13", CARRIED),
        (f"{FAJON} has arrived in Zagreb. On Monday she met {MILANOVIC} there, in Zagreb.", "2024-05-13", "weekday before publication"),
        (f"{MUSAR} received {MILANOVIC} on Monday. Pirc Musar also received {SULYOK}.", "2024-05-13", CARRIED),
        (f"{MUSAR} received {MILANOVIC} on Monday. There was also a private talk with {BELLEN}.", "2024-05-13", CARRIED),
        (f"{MUSAR} received {MILANOVIC} on Monday. The second audience was for {SULYOK}.", "2024-05-13", CARRIED),
        (f"Slovenia and Croatia agreed Monday to widen trade as {FAJON} met {RADMAN}.", "2024-05-13", SENTENCE),
        (f"{FAJON} on Monday urged Croatia to open the border, as she met {RADMAN} in Zagreb.", "2024-05-13", SENTENCE),
        (f"{FAJON} has arrived in Zagreb. “Today we bring good news,” Fajon said.", "2024-05-16", REPORT),
        (f"{FAJON} has reached Zagreb. Her train pulled into the station shortly after 9am.", "2024-05-16", REPORT),
    ],
)  # fmt: skip
def test_an_undated_contact_takes_the_day_of_what_is_told_with_it(text: str, day: str, method: str) -> None:
    found = {(told(contact)[0], told(contact)[3]) for contact in contacts(text)}
    assert (day, method) in found


@pytest.mark.parametrize(
    "text",
    [
        f"{MUSAR} received {MILANOVIC} on Monday. Earlier, she had received {SULYOK}.",
        f"{MUSAR} received {MILANOVIC} on Monday. She will receive {SULYOK}.",
        f"{MUSAR} received {MILANOVIC} on Monday. She also spoke by phone with {SULYOK}.",
        f"{MUSAR} received {MILANOVIC} on Monday.\n\nTrade has grown.\n\nTourism has grown.\n\n{MUSAR} received {SULYOK}.",
        f"{FAJON} spoke by phone with {RADMAN} today. Fajon visited Budapest.",
        f"{FAJON} visited Zagreb on Monday. The pair had last met in Rome, where {FAJON} and {RADMAN} signed a treaty.",
    ],
)
def test_other_times_are_not_carried_over(text: str) -> None:
    assert told(last(text))[0] is None


def test_during_several_days_the_day_of_a_meeting_is_open() -> None:
    visit, meeting = contacts(f"{FAJON} visited Zagreb from 6 to 8 May 2024. She met {MILANOVIC}.")
    assert told(visit) == ("2024-05-06", "2024-05-08", "day", "stated")
    assert told(meeting) == ("2024-05-06", "2024-05-08", "range", CARRIED)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"{FAJON} began a three-day visit to Egypt on Monday.", "2024-05-15"),
        (f"{FAJON} is on a two-day visit to Egypt that began on Monday.", "2024-05-14"),
        (f"{FAJON} ended a three-day visit to Egypt on Monday.", "2024-05-13"),
    ],
)
def test_a_visit_lasts_as_long_as_is_told_from_where_it_began(text: str, end: str) -> None:
    assert told(last(text))[:3] == ("2024-05-13", end, "day")


def test_each_guest_of_a_list_has_the_day_told_before_him() -> None:
    found = contacts(
        f"Tomorrow (17) {MUSAR} receives the Croatian president, Zoran Milanovic, and on Saturday (18) {SULYOK}."
    )
    assert [told(contact)[0] for contact in found] == ["2024-05-17", "2024-05-18"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"Croatia agreed Monday to postpone a trip to Zagreb by {FAJON}.", None),
        (f"The visit to Zagreb by {FAJON}, pencilled in for May 20, has been called off.", "2024-05-20"),
        (
            f"Talks between {FAJON} and {RADMAN}, which were to open in Zagreb this Friday, have been called off.",
            "2024-05-17",
        ),
    ],
)
def test_what_is_called_off_keeps_the_day_that_it_was_to_be_on(text: str, start: str | None) -> None:
    contact = last(text)
    assert (contact.status, told(contact)[0]) == ("cancelled", start)


def test_who_is_abroad_meets_those_of_third_countries_there() -> None:
    visit, meeting = contacts(
        f"{FAJON} travelled to Vienna on Monday for a conference on trade. She met {RADMAN} to speak of trade."
    )
    assert meeting.place is not None
    assert (visit.place.country if visit.place else None, meeting.place.country) == ("AUT", "AUT")
