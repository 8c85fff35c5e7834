"""Arguments by position, for where the tree went astray: whoever stands after "between", joined by "and"."""

from spacy.tokens import Token

from memcon.actors import Mention
from memcon.extraction.contacts.parties import titled
from memcon.extraction.contacts.sighting import Source

_FARTHEST = 14
_JOINERS = frozenset({",", "and", "&", "the", "his", "her", "its", "as", "well", "between", "with", "also", "then"})
_STOPS = frozenset({"VBD", "VBZ", "VBP", "VBG", "MD"})


def mentions_after(source: Source, noun: Token, word: str) -> list[Mention]:
    """The mentions after a preposition that follows a noun within its clause."""
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + _FARTHEST)]:
        if token.tag_ in _STOPS:
            return []
        if token.lower_ == word and token.pos_ == "ADP":
            return joined_from(source, token.i + 1)
    return []


def joined_from(source: Source, start: int) -> list[Mention]:
    """The mention that begins at or soon after a token, and those joined to it by "and"."""
    doc = source.parsed.doc
    found: list[Mention] = []
    position = start
    sentence_end = doc[start].sent.end if start < len(doc) else start
    while position < sentence_end:
        mention = next(
            (m for i in range(position, min(position + 3, sentence_end)) if (m := source.cast.of(i)) is not None), None
        )
        if mention is None or any(
            doc[i].pos_ == "VERB" or doc[i].lower_ == "," for i in range(position, mention.start)
        ):
            break
        mention = titled(source, mention)
        if mention.end < len(doc) and doc[mention.end].tag_ == "POS":
            break
        found.append(mention)
        position = _past_joiners(source, mention.end, sentence_end)
        if position == mention.end:
            break
    return found


def _past_joiners(source: Source, start: int, end: int) -> int:
    """Past "and", ", and his"; a comma alone joins nobody."""
    position = start
    while position < end and source.parsed.doc[position].lower_ in _JOINERS:
        position += 1
    words = {token.lower_ for token in source.parsed.doc[start:position]}
    return position if words & {"and", "&"} else start
