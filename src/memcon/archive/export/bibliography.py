"""BibTeX of the sources: one entry a report, which BibTeX and biber both read."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from memcon.archive.export.characters import writable
from memcon.archive.filters import Filters
from memcon.archive.frames import needed
from memcon.archive.reports import ReportRow

if TYPE_CHECKING:
    from memcon.archive import Archive

_UNBALANCED = str.maketrans("{}", "()")  # BibTeX counts braces, also those that TeX would print


def write(archive: "Archive", target: BinaryIO, filters: Filters | None = None) -> None:
    """Writes the reports that the filters let through. Raises `ArchiveError`."""
    model = needed("bibtexparser.model")
    library = needed("bibtexparser").Library()
    tex = needed("pylatexenc.latexencode").UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)
    for report in archive.reports(replace(filters or Filters(), withdrawn=False)):
        values = _fields(report, tex)
        library.add(
            model.Entry("misc", f"memcon-{report.id}", [model.Field(name, value) for name, value in values.items()])
        )
    target.write(needed("bibtexparser").write_string(library).encode())


def _fields(report: ReportRow, tex: Any) -> dict[str, str]:
    def written(text: str) -> str:
        return str(tex.unicode_to_latex(" ".join(writable(text).split()).translate(_UNBALANCED)))

    found: dict[str, str] = {}
    if report.outlet:
        found["author"] = f"{{{written(report.outlet)}}}"  # a name of several words that is not a person's
    found["title"] = f"{{{written(report.title or f'Report {report.id}')}}}"  # braces keep its capitals
    if report.published:
        parts = report.published[:10].split("-")
        found |= dict(zip(("year", "month", "day"), (parts[0], *(str(int(part)) for part in parts[1:])), strict=False))
        found["date"] = report.published[:10]
    if report.url:
        found["url"] = writable(report.url).translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"})
    found["note"] = written(f"memcon report {report.id}, SHA-256 {report.sha256}")
    return found
