"""The publication date: what is taken for it, and what is not."""

import pytest

from memcon.errors import InputError
from memcon.read import read_text

BODY = "The foreign minister met his counterpart in the capital on Monday and spoke of trade."


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2021-05-16", "2021-05-16"),
        ("20210516", "2021-05-16"),
        ("2021-05-16T23:30:00+04:30", "2021-05-16"),
        ("2021-05-16 10:00", "2021-05-16"),
        (" 2021-05-16T10:00:00Z ", "2021-05-16"),
        ("", None),
        (None, None),
    ],
)
def test_given_date(given: str | None, iso: str | None) -> None:
    assert read_text(BODY, published=given).published == iso


@pytest.mark.parametrize("given", ["yesterday", "2021", "2021-13-01", "16/05/2021", "May 16, 2021", "2021-02-30"])
def test_bad_given_date_is_named(given: str) -> None:
    with pytest.raises(InputError, match="is not a date; give an ISO 8601 date") as error:
        read_text(BODY, published=given)
    assert repr(given) in str(error.value)


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://example.org/2022/12/16/ministers-meet", "2022-12-16"),
        ("https://example.org/news/2018/3/9/ministers-meet", "2018-03-09"),
        ("https://example.org/2010-06/27/content_1.htm", "2010-06-27"),
        ("https://example.org/20221216/ministers", "2022-12-16"),
        ("https://example.org/2022/12/ministers-meet", None),
        ("https://example.org/news/20221399/ministers", None),
        ("https://example.org/ministers?date=/2022/12/16/", None),
        ("https://example.org/1401/09/25/ministers", None),
        ("https://[", None),
    ],
)
def test_date_of_address(url: str, iso: str | None) -> None:
    article = read_text(BODY, url=url)
    assert (article.published, article.published_span) == (iso, None)


@pytest.mark.parametrize(
    ("line", "words", "iso"),
    [
        ("Publish Date: 12October 2018 - 15:44", "12October 2018", "2018-10-12"),
        ("Published: 12 October 2018", "12 October 2018", "2018-10-12"),
        ("Published on Oct. 12, 2018 by Some Author", "Oct. 12, 2018", "2018-10-12"),
        ("Posted on October 12, 2018", "October 12, 2018", "2018-10-12"),
        ("Story first published: Friday, October 12, 2018, 0:00 [IST]", "October 12, 2018", "2018-10-12"),
        ("Publication date: 12th of October 2018", "12th of October 2018", "2018-10-12"),
        ("Published 14:05 GMT, 12 October 2018 | Updated 15:00 GMT, 13 October 2018", "12 October 2018", "2018-10-12"),
        ("Updated: 13 October 2018 | Published: 12 October 2018", "12 October 2018", "2018-10-12"),
        ("ID: 45216 | Date: 2018/10/12", "2018/10/12", "2018-10-12"),
        ("News ID 85236 - 2018-10-12", "2018-10-12", "2018-10-12"),
        ("October 12, 2018 14:05", "October 12, 2018", "2018-10-12"),
        ("Friday, 12 October 2018", "12 October 2018", "2018-10-12"),
        ("14:05, 26.10.2017", "26.10.2017", "2017-10-26"),
        ("Date: 05/05/2021", "05/05/2021", "2021-05-05"),
        ("Some Author Published October 12, 2018 | 11:02 PM", "October 12, 2018", "2018-10-12"),
        ("World FP Staff Oct 12, 2018 15:06:17 IST", "Oct 12, 2018", "2018-10-12"),
    ],
)
def test_stamp_below_the_headline(line: str, words: str, iso: str) -> None:
    text = f"Ministers meet in the capital\r\n{line}\r\n\r\n{BODY}"
    article = read_text(text)
    assert article.published == iso
    assert article.published_span is not None
    assert article.published_span.text == words
    assert text[article.published_span.start : article.published_span.end] == words
    assert line in [span.text for span in article.furniture]


@pytest.mark.parametrize(
    "line",
    [
        "Updated in: 21 April 2021 - 03:26",
        "Last updated: April 21, 2021",
        "Updated Date: Feb 23, 2019 15:06:17 IST",
        "Last Modified on 21 April 2021",
        "Published: 03/04/2021",
        "Published: 31/02/2021",
        "Published 3 hours ago",
        "Publish Date: 25 Mehr 1397",
        "Published: 12.10.1397",
        "News ID: 73022",
    ],
)
def test_not_the_publication_date(line: str) -> None:
    article = read_text(f"Ministers meet in the capital\n{line}\n\n{BODY}")
    assert (article.published, article.published_span) == (None, None)


def test_date_in_a_sentence_is_not_taken() -> None:
    text = f"{BODY}\nThe accord was published on 13 October 2018.\nIt was signed on October 12, 2018 at 14:05."
    assert read_text(text).published is None


def test_two_dates_of_one_rank_leave_it_open() -> None:
    assert read_text(f"Ministers meet in capital\n12 October 2018\n13 October 2018\n{BODY}").published is None


def test_ambiguous_stamp_gives_way_to_dated_dateline() -> None:
    article = read_text(f"Published: 03/04/2021\nMOSCOW, April 3, 2021 /TASS/. {BODY}")
    assert article.published == "2021-04-03"
    assert article.published_span is not None
    assert article.published_span.text == "April 3, 2021"


def test_order_of_sources() -> None:
    text = f"Published: 12 October 2018\n{BODY}"
    url = "https://example.org/2018/10/13/x"
    assert read_text(text, url=url, published="2018-10-14").published == "2018-10-14"
    assert read_text(text, url=url).published == "2018-10-13"
    assert read_text(text).published == "2018-10-12"


def test_page_clock_above_the_headline_is_not_taken() -> None:
    headline = "Ministers meet in the capital"
    assert read_text(f"Friday, 12 October 2018\n{headline}\n{BODY}").published is None
    assert read_text(f"Fri Oct 12, 2018 10:14:08\n{headline}\n{BODY}").published is None
    assert read_text(f"Politics\nOct 12, 2018, 11:30 AM\n{headline}\n{BODY}").published == "2018-10-12"
    assert read_text(f"Friday, 12 October 2018\n{BODY}").published == "2018-10-12"


def test_stamps_of_other_reports_at_the_foot_are_not_taken() -> None:
    foot = "Related news\nPresident leaves\nPublished: 12 October 2018\nMinister resigns\nPublished: 13 October 2018"
    assert read_text(f"{BODY}\n{BODY}\n{BODY}\n{foot}").published is None
