"""Quantities of people: a number, the words that bound it, and the noun that it counts."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from memcon.extraction.claims.lexicon import Bound, Lexicon
from memcon.extraction.claims.numbers import Number, read_number

_COUNTING = frozenset({"nummod", "compound", "amod", "det", "advmod", "nmod", "nmod:unmarked"})
_CURRENCY = frozenset(
    {
        "$",
        "€",
        "£",
        "¥",
        "₹",
        "us$",
        "usd",
        "eur",
        "rs",
        "rs.",
        "no.",
        "#",
        "no",
        "number",
        "resolution",
        "article",
        "flight",
        "page",
        "age",
        "aged",
    }
)
_REACH = 8  # tokens from "a" to its noun: "a 19-year-old Kenyan soldier"
_ONE = frozenset({"a", "an", "another", "one"})


@dataclass(frozen=True)
class Quantity:
    """So many people.

    ``start`` is the first token of number and bound words, ``end`` the one after the noun. ``top`` is the token that
    stands in the sentence for all of them, ``noun`` what is counted, None for a bare number ("killing four").
    """

    start: int
    end: int
    number: Number
    low: int | None
    high: int | None
    approximate: bool
    top: Token
    noun: Token | None


def find_quantities(sentence: Span, lexicon: Lexicon) -> list[Quantity]:
    """The quantities of a sentence in order, dates, sums of money and measures left out."""
    found: list[Quantity] = []
    position = sentence.start
    while position < sentence.end:
        quantity = _at(sentence, position, lexicon)
        if quantity is not None:
            found.append(quantity)
            position = quantity.number.end
        else:
            position += 1
    return found


def _at(sentence: Span, position: int, lexicon: Lexicon) -> Quantity | None:
    doc = sentence.doc
    number = read_number(doc, position)
    if number is None or number.end > sentence.end:
        return _single(doc[position], lexicon)
    if _is_other_number(doc, number):
        return None
    noun, top = _counted(doc, number)
    if noun is not None and (_is_thing(noun, lexicon) or _is_part_of_known(noun)):
        return None
    after = doc[min(number.end, len(doc) - 1)]
    if noun is None and after.pos_ in ("NOUN", "PROPN", "SYM") and _is_thing(after, lexicon):
        return None
    start, bound = _bound(doc, number.start, sentence.start, lexicon)
    if _word(doc, number.end) == "or" and _word(doc, number.end + 1) == "more":
        bound = "least"
    low, high, approximate = _limits(number, bound)
    return Quantity(
        start, max(number.end, noun.i + 1 if noun is not None else 0), number, low, high, approximate, top, noun
    )


def _single(token: Token, lexicon: Lexicon) -> Quantity | None:
    """ "a civilian", "another", "soldier Ann Lee": one person."""
    number = Number(token.i, token.i + 1, 1, 1)
    name = token.nbor() if token.i + 1 < len(token.doc) else token
    if token.lower_ in lexicon.ranks and name.pos_ == "PROPN" and name.ent_type_ != "GPE":
        top = token.head if token.dep_ == "nmod:desc" else token
        return Quantity(token.i, name.i + 1, number, 1, 1, False, top, token)
    if (
        token.lower_ in ("third", "fourth", "fifth")
        and token.dep_.startswith("nsubj")
        and _word(token.doc, token.i - 1) == "a"
    ):
        return Quantity(
            token.i - 1, token.i + 1, number, 1, 1, False, token, None
        )  # "two were killed and a third wounded"
    if token.lower_ not in _ONE:
        return None
    bare = (
        token.lower_ in ("another", "one") and token.head.tag_ in ("VBN", "VBD", "JJ") and token.head.i == token.i + 1
    )
    if bare:  # "five were killed and another injured"
        return Quantity(token.i, token.i + 1, number, 1, 1, False, token, None)
    if token.dep_ in ("det", "nummod") and token.head.i > token.i:
        noun = token.head
        if noun.tag_ not in ("NN", "NNP", "JJ") or not is_person(noun, lexicon) or noun.i - token.i > _REACH:
            return None
        return Quantity(token.i, noun.i + 1, number, 1, 1, False, noun, noun)
    if token.lower_ in ("another", "one") and token.dep_ not in ("det", "nummod", "fixed"):
        return Quantity(token.i, token.i + 1, number, 1, 1, False, token, None)
    return None


def is_person(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is known to be of people."""
    return noun.lower_ in lexicon.people or noun.ent_type_ == "NORP"


def _is_thing(noun: Token, lexicon: Lexicon) -> bool:
    return noun.lower_ in lexicon.things


def _is_part_of_known(noun: Token) -> bool:
    """ "two of the wounded", "two of them seriously": told of before."""
    if noun.lower_ == "them":
        number, verb = noun.head, noun.head.head
        alone = not any(child.dep_.startswith("nsubj") and child.i < number.i for child in verb.children)
        return not (number.dep_.startswith("nsubj") and alone)
    return noun.lower_ in ("wounded", "injured", "dead", "killed", "missing", "victims", "detained", "arrested") and {
        "of",
        "the",
    } <= {child.lower_ for child in noun.children}


def phrase(noun: Token, floor: int) -> str:
    """A noun with the words before it, from token ``floor`` on, without articles and prepositions: "law enforcement officers"."""
    start = max(noun.left_edge.i, floor)
    while start < noun.i and (
        noun.doc[start].pos_ in ("DET", "ADP", "PUNCT", "NUM", "PRON", "CCONJ", "SPACE")
        or noun.doc[start].lower_ in ("other", "more", "additional", "further")
    ):
        start += 1
    last = max((child.i for child in noun.children if child.dep_ == "flat" and child.i > noun.i), default=noun.i)
    return " ".join(noun.doc[start : last + 1].text.split())


def _word(doc: Doc, i: int) -> str:
    return doc[i].lower_ if 0 <= i < len(doc) else ""


def _is_other_number(doc: Doc, number: Number) -> bool:
    """Money, dates, ages ("10-year-old"), lengths ("two-hour"), numbered things, ordinals in digits."""
    before, after = _word(doc, number.start - 1), _word(doc, number.end)
    if before in _CURRENCY or (before in ("-", "–", "/", ":", ".") and not doc[number.start - 1].whitespace_):
        return True
    if after in ("%", "percent", "per", "-", "–", "/", ":", "st", "nd", "rd", "th") and not (
        after in ("-", "–") and doc[number.end].whitespace_
    ):
        return True
    last = doc[number.end - 1]
    return last.ent_type_ == "DATE" and doc[number.start].ent_type_ == "DATE"


def _counted(doc: Doc, number: Number) -> tuple[Token | None, Token]:
    """The noun that a number counts and the token to climb from."""
    inside = doc[number.start : number.end]
    root = next(
        (token for token in inside if not number.start <= token.head.i < number.end or token.head.i == token.i),
        inside[0],
    )
    for token in inside:
        of_whom = next(
            (
                child
                for child in token.children
                if child.i >= number.end and child.dep_ == "nmod" and _has_case(child, "of")
            ),
            None,
        )
        if of_whom is not None:
            return of_whom, root
    if (
        root.dep_ in _COUNTING
        and root.head.i >= number.end
        and root.head.i - number.end < 7
        and root.head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON")
    ):
        return root.head, root.head
    after = doc[number.end] if number.end < len(doc) else None
    if after is not None and after.tag_ in ("NNS", "NNPS") and not after.is_sent_start:
        return after, after
    return None, root


def _has_case(token: Token, word: str) -> bool:
    return any(child.dep_ == "case" and child.lower_ == word for child in token.children)


def _bound(doc: Doc, start: int, floor: int, lexicon: Lexicon) -> tuple[int, Bound | None]:
    """Where the words before a number begin and what they make of it; fillers ("a total of", "another") are stepped over."""
    if _word(doc, start - 1) == "between":
        return start - 1, None
    while True:
        for phrase, bound in lexicon.bounds:
            if _ends_with(doc, start, floor, phrase):
                return start - len(phrase), bound
        filler = next((phrase for phrase in lexicon.fillers if _ends_with(doc, start, floor, phrase)), None)
        if filler is None:
            return start, None
        start -= len(filler)


def _ends_with(doc: Doc, start: int, floor: int, phrase: tuple[str, ...]) -> bool:
    first = start - len(phrase)
    return first >= floor and all(doc[first + place].lower_ == word for place, word in enumerate(phrase))


def _limits(number: Number, bound: Bound | None) -> tuple[int | None, int | None, bool]:
    """ "at least 62" is 62 and more, "nearly 15,000" is 15,000 or so, "hundreds" is 100 and more."""
    if bound == "least":
        return number.low, None, False
    if bound == "most":
        return None, number.high or number.low, False
    if number.open:
        return number.low, None, True
    return number.low, number.high, bound == "about"


def included(quantity: Quantity) -> bool:
    """Whether it is only a part of another number: "12 people, including three children"; or the whole: "38 of 67 people"."""
    doc = quantity.top.doc
    before = quantity.start - (2 if _word(doc, quantity.start - 1) == "the" else 1)
    if _word(doc, before) == "of" and before > 0 and doc[before - 1].pos_ == "NUM":
        return True
    if any(
        _word(doc, quantity.start - step) in ("including", "included", "includes", "among", "mostly") for step in (1, 2)
    ):
        return True
    return any(_has_case(node, "including") or _has_case(node, "among") for node in conjuncts(quantity.top))


def conjuncts(token: Token) -> list[Token]:
    """A token and those that it is joined to by "and", up to the first."""
    found = [token]
    while found[-1].dep_ == "conj" and found[-1].head.i != found[-1].i:
        found.append(found[-1].head)
    return found
