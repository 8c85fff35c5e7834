"""Invitations that were accepted: "invited him to visit Rome, and he accepted"."""

from dataclasses import replace

from memcon.extraction.contacts.grammar import children, lemma, negated
from memcon.extraction.contacts.sighting import Sighting, Source
from memcon.extraction.contacts.status import PLANNED

_REACH = 3
"""Sentences from the invitation on in which it may be accepted."""

_INVITATIONS = frozenset({"invitation", "offer", "it"})


def as_accepted(source: Source, sighting: Sighting) -> Sighting:
    """A visit that one is only invited to, planned if the report goes on to say that the invitation was accepted."""
    if not sighting.outlook.void or sighting.mode != "visit" or not sighting.parties:
        return sighting
    sentences = source.parsed.sentences[sighting.sentence : sighting.sentence + _REACH]
    invited = source.lexicon.words("status", "invited")
    if not sentences or not any(lemma(token) in invited for token in sentences[0].span):
        return sighting
    for sentence in sentences:
        for token in sentence.span:
            if token.i > sighting.token and lemma(token) in source.lexicon.words("status", "accepting"):
                taken = children(token, "obj", "nsubj:pass")
                if any(lemma(noun) in _INVITATIONS for noun in taken) and not negated(token):
                    return replace(sighting, outlook=PLANNED)
    return sighting
