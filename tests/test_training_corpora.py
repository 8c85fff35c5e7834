"""Readers of the training sets, each on a few lines of its own format."""

import json
import lzma
import sys
from pathlib import Path

import pytest
import spacy

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

import annotated
import corpora
import entity_corpora

TREES = """# newdoc id = GUM_news_one
# newpar
1-2\tDidn't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDid\tdo\tAUX\tVBD\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tmeet\tmeet\tVERB\tVB\t_\t0\troot\t_\t_
3.1\tmet\tmeet\tVERB\tVBD\t_\t_\t_\t_\t_

1\tPresident\tPresident\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-person-new-cf1-1-sgl-Hassan_Rouhani
2\tRouhani\tRouhani\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tmet\tmeet\tVERB\tVBD\t_\t1\tx\t_\t_
4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\tEntity=(2-organization-new-cf2-2-coref
5\tSenate\tSenate\tPROPN\tNNP\t_\t3\tobj\t_\tEntity=2)
6\tFriday\tFriday\tPROPN\tNNP\t_\t3\tobl\t_\tEntity=(3-time-new-cf3-1-sgl)

# newdoc id = GUM_news_two
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


def write(path: Path, text: str) -> Path:
    path.write_bytes(lzma.compress(text.encode()))
    return path


def test_words_of_conllu(tmp_path: Path) -> None:
    first, second = corpora.read_conllu(write(tmp_path / "trees.conllu.xz", TREES))
    assert [sentence.words for sentence in first.sentences] == [
        ["Did", "n't", "meet"],
        ["President", "Rouhani", "met", "the", "Senate", "Friday"],
    ]
    assert first.sentences[0].heads == [3, 3, 0]
    assert [sentence.paragraph for sentence in first.sentences] == [True, False]
    assert second.sentences[0].lemmas == ["yes"]
    assert first.sentences[0].entities is None


def test_names_among_the_mentions_of_gum(tmp_path: Path) -> None:
    document = corpora.read_conllu(write(tmp_path / "en_gum_open-x.conllu.xz", TREES))[0]
    # A title is no part of a name, an article none of an organisation's; times are left undecided.
    assert document.sentences[1].entities == ["O", "B-PERSON", "O", "O", "B-ORG", corpora.ANY]


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        (["B-A", "I-A", "O", "B-A"], [(0, 2, "A"), (3, 4, "A")]),
        (["I-A", "I-A", "I-B"], [(0, 2, "A"), (2, 3, "B")]),
        (["B-A", "B-A"], [(0, 1, "A"), (1, 2, "A")]),
        (["O"], []),
        ([], []),
    ],
)
def test_spans(labels: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert corpora.spans_of(labels) == spans


@pytest.mark.parametrize(
    ("words", "begin"),
    [("Prime Minister Li Qiang", 2), ("Li Qiang", 0), ("President", 0), ("former president Bush", 2)],
)
def test_titles_before_names(words: str, begin: int) -> None:
    assert corpora.strip_title(words.split(), 0, len(words.split())) == begin


def test_types_that_a_set_lacks_are_undecided(tmp_path: Path) -> None:
    path = write(tmp_path / "x.conll.xz", "A\tB-PER\nB\tI-PER\nC\tB-MISC\n\nD\tO\n")
    (document,) = entity_corpora.read_columns(path, {"PER": "PERSON"}, "\t")
    assert [s.entities for s in document.sentences] == [["B-PERSON", "I-PERSON", corpora.ANY], ["O"]]
    assert document.sentences[0].known == {"PERSON"}


def test_nationalities_and_countries_of_gmb(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.conll.xz", "Iran NNP B-gpe\nand CC O\nIranian JJ B-gpe\n\nPresident NNP B-per\nBush NNP I-per\n"
    )
    (document,) = entity_corpora.read_gmb(path, frozenset({"iran"}))
    assert [s.entities for s in document.sentences] == [["B-LOC", "O", "B-NORP"], ["O", "B-PERSON"]]
    (document,) = entity_corpora.read_gmb(path, frozenset({"iran"}), frozenset({0}))
    assert [s.words for s in document.sentences] == [["President", "Bush"]]


def test_annotations_hold_offsets_only(tmp_path: Path) -> None:
    texts = {("w", "1"): "Well. Mr. Biden met Li Qiang.", ("gmb", "7"): "Bush left Iraq ."}
    path = write(tmp_path / "e.tsv.xz", "w\t1\t6\t29\t4-9-PER 14-22-PER\ngmb\t7\t0\t0\t10-14-LOC\n")
    documents, numbers = annotated.read_annotations(path, texts, spacy.blank("en"))
    assert numbers == {7}
    assert [s.words for d in documents for s in d.sentences] == [
        ["Mr.", "Biden", "met", "Li", "Qiang", "."],
        ["Bush", "left", "Iraq", "."],
    ]
    assert [s.entities for d in documents for s in d.sentences] == [
        ["O", "B-PERSON", "O", "B-PERSON", "I-PERSON", "O"],
        ["O", "O", "B-LOC", "O"],
    ]


def test_re3d_cuts_titles_and_leaves_other_types_open(tmp_path: Path) -> None:
    text = "President Fuad Masum met all parties in Erbil.\nMoney followed."
    spans = [[0, 20, "Person"], [25, 36, "Organisation"], [40, 45, "Location"], [47, 52, "Money"]]
    row = {"text": text, "entities": [[a, b, kind, ""] for a, b, kind in spans]}
    (document,) = entity_corpora.read_re3d(write(tmp_path / "r.jsonl.xz", json.dumps(row) + "\n"), spacy.blank("en"))
    assert [s.entities for s in document.sentences] == [
        ["O", "B-PERSON", "I-PERSON", "O", corpora.ANY, corpora.ANY, "O", "B-LOC", "O"],
        [corpora.ANY, "O", "O"],
    ]


def test_the_readouts_that_are_scored_are_not_learned_from() -> None:
    folder = Path(__file__).parents[1] / "training" / "annotations"
    names = [
        {tuple(line.split("\t")[:2]) for line in corpora.lines(folder / f"entities-{split}.tsv.xz")}
        for split in ("train", "test")
    ]
    assert names[1]
    assert not names[0] & names[1]
