"""The memo: one contact as an archive would file it, every line footnoted to its place in the report.

The frame is neutral and ours ("said", "called for action"); whatever is the report's stands between quotation marks.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from memcon.actors.knowledge.explain import source_names
from memcon.archive.footnotes import Footnotes
from memcon.archive.retelling import quoted_words, retell
from memcon.archive.wording import (
    GOES_ON,
    SAID,
    UNDERTAKEN,
    address,
    capital,
    contact_in_words,
    count_in_words,
    date_in_words,
    joined_words,
    listed,
    office_in_words,
    plain,
    quotation,
    title_in,
    title_of,
    topic_in_words,
    when_in_words,
)
from memcon.record import (
    Article,
    Claim,
    Commitment,
    Conflict,
    Contact,
    Identification,
    Participant,
    Place,
    Record,
    Span,
    Statement,
    When,
)

_ITEM = re.compile(r"- |\d+\. ")
_FEW_WORDS = 2  # an act of no more words is told by the whole passage instead

_DIFFERS = {"office": "the office was held {}", "name": "{} held the office", "country": "the office was that of {}"}
"""How a conflict of each field reads."""

CountryName = Callable[[str], str]


@dataclass(frozen=True)
class Beside:
    """What other reports tell of the same encounter: their articles, and the lines on what they do not say alike."""

    encounter: str
    articles: Sequence[Article]
    lines: Callable[[Footnotes], Iterable[str]]


def write_memo(
    record: Record,
    contact: Contact,
    *,
    key: str = "",
    footnotes: Footnotes | None = None,
    country_name: CountryName = str,
    beside: Beside | None = None,
) -> str:
    """The memo of ``contact`` in Markdown, ending in a newline.

    ``key`` is what the archive calls the report; ``country_name`` turns a country's code into its name; ``beside`` is what
    other reports say of the same encounter.
    """
    writer = Writer(
        record, contact, key=key, footnotes=footnotes or Footnotes(), country_name=country_name, beside=beside
    )
    return writer.write()


class Writer:
    """Writes one memo, or lines of it. A section is a method that yields its blocks; one without any is left out."""

    def __init__(
        self,
        record: Record,
        contact: Contact,
        *,
        key: str,
        footnotes: Footnotes,
        country_name: CountryName,
        beside: Beside | None = None,
    ) -> None:
        self._record = record
        self._article = record.article
        self._contact = contact
        self._key = key
        self._footnotes = footnotes
        self._country_name = country_name
        self._beside = beside
        self._actors = {actor.id: actor for actor in record.actors}
        self._loaded = tuple(sorted({framing.term.casefold() for framing in record.framing}))
        self._is_main = is_main(contact, record)

    def write(self) -> str:
        """The memo, ending in a newline."""
        sections = (
            ("PARTICIPANTS", self._participants()),
            ("DATE AND PLACE", self._date_and_place()),
            ("SUBJECT", self._subject()),
            ("WHAT WAS SAID", self._said()),
            ("UNDERTAKEN", self._undertaken()),
            ("CLAIMED", self._claimed()),
            ("LANGUAGE OF THE REPORT", self._language()),
            ("HOW THE REPORTS DIFFER", self._differing()),
            ("ALSO REPORTED", self._also_reported()),
            ("SOURCES", self._sources()),
        )
        blocks = [f"# {title_of(self._contact)}", self._opening()]
        for heading, section in sections:
            body = joined_blocks(section)
            if body:
                blocks += [f"## {heading}", body]
        blocks.append("\n".join(self._footnotes.lines()))
        return "\n\n".join(block for block in blocks if block) + "\n"

    # the frame -----------------------------------------------------------------------------------------------------

    def _opening(self) -> str:
        name = f"Contact {self._ref(self._contact)}. " if self._key else ""
        also = f" {self._others(self._beside)}" if self._beside else ""
        return (
            f"*{name}Drawn up from one report ({self._report()}). It records what the report says and takes no "
            f"position on it. Words between quotation marks are the report's.{also}*"
        )

    def _others(self, beside: Beside) -> str:
        others = len(beside.articles)
        told = "One other report tells" if others == 1 else f"{others} other reports tell"
        return f"{told} of the same encounter, {plain(beside.encounter)}."

    def _report(self) -> str:
        published = self._article.published
        outlet = plain(self._article.outlet or "outlet not named")
        return f"{outlet}, {date_in_words(published) if published else 'undated'}"

    def _participants(self) -> Iterator[str]:
        if not self._contact.participants:
            yield "The report names none."
        sides: dict[str | None, list[Participant]] = {}
        for participant in self._contact.participants:
            sides.setdefault(participant.country, []).append(participant)
        for country, side in sides.items():
            capacities = {participant.capacity for participant in side}
            capacity = capacities.pop() if len(capacities) == 1 else None
            yield f"**{self._country(country) if country else 'Other'}**" + (f" ({capacity})" if capacity else "")
            for participant in side:
                yield self._participant(participant, tell_capacity=capacity is None)

    def _participant(self, participant: Participant, *, tell_capacity: bool) -> str:
        office = office_in_words(title_in(participant.office, participant.country)) if participant.office else ""
        if participant.name:
            words = ", ".join(filter(None, (plain(participant.name), office)))
            words += self._taken_over(participant.actor) if office else ""
        else:
            words = f"{office}, not named in the report" if office else self.name(participant.actor)
            words += self._holder(participant.actor) if office else ""
        if tell_capacity and participant.capacity:
            words += f" ({participant.capacity})"
        return f"- {words}{self.cite(participant.spans)}{self._difference(participant.actor)}"

    def _taken_over(self, actor: str) -> str:
        """Marks an office that the report does not state."""
        identified = self._identified(actor)
        if identified is None or identified.by == "report" or "office" in identified.stated:
            return ""
        return f" (office not in the report; by {self._source(identified)})"

    def _holder(self, actor: str) -> str:
        """Who held an office that the report gives without a name."""
        identified = self._identified(actor)
        if identified is None or identified.named:
            return ""
        return f" ({plain(self._actors[actor].name)} held the office, by {self._source(identified)})"

    def _difference(self, actor: str) -> str:
        """Where the report and what is known differ, as a sentence; the report's word stands above."""
        identified = self._identified(actor)
        conflicts = identified.conflicts if identified else ()
        return "".join(
            f" (Known otherwise: {_DIFFERS[conflict.field].format(self._known(conflict))}; source: {_sources(conflict.source)}.)"
            for conflict in conflicts
        )

    def _known(self, conflict: Conflict) -> str:
        return self._country(conflict.known) if conflict.field == "country" else plain(conflict.known)

    def _identified(self, actor: str) -> Identification | None:
        known = self._actors.get(actor)
        return known.identified if known else None

    def _source(self, identified: Identification) -> str:
        if identified.reports:
            return "report " + ", ".join(identified.reports)
        return _sources(identified.source or "")

    def _date_and_place(self) -> Iterator[str]:
        when = self._contact.when
        yield f"- {self.when(when)}" if when else "- The report states no date."
        place = self._contact.place
        if place:
            yield f"- {capital(self._place(place))}.{self.cite(place.spans)}"
        elif self._contact.mode == "phone":
            yield f"- By telephone.{self.cite(self._contact.spans)}"
        elif self._contact.mode == "video":
            yield f"- By video.{self.cite(self._contact.spans)}"
        else:
            yield "- The report states no place."

    def when(self, when: When) -> str:
        """The date as far as it is known, and how it was found."""
        line = f"{capital(when_in_words(when))}."
        said = f"the report says {quotation(when.spans)}" if when.spans else ""
        how = f"{plain(when.method)}" if when.method and when.method != "stated" else ""
        reasons = "; ".join(filter(None, (said, f"method: {how}" if how else "")))
        return f"{line}{self.cite(when.spans)}" + (f" ({capital(reasons)}.)" if reasons else "")

    def _place(self, place: Place) -> str:
        name = self._named(place.name)
        country = self._country(place.country) if place.country else ""
        return f"{name}, {country}" if country and country != name else name

    def _subject(self) -> Iterator[str]:
        contact = self._contact
        if contact.topics:
            yield f"- {capital('; '.join(plain(topic_in_words(topic)) for topic in contact.topics))}."
        if contact.occasion:
            yield f"- Occasion: {self._named(contact.occasion)}."
        if contact.mechanism:
            yield f"- Mechanism: {self._named(contact.mechanism)}."

    # what was said -------------------------------------------------------------------------------------------------

    def _said(self) -> Iterator[str]:
        statements = [s for s in self._record.statements if s.contact == self._contact.id]
        yield from self._statements(statements)

    def _statements(self, statements: Iterable[Statement]) -> Iterator[str]:
        before: tuple[str, ...] | None = None
        for statement in statements:
            yield self.statement(statement, introduce=statement.speakers != before)
            before = statement.speakers

    def statement(self, statement: Statement, *, introduce: bool) -> str:
        """Who said what; ``introduce`` gives the speaker's country too."""
        who = listed([self._who(actor) if introduce else self.name(actor) for actor in statement.speakers])
        who = who or "A speaker who is not named"
        who = f"**{who}**" if introduce else who
        alone, addressing = SAID[statement.act]
        said = addressing.format(self._names(statement.addressees)) if statement.addressees else alone
        cite = self.cite((*statement.spans, *statement.content))
        if statement.form == "direct":
            words = quoted_words(statement, self._article.text)
            return f"{who} {said}:\n\n> {quotation(words, closed=False)}{cite}" if words else f"{who} {said}.{cite}"
        told = retell(statement, self._article.text)
        manner = "in the report's words" if statement.form == "indirect" else "in the report's words and partly quoted"
        if not told.words:
            return f"{who} {said}.{cite}"
        if told.whole:
            return f"{who}, {manner}: {quotation(told.words)}.{cite}"
        if told.verb:
            return f"{who}, {manner}, {quotation(told.words)}.{cite}"
        return f"{who} {said}, {manner}: {quotation(told.words)}.{cite}"

    # what came of it -----------------------------------------------------------------------------------------------

    def _undertaken(self) -> Iterator[str]:
        for commitment in self._record.commitments:
            if belongs_to(self._contact, self._record, commitment.statement, commitment.spans):
                yield self.commitment(commitment)

    def commitment(self, commitment: Commitment) -> str:
        """Who undertook what, towards whom, until when."""
        who = self._names(commitment.who) or "It is not said who"
        alone, to_others = UNDERTAKEN[commitment.kind]
        undertook = to_others.format(self._names(commitment.to)) if commitment.to else alone
        line = f"- {who} {undertook}{self._deed(commitment)}"
        if commitment.due:
            line += f"; due {when_in_words(commitment.due)}"
        if commitment.mechanism:
            line += f"; within {self._named(commitment.mechanism)}"
        if commitment.status != "open":
            line += f"; {commitment.status}"
        due = commitment.due.spans if commitment.due else ()
        return f"{line}.{self.cite((*commitment.spans, *due))}"

    def _deed(self, commitment: Commitment) -> str:
        """What is to be done: in the report's words where the act is taken from it, else as memcon sums it up."""
        act = " ".join(commitment.act.split())
        verbatim = act in " ".join(self._article.text.split())
        if (verbatim and act.count(" ") < _FEW_WORDS) or (not verbatim and self._is_loaded(act)):
            act, verbatim = joined_words(commitment.spans) or act, True
        if not verbatim:
            return f": {plain(act).rstrip('.')}"
        return f" {quotation(act)}" if GOES_ON.match(act) else f": {quotation(act)}"

    def _claimed(self) -> Iterator[str]:
        for claim in self._record.claims:
            if belongs_to(self._contact, self._record, None, claim.spans):
                yield self.claim(claim)

    def claim(self, claim: Claim) -> str:
        """How many came to harm, and who says so."""
        line = f"- {capital(count_in_words(claim))}"
        if claim.victims:
            line += f" ({self._named(claim.victims)})"
        if claim.by:
            line += f", attributed to {self._named(self.name(claim.by))}"
        if claim.place:
            line += f", {self._place(claim.place)}"
        if claim.when:
            line += f", {when_in_words(claim.when)}"
        source = f"according to {self.name(claim.said_by)}" if claim.said_by else "in the outlet's own voice"
        words = f": {quotation(claim.spans)}" if claim.spans else ""
        return f"{line}; {source}{words}.{self.cite(claim.spans)}"

    # what the report is --------------------------------------------------------------------------------------------

    def _language(self) -> Iterator[str]:
        spans: dict[tuple[str, str, str, str | None], list[Span]] = {}
        for framing in self._record.framing:
            spans.setdefault((framing.term, framing.neutral, framing.voice, framing.target), []).append(framing.span)
        for (term, neutral, voice, target), places in spans.items():
            whose = "in the outlet's own voice" if voice == "outlet" else "in words it quotes"
            of = f", of {self._named(self.name(target), term=term)}" if target else ""
            yield f"- {quotation(term)}{of}, {whose}; neutral: {plain(neutral)}.{self.cite(places)}"

    def _also_reported(self) -> Iterator[str]:
        for other in self._record.contacts:
            if other.id != self._contact.id:
                yield self._other(other)
        if self._is_main:
            yield from self._statements(s for s in self._record.statements if s.contact is None)

    def _other(self, other: Contact) -> str:
        line = f"- {capital(' '.join(contact_in_words(other)))}"
        if other.participants:
            line += f" of {listed([self._who_took_part(participant) for participant in other.participants])}"
        if other.when:
            line += f", {when_in_words(other.when)}"
        if other.place:
            line += f", {self._place(other.place)}"
        ref = f" ({self._ref(other)})" if self._key else ""
        return f"{line}{ref}.{self.cite(other.spans)}"

    def _differing(self) -> Iterator[str]:
        if self._beside:
            yield from self._beside.lines(self._footnotes)

    def _sources(self) -> Iterator[str]:
        for number, article in enumerate((self._article, *(self._beside.articles if self._beside else ())), 1):
            yield f"{number}. {self.source(article)}"

    def source(self, article: Article) -> str:
        """A report as a list of sources names it."""
        parts = [plain(article.outlet) if article.outlet else "Outlet not named"]
        if article.outlet_country:
            parts[0] += f" ({self._country(article.outlet_country)})"
        if article.title:
            parts.append(quotation(article.title))
        parts.append(f"published {date_in_words(article.published)}" if article.published else "undated")
        line = f"{', '.join(parts)}."
        if article.url:
            line += f" {address(article.url)}."
        return f"{line} Text of {len(article.text):,} characters, SHA-256 {article.sha256}."

    # names ---------------------------------------------------------------------------------------------------------

    def _ref(self, contact: Contact) -> str:
        return f"{self._key}-{contact.id}"

    def cite(self, spans: Iterable[Span]) -> str:
        """The mark of a footnote to words of the report."""
        return self._footnotes.cite(self._article, spans)

    def _country(self, code: str) -> str:
        return plain(self._country_name(code))

    def name(self, actor: str) -> str:
        """What an actor is called."""
        known = self._actors.get(actor)
        if known and known.identified and not known.identified.named and known.office:
            return f"the {plain(title_in(known.office, known.country))}"
        return plain(known.name if known else actor)

    def _names(self, actors: Iterable[str]) -> str:
        return listed([self.name(actor) for actor in actors])

    def _who(self, actor: str) -> str:
        known = self._actors.get(actor)
        if known and known.kind == "person" and known.country:
            return f"{self.name(actor)} ({self._country(known.country)})"
        return self.name(actor)

    def _who_took_part(self, participant: Participant) -> str:
        known = self._actors.get(participant.actor)
        if known and known.kind != "person":
            return plain(participant.name or known.name)
        office = title_in(participant.office, participant.country) if participant.office else "representative"
        name = plain(participant.name or f"the {office}")
        if not participant.country:
            return name
        return f"{name} ({self._country(participant.country)})"

    def _named(self, words: str, *, term: str = "") -> str:
        """A name that the record took from the report: quoted if it carries one of the report's loaded words."""
        return quotation(words) if term != words and self._is_loaded(words) else plain(words)

    def _is_loaded(self, words: str) -> bool:
        folded = words.casefold()
        return any(term in folded for term in self._loaded)


def is_main(contact: Contact, record: Record) -> bool:
    """Whether a contact is the one that its report is mainly about: what belongs to none in particular is told with it."""
    main = next((c for c in record.contacts if c.role == "main"), next(iter(record.contacts), contact))
    return main.id == contact.id


def belongs_to(contact: Contact, record: Record, statement: str | None, spans: Iterable[Span]) -> bool:
    """Whether an item of a report belongs to a contact: by its statement, or one it overlaps, or by default."""
    spans = tuple(spans)
    for candidate in record.statements:
        if candidate.id == statement or (statement is None and _overlap(candidate, spans)):
            return candidate.contact == contact.id or (candidate.contact is None and is_main(contact, record))
    return is_main(contact, record)


def _overlap(statement: Statement, spans: Iterable[Span]) -> bool:
    own = (*statement.spans, *statement.content)
    return any(one.start < other.end and other.start < one.end for one in own for other in spans)


def _sources(source: str) -> str:
    """The weightiest source; `memcon knowledge show` lists them all."""
    first, *others = source_names(source) or ("memcon",)
    return plain(first) + (" and others" if others else "")


def joined_blocks(blocks: Iterable[str]) -> str:
    """Items of one list stand line under line, everything else apart."""
    body, before = "", ""
    for block in blocks:
        together = bool(_ITEM.match(before) and _ITEM.match(block))
        body += block if not body else f"\n{block}" if together else f"\n\n{block}"
        before = block
    return body
