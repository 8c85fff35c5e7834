"""The shipped model: a floor under what it says, its determinism, and directories that are no model."""

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import memcon
from memcon.errors import ModelError
from memcon.language import EnglishModel, load_model
from memcon.language.features import WordEncoder, collate, word_shape
from memcon.language.model import SHIPPED, WordBlock, WordTags

# Own sentences: word/tag/head/entity, heads counting from 1 within the sentence.
FLOOR = """
The/DET/3/O Iranian/ADJ/3/B-NORP president/NOUN/4/O met/VERB/0/O his/PRON/7/O Turkish/ADJ/7/B-NORP counterpart/NOUN/4/O ./PUNCT/4/O
Hassan/PROPN/3/B-PERSON Rouhani/PROPN/1/I-PERSON arrived/VERB/0/O in/ADP/5/O Ankara/PROPN/3/B-LOC on/ADP/7/O Thursday/PROPN/3/B-DATE ./PUNCT/3/O
They/PRON/2/O discussed/VERB/0/O trade/NOUN/2/O and/CCONJ/5/O security/NOUN/3/O ./PUNCT/2/O
The/DET/2/O minister/NOUN/3/O said/VERB/0/O that/SCONJ/8/O the/DET/6/O talks/NOUN/8/O were/AUX/8/O useful/ADJ/3/O ./PUNCT/3/O
Egypt/PROPN/2/B-LOC hosted/VERB/0/O the/DET/4/O summit/NOUN/2/O ./PUNCT/2/O
He/PRON/2/O called/VERB/0/O for/ADP/6/O an/DET/6/O immediate/ADJ/6/O ceasefire/NOUN/2/O ./PUNCT/2/O
The/DET/3/O two/NUM/3/O sides/NOUN/4/O signed/VERB/0/O three/NUM/6/O agreements/NOUN/4/O ./PUNCT/4/O
At/ADP/3/O least/ADV/3/O 62/NUM/4/O people/NOUN/6/O were/AUX/6/O killed/VERB/0/O ./PUNCT/6/O
She/PRON/3/O will/AUX/3/O travel/VERB/0/O to/ADP/5/O Moscow/PROPN/3/B-LOC next/ADJ/7/B-DATE week/NOUN/3/I-DATE ./PUNCT/3/O
Erdogan/PROPN/2/B-PERSON thanked/VERB/0/O Putin/PROPN/2/B-PERSON for/ADP/6/O his/PRON/6/O support/NOUN/2/O ./PUNCT/2/O
"""
SENTENCES = [[item.rsplit("/", 3) for item in line.split()] for line in FLOOR.strip().splitlines()]
WORDS = [[item[0] for item in sentence] for sentence in SENTENCES]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped directory; its files are linked where the system allows it."""
    for file in SHIPPED.iterdir():
        try:
            (tmp_path / file.name).symlink_to(file)
        except OSError:
            shutil.copy(file, tmp_path / file.name)
    return tmp_path


def replace(file: Path, data: bytes) -> None:
    """Write a file anew, so that what it is linked to stays as it is."""
    file.unlink()
    file.write_bytes(data)


def change_info(directory: Path, **values: object) -> None:
    file = directory / "model.json"
    replace(file, json.dumps(json.loads(file.read_bytes()) | values).encode())


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_model_has_not_gone_blind() -> None:
    found = load_model().tag([WordBlock(words) for words in WORDS])
    pairs = [
        (item, tag) for items, tags in zip(SENTENCES, found, strict=True) for item, tag in zip(items, tags, strict=True)
    ]
    assert share([item[1] == tag.upos for item, tag in pairs]) >= 0.95
    assert share([item[3] == tag.entity for item, tag in pairs]) >= 0.9
    heads = [
        int(item[2]) == (0 if tag.head == i else tag.head + 1)
        for items, tags in zip(SENTENCES, found, strict=True)
        for i, (item, tag) in enumerate(zip(items, tags, strict=True))
    ]
    assert share(heads) >= 0.85
    assert [tag.lemma for tag in found[2]] == ["they", "discuss", "trade", "and", "security", "."]


def test_sentences_are_found_in_running_words() -> None:
    words = [word for sentence in WORDS for word in sentence]
    gold = [i == 0 for sentence in WORDS for i in range(len(sentence))]
    (tags,) = load_model().tag([WordBlock(words)])
    assert [tag.start for tag in tags] == gold


def roots(tags: list[WordTags]) -> int:
    return sum(tag.head == i for i, tag in enumerate(tags))


def test_given_sentences_are_kept() -> None:
    words = ["They", "met", "in", "Cairo", "on", "Friday"]
    (tags,) = load_model().tag([WordBlock(words, [True, False, True, False, True, False])])
    assert [tag.start for tag in tags] == [True, False, True, False, True, False]
    assert [tag.head // 2 for tag in tags] == [0, 0, 1, 1, 2, 2]
    assert roots(tags) == 3


def test_a_given_sentence_longer_than_a_chunk_is_one_tree() -> None:
    words = ["They", "met", *["and", "talked", "about", "trade"] * 150, "."]
    starts = [i == 0 for i in range(len(words))]
    (tags,) = load_model().tag([WordBlock([*words, *words], [*starts, *starts])])
    assert [i for i, tag in enumerate(tags) if tag.start] == [0, len(words)]
    for sentence in (tags[: len(words)], tags[len(words) :]):
        assert sum(tag.deprel == "root" for tag in sentence) == 1
    assert roots(tags) == 2
    assert all((i < len(words)) == (tag.head < len(words)) for i, tag in enumerate(tags))
    for i in range(len(tags)):
        node, steps = i, 0
        while tags[node].head != node and steps <= len(tags):
            node, steps = tags[node].head, steps + 1
        assert tags[node].head == node


def test_no_words_no_tags() -> None:
    assert load_model().tag([]) == []
    assert load_model().tag([WordBlock([]), WordBlock(["Yes"])])[0] == []


@pytest.mark.parametrize("word", ["\x07", "\u200b", "😀", "سلام", "a" * 100_000, "\ufffd", "İİİ", "_"])
def test_any_word_can_be_tagged(word: str) -> None:
    (tags,) = load_model().tag([WordBlock(["They", word, "met"])])
    assert len(tags) == 3
    assert all(tag.lemma for tag in tags)


def test_the_same_words_give_the_same_tags() -> None:
    blocks = [WordBlock(words) for words in WORDS]
    assert EnglishModel().tag(blocks) == load_model().tag(blocks)


def test_another_process_says_the_same() -> None:
    code = (
        "import sys; from memcon.language import load_model; from memcon.language.model import WordBlock;"
        "print(load_model().tag([WordBlock(line.split()) for line in sys.stdin]))"
    )
    text = "\n".join(map(" ".join, WORDS))
    environment = os.environ | {"PYTHONPATH": str(Path(memcon.__file__).parents[1]), "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == f"{load_model().tag([WordBlock(words) for words in WORDS])}\n"


# Directories that are no model -------------------------------------------------------------------------------------


def assert_one_sentence(error: pytest.ExceptionInfo[ModelError], *parts: str) -> None:
    text = str(error.value)
    assert "\n" not in text
    assert all(part in text for part in (*parts, "make train"))


def test_a_missing_directory(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        load_model(tmp_path / "nowhere")
    assert_one_sentence(error, "nowhere", "no English model")


@pytest.mark.parametrize("name", ["network.onnx", "tokenizer.json", "words.txt", "model.json"])
def test_a_missing_file(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError) as error:
        EnglishModel(copy)
    assert_one_sentence(error, str(copy), name)


def test_a_damaged_network(copy: Path) -> None:
    data = bytearray((SHIPPED / "network.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    replace(copy / "network.onnx", bytes(data))
    with pytest.raises(ModelError) as error:
        EnglishModel(copy)
    assert_one_sentence(error, "network.onnx", "damaged")


def test_a_network_that_is_none(copy: Path) -> None:
    replace(copy / "network.onnx", b"no network")
    change_info(copy, network_sha256=hashlib.sha256(b"no network").hexdigest())
    with pytest.raises(ModelError) as error:
        EnglishModel(copy)
    assert_one_sentence(error, "network.onnx")


def test_another_format(copy: Path) -> None:
    change_info(copy, format=99)
    with pytest.raises(ModelError) as error:
        EnglishModel(copy)
    assert_one_sentence(error, "format 99")


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"format": 1}', b"\xff\xfe"])
def test_a_faulty_model_json(copy: Path, data: bytes) -> None:
    replace(copy / "model.json", data)
    with pytest.raises(ModelError) as error:
        EnglishModel(copy)
    assert_one_sentence(error, "model.json")


@pytest.mark.parametrize("data", [b"{", b"{}", b"\xff"])
def test_a_faulty_tokenizer(copy: Path, data: bytes) -> None:
    replace(copy / "tokenizer.json", data)
    with pytest.raises(ModelError) as error:
        EnglishModel(copy)
    assert_one_sentence(error, "tokenizer.json")


def test_a_file_for_a_directory(tmp_path: Path) -> None:
    file = tmp_path / "model"
    file.write_text("")
    with pytest.raises(ModelError) as error:
        load_model(file)
    assert_one_sentence(error, str(file))


# What the encoder sees ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("Ankara", "Xxx"),
        ("U.S.", "X.X."),
        ("2024", "dd"),
        ("F-16", "X-dd"),
        ("", ""),
        ("...", ".."),
        ("Türkiye", "Xxx"),
    ],
)
def test_shapes(word: str, shape: str) -> None:
    assert word_shape(word) == shape


def test_a_forgotten_word_is_encoded_alike() -> None:
    encoder = WordEncoder(SHIPPED / "tokenizer.json")
    encoder._cache_size = 3
    first = encoder(["Ankara", "Tehran", "Ankara"])
    encoder(["Cairo", "Moscow", "Astana"])
    assert encoder(["Ankara", "Tehran", "Ankara"]) == first
    assert first[0] == first[2]


def test_padding_is_zero_and_words_point_at_their_pieces() -> None:
    encoder = WordEncoder(SHIPPED / "tokenizer.json")
    batch = collate([encoder(["Memorandums", "of", "understanding"]), encoder(["Yes"])], encoder)
    assert batch.piece[0, 0] == encoder.start
    assert batch.piece[0, batch.last[0, 2] + 1] == encoder.stop
    assert (batch.first[0] <= batch.last[0]).all()
    assert not batch.piece[1, 3:].any()
    assert not batch.first[1, 1:].any()


def test_tags_are_plain_values() -> None:
    (tags,) = load_model().tag([WordBlock(["Yes"])])
    assert {name: type(value) for name, value in dataclasses.asdict(tags[0]).items()} == {
        "start": bool,
        "upos": str,
        "xpos": str,
        "lemma": str,
        "head": int,
        "deprel": str,
        "entity": str,
    }


def test_edited_prose_needs_more_evidence_for_a_start_without_a_stop():
    words = ["Bangladesh", "Foreign", "Minister", "A.", "K.", "Abdul", "Momen", "spoke", "in", "Dhaka", "."]
    (tags,) = load_model().tag([WordBlock(words, edited=True)])
    assert [tag.start for tag in tags] == [True] + [False] * (len(words) - 1)


def test_what_surrounds_a_block_does_not_change_its_tags():
    block = WordBlock(["The", "two", "ministers", "met", "in", "Cairo", "on", "Monday", "."])
    other = WordBlock(
        [
            "Shares",
            "of",
            "the",
            "company",
            "fell",
            "sharply",
            "after",
            "the",
            "report",
            "was",
            "published",
            "in",
            "London",
            ".",
        ]
    )
    (alone,) = load_model().tag([block])
    assert load_model().tag([other, block, other])[1] == alone


def test_nothing_is_kept_or_sent_about_its_use(tmp_path: Path) -> None:
    code = "import memcon; memcon.extract('The ministers of Chile and Peru met in Arica.')"
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"} | {"HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
