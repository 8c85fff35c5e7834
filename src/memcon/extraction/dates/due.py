"""When something undertaken is to be done."""

from datetime import date

from spacy.tokens import Doc

from memcon.extraction.dates.finder import DateMention, dates_between
from memcon.extraction.dates.tense import outlook_of, root_of
from memcon.language import Parsed
from memcon.record import When

_DEADLINE = frozenset({"by", "before", "until", "till", "within", "than", "ahead"})


def due_date(parsed: Parsed, start: int, end: int) -> When | None:
    """The time by or at which the words from token ``start`` to ``end`` say that something will be done; None where they do not.

    A deadline ("by 2030", "within two weeks") goes before another time to come ("on May 12"). Times gone by on the day of
    publication are when somebody spoke, not when something is due.
    """
    published = parsed.article.published
    coming = [mention for mention in dates_between(parsed, start, end) if _lies_ahead(parsed, mention, published)]
    coming.sort(key=lambda mention: not _is_deadline(parsed.doc, mention))
    return coming[0].when if coming else None


def _lies_ahead(parsed: Parsed, mention: DateMention, published: str | None) -> bool:
    outlook = outlook_of(parsed, mention.start, mention.end)
    when = mention.when
    deadline = _is_deadline(parsed.doc, mention)
    if parsed.doc[mention.start].lower_ == "later":
        return True
    if published is None or when.end is None:
        of_verb = root_of(parsed.doc, mention.start, mention.end).head.pos_ in ("VERB", "AUX")
        return (outlook == "future" and of_verb) or (deadline and when.end is not None)
    if outlook == "past" and not deadline:
        return when.start is not None and when.start > published
    return when.end > published or (outlook == "future" and _reaches(when, published))


def _reaches(when: When, published: str) -> bool:
    """Whether a stretch of time still has days to come."""
    return (
        when.start is not None
        and when.end is not None
        and when.start <= date.fromisoformat(published[:10]).isoformat() <= when.end
    )


def _is_deadline(doc: Doc, mention: DateMention) -> bool:
    root = root_of(doc, mention.start, mention.end)
    cases = {child.lower_ for child in root.children if child.dep_ in ("case", "mark")}
    first = doc[mention.start]
    before = doc[mention.start - 1] if mention.start else None
    return bool(cases & _DEADLINE) or first.lower_ == "within" or (before is not None and before.lower_ in _DEADLINE)
