"""The model as a spaCy pipeline, and an article's text as one parsed `Doc`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
from spacy.lang.char_classes import HYPHENS
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import compile_infix_regex, compile_prefix_regex

from memcon.language.model import EnglishModel, WordBlock, WordTags, load_model
from memcon.language.quotations import Quotation, find_quotations
from memcon.read import Block, body_blocks
from memcon.record import Article

_ATTRIBUTES: tuple[str, ...] = ("HEAD", "DEP", "TAG", "POS", "LEMMA", "SENT_START", "ENT_IOB", "ENT_TYPE")
_LONGEST_WORD = 300
PREFIXES = (
    *(
        "anti",
        "bi",
        "co",
        "counter",
        "cyber",
        "de",
        "ex",
        "extra",
        "inter",
        "intra",
        "macro",
        "micro",
        "mid",
        "mini",
        "multi",
    ),
    *(
        "neo",
        "non",
        "pan",
        "para",
        "post",
        "pre",
        "pro",
        "pseudo",
        "quasi",
        "re",
        "semi",
        "sub",
        "super",
        "trans",
        "tri",
        "ultra",
    ),
    *("un", "uni"),
)
"""Prefixes that are one token with a word in small letters behind their hyphen."""
_OUTSIDE = WordTags(True, "X", "FW", "", 0, "dep", "O")


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence and the block of the report it stands in."""

    span: Span
    block: Block


@dataclass(frozen=True)
class Parsed:
    """An article and its text as a spaCy `Doc`: ``doc.text == article.text``; furniture is tokenised, not parsed."""

    article: Article
    doc: Doc
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def quoted(self, token: Token) -> bool:
        """Whether the token stands inside quotation marks."""
        return any(quotation.start <= token.idx < quotation.end for quotation in self.quotations)


class TaggingComponent:
    """spaCy component: tags, lemmas, dependencies, entities and sentence starts of whatever tokens a `Doc` has."""

    def __init__(self, model: EnglishModel) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the whole of ``doc``; line breaks end a sentence."""
        return self.annotate(doc, _paragraphs(doc))

    def annotate(
        self,
        doc: Doc,
        stretches: Sequence[Sequence[Token]],
        starts: Sequence[bool] | None = None,
        *,
        edited: bool = False,
    ) -> Doc:
        """Annotate the tokens of each stretch by itself; tokens outside of all stretches stay unparsed."""
        blocks = [
            WordBlock(
                [token.text for token in stretch], [starts[token.i] for token in stretch] if starts else None, edited
            )
            for stretch in stretches
        ]
        tags: list[WordTags | None] = [None] * len(doc)
        heads = list(range(len(doc)))
        for stretch, words in zip(stretches, self.model.tag(blocks), strict=True):
            for token, word in zip(stretch, words, strict=True):
                tags[token.i] = word
                heads[token.i] = stretch[word.head].i
        # The stub asks for thinc's array type.
        return doc.from_array(list(_ATTRIBUTES), _columns(doc, tags, heads))  # type: ignore[arg-type]


def _paragraphs(doc: Doc) -> list[list[Token]]:
    stretches: list[list[Token]] = [[]]
    for token in doc:
        if not token.is_space:
            stretches[-1].append(token)
        elif "\n" in token.text and stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if stretch]


def _columns(doc: Doc, tags: list[WordTags | None], heads: list[int]) -> np.ndarray:
    """The annotation as `Doc.from_array` reads it: relative heads as unsigned integers, strings as hashes."""
    add = doc.vocab.strings.add
    iob = {"I": 1, "O": 2, "B": 3}
    rows = np.zeros((len(doc), len(_ATTRIBUTES)), np.uint64)
    previous_parsed = False
    for token, tag in zip(doc, tags, strict=True):
        word = tag or _OUTSIDE
        head = heads[token.i]
        start = 1 if word.start else -1
        if tag is None and token.i and token.is_space and previous_parsed:
            head, start = token.i - 1, -1  # white space hangs on the word before it, as in spaCy's own parsers
        position, _, kind = word.entity.partition("-")
        row = [
            np.int64(head - token.i).astype(np.uint64),
            add(("ROOT" if head == token.i else "dep") if tag is None else word.deprel),
            add("_SP" if token.is_space else word.xpos),
            add("SPACE" if token.is_space else word.upos),
            add(word.lemma or token.text),
            np.int64(start).astype(np.uint64),
            iob[position],
            add(kind) if kind else 0,
        ]
        rows[token.i] = np.array(row, np.uint64)
        if position == "I":
            inner = token.i - 1
            while doc[inner].is_space:  # white space inside a name belongs to it
                rows[inner, -2:] = rows[token.i, -2:]
                inner -= 1
        previous_parsed = tag is not None or (previous_parsed and token.is_space)
    return rows


@Language.factory("memcon_english", default_config={"model": None})
def make_component(nlp: Language, name: str, model: str | None) -> TaggingComponent:
    """`nlp.add_pipe("memcon_english", config={"model": DIRECTORY})`; without a directory, the shipped model."""
    return TaggingComponent(load_model(Path(model) if model else None))


@lru_cache(maxsize=2)
def load_pipeline(directory: Path | None = None) -> Language:
    """A spaCy pipeline of spaCy's English tokenizer and memcon's model."""
    nlp = spacy.blank("en")
    # "(Agency) -Foreign Minister": a dash glued to a capital is none of the word's.
    prefixes = [*(nlp.Defaults.prefixes or ()), r"[-–](?=[A-Z])"]
    nlp.tokenizer.prefix_search = compile_prefix_regex(prefixes).search  # type: ignore[union-attr]
    infixes = [_hyphen_splits(str(infix)) for infix in nlp.Defaults.infixes or ()]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    nlp.max_length = 100_000_000  # memcon's model reads windows: spaCy's limit on its own parser does not apply
    nlp.add_pipe("memcon_english", config={"model": str(directory) if directory else None})
    return nlp


def _hyphen_splits(infix: str) -> str:
    """spaCy's rule that a hyphen between letters splits a word, but for one behind a prefix ("de-escalate", "non-proliferation").

    So do the treebanks that the model learned from (Universal Dependencies English, after the LDC's list of affixes). Before a capital
    it splits all the same: the countries of "inter-Korean" and "pro-Russian" are to be found.
    """
    if f"(?:{HYPHENS})" not in infix:
        return infix
    behind_none = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in PREFIXES)
    return rf"(?:{behind_none}|(?=-[^\W\d_a-z])){infix}"


def parse(article: Article, directory: Path | None = None) -> Parsed:
    """Tokenise and parse the body of ``article``, each block by itself."""
    nlp = load_pipeline(directory)
    component = nlp.get_pipe("memcon_english")
    assert isinstance(component, TaggingComponent)
    blocks = body_blocks(article)
    doc = tokenize(nlp, article.text, sorted({edge for block in blocks for edge in (block.start, block.end)}))
    stretches = []
    token = 0
    for block in blocks:
        while token < len(doc) and doc[token].idx < block.start:
            token += 1
        first = token
        while token < len(doc) and doc[token].idx < block.end:
            token += 1
        stretches.append([word for word in doc[first:token] if not word.is_space])
    used = [(block, stretch) for block, stretch in zip(blocks, stretches, strict=True) if stretch]
    component.annotate(doc, [stretch for _, stretch in used], edited=True)
    sentences = []
    for block, stretch in used:
        starts = [token.i for token in stretch if token.is_sent_start] + [stretch[-1].i + 1]
        sentences += [Sentence(doc[start:end], block) for start, end in pairwise(starts)]
    return Parsed(article, doc, tuple(sentences), find_quotations(article.text, blocks))


def _breaks(text: str) -> Iterator[int]:
    """Places to cut words that are no words: the tokenizer takes minutes for 25,000 emoji without a blank."""
    for run in re.finditer(rf"\S{{{_LONGEST_WORD + 1},}}", text):
        yield from range(run.start() + _LONGEST_WORD, run.end(), _LONGEST_WORD)


def tokenize(nlp: Language, text: str, edges: Sequence[int] = ()) -> Doc:
    """Tokens of ``text``; none crosses an edge, even where two words are glued together there."""
    words: list[str] = []
    spaces: list[bool] = []
    bounds = sorted({0, *(edge for edge in edges if 0 < edge < len(text)), *_breaks(text), len(text)})
    for begin, end in pairwise(bounds):
        piece = nlp.tokenizer(text[begin:end])
        words += [token.text for token in piece]
        spaces += [bool(token.whitespace_) for token in piece]
    return Doc(nlp.vocab, words=words, spaces=spaces)
