"""The days on which something may have been, as far as its report tells."""

from datetime import date, timedelta

from memcon.record import When

_BEFORE = timedelta(days=10)  # a report of a contact without a date tells of the last days
_AFTER = timedelta(days=1)  # somewhere east of the outlet it is tomorrow


def days_of(when: When | None, published: str | None) -> tuple[str | None, str | None]:
    """First and last possible day, ISO dates; where neither date nor publication is known, None and None."""
    if when is not None and (when.start or when.end):
        return when.start or when.end, when.end or when.start
    if published is None:
        return None, None
    day = date.fromisoformat(published)
    return (day - _BEFORE).isoformat(), (day + _AFTER).isoformat()
