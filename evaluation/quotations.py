"""Direct quotations and their speakers: memcon, and textacy's `direct_quotations` where it is installed.

usage: python evaluation/quotations.py ../shared/data [--gold FOLDER]…

textacy is no dependency: `pip install textacy==0.13.0` into an environment of its own beside memcon. It brings rules and no
parser; the spaCy component of memcon's model parses for it. It is run on whole texts, as its documentation shows, and paragraph by
paragraph, since an odd number of quotation marks makes it give up the text that it has. memcon's quotations are the
contents of statements that are direct, mixed, or made in a sentence with quotation marks.

Two sets, scored alike for all. News: the gold statements of the form direct or mixed. One is found if a quotation touches its
sentence; a quotation is right if it touches any gold statement. The speaker is judged by name, as in `memcon eval`.
LitBank: quotations of 86 novels and tales, their words joined to running text without paragraphs. One is found if half of its
letters are in some answer; an answer is right if half of its letters are in quotations. The speaker is judged where
his label is the wording of a mention of exactly one person of the coreference annotation; right are words that
touch a mention of that person ("she" too), so textacy needs to resolve nothing. memcon's words are those that named the actor.
"""

import argparse
import json
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

import memcon
import memcon.language  # registers "memcon_english"
from memcon.faces.evaluation.gold import GoldCase, read_gold
from memcon.faces.evaluation.matching import same_person

try:
    from textacy.extract import direct_quotations
except ImportError:
    direct_quotations = None

Stretch = tuple[int, int]
_MARK = re.compile(r"[\"“”]")
_SENTENCE_END = re.compile(
    r"\n|(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\b[A-Z])[.!?][\"”’')\]]*(?=\s+[\"“‘'(]?[A-Z0-9])"
)
_LEANS_LEFT = re.compile(r" (?=[,.;:!?)\]]|'(?:s|re|ve|ll|d|m|t)\b|n't\b)")
_LABEL_NUMBER = re.compile(r"-\d+$")


@dataclass(frozen=True)
class Heard:
    """A quotation that a program found; the speaker by name and by the words that stand for him."""

    start: int
    end: int
    names: tuple[str, ...] = ()
    words: tuple[Stretch, ...] = ()


Program = Callable[[str], list[Heard]]


@dataclass
class Score:
    """Counts over quotations; ``judged`` are the found ones whose speaker the gold tells.

    ``given_up`` counts texts with an odd number of quotation marks, ``unread`` the quotations in them.
    """

    wanted: int = 0
    found: int = 0
    given: int = 0
    right: int = 0
    judged: int = 0
    speaker: int = 0
    given_up: int = 0
    unread: int = 0

    def row(self, name: str) -> str:
        """The counts as a row of a Markdown table."""
        recall, precision = self.found / max(self.wanted, 1), self.right / max(self.given, 1)
        f1 = 2 * recall * precision / max(recall + precision, 1e-9)
        share = self.speaker / max(self.judged, 1)
        return (
            f"| {name} | {self.found} of {self.wanted} | {recall:.1%} | {self.right} of {self.given} | {precision:.1%} | "
            f"{f1:.1%} | {self.speaker} of {self.judged} | {share:.1%} | {self.given_up} texts with {self.unread} |\n"
        )


# programs


def by_memcon(text: str) -> list[Heard]:
    """The contents of statements that quote."""
    record = memcon.extract(text)
    actors = {actor.id: actor for actor in record.actors}
    heard = []
    for statement in record.statements:
        if statement.form == "indirect" and not any(_MARK.search(span.text) for span in statement.spans):
            continue
        speakers = [actors[ident] for ident in statement.speakers if ident in actors]
        names = tuple(actor.name for actor in speakers)
        words = tuple((span.start, span.end) for actor in speakers for span in actor.spans)
        heard += [Heard(span.start, span.end, names, words) for span in statement.content]
    return heard


def by_textacy(text: str) -> list[Heard]:
    """What `direct_quotations` finds in the whole text. Raises `ValueError` at an odd number of quotation marks."""
    heard = []
    for speaker, _, content in direct_quotations(_pipeline()(text)):
        words = tuple((token.idx, token.idx + len(token)) for token in speaker)
        name = " ".join(token.text for token in speaker)
        heard.append(Heard(content.start_char, content.end_char, (name,), words))
    return heard


def by_textacy_in_paragraphs(text: str) -> list[Heard]:
    """The same, paragraph by paragraph; one with an odd number of quotation marks yields nothing."""
    heard = []
    for line in re.finditer(r".+", text):
        try:
            found = by_textacy(line[0])
        except ValueError:
            continue
        heard += [_moved(quotation, line.start()) for quotation in found]
    return heard


@cache
def _pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("memcon_english")
    return nlp


def _moved(heard: Heard, by: int) -> Heard:
    words = tuple((start + by, end + by) for start, end in heard.words)
    return Heard(heard.start + by, heard.end + by, heard.names, words)


# news


def score_news(program: Program, cases: Iterable[GoldCase]) -> Score:
    """Statements of a gold folder that quote."""
    score = Score()
    for case in cases:
        statements = json.loads(Path(case.file).read_text(encoding="utf-8"))["statements"]
        sentences = [_sentence(case.text, statement["start"]) for statement in statements]
        forms = ("direct", "mixed")
        quoting = [pair for pair in zip(statements, sentences, strict=True) if pair[0].get("form") in forms]
        heard = _answers(program, case.text, len(quoting), score)
        score.given += len(heard)
        score.right += sum(any(_touch((h.start, h.end), sentence) for sentence in sentences) for h in heard)
        for statement, sentence in quoting:
            answers = [h for h in heard if _touch((h.start, h.end), sentence)]
            names = [name for h in answers for name in h.names]
            score.found += bool(answers)
            score.judged += bool(answers)
            score.speaker += bool(answers) and all(
                any(map(partial(same_person, who), names)) for who in statement["speakers"]
            )
    return score


def _sentence(text: str, start: int) -> Stretch:
    end = _SENTENCE_END.search(text, start)
    return start, end.end() if end else len(text)


def _touch(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _answers(program: Program, text: str, wanted: int, score: Score) -> list[Heard]:
    score.wanted += wanted
    try:
        return program(text)
    except ValueError:
        score.given_up += 1
        score.unread += wanted
        return []


# LitBank


@dataclass(frozen=True)
class Novel:
    """A text with its quotations, each with the mentions of its speaker where they can be told."""

    text: str
    quotations: tuple[tuple[Stretch, tuple[Stretch, ...]], ...]


def read_novels(data: Path) -> Iterator[Novel]:
    """The texts of LitBank that have quotations."""
    mentions = _read_mentions(data / "coref")
    for line in _open(data / "quote/litbank_quotes.jsonl.xz"):
        novel = json.loads(line)
        if novel["quotes"]:
            yield _novel(novel, mentions[novel["doc"]])


def _novel(novel: dict[str, Any], mentions: dict[str, list[tuple[int, int, int]]]) -> Novel:
    sentences = [sentence.split(" ") for sentence in novel["sentences"]]
    text, words = _running(sentences)
    people = {
        name: tuple((words[s][first][0], words[s][last][1]) for s, first, last in places)
        for name, places in _by_wording(sentences, mentions).items()
    }
    quotations = []
    for quote in novel["quotes"]:
        (s, first), (t, last) = quote["start"], quote["end"]
        label = _folded(_LABEL_NUMBER.sub("", quote["speaker"]).split("_"))
        quotations.append(((words[s][first][0], words[t][last][1]), people.get(label, ())))
    return Novel(text, tuple(quotations))


def _running(sentences: list[list[str]]) -> tuple[str, list[list[Stretch]]]:
    """The words as running text, with the offsets of each; quotation marks lean on what they enclose."""
    text, places, opening = "", [], True
    for sentence in sentences:
        row = []
        for word in sentence:
            mark = word in ('"', "“", "”")
            opens = mark and (word == "“" or (word == '"' and opening))
            glued = (mark and not opens) or bool(_LEANS_LEFT.match(" " + word)) or text.endswith("\0")
            text = text.removesuffix("\0") + (" " if text and not glued else "") + word
            row.append((len(text) - len(word), len(text)))
            if mark:
                opening = not opens
                text += "\0" if opens else ""
        places.append(row)
    return text.removesuffix("\0"), places


def _by_wording(
    sentences: list[list[str]], clusters: dict[str, list[tuple[int, int, int]]]
) -> dict[str, list[tuple[int, int, int]]]:
    """The mentions of the one person of whom a wording is used; wordings used of several are left out."""
    users = defaultdict(set)
    for cluster, places in clusters.items():
        for s, first, last in places:
            users[_folded(sentences[s][first : last + 1])].add(cluster)
    return {wording: clusters[next(iter(who))] for wording, who in users.items() if len(who) == 1}


def _folded(words: Iterable[str]) -> str:
    return " ".join(letters for word in words if (letters := re.sub(r"\W", "", word.lower())))


def _read_mentions(folder: Path) -> dict[str, dict[str, list[tuple[int, int, int]]]]:
    """Per text and cluster: sentence, first and last word of each mention."""
    found: dict[str, dict[str, list[tuple[int, int, int]]]] = {}
    for split in ("train", "dev", "test"):
        sentence, word, filled = 0, 0, False
        for line in _open(folder / f"litbank-{split}.conll.xz"):
            if line.startswith("#begin"):
                name = line.partition("(")[2].partition("_brat)")[0]
                clusters = found.setdefault(name, defaultdict(list))
                opened: dict[str, list[int]] = defaultdict(list)
                sentence, word, filled = 0, 0, False
            elif not line.strip():
                sentence, word, filled = sentence + filled, 0, False
            elif not line.startswith("#"):
                for mark in line.rstrip("\n").rsplit("\t", 1)[1].split("|"):
                    number = mark.strip("()")
                    if mark.startswith("("):
                        opened[number].append(word)
                    if mark.endswith(")"):
                        clusters[number].append((sentence, opened[number].pop(), word))
                word, filled = word + 1, True
    return found


def _open(path: Path) -> Iterator[str]:
    if not path.exists():
        sys.exit(f"{path} is not there; give the folder of the data sets first")
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def score_novels(program: Program, novels: Iterable[Novel]) -> Score:
    """Quotations of LitBank."""
    score = Score()
    for novel in novels:
        heard = _answers(program, novel.text, len(novel.quotations), score)
        quoted = _letters(place for place, _ in novel.quotations)
        score.given += len(heard)
        score.right += sum(_half((h.start, h.end), quoted) for h in heard)
        answered = _letters((h.start, h.end) for h in heard)
        for place, speaker in novel.quotations:
            found = _half(place, answered)
            words = [word for h in heard if _touch((h.start, h.end), place) for word in h.words]
            score.found += found
            score.judged += found and bool(speaker)
            score.speaker += found and any(_touch(word, mention) for word in words for mention in speaker)
    return score


def _letters(stretches: Iterable[Stretch]) -> set[int]:
    return {place for start, end in stretches for place in range(start, end)}


def _half(stretch: Stretch, letters: set[int]) -> bool:
    return 2 * sum(place in letters for place in range(*stretch)) >= stretch[1] - stretch[0]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table for each set."""
    parser = argparse.ArgumentParser(description="Direct quotations and their speakers, found by memcon and textacy.")
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("--gold", type=Path, action="append", default=[], help="folder of gold records (repeatable)")
    options = parser.parse_args(arguments)
    programs: dict[str, Program] = {"memcon": by_memcon}
    if direct_quotations is None:
        sys.stderr.write("textacy is not installed; memcon alone\n")
    else:
        programs["textacy"] = by_textacy
        programs["textacy, by paragraph"] = by_textacy_in_paragraphs
    novels = tuple(read_novels(options.data))
    head = "| found | recall | right | precision | F1 | speaker right | share | given up |\n" + "|---" * 9 + "|\n"
    for folder in options.gold:
        cases = read_gold(folder).cases
        sys.stdout.write(f"\n| news, {folder.name}: {len(cases)} reports {head}")
        for name, program in programs.items():
            sys.stdout.write(score_news(program, cases).row(name))
    sys.stdout.write(f"\n| LitBank, {len(novels)} texts {head}")
    for name, program in programs.items():
        if program is not by_textacy_in_paragraphs:  # its texts have no paragraphs
            sys.stdout.write(score_novels(program, novels).row(name))


if __name__ == "__main__":
    main()
