"""Statements: every sentence that reports what somebody said, wrote or expressed, with its speaker."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from memcon import record
from memcon.actors import Cast, Mention
from memcon.extraction.spans import span_at
from memcon.extraction.statements.lexicon import lexicon
from memcon.extraction.statements.predicates import Reporting, find_reporting
from memcon.extraction.statements.speakers import Speakers
from memcon.extraction.statements.subjects import can_speak
from memcon.language import Parsed, Sentence
from memcon.language.quotations import Quotation
from memcon.record import Act, Form, Statement

_COLON_REACH = 16  # tokens between a name and the colon that lets it speak
_DASHES = frozenset(("—", "–", "-", ":"))
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


class StatementFinder:
    """Reads the sentences in order and remembers who speaks."""

    def __init__(self, parsed: Parsed, cast: Cast) -> None:
        self.parsed, self.cast = parsed, cast
        self.doc, self.text = parsed.doc, parsed.article.text
        self.speakers = Speakers(parsed, cast)
        self.open = False  # a speaker was announced, and what follows is speech without quotation marks
        self.last = -_STILL_SPEAKING  # the last sentence that was a statement
        self.voices: dict[Quotation, tuple[str, ...]] = {}

    def find(self) -> tuple[Statement, ...]:
        """Statements in the order of the text, ids s1, s2 …"""
        reports = [
            list(find_reporting(s.span, self.parsed, self.cast)) if s.block.kind != "dateline" else []
            for s in self.parsed.sentences
        ]
        drafts: list[_Draft] = []
        for number, sentence in enumerate(self.parsed.sentences):
            if sentence.block.kind == "dateline":
                continue
            found = (
                self._announced(number, sentence)
                or self._reported(number, sentence, reports[number])
                or self._quoted(number, sentence, reports)
            )
            outlets = {report.verb.idx for report in reports[number] if report.outlet}
            if found and found[0].speakers and (found[0].cue is None or found[0].cue.start not in outlets):
                self.speakers.speaking = found[0].speakers
            opens = self._only_opens(sentence, found)
            if found:
                self.open = (
                    opens and number + 1 < len(reports) and not self._quotations(self.parsed.sentences[number + 1].span)
                )
                self.last = number
            else:
                found = self._goes_on(number, sentence)
            drafts += [] if opens else found
        return tuple(self._statement(number, draft) for number, draft in enumerate(drafts, 1))

    def _only_opens(self, sentence: Sentence, found: list[_Draft]) -> bool:
        """ "After the talks the minister said:" says nothing itself; what follows does."""
        return sentence.span.text.rstrip().endswith(":") and not any(draft.content for draft in found)

    def _goes_on(self, number: int, sentence: Sentence) -> list[_Draft]:
        """Speech without quotation marks: after "the minister said:", or in the first person right after a statement."""
        own = any(t.lower_ in _FIRST_PERSON and t.pos_ in ("PRON", "DET") for t in sentence.span)
        near = own and number - self.last <= _STILL_SPEAKING and sentence.block.kind == "paragraph"
        spoken = (self.open or near) and self.speakers.speaking and len(sentence.span) > _FEW_WORDS
        self.open = self.open and bool(spoken)
        if not spoken:
            return []
        self.last = number
        start, end = _trim(self.text, sentence.span.start_char, sentence.span.end_char)
        act: Act = "urge" if _OBLIGATION.search(sentence.span.text) else "assert"
        return [
            _Draft(
                number, "speech goes on", self.speakers.speaking, act, None, [span_at(self.text, start, end)], "direct"
            )
        ]

    def _statement(self, number: int, draft: _Draft) -> Statement:
        sentence = self.parsed.sentences[draft.sentence].span
        start, end = _trim(self.text, sentence.start_char, sentence.end_char)
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
            heard = [(r, s) for r in reports_of if (s := self.speakers.of(r)) is not None]
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
                )
            )
        for quotation in self._quotations(sentence.span):
            if drafts:
                self.voices[quotation] = drafts[0].speakers
        return drafts

    def _relays(
        self, report: Reporting, speakers: tuple[str, ...], heard: list[tuple[Reporting, tuple[str, ...]]]
    ) -> bool:
        """ "Buhari promised to act, the presidency said": the body relays, the person speaks."""
        kinds = {self.cast.actors[s].kind for s in speakers if s in self.cast.actors}
        return kinds == {"body"} and any(
            _is_within(inner, report)
            and inner.verb.lemma_ != "call"
            and persons
            and all(self.cast.actors[s].kind == "person" for s in persons if s in self.cast.actors)
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
                if sentence.start <= part.i < sentence.end and not _belongs_to(part, report.verb, token)
            ]
            spans += [self._stretch(run) for run in _runs(inside)]
        for quotation in self._quotations(sentence):
            start, end = max(quotation.start, sentence.start_char), min(quotation.end, sentence.end_char)
            if all(end <= a or start >= b for a, b in spans):
                spans.append(_trim(self.text, start, end))
        return [span_at(self.text, start, end) for start, end in _merge(spans, self.text) if end > start]

    def _stretch(self, run: list[Token]) -> tuple[int, int]:
        """Characters of a run of tokens without the joints at its ends ("that …", ": …", "… ,")."""
        while run and (run[0].lower_ == "that" or (run[0].is_punct and run[0].text in ",:;.-–—")):
            run = run[1:]
        while run and (run[-1].is_space or run[-1].text in (",", ".", ";", ":")):
            run = run[:-1]
        return (run[0].idx, run[-1].idx + len(run[-1])) if run else (0, 0)

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
        start, end = _trim(self.text, sentence.span.start_char, sentence.span.end_char)
        covered = sum(min(q.end, end) - max(q.start, start) for q in quotations)
        if covered < _QUOTED_SHARE * (end - start):
            return []
        speakers = self._voice(number, sentence, quotations[0], reports)
        for quotation in quotations:
            self.voices.setdefault(quotation, speakers)
        content = [span_at(self.text, *_trim(self.text, max(q.start, start), min(q.end, end))) for q in quotations]
        act: Act = "urge" if _OBLIGATION.search(sentence.span.text) else "assert"
        return [
            _Draft(
                number,
                "quotation",
                speakers,
                act,
                None,
                content,
                "direct" if covered > 0.9 * (end - start) else "mixed",
            )
        ]

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
            if quotation.end <= follower.span.start_char:
                break
        return self.speakers.speaking

    # a name and a colon --------------------------------------------------------------------------

    def _announced(self, number: int, sentence: Sentence) -> list[_Draft]:
        """ "Foreign minister: border stays open", "Vučić, after the talks: "We hope" "; in headlines also "Border stays open — envoy"."""
        span = sentence.span
        mentions = [
            m
            for m in self.cast.within(span.start, span.end)
            if m.actors and m.kind in ("name", "role", "body") and can_speak(self.doc[m.head], self.cast)
        ]
        for mention in reversed(mentions):
            before = self.doc[mention.start - 1] if mention.start > span.start else None
            closes = (
                mention.end >= span.end - (sentence.block.kind == "headline")
                and before is not None
                and before.text in _DASHES
                and bool(before.whitespace_)
            )
            if closes or (mention.start <= span.start + 1 and self._ends_in_colon(mention, span)):
                content = [] if closes else self._after_colon(mention, span)
                for quotation in self._quotations(span):
                    self.voices[quotation] = mention.actors
                rule = "name and dash" if closes else "name and colon"
                return [_Draft(number, rule, mention.actors, "assert", None, content, self._form(span))]
        return []

    def _ends_in_colon(self, mention: Mention, sentence: Span) -> bool:
        """Whether a colon follows a mention, with no verb and few words between."""
        between = self.doc[mention.end : min(mention.end + _COLON_REACH, sentence.end - 1)]
        if not len(between) or not (between[0].text in (":", ",", "(") or between[0].pos_ == "ADP"):
            return False
        for token in between:
            if token.text == ":":
                return bool(token.whitespace_)
            if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.text in ('"', "“", "."):
                return False
        return False

    def _after_colon(self, mention: Mention, sentence: Span) -> list[record.Span]:
        colon = next(token for token in self.doc[mention.end : sentence.end] if token.text == ":")
        start, end = _trim(self.text, colon.idx + 1, sentence.end_char)
        return [span_at(self.text, start, end)] if end > start else []


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


def _belongs_to(part: Token, verb: Token, content: Token) -> bool:
    """Whether a token hangs on the reporting verb although that verb hangs on the reported clause ("X is ready, he said")."""
    return (part == verb or verb in part.ancestors) and content in verb.ancestors


def _runs(tokens: list[Token]) -> list[list[Token]]:
    """Tokens that stand side by side, together."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _merge(spans: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Stretches that overlap or that only white space or a hyphen parts, together."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip(" \t\n\u00a0-‐‑"):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def find_statements(parsed: Parsed, cast: Cast) -> tuple[Statement, ...]:
    """All statements of a report, in the order of the text."""
    return StatementFinder(parsed, cast).find()
