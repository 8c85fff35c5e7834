"""The name that stands beside an office."""

import re

from spacy.tokens import Span

from memcon.actors.scan import HONORIFICS, Named, Scan

_LONGEST_TITLE = 12  # tokens between an office and the name it belongs to
_TITLE_JOINTS = frozenset(("of", "to", "for", "in", "at", "on", "and", "the", "&", "president"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NO_APPOSITION = frozenset(("and", "or", "with", "by", "to", "of", "for", "in", "on"))
_MATTERS = frozenset(
    ("dialogue", "process", "peace", "affairs", "talks", "crisis", "conflict", "relations", "refugees")
)
"""What an officer may be for: "envoy for the Serbia-Kosovo dialogue"."""
_MARKS_OF_STYLE = frozenset((".", "’", "'"))
_RUN_TOGETHER = re.compile(
    r"(?<=[a-z]{4})(?=[A-Z][a-z]{2})"
)  # "LukashenkoLukashenko", but not "McDonald" or "DeSantis"
_BRACKET = re.compile(r"[?!]?[()\[\]]")


def name_text(words: Span) -> str:
    """The name in these words, without what a page runs together with it: "Fernandez(retranslated"."""
    parts = [_RUN_TOGETHER.split(part.strip())[0] for part in _BRACKET.split(words.text)]
    return max(parts, key=lambda part: len(part.split())) or words.text


def name_after(scan: Scan, end: int) -> Named | None:
    """The name that follows a title, behind honorifics or what the office is for ("… to Havana Viktor Koronelli")."""
    doc, place = scan.sentence.doc, end
    titled = {i for start, stop, _ in scan.offices for i in range(start, stop)}
    while place < scan.sentence.end and place - end < _LONGEST_TITLE:
        if (
            place not in scan.persons
            and all(word.lower_ in HONORIFICS or word.text in _MARKS_OF_STYLE for word in doc[end:place])
            and doc[place].lower_ not in HONORIFICS
        ):
            run = _capitals(scan, place)
            if run > place and place not in titled:
                return Named(place, run)
        if place in scan.persons and (place == end or doc[place - 1].lower_ not in _NO_APPOSITION):
            return Named(place, scan.persons[place])
        token = doc[place]
        in_title = (
            token.lower_ in _TITLE_JOINTS
            or token.lower_ in _MATTERS
            or token.text[:1].isupper()
            or token.lower_ in HONORIFICS
            or token.text in (",", ".", "(", ")", "-")
            or token.tag_ == "POS"
            or token.is_space
        )
        bracketed = doc[place - 1].text == "(" and place + 1 < scan.sentence.end and doc[place + 1].text == ")"
        if (
            not in_title
            or (place in titled and not bracketed)
            or (token.text == "," and place > end and doc[end].text == ",")
        ):
            return None
        place += 1
    return None


def begins_clause(scan: Scan, left: int, name: Named) -> bool:
    """Whether a comma parts the name from the title phrase that begins at ``left``.

    "Called by the President of France, Putin and Macron agreed", "At the request of the President, Putin told him".
    """
    doc, start, end = scan.sentence.doc, name.start, name.end
    while doc[start - 1].lower_ in HONORIFICS:
        start -= 1
    if doc[start - 1].text != "," or end >= scan.sentence.end:
        return False
    pair = doc[end].lower_ == "and" and end + 1 in scan.persons
    oblique = left > scan.sentence.start and doc[left - 1].pos_ == "ADP"
    return pair or (oblique and doc[end].tag_ in _FINITE)


def _capitals(scan: Scan, start: int) -> int:
    """The end of a run of proper nouns that are no place or body: a name that the recogniser missed."""
    doc, end = scan.sentence.doc, start
    while end < scan.sentence.end and end not in scan.geo and end not in scan.bodies:
        token = doc[end]
        # An organisation that begins here is one; a name that was read as part of what stands before it may be a person.
        organisation = token.ent_type_ in ("ORG", "EVENT", "FAC", "DATE") and not (
            token.ent_iob_ == "I" and end == start
        )
        if end > start and doc[end - 1].ent_type_ == token.ent_type_ == "ORG" and token.ent_iob_ == "I":
            organisation = False
        if not (token.text == "-" and end > start) and (
            token.pos_ != "PROPN" or not token.text[:1].isupper() or organisation
        ):
            break
        end += 1
    return end
