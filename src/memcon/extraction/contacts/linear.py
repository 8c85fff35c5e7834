"""Arguments by position, for where the tree went astray: whoever stands after "between", joined by "and"."""

from spacy.tokens import Token

from memcon.actors import Mention
from memcon.extraction.contacts.grammar import lemma, preposition
from memcon.extraction.contacts.parties import titled
from memcon.extraction.contacts.sighting import Source

_APART = frozenset({"after", "following", "before", "ahead of", "since"})
_FARTHEST = 14
_JOINERS = frozenset({",", "and", "&", "the", "his", "her", "its", "as", "well", "between", "with", "also", "then"})
_STOPS = frozenset({"VBD", "VBZ", "VBP", "VBG", "MD"})


def mentions_after(source: Source, noun: Token, word: str) -> list[Mention]:
    """The mentions after a preposition that follows a noun within its clause."""
    for token in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + _FARTHEST)]:
        if token.tag_ in _STOPS or (word == "from" and token.tag_ == "VB") or is_other_contact(source, token, noun):
            return []
        if token.lower_ == word and token.pos_ in {"ADP", "SCONJ"}:
            return joined_from(source, token.i + 1)
    return []


def is_other_contact(source: Source, token: Token, noun: Token) -> bool:
    """Whether a noun tells of another contact: the talks of "held no call after his talks with X"."""
    if lemma(token) not in source.lexicon.nouns or token.dep_ in {"compound", "conj", "flat"}:
        return False
    return preposition(token) in _APART and not token.is_ancestor(noun)


def passes_other(source: Source, noun: Token, token: Token) -> bool:
    """Whether another contact is told between a noun and what may be its argument."""
    return any(is_other_contact(source, word, noun) for word in noun.doc[noun.i + 1 : token.i])


def joined_from(source: Source, start: int) -> list[Mention]:
    """The mention that begins at or soon after a token, and those joined to it by "and"."""
    doc = source.parsed.doc
    found: list[Mention] = []
    position = start
    sentence_end = doc[start].sent.end if start < len(doc) else start
    while position < sentence_end:
        mention = next(
            (
                m
                for i in range(position, min(position + 3, sentence_end))
                if doc[i].tag_ != "PRP$" and (m := source.cast.of(i)) is not None
            ),
            None,
        )  # "to his brother X": not to him
        if mention is None or any(
            (doc[i].pos_ == "VERB" and doc[i].lower_ != "visiting") or doc[i].lower_ == ","
            for i in range(position, mention.start)
        ):
            break
        mention = _behind(source, titled(source, mention))
        if mention.end < len(doc) and doc[mention.end].tag_ == "POS":
            break
        found.append(mention)
        position = _past_joiners(source, mention.end, sentence_end)
        if position == mention.end:
            break
    return found


def _behind(source: Source, mention: Mention) -> Mention:
    """The body of "representatives of the army": a noun for people that says of whom they are."""
    doc = source.parsed.doc
    people = mention.kind == "group" and source.lexicon.has("audience", "people", lemma(doc[mention.head]))
    if not people or mention.end + 1 >= len(doc) or doc[mention.end].lower_ not in {"of", "from"}:
        return mention
    after = source.cast.of(mention.end + 1) or source.cast.of(min(mention.end + 2, len(doc) - 1))
    return after if after is not None and after.kind in {"body", "state"} else mention


def _past_joiners(source: Source, start: int, end: int) -> int:
    """Past "and", ", and his"; a comma alone joins nobody."""
    position = start
    while position < end and source.parsed.doc[position].lower_ in _JOINERS:
        position += 1
    words = {token.lower_ for token in source.parsed.doc[start:position]}
    return position if words & {"and", "&"} else start
