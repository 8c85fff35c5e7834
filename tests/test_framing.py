"""Loaded words: every term of the tables, whose voice, about whom. The sentences are our own."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.extraction.framing import find_framing
from memcon.extraction.framing.lexicon import Term, terms
from memcon.extraction.framing.phrases import phrases_of
from memcon.language import parse
from memcon.read import read_text
from memcon.record import Framing, Span, Statement


def framing(text: str, statements: tuple[Statement, ...] = ()) -> tuple[Framing, ...]:
    return find_framing(parse(read_text(text)), statements)


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.words[0])
def test_every_term_finds_its_example_and_not_its_counter_example(term: Term) -> None:
    assert framing(term.example)
    assert framing(term.counter) == ()


def test_there_are_many_terms_of_many_sides() -> None:
    heard = " ".join(words for term in terms() for words in term.heard)
    assert len(terms()) >= 120
    for side in (
        "US", "Western", "Russian", "Chinese", "Israeli", "Iranian", "Turkish", "Arab", "Indian", "Pakistani",
        "North Korean", "South Korean", "Ukrainian", "Azerbaijani", "Armenian", "EU", "Saudi", "Palestinian",
    ):  # fmt: skip
        assert side in heard, side


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.words[0])
def test_no_neutral_equivalent_is_itself_loaded(term: Term) -> None:
    if "{" not in term.neutral and "which many states call" not in term.neutral:
        assert framing(f"They spoke of {term.neutral}.") == ()


@pytest.mark.parametrize(
    ("text", "term", "neutral", "target"),
    [
        ("The Zionist regime rejected it.", "Zionist regime", "Israel", "ISR"),
        ("The Syrian regime rejected it.", "Syrian regime", "government of Syria", "SYR"),
        ("The North Korean regime rejected it.", "North Korean regime", "government of North Korea", "PRK"),
        ("Tehran's regime rejected it.", "Tehran's regime", "government of Iran", "IRN"),
        ("They oppose the regime in Kiev.", "regime in Kiev", "government of Ukraine", "UKR"),
        ("The special military operation goes on.", "special military operation", "the war in Ukraine", "RUS"),
        ("He warned the Taiwan authorities.", "Taiwan authorities", "Taiwan", "TWN"),
        ("Six Palestinians were martyred.", "martyred", "killed", "PSE"),
        ("They condemned Russia's brutal, long war.", "brutal", "violent", "RUS"),
        ("They condemned the aggression.", "aggression", "attack", None),
        ("IIOJK was discussed.", "IIOJK", "Indian-administered Kashmir", "IND"),
        ("PoK was discussed.", "PoK", "Pakistan-administered Kashmir", "PAK"),
    ],
)
def test_term_neutral_and_target(text: str, term: str, neutral: str, target: str | None) -> None:
    (found,) = framing(text)
    assert (found.term, found.neutral, found.target) == (term, neutral, target)


def test_the_longest_match_wins() -> None:
    assert [found.term for found in framing("They spoke of the crimes of the Zionist regime.")] == [
        "crimes of the Zionist regime"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The sanctions regime and the visa regime were discussed.",
        "The delegation visited Martyrs' Square.",
        "The plan neutralized the effect of the tariff.",
        "It is so called because of its shape.",
        "The non-aggression pact was signed.",
        "The Quds Force was named.",
    ],
)
def test_other_uses_of_the_words(text: str) -> None:
    assert framing(text) == ()


class TestVoice:
    text = 'The envoy condemned the aggression. "The aggression must end," she said.'

    def test_quotation_marks(self) -> None:
        assert [found.voice for found in framing(self.text)] == ["outlet", "quoted"]

    def test_what_a_statement_reports(self) -> None:
        words = Span(20, 34, self.text[20:34])
        statement = Statement(id="s1", speakers=("envoy",), form="indirect", act="condemn", content=(words,))
        assert [found.voice for found in framing(self.text, (statement,))] == ["quoted", "quoted"]


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("free world", ["free world"]),
        ("~strongman/strongmen", ["strongman", "strongmen"]),
        ("so-called", ["so-called"]),
        ("rogue ~state|~nation", ["rogue states", "rogue nation"]),
        ("iron-clad|ironclad ties", ["iron-clad ties", "ironclad ties"]),
        ("Great Satan", ["Great Satan", "GREAT SATAN"]),
    ],
)
def test_phrases(words: str, texts: list[str]) -> None:
    from spacy.matcher import Matcher

    from memcon.language.pipeline import load_pipeline

    nlp = load_pipeline()
    matcher = Matcher(nlp.vocab)
    matcher.add("phrase", [phrase.pattern for phrase in phrases_of(words)])
    for text in texts:
        assert matcher(nlp.tokenizer(text)), text
    assert not matcher(nlp.tokenizer("great satan of the sea"))


_PHRASES = st.sampled_from(
    ["the", "Zionist", "regime", "of", "Israel", "crimes", "martyred", "six", "Palestinians", '"', "brutal", "so-called",
     "in", "Kiev", "Assad", "neutralized", "terrorists", "'s", "the enemy", "Quds", "Force", ".", "said"]
)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PHRASES, min_size=1, max_size=20).map(" ".join))
def test_any_words_give_sound_framing(text: str) -> None:
    found = framing(text)
    assert found == framing(text)
    for one in found:
        assert text[one.span.start : one.span.end] == one.span.text == one.term
    for before, after in itertools.pairwise(found):
        assert before.span.end <= after.span.start
