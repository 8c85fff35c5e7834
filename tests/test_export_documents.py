"""Memos as documents, read by python-docx and by an HTML parser."""

import zipfile
from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest

from archive_tables import run
from memcon.archive import Archive
from memcon.archive.export import documents
from memcon.archive.export.documents import DocumentForm
from memcon.errors import ArchiveError
from test_archive_cases import bridge_record, small_record


def written(archive: Archive, *contacts: str, form: DocumentForm) -> bytes:
    target = BytesIO()
    documents.write(archive, contacts, target, form=form)
    return target.getvalue()


class Page(HTMLParser):
    """The text of a page by the innermost tag that holds it, and what its links and anchors are called."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.links: set[str] = set()
        self.anchors: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":  # which the head writes unclosed, as HTML does
            self.open.append(tag)
        known = dict(attrs)
        if known.get("href"):
            self.links.add(str(known["href"]))
        if known.get("id"):
            self.anchors.append(str(known["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], data.strip()))


def page(archive: Archive, *contacts: str) -> Page:
    found = Page(written(archive, *contacts, form="html").decode())
    assert found.open == []
    return found


def paragraphs(archive: Archive, *contacts: str) -> list[tuple[str, str]]:
    made = docx.Document(BytesIO(written(archive, *contacts, form="docx")))
    return [(paragraph.style.name, paragraph.text) for paragraph in made.paragraphs]


@pytest.fixture
def meeting(archive: Archive) -> str:
    archive.add(bridge_record())
    return next(row.id for row in archive.contacts() if row.role == "main")


def test_a_page_has_the_headings_and_words_of_the_memo(archive: Archive, meeting: str) -> None:
    found = page(archive, meeting)
    assert ("h1", "Memorandum of Conversation") in found.texts
    assert ("h2", "PARTICIPANTS") in found.texts
    assert ("title", f"memcon: {meeting}") in found.texts
    assert any("A bridge belongs to those who cross it" in text for _, text in found.texts)


def test_every_note_of_a_page_is_there_and_leads_back(archive: Archive, meeting: str) -> None:
    found = page(archive, meeting)
    inner = {link[1:] for link in found.links if link.startswith("#")}
    assert inner <= set(found.anchors)
    assert len(set(found.anchors)) == len(found.anchors)
    assert {link for link in inner if link.startswith("fn") and not link.startswith("fnref")}


def test_a_page_asks_nothing_of_the_network(archive: Archive, meeting: str) -> None:
    text = written(archive, meeting, form="html").decode()
    assert "<script" not in text
    assert "src=" not in text
    assert {link for link in page(archive, meeting).links if not link.startswith("#")} == {
        "https://fjord.example/bridge"
    }


def test_markup_in_a_report_is_words(archive: Archive) -> None:
    archive.add(small_record(names=("<script>Brandt</script>", "Roux & *Co*")))
    ref = archive.contacts()[0].id
    assert "<script" not in written(archive, ref, form="html").decode()
    assert any("<script>Brandt</script>" in text for _, text in page(archive, ref).texts)
    assert any("Roux & *Co*" in text for _, text in paragraphs(archive, ref))


def test_a_document_has_headings_lists_quotations_and_notes(archive: Archive, meeting: str) -> None:
    found = paragraphs(archive, meeting)
    assert found[0] == ("Heading 1", "Memorandum of Conversation")
    assert ("Heading 2", "PARTICIPANTS") in found
    assert ("List Bullet", "Lena Brandt, Foreign Minister[1]") in found
    assert any(
        style == "Quote" and text.startswith("“A bridge belongs to those who cross it”") for style, text in found
    )
    assert any(style == "Normal" and text.startswith("1. Fjord Gazette") for style, text in found)
    notes = found[found.index(("Heading 2", "NOTES")) + 1 :]
    assert [text.split()[0] for _, text in notes] == [f"[{number}]" for number in range(1, len(notes) + 1)]
    assert all(", chars " in text for _, text in notes)


def test_every_note_that_is_cited_is_written(archive: Archive, meeting: str) -> None:
    made = docx.Document(BytesIO(written(archive, meeting, form="docx")))
    cited = {run.text for paragraph in made.paragraphs for run in paragraph.runs if run.font.superscript}
    assert cited == {text.split()[0] for _, text in paragraphs(archive, meeting) if text.startswith("[")}


def test_bold_and_italic_words_stay_so(archive: Archive, meeting: str) -> None:
    made = docx.Document(BytesIO(written(archive, meeting, form="docx")))
    runs = [run for paragraph in made.paragraphs for run in paragraph.runs]
    assert any(run.bold and run.text == "Norway" for run in runs)
    assert any(run.italic and run.text.startswith(f"Contact {meeting}") for run in runs)
    assert any(not run.bold and not run.italic for run in runs)


@pytest.mark.parametrize("form", ["html", "docx"])
def test_several_memos_are_one_document_whose_notes_are_numbered_on(archive: Archive, form: DocumentForm) -> None:
    archive.add(bridge_record())
    both = [row.id for row in archive.contacts()]
    if form == "html":
        found = page(archive, *both)
        assert [text for tag, text in found.texts if tag == "h1"] == [
            "Memorandum of Telephone Conversation",
            "Memorandum of Conversation",
        ]
    else:
        texts = [text for _, text in paragraphs(archive, *both)]
        assert texts.count("NOTES") == 1
        numbers = [text.split()[0] for text in texts if text.startswith("[")]
        assert numbers == [f"[{number}]" for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("form", ["html", "docx"])
def test_there_may_be_more_memos_than_a_title_has_room_for(archive: Archive, form: DocumentForm) -> None:
    for _ in range(30):
        archive.add(small_record())
    assert written(archive, *(row.id for row in archive.contacts()), form=form)


@pytest.mark.parametrize("form", ["html", "docx"])
def test_the_same_contact_gives_the_same_bytes(archive: Archive, meeting: str, form: DocumentForm) -> None:
    assert written(archive, meeting, form=form) == written(archive, meeting, form=form)


def test_a_document_is_dated_by_its_report_and_not_by_the_clock(archive: Archive, location: str, meeting: str) -> None:
    run(location, "UPDATE reports SET changed_at = '2024-12-21T10:00:00+00:00'")
    data = written(archive, meeting, form="docx")
    properties = docx.Document(BytesIO(data)).core_properties
    assert f"{properties.modified:%Y-%m-%d %H:%M}" == "2024-12-21 10:00"
    assert (properties.author, properties.title) == ("memcon", f"memcon: {meeting}")
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert {part.date_time[0] for part in packed.infolist()} == {1980}


def test_a_withdrawn_contact_has_no_document(archive: Archive, meeting: str) -> None:
    archive.reject(meeting, who="A reader", why="no such meeting")
    with pytest.raises(ArchiveError, match="rejected or withdrawn"):
        written(archive, meeting, form="html")


def test_control_characters_do_no_harm(archive: Archive) -> None:
    archive.add(small_record(names=("Bra\x02ndt", "Roux")))
    ref = archive.contacts()[0].id
    assert any("Brandt" in text for _, text in paragraphs(archive, ref))
    assert any("Brandt" in text for _, text in page(archive, ref).texts)
