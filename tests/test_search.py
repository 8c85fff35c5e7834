"""Search finds the passages in which words stand, on both engines the same, and shows where and who said them."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.archive import Archive, Filters
from memcon.archive.folding import fold_text, folded_words
from memcon.archive.search import FoundPassage, Term, WordQuery, parse_query
from memcon.errors import ArchiveError
from memcon.record import Record, Span
from test_archive_cases import TEXT, article, bridge_record, small_record
from test_cli import Run, run  # noqa: F401  a fixture


@pytest.fixture
def bridge(archive: Archive) -> Archive:
    archive.add(bridge_record())
    return archive


def shown(archive: Archive, query: str, **wanted: object) -> list[tuple[str, str]]:
    """Kind and words of each match of each passage."""
    found = archive.search(query, **wanted)  # type: ignore[arg-type]
    return [(p.kind, p.text[start - p.start : end - p.start]) for p in found for start, end in p.matches]


# the language --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bridge", WordQuery(((Term(("bridge",)),),))),
        ("Bridge TALKS", WordQuery(((Term(("bridge",)),), (Term(("talks",)),)))),
        ('"border bridge"', WordQuery(((Term(("border", "bridge")),),))),
        ("“border bridge”", WordQuery(((Term(("border", "bridge")),),))),
        ('"border bridge', WordQuery(((Term(("border", "bridge")),),))),
        ('coast" bridge', WordQuery(((Term(("coast",)),), (Term(("bridge",)),)))),
        ("bri*", WordQuery(((Term(("bri",), begins=True),),))),
        ('"border bri*"', WordQuery(((Term(("border", "bri"), begins=True),),))),
        ('"border bri"*', WordQuery(((Term(("border", "bri"), begins=True),),))),
        ("Roux-Garnier", WordQuery(((Term(("roux", "garnier")),),))),
        ("Émile's", WordQuery(((Term(("emile", "s")),),))),
        ("bridge -coast", WordQuery(((Term(("bridge",)),),), (Term(("coast",)),))),
        ('bridge -"the coast"', WordQuery(((Term(("bridge",)),),), (Term(("the", "coast")),))),
        ("bridge OR ferry coast", WordQuery(((Term(("bridge",)), Term(("ferry",))), (Term(("coast",)),)))),
        ("bridge OR ferry OR boat", WordQuery(((Term(("bridge",)), Term(("ferry",)), Term(("boat",))),))),
        ("OR bridge OR", WordQuery(((Term(("bridge",)),),))),
        ("bridge OR -coast", WordQuery(((Term(("bridge",)),),), (Term(("coast",)),))),
        ("bridge or ferry", WordQuery(((Term(("bridge",)),), (Term(("or",)),), (Term(("ferry",)),)))),
        ('"OR"', WordQuery(((Term(("or",)),),))),
        ("bridge - ' ? ( ) : & | ! <-> ^", WordQuery(((Term(("bridge",)),),))),
        ("NEAR(bridge, 2)", WordQuery(((Term(("near", "bridge")),), (Term(("2",)),)))),
        ("", WordQuery(())),
    ],
)
def test_what_people_type_is_understood(typed: str, expected: WordQuery) -> None:
    assert parse_query(typed) == expected


@given(st.text())
def test_nothing_that_people_type_is_an_error(typed: str) -> None:
    query = parse_query(typed)
    assert all(term.words for group in query.wanted for term in group)


@given(st.text())
def test_words_fold_where_they_stand(text: str) -> None:
    words = list(folded_words(text))
    assert " ".join(word for word, _, _ in words) == fold_text(text)
    assert all(fold_text(text[start:end]) == word for word, start, end in words)


@pytest.mark.parametrize("query", ["", "   ", "-coast", '""', "OR", "?!"])
def test_a_query_without_a_word_to_look_for_is_a_clear_sentence(bridge: Archive, query: str) -> None:
    with pytest.raises(ArchiveError, match="no word to look for"):
        list(bridge.search(query))


# what is found -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("restraint", {("statement", "restraint")}),
        ('"reopen the border"', {("statement", "reopen the border")}),
        ('"the border reopen"', set()),
        ("fisher*", {("paragraph", "fishermen")}),
        ("fisher", set()),
        ("roux-garnier fishermen", {("paragraph", "Roux-Garnier"), ("paragraph", "fishermen")}),
        ("emile", {("paragraph", "Émile")}),
        ("ÉMILE", {("paragraph", "Émile")}),
        ("bridge -border", {("title", "Bridge"), ("statement", "bridge")}),
        ("fishermen OR restraint -asked", {("paragraph", "fishermen"), ("statement", "restraint")}),
        ("fishermen restraint", set()),
        ("talks", {("title", "talks")}),
    ],
)
def test_a_query_finds_what_it_says(bridge: Archive, query: str, expected: set[tuple[str, str]]) -> None:
    assert set(shown(bridge, query)) == expected


def test_a_result_says_where_its_words_stand_and_who_said_them(bridge: Archive) -> None:
    (found,) = bridge.search('"senseless blockade"')
    key = bridge_record().article.sha256[:6]
    assert (found.statement, found.speakers, found.contact) == (f"{key}-s3", ("Émile Roux-Garnier",), f"{key}-c1")
    assert (found.report, found.outlet, found.published) == (key, "Fjord Gazette", "2024-12-20")
    assert found.kind == "statement"
    assert TEXT[found.start : found.end] == found.text == 'to "stop the senseless blockade" of the coast'
    assert [TEXT[start:end] for start, end in found.matches] == ["senseless blockade"]
    assert found.marked("<<", ">>") == 'to "stop the <<senseless blockade>>" of the coast'


def test_a_paragraph_names_the_contact_that_it_tells_of(bridge: Archive) -> None:
    (found,) = bridge.search("speakers parliaments")
    assert (found.kind, found.statement, found.contact) == ("paragraph", None, f"{found.report}-c2")


def test_a_passage_whose_words_one_person_said_names_him(bridge: Archive) -> None:
    found = bridge.search("belongs cross")[0]
    assert (found.statement, found.speakers) == (f"{found.report}-s2", ("Lena Brandt",))
    whole = bridge.search("asked restraint")[0]  # "asked" is the report's
    assert (whole.kind, whole.statement, whole.speakers) == ("paragraph", None, ())


def test_what_a_better_passage_shows_is_not_shown_again(bridge: Archive) -> None:
    assert len(bridge.search("blockade")) == 1  # and not its paragraph
    found = list(bridge.search("coast OR restraint OR displaced"))
    assert sorted(TEXT[start:end] for p in found for start, end in p.matches) == ["coast", "displaced", "restraint"]


def test_a_title_that_stands_in_the_text_is_found_once(archive: Archive) -> None:
    record = bridge_record(title="Read more")
    archive.add(record)
    assert [p.kind for p in archive.search("subscribe")] == ["paragraph"]
    assert [p.kind for p in archive.search('"read more"')] == ["paragraph"]


def test_furniture_is_not_found(archive: Archive) -> None:
    record = bridge_record()
    menu = TEXT.index("Two days earlier")
    line = TEXT.index("\n", menu)
    cut = msgspec.structs.replace(record.article, furniture=(Span(menu, line, TEXT[menu:line]),))
    archive.add(msgspec.structs.replace(record, article=cut))
    assert shown(archive, "parliaments") == []
    assert shown(archive, "welcomed") == []


def test_words_with_a_gap_between_them_are_marked_where_they_stand(archive: Archive) -> None:
    record = bridge_record()
    first, second = (
        Span(0, 16, TEXT[:16]),
        Span(TEXT.index("on Thursday"), TEXT.index("on Thursday") + 11, "on Thursday"),
    )
    said = msgspec.structs.replace(record.statements[0], content=(first, second), spans=(first, second))
    archive.add(msgspec.structs.replace(record, statements=(said, *record.statements[1:])))
    (found,) = archive.search("foreign thursday", statements_only=True)
    assert [TEXT[start:end] for start, end in found.matches] == ["Foreign", "Thursday"]
    assert found.text == TEXT[found.start : found.end]
    assert list(archive.search("norland thursday", statements_only=True)) == []


def test_the_best_comes_first_and_ties_by_date(archive: Archive) -> None:
    for published in ("2024-03-01", "2023-03-01", "2022-03-01"):
        archive.add(small_record(published=published, words="A bridge was named. "))
    archive.add(small_record(published="2021-01-01", words="Nothing else was said of the bridge " + "all day " * 30))
    found = [p.published for p in archive.search("bridge")]
    assert found == ["2022-03-01", "2023-03-01", "2024-03-01", "2021-01-01"]


def test_the_limit_is_twenty_unless_said_otherwise(archive: Archive) -> None:
    for _ in range(25):
        archive.add(small_record(words="A bridge was named. "))
    assert len(archive.search("bridge")) == 20
    assert len(archive.search("bridge", limit=3)) == 3
    assert len(archive.search("bridge", limit=30)) == 25


# filters -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({}, {"title", "paragraph", "statement"}),
        ({"statements_only": True}, {"statement"}),
        ({"country": "NOR"}, {"title", "paragraph", "statement"}),
        ({"country": ["NOR", "SDM"]}, {"title", "paragraph", "statement"}),
        ({"country": "SDM"}, {"title", "paragraph"}),  # those who speak of the bridge are of Norland
        ({"country": "XXX"}, set()),
        ({"person": "brandt", "statements_only": True}, {"statement"}),
        ({"person": "roux garnier", "statements_only": True}, set()),
        ({"since": "2024-12-20"}, {"title", "paragraph"}),  # the statements were made the day before
        ({"since": "2024-12-21"}, set()),
        ({"until": "2024-12-19"}, {"statement"}),
        ({"since": "2024", "until": "2024"}, {"title", "paragraph", "statement"}),
        ({"outlet": "fjord"}, {"title", "paragraph", "statement"}),
        ({"outlet": "Gazette of the Fjord"}, set()),
        ({"topic": "transport"}, {"title", "paragraph", "statement"}),
        ({"topic": "transport", "statements_only": True}, {"statement"}),
        ({"topic": "trans"}, set()),
        ({"mode": "phone"}, {"title", "paragraph"}),
        ({"status": "planned"}, set()),
    ],
)
def test_filters_narrow(bridge: Archive, wanted: dict[str, object], kinds: set[str]) -> None:
    words = "talks OR bridge OR neighbours"
    assert {kind for kind, _ in shown(bridge, words, **wanted)} == kinds


def test_a_filter_object_is_taken_too(bridge: Archive) -> None:
    assert [p.kind for p in bridge.search("neighbours", Filters(person="Brandt"), statements_only=True)] == [
        "statement"
    ]


# the same on both engines --------------------------------------------------------------------------------------------

VOCABULARY = [
    "Bridge",
    "bridges",
    "Café",
    "cafe\u0301",
    "Straße",
    "straße",
    "ŁÓDŹ",
    "12,000",
    "Iran's",
    "U.S.",
    "e-mail",
    "oil",
]
sentences = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8).map(" ".join)
queries = st.lists(
    st.tuples(st.sampled_from(["", "-", '"', "OR "]), st.sampled_from(VOCABULARY), st.sampled_from(["", "*"])),
    min_size=1,
    max_size=4,
).map(lambda parts: " ".join(before + word + after + ('"' if before == '"' else "") for before, word, after in parts))


def on_paragraphs(lines: list[str]) -> Record:
    text = "\n".join(lines)
    return Record(article=article(text, id="x"))


def stands(query: WordQuery, line: str) -> bool:
    words = list(folded_words(line))

    def has(term: Term) -> bool:
        return bool(WordQuery(((term,),)).matches(words))

    return all(any(map(has, group)) for group in query.wanted) and not any(map(has, query.unwanted))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    lines=st.lists(sentences, min_size=1, max_size=6, unique_by=fold_text),
    typed=st.lists(queries, min_size=1, max_size=8),
)
def test_an_engine_finds_what_the_words_say(archive: Archive, lines: list[str], typed: list[str]) -> None:
    record = on_paragraphs([f"{line} z{number}" for number, line in enumerate(lines)])
    archive.add(record)
    for each in typed:
        query = parse_query(each)
        if query.wanted:
            expected = {line for line in record.article.text.split("\n") if stands(query, line)}
            key = record.article.sha256[:6]
            found = {p.text for p in archive.search(each, limit=10_000) if p.report == key}
            assert found == expected, each


def test_the_index_forgets_what_is_taken_out(bridge: Archive) -> None:
    from memcon.archive.writing import replace

    record = bridge_record()
    with bridge._writing() as connection:
        replace(connection, msgspec.structs.replace(record, statements=(), commitments=()))
    assert {kind for kind, _ in shown(bridge, "restraint")} == {"paragraph"}
    assert {kind for kind, _ in shown(bridge, "blockade")} == {"paragraph"}


# on the command line -------------------------------------------------------------------------------------------------


def test_a_long_passage_is_cut_around_its_first_match_between_words(archive: Archive) -> None:
    archive.add(
        small_record(words="Snow lay on the whole of the valley that day, and the bridge stood in the fog for weeks. ")
    )
    (found,) = archive.search("bridge")
    assert found.marked("[", "]", around=12) == "… and the [bridge] stood in …"
    assert found.marked("[", "]", around=500) == found.marked("[", "]")


@pytest.fixture
def on_disk(run: Run) -> Run:  # noqa: F811
    """Commands in a folder with an archive, memcon.db."""
    with Archive.open("memcon.db") as opened:
        opened.add(bridge_record())
    return run


def test_the_table_marks_the_words_and_tells_how_many(on_disk: Run) -> None:
    done = on_disk("search", "neighbours bridge", "--statements", "--person", "Brandt")
    assert done.status == 0
    key = bridge_record().article.sha256[:6]
    head, row = done.out.splitlines()
    assert head.split("\t") == ["id", "published", "speaker", "passage", "chars", "contact", "outlet"]
    words = "the two **neighbours** would reopen the border **bridge** in 2025."
    chars = "; ".join(
        f"{start}-{start + len(word)}" for word in ("neighbours", "bridge") if (start := TEXT.index(word))
    )
    assert row.split("\t") == [f"{key}-s1", "2024-12-20", "Lena Brandt", words, chars, f"{key}-c1", "Fjord Gazette"]
    assert done.err == "1 passage with neighbours bridge, with “Brandt” in the name\n"


def test_json_and_csv_tell_where_the_words_stand(on_disk: Run) -> None:
    (row,) = json.loads(on_disk("search", "neighbours", "--format", "json").out)
    assert [TEXT[start:end] for start, end in row["matches"]] == ["neighbours"]
    (cells,) = csv.DictReader(io.StringIO(on_disk("search", "neighbours", "--format", "csv").out))
    assert cells["matches"] == "-".join(map(str, row["matches"][0]))
    assert cells["speakers"] == "Lena Brandt"


def test_only_statements_are_found_where_only_they_are_asked_for(on_disk: Run) -> None:
    done = on_disk("search", "fishermen", "--statements", "--format", "json")
    assert (done.status, done.out, done.err) == (0, "[]\n", "")


def test_a_query_without_words_is_one_sentence(on_disk: Run) -> None:
    done = on_disk("search", '""')
    assert (done.status, done.out) == (2, "")
    assert done.err == 'memcon: “""” has no word to look for; give one, like bridge or bri*\n'


def test_the_page_lists_the_columns() -> None:
    page = " ".join((Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8").split())
    assert f"Columns: `{' '.join(FoundPassage.__struct_fields__)}`." in page


def test_what_was_rejected_or_withdrawn_is_not_found(bridge: Archive) -> None:
    key = bridge_record().article.sha256[:6]
    bridge.reject(f"{key}-s3", who="Ada", why="not said")
    (paragraph,) = bridge.search("blockade")
    assert (paragraph.kind, paragraph.statement, paragraph.speakers) == ("paragraph", None, ())
    assert list(bridge.search("blockade", statements_only=True)) == []
    bridge.withdraw(key, who="Ada", why="taken back")
    assert list(bridge.search("blockade OR talks")) == []
