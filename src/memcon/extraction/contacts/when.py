"""When: which date of a sentence belongs to a mention of a contact."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from spacy.tokens import Token

from memcon.extraction.contacts.grammar import CLAUSE, OBLIQUE, base, is_verb, lemma, preposition
from memcon.extraction.contacts.setting import STEPS, attachment, follows, is_occasion
from memcon.extraction.contacts.sighting import Source
from memcon.extraction.dates import DateMention
from memcon.extraction.dates.forms import NUMBER, count
from memcon.extraction.dates.tense import root_of
from memcon.record import When

_FURTHEST = 3  # years ahead for which contacts are arranged
_APART = frozenset({"since", "until", "till", "before", "after", "following", "ahead of", "prior to", "by", "than"})
_LENGTH = re.compile(rf"(?P<number>{NUMBER})[\s-]+day\b", re.IGNORECASE)
_BEGINNINGS = frozenset({"begin", "start", "open", "kick", "arrive", "land", "embark", "commence"})
_OTHERS = _APART | {"for", "of", "about", "regarding"}


def find_when(source: Source, anchors: Sequence[Token], trigger: Token) -> When | None:
    """The date that hangs on one of the anchors, the closest in the tree, or follows the mention's own words at once."""
    best: tuple[int, bool, int] | None = None
    found: When | None = None
    for mention in source.dates_in(trigger.sent):
        root = root_of(source.parsed.doc, mention.start, mention.end)
        if (
            (_bounds(root, mention.start) and not _owns(root, trigger))
            or _is_beyond(root, trigger)
            or _is_of_saying(source, mention.start, anchors)
        ):
            continue
        if _is_distant(source, mention.when):
            continue
        steps = attachment(source, root, anchors)
        if _is_of_another(source, root, trigger, anchors):
            continue
        if steps is None and (
            _precedes(mention, anchors, trigger) or follows(root, trigger) or _follows_inside(root, trigger)
        ):
            steps = STEPS
        if steps is None:
            continue
        rank = (steps, root.head.i != trigger.i, abs(root.i - trigger.i))
        if best is None or rank < best:
            best, found = rank, mention.when
    return found


def through(when: When | None, trigger: Token, anchors: Sequence[Token]) -> When | None:
    """ "A three-day visit that began on Monday": from that day to the third."""
    length = _LENGTH.search(trigger.doc[trigger.left_edge.i : trigger.i].text) if trigger.pos_ == "NOUN" else None
    days = count(length["number"].lower()) if length is not None else None
    if when is None or days is None or when.precision != "day" or when.start is None or when.start != when.end:
        return when
    if not any(lemma(anchor) in _BEGINNINGS for anchor in anchors):
        return when
    end = date.fromisoformat(when.start) + timedelta(days=days - 1)
    return msgspec.structs.replace(when, end=end.isoformat())


def is_own_date(source: Source, noun: Token, when: When | None) -> bool:
    """Whether a date is part of what a noun calls a contact: "the December 7 call", "the call on December 7"."""
    if when is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    for mention in source.dates_in(noun.sent):
        root = root_of(source.parsed.doc, mention.start, mention.end)
        before = noun.left_edge.i <= mention.start and mention.end <= noun.i
        if mention.when == when and (before or (root.head.i == noun.i and base(root) == "nmod")):
            return True
    return False


def _is_distant(source: Source, when: When) -> bool:
    """Years ahead of the report: what is planned for then is no contact ("a roadmap to 2047")."""
    published = source.parsed.article.published
    return bool(published and when.start and int(when.start[:4]) > int(published[:4]) + _FURTHEST)


def _owns(root: Token, trigger: Token) -> bool:
    """ "After last week's summit": the day of the summit, whatever it is told apart from."""
    return root.dep_ == "nmod:poss" and root.head.i == trigger.i


def _bounds(root: Token, start: int) -> bool:
    """ "since 2011", "ahead of Monday": dates that something is told apart from; "before the month is out" is a time itself."""
    if root.doc[start].lower_ in _APART:
        return False
    return preposition(root) in _APART or root.doc[max(0, start - 1)].lower_ in _APART


def _precedes(mention: DateMention, anchors: Sequence[Token], trigger: Token) -> bool:
    """Whether a date stands right before the verb: "Minister X Friday arrived"."""
    verbs = {anchor.i for anchor in (trigger, *anchors) if is_verb(anchor)}
    after = mention.end
    while after < trigger.sent.end and trigger.doc[after].dep_ in {"aux", "aux:pass", "advmod"}:
        after += 1
    return after in verbs


def _is_of_another(source: Source, root: Token, trigger: Token, anchors: Sequence[Token]) -> bool:
    """ "Will meet in Rome, following a call between X and Y on Thursday": the day of the call."""
    known = {anchor.i for anchor in (trigger, *anchors)}
    start = root.left_edge.i
    for noun in root.doc[trigger.i + 1 : start]:
        if (
            noun.i in known
            or lemma(noun) not in source.lexicon.nouns
            or preposition(noun) not in _OTHERS
            or is_occasion(source, noun)
            or _is_of_same_mode(source, noun, trigger)
        ):
            continue
        last = root.doc[start - 1]
        if noun.i == last.i or noun.is_ancestor(last):
            return True
    return False


def _is_of_same_mode(source: Source, noun: Token, trigger: Token) -> bool:
    """ "Travelled for a visit in May": verb and noun tell of one thing."""
    mode = source.lexicon.nouns[lemma(noun)].mode
    return mode == "visit" and any(verb.mode == mode for verb in source.lexicon.verbs.get(lemma(trigger), ()))


def _is_beyond(root: Token, trigger: Token) -> bool:
    """ "His first visit since he took office in May": a date that hangs on what the contact is told apart from."""
    climb = root
    for _ in range(STEPS):
        climb = climb.head
        if climb.head.i == climb.i or climb.i <= trigger.i:
            return False
        if climb.dep_ in OBLIQUE and preposition(climb) in _APART and climb.ent_type_ != "PERSON":
            return True
    return False


def _is_of_saying(source: Source, start: int, anchors: Sequence[Token]) -> bool:
    """ "…, sources said on Friday": the day of the saying."""
    doc = source.parsed.doc
    before = doc[start - 1] if start else None
    while before is not None and before.lower_ in {"on", "late", "early"} and before.i:
        before = doc[before.i - 1]
    if before is None or before.pos_ != "VERB" or not source.lexicon.has("status", "saying", lemma(before)):
        return False
    return all(anchor.i != before.i for anchor in anchors)


def _follows_inside(root: Token, trigger: Token) -> bool:
    """Whether a date stands in the middle of what belongs to the trigger: "his talks in Rome on Monday with X"."""
    if root.i < trigger.i or root.left_edge.i <= trigger.i + 1 or trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    climb = root.doc[root.left_edge.i - 1]
    while climb.i != trigger.i:
        if climb.dep_ in CLAUSE or climb.dep_ == "punct" or climb.head.i == climb.i:
            return False
        climb = climb.head
    return True
