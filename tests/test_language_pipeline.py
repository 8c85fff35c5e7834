"""A report's text as a parsed `Doc`: what holds for any text, and the model as a part of spaCy."""

from itertools import pairwise

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc, Span

from memcon.language import Parsed, load_pipeline, parse
from memcon.language.pipeline import TaggingComponent, tokenize
from memcon.read import body_blocks, read_text

REPORT = """Presidents of Iran, Turkey meet in Cairo
TEHRAN (IP) - Iranian President Masoud Pezeshkian met his Turkish counterpart in Cairo on Thursday.

"We must stand united," Mr. Pezeshkian said. He added that trade would grow.
Read more: Iran hosts summit
"""
PIECES = st.sampled_from(
    [
        "The president met the minister.",
        '"We are ready," he said.',
        "Mr. Smith's U.S. office",
        "TEHRAN, Dec. 20 (IRNA) -",
        "Read more:",
        "😀 👩‍👩‍👧‍👦",
        "וזיר החוץ نخست‌وزیر",
        "e\u0301\u200d\u200f\ufeff",
        "\x01\x07\x1b\x7f\x85",
        "...!!!???",
        "http://a.example/?q=1#x",
    ]
)
JOINTS = st.sampled_from(["\n", "\r\n", "\n\n", " ", "  ", "\t", "", "\u2028", "\xa0", "\x0b", "\x1c"])
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
TEXTS = st.lists(st.tuples(PIECES | st.text(CHARACTERS, max_size=20), JOINTS), max_size=8).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)


def reaches_its_root(span: Span) -> bool:
    for token in span:
        node, steps = token, 0
        while node.head.i != node.i and steps <= len(span):
            node, steps = node.head, steps + 1
        if node.i != span.root.i:
            return False
    return True


def assert_sound(parsed: Parsed) -> None:
    """What holds for the parse of any text."""
    text, doc = parsed.article.text, parsed.doc
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    position = 0
    for sentence in parsed.sentences:
        span, block = sentence.span, sentence.block
        assert position <= span.start_char < span.end_char
        assert block.start <= span.start_char
        assert span.end_char <= block.end
        assert not span[0].is_space
        assert sum(token.head.i == token.i for token in span) == 1
        assert reaches_its_root(span)
        position = span.end_char
    for token in doc:
        assert (token.pos_ == "SPACE") == token.is_space
        assert token.lemma_
        # White space is part of a name only between its words.
        assert not token.is_space or not token.ent_type_ or doc[token.i + 1].ent_iob_ == "I"
    covered = {i for sentence in parsed.sentences for i in range(sentence.span.start, sentence.span.end)}
    blocks = [range(block.start, block.end) for block in body_blocks(parsed.article)]
    for token in doc:
        inside = any(token.idx in block for block in blocks)
        assert token.is_space or (token.i in covered) == inside


@given(TEXTS)
@settings(deadline=None, max_examples=60)
@example("")
@example(" ")
@example("\n\n")
@example(".")
@example(REPORT)
@example("Ministers Stress Security CooperationDuring the meeting on Thursday the two ministers met and talked.")
def test_any_text_is_parsed_whole(text: str) -> None:
    assert_sound(parse(read_text(text)))


@given(TEXTS, st.lists(st.integers(0, 60), max_size=4))
@settings(deadline=None, max_examples=60)
def test_no_token_crosses_an_edge(text: str, edges: list[int]) -> None:
    doc = tokenize(load_pipeline(), text, sorted(set(edges)))
    assert doc.text == text
    for token in doc:
        assert not any(token.idx < edge < token.idx + len(token) for edge in edges if edge < len(text))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        ("y" * 99 + " ") * 1_000,
        "the ministers met and " * 500,
        "😀" * 5_000,
        "لقاء " * 1_000,
        ". " * 2_000,
    ],
    ids=["one word", "long words", "no stop", "emoji without a blank", "right to left", "stops"],
)
def test_sentences_without_end(text: str) -> None:
    assert_sound(parse(read_text(text)))


def test_a_report() -> None:
    parsed = parse(read_text(REPORT))
    sentences = [sentence.span.text for sentence in parsed.sentences]
    assert sentences[0] == "Presidents of Iran, Turkey meet in Cairo"
    assert sentences[-1] == "He added that trade would grow."
    assert not any("Read more" in sentence for sentence in sentences)
    assert [parsed.article.text[q.start : q.end] for q in parsed.quotations] == ['"We must stand united,"']
    quoted = [token.text for token in parsed.doc if parsed.quoted(token)]
    assert quoted == ['"', "We", "must", "stand", "united", ",", '"']


def test_the_same_text_gives_the_same_bytes() -> None:
    first, second = (parse(read_text(REPORT)).doc.to_bytes(exclude=["user_data"]) for _ in range(2))
    assert first == second


# The model as a part of spaCy --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("memcon_english")
    return pipeline


def test_the_component(nlp: spacy.Language) -> None:
    assert isinstance(nlp.get_pipe("memcon_english"), TaggingComponent)
    doc = nlp("Erdogan met Putin in Moscow on Friday. They discussed Syria.")
    assert [sentence.text for sentence in doc.sents] == [
        "Erdogan met Putin in Moscow on Friday.",
        "They discussed Syria.",
    ]
    assert [token.lemma_ for token in doc][:3] == ["Erdogan", "meet", "Putin"]
    assert {"Erdogan", "Putin", "Moscow"} <= {entity.text for entity in doc.ents}
    for name in ("TAG", "POS", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(name), name


def test_line_breaks_end_sentences(nlp: spacy.Language) -> None:
    doc = nlp("Presidents meet in Cairo\nThe two presidents met on Thursday")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Presidents meet in Cairo",
        "The two presidents met on Thursday",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n The end"])
def test_hardly_any_text(nlp: spacy.Language, text: str) -> None:
    assert nlp(text).text == text


def test_texts_in_a_row(nlp: spacy.Language) -> None:
    texts = ["They met.", "", "She left Cairo."]
    assert [doc.to_json() for doc in nlp.pipe(texts)] == [nlp(text).to_json() for text in texts]


def test_any_tokens_can_be_annotated(nlp: spacy.Language) -> None:
    doc = Doc(nlp.vocab, words=["They", "\n", "met", " ", "in", "Cairo"])
    annotated = nlp.get_pipe("memcon_english")(doc)
    assert [token.text for token in annotated] == ["They", "\n", "met", " ", "in", "Cairo"]
    assert [token.pos_ for token in annotated][1] == "SPACE"


@given(st.lists(st.sampled_from(["They", "met", ".", "\n", " ", "😀", "\t", "in", "Cairo"]), max_size=12))
@settings(deadline=None, max_examples=40)
def test_white_space_is_never_a_head(words: list[str]) -> None:
    nlp = load_pipeline()
    doc = nlp.get_pipe("memcon_english")(Doc(nlp.vocab, words=words))
    for token in doc:
        assert token.is_space or not token.head.is_space
    starts = [sentence.start for sentence in doc.sents]
    for start, end in pairwise([*starts, len(doc)]):
        assert all(start <= token.head.i < end for token in doc[start:end])


@pytest.mark.parametrize(("style", "wanted"), [("dep", "nsubj"), ("ent", "Moscow")])
def test_displacy_draws_it(nlp: spacy.Language, style: str, wanted: str) -> None:
    page = displacy.render(nlp("Putin met Erdogan in Moscow."), style=style, jupyter=False, page=True)
    assert wanted in page


def test_white_space_inside_a_name_belongs_to_it() -> None:
    doc = load_pipeline()("The talks were led by  Foreign Minister Sergei  \t Lavrov in Geneva.")
    assert [ent.text for ent in doc.ents if ent.label_ == "PERSON"] == ["Sergei  \t Lavrov"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Her opposite number Hon. Stanley Kakubo arrived on Monday.",
        "H.E. Mr. Tan Kefei met Amb. Brian Aggeler and Brig. Gen. Prak Sokhonn in Phnom Penh.",
    ],
)
def test_a_style_before_a_name_ends_no_sentence(sentence: str) -> None:
    parsed = parse(read_text(f"{sentence} They talked for an hour."))
    assert [part.span.text for part in parsed.sentences] == [sentence, "They talked for an hour."]
