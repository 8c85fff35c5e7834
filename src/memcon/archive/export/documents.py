"""Memos as documents: a page of HTML, or DOCX. Both are made from the Markdown of `Archive.memo`; notes stand at the end."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from sqlalchemy import select

from memcon.archive.export.characters import writable
from memcon.archive.follow_ups.meetings import batches
from memcon.archive.footnotes import Footnotes
from memcon.archive.frames import needed
from memcon.archive.html import memo_html, memo_reader
from memcon.archive.schema import reports

if TYPE_CHECKING:
    from markdown_it.token import Token

    from memcon.archive import Archive

DocumentForm = Literal["html", "docx"]

_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;font:1em/1.5 Georgia,serif}"
    "h1,h2{line-height:1.2}blockquote{margin-left:1.5em}.footnotes{font-size:.85em}"
)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP file can tell


def write(archive: "Archive", contacts: Sequence[str], target: BinaryIO, *, form: DocumentForm) -> None:
    """Writes the memos of contacts as one document, the notes numbered on. Raises `ArchiveError`, also for a withdrawn contact."""
    found = [archive.contact(contact) for contact in contacts]
    markdown = joined(archive, [each.ref for each in found])
    title = f"memcon: {found[0].ref if len(found) == 1 else f'{len(found)} memos'}"
    if form == "html":
        target.write(_page(markdown, title).encode())
    else:
        target.write(_docx(markdown, title, _changed(archive, [each.key for each in found])))


def joined(archive: "Archive", refs: Sequence[str]) -> str:
    """The memos of contacts in Markdown, the notes numbered on."""
    memos, first = [], 1
    for ref in refs:
        footnotes = Footnotes(first)
        memos.append(archive.memo(ref, footnotes=footnotes))
        first = footnotes.next
    return "\n---\n\n".join(memos)


def _page(markdown: str, title: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{memo_html(writable(markdown))}</body>\n</html>\n"
    )


def _changed(archive: "Archive", keys: Sequence[str]) -> datetime:
    """When the last of the reports changed: what the document is dated by, so that it is the same whenever it is written."""
    found: list[str] = []
    with archive._reading() as connection:
        for part in batches(set(keys)):
            found += connection.scalars(select(reports.c.changed_at).where(reports.c.key.in_(part)))
    return datetime.fromisoformat(max(found)).astimezone(UTC).replace(tzinfo=None)


# DOCX ------------------------------------------------------------------------------------------------------------------


def _docx(markdown: str, title: str, changed: datetime) -> bytes:
    document = needed("docx").Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "memcon", "memcon"
    properties.comments = ""
    properties.created = properties.modified = changed
    _Layout(document).lay_out(memo_reader().parse(writable(markdown)))
    made = BytesIO()
    document.save(made)
    return _without_clock(made.getvalue())


class _Layout:
    """Puts the tokens of a memo into a document, paragraph by paragraph."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._style = ["Normal"]  # the innermost block is the last
        self._lead = ""  # what stands before the words of the next paragraph

    def lay_out(self, tokens: Sequence["Token"]) -> None:
        """Adds all tokens."""
        for token in tokens:
            self._add(token)

    def _add(self, token: "Token") -> None:
        match token.type:
            case "heading_open":
                self._style.append(f"Heading {token.tag[1:]}")
            case "blockquote_open":
                self._style.append("Quote")
            case "bullet_list_open":
                self._style.append("List Bullet")
            case "ordered_list_open":
                self._style.append("Normal")
            case "list_item_open" if token.info:
                self._lead = f"{token.info}. "
            case "footnote_block_open":
                self._document.add_paragraph("NOTES", "Heading 2")
                self._style.append("Normal")
            case "footnote_open":
                self._lead = f"[{token.meta['id'] + 1}] "
            case "hr":
                self._document.add_page_break()
            case "inline":
                self._paragraph(token.children or [])
            case (
                "heading_close"
                | "blockquote_close"
                | "bullet_list_close"
                | "ordered_list_close"
                | "footnote_block_close"
            ):
                self._style.pop()

    def _paragraph(self, parts: Sequence["Token"]) -> None:
        paragraph = self._document.add_paragraph(self._lead, self._style[-1])
        self._lead = ""
        bold = italic = False
        for part in parts:
            match part.type:
                case "strong_open" | "strong_close":
                    bold = part.nesting == 1
                case "em_open" | "em_close":
                    italic = part.nesting == 1
                case "footnote_ref":
                    paragraph.add_run(f"[{part.meta['id'] + 1}]").font.superscript = True
                case _:
                    for words in _words(part):
                        run = paragraph.add_run(words)
                        run.bold, run.italic = bold or None, italic or None


def _words(part: "Token") -> Iterator[str]:
    if part.type in ("softbreak", "hardbreak"):
        yield " " if part.type == "softbreak" else "\n"
    elif part.content:
        yield part.content


def _without_clock(document: bytes) -> bytes:
    """The same file, its parts not dated by when they were packed."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as made, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), made.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
