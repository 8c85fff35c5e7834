"""Statements: who said what, in sentences of our own."""

import pytest

from memcon.actors import resolve
from memcon.extraction.statements import find_statements
from memcon.extraction.statements.lexicon import lexicon
from memcon.language import parse
from memcon.read import read_text


def statements(text, published="2024-05-14"):
    parsed = parse(read_text(text, published=published))
    cast = resolve(parsed)
    found = find_statements(parsed, cast)
    for statement in found:
        for span in (*statement.spans, *statement.content, *((statement.cue,) if statement.cue else ())):
            assert text[span.start : span.end] == span.text
    return [([cast.actors[s].name for s in statement.speakers], statement) for statement in found]


@pytest.mark.parametrize("example", [pair[0] for pair in lexicon().examples])
def test_each_group_of_cues_finds_its_example(example):
    assert statements(example)


@pytest.mark.parametrize("counter", [pair[1] for pair in lexicon().examples])
def test_no_group_of_cues_finds_its_counter_example(counter):
    assert statements(counter) == []


def test_a_quotation_takes_the_speaker_of_the_sentence_before():
    text = (
        "Chilean Foreign Minister Alberto van Klaveren met reporters in Santiago.\n\n"
        '"The treaty is ready," he said. "Congress will have it in June."\n\n'
        '"We shall not reopen the text."'
    )
    found = statements(text)
    assert [speakers for speakers, _ in found] == [["Alberto van Klaveren"]] * 3
    assert [statement.form for _, statement in found] == ["direct"] * 3


def test_for_his_part_changes_the_speaker():
    found = statements(
        "Cypriot President Nikos Christodoulides, in a meeting with his Armenian counterpart Vahagn Khachaturyan, called for more flights.\n\n"
        "The Armenian president, for his part, praised the direct link."
    )
    assert [speakers for speakers, _ in found] == [["Nikos Christodoulides"], ["Vahagn Khachaturyan"]]
    assert [statement.act for _, statement in found] == ["urge", "praise"]


def test_two_speakers_of_one_sentence():
    ((speakers, statement),) = statements(
        "Finnish Interior Minister Mari Rantanen and her Estonian counterpart Lauri Laanemets stressed the need for joint patrols."
    )
    assert speakers == ["Mari Rantanen", "Lauri Laanemets"]
    assert statement.act == "urge"


def test_a_paper_speaks_for_the_body_that_issued_it():
    found = statements("The African Union issued a statement on Sudan. The statement called for a ceasefire.")
    assert found[-1][0] == ["African Union"]


def test_what_somebody_reports_of_another_is_his_statement():
    ((speakers, _),) = statements("The Polish Foreign Ministry said that the two presidents agreed to meet in June.")
    assert speakers == ["Polish Foreign Ministry"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers discussed trade and exchanged views on the region.",
        "The two sides held talks in Rome.",
        "The president will announce the plan on Monday.",
        "The minister did not say when the road would open.",
        "Reuters reported that the road was closed.",
        "The emir welcomed his guest at the airport.",
    ],
)
def test_narration_is_no_statement(text):
    assert statements(text) == []
