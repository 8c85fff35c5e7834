"""`read_text` and `body_blocks`: identity, language, and what holds for any text."""

import hashlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memcon.errors import InputError
from memcon.read import Block, body_blocks, read_text
from memcon.record import Article, Span

BODY = "The foreign minister met his counterpart in the capital on Monday and spoke of trade."

LINES = st.sampled_from(
    [
        BODY,
        " date 2024-12-20 ",
        "Updated in: 21 April 2021 - 03:26",
        "iran << iran",
        "TEHRAN (defapress)- " + BODY,
        "Read more:",
        "Minister attends a virtual emergency meeting",
        "Publish Date: 12October 2018 - 15:44",
        "Ministers Stress Security CooperationDuring the meeting on Thursday the two ministers met.",
        "Iran PressIran news: " + BODY,
        "your comment",
        "Message end/",
        BODY + " (ANI)",
        BODY + " Read more: Something else",
        "1. Point one of the list",
        "the line goes on in the next one with small letters, as hard wrapped",
        "Tags",
        "© 2021",
        "\u200b",
        "…",
    ]
)
PAGES = st.lists(
    st.tuples(LINES | st.text(max_size=30), st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028", " ", ""]))
)


def spans_of(article: Article) -> list[Span]:
    return [*article.furniture, *filter(None, (article.dateline, article.published_span))]


def assert_sound(text: str) -> None:
    article = read_text(text)
    assert article.text == text
    assert all(text[span.start : span.end] == span.text for span in spans_of(article))
    stretches = sorted(
        [(span.start, span.end) for span in article.furniture]
        + [(block.start, block.end) for block in body_blocks(article)]
    )
    position = 0
    for start, end in stretches:
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(st.text())
@example("\x00")
@example("A" * 5000)
@example("a.B" * 300)
@example("“”" * 10)
@settings(deadline=None)
def test_any_string_is_an_article(text: str) -> None:
    assert_sound(text)


@given(PAGES)
@settings(deadline=None, max_examples=300)
def test_any_page_is_partitioned(lines: list[tuple[str, str]]) -> None:
    assert_sound("".join(line + end for line, end in lines))


@given(PAGES)
@settings(deadline=None, max_examples=50)
def test_reading_is_deterministic(lines: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in lines)
    assert read_text(text) == read_text(text)
    assert body_blocks(read_text(text)) == body_blocks(read_text(text))


def test_id_and_hash() -> None:
    article = read_text(BODY)
    assert article.sha256 == hashlib.sha256(BODY.encode()).hexdigest()
    assert article.id == article.sha256[:16]
    assert read_text(BODY, id="seed-1").id == "seed-1"
    assert read_text(BODY, id="").id == article.id


def test_line_ends_are_kept() -> None:
    text = f"Ministers meet in the capital\r\n{BODY}\r\n"
    article = read_text(text)
    assert article.text == text
    assert [block.kind for block in body_blocks(article)] == ["headline", "paragraph"]


def test_half_a_surrogate_pair_is_named() -> None:
    with pytest.raises(InputError, match="not valid Unicode at character 4"):
        read_text("The \ud800 minister")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Dışişleri Bakanı, mevkidaşı ile pazartesi günü başkentte görüştü ve ticareti ele aldı.", "tr"),
        ("وزیر امور خارجه روز دوشنبه با همتای خود در پایتخت دیدار و گفت‌وگو کرد.", "fa"),
        ("Министр иностранных дел встретился в понедельник в столице со своим коллегой.", "ru"),
        ("Le ministre des Affaires étrangères a rencontré lundi son homologue dans la capitale.", "fr"),
        ("12345", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert read_text(text).language == language


def test_given_title_makes_a_headline_of_its_line() -> None:
    text = f"Who met whom in the capital?\n{BODY}"
    assert [block.kind for block in body_blocks(read_text(text))] == ["paragraph", "paragraph"]
    article = read_text(text, title="Who Met Whom in the Capital?")
    assert [block.kind for block in body_blocks(article)] == ["headline", "paragraph"]
    assert article.title == "Who Met Whom in the Capital?"


def test_blocks_follow_the_article_not_a_second_reading() -> None:
    text = f"Some Words Here\n{BODY}"
    article = Article(id="x", text=text, sha256="", furniture=(Span(0, 15, "Some Words Here"),))
    assert body_blocks(article) == (Block(16, len(text), "paragraph"),)


def test_a_text_without_full_stops_is_read() -> None:
    text = "ministers meet in the capital\npresident leaves for a summit"
    assert [block.kind for block in body_blocks(read_text(text))] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Read also", "Read more...", "Related articles:", "Share this:", "Share on WhatsApp", "Follow us on Telegram",
        "Follow Valley News on Facebook and Instagram", "ADVERTISEMENT", "Tags: Iran, Turkey", "Filed Under: Diplomacy",
        "By John Smith", "By JOHN SMITH and Jane Doe in Ankara", "Reporting by A. Person; Editing by B. Person",
        "Subscribe to our newsletter", "Sign up for our weekly letter", "We use cookies to improve the site.",
        "This website uses cookies. By continuing you accept our cookie policy.", "Copyright © 2020 Valley News",
        "All rights reserved.", "Photo: Reuters", "File photo", "Image credit: ministry", "Home » World » Asia",
        "3 min read", "12 comments", "Views: 1,204", "Staff Reporter", "Web Desk", "Source: IRNA", "News Code 148490",
        "Click here to read the full article", "Join our WhatsApp channel", "Skip to content", "pic/valley_01.jpg",
    ],
)  # fmt: skip
def test_furniture_line(line: str) -> None:
    text = f"{BODY}\n{line}\n{BODY}\n{BODY}"
    assert [span.text for span in read_text(text).furniture] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Related issues were raised by the delegation when it met the speaker on Tuesday.",
        "Share prices fell after the two ministers had left the capital without an accord.",
        "By Monday the delegations had agreed on the text of the statement, officials said.",
        "Tags on the goods were removed, the customs office of the country said on Monday.",
        "He said «we agree» today.",
        "Report no progress, the envoy told them.",
        "Updated 2015 accord needed, minister says",
        "The photo shows the ministers.",
        "Comments by the minister drew anger in the neighboring country, the agency said.",
        "Sources: two officials who asked not to be named told the agency of the coming meeting on Monday.",
        "“No comment.”",
        "Why?",
    ],
)
def test_body_line(line: str) -> None:
    text = f"{BODY}\n{line}\n{BODY}\n{BODY}"
    assert read_text(text).furniture == ()


def test_a_bulleted_menu_is_furniture() -> None:
    menu = "\n".join(f"• {name}" for name in ("Home", "Upper Valley", "Lower Valley", "East Coast", "Lakes", "Islands"))
    text = f"{menu}\n\nThe foreign ministers of Chile and Peru met in Arica on Friday to open the new bridge.\n"
    article = read_text(text)
    assert [text[block.start : block.end][:11] for block in body_blocks(article)] == ["The foreign"]


def test_a_dateline_may_be_glued_to_its_sentence() -> None:
    text = "PHNOM PENH (Reuters) -The foreign minister left for Vientiane on Tuesday to sign the treaty.\n"
    (dateline, body) = body_blocks(read_text(text))
    assert (dateline.kind, text[body.start : body.start + 11]) == ("dateline", "The foreign")


def test_a_date_below_the_summary_is_the_reports() -> None:
    text = (
        "Telephone conversation with the President\n\nThe presidents of Chile and Peru spoke on the telephone.\n\n"
        "August 2, 2023\n\nThe conversation dealt with fisheries and the border, and both sides agreed to meet again soon.\n"
    )
    assert read_text(text).published == "2023-08-02"


def test_letter_sizes_are_no_title() -> None:
    text = (
        "Print   A+ A-   Send to a friend\n\nChile and Peru open a bridge\n\n"
        "The ministers of Chile and Peru opened a bridge over the river on Friday.\n"
    )
    assert read_text(text).title == "Chile and Peru open a bridge"
