"""Statements: every sentence that reports what somebody said, wrote or expressed, with its speaker."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Span

from memcon import record
from memcon.actors import Cast
from memcon.actors.grammar import depth, top
from memcon.extraction.spans import span_at
from memcon.extraction.statements.follow_on import goes_on, is_readout
from memcon.extraction.statements.lexicon import lexicon
from memcon.extraction.statements.own_voice import says_itself, takes_a_stand
from memcon.extraction.statements.predicates import find_reporting
from memcon.extraction.statements.reporting import Reporting
from memcon.extraction.statements.signatures import announcement, signature
from memcon.extraction.statements.speakers import Speakers
from memcon.extraction.statements.stretches import belongs_to, merged, stretches, trim
from memcon.extraction.statements.subjects import SUBJECTS
from memcon.extraction.statements.turns import find_turns
from memcon.language import Parsed, Sentence
from memcon.language.quotations import Quotation
from memcon.record import Act, Form, Statement

_STILL_SPEAKING = 2  # sentences after a statement in which "we" is still its speaker
_FIRST_PERSON = frozenset(("i", "we", "our", "us", "my", "me"))
_FEW_WORDS = 3  # a quotation of at most so many words is a word quoted, no speech
_QUOTED_SHARE = 0.5  # of a sentence's characters, for a sentence without a reporting verb to count as quoted speech
_OBLIGATION = re.compile(r"\b(?:must|should|need(?:s|ed)? to|ought to|necessary to|imperative)\b", re.IGNORECASE)


@dataclass
class _Draft:
    """A statement in the making; token and character offsets refer to the document."""

    sentence: int
    rule: str
    speakers: tuple[str, ...]
    act: Act
    cue: record.Span | None
    content: list[record.Span] = field(default_factory=list)
    form: Form = "indirect"
    addressees: tuple[str, ...] = ()
    depth: int = 0  # of the reporting words in the sentence
    takes_over: bool = True  # whether what follows may be the same speaker's


class StatementFinder:
    """Reads the sentences in order and remembers who speaks."""

    def __init__(self, parsed: Parsed, cast: Cast) -> None:
        self.parsed, self.cast = parsed, cast
        self.doc, self.text = parsed.doc, parsed.article.text
        self.speakers = Speakers(parsed, cast)
        self.open = False  # a speaker was announced, and what follows is speech without quotation marks
        self.last = -_STILL_SPEAKING - 1  # the last sentence that was a statement
        self.spoken = self.last  # the last sentence of direct speech
        self.told_by: tuple[str, ...] = ()  # whose the last statement was, () where nobody was named
        self.voices: dict[Quotation, tuple[str, ...]] = {}

    def find(self) -> tuple[Statement, ...]:
        """Statements in the order of the text, ids s1, s2 …"""
        reports = [
            list(find_reporting(s.span, self.parsed, self.cast)) if s.block.kind != "dateline" else []
            for s in self.parsed.sentences
        ]
        drafts: list[_Draft] = []
        turns, readout = find_turns(self.parsed, self.cast), is_readout(self.parsed, reports)
        for number, sentence in enumerate(self.parsed.sentences):
            if sentence.block.kind == "dateline":
                continue
            if number in turns:
                drafts.append(self._in_turn(number, *turns[number], reports[number]))
                continue
            self._take_up_own_voice(number, reports[number])
            found = (
                self._announced(number, sentence)
                or self._reported(number, sentence, reports[number])
                or self._quoted(number, sentence, reports)
            )
            outlets = {report.verb.idx for report in reports[number] if report.outlet}
            speaking = [d for d in found if d.takes_over and (d.cue is None or d.cue.start not in outlets)]
            if speaking:
                self.told_by = min(speaking, key=lambda draft: draft.depth).speakers
                self.speakers.speaking = self.told_by or self.speakers.speaking
            opens = self._only_opens(sentence, found)
            if found:
                self.open = (
                    opens and number + 1 < len(reports) and not self._quotations(self.parsed.sentences[number + 1].span)
                )
                self.last = number
            else:
                found = self._follows_on(number, sentence) if readout else self._goes_on(number, sentence)
                found = found or self._takes_a_stand(number, sentence)
            self.spoken = number if any(draft.form == "direct" for draft in found) else self.spoken
            drafts += [] if opens else found
        return tuple(self._statement(number, draft) for number, draft in enumerate(drafts, 1))

    def _only_opens(self, sentence: Sentence, found: list[_Draft]) -> bool:
        """ "After the talks the minister said:" says nothing itself; what follows does."""
        return sentence.span.text.rstrip().endswith(":") and not any(draft.content for draft in found)

    def _goes_on(self, number: int, sentence: Sentence) -> list[_Draft]:
        """Speech without quotation marks: after "the minister said:", or in the first person right after a statement."""
        own = any(t.lower_ in _FIRST_PERSON and t.pos_ in ("PRON", "DET") for t in sentence.span)
        near = own and number - self.last <= _STILL_SPEAKING and sentence.block.kind == "paragraph"
        speakers = self.speakers.speaking if self.speakers.own is None else self.speakers.own
        spoken = (self.open or near) and speakers and len(sentence.span) > _FEW_WORDS
        self.open = self.open and bool(spoken)
        if not spoken:
            return []
        self.last = number
        return [self._unmarked(number, "speech goes on", speakers, "direct")]

    def _follows_on(self, number: int, sentence: Sentence) -> list[_Draft]:
        """In a readout, what is asserted right after a statement of one person, or of nobody named, is still the same one's."""
        before = self.parsed.sentences[number - 1] if number else sentence
        said = number - self.last == 1 and len(self.told_by) < 2 and before.block == sentence.block
        if not said or not goes_on(sentence, self.cast):
            return []
        self.last = number
        return [self._unmarked(number, "readout goes on", self.told_by, "indirect")]

    def _takes_a_stand(self, number: int, sentence: Sentence) -> list[_Draft]:
        """In a first-person text, what is said by doing it: "the United States stands with", "we remain committed"."""
        state = takes_a_stand(sentence, self.cast) if self.speakers.own is not None else None
        return [self._unmarked(number, "own voice", self.speakers.own or state, "direct")] if state is not None else []

    def _in_turn(self, number: int, speakers: tuple[str, ...], begin: int, reports: list[Reporting]) -> _Draft:
        """Each sentence of a turn is the speaker's, whomever it quotes."""
        draft = self._unmarked(number, "turn", speakers, "direct", begin)
        own = [report for report in reports if says_itself(report)]
        if own:
            draft.act = self._act(own[0], self.parsed.sentences[number].span)
        return draft

    def _unmarked(
        self, number: int, rule: str, speakers: tuple[str, ...], form: Form, begin: int | None = None
    ) -> _Draft:
        """A whole sentence as what is said, from ``begin`` on."""
        span = self.parsed.sentences[number].span
        start, end = trim(self.text, span.start_char if begin is None else begin, span.end_char)
        content = [span_at(self.text, start, end)] if end > start else []
        return _Draft(number, rule, speakers, _act_of_words(span), None, content, form)

    def _take_up_own_voice(self, number: int, reports: list[Reporting]) -> None:
        """ "We condemn the attack", where nobody was announced: a text in the first person, of whoever signs it."""
        apart = not self.open and number - self.spoken > _STILL_SPEAKING
        if self.speakers.own is None and apart and any(says_itself(report) for report in reports):
            self.speakers.own = self.speakers.signer(self.parsed)

    def _statement(self, number: int, draft: _Draft) -> Statement:
        sentence = self.parsed.sentences[draft.sentence].span
        start, end = trim(self.text, sentence.start_char, sentence.end_char)
        about = [m.actors for m in self.cast.within(sentence.start, sentence.end) if m.kind != "pronoun"]
        return Statement(
            id=f"s{number}",
            speakers=draft.speakers,
            form=draft.form,
            act=draft.act,
            cue=draft.cue,
            content=tuple(draft.content),
            addressees=draft.addressees,
            about=tuple(dict.fromkeys(a for actors in about for a in actors if a not in draft.speakers)),
            spans=(span_at(self.text, start, end),),
            found_by=draft.rule,
        )

    # reported speech ---------------------------------------------------------------------------

    def _reported(self, number: int, sentence: Sentence, reports: list[Reporting]) -> list[_Draft]:
        drafts: list[_Draft] = []
        # "According to the ministry, he said …": he is the speaker, the ministry relays.
        told = [r for r in reports if not r.outlet and r.verb.lower_ != "according"]
        for reports_of in (told, [r for r in reports if not r.outlet], reports):
            heard = [
                (r, self._told_in_quotes(r, s, sentence.span) or s)
                for r in reports_of
                if (s := self.speakers.of(r)) is not None
            ]
            if heard:
                break
        heard = [(r, s) for r, s in heard if not self._relays(r, s, heard)] or heard
        known = any(speakers for _, speakers in heard)
        for report, speakers in heard:
            told_of = any(_is_within(report, other) for other, voices in heard if voices or not known)
            if told_of and not (speakers and _answers(report)):
                continue  # what somebody is reported to have said that others say is the former's statement
            if (drafts and drafts[-1].speakers == speakers) or (known and not speakers):
                continue  # "said that …, adding that …": one statement of one speaker
            cue = span_at(self.text, report.verb.idx, report.verb.idx + len(report.verb))
            drafts.append(
                _Draft(
                    number,
                    f"cue {lexicon().verb_of(report.verb.text, report.verb.lemma_)}",
                    speakers,
                    self._act(report, sentence.span),
                    cue,
                    self._content(report, sentence.span),
                    self._form(sentence.span),
                    self._addressees(report, speakers),
                    depth(report.verb),
                    takes_over=not (report.passive and report.speaker is not None),
                )
            )
        for quotation in self._quotations(sentence.span):
            if drafts:
                self.voices[quotation] = drafts[0].speakers
        return drafts

    def _told_in_quotes(self, report: Reporting, speakers: tuple[str, ...], sentence: Span) -> tuple[str, ...]:
        """ ""Minister Park asked for help," the ministry said": in its own words too a body relays the person."""
        if {self.cast.actors[s].kind for s in speakers if s in self.cast.actors} != {"body"}:
            return ()
        for inner in find_reporting(sentence, self.parsed, self.cast, inside=True):
            named = self.cast.of(inner.speaker.i) if inner.speaker is not None else None
            main = inner.verb.dep_ in ("root", "ccomp", "conj") and report.verb in (inner.verb, *inner.verb.ancestors)
            if main and not inner.passive and named is not None and named.kind in ("name", "role", "group"):
                return named.actors
        return ()

    def _relays(
        self, report: Reporting, speakers: tuple[str, ...], heard: list[tuple[Reporting, tuple[str, ...]]]
    ) -> bool:
        """ "Buhari promised to act, the presidency said", "…, officials said": a body or group relays, the person speaks."""
        kinds = {self.cast.actors[s].kind for s in speakers if s in self.cast.actors}
        before = {"body"} if report.verb.lower_ != "according" else set()
        return any(
            _is_within(inner, report)
            and inner.verb.lemma_ != "call"
            and persons
            and all(self.cast.actors[s].kind == "person" for s in persons if s in self.cast.actors)
            and kinds <= (before | {"group", "state"} if inner.verb.i < report.verb.i else before)
            for inner, persons in heard
        )

    def _addressees(self, report: Reporting, speakers: tuple[str, ...]) -> tuple[str, ...]:
        mentions = [self.cast.of(token.i) for token in report.addressees]
        actors = (actor for mention in mentions if mention is not None for actor in mention.actors)
        return tuple(dict.fromkeys(actor for actor in actors if actor not in speakers))

    def _act(self, report: Reporting, sentence: Span) -> Act:
        if report.act == "assert" and _OBLIGATION.search(sentence.text):
            return "urge"
        if report.act == "assert" and any(token.lemma_ in ("need", "necessity") for token in report.content):
            return "urge"
        return report.act

    def _content(self, report: Reporting, sentence: Span) -> list[record.Span]:
        """The words that carry what was said: the complements of the cue, or the quotations beside it."""
        spans: list[tuple[int, int]] = []
        for token in report.content:
            inside = [
                part
                for part in token.subtree
                if sentence.start <= part.i < sentence.end and not belongs_to(part, report.verb, token)
            ]
            spans += stretches(inside)
        for quotation in self._quotations(sentence):
            start, end = max(quotation.start, sentence.start_char), min(quotation.end, sentence.end_char)
            if all(end <= a or start >= b for a, b in spans):
                spans.append(trim(self.text, start, end))
        return [span_at(self.text, start, end) for start, end in merged(spans, self.text) if end > start]

    def _quotations(self, sentence: Span) -> list[Quotation]:
        found = [q for q in self.parsed.quotations if q.start < sentence.end_char and q.end > sentence.start_char]
        return [q for q in found if len(self.text[q.start : q.end].split()) > _FEW_WORDS]

    def _form(self, sentence: Span) -> Form:
        quotations = self._quotations(sentence)
        if not quotations:
            return "indirect"
        outside = [t for t in sentence if not t.is_punct and not t.is_space and not self.parsed.quoted(t)]
        return (
            "direct"
            if not any(t.pos_ == "VERB" and not lexicon().cue_of(t.text, t.lemma_) for t in outside)
            and _opens_speech(self.text, quotations[0])
            else "mixed"
        )

    # quoted speech without a reporting verb ------------------------------------------------------

    def _quoted(self, number: int, sentence: Sentence, reports: list[list[Reporting]]) -> list[_Draft]:
        """A sentence inside quotation marks whose speaker stands in another sentence."""
        quotations = self._quotations(sentence.span)
        if not quotations:
            return []
        start, end = trim(self.text, sentence.span.start_char, sentence.span.end_char)
        covered = sum(min(q.end, end) - max(q.start, start) for q in quotations)
        if covered < _QUOTED_SHARE * (end - start):
            return []
        speakers = self._beside(sentence, quotations) or self._voice(number, sentence, quotations[0], reports)
        for quotation in quotations:
            self.voices.setdefault(quotation, speakers)
        content = [span_at(self.text, *trim(self.text, max(q.start, start), min(q.end, end))) for q in quotations]
        return [
            _Draft(
                number,
                "quotation",
                speakers,
                _act_of_words(sentence.span),
                None,
                content,
                "direct" if covered > 0.9 * (end - start) else "mixed",
            )
        ]

    def _beside(self, sentence: Sentence, quotations: list[Quotation]) -> tuple[str, ...]:
        """Who is named as acting in the words before a quotation: "Brito carried on in these words: …", "For Tatar, …"."""
        begin = quotations[0].start
        for mention in self.cast.within(sentence.span.start, sentence.span.end):
            head = self.doc[mention.head]
            if head.idx >= begin or self.parsed.quoted(head) or mention.kind not in ("name", "role", "pronoun"):
                continue
            for_him = mention.start == sentence.span.start + 1 and self.doc[mention.start - 1].lower_ == "for"
            if mention.actors and (top(head).dep_ in SUBJECTS or for_him):
                return mention.actors
        return ()

    def _voice(
        self, number: int, sentence: Sentence, quotation: Quotation, reports: list[list[Reporting]]
    ) -> tuple[str, ...]:
        """Whose words: of the verb that the quotation ends at, else of whoever spoke last."""
        if quotation in self.voices:
            return self.voices[quotation]
        for later in range(number + 1, min(number + 6, len(reports))):
            follower = self.parsed.sentences[later]
            if follower.block != sentence.block:
                break
            if reports[later] and quotation.end > follower.span.start_char:
                return self.speakers.of(reports[later][0]) or self.speakers.speaking
            signed = signature(follower, self.parsed, self.cast)
            if signed is not None:
                return signed.actors
            if quotation.end <= follower.span.start_char:
                break
        return self.speakers.speaking

    # a name and a colon --------------------------------------------------------------------------

    def _announced(self, number: int, sentence: Sentence) -> list[_Draft]:
        """ "Foreign minister: border stays open", "Vučić, after the talks: "We hope" "; in headlines also "Border stays open — envoy"."""
        span = sentence.span
        closing = signature(sentence, self.parsed, self.cast)
        if closing is not None and closing.start - 1 == span.start:
            return []  # the signature alone
        opening = announcement(sentence, self.parsed, self.cast) if closing is None else None
        mention = opening[0] if opening else closing
        if mention is None:
            return []
        start, end = trim(self.text, opening[1], span.end_char) if opening else (0, 0)
        for quotation in self._quotations(span):
            self.voices[quotation] = mention.actors
        rule = "name and colon" if opening else "name and dash"
        content = [span_at(self.text, start, end)] if end > start else []
        return [_Draft(number, rule, mention.actors, "assert", None, content, self._form(span))]


def _act_of_words(sentence: Span) -> Act:
    return "urge" if _OBLIGATION.search(sentence.text) else "assert"


def _opens_speech(text: str, quotation: Quotation) -> bool:
    return (
        text[quotation.start + 1 : quotation.start + 2].isupper()
        or not text[quotation.start + 1 : quotation.start + 2].isalpha()
    )


def _is_within(report: Reporting, other: Reporting) -> bool:
    """Whether a reporting is part of what another reports; of two that hold each other, the parse being odd, neither is."""
    return other is not report and other.speaker is not None and _inside(report, other) and not _inside(other, report)


def _answers(report: Reporting) -> bool:
    """ "A charge that the ministry denies", "which it rejected": the outlet's remark on what somebody else said."""
    return report.verb.dep_ == "acl:relcl" and report.act in ("deny", "reject")


def _inside(report: Reporting, outer: Reporting) -> bool:
    """Whether one reporting stands in the reported clause of another."""
    return any(content in report.verb.ancestors or content == report.verb for content in outer.content)


def find_statements(parsed: Parsed, cast: Cast) -> tuple[Statement, ...]:
    """All statements of a report, in the order of the text."""
    return StatementFinder(parsed, cast).find()
