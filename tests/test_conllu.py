"""`memcon parse`: valid CoNLL-U out, and gold tokens kept."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.errors import InputError, ModelError
from memcon.language.conllu import parse_file

REPORT = """Presidents of Iran, Turkey meet in Cairo
TEHRAN (IP) - Iranian President Masoud Pezeshkian met his Turkish counterpart on Thursday.
"We can't wait," he said.  He added that trade would grow 10%.
"""
GOLD = """# newdoc id = one
# sent_id = one-1
# text = Didn't they meet in Cairo?
# a comment of its own
1-2\tDidn't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDid\tdo\tAUX\tVBD\tMood=Ind\t4\taux\t4:aux\t_
2\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\t_
3\tthey\tthey\tPRON\tPRP\tCase=Nom\t4\tnsubj\t4:nsubj\t_
4\tmeet\tmeet\tVERB\tVB\t_\t0\troot\t0:root\t_
5\tin\tin\tADP\tIN\t_\t6\tcase\t6:case\t_
6\tCairo\tCairo\tPROPN\tNNP\t_\t4\tobl\t4:obl\tSpaceAfter=No
7\t?\t?\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_

# sent_id = one-2
# text = Ankara did, Cairo too
1\tAnkara\tAnkara\tPROPN\tNNP\t_\t2\tnsubj\t2:nsubj\tEntity=(1-place)
2\tdid\tdo\tVERB\tVBD\t_\t0\troot\t0:root\tSpaceAfter=No
3\t,\t,\tPUNCT\t,\t_\t4\tpunct\t4.1:punct\t_
4\tCairo\tCairo\tPROPN\tNNP\t_\t2\tparataxis\t4.1:nsubj\t_
4.1\tdid\tdo\tVERB\tVBD\t_\t_\t_\t2:parataxis\t_
5\ttoo\ttoo\tADV\tRB\t_\t4\torphan\t4.1:advmod\t_

# newdoc id = two
# sent_id = two-1
# text = Yes
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t0:root\t_

"""
KEPT = (0, 1, 9)  # columns: ID, FORM, MISC
PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cc"])  # others are binary data to `read_file`
Rows = list[list[str]]


def rows_of(block: str) -> Rows:
    return [line.split("\t") for line in block.splitlines() if not line.startswith("#")]


def words_of(block: str) -> Rows:
    return [row for row in rows_of(block) if row[0].isdigit()]


def assert_valid(block: str) -> None:
    """Ten columns, words numbered from 1, one root that every word reaches, no empty field."""
    rows = words_of(block)
    assert all(len(row) == 10 and all(row) for row in rows_of(block))
    assert not any(re.search(r"\s", field) for row in rows for field in (row[3], row[4], row[7]))
    assert [int(row[0]) for row in rows] == list(range(1, len(rows) + 1))
    heads = {int(row[0]): int(row[6]) for row in rows}
    assert list(heads.values()).count(0) == 1
    assert all((row[7] == "root") == (row[6] == "0") for row in rows)
    for word in heads:
        node, steps = word, 0
        while node and steps <= len(heads):
            node, steps = heads[node], steps + 1
        assert node == 0


def text_of(block: str) -> str:
    """The sentence's text as its words and SpaceAfter make it."""
    parts = [row[1] + ("" if "SpaceAfter=No" in row[9].split("|") else " ") for row in words_of(block)]
    return "".join(parts).strip()


def comment(block: str, name: str) -> str:
    (value,) = re.findall(rf"^# {name} = (.*)$", block, re.MULTILINE)
    return str(value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_a_report_is_valid(file: Path) -> None:
    newdoc, *blocks = parse_file(file)
    assert newdoc.startswith("# newdoc id = ")
    assert len(blocks) >= 4
    for block in blocks:
        assert_valid(block)
        assert text_of(block) == comment(block, "text")
    assert len({comment(block, "sent_id") for block in blocks}) == len(blocks)


def test_entities_stand_in_misc(file: Path) -> None:
    misc = {row[1]: row[9] for block in parse_file(file) for row in words_of(block)}
    assert misc["Pezeshkian"] == "NE=I-PERSON"
    assert misc["wait"] == "SpaceAfter=No"


def test_the_same_file_gives_the_same_bytes(file: Path) -> None:
    assert list(parse_file(file)) == list(parse_file(file))


@given(st.text(PRINTABLE, max_size=60).map(lambda noise: f"They met. {noise} in Cairo.\n\nHe left."))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_valid_blocks(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.txt"
    path.write_text(text, encoding="utf-8", newline="")
    for block in list(parse_file(path))[1:]:
        assert_valid(block)
        assert text_of(block) == comment(block, "text")


def test_gold_tokens_are_kept(gold: Path) -> None:
    before = [block for block in GOLD.split("\n\n") if block.strip()]
    after = list(parse_file(gold, conllu=True))
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert_valid(new)
        assert [line for line in new.splitlines() if line.startswith("#")] == [
            line for line in old.splitlines() if line.startswith("#")
        ]
        assert [[row[i] for i in KEPT] for row in rows_of(new)] == [[row[i] for i in KEPT] for row in rows_of(old)]


def test_word_ranges_and_empty_nodes_are_kept_whole(gold: Path) -> None:
    kept = [line for line in GOLD.splitlines() if line.startswith(("1-2\t", "4.1\t"))]
    found = [line for block in parse_file(gold, conllu=True) for line in block.splitlines()]
    assert [line for line in found if line in kept] == kept


def test_what_is_predicted_replaces_what_stood_there(gold: Path) -> None:
    blank = re.sub(r"^(\d+\t[^\t]+)\t.*\t([^\t]+)$", r"\1\t_\t_\t_\t_\t_\t_\t_\t\2", GOLD, flags=re.MULTILINE)
    gold.with_name("blank.conllu").write_text(blank, encoding="utf-8")
    assert list(parse_file(gold.with_name("blank.conllu"), conllu=True)) == list(parse_file(gold, conllu=True))


def test_windows_line_ends(gold: Path) -> None:
    wanted = list(parse_file(gold, conllu=True))
    gold.write_bytes(GOLD.replace("\n", "\r\n").encode())
    assert list(parse_file(gold, conllu=True)) == wanted


def test_a_sentence_of_a_thousand_words_is_one_tree(tmp_path: Path) -> None:
    words = ["They", "met", *["and", "then", "left"] * 333, "."]
    rows = [f"{i}\t{word}" + "\t_" * 8 for i, word in enumerate(words, 1)]
    path = tmp_path / "long.conllu"
    path.write_text("\n".join(rows) + "\n\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    blocks = list(parse_file(path, conllu=True))
    assert len(blocks) == 2
    for block in blocks:
        assert_valid(block)


def test_many_sentences_stay_in_order(tmp_path: Path) -> None:
    path = tmp_path / "many.conllu"
    path.write_text("".join(f"# sent_id = {i}\n1\tYes{i}" + "\t_" * 8 + "\n\n" for i in range(450)), encoding="utf-8")
    assert [comment(block, "sent_id") for block in parse_file(path, conllu=True)] == [str(i) for i in range(450)]


def lines(*words: str) -> bytes:
    """A line for each "ID FORM", with the other columns left blank."""
    return "".join(word.replace(" ", "\t", 1) + "\t_" * 8 + "\n" for word in words).encode()


GOOD = lines("1 Yes")


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"1\tYes\n", ", line 1: has 2 columns; CoNLL-U has 10, parted by tabs"),
        (GOOD + b"\n\n# x\nplain text\n", ", line 5: has 1 columns; CoNLL-U has 10, parted by tabs"),
        (lines("1 a", "3 b"), ", line 2: 3 stands where 2 is due; number the words of a sentence 1, 2, 3 …"),
        (lines("1 a", "1 b"), ", line 2: 1 stands where 2 is due; number the words of a sentence 1, 2, 3 …"),
        (GOOD + b"\n" + lines("2 b"), ", line 3: 2 stands where 1 is due; number the words of a sentence 1, 2, 3 …"),
        (lines("1 a", "2-3 b"), ", line 3: a range goes to word 3, but the sentence ends with word 1"),
        (lines("1 a", "2.1 b"), ", line 2: 2.1 stands where 1 is due; number the words of a sentence 1, 2, 3 …"),
        *(
            (
                lines(f"{number} a"),
                f", line 1: “{number}” is no word's number; give one like 1, 1-2 (a range) or 1.1 (an empty node)",
            )
            for number in ("one", "", "-1", "1-", "2-1", "²")
        ),
        (lines("1 a", "2 "), ", line 2: has no form; give the word in the second column"),
        (b"", ": holds no words; give a CoNLL-U file"),
        (b"\n\n\n", ": holds no words; give a CoNLL-U file"),
        (b"# only a comment\n\n", ": holds no words; give a CoNLL-U file"),
        (b"\xff\xfe\x00", ": is not UTF-8 (byte 0); save it as UTF-8"),
    ],
)
def test_what_is_no_conllu(tmp_path: Path, data: bytes, wrong: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        list(parse_file(path, conllu=True))
    assert str(error.value) == f"{path}{wrong}"


@pytest.mark.parametrize("conllu", [False, True])
def test_files_that_cannot_be_read(tmp_path: Path, conllu: bool) -> None:
    with pytest.raises(InputError, match=r"nowhere: does not exist; check the path$"):
        list(parse_file(tmp_path / "nowhere", conllu=conllu))
    with pytest.raises(InputError, match=r": is a directory; give the files in it$"):
        list(parse_file(tmp_path, conllu=conllu))


def test_gold_heads_are_not_used(gold: Path) -> None:
    wanted = list(parse_file(gold, conllu=True))
    gold.write_text(GOLD.replace("\t0\troot\t", "\tnone\troot\t"), encoding="utf-8")
    assert list(parse_file(gold, conllu=True)) == wanted


@pytest.mark.parametrize("conllu", [False, True])
def test_a_missing_model(gold: Path, tmp_path: Path, conllu: bool) -> None:
    with pytest.raises(ModelError, match="no English model"):
        list(parse_file(gold, conllu=conllu, model=tmp_path / "no-model"))
