"""The scores of REPORT.md on cases that can be counted by hand."""

import json
import lzma
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

import measures
import report_page
from corpora import ANY, Document, Sentence
from memcon.language.model import SHIPPED, WordBlock, WordTags

TRAINING = Path(__file__).parents[1] / "training"


def sentence(text: str, *, paragraph: bool = False) -> Sentence:
    """word/UPOS/head/relation/entity, heads from 1; the lemma is the word in small letters."""
    rows = [item.split("/") for item in text.split()]
    return Sentence(
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[1] for row in rows],
        [row[0].lower() for row in rows],
        [int(row[2]) for row in rows],
        [row[3] for row in rows],
        [row[4] for row in rows],
        paragraph=paragraph,
    )


GOLD = [
    Document(
        [
            sentence("Mr./PROPN/2/compound/O Li/PROPN/3/nsubj/B-PERSON met/VERB/0/root/O Putin/PROPN/3/obj/B-PERSON"),
            sentence("They/PRON/2/nsubj/O left/VERB/0/root/O Iran/PROPN/2/obj/B-LOC", paragraph=True),
        ]
    )
]


class Parrot:
    """Says what it was told to; without sentences, it begins one at each capital letter of ``capitals``."""

    def __init__(self, told: Sequence[Sentence], capitals: str = "") -> None:
        self.told, self.capitals = told, capitals

    def tag(self, blocks: Sequence[WordBlock]) -> list[list[WordTags]]:
        sentences = {tuple(s.words): s for s in self.told}
        return [self._tag(block, sentences) for block in blocks]

    def _tag(self, block: WordBlock, sentences: dict[tuple[str, ...], Sentence]) -> list[WordTags]:
        if block.starts is None:
            starts = [i == 0 or word[0] in self.capitals for i, word in enumerate(block.words)]
            return [WordTags(start, "X", "X", "x", i, "root", "O") for i, start in enumerate(starts)]
        tags: list[WordTags] = []
        bounds = [i for i, start in enumerate(block.starts) if start] + [len(block.words)]
        for begin, end in pairwise(bounds):
            s = sentences[tuple(block.words[begin:end])]
            rows = zip(s.upos or [], s.lemmas or [], s.heads or [], s.deprels or [], s.entities or [], strict=True)
            for i, (upos, lemma, head, deprel, entity) in enumerate(rows):
                tags.append(WordTags(i == 0, upos, upos, lemma, begin + (head - 1 if head else i), deprel, entity))
        return tags


def test_what_is_right_scores_a_hundred() -> None:
    tagged = measures.tag_sentences(Parrot(GOLD[0].sentences), GOLD)
    assert measures.syntax_scores(tagged) == dict.fromkeys(measures.HEADS, 100.0)
    scores = measures.entity_scores(tagged, ("PERSON", "LOC"), {"PERSON": "PERSON", "LOC": "LOC"})
    assert {kind: (score["f1"], score["gold"]) for kind, score in scores.items()} == {
        "PERSON": (100.0, 2),
        "LOC": (100.0, 1),
        "all": (100.0, 3),
    }


def test_a_wrong_head_and_a_wrong_relation() -> None:
    told = [
        sentence("Mr./PROPN/3/compound/O Li/PROPN/3/obj/B-PERSON met/NOUN/0/root/O Putin/PROPN/3/obj/O"),
        GOLD[0].sentences[1],
    ]
    tagged = measures.tag_sentences(Parrot(told), GOLD)
    scores = measures.syntax_scores(tagged)
    assert scores == pytest.approx({"upos": 600 / 7, "xpos": 600 / 7, "lemma": 100, "uas": 600 / 7, "las": 500 / 7})
    assert measures.confusions(tagged, "upos") == {("VERB", "NOUN"): 1}
    assert measures.confusions(tagged, "deprel") == {("nsubj", "obj"): 1}


def test_entities_wrong_in_each_way() -> None:
    told = [
        sentence("Mr./PROPN/2/compound/B-PERSON Li/PROPN/3/nsubj/I-PERSON met/VERB/0/root/O Putin/PROPN/3/obj/B-LOC"),
        sentence("They/PRON/2/nsubj/B-ORG left/VERB/0/root/O Iran/PROPN/2/obj/O"),
    ]
    types = {kind: kind for kind in ("PERSON", "LOC", "ORG")}
    tagged = measures.tag_sentences(Parrot(told), GOLD)
    assert measures.entity_errors(tagged, types) == {"boundary": 1, "type": 1, "missed": 1, "invented": 1}
    assert measures.entity_scores(tagged, ("PERSON", "LOC"), types)["all"]["f1"] == 0


def test_types_are_renamed_and_undecided_words_left_out() -> None:
    told = [GOLD[0].sentences[0], sentence("They/PRON/2/nsubj/B-ORG left/VERB/0/root/O Iran/PROPN/2/obj/B-FAC")]
    gold = [Document([GOLD[0].sentences[0], sentence("They/PRON/2/nsubj/? left/VERB/0/root/O Iran/PROPN/2/obj/B-LOC")])]
    assert gold[0].sentences[1].entities == [ANY, "O", "B-LOC"]
    types = {"PERSON": "PERSON", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
    scores = measures.entity_scores(measures.tag_sentences(Parrot(told), gold), ("PERSON", "LOC", "ORG"), types)
    assert scores["all"]["f1"] == 100


def test_a_sentence_needs_both_its_ends() -> None:
    # Found: "Mr. | Li met Putin They | left …" begins right at the document, wrong elsewhere.
    parrot = Parrot([], capitals="Ll")
    unbroken = measures.sentence_scores(parrot, GOLD, paragraphs=False)
    assert unbroken == pytest.approx({"sentence": 0, "start": 200 * 1 / 5})
    known = measures.sentence_scores(parrot, GOLD, paragraphs=True)
    assert known == pytest.approx({"sentence": 0, "start": 200 * 2 / 6})
    assert measures.sentence_scores(Parrot([], capitals="T"), GOLD, paragraphs=False)["sentence"] == 100


def test_genres_are_read_from_names(tmp_path: Path) -> None:
    path = tmp_path / "x.xz"
    path.write_bytes(lzma.compress(b"# newdoc id = weblog-a-1\n\n# newdoc id = GUM_news_iran\n"))
    assert measures.genres_of(path) == ["weblog", "GUM_news"]


def test_scores_by_genre_add_up() -> None:
    scores = measures.scores_by_genre(measures.tag_sentences(Parrot(GOLD[0].sentences), GOLD * 2), ["a", "b"])
    assert {genre: score["words"] for genre, score in scores.items()} == {"a": 7, "b": 7}


def test_the_page_is_that_of_its_figures() -> None:
    if not (TRAINING / "report.json").exists():
        pytest.skip("the model has not been measured yet")
    figures = json.loads((TRAINING / "report.json").read_text(encoding="utf-8"))
    assert (TRAINING / "REPORT.md").read_text(encoding="utf-8") == report_page.render(figures)
    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert report_page.fill_card(card, figures) == card


def test_the_shipped_network_is_the_one_that_was_measured() -> None:
    if not (TRAINING / "report.json").exists():
        pytest.skip("the model has not been measured yet")
    figures = json.loads((TRAINING / "report.json").read_text(encoding="utf-8"))
    assert json.loads((SHIPPED / "model.json").read_bytes())["network_sha256"] == figures["network_sha256"]


def test_a_target_is_judged_as_printed() -> None:
    assert report_page.Target("x", 88.0, 87.996).reached
    assert not report_page.Target("x", 88.0, 87.99).reached
