"""Counts what was found, missed and made up, and turns the counts into figures."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypedDict, TypeVar

import msgspec

from memcon.archive.days import known_date
from memcon.faces.evaluation.gold import GoldClaim, GoldCommitment, GoldContact, GoldRecord
from memcon.faces.evaluation.matching import (
    fold,
    pair_contacts,
    same_person,
    sentence_end,
    share_of_participants,
)
from memcon.record import Claim, Commitment, Contact, Record, Span, Statement

_SHOWN = 90  # characters of a sentence shown with a fault
_CONTACT_FIELDS = ("mode", "status", "date", "country", "participants")


class Rates(TypedDict):
    """Precision, recall and their harmonic mean, and the counts behind them."""

    p: float
    r: float
    f1: float
    tp: int
    fp: int
    fn: int


class Figures(TypedDict):
    """What ``memcon eval`` prints; names and order are fixed, programs read them."""

    articles: int
    contacts: Rates
    main_contacts: Rates
    contact_fields: dict[str, float]
    contact_all_right: float
    office: float
    actor_country: float
    statements: Rates
    speaker: float
    commitments: Rates
    commitment_kind: float
    claims: Rates
    evidence: float
    spans: int


@dataclass(frozen=True)
class Fault:
    """One thing that is not as in the gold."""

    article: str
    what: str
    details: tuple[str, ...]

    def __str__(self) -> str:
        return " | ".join((self.article, self.what, *self.details))


@dataclass
class Evaluation:
    """Takes in gold and record, article by article; `figures` at any time are those of the articles so far."""

    articles: int = 0
    faults: list[Fault] = field(default_factory=list)
    verdicts: list[tuple[Contact | Statement | Commitment | Claim, bool]] = field(default_factory=list)
    """Every item found, and whether the gold has it."""
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, gold: GoldRecord, text: str, record: Record) -> None:
        """Scores one article's record."""
        self.articles += 1
        self._contacts(gold, record)
        self._statements(gold, text, record)
        self._commitments(gold, text, record)
        self._claims(gold, text, record)
        self._evidence(text, record)

    def figures(self) -> Figures:
        """The figures of all articles together."""
        counts = self._counts
        contacts = max(counts["contact.n"], 1)
        offices = max(counts["office.n"], 1)
        both = Counter({kind: counts[f"contact.{kind}.main"] + counts[f"contact.{kind}.background"] for kind in _KINDS})
        return Figures(
            articles=self.articles,
            contacts=_rates(both["tp"], both["fp"], both["fn"]),
            main_contacts=_rates(*(counts[f"contact.{kind}.main"] for kind in _KINDS)),
            contact_fields={name: round(counts[f"contact.ok.{name}"] / contacts, 3) for name in _CONTACT_FIELDS},
            contact_all_right=round(counts["contact.all"] / contacts, 3),
            office=round(counts["office.ok"] / offices, 3),
            actor_country=round(counts["actor_country.ok"] / offices, 3),
            statements=self._rates_of("statement"),
            speaker=round(counts["statement.speaker_ok"] / max(counts["statement.tp"], 1), 3),
            commitments=self._rates_of("commitment"),
            commitment_kind=round(counts["commitment.kind_ok"] / max(counts["commitment.tp"], 1), 3),
            claims=self._rates_of("claim"),
            evidence=round(counts["span.ok"] / max(counts["span.n"], 1), 4),
            spans=counts["span.n"],
        )

    def _rates_of(self, item: str) -> Rates:
        return _rates(*(self._counts[f"{item}.{kind}"] for kind in _KINDS))

    def _fault(self, gold: GoldRecord, what: str, *details: object) -> None:
        self.faults.append(Fault(gold.id, what, tuple(_shown(detail) for detail in details)))

    # contacts ------------------------------------------------------------------------------------------------------

    def _contacts(self, gold: GoldRecord, record: Record) -> None:
        pairs, missed, spurious = pair_contacts(gold.contacts, record.contacts)
        for wanted in missed:
            self._counts[f"contact.fn.{wanted.role or 'main'}"] += 1
            self._fault(gold, "contact missed", _contact_in_short(wanted))
        for found in spurious:
            self._counts[f"contact.fp.{found.role}"] += 1
            self._fault(gold, "contact spurious", _contact_in_short(found))
        self.verdicts += [(found, True) for _, found in pairs] + [(found, False) for found in spurious]
        for wanted, found in pairs:
            self._counts[f"contact.tp.{wanted.role or 'main'}"] += 1
            self._contact_fields(gold, wanted, found)
            self._offices(wanted, found)

    def _contact_fields(self, gold: GoldRecord, wanted: GoldContact, found: Contact) -> None:
        date = known_date(found.when)
        place = found.place.country if found.place else None
        checks = {
            "mode": wanted.mode == found.mode,
            "status": wanted.status == found.status,
            # Without a date of publication nothing can be resolved, so leaving the date open is right.
            "date": date == wanted.date or (gold.published is None and date is None),
            "country": (wanted.country or None) == (place or None),
            "participants": _same_participants(wanted, found),
        }
        self._counts["contact.n"] += 1
        self._counts["contact.all"] += all(checks.values())
        for name, right in checks.items():
            self._counts[f"contact.ok.{name}"] += right
            if not right:
                wrong = (f"gold {_contact_in_short(wanted)}", f"got {_contact_in_short(found)}")
                self._fault(gold, f"contact {name}", *wrong)

    def _offices(self, wanted: GoldContact, found: Contact) -> None:
        for one in wanted.participants:
            for other in found.participants:
                if same_person(one.name, other.name):
                    self._counts["office.n"] += 1
                    self._counts["office.ok"] += fold(one.office) == fold(other.office)
                    self._counts["actor_country.ok"] += one.country == other.country

    # sentences -----------------------------------------------------------------------------------------------------

    def _statements(self, gold: GoldRecord, text: str, record: Record) -> None:
        names = {actor.id: actor.name or actor.id for actor in record.actors}
        spans = [(*statement.spans, *statement.content) for statement in record.statements]
        hit: set[int] = set()
        for wanted in gold.statements:
            there = [i for i, own in enumerate(spans) if _touches(own, text, wanted.start)]
            hit.update(there)
            if not there:
                self._counts["statement.fn"] += 1
                self._fault(gold, "statement missed", wanted.speakers, _sentence(text, wanted.start))
                continue
            self._counts["statement.tp"] += 1
            got = [names.get(speaker, speaker) for i in there for speaker in record.statements[i].speakers]
            if all(any(same_person(speaker, name) for name in got) for speaker in wanted.speakers):
                self._counts["statement.speaker_ok"] += 1
            else:
                self._fault(gold, "statement speaker", wanted.speakers, got, _sentence(text, wanted.start))
        for i, statement in enumerate(record.statements):
            self.verdicts.append((statement, i in hit))
            if i not in hit:
                self._counts["statement.fp"] += 1
                got = [names.get(speaker, speaker) for speaker in statement.speakers]
                self._fault(gold, "statement spurious", got, _words(text, spans[i]))

    def _commitments(self, gold: GoldRecord, text: str, record: Record) -> None:
        left = list(record.commitments)
        for wanted in gold.commitments:
            found = _first(left, text, wanted)
            if found is None:
                self._counts["commitment.fn"] += 1
                self._fault(gold, "commitment missed", wanted.kind, _sentence(text, wanted.start))
            else:
                left.remove(found)
                self.verdicts.append((found, True))
                self._counts["commitment.tp"] += 1
                self._counts["commitment.kind_ok"] += found.kind == wanted.kind
        for spurious in left:
            self.verdicts.append((spurious, False))
            self._counts["commitment.fp"] += 1
            self._fault(gold, "commitment spurious", spurious.kind, _words(text, spurious.spans))

    def _claims(self, gold: GoldRecord, text: str, record: Record) -> None:
        left = list(record.claims)
        for wanted in gold.claims:
            found = _first([c for c in left if c.what == wanted.what and c.low == wanted.low], text, wanted)
            if found is None:
                self._counts["claim.fn"] += 1
                self._fault(gold, "claim missed", wanted.what, wanted.low, _sentence(text, wanted.start))
            else:
                left.remove(found)
                self.verdicts.append((found, True))
                self._counts["claim.tp"] += 1
        for spurious in left:
            self.verdicts.append((spurious, False))
            self._counts["claim.fp"] += 1
            self._fault(gold, "claim spurious", spurious.what, spurious.low, _words(text, spurious.spans))

    def _evidence(self, text: str, record: Record) -> None:
        fields = msgspec.structs.asdict(record)
        for name, value in fields.items():
            if name != "article":
                for span in _spans(value):
                    self._counts["span.n"] += 1
                    self._counts["span.ok"] += text[span.start : span.end] == span.text


_KINDS = ("tp", "fp", "fn")


def _rates(tp: int, fp: int, fn: int) -> Rates:
    precision = tp / (tp + fp) if tp + fp else 1.0
    recall = tp / (tp + fn) if tp + fn else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
    return Rates(p=round(precision, 3), r=round(recall, 3), f1=round(f1, 3), tp=tp, fp=fp, fn=fn)


def _same_participants(wanted: GoldContact, found: Contact) -> bool:
    """Everybody and nobody else; a gold contact without participants leaves the question open."""
    if not wanted.participants:
        return True
    return share_of_participants(wanted, found) == 1 and len(wanted.participants) == len(found.participants)


_Item = TypeVar("_Item", Commitment, Claim)


def _first(items: Sequence[_Item], text: str, wanted: GoldCommitment | GoldClaim) -> _Item | None:
    return next((item for item in items if _touches(item.spans, text, wanted.start)), None)


def _touches(spans: Iterable[Span], text: str, start: int) -> bool:
    """Whether the spans share a character with the sentence that begins at ``start``."""
    end = sentence_end(text, start)
    return any(span.start < end and span.end > start for span in spans)


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))


def _contact_in_short(contact: GoldContact | Contact) -> str:
    if isinstance(contact, Contact):
        date, country = known_date(contact.when), contact.place.country if contact.place else None
    else:
        date, country = contact.date, contact.country
    parts = ", ".join(f"{part.name or part.office or '?'} ({part.country or '?'})" for part in contact.participants)
    known = (contact.role or "main", contact.status, contact.mode, date or "no date", country or "no country", parts)
    return " ".join(filter(None, known))


def _sentence(text: str, start: int) -> str:
    return f"“{text[start : start + _SHOWN]}”"


def _words(text: str, spans: Sequence[Span]) -> str:
    return _sentence(text, spans[0].start) if spans else "no words"


def _shown(detail: object) -> str:
    words = ", ".join(map(str, detail)) if isinstance(detail, list | tuple) else str(detail)
    return " ".join(words.split())
