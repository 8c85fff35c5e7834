"""Memos of the contacts that reports are about as one document: Markdown, a page of HTML, or DOCX."""

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Literal

from memcon.archive.export import documents
from memcon.archive.filters import Filters
from memcon.errors import ArchiveError

if TYPE_CHECKING:
    from memcon.archive import Archive

MemoForm = Literal["md", "html", "docx"]


def write(archive: "Archive", target: BinaryIO, filters: Filters | None = None, *, form: MemoForm) -> None:
    """Writes the memos of the contacts that the filters let through, by date; of those that reports are about, unless a role is asked for.

    Raises `ArchiveError`, also where no contact is let through.
    """
    wanted = replace(filters or Filters(), withdrawn=False)
    refs = [row.id for row in archive.contacts(replace(wanted, role=wanted.role or "main"))]
    if not refs:
        raise ArchiveError("no contact fits, so there is no memo to write; `memcon contacts` lists them")
    if form == "md":
        target.write(documents.joined(archive, refs).encode())
    else:
        documents.write(archive, refs, target, form=form)
