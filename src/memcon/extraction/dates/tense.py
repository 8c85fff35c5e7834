"""Whether the words around a date speak of what has been or of what is to come."""

from spacy.tokens import Doc, Token

from memcon.extraction.dates.forms import Outlook
from memcon.language import Parsed

_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "could", "may", "might", "can", "should", "must", "ca"})
_SET = frozenset(
    {
        "schedule",
        "expect",
        "plan",
        "slate",
        "set",
        "due",
        "intend",
        "hope",
        "poise",
        "propose",
        "arrange",
        "invite",
        "agree",
        "want",
        "aim",
        "seek",
        "decide",
        "pencil",
        "foresee",
        "earmark",
    }
)
_SCHEDULED = frozenset({"schedule", "plan", "slate", "set", "expect", "pencil", "foresee", "earmark"})
_COMING = frozenset(
    {"upcoming", "forthcoming", "planned", "scheduled", "expected", "coming", "next", "future", "slated", "due"}
)
_TIMETABLE = frozenset(
    {
        "begin",
        "start",
        "open",
        "kick",
        "arrive",
        "leave",
        "depart",
        "travel",
        "fly",
        "convene",
        "gather",
        "go",
        "head",
        "hold",
        "meet",
        "return",
        "visit",
        "host",
        "run",
        "expire",
        "close",
        "resume",
        "take",
        "last",
        "fall",
        "end",
    }
)
_TOWARDS = frozenset({"ahead", "until", "till", "by", "before"})
_UNTIL = frozenset({"until", "till"})
_PUT_OFF = frozenset(
    {"postpone", "adjourn", "delay", "defer", "suspend", "reschedule", "extend", "prolong", "put", "push"}
)
"""What has been put off or drawn out has its end still to come: "adjourned until Tuesday", "extended to Sunday"."""

_FIRST = frozenset({"first", "second", "third", "only", "last", "latest"})
_DONE = frozenset(
    {"refuse", "decline", "fail", "manage", "begin", "start", "try", "attempt", "continue", "help", "get", "come"}
)
"""What one refused or managed to do has its time from the refusing."""

_URGED = frozenset({"propose", "suggest", "request", "demand", "urge", "recommend", "ask", "insist"})
_STEPS = 12


def root_of(doc: Doc, start: int, end: int) -> Token:
    """The token of a stretch that hangs outside of it."""
    for token in doc[start:end]:
        if not start <= token.head.i < end or token.head.i == token.i:
            return token
    return doc[start]


def hangs_on_noun(doc: Doc, start: int, end: int) -> bool:
    """ "Their 9 September call", "before meeting him in May": the finite verb above is not that of the date."""
    root = root_of(doc, start, end)
    head = root.head if root.dep_ != "case" else root.head.head
    return head.i != root.i and (head.pos_ in ("NOUN", "PROPN") or (head.tag_ == "VBG" and not _auxiliaries(head)))


def outlook_of(parsed: Parsed, start: int, end: int, headline: bool = False) -> Outlook | None:
    """By the verb that a date hangs on, by words such as "upcoming", or None where neither tells.

    A verb inside quotation marks says nothing of a date outside of them.
    """
    token = root_of(parsed.doc, start, end)
    quoted = parsed.quoted(token)
    if token.dep_ == "case" and token.head.i != token.i:
        token = token.head
    cases = {child.lower_ for child in token.children if child.dep_ in ("case", "mark")}
    for _ in range(_STEPS):
        told = _told_by(token, headline) if quoted or not parsed.quoted(token) else None
        if told is not None:
            return "future" if _lasts_on(token, cases) else told
        if token.head.i == token.i:
            break
        if token.dep_ in ("nmod", "obl", "compound", "nmod:poss", "acl:relcl") and _is_ahead_of(token):
            return "future"
        token = token.head
    return "future" if cases & _TOWARDS else None


def _lasts_on(verb: Token, cases: set[str]) -> bool:
    """ "has kept it closed until Friday", "was postponed to Monday": told as done, but the date is the end of it."""
    helpers = {child.lower_ for child in _auxiliaries(verb)}
    if "had" in helpers or verb.tag_ not in ("VBD", "VBN"):
        return False
    return (bool(cases & _UNTIL) and bool(helpers & {"has", "have"})) or (
        bool(cases & (_UNTIL | {"to"})) and verb.lemma_ in _PUT_OFF
    )


def _is_ahead_of(token: Token) -> bool:
    """ "ahead of Friday's summit"."""
    cases = [child.lower_ for child in token.children if child.dep_ == "case"]
    return "ahead" in cases


def _told_by(token: Token, headline: bool) -> Outlook | None:
    if (
        token.tag_ == "VBN"
        and token.dep_ in ("acl", "amod")
        and token.lemma_ in _SET | _COMING
        and not _auxiliaries(token)
    ):
        return "future"  # "a meeting scheduled for Friday"
    if token.pos_ in ("NOUN", "PROPN") and _has(token, _COMING, ("amod",)):
        return "future"
    if (
        token.tag_ in ("VB", "VBP")
        and token.dep_ == "ccomp"
        and token.head.lemma_ in _URGED
        and not _auxiliaries(token)
    ):
        return "future"  # "proposed that they meet on Friday"
    if token.pos_ in ("VERB", "AUX") or any(child.dep_ in ("cop", "aux", "aux:pass") for child in token.children):
        return _by_verb(token, headline)
    return None


def _auxiliaries(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ in ("aux", "aux:pass", "cop")]


def _has(token: Token, words: frozenset[str], relations: tuple[str, ...]) -> bool:
    return any(child.lower_ in words and child.dep_ in relations for child in token.children)


def _by_verb(token: Token, headline: bool) -> Outlook | None:
    helpers = _auxiliaries(token)
    words = {child.lower_ for child in helpers}
    if words & _WILL:
        return "past" if "have" in words else "future"
    if "would" in words:
        return (
            "past"
            if "have" in words
            else "future"
            if token.dep_ in ("ccomp", "conj", "acl:relcl", "parataxis")
            else None
        )
    if _has(token, frozenset({"due"}), ("advmod", "aux", "xcomp")):
        return "future"
    if _goes_to(token):
        return _by_infinitive(token, headline)
    arranged = token.lemma_ in _SET | _COMING and token.tag_ in ("VBN", "JJ") and "had" not in words
    if words & {"has", "have", "been", "'ve", "’ve", "had", "did"}:
        return "future" if arranged and "been" in words else "past"
    if words & {"was", "were"}:
        return "future" if arranged and token.lemma_ in _SCHEDULED else "past"
    if token.tag_ == "VBN" and not words and token.dep_ == "xcomp":
        return None  # "to remain closed until Friday"
    if token.tag_ in ("VBD", "VBN"):
        return "future" if words & {"is", "are", "'s", "’s", "be"} and arranged else "past"
    if token.tag_ == "VBG":
        return "future" if words & {"is", "are", "'re", "’re", "'s", "’s", "am"} else None
    if token.tag_ in ("VBZ", "VBP") and not headline:
        return (
            "future"
            if token.lemma_ in _TIMETABLE | _SET or (token.lemma_ == "be" and _has(token, _COMING, ("amod", "xcomp")))
            else None
        )
    if words & {"is", "are", "'s", "’s"} and token.lower_ in _SET | _COMING:
        return "future"
    return None


def _goes_to(token: Token) -> bool:
    words = {child.lower_ for child in token.children if child.dep_ in ("mark", "aux", "aux:pass", "cop")}
    return "to" in words and (token.tag_ == "VB" or "be" in words)


def _by_infinitive(token: Token, headline: bool) -> Outlook | None:
    """ "agreed to meet on Friday" and "Minister to visit on Friday" look ahead; "was in Paris to attend" does not tell by itself."""
    if any(child.lower_ in ("is", "are", "was", "were") and child.dep_.startswith("aux") for child in token.children):
        return "future"  # "a meeting that was to be held on Friday"
    if token.dep_ == "acl" and _has(token.head, _FIRST, ("amod",)):
        return None  # "the first country to sign it in 1979"
    if token.dep_ == "xcomp" and token.head.pos_ == "ADJ" and _has(token.head, frozenset({"was", "were"}), ("cop",)):
        return None  # "was able to meet her on Friday"
    if token.dep_ == "xcomp" and token.head.lemma_ in _DONE:
        return None  # "refused to take her call on Friday"
    return "future" if token.dep_ in ("xcomp", "ccomp", "acl", "root") or headline else None
