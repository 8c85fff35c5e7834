"""What the reports of an encounter do not say alike, field by field. Copies of one text are one report."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from memcon.archive.encounters.scoring import same_name, same_place
from memcon.archive.encounters.told import Person, person_of, same_person
from memcon.archive.encounters.versions import Version, originals, parties, spans_of
from memcon.archive.follow_ups.words import content_words, likeness, share
from memcon.archive.memo import belongs_to
from memcon.archive.wording import count_in_words, joined_words, when_in_words
from memcon.record import Claim, Commitment, Contact, Difference, DifferenceField, Participant, Span, Statement, Telling

ALIKE = 0.34  # of the words of the shorter passage; two accounts of one sentence in other words share as many
_SAME_ACT = 0.3  # of all words of two acts


@dataclass
class Undertaking:
    """A commitment as the reports tell it: the same kind, by the same, to do the same."""

    told: list[tuple[Version, Commitment]] = field(default_factory=list)

    @property
    def first(self) -> Commitment:
        """As the first report tells it."""
        return self.told[0][1]


@dataclass
class Count:
    """Harm of one kind to the same victims, as the reports count it."""

    told: list[tuple[Version, Claim]] = field(default_factory=list)

    @property
    def first(self) -> Claim:
        """As the first report counts it."""
        return self.told[0][1]


def differences(versions: Sequence[Version]) -> tuple[Difference, ...]:
    """All differences, those of the contact's own fields first."""
    apart = originals(versions)
    if len(apart) < 2:
        return ()
    return tuple(
        difference
        for found in (_fields, _participants, _topics, _statements, _undertaken, _counted, _loaded)
        for difference in found(apart)
    )


# the contact ----------------------------------------------------------------------------------------------------------


def _fields(versions: Sequence[Version]) -> Iterator[Difference]:
    yield from _field(versions, "status", lambda one: one.status)
    yield from _field(versions, "mode", lambda one: one.mode)
    yield from _field(versions, "date", _date)
    yield from _field(versions, "place", _place, same=lambda one, other: same_place(one.told[0], other.told[0]))
    yield from _field(versions, "level", lambda one: one.level)
    yield from _field(versions, "occasion", lambda one: one.occasion, same=_called_alike("occasion"))
    yield from _field(versions, "mechanism", lambda one: one.mechanism, same=_called_alike("mechanism"))


_OPTIONAL = ("date", "place", "occasion", "mechanism")
"""Fields of which it says something that a report leaves them out."""


def _field(
    versions: Sequence[Version],
    name: DifferenceField,
    value: Callable[[Contact], str | None],
    *,
    same: Callable[[Version, Version], bool] = lambda one, other: False,
) -> Iterator[Difference]:
    told = [(version, given) for version in versions if (given := value(version.contact)) is not None]
    silent = tuple(version.key for version in versions if value(version.contact) is None)
    differ = any(mine != theirs and not same(one, other) for (one, mine), (other, theirs) in combinations(told, 2))
    if not told or not (differ or (silent and name in _OPTIONAL)):
        return
    attribute = "when" if name == "date" else name
    yield Difference(
        field=name,
        kind="differ" if differ else "only",
        told=tuple(_telling(v, given, v.contact.id, spans_of(v.contact, attribute)) for v, given in told),
        silent=silent,
    )


def _date(contact: Contact) -> str | None:
    return when_in_words(contact.when) if contact.when else None


def _place(contact: Contact) -> str | None:
    if contact.place is None:
        return None
    return ", ".join(filter(None, (contact.place.name, contact.place.country)))


def _called_alike(name: str) -> Callable[[Version, Version], bool]:
    def same(one: Version, other: Version) -> bool:
        return same_name(getattr(one.contact, name) or "", getattr(other.contact, name) or "")

    return same


def _participants(versions: Sequence[Version]) -> Iterator[Difference]:
    """Whom only some name, and whose office they do not give alike."""
    for told in people(versions):
        offices = {participant.office for _, participant in told if participant.office}
        silent = tuple(v.key for v in versions if not any(v is version for version, _ in told))
        if not silent and len(offices) < 2:
            continue
        differ = len(offices) > 1
        yield Difference(
            field="participants",
            kind="differ" if differ else "only",
            about=next((p.name for _, p in told if p.name), None),
            told=tuple(
                _telling(v, (p.office or "no office given") if differ else _called(v, p), v.contact.id, p.spans)
                for v, p in told
            ),
            silent=silent,
        )


def people(versions: Sequence[Version]) -> list[list[tuple[Version, Participant]]]:
    """Everybody who took part, each as the reports tell him. A state or body stands for itself only where nobody of it is named."""
    named = {p.country for v in versions for p in v.contact.participants if _kind(v, p) == "person"}
    seen: list[tuple[Person, list[tuple[Version, Participant]]]] = []
    for version in versions:
        for participant in version.contact.participants:
            if participant.country in named and _kind(version, participant) != "person":
                continue
            person = _person(version, participant)
            group = next((told for known, told in seen if same_person(known, person)), None)
            if group is None:
                seen.append((person, [(version, participant)]))
            else:
                group.append((version, participant))
    return [told for _, told in seen]


def _kind(version: Version, participant: Participant) -> str:
    return next((actor.kind for actor in version.record.actors if actor.id == participant.actor), "person")


def _called(version: Version, participant: Participant) -> str:
    known = next((actor.name for actor in version.record.actors if actor.id == participant.actor), "")
    return participant.name or participant.office or known or participant.actor


def _person(version: Version, participant: Participant) -> Person:
    known = next((actor for actor in version.record.actors if actor.id == participant.actor), None)
    return person_of(participant.actor, known.wikidata if known else None, participant.name, participant.office)


def _topics(versions: Sequence[Version]) -> Iterator[Difference]:
    """Topics that only one side's reports have."""
    sides = parties(versions)
    have = {side: {topic for v in of for topic in topics_of(v)} for side, of in sides.items()}
    for topic in sorted({topic for topics in have.values() for topic in topics}):
        with_it = [side for side, topics in have.items() if topic in topics]
        if len(with_it) == 1:
            told = [v for v in sides[with_it[0]] if topic in topics_of(v)]
            yield Difference(
                field="topics",
                kind="only",
                about=topic,
                told=tuple(_telling(v, topic, v.contact.id, _topic_spans(v, topic)) for v in told),
                silent=_keys_without(sides, with_it[0]),
            )


def topics_of(version: Version) -> set[str]:
    """What was talked about: the topics of the contact and of what was said at it."""
    return {*version.contact.topics, *(topic for statement in version.statements() for topic in statement.topics)}


def _topic_spans(version: Version, topic: str) -> tuple[Span, ...]:
    for statement in version.statements():
        if topic in statement.topics:
            return statement.spans or statement.content
    return version.contact.topic_words or version.contact.spans


# what was said, promised and counted ------------------------------------------------------------------------------------


def _statements(versions: Sequence[Version]) -> Iterator[Difference]:
    """Statements that only one side's reports have."""
    sides = parties(versions)
    for side, of in sides.items():
        others = [(v, s) for other, theirs in sides.items() if other != side for v in theirs for s in v.statements()]
        for version in of:
            for statement in version.statements():
                if not any(said_alike((version, statement), other) for other in others):
                    words = joined_words(statement.content or statement.spans)
                    yield Difference(
                        field="statements",
                        kind="only",
                        told=(_telling(version, words, statement.id, statement.content or statement.spans),),
                        silent=_keys_without(sides, side),
                    )


def said_alike(one: tuple[Version, Statement], other: tuple[Version, Statement]) -> bool:
    """Whether two reports may tell of the same words: the same speaker on the same topic, or in part the same words."""
    (mine, said), (theirs, told) = one, other
    if said.speakers and told.speakers and not set(said.speakers) & set(told.speakers):
        return False
    here, there = _words(mine, said), _words(theirs, told)
    if max(share(here, there), share(there, here)) >= ALIKE:
        return True
    return bool(set(said.topics) & set(told.topics)) and said.act == told.act


def _words(version: Version, statement: Statement) -> frozenset[str]:
    """What a statement is told in, but for the names of those that the report tells of: these stand in all it says."""
    names = content_words(" ".join(actor.name for actor in version.record.actors if actor.name))
    return content_words(joined_words(statement.content or statement.spans)) - names


def undertakings(versions: Sequence[Version]) -> list[Undertaking]:
    """What the reports say that anybody asked for, offered, agreed or promised at the encounter; the same together."""
    found: list[Undertaking] = []
    for version in versions:
        for commitment in version.record.commitments:
            if not belongs_to(version.contact, version.record, commitment.statement, commitment.spans):
                continue
            alike = next((u for u in found if any(_same_commitment(c, commitment) for _, c in u.told)), None)
            if alike is None:
                found.append(Undertaking([(version, commitment)]))
            else:
                alike.told.append((version, commitment))
    return found


def _same_commitment(one: Commitment, other: Commitment) -> bool:
    return (
        one.kind == other.kind
        and bool(set(one.who) & set(other.who))
        and likeness(content_words(one.act), content_words(other.act)) >= _SAME_ACT
    )


def _undertaken(versions: Sequence[Version]) -> Iterator[Difference]:
    for undertaking in undertakings(versions):
        tell = {version.key for version, _ in undertaking.told}
        silent = tuple(version.key for version in versions if version.key not in tell)
        if silent:
            yield Difference(
                field="commitments",
                kind="only",
                about=undertaking.first.kind,
                told=tuple(_telling(v, c.act, c.id, c.spans) for v, c in undertaking.told),
                silent=silent,
            )


def counts(versions: Sequence[Version]) -> list[Count]:
    """The harm that the reports count where they tell of the encounter; of the same victims together."""
    found: list[Count] = []
    for version in versions:
        for claim in version.record.claims:
            if not belongs_to(version.contact, version.record, None, claim.spans):
                continue
            alike = next((count for count in found if _same_harm(count.first, claim)), None)
            if alike is None:
                found.append(Count([(version, claim)]))
            else:
                alike.told.append((version, claim))
    return found


def _same_harm(one: Claim, other: Claim) -> bool:
    if one.what != other.what:
        return False
    mine, theirs = content_words(one.victims or ""), content_words(other.victims or "")
    return mine == theirs or bool(mine & theirs)


def _counted(versions: Sequence[Version]) -> Iterator[Difference]:
    for count in counts(versions):
        numbers = {(claim.low, claim.high) for _, claim in count.told}
        tell = {version.key for version, _ in count.told}
        silent = tuple(version.key for version in versions if version.key not in tell)
        if len(numbers) > 1 or silent:
            yield Difference(
                field="claims",
                kind="differ" if len(numbers) > 1 else "only",
                about=", ".join(filter(None, (count.first.what, count.first.victims))),
                told=tuple(_telling(v, count_in_words(c), c.id, c.spans) for v, c in count.told),
                silent=silent,
            )


def _loaded(versions: Sequence[Version]) -> Iterator[Difference]:
    """Loaded words that not all reports use where they tell of the encounter."""
    used: dict[str, dict[tuple[str, str], tuple[Version, list[Span]]]] = {}
    for version in versions:
        for framing in version.record.framing:
            if belongs_to(version.contact, version.record, None, (framing.span,)):
                value = ": ".join(filter(None, (framing.voice, framing.neutral)))
                by_version = used.setdefault(framing.term.casefold(), {})
                by_version.setdefault((version.key, value), (version, []))[1].append(framing.span)
    for term, tellers in sorted(used.items()):
        silent = tuple(version.key for version in versions if version.key not in {key for key, _ in tellers})
        if silent:
            told = tuple(_telling(version, value, None, spans) for (_, value), (version, spans) in tellers.items())
            yield Difference(field="framing", kind="only", about=term, told=told, silent=silent)


def _keys_without(sides: dict[str, list[Version]], side: str) -> tuple[str, ...]:
    return tuple(version.key for other, of in sides.items() if other != side for version in of)


def _telling(version: Version, value: str, item: str | None, spans: Iterable[Span]) -> Telling:
    ref = version.ref(item) if item else None
    return Telling(report=version.key, value=" ".join(value.split()), item=ref, spans=tuple(spans))
