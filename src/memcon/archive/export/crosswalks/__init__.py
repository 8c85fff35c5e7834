"""Events in the columns of other event data sets, so that what reads those reads ours. What a form cannot hold is listed with it."""

import csv
from io import TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Literal

from memcon.archive.export.characters import writable
from memcon.archive.export.crosswalks.cameo import CAMEO
from memcon.archive.export.crosswalks.coded import coded_events
from memcon.archive.export.crosswalks.form import Crosswalk, Loss
from memcon.archive.export.crosswalks.gdelt import GDELT_1, GDELT_2
from memcon.archive.export.crosswalks.polecat import POLECAT
from memcon.archive.filters import Filters

if TYPE_CHECKING:
    from memcon.archive import Archive

__all__ = ["CROSSWALKS", "Crosswalk", "CrosswalkName", "Loss", "write"]

CrosswalkName = Literal["polecat", "gdelt", "gdelt1", "cameo"]

CROSSWALKS: dict[CrosswalkName, Crosswalk] = {"polecat": POLECAT, "gdelt": GDELT_2, "gdelt1": GDELT_1, "cameo": CAMEO}


def write(archive: "Archive", target: BinaryIO, filters: Filters | None = None, *, form: CrosswalkName) -> None:
    """Writes the events that the filters let through as tab-separated UTF-8, with a header where the data set has one.

    Countries, person and dates are asked of the event itself, everything else of its report. Raises `ArchiveError`.
    """
    crosswalk = CROSSWALKS[form]
    filters = filters or Filters()
    text = TextIOWrapper(target, encoding="utf-8", newline="")
    writer = csv.DictWriter(text, crosswalk.columns, restval="", delimiter="\t", lineterminator="\n")
    if crosswalk.header:
        writer.writeheader()
    rows = (row for event in coded_events(archive, filters) for row in crosswalk.rows(event))
    for row in islice(rows, filters.limit):
        writer.writerow({column: _cell(value) for column, value in row.items()})
    text.flush()
    text.detach()  # the caller's target stays open


def _cell(value: str | float | None) -> str:
    """One line without quotation marks that readers of these data sets, quoting or not, would take for more than a sign."""
    return "" if value is None else " ".join(writable(str(value)).split()).replace('"', "'")
