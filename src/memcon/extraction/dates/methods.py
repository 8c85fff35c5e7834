"""How a date was found: the words that `When.method` may hold, in one table."""

from typing import Final

STATED: Final = "stated"
TWO_READINGS: Final = "stated, day and month in doubt"
NEAREST_YEAR: Final = "year nearest to publication"
NEAREST_MONTH: Final = "month nearest to publication"
WEEKDAY_YEAR: Final = "year in which the weekday fits"
CARRIED_YEAR: Final = "year of the date before"
WEEKDAY_MISFIT: Final = "stated, weekday does not fit"
WEEKDAY_PAST: Final = "weekday before publication"
WEEKDAY_NEXT: Final = "weekday after publication"
COUNTED: Final = "counted from publication"
COUNTED_BEFORE: Final = "counted from the date before"
LEAD: Final = "day of the sentence"
DAY_OF_REPORT: Final = "day of the report"
CARRIED: Final = "day of a contact told with it"
FISCAL_YEAR: Final = "fiscal year, first day not known"
NO_PUBLICATION: Final = "publication date not known"
NO_DATE_BEFORE: Final = "date referred to not known"

METHODS: Final[dict[str, str]] = {
    STATED: "the text gives the day, month or year itself",
    TWO_READINGS: "a numeric date may be day first or month first: the bounds are its two readings",
    NEAREST_YEAR: "the text gives no year; taken is the one nearest to publication, not later for what is past nor earlier for what is to come, unless it stands beside a noun (their June call) and the other side is far nearer",
    NEAREST_MONTH: "the text gives the number of a day and no month (on the 14th); taken is the nearest such day that fits the tense",
    WEEKDAY_YEAR: "the text gives no year but a weekday; taken is the nearest year in which the day falls on it",
    CARRIED_YEAR: "neither the text nor the page gives the year; taken is that of the full date told before",
    WEEKDAY_MISFIT: "day and month as the text gives them, although the weekday it names is another",
    WEEKDAY_PAST: "the latest such weekday not after publication",
    WEEKDAY_NEXT: "the first such weekday not before publication, as the sentence speaks of what is to come",
    COUNTED: "counted from the day of publication (today, last month, two days ago)",
    COUNTED_BEFORE: "counted from the date that the text names before (the following day)",
    LEAD: "of a contact that a report opens with: the day of the main clause (agreed Monday … as they met)",
    DAY_OF_REPORT: "of a contact that a report opens with: the day of publication, as the report tells it by the clock or calls the day today",
    CARRIED: "that of the visit or summit during which it was, of the meeting for which one travelled, or of the contact before it in a series (also received)",
    FISCAL_YEAR: "left open: a fiscal year begins in January, April, July or October, and the text does not say in which",
    NO_PUBLICATION: "left open: it counts from a publication date that is not known",
    NO_DATE_BEFORE: "left open: it counts from a date that the text does not give",
}
"""Every method of this package, in words. Others come from `bound`, whose caller gives the reason."""
