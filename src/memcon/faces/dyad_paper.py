"""The paper on two countries: what an archive tells of them, in sentences and tables of words, and that in Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from memcon.faces.commands.commitments import due_in_short
from memcon.faces.console import counted
from memcon.record import Level, Mode

if TYPE_CHECKING:
    from memcon.archive import Dyad
    from memcon.archive.dyads import Basis, EncounterRow

_MODES: tuple[Mode, ...] = get_args(Mode)
_LEVELS: tuple[Level, ...] = get_args(Level)
_COMMITMENTS = 20  # rows; those with a date go first
_LATEST_YEARS = 8  # columns of a table


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the paper: sentences, then a table, if there is anything to tell in one."""

    heading: str
    sentences: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


LIMITS = (
    "It counts what the reports of this archive tell: a year with few contacts may be a year with few reports.",
    "A gap is a time of which no report here tells a contact, not one in which there was none.",
    "A Goldstein value is that of a kind of event, not of its weight: a handshake and a treaty of one kind count alike, and statements "
    "outnumber deeds.",
    "Commitments are open unless words show otherwise; many that were kept were never reported as kept.",
)
"""What such numbers cannot tell."""


def title_of(told: "Dyad") -> str:
    """The names of the two."""
    from memcon.actors.knowledge import load  # noqa: PLC0415

    return f"{load().country_name(told.one)} and {load().country_name(told.other)}"


def sections_of(told: "Dyad") -> list[Section]:
    """The paper."""
    return [
        _summary(told),
        _contacts(told),
        _levels(told),
        _gaps(told),
        _topics(told),
        _speakers(told),
        _promised(told),
        _series(told),
        Section(heading="What this cannot tell", sentences=LIMITS),
    ]


def _summary(told: "Dyad") -> Section:
    first = f"{counted(told.encounters, 'encounter')} {_on(told.basis)}"
    period = " ".join(
        filter(None, (f"since {told.since}" if told.since else "", f"until {told.until}" if told.until else ""))
    )
    return Section(
        heading="",
        sentences=(
            f"As of {told.as_of}{f', {period}' if period else ''}: {first}.",
            "An encounter is one contact, however many reports tell of it. It says what reports say, and takes no position on it.",
        ),
    )


def _contacts(told: "Dyad") -> Section:
    columns = ("year", "held", *_MODES, "planned", "cancelled", "denied", "reports", "sources")
    rows = [
        (
            row.year or "not known",
            str(row.held),
            *(_number(row.modes.get(mode)) for mode in _MODES),
            *(_number(number) for number in (row.planned, row.cancelled, row.denied)),
            *_numbers(row.basis),
        )
        for row in told.years
    ]
    return Section(heading="Contacts", sentences=("By mode, those that were held.",), columns=columns, rows=rows)


def _levels(told: "Dyad") -> Section:
    rows = [
        (row.year or "not known", *(_number(row.levels.get(level)) for level in _LEVELS), *_numbers(row.basis))
        for row in told.years
        if row.levels
    ]
    return Section(
        heading="Levels",
        sentences=("The highest level that every side reached, of contacts that were held.",),
        columns=("year", *_LEVELS, "reports", "sources"),
        rows=rows,
    )


def _gaps(told: "Dyad") -> Section:
    sentences = [
        f"Last contact held: {_encounter(told.last)}." if told.last else "No contact that was held has a date.",
        f"Next one planned: {_encounter(told.next_planned)}." if told.next_planned else "None is planned with a date.",
    ]
    if told.undated:
        sentences.append(f"{counted(told.undated, 'contact')} held without a known day: in no gap.")
    rows = [
        (str(gap.days), _encounter(gap.after), _encounter(gap.until) if gap.until else "still lasts")
        for gap in told.gaps
    ]
    return Section(heading="Gaps", sentences=sentences, columns=("days", "after", "until"), rows=rows)


def _topics(told: "Dyad") -> Section:
    years = sorted({year for row in told.topics for year in row.years})[-_LATEST_YEARS:]
    rows = [
        (
            _topic(row.topic),
            str(row.encounters),
            *(_number(row.years.get(year)) for year in years),
            *_numbers(row.basis),
        )
        for row in told.topics
    ]
    return Section(
        heading="Topics",
        sentences=("In how many encounters each was spoken about.",),
        columns=("topic", "all", *years, "reports", "sources"),
        rows=rows,
    )


def _speakers(told: "Dyad") -> Section:
    rows = [
        (
            f"{row.name} ({row.country})",
            str(row.statements),
            ", ".join(f"{_topic(topic)} {number}" for topic, number in row.topics.items()),
            *_numbers(row.basis),
        )
        for row in told.speakers
    ]
    return Section(
        heading="Who speaks about what",
        sentences=("Statements at these contacts, as often as reports tell them.",),
        columns=("speaker", "statements", "topics", "reports", "sources"),
        rows=rows,
    )


def _promised(told: "Dyad") -> Section:
    shown = [row for row in told.commitments if row.due or row.due_end] or list(told.commitments)
    rows = [
        (row.id, ", ".join(row.who), row.kind, row.act, due_in_short(row), row.status) for row in shown[:_COMMITMENTS]
    ]
    sentences = ["Of which no report here shows that they were kept. Each rests on the one report of its id."]
    if left := told.open_commitments - len(rows):
        asked = f"memcon commitments --country {told.one} --country {told.other} --open --overdue"
        sentences.append(f"{counted(left, 'more commitment')}, most without a date: `{asked}` lists them.")
    return Section(
        heading="Open commitments",
        sentences=sentences,
        columns=("id", "who", "kind", "act", "due", "status"),
        rows=rows,
    )


def _series(told: "Dyad") -> Section:
    sentences = [
        "Goldstein values, from -10 (the most conflictual kind of event) to 10 (the most cooperative), of the events that reports tell between "
        "the two; what several reports tell of one encounter counts once."
    ]
    if told.events_without_date:
        sentences.append(f"{counted(told.events_without_date, 'event')} told without a date: left out.")
    rows = [
        (
            row.period,
            str(row.events),
            f"{row.total:+.1f}",
            f"{row.mean:+.2f}",
            f"{row.cooperation:+.1f}",
            f"{row.conflict:+.1f}",
            str(row.reports),
            str(row.sources),
        )
        for row in told.series
    ]
    columns = (told.period, "events", "sum", "mean", "cooperation", "conflict", "reports", "sources")
    return Section(heading="Cooperation and conflict", sentences=sentences, columns=columns, rows=rows)


def _on(basis: "Basis") -> str:
    return f"in {counted(basis.reports, 'report')} ({counted(basis.sources, 'source')})"


def _numbers(basis: "Basis") -> tuple[str, str]:
    return str(basis.reports), str(basis.sources)


def _number(number: int | None) -> str:
    return str(number) if number else ""


def _encounter(row: "EncounterRow") -> str:
    told = row.mode if row.status == "held" else f"{row.status} {row.mode}"
    place = f", {row.place}" if row.place else ""
    return f"{row.date}, {told}{place} ({row.id}; {_on(row.basis)})"


def _topic(topic: str) -> str:
    from memcon.archive.wording import topic_in_words  # noqa: PLC0415

    return topic_in_words(topic)


_COMMAND = re.compile(r"(`memcon [^`]*`)")
"""A command in a sentence, which stays as it is."""


def in_markdown(told: "Dyad") -> str:
    """The paper in Markdown."""
    return "\n".join(_markdown_lines(title_of(told), sections_of(told))) + "\n"


def _markdown_lines(title: str, sections: Sequence[Section]) -> Iterator[str]:
    yield f"# {_plain(title)}"
    for section in sections:
        if section.heading:
            yield from ("", f"## {section.heading}")
        for sentence in section.sentences:
            yield from (
                "",
                "".join(part if _COMMAND.fullmatch(part) else _plain(part) for part in _COMMAND.split(sentence)),
            )
        if section.columns and not section.rows:
            yield from ("", "Nothing is told.")
        elif section.columns:
            yield from ("", _markdown_row(section.columns), _markdown_row(["---"] * len(section.columns)))
            yield from (_markdown_row([_plain(cell) for cell in row]) for row in section.rows)


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(words: str) -> str:
    from memcon.archive.wording import plain  # noqa: PLC0415

    return plain(words)
