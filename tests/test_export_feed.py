"""The feed, read by feedparser."""

from collections.abc import Iterable
from io import BytesIO

import feedparser
import pytest

from archive_tables import run
from memcon.archive import Archive, Filters
from memcon.archive.export import feed
from memcon.archive.export.feed import FeedRow
from test_archive_cases import bridge_record, small_record


def written(archive: Archive, rows: Iterable[FeedRow], title: str = "Contacts") -> bytes:
    target = BytesIO()
    feed.write(archive, rows, target, title=title)
    return target.getvalue()


def parsed(archive: Archive, rows: Iterable[FeedRow], title: str = "Contacts") -> feedparser.FeedParserDict:
    found = feedparser.parse(written(archive, rows, title))
    assert not found.bozo
    assert found.version == "atom10"
    return found


def test_every_contact_is_an_entry_in_the_order_of_the_list(archive: Archive) -> None:
    archive.add(bridge_record())
    found = parsed(archive, archive.contacts())
    assert [entry.title for entry in found.entries] == [
        "Telephone call: Ida Holm (NOR) and parliament speaker (SDM) (2024-12-17)",
        "Meeting: Lena Brandt (NOR) and Émile Roux-Garnier (SDM) (2024-12-19)",
    ]
    meeting = found.entries[1]
    assert meeting.link == "https://fjord.example/bridge"
    assert meeting.author == "Fjord Gazette"
    assert "Place: Brandby, NOR" in meeting.content[0].value
    assert [tag.term for tag in meeting.tags] == ["contact", "held", "meeting", "NOR", "SDM"]


def test_statements_tell_who_said_what(archive: Archive) -> None:
    archive.add(bridge_record())
    found = parsed(archive, archive.statements())
    (demand,) = [entry for entry in found.entries if entry.title.endswith("demand")]
    assert demand.title == "Émile Roux-Garnier to Norland: demand"
    assert 'to "stop the senseless blockade" of the coast' in demand.content[0].value


def test_what_a_search_found_is_a_feed_too(archive: Archive) -> None:
    archive.add(bridge_record())
    found = parsed(archive, archive.search("bridge"), "bridge")
    assert len(found.entries) == len(archive.search("bridge")) > 0
    assert all("bridge" in entry.content[0].value.lower() for entry in found.entries)


def test_an_entry_is_called_the_same_in_every_feed_and_no_two_alike(archive: Archive) -> None:
    archive.add(bridge_record())
    archive.add(small_record(date="2024-12-20"))
    whole = [entry.id for entry in parsed(archive, [*archive.contacts(), *archive.statements()]).entries]
    part = [entry.id for entry in parsed(archive, archive.contacts(Filters(mode="phone")), "Calls").entries]
    assert len(set(whole)) == len(whole)
    assert set(part) < set(whole)
    assert all(name.startswith("urn:uuid:") for name in whole)


def test_feeds_of_one_title_are_one_feed(archive: Archive) -> None:
    archive.add(small_record())
    one, again, other = (parsed(archive, archive.contacts(), title) for title in ("NOR", "NOR", "SDM"))
    assert one.feed.id == again.feed.id != other.feed.id


def test_dates_are_those_of_the_report_in_the_archive(archive: Archive, location: str) -> None:
    archive.add(small_record(date="2024-12-20"))
    run(
        location,
        "UPDATE reports SET added_at = '2024-12-21T10:00:00+00:00', changed_at = '2025-01-02T09:00:00+00:00'",
    )
    found = parsed(archive, archive.contacts())
    (entry,) = found.entries
    assert entry.published == "2024-12-21T10:00:00+00:00"
    assert entry.updated == found.feed.updated == "2025-01-02T09:00:00+00:00"


def test_an_empty_list_is_an_empty_feed(archive: Archive) -> None:
    found = parsed(archive, archive.contacts())
    assert found.entries == []
    assert found.feed.updated.startswith("1970-01-01")


def test_what_is_withdrawn_is_left_out(archive: Archive) -> None:
    archive.add(bridge_record())
    gone = archive.contacts()[0].id
    archive.reject(gone, who="A reader", why="no such call")
    found = parsed(archive, archive.contacts(Filters(withdrawn=True)))
    assert len(found.entries) == 1
    assert gone not in found.entries[0].content[0].value


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "bridge.html"])
def test_only_an_address_of_the_web_is_a_link(archive: Archive, url: str | None) -> None:
    archive.add(bridge_record(url=url))
    assert not any(entry.get("links") for entry in parsed(archive, archive.contacts()).entries)


def test_signs_of_markup_and_of_control_do_no_harm(archive: Archive) -> None:
    archive.add(small_record(names=("<b>Brandt</b> & Co\x0c", "Roux]]>")))
    (entry,) = parsed(archive, archive.contacts(), "<b>\x00").entries
    assert entry.title == "Meeting: <b>Brandt</b> & Co (NOR) and Roux]]> (SDM)"


def test_the_same_rows_give_the_same_bytes(archive: Archive) -> None:
    archive.add(bridge_record())
    assert written(archive, archive.contacts()) == written(archive, archive.contacts())
