"""Real reports, read, kept and written up: what the memo promises holds for whatever extraction finds in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.archive import Archive, Footnotes, write_memo
from memcon.extraction import extract_record
from memcon.read import read_file
from memcon.record import Article, Contact, Record

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
PATHS = sorted(SEEDS.glob("*.txt"))

pytestmark = pytest.mark.skipif(not PATHS, reason=f"the seed reports are not in {SEEDS}")


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem[:3])
def record(request: pytest.FixtureRequest) -> Record:
    article = next(read_file(request.param, published="2024-12-20"))
    assert isinstance(article, Article)
    return extract_record(article)


def memos(record: Record) -> Iterator[str]:
    """One memo a contact; for a report without any, that of an empty one, which lists the statements all the same."""
    for contact in record.contacts or (Contact(id="none", status="held", role="main", mode="meeting"),):
        yield write_memo(record, contact, key="3f2a9c", footnotes=Footnotes())


def test_the_archive_keeps_it_and_gives_it_back(record: Record) -> None:
    with Archive.open(":memory:") as archive:
        outcome = archive.add(record)
        assert archive.record(outcome.report) == record
        assert [row.id for row in archive.statements()] == [f"{outcome.report[:6]}-{s.id}" for s in record.statements]
        for ref in outcome.contacts:
            assert archive.memo(ref).startswith("# ")


def test_footnotes_fit(record: Record) -> None:
    for text in memos(record):
        cited = dict.fromkeys(re.findall(r"\[\^(\d+)\](?!:)", text))
        defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
        assert list(cited) == defined
        places = re.findall(r"(\d+)-(\d+)(?=[,.])", "\n".join(re.findall(r"chars (.*)$", text, re.MULTILINE)))
        assert all(0 <= int(start) < int(end) <= len(record.article.text) for start, end in places)


def test_every_statement_is_told_once_among_the_memos(record: Record) -> None:
    paragraphs = [paragraph for text in memos(record) for paragraph in body(text).split("\n\n")]
    statements = [paragraph for paragraph in paragraphs if paragraph and not paragraph.startswith((">", "- "))]
    assert len(statements) == len(record.statements)


def body(text: str) -> str:
    """What was said, at the contact and elsewhere; statements only."""
    parts = re.findall(r"^## (?:WHAT WAS SAID|ALSO REPORTED)\n\n(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL)
    return "\n\n".join(part.strip() for part in parts)


def test_what_is_quoted_stands_in_the_report(record: Record) -> None:
    squeezed = plain(record.article.text)
    for text in memos(record):
        for quoted in re.findall(r"“([^”]*)”", body(text)):
            for words in re.sub(r"\\(.)", r"\1", quoted).split(" … "):
                assert plain(words) in squeezed


def plain(words: str) -> str:
    return " ".join(re.sub(r"[\"“”'‘’]", "", words).split())


def test_loaded_words_never_leave_their_quotation_marks(record: Record) -> None:
    terms = {framing.term.casefold() for framing in record.framing}
    for text in memos(record):
        told = re.sub(r"^## SOURCES.*", "", text, flags=re.MULTILINE | re.DOTALL)
        outside = re.sub(r"“[^”]*”", "", told).casefold()
        outside = re.sub(r"neutral: .*", "", outside)
        assert not [term for term in terms if re.search(rf"\b{re.escape(term)}\b", outside)]
