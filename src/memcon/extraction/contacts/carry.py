"""Dates that a contact takes over from what its report tells with it, each marked by a method of its own."""

import re
from collections.abc import Iterator

import msgspec

from memcon.extraction.contacts.arguments import is_old
from memcon.extraction.contacts.complete import around, put, share_traveller
from memcon.extraction.contacts.drafts import Draft, is_person
from memcon.extraction.contacts.grammar import CLAUSE, children, is_verb
from memcon.extraction.contacts.occasion import telling_words
from memcon.extraction.contacts.setting import attachment
from memcon.extraction.contacts.sighting import Sighting, Source
from memcon.extraction.dates import CARRIED, DAY_OF_REPORT, LEAD
from memcon.extraction.dates.tense import root_of
from memcon.extraction.spans import span_at
from memcon.record import When

_TOLD_WITH = frozenset({"as", "while", "when", "during", "in", "at", "with"})
"""What joins a contact to what was said or done on the same day: "agreed Monday … as they met"."""

_OPENING = 2
"""Sentences of the body that say when what a report is about was."""

_SAME_STORY = 5
"""Sentences, from the first that tells of it on, in which a report may still say when it was."""

_NEAR = 2
"""Sentences within which one contact of a series is told after another."""

_CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?:am|pm|a\.m\.|p\.m\.|hrs)(?!\w)|\b\d{1,2}:\d\d\b", re.IGNORECASE
)
_THIS_DAY = re.compile(r"(?:earlier |later )?(?:today|tonight|this (?:morning|afternoon|evening))", re.IGNORECASE)


def carry_dates(drafts: list[Draft], source: Source) -> None:
    """Fill in the dates of contacts that are told without one."""
    told = any(draft.when is not None and any(_opening(draft, source)) for draft in drafts)
    for draft in drafts:
        if draft.when is None:
            put(draft, when=_of_lead(draft, source) or (None if told else _of_report(draft, source)))
    neighbours = [around(drafts, number) for number in range(len(drafts))]
    for draft, others in zip(drafts, neighbours, strict=True):
        if draft.when is None:
            when = (
                _of_trip(draft, others, source)
                or _of_occasion(draft, others, source)
                or _of_series(draft, others, source)
            )
            put(draft, when=when)


def _carried(when: When, part: bool = False) -> When:
    """``part``: a day of those that the other contact lasted, so that it is open which."""
    open_day = part and when.start != when.end
    return msgspec.structs.replace(when, method=CARRIED, precision="range" if open_day else when.precision)


def _of_trip(draft: Draft, drafts: list[Draft], source: Source) -> When | None:
    """The day of the visit during which a meeting was or a letter was brought, or of the meeting for which one travelled."""
    wanted = {"meeting": "visit", "visit": "meeting", "letter": "visit"}.get(draft.mode)
    published = source.parsed.article.published
    for other in drafts:
        when = other.when
        brought = draft.mode == "letter" and _same_sentence(draft, other)
        exact = when is not None and (when.precision == "day" or (when.start is not None and draft.mode == "meeting"))
        if other.mode != wanted or when is None or not exact:
            continue
        if brought:
            return _carried(when)
        if draft.mode == "letter" or not share_traveller(draft, other):
            continue
        there = draft.place is not None and other.place is not None and draft.place.country == other.place.country
        past = bool(published and when.start and when.start < published)
        if is_old(when, published) and draft.sightings[0].sentence < other.sightings[0].sentence:
            continue  # what a report opens with was not during the journey of years ago that it comes to
        if there and (other.earlier or not draft.earlier) and not (past and draft.status == "planned"):
            return _carried(when, part=draft.mode != "visit")
    return None


def _of_occasion(draft: Draft, drafts: list[Draft], source: Source) -> When | None:
    """The days of the summit on whose sidelines it took place."""
    mine = {w for s in draft.sightings if s.occasion for w in telling_words(s.occasion, source.lexicon)}
    if draft.mode not in {"meeting", "visit"} or not mine or draft.earlier:
        return None
    for other in drafts:
        theirs = {word for name in other.names for word in telling_words(name, source.lexicon)}
        same = other.mode == "summit" and other.status == draft.status and not other.earlier and bool(mine & theirs)
        if same and other.when is not None and other.when.precision == "day":
            return _carried(other.when, part=True)
    return None


def _of_series(draft: Draft, drafts: list[Draft], source: Source) -> When | None:
    """ "He also received …", "The second audience was for …": the day of the one told just before."""
    if draft.mode not in {"meeting", "phone", "video"} or draft.earlier or _is_dated(draft, source):
        return None
    first = draft.sightings[0]
    for other in reversed([other for other in drafts if other is not draft]):
        last = [s for s in other.sightings if 0 <= first.sentence - s.sentence <= _NEAR]
        alike = other.mode == draft.mode and other.status == (draft.status or "held") and not other.earlier
        if not last or not alike or not _share_person(draft, other, source):
            continue
        when = other.when
        goes_on = first.further or _same_block(source, last[-1], first)
        if goes_on and when is not None and when.precision == "day":
            return _carried(when, part=True)
    return None


def _share_person(one: Draft, other: Draft, source: Source) -> bool:
    return any(is_person(actor, source.cast) for actor in set(one.actors) & set(other.actors))


def _same_sentence(one: Draft, other: Draft) -> bool:
    return bool({s.sentence for s in one.firm} & {s.sentence for s in other.firm})


def _same_block(source: Source, one: Sighting, other: Sighting) -> bool:
    sentences = source.parsed.sentences
    return sentences[one.sentence].block == sentences[other.sentence].block


def _is_dated(draft: Draft, source: Source) -> bool:
    """Whether a sentence that tells of it names a time, whatever that is the time of."""
    spans = (source.parsed.sentences[sighting.sentence].span for sighting in draft.firm or draft.sightings)
    return any(source.dates_in(span) for span in spans)


def _of_lead(draft: Draft, source: Source) -> When | None:
    """The day that a report opens with, where the contact stands in a clause of its own: "agreed Monday … as X met Y"."""
    for sighting in _opening(draft, source):
        token = source.parsed.doc[sighting.token]
        sentence = token.sent
        mentions = [m for m in source.dates_in(sentence) if m.when.precision == "day"]
        if len(mentions) != 1 or len(source.dates_in(sentence)) != 1:
            continue
        clause = token
        while clause.i != sentence.root.i and (clause.dep_ not in CLAUSE or clause.dep_ == "root"):
            clause = clause.head
        joined = [child for child in children(clause, "mark", "advmod") if child.lower_ in _TOLD_WITH]
        told = clause.dep_ == "advcl" and bool(joined) and is_verb(clause)
        root = root_of(source.parsed.doc, mentions[0].start, mentions[0].end)
        if told and attachment(source, root, [sentence.root]) is not None:
            return msgspec.structs.replace(mentions[0].when, method=LEAD)
    return None


def _of_report(draft: Draft, source: Source) -> When | None:
    """The day of publication, where a contact that the report opens with is told by the clock, or the day is called "today"."""
    published = source.parsed.article.published
    told = [] if draft.mode == "summit" or _is_dated(draft, source) else list(_opening(draft, source))
    if published is None or not told:
        return None
    first = told[0].sentence
    for number, sentence in enumerate(source.parsed.sentences[first : first + _SAME_STORY]):
        clock = _CLOCK.search(sentence.span.text) if number <= 1 else None
        if clock is not None and not source.dates_in(sentence.span):
            start = sentence.span.start_char
            span = span_at(source.parsed.article.text, start + clock.start(), start + clock.end())
            return When(start=published, end=published, precision="day", method=DAY_OF_REPORT, spans=(span,))
        today = [m.when for m in source.dates_in(sentence.span) if _is_today(m.when, published)]
        if today:
            return msgspec.structs.replace(today[0], method=DAY_OF_REPORT)
    return None


def _is_today(when: When, published: str) -> bool:
    """ "Today", "this morning": the words of somebody who speaks on the day of publication."""
    words = when.spans[0].text if when.spans else ""
    return when.start == when.end == published[:10] and _THIS_DAY.match(words) is not None


def _opening(draft: Draft, source: Source) -> Iterator[Sighting]:
    """The mentions in the first sentences of the body, where it is told as held and as news."""
    if draft.status not in {"held", None} or draft.earlier:
        return
    body = [n for n, sentence in enumerate(source.parsed.sentences) if sentence.block.kind == "paragraph"]
    yield from (s for s in draft.firm if s.sentence in body[:_OPENING])
