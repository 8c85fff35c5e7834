"""The comparison: what the reports of one encounter say, side by side, every line footnoted to its report.

The frame is neutral and ours; whatever is a report's stands between quotation marks, as in the memo.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from memcon.archive.encounters.differences import (
    Count,
    Undertaking,
    counts,
    topics_of,
    undertakings,
)
from memcon.archive.encounters.scoring import table
from memcon.archive.encounters.versions import Version, originals, parties
from memcon.archive.footnotes import Footnotes, report_in_short
from memcon.archive.memo import CountryName, Writer, joined_blocks
from memcon.archive.wording import (
    capital,
    contact_in_words,
    count_in_words,
    listed,
    office_in_words,
    plain,
    quotation,
    title_in,
    topic_in_words,
    when_in_words,
)
from memcon.record import Contact, Difference, Encounter, Likeness, Participant, Telling

_LABELS = {
    "status": "What it was",
    "mode": "What it was",
    "date": "Date",
    "place": "Place",
    "level": "Level",
    "occasion": "Occasion",
    "mechanism": "Mechanism",
}
_SMALL = ("by", "not", "to", "have", "taken")
_OF_THE_CONTACT = (*_LABELS, "participants")


def write_comparison(
    encounter: Encounter,
    versions: Sequence[Version],
    *,
    country_name: CountryName = str,
    why: bool = False,
) -> str:
    """The comparison in Markdown, ending in a newline. ``why`` adds the scores by which the reports were put together."""
    numbers = {version.article.sha256: number for number, version in enumerate(versions, 1)}
    footnotes = Footnotes(called=lambda article: f"Report {numbers[article.sha256]} ({report_in_short(article)})")
    return _Paper(encounter, versions, footnotes, country_name).write(why=why)


def differing_lines(
    encounter: Encounter, versions: Sequence[Version], footnotes: Footnotes, country_name: CountryName = str
) -> Iterator[str]:
    """In what the reports of an encounter differ, as lines of a memo."""
    paper = _Paper(encounter, versions, footnotes, country_name)
    yield from paper.fields()
    yield from (line.replace("- ", "- Topics, ", 1) for line in paper.topics())
    yield from paper.numbers()
    yield f"- `memcon compare {encounter.id}` tells what only one side reports."


class _Paper:
    """Writes one comparison. A section is a method that yields its blocks; one without any is left out."""

    def __init__(
        self, encounter: Encounter, versions: Sequence[Version], footnotes: Footnotes, country_name: CountryName
    ) -> None:
        self._encounter = encounter
        self._versions = versions
        self._apart = originals(versions)
        self._by_key = {version.key: version for version in versions}
        self._labels = _labels(versions)
        self._footnotes = footnotes
        self._country_name = country_name
        self._writers = {
            version.key: Writer(
                version.record, version.contact, key=version.key, footnotes=footnotes, country_name=country_name
            )
            for version in versions
        }

    def write(self, *, why: bool) -> str:
        sections: list[tuple[str, Iterable[str]]] = [
            ("ENCOUNTER", self._summary()),
            ("REPORTS", self._reports()),
            ("HOW THE REPORTS DIFFER", self.fields()),
            ("TOPICS", self.topics()),
            ("WHAT ONLY ONE SIDE REPORTS", self._statements()),
            ("ASKED, OFFERED AND AGREED", self._undertakings()),
            ("NUMBERS", self.numbers()),
            ("LOADED WORDS", self._loaded()),
        ]
        if why:
            sections.append(("WHY ONE ENCOUNTER", self._why()))
        blocks = [f"# Comparison of Reports on {self._called()}", self._opening()]
        for heading, section in sections:
            body = joined_blocks(section)
            if body:
                blocks += [f"## {heading}", body]
        blocks.append("\n".join(self._footnotes.lines()))
        return "\n\n".join(block for block in blocks if block) + "\n"

    # the frame -----------------------------------------------------------------------------------------------------

    def _called(self) -> str:
        like = next((v.contact for v in self._versions if v.contact.mode == self._encounter.mode), None)
        article, name = contact_in_words(like or self._versions[0].contact)
        return f"{article} {' '.join(word if word in _SMALL else capital(word) for word in name.split())}"

    def _opening(self) -> str:
        total = len(self._versions)
        told = "one report" if total == 1 else f"{total} reports"
        independent = "" if total == self._encounter.sources else f", {self._encounter.sources} of them independent"
        return (
            f"*Encounter {self._encounter.id}. Drawn up from {told}{independent}. It records what each report says and takes "
            "no position on it. Words between quotation marks are the reports'.*"
        )

    def _summary(self) -> Iterator[str]:
        sides: dict[str | None, list[Participant]] = {}
        for part in self._encounter.participants:
            sides.setdefault(part.country, []).append(part)
        for country, people in sides.items():
            label = plain(self._country_name(country)) if country else "Other"
            yield f"- **{label}**: {'; '.join(_person(part) for part in people)}."
        when, place = self._encounter.when, self._encounter.place
        if when:
            how = f" ({capital(plain(when.method))}.)" if when.method and when.method.startswith("from report") else ""
            yield f"- {capital(when_in_words(when))}.{how}"
        if place:
            yield f"- {self._where(place.name, place.country)}."
        for name in (self._encounter.occasion, self._encounter.mechanism):
            if name:
                yield f"- {quotation(name)}."

    def _reports(self) -> Iterator[str]:
        numbers = {version.key: number for number, version in enumerate(self._versions, 1)}
        for version in self._versions:
            line = f"{numbers[version.key]}. {self._writers[version.key].source(version.article)}"
            line += f" Tells it in {listed([one.ref for one in version.told])}."
            yield line + (f" A copy of report {numbers[version.copy_of]}." if version.copy_of else "")

    # how they differ -----------------------------------------------------------------------------------------------

    def fields(self) -> Iterator[str]:
        """What the reports say of the contact itself."""
        for difference in self._encounter.differences:
            if difference.field == "participants":
                yield self._participant(difference)
            elif difference.field in _OF_THE_CONTACT:
                label = _LABELS[difference.field]
                yield f"- {label}: {self._told(difference, partial(self._value, difference))}."

    def _participant(self, difference: Difference) -> str:
        who = plain(difference.about or difference.told[0].value)
        if difference.kind == "differ":
            return f"- {who}: {self._told(difference, lambda one: plain(office_in_words(one.value)))}."
        outlets = listed([f"{self._outlet(one)}{self._cite(one)}" for one in difference.told])
        return f"- {who} is named by {outlets}, and not by {self._names(difference.silent)}."

    def _value(self, difference: Difference, one: Telling) -> str:
        contact: Contact = self._by_key[one.report].contact
        if difference.field in ("mode", "status"):
            return " ".join(contact_in_words(contact))
        if difference.field == "place" and contact.place:
            return self._where(contact.place.name, contact.place.country)
        return quotation(one.value) if difference.field in ("occasion", "mechanism") else plain(one.value)

    def _told(self, difference: Difference, words: Callable[[Telling], str]) -> str:
        """ "A (Fjord Gazette),[^1] B (Sudmark Press);[^2] not stated by Eastria Today"."""
        values: dict[str, list[Telling]] = {}
        for one in difference.told:
            values.setdefault(words(one), []).append(one)
        said = [
            f"{value} ({listed([f'{self._outlet(one)}{self._cite(one)}' for one in tellers])})"
            for value, tellers in values.items()
        ]
        silent = f"; not stated by {self._names(difference.silent)}" if difference.silent else ""
        return f"{'; '.join(said)}{silent}"

    def topics(self) -> Iterator[str]:
        """What both sides report was talked about, and what only one does."""
        sides = parties(self._apart)
        if len(sides) < 2:
            return
        have = {side: {topic for v in of for topic in topics_of(v)} for side, of in sides.items()}
        shared = set.intersection(*have.values())
        if shared:
            yield f"- {'Both' if len(have) == 2 else 'All'}: {_topics(shared)}."
        for side, topics in have.items():
            others = {topic for other, theirs in have.items() if other != side for topic in theirs}
            if topics - others:
                yield f"- {self._side(side)} only: {_topics(topics - others)}."

    def _statements(self) -> Iterator[str]:
        only = {one.item for d in self._encounter.differences if d.field == "statements" for one in d.told}
        for side, versions in parties(self._apart).items():
            lines = [
                self._writers[version.key].statement(statement, introduce=True)
                for version in versions
                for statement in version.statements()
                if version.ref(statement.id) in only
            ]
            if lines:
                yield f"### {self._side(side)} only"
                yield from lines

    def _undertakings(self) -> Iterator[str]:
        for undertaking in undertakings(self._apart):
            version, commitment = undertaking.told[0]
            line = self._writers[version.key].commitment(commitment)
            yield f"{line} {self._tellers(undertaking)}"

    def numbers(self) -> Iterator[str]:
        """Who counts how many."""
        for count in counts(self._apart):
            numbers = {(claim.low, claim.high) for _, claim in count.told}
            if len(numbers) > 1 or len({version.key for version, _ in count.told}) < len(self._apart):
                yield f"- {self._count(count)}."

    def _count(self, count: Count) -> str:
        victims = f" ({plain(count.first.victims)})" if count.first.victims else ""
        said = []
        for version, claim in count.told:
            writer = self._writers[version.key]
            who = f"according to {writer.name(claim.said_by)}" if claim.said_by else "in its own voice"
            cite = self._footnotes.cite(version.article, claim.spans)
            said.append(f"{count_in_words(claim)} ({self._labels[version.key]}, {who}{cite})")
        tell = {version.key for version, _ in count.told}
        silent = [version.key for version in self._apart if version.key not in tell]
        rest = f"; no number in {self._names(silent)}" if silent else ""
        return f"{capital('; '.join(said))}{victims}{rest}"

    def _loaded(self) -> Iterator[str]:
        for difference in self._encounter.differences:
            if difference.field == "framing":
                for one in difference.told:
                    voice, _, neutral = one.value.partition(": ")
                    whose = "in its own voice" if voice == "outlet" else "in words it quotes"
                    instead = f"; neutral: {plain(neutral)}" if neutral else ""
                    yield f"- {quotation(one.spans[:1])}: {self._outlet(one)}, {whose}{instead}.{self._cite(one)}"

    def _why(self) -> Iterator[str]:
        yield f"Two contacts are linked from {table().enough:g} points on (docs/encounters.md)."
        linked: set[str] = set()
        for likeness in self._encounter.likeness:
            if likeness.by_hand or not {likeness.one, likeness.other} <= linked:
                linked |= {likeness.one, likeness.other}
                yield f"- {_likeness(likeness)}."

    # names ---------------------------------------------------------------------------------------------------------

    def _side(self, side: str) -> str:
        """What those who published a version are called: a country, everybody else, or the outlet."""
        if side in self._by_key:
            return self._labels[side]
        return plain(self._country_name(side)) if side else "Other outlets"

    def _tellers(self, undertaking: Undertaking) -> str:
        tell = list(dict.fromkeys(version.key for version, _ in undertaking.told))
        if len(tell) == len(self._apart):
            return "(Told by all reports.)" if len(tell) > 2 else "(Told by both reports.)"
        return f"(Told by {self._names(tell)} only.)"

    def _outlet(self, one: Telling) -> str:
        return self._labels[one.report]

    def _names(self, keys: Iterable[str]) -> str:
        return listed([self._labels[key] for key in keys])

    def _cite(self, one: Telling) -> str:
        return self._footnotes.cite(self._by_key[one.report].article, one.spans)

    def _where(self, name: str, country: str | None) -> str:
        land = plain(self._country_name(country)) if country else ""
        return f"{plain(name)}, {land}" if land and land != name else plain(name)


def _labels(versions: Sequence[Version]) -> dict[str, str]:
    """What each report is called: its outlet, with its number where the outlet has several."""
    outlets = Counter(version.outlet for version in versions)
    return {
        version.key: plain(version.outlet) + (f" (report {number})" if outlets[version.outlet] > 1 else "")
        for number, version in enumerate(versions, 1)
    }


def _person(part: Participant) -> str:
    office = office_in_words(title_in(part.office, part.country)) if part.office else ""
    return ", ".join(filter(None, (plain(part.name) if part.name else "", office))) or plain(part.actor)


def _topics(topics: Iterable[str]) -> str:
    return "; ".join(plain(topic_in_words(topic)) for topic in sorted(topics))


def _likeness(likeness: Likeness) -> str:
    if likeness.by_hand:
        return f"{likeness.one} and {likeness.other}: put together by hand"
    reasons = ", ".join(f"{reason.case} {reason.points:+g}" for reason in likeness.reasons)
    return f"{likeness.one} and {likeness.other}: {likeness.score:g} points ({reasons})"
