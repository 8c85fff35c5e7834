"""Dates and status on MEANTIME: `python evaluation/times.py ../shared/data/events [--wrong] [--kept]`. Prints Markdown.

120 Wikinews articles on firms and markets (CC BY), annotated in the headline and the first four sentences. The SHA-256 of a
file's name puts it in one half: rules were written with the even half in sight; of the odd one `--kept` prints the totals.

Times. memcon reads the article without its line of date; that date is the day of publication. Gold is every TIMEX3 of type
DATE, and the day of those of type TIME. Left out are durations and sets, the line of date, and expressions without words of
their own. Two more kinds are counted apart: those without days on the calendar ("currently", "the future", fiscal years, lengths
of time that gold has as dates), and times of day whose words tell no day ("18:00 UTC"). Found: some date of memcon's overlaps the words.
Right: first and last day are gold's. Within: gold's days lie in those of memcon, which keeps "the start of this year" as
that year. dateparser, which htmldate brings along, is given gold's words and the day of publication, and need not find them.

Status. Gold's event mentions are denied (polarity negative), open (certainty other than certain, polarity not told, or under a
condition), to come (future) or done. The reading of status from a verb or a noun of contact, from which contacts have theirs,
is asked of every mention that is a verb, and of those that are words of contact; what commitments undertake
should be to come, and events coded from the background done.
"""

import argparse
import hashlib
import re
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import dateparser.date
from spacy.tokens import Token

import memcon
from memcon.extraction.contacts.lexicon import lexicon
from memcon.extraction.contacts.noun_status import noun_outlook
from memcon.extraction.contacts.status import verb_outlook
from memcon.extraction.dates import DateMention, find_dates
from memcon.language import Parsed, parse
from memcon.read import read_text
from memcon.record import Record, Span

FILE = "meantime_en.tar.xz"
FOLDER = "meantime/intra-doc_annotation/"
ANNOTATED = 5
"""The last sentence with annotations; 0 is the headline, 1 the line of date."""

_NO_SPACE_BEFORE = re.compile(r"[,.;:?!%)\]”]|''|['’](?:s|re|ve|ll|d|m)|n['’]t|\.\.\.")
_NO_SPACE_AFTER = frozenset({"$", "(", "[", "``", "“", "#", "¥"})
_QUOTES = {"``": "“", "''": "”"}

Days = tuple[date, date]


@dataclass
class Mention:
    """Words that gold annotates, by their place in the text."""

    start: int
    end: int
    words: str
    attributes: dict[str, str]

    def overlap(self, start: int, end: int) -> int:
        """How many characters are shared."""
        return min(self.end, end) - max(self.start, start)


@dataclass
class Report:
    """An article without its line of date."""

    name: str
    text: str
    published: date
    annotated: int
    times: list[Mention] = field(default_factory=list)
    events: list[Mention] = field(default_factory=list)


def reports(folder: Path, kept: bool) -> Iterator[Report]:
    """The articles of one half, by name."""
    with tarfile.open(folder / FILE) as tar:
        members = [member for member in tar.getmembers() if member.name.startswith(FOLDER) and member.isfile()]
        for member in sorted(members, key=lambda member: member.name):
            name = Path(member.name).name
            odd = hashlib.sha256(name.encode("utf-8")).digest()[-1] & 1
            opened = tar.extractfile(member)
            if odd == kept and opened is not None:
                yield read_report(name, opened.read())


def read_report(name: str, content: bytes) -> Report:
    """The text with the spaces that were between its tokens, and what is annotated in it."""
    root = ET.fromstring(content)
    places: dict[str, tuple[int, int]] = {}
    text, line_of_date, sentence, last, annotated = "", "", 0, "", 0
    for token in root.iter("token"):
        word, number = token.text or "", int(token.attrib["sentence"])
        if number == 1:
            line_of_date += word
            continue
        if number != sentence:
            annotated = len(text) if sentence <= ANNOTATED else annotated
            text += " " if sentence else "\n\n"
        elif text and last not in _NO_SPACE_AFTER and not _NO_SPACE_BEFORE.fullmatch(word):
            text += " "
        sentence, last = number, word
        places[token.attrib["t_id"]] = (len(text), len(text) + len(_QUOTES.get(word, word)))
        text += _QUOTES.get(word, word)
    published = datetime.strptime(line_of_date, "%B%d,%Y").date()
    report = Report(name, text, published, len(text) if sentence <= ANNOTATED else annotated)
    for tag, mentions in (("TIMEX3", report.times), ("EVENT_MENTION", report.events)):
        for element in root.iter(tag):
            found = [places[a.attrib["t_id"]] for a in element.iter("token_anchor") if a.attrib["t_id"] in places]
            if found:
                start, end = min(found)[0], max(found)[1]
                mentions.append(Mention(start, end, text[start:end], dict(element.attrib)))
    return report


# --- times ------------------------------------------------------------------------------------------------------------

_KINDS = {
    "quarter, season": r"quarter|half of|spring|summer|autumn|fall\b|winter|\bQ[1-4]\b",
    "weekday": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    "day and month": r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b(?!\d)|\d+/\d+/\d+",
    "month": r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    "counted from a date": r"\bago\b|earlier$|\blater$|\b(?:previous|following|same|past)\b|\b(?:last|next)\s+\w+\s+\w+s$|\bbefore\b|\bafter\b",
    "year, decade": r"^(?:the\s+|early\s+|late\s+|mid-?\s*)*(?:['’]?\d\d|\d{4})s?$|\b\d{4}\b",
}
OTHER, VAGUE, CLOCK = "relative", "no days on the calendar", "time of day only"
KINDS = ("day and month", "weekday", "month", "year, decade", "quarter, season", "counted from a date", OTHER)
_CLOCK = re.compile(r"\d|noon|midnight|a\.?m|p\.?m", re.IGNORECASE)


def kind_of(mention: Mention, days: Days | None) -> str:
    """The row of the table, by the words."""
    told = next((kind for kind, words in _KINDS.items() if re.search(words, mention.words, re.IGNORECASE)), None)
    if days is None:
        return VAGUE
    if mention.attributes["type"] == "TIME" and told in {None, "year, decade"} and _CLOCK.search(mention.words):
        return CLOCK
    return told or OTHER


def days_of(value: str) -> Days | None:
    """First and last day of a TIMEX3 value; None where it has none."""
    value = re.sub(r"T.*$", "", value)
    value = re.sub(r"^(\d\d)-(\d\d)-(\d{4})$", r"\3-\2-\1", value)
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday + timedelta(days=5 if week[3] else 0), monday + timedelta(days=6)
    if part := re.fullmatch(r"(\d{4})-([QH])([1-4])", value):
        months = 3 if part[2] == "Q" else 6
        return _months(int(part[1]), (int(part[3]) - 1) * months + 1, months)
    if season := re.fullmatch(r"(\d{4})-(?:SP|SU|FA|AU|WI)", value):
        return _months(int(season[1]), 1, 12)  # as `When` has it: seasons differ north and south
    try:
        match [int(number) for number in value.split("-")]:
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
            case [year, month]:
                return _months(year, month, 1)
            case [year]:
                return _months(year, 1, 12) if len(value) == 4 else _months(year * 10, 1, 120)
    except ValueError:
        pass
    return None


def _months(year: int, month: int, length: int) -> Days:
    after = month + length - 1
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def by_dateparser(words: str, published: date) -> Days | None:
    """What dateparser makes of gold's words."""
    settings = {"RELATIVE_BASE": datetime(*published.timetuple()[:3]), "PREFER_DATES_FROM": "past"}
    found = dateparser.date.DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if found.date_obj is None:
        return None
    day: date = found.date_obj.date()
    if found.period == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if found.period in {"year", "month"}:
        return _months(day.year, 1, 12) if found.period == "year" else _months(day.year, day.month, 1)
    return day, day


class Dated(NamedTuple):
    """A date of memcon's, by its place in the text."""

    start: int
    end: int
    days: Days | None


def dates_of(parsed: Parsed) -> list[Dated]:
    """The dates that memcon reads."""
    return [_dated(parsed, mention) for mention in find_dates(parsed)]


def _dated(parsed: Parsed, mention: DateMention) -> Dated:
    piece, when = parsed.doc[mention.start : mention.end], mention.when
    days = (date.fromisoformat(when.start), date.fromisoformat(when.end)) if when.start and when.end else None
    return Dated(piece.start_char, piece.end_char, days)


@dataclass
class Times:
    """Counts of times, by kind, and the lines that `--wrong` prints."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)
    baseline: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, report: Report, parsed: Parsed) -> None:
        """Compare one report."""
        dates = dates_of(parsed)
        in_reach = [time for time in report.times if time.attributes["type"] in {"DATE", "TIME"}]
        for time in in_reach:
            days = days_of(time.attributes["value"])
            kind = kind_of(time, days)
            overlapping = [one for one in dates if time.overlap(one.start, one.end) > 0]
            best = max(overlapping, key=lambda one: time.overlap(one.start, one.end), default=None)
            got = best.days if best is not None else None
            self.gold[kind] += 1
            self.found[kind] += best is not None
            if days is None:
                continue
            self.right[kind] += got == days
            self.within[kind] += got is not None and got[0] <= days[0] and days[1] <= got[1]
            self.baseline[kind] += by_dateparser(time.words, report.published) == days
            if got != days:
                self._note(report, kind, time, best)
        for one in dates:
            if one.start < report.annotated:
                self._judge(report, one, in_reach)

    def _judge(self, report: Report, one: Dated, in_reach: list[Mention]) -> None:
        """What gold has where memcon has a date."""
        if any(time.overlap(one.start, one.end) > 0 for time in in_reach):
            self.answers["date"] += 1
        elif any(time.overlap(one.start, one.end) > 0 for time in report.times):
            self.answers["duration or set"] += 1
        else:
            self.answers["nothing"] += 1
            self.wrong.append(
                f"{report.name[:24]} ({report.published}): not in gold: {report.text[one.start : one.end]}"
            )

    def _note(self, report: Report, kind: str, time: Mention, best: Dated | None) -> None:
        said = report.text[best.start : best.end] if best is not None else None
        got = f"{said!r} {best.days and '/'.join(day.isoformat() for day in best.days)}" if best is not None else "-"
        around = report.text[max(0, time.start - 60) : time.end + 40].replace("\n", " ")
        self.wrong.append(
            f"{report.name[:24]} ({report.published}): {kind}: {time.words!r} {time.attributes['value']}, got {got}: …{around}…"
        )

    def table(self) -> Iterator[str]:
        """The rows, the total, and precision."""
        yield "| times | gold | found | right | within | dateparser right |"
        yield "|---|---|---|---|---|---|"
        for kind in KINDS:
            yield self._row(kind, [kind])
        yield self._row("**all**", KINDS)
        for kind in (CLOCK, VAGUE):
            yield f"| {kind} (not in the total) | {self.gold[kind]} | {self.found[kind]} | | | |"
        yield ""
        yield from self.totals()

    def totals(self) -> Iterator[str]:
        """Recall, value and precision in one line."""
        gold, found, right, within, baseline = (
            sum(counts[kind] for kind in KINDS)
            for counts in (self.gold, self.found, self.right, self.within, self.baseline)
        )
        answers = self.answers
        yield (
            f"{gold} times: found {share(found, gold)}, right {share(right, gold)} ({share(right, found)} of those found), "
            f"within {share(within, gold)}; dateparser right {share(baseline, gold)}. "
            f"Of {answers.total()} dates of memcon's in the sentences annotated, {answers['date']} are of a date in gold, "
            f"{answers['duration or set']} of a duration or set, {answers['nothing']} of nothing: "
            f"precision {share(answers['date'], answers['date'] + answers['nothing'])}."
        )

    def _row(self, name: str, kinds: Iterable[str]) -> str:
        kinds = list(kinds)
        gold = sum(self.gold[kind] for kind in kinds)
        counts = [
            sum(counts[kind] for kind in kinds) for counts in (self.found, self.right, self.within, self.baseline)
        ]
        return f"| {name} | {gold} | " + " | ".join(share(count, gold) for count in counts) + " |"


def share(count: int, total: int) -> str:
    """A share with three places."""
    return f"{count / total:.3f}" if total else "-"


# --- status -----------------------------------------------------------------------------------------------------------

GOLD = ("done", "to come", "open", "denied")
READ = ("held", "planned", "tentative", "denied", "cancelled", "void", "not told")
_RIGHT = {
    "held": {"done"},
    "planned": {"to come"},
    "tentative": {"open", "to come"},
    "denied": {"denied"},
    "cancelled": {"denied"},
}


def gold_status(mention: Mention) -> str | None:
    """What gold says of an event; None where it was not annotated."""
    told = mention.attributes
    if not told.get("time"):
        return None
    if told["polarity"] == "NEG":
        return "denied"
    unsure = told["certainty"] != "CERTAIN" or told["polarity"] != "POS" or told["special_cases"].startswith("COND")
    if unsure or told["time"] == "UNDERSPECIFIED":
        return "open"
    return "to come" if told["time"] == "FUTURE" else "done"


def read_status(token: Token, contact: bool) -> str | None:
    """memcon's reading of a verb, or of a noun of contact; None where it has none."""
    words = lexicon()
    if token.tag_.startswith("VB"):
        outlook = verb_outlook(token, words)
    elif contact and token.pos_ == "NOUN":
        outlook = noun_outlook(token, token, words)
    else:
        return None
    if outlook.void:
        return "void"
    return "tentative" if outlook.tentative else outlook.status or "not told"


@dataclass
class Statuses:
    """Confusion of gold's factuality and memcon's, in several samples."""

    verbs: Counter[tuple[str, str]] = field(default_factory=Counter)
    contacts: Counter[tuple[str, str]] = field(default_factory=Counter)
    items: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, report: Report, parsed: Parsed, record: Record) -> None:
        """Compare one report."""
        words = lexicon()
        items = {head.i: name for name, head in items_of(parsed, record)}
        for mention in report.events:
            status = gold_status(mention)
            piece = parsed.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if status is None or piece is None:
                continue
            head = piece.root
            contact = head.lemma_ in words.verbs or head.lemma_ in words.nouns
            read = read_status(head, contact)
            if read is not None and head.tag_.startswith("VB"):
                self.verbs[read, status] += 1
            if read is not None and contact:
                self.contacts[read, status] += 1
                if status not in _RIGHT.get(read, {status}):
                    self.wrong.append(f"{report.name[:24]}: {head.text}: {read}, gold {status}: {head.sent.text[:200]}")
            if head.i in items:
                self.items[items[head.i], status] += 1

    def tables(self) -> Iterator[str]:
        """The three confusion tables."""
        for name, counts, rows in (
            ("status read, every verb", self.verbs, READ),
            ("status read, words of contact", self.contacts, READ),
            ("item of the record", self.items, ITEMS),
        ):
            yield f"| {name} | {' | '.join('gold ' + status for status in GOLD)} |"
            yield "|---" * (len(GOLD) + 1) + "|"
            for row in rows:
                cells = [str(counts[row, status]) for status in GOLD]
                if set(cells) != {"0"}:
                    yield f"| {row} | {' | '.join(cells)} |"
            yield ""
        yield from self.totals()

    def totals(self) -> Iterator[str]:
        """How often the reading agrees, where it is certain and gold is too."""
        for name, counts in (("every verb", self.verbs), ("words of contact", self.contacts)):
            told = {key: n for key, n in counts.items() if key[0] in _RIGHT and key[1] != "open"}
            right = sum(n for (read, status), n in told.items() if status in _RIGHT[read])
            yield (
                f"Status, {name}: {sum(counts.values())} mentions; of {sum(told.values())} where both tell it, "
                f"right {share(right, sum(told.values()))}."
            )
        for row in ITEMS:
            wanted = "done" if row in {"held contact", "background event"} else "to come"
            total = sum(self.items[row, status] for status in GOLD)
            if total:
                right = self.items[row, wanted]
                yield f"{row}: {total} in gold, {wanted} {share(right, total)}, open {share(self.items[row, 'open'], total)}."


ITEMS = ("held contact", "planned contact", "denied contact", "cancelled contact", "commitment", "background event")


def items_of(parsed: Parsed, record: Record) -> Iterator[tuple[str, Token]]:
    """Contacts, what commitments undertake, and events of the background, each with the word that tells of it."""
    for event in record.events:
        if event.from_ == "background":
            yield from (("background event", head) for head in _heads(parsed, event.spans[:1]))
    for commitment in record.commitments:
        spans = [_within(span, commitment.act) for span in commitment.spans[:1] if commitment.act in span.text]
        yield from (("commitment", head) for head in _heads(parsed, spans))
    for contact in record.contacts:
        yield from ((f"{contact.status} contact", head) for head in _heads(parsed, contact.spans[:1]))


def _within(span: Span, words: str) -> Span:
    start = span.start + span.text.index(words)
    return Span(start, start + len(words), words)


def _heads(parsed: Parsed, spans: Iterable[Span]) -> Iterator[Token]:
    for span in spans:
        piece = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
        if piece is not None:
            yield piece.root


def main() -> None:
    """Prints the tables of the half in sight, or the totals of the half kept aside."""
    parser = argparse.ArgumentParser(description="Dates and status on MEANTIME.")
    parser.add_argument("events", type=Path, help=f"folder with {FILE}")
    parser.add_argument("--kept", action="store_true", help="only the totals, of the half kept aside")
    parser.add_argument("--wrong", action="store_true", help="also what is wrong, of the half in sight")
    options = parser.parse_args()
    if not (options.events / FILE).exists():
        raise SystemExit(f"{options.events} has no {FILE}: give the folder that holds the event data.")
    times, statuses = Times(), Statuses()
    for report in reports(options.events, options.kept):
        published = report.published.isoformat()
        parsed = parse(read_text(report.text, published=published))
        times.add(report, parsed)
        statuses.add(report, parsed, memcon.extract(report.text, published=published))
    lines = [*times.totals(), *statuses.totals()] if options.kept else [*times.table(), "", *statuses.tables()]
    if options.wrong and not options.kept:
        lines += ["", *times.wrong, *statuses.wrong]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
