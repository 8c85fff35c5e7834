"""Who is meant by words that name nobody: a table of sentences of our own, by kind of reference."""

import csv
import re
from pathlib import Path

import pytest

from memcon.actors import resolve
from memcon.language import parse
from memcon.read import read_text

TABLE = Path(__file__).parent / "data" / "references.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))
NO_MENTION = "-"


def actors_of(text, words, nth=0):
    """Actors of the nth place where a report says ``words``; None where that is no mention."""
    parsed = parse(read_text(text.replace("\\n", "\n")))
    cast = resolve(parsed)
    place = [match.start() for match in re.finditer(rf"\b{re.escape(words)}\b", parsed.article.text)][nth]
    found = [
        mention
        for mention in cast.mentions
        if parsed.doc[mention.start].idx < place + len(words)
        and place < parsed.doc[mention.end - 1].idx + len(parsed.doc[mention.end - 1])
    ]
    return found[-1].actors if found else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}: {row['words']}")
def test_words_without_a_name_find_whom_they_mean(row):
    actors = actors_of(row["text"], row["words"], int(row["nth"]))
    if row["expected"] == NO_MENTION:
        assert actors is None
    else:
        assert (actors or ()) == tuple(row["expected"].split())
