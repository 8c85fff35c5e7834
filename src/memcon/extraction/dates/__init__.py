"""When: the dates that a report gives, in full, in part or by counting, each with the words and the method that gave it.

`find_dates` reads them all, `due_date` the time at which something undertaken is due, and `bound` adds limits to a date that
had to be left open. `METHODS` says what each method means.
"""

from memcon.extraction.dates.due import due_date
from memcon.extraction.dates.finder import DateMention, bound, find_dates
from memcon.extraction.dates.methods import CARRIED, DAY_OF_REPORT, LEAD, METHODS

__all__ = ["CARRIED", "DAY_OF_REPORT", "LEAD", "METHODS", "DateMention", "bound", "due_date", "find_dates"]
