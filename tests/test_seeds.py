"""The five seed reports against their gold record; and what must hold of every record."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.extraction import extract_record
from memcon.faces.evaluation import Evaluation, read_gold
from memcon.read import read_text
from memcon.record import decode_record, encode_record

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "examples").glob("*.txt"))


def spans_in(value):
    """Every span of a record, however deep."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


def assert_sound(record):
    """Spans hold the report's words, ids are unique, references lead somewhere, the JSON reads back."""
    data = encode_record(record)
    assert decode_record(data) == record
    plain = json.loads(data)
    text = plain.pop("article")["text"]
    for span in spans_in(plain):
        assert text[span["start"] : span["end"]] == span["text"]
    actors = {actor.id for actor in record.actors}
    for kind in ("contacts", "statements", "commitments", "claims"):
        ids = [item.id for item in getattr(record, kind)]
        assert len(ids) == len(set(ids))
    for statement in record.statements:
        assert set(statement.speakers) <= actors
        assert statement.contact in {None, *(contact.id for contact in record.contacts)}
    for contact in record.contacts:
        assert {participant.actor for participant in contact.participants} <= actors
    for commitment in record.commitments:
        assert set(commitment.who) <= actors


@pytest.fixture(scope="module")
def figures():
    if not (SHARED / "gold" / "seeds").is_dir():
        pytest.skip("../shared is absent: the seeds cannot be scored")
    evaluation = Evaluation()
    for case in read_gold(SHARED / "gold" / "seeds").cases:
        gold = case.gold
        article = read_text(case.text, id=gold.id, url=gold.url, published=gold.published)
        evaluation.add(gold, case.text, extract_record(article))
    return evaluation.figures()


@pytest.mark.parametrize(
    ("path", "floor"),
    [
        (("contacts", "f1"), 0.95),
        (("main_contacts", "f1"), 1.0),
        (("statements", "f1"), 0.95),
        (("speaker",), 0.97),
        (("commitments", "f1"), 0.75),
        (("claims", "f1"), 1.0),
        (("evidence",), 1.0),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, tuple) else None,
)
def test_the_seeds_are_read_as_their_gold_has_them(figures, path, floor):
    value = figures
    for key in path:
        value = value[key]
    assert value >= floor


@pytest.mark.parametrize("file", EXAMPLES, ids=[file.stem for file in EXAMPLES])
def test_records_of_the_examples_are_sound_and_reproducible(file):
    article = read_text(file.read_text(encoding="utf-8"))
    record = extract_record(article)
    assert_sound(record)
    assert encode_record(record) == encode_record(extract_record(article))


WORDS = st.sampled_from(
    [
        "the",
        "Turkish",
        "president",
        "Erdogan",
        "said",
        '"we',
        "will",
        'meet"',
        "on",
        "Friday",
        "in",
        "Ankara",
        ",",
        ".",
        "!",
        "\n\n",
        "He",
        "“",
        "”",
        "'",
        "’",
        "killed",
        "at",
        "least",
        "12",
        "people",
        "and",
        "called",
        "Tehran",
        "minister",
        "Hakan",
        "Fidan",
        "told",
        "Lavrov",
        "that",
        "2025",
        "must",
        "be",
        "they",
        "both",
        "sides",
        "–",
        "(",
        ")",
        ":",
        "UN",
        "foreign",
        "letter",
        "phone",
        "talks",
        "held",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_shuffle_of_diplomatic_words_gives_a_sound_record(text):
    assert_sound(extract_record(read_text(text, published="2024-05-14")))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_gives_a_sound_record(text):
    assert_sound(extract_record(read_text(text)))


def test_a_report_in_another_language_yields_nothing():
    record = extract_record(
        read_text(
            "Der Bundeskanzler empfing am Montag den Präsidenten der Republik Ghana in Berlin zu Gesprächen über Handel."
        )
    )
    assert record.article.language == "de"
    assert record.contacts == record.statements == ()


def test_a_sentence_of_100000_characters_is_read():
    text = "The minister said " + "and the road is long " * 5000
    assert_sound(extract_record(read_text(text)))
