"""Who else took part, where a noun names one side: "this came up in a recent call with the Finnish president".

The other side is whoever acts in the clause or speaks there: the subject of a verb above, the speaker of a transcript's
turn, the subject of the sentence before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from memcon.extraction.contacts.clauses import is_definite, top_of
from memcon.extraction.contacts.drafts import is_person
from memcon.extraction.contacts.grammar import (
    agent,
    base,
    children,
    deep_subject,
    governor,
    is_passive,
    is_verb,
    lemma,
    preposition,
    surface_subject,
)
from memcon.extraction.contacts.parties import countries, find_parties
from memcon.extraction.contacts.sighting import Outlook, Party, Sighting, Source

_MODES = frozenset({"meeting", "phone", "video"})
_DURING = frozenset({"during", "after", "following", "in", "at"})
_SINCE = frozenset({"during", "after", "following", "since"})
_FAR = 6
"""Verbs above a noun, at most, of which the subject may be who took part."""

_BEFORE = 2
"""Sentences back in which somebody acts of whom an impersonal one goes on to tell."""


def with_other_side(source: Source, sighting: Sighting) -> Sighting:
    """The mention with whoever acts or speaks where it stands, if it names persons of one country and no other side."""
    noun = source.parsed.doc[sighting.token]
    if not _names_one_side(source, sighting) or not _is_particular(source, noun, sighting):
        return sighting
    for words in _candidates(source, noun):
        actors = _fitting(source, words, sighting)
        if actors:
            party = replace(sighting.parties[0], actors=actors, slot="subject", start=noun.i, end=noun.i + 1)
            outlook = Outlook("held") if sighting.outlook.status is None else sighting.outlook
            return replace(sighting, parties=(party, *sighting.parties), outlook=outlook)
    return sighting


def between_speakers(source: Source, sighting: Sighting) -> Sighting | None:
    """ "I begin the meeting", "I welcome President X": said in the talks, and no word of who else took part in others."""
    own = [party for party in sighting.parties if _is_speaker(source, party)]
    verb = sighting.predicate.part == "verb"
    if not verb and sighting.mode == "visit" and own and len(own) == len(sighting.parties):
        owned = children(source.parsed.doc[sighting.token], "nmod:poss")
        return sighting if owned else replace(sighting, parties=())  # "I wished them luck before a long journey"
    if sighting.mode not in _MODES or not sighting.parties:
        return sighting
    me = {actor for party in own for actor in party.actors if len(party.actors) == 1}
    if any(me & set(party.actors) for party in sighting.parties if len(party.actors) > 1):
        return None  # "I spoke to them": not to myself among others
    if verb and own and lemma(source.parsed.doc[sighting.token]) in source.lexicon.words("support", "salutes"):
        return None
    if len(own) < len(sighting.parties):
        return sighting
    return None if verb else replace(sighting, parties=(), soft=(*sighting.soft, *sighting.actors))


def _is_speaker(source: Source, party: Party) -> bool:
    """Whether "I" or "you" of a transcript is all that names a party."""
    mention = source.who(source.parsed.doc[party.start]) if source.cast.of(party.start) is None else None
    return mention is not None and mention.actors == party.actors


def _names_one_side(source: Source, sighting: Sighting) -> bool:
    actors = sighting.actors
    return (
        sighting.predicate.part == "noun"
        and sighting.mode in _MODES
        and sighting.outlook.status in {"held", None}
        and not (sighting.plural or sighting.strangers or sighting.joint or sighting.outlook.tentative)
        and {party.slot for party in sighting.parties} == {"with"}
        and all(is_person(actor, source.cast) for actor in actors)
        and len(countries(source, actors)) == 1
    )


def _is_particular(source: Source, noun: Token, sighting: Sighting) -> bool:
    """Whether one contact is meant that was: "the call with", "a recent call with", "after talks with"; not "in talks with"."""
    before = preposition(top_of(noun))
    if is_definite(noun) or sighting.earlier or sighting.when is not None or before in _SINCE:
        return True
    return before in _DURING and bool(children(noun, "det"))


def _candidates(source: Source, noun: Token) -> Iterator[Iterable[str]]:
    """Those who may be the other side, the likeliest first."""
    if preposition(top_of(noun)) in _SINCE | _DURING:
        for verb in _verbs_above(noun):
            yield from _of_clause(source, verb)
    number = source.sentence_of(noun)
    if number in source.turns:
        if not source.parsed.quoted(noun):
            yield source.speaker(number)
        return
    yield (actor for token in noun.sent if token.lower_ == "i" for actor in _named(source, token))
    sentences = source.parsed.sentences
    for earlier in range(number - 1, max(number - 1 - _BEFORE, -1), -1):
        if sentences[earlier].block == sentences[number].block:
            subject = deep_subject(sentences[earlier].span.root)
            yield _named(source, subject) if subject is not None else ()


def _verbs_above(noun: Token) -> Iterator[Token]:
    """The verb that a noun hangs on, and those above that verb."""
    verb = governor(top_of(noun))
    for _ in range(_FAR):
        if verb is None:
            return
        yield verb
        above = verb.head
        while above.head.i != above.i and not is_verb(above):
            above = above.head
        verb = above if above.i != verb.i and base(verb) != "root" else None


def _of_clause(source: Source, verb: Token) -> Iterator[Iterable[str]]:
    """The subject of a verb, whose the subject is, or by whom it was done."""
    subject = surface_subject(verb) if is_passive(verb) else deep_subject(verb)
    doer = agent(verb) if is_passive(verb) else None
    for token in (subject, *(children(subject, "nmod:poss") if subject is not None else ()), doer):
        if token is not None:
            yield _named(source, token)


def _named(source: Source, token: Token) -> tuple[str, ...]:
    return tuple(actor for party in find_parties(source, token, "party") for actor in party.actors)


def _fitting(source: Source, actors: Iterable[str], sighting: Sighting) -> tuple[str, ...]:
    """One holder of an office of another country, who speaks for himself."""
    found = tuple(dict.fromkeys(actors))
    known = source.cast.actors.get(found[0]) if len(found) == 1 else None
    if known is None or known.kind != "person" or known.country is None or known.office in {None, "spokesperson"}:
        return ()
    return () if known.country in countries(source, sighting.actors) else found
