"""Dates in the order of the text, each with its words and the day or stretch of days it stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from memcon.extraction.dates.absolute import ABSOLUTE
from memcon.extraction.dates.anaphoric import ANAPHORIC
from memcon.extraction.dates.forms import WEEKDAYS, Form, Reading, Setting
from memcon.extraction.dates.parts import PARTS
from memcon.extraction.dates.periods import EARLIEST, LATEST, Period
from memcon.extraction.dates.relative import RELATIVE
from memcon.extraction.dates.tense import hangs_on_noun, outlook_of, root_of
from memcon.extraction.spans import span_at
from memcon.language import Parsed
from memcon.record import When

_FORMS: tuple[Form, ...] = (*ABSOLUTE, *PARTS, *RELATIVE, *ANAPHORIC)
_IN = frozenset(
    {
        "in",
        "since",
        "until",
        "till",
        "by",
        "of",
        "during",
        "before",
        "after",
        "from",
        "to",
        "through",
        "throughout",
        "early",
        "late",
        "mid",
        "around",
        "and",
        "or",
        "between",
    }
)
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "this", "that", "'s", "’s"})
_NUMBERED = frozenset({"resolution", "resolutions", "no", "no.", "number", "article", "section", "flight", "agenda", "vision", "expo", "directive", "decree", "law", "chapter", "page", "id", "code",
                       "room", "route", "highway", "pier", "plan", "strategy", "horizon", "mandate", "channel", "mission", "model", "boeing", "class"})  # fmt: skip
_DAY_NAMES = frozenset(
    {"black", "good", "bloody", "palm", "easter", "ash", "super", "cyber", "maundy", "holy", "giving", "blue", "spy"}
)
_PAPERS = frozenset(
    {
        "times",
        "express",
        "mirror",
        "telegraph",
        "mail",
        "herald",
        "guardian",
        "standard",
        "independent",
        "nation",
        "world",
        "people",
        "sun",
        "post",
        "tribune",
        "observer",
        "trust",
    }
)
_TODAY_OF = frozenset(
    {
        "world",
        "youth",
        "challenges",
        "generation",
        "reality",
        "realities",
        "society",
        "circumstances",
        "standards",
        "globalised",
        "globalized",
        "interconnected",
        "era",
    }
)
_COUNTED = re.compile(
    r"\s+(?:people|persons|civilians|soldiers|troops|men|women|children|workers|students|delegates|members|participants|companies|countries|km|kilometers|kilometres|miles|tons|tonnes)\b"
)


@dataclass(frozen=True)
class DateMention:
    """Words that name a time: tokens from ``start`` to ``end``, exclusive."""

    start: int
    end: int
    when: When


@dataclass(frozen=True)
class _Match:
    form: Form
    words: re.Match[str]
    rank: int

    @property
    def order(self) -> tuple[int, int, int]:
        return self.words.start(), -self.words.end(), self.rank


def find_dates(parsed: Parsed) -> tuple[DateMention, ...]:
    """All dates of the report's body, in the order of the text; none overlap."""
    return tuple(_read_all(parsed, 0, len(parsed.article.text)))


def dates_between(parsed: Parsed, start: int, end: int) -> tuple[DateMention, ...]:
    """The dates that begin among the tokens from ``start`` to ``end``, read without what the text says before."""
    if start >= end:
        return ()
    piece = parsed.doc[start:end]
    return tuple(_read_all(parsed, piece.start_char, piece.end_char))


def _read_all(parsed: Parsed, start: int, end: int) -> Iterator[DateMention]:
    published = _publication(parsed.article.published)
    before: Period | None = None
    around: Period | None = None
    for match, headline in _matches(parsed, start, end):
        tokens = parsed.doc.char_span(match.words.start(), match.words.end(), alignment_mode="expand")
        if tokens is None or _is_something_else(parsed.doc, tokens.start, tokens.end, match):
            continue
        outlook = outlook_of(parsed, tokens.start, tokens.end, headline)
        setting = Setting(published, outlook, before, around, hangs_on_noun(parsed.doc, tokens.start, tokens.end))
        reading = match.form.read(match.words, setting)
        if reading is None:
            continue
        if reading.period.precision == "day":
            before = reading.period
        if reading.period.start is not None:
            around = reading.period
        yield DateMention(tokens.start, tokens.end, _when(parsed.article.text, match.words, reading))


def _publication(stated: str | None) -> date | None:
    """The day of publication; a date that no report can have is none."""
    if stated is None or len(stated) < 10:
        return None
    day = date.fromisoformat(stated[:10])
    return day if EARLIEST <= day.year <= LATEST else None


def _matches(parsed: Parsed, start: int, end: int) -> Iterator[tuple[_Match, bool]]:
    """The longest match at each place of the body, left to right, and whether it stands in a headline."""
    text = parsed.article.text
    for block in dict.fromkeys(sentence.block for sentence in parsed.sentences):
        first, last = max(block.start, start), min(block.end, end)
        if first >= last:
            continue
        found = [
            _Match(form, words, rank)
            for rank, form in enumerate(_FORMS)
            for words in form.pattern.finditer(text, first, last)
        ]
        reached = first
        for match in sorted(found, key=lambda match: match.order):
            if match.words.start() >= reached:
                reached = match.words.end()
                yield match, block.kind == "headline"


def _when(text: str, words: re.Match[str], reading: Reading) -> When:
    period = reading.period
    return When(
        start=period.start.isoformat() if period.start else None,
        end=period.end.isoformat() if period.end else None,
        precision=period.precision,
        weekday=reading.weekday,
        method=reading.method,
        spans=(span_at(text, words.start(), words.end()),),
    )


def _is_something_else(doc: Doc, start: int, end: int, match: _Match) -> bool:
    """Whether the words are a number, a name or a manner of speaking, and no date."""
    if any(token.ent_type_ in ("PERSON", "FAC") for token in doc[start:end]):
        return True
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    name = match.form.name
    if name in ("year", "years"):
        named = match.words.start("year") > match.words.start()  # "late 2023", "the end of 2023"
        return _COUNTED.match(match.words.string, match.words.end()) is not None or (
            not named and _is_number(doc, start, end, before, after)
        )
    if name == "ahead":
        return any(
            token.lower_ in ("first", "second", "third", "only") or token.tag_ in ("JJS", "RBS")
            for token in doc[max(0, start - 8) : start]
            if token.sent == doc[start].sent
        )
    if name in ("weekday", "month"):
        return _is_name(doc[start:end][-1], before, after)
    if name == "unit told before" and doc[start].lower_ == "that":
        return doc[start].dep_ != "det"  # "he said that week after week nothing came"
    if name == "day word":
        return _is_nowadays(doc, end, before, after)
    if name in ("month first", "days, month first"):
        return (
            before is not None
            and before.lower_ == "in"
            and _COUNTED.match(match.words.string, match.words.end()) is not None
        )
    return False


def _is_number(doc: Doc, start: int, end: int, before: Token | None, after: Token | None) -> bool:
    root = root_of(doc, start, end)
    if before is not None and (before.lower_ in _NUMBERED or before.text in ("#", "$", "€", "£", "/")):
        return True
    if (
        before is not None
        and before.pos_ == "PROPN"
        and before.ent_type_ not in ("", "DATE")
        and root.ent_type_ != "DATE"
    ):
        return True
    if root.ent_type_ == "DATE":
        return False
    if (
        before is not None
        and before.lower_ in _DETERMINERS
        and after is not None
        and after.pos_ in ("NOUN", "PROPN", "ADJ")
    ):
        return False  # "the 2015 deal"; what is counted by such a number has been ruled out
    counted = after is not None and root.dep_ == "nummod" and root.head.i > root.i
    return counted or before is None or before.lower_ not in _IN


def _is_name(last: Token, before: Token | None, after: Token | None) -> bool:
    """ "Black Friday", "Friday Times", an organisation or event of which the word is a part."""
    if before is not None and before.lower_ in _DAY_NAMES and before.is_title:
        return True
    if after is not None and after.is_title and after.lower_ in _PAPERS:
        return True
    if after is not None and after.lower_ in ("prayer", "prayers") and after.i + 1 < len(after.doc):
        return after.nbor().lower_ in ("leader", "leaders", "imam", "imams")
    in_name = last.ent_type_ in ("ORG", "EVENT")
    return in_name and any(
        neighbour is not None and neighbour.ent_type_ == last.ent_type_ and neighbour.is_title
        for neighbour in (before, after)
    )


def _is_nowadays(doc: Doc, end: int, before: Token | None, after: Token | None) -> bool:
    """ "today's world", "the youth of today"."""
    if before is not None and before.lower_ == "of":
        return True
    if after is None or after.lower_ not in ("'s", "’s"):
        return False
    return any(token.lower_ in _TODAY_OF for token in doc[end : end + 4])


def bound(when: When, start: date, end: date, reason: str) -> When:
    """A date that was left open, with the days between which it must lie; ``reason`` says from what they are known.

    Where only one day between the bounds falls on the weekday told, it is that day. A date that is known is not changed.
    """
    if when.precision != "unknown" or start > end:
        return when
    days = (end - start).days
    if when.weekday is not None and days < 14:
        fitting = [
            day
            for number in range(days + 1)
            if WEEKDAYS[(day := start + timedelta(days=number)).weekday()] == when.weekday
        ]
        if len(fitting) == 1:
            return _between(when, fitting[0], fitting[0], reason)
    return _between(when, start, end, reason)


def _between(when: When, start: date, end: date, reason: str) -> When:
    return When(
        start=start.isoformat(),
        end=end.isoformat(),
        precision="day" if start == end else "range",
        weekday=when.weekday,
        method=reason,
        spans=when.spans,
    )
