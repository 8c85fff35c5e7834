"""By which words somebody was called: "the chairman" is whom the report last called chairman."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

_MODIFIERS = frozenset(("compound", "amod", "nmod:poss"))  # "the opposition" is not the opposition leader
_BESIDE = ("appos", "nmod:desc")
_NO_NAME = frozenset(("DET", "ADP", "PUNCT", "PART", "CCONJ", "PRON", "SPACE"))
_LANDS = frozenset(("LOC", "NORP"))  # "the Ukrainian chairman" is the chairman


class Callings:
    """Titles, appositions and names of those mentioned, in the order of the text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.callings: list[tuple[int, frozenset[str], frozenset[str], str]] = []

    def note(self, start: int, end: int, head: int, actor: str) -> None:
        """Take in a mention of somebody, with what stands beside it in apposition."""
        name = self.doc[head]
        beside = [token for child in name.children if child.dep_ in _BESIDE for token in _phrase_of(child)]
        before = _phrase_of(name.head) if name.dep_ == "appos" else []
        words = [*self.doc[start:end], *beside, *before]
        heads = [token for token in words if token.dep_ not in _MODIFIERS]
        self.callings.append((start, _words(words), _words(heads), actor))

    def meant(self, tokens: Sequence[Token], before: int) -> str | None:
        """Whom words that name nobody mean, the noun last: the one last called by all of them."""
        words, noun = _words(tokens), _words(tokens[-1:])
        for start, calling, heads, actor in reversed(self.callings):
            if start < before and noun and noun <= heads and words <= calling:
                return actor
        return None


def _phrase_of(noun: Token) -> list[Token]:
    """A noun with what describes it, without the clauses and names that hang on it."""
    return [noun, *(child for child in noun.children if child.dep_ in ("compound", "amod", "flat"))]


def _words(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(
        token.lemma_.lower() for token in tokens if token.pos_ not in _NO_NAME and token.ent_type_ not in _LANDS
    )
