"""The memo: laid out as archives do, neutral, every line footnoted to its place in the report."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from memcon.actors.knowledge import load
from memcon.archive import Archive, Footnotes, wording, write_memo
from memcon.archive.wording import (
    SAID,
    UNDERTAKEN,
    address,
    count_in_words,
    date_in_words,
    listed,
    office_in_words,
    plain,
    quotation,
    title_of,
    when_in_words,
)
from memcon.extraction.topics import topics
from memcon.record import (
    Act,
    Actor,
    Claim,
    Commitment,
    CommitmentKind,
    Contact,
    Form,
    Framing,
    Participant,
    Place,
    Record,
    Span,
    Statement,
    When,
)
from test_archive_cases import CALL, MEETING, TEXT, article, bridge_record, span

NAMES = {"NOR": "Norland", "SDM": "Sudmark"}

GOLDEN = """\
# Memorandum of Conversation

*Contact 3f2a9c-c1. Drawn up from one report (Fjord Gazette, 20 December 2024). It records what the report says and \
takes no position on it. Words between quotation marks are the report's.*

## PARTICIPANTS

**Norland** (host)

- Lena Brandt, Foreign Minister[^1]

**Sudmark** (visitor)

- Émile Roux-Garnier, Foreign Minister[^2]

## DATE AND PLACE

- Thursday, 19 December 2024.[^3] (The report says “on Thursday”; method: weekday before publication.)
- Brandby, Norland.[^4]

## SUBJECT

- Bilateral ties; transport.
- Occasion: border talks.
- Mechanism: Joint Bridge Commission.

## WHAT WAS SAID

**Lena Brandt (Norland)** gave a pledge, in the report's words: “the two neighbours would reopen the border bridge in \
2025”.[^5]

Lena Brandt said:

> “A bridge belongs to those who cross it”[^6]

**Émile Roux-Garnier (Sudmark)**, in the report's words and partly quoted, “called on Norland to \
‘stop the senseless blockade’ of the coast”.[^7]

## UNDERTAKEN

- Norland and Sudmark agreed: “reopen the border bridge”; due 2025; within Joint Bridge Commission.[^8]
- Coastal Council made a request of Norland and Sudmark: show restraint.[^9]

## CLAIMED

- At least 12 killed (fishermen), attributed to “the regime”; in the outlet's own voice: “At least 12 fishermen were \
martyred”.[^10]
- About 1,300 displaced (people), the coast; according to Émile Roux-Garnier: “about 1,300 people displaced”.[^11]

## LANGUAGE OF THE REPORT

- “martyred”, of fishermen, in the outlet's own voice; neutral: killed.[^12]
- “regime”, in the outlet's own voice; neutral: government.[^13]

## ALSO REPORTED

- A telephone conversation of Ida Holm (Norland) and the parliament speaker (Sudmark), Tuesday, 17 December 2024 \
(3f2a9c-c2).[^14]

**Coastal Council** made a request of Norland and Sudmark, in the report's words: “restraint”.[^15]

## SOURCES

1. Fjord Gazette (Norland), “Bridge \\*talks\\* in Brandby”, published 20 December 2024. \
<https://fjord.example/bridge>. Text of 663 characters, SHA-256 \
eb67d950e4fcc02b7dcda7659798c14b617a8e3409e35e63f0965a2fe1046fd9.

[^1]: Fjord Gazette, 20 December 2024, chars 0-39.
[^2]: Fjord Gazette, 20 December 2024, chars 49-91.
[^3]: Fjord Gazette, 20 December 2024, chars 103-114.
[^4]: Fjord Gazette, 20 December 2024, chars 95-102.
[^5]: Fjord Gazette, 20 December 2024, chars 117-192.
[^6]: Fjord Gazette, 20 December 2024, chars 193-248.
[^7]: Fjord Gazette, 20 December 2024, chars 250-364.
[^8]: Fjord Gazette, 20 December 2024, chars 153-191.
[^9]: Fjord Gazette, 20 December 2024, chars 610-640.
[^10]: Fjord Gazette, 20 December 2024, chars 478-513.
[^11]: Fjord Gazette, 20 December 2024, chars 518-546.
[^12]: Fjord Gazette, 20 December 2024, chars 505-513.
[^13]: Fjord Gazette, 20 December 2024, chars 554-560.
[^14]: Fjord Gazette, 20 December 2024, chars 366-440.
[^15]: Fjord Gazette, 20 December 2024, chars 590-641.
"""


def memo(record: Record, number: int = 0, **options: object) -> str:
    return write_memo(record, record.contacts[number], country_name=lambda code: NAMES.get(code, code), **options)  # type: ignore[arg-type]


def section(text: str, heading: str) -> str:
    found = re.search(rf"^## {heading}\n\n(.*?)(?=^## |^\[\^|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def bare_record(contact: Contact | None = None, **fields: object) -> Record:
    contact = contact or Contact(id="c1", status="held", role="main", mode="meeting")
    return Record(**{"article": article(), "contacts": (contact,), **fields})  # type: ignore[arg-type]


# the whole -------------------------------------------------------------------------------------------------------


def test_the_memo_of_a_meeting() -> None:
    assert memo(bridge_record(), key="3f2a9c") == GOLDEN


def test_the_memo_of_a_background_contact_leaves_out_what_is_not_its_own() -> None:
    text = memo(bridge_record(), 1, key="3f2a9c")
    assert text.startswith("# Memorandum of Telephone Conversation\n")
    assert section(text, "PARTICIPANTS").endswith("- Parliament Speaker, not named in the report")
    assert "By telephone." in section(text, "DATE AND PLACE")
    assert section(text, "WHAT WAS SAID").startswith(
        "**Ida Holm (Norland)** voiced praise, in the report's words: “the call”"
    )
    assert "Lena Brandt said" not in text
    assert section(text, "UNDERTAKEN") == section(text, "CLAIMED") == ""
    assert section(text, "ALSO REPORTED").startswith("- A meeting of Lena Brandt (Norland) and Émile Roux-Garnier")
    assert "Coastal Council" not in text


def test_what_belongs_to_no_contact_is_told_once_also_where_none_is_main() -> None:
    record = bridge_record()
    background = tuple(msgspec.structs.replace(contact, role="background") for contact in record.contacts)
    texts = [memo(msgspec.structs.replace(record, contacts=background), number) for number in (0, 1)]
    for words in ("Coastal Council", "12 killed"):
        assert [words in text for text in texts] == [True, False]


def test_a_memo_of_almost_nothing_still_reads() -> None:
    text = write_memo(bare_record(), bare_record().contacts[0])
    assert section(text, "PARTICIPANTS") == "The report names none."
    assert section(text, "DATE AND PLACE") == "- The report states no date.\n- The report states no place."
    assert "Drawn up from one report (outlet not named, undated)." in text
    assert section(text, "SOURCES").startswith("1. Outlet not named, undated. Text of 663 characters, SHA-256 ")
    assert "None" not in text
    assert "[^" not in text
    assert text.endswith(".\n")


def test_the_same_record_gives_the_same_memo() -> None:
    assert memo(bridge_record(), key="x") == memo(bridge_record(), key="x")


def test_every_footnote_is_cited_and_every_citation_has_its_note() -> None:
    text = memo(bridge_record())
    cited = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert set(cited) == set(defined)
    assert defined == [str(number) for number in range(1, len(defined) + 1)]
    first_cited = list(dict.fromkeys(cited))
    assert first_cited == defined  # numbered in the order of reading


def test_every_quotation_stands_in_the_report_at_the_place_the_note_gives() -> None:
    text = memo(bridge_record())
    notes = dict(re.findall(r"^\[\^(\d+)\]: .*chars (\d+-\d+)\.$", text, re.MULTILINE))
    checked = 0
    for line in section(text, "WHAT WAS SAID").splitlines() + section(text, "CLAIMED").splitlines():
        quoted, mark = re.search(r"“([^”]*)”", line), re.search(r"\[\^(\d+)\]", line)
        if mark and quoted:
            start, end = map(int, notes[mark[1]].split("-"))
            words = max(re.findall(r"“([^”]*)”", line), key=len)
            assert words.replace("‘", '"').replace("’", '"') in TEXT[start:end]
            checked += 1
    assert checked == 5


def test_memos_in_one_file_number_on() -> None:
    record = bridge_record()
    first = Footnotes()
    one = memo(record, 0, footnotes=first)
    second = Footnotes(first.next)
    two = memo(record, 1, footnotes=second)
    numbers = re.findall(r"^\[\^(\d+)\]:", one + two, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_the_archive_writes_the_memo() -> None:
    with Archive.open(":memory:") as archive:
        outcome = archive.add(bridge_record())
        text = archive.memo(outcome.contacts[0], country_name=lambda code: NAMES.get(code, code))
        assert text == GOLDEN.replace("3f2a9c", outcome.report[:6])


# neutrality ------------------------------------------------------------------------------------------------------


def test_loaded_words_stand_between_quotation_marks_only() -> None:
    record = bridge_record()
    loaded = msgspec.structs.replace(
        record,
        contacts=(
            msgspec.structs.replace(
                MEETING,
                occasion="conference on the regime",
                mechanism="Regime Watch",
                place=Place(name="occupied Brandby", country="NOR"),
            ),
            msgspec.structs.replace(CALL, place=Place(name="occupied Brandby")),
        ),
        commitments=(
            Commitment(
                id="k9",
                who=("council",),
                kind="hope",
                act="topple the Regime",
                spans=(span("asked both sides for restraint"),),
            ),
        ),
        framing=(*record.framing, Framing(term="occupied", neutral="held", voice="outlet", span=span("coast"))),
    )
    text = memo(loaded)
    outside = re.sub(r"“[^”]*”", "", text)
    for term in ("martyred", "regime", "occupied"):
        assert term not in outside.casefold()
    assert "Occasion: “conference on the regime”" in text
    assert "“occupied Brandby”, Norland" in text


def test_the_words_of_the_frame_take_no_side() -> None:
    for act in SAID:
        alone, addressing = SAID[act]
        assert "{}" in addressing
        assert "{}" not in alone
        for loaded in ("claim", "admit", "confess", "insist", "slam", "rant", "boast"):
            assert loaded not in alone + addressing


def test_there_are_words_for_every_act_and_undertaking() -> None:
    assert set(SAID) == set(Act.__args__)  # type: ignore[attr-defined]
    assert set(UNDERTAKEN) == set(CommitmentKind.__args__)  # type: ignore[attr-defined]


def test_a_claim_always_says_whose_it_is() -> None:
    record = bare_record(claims=(Claim(id="m", what="killed", low=3, high=3, said_by="the governor"),))
    assert section(memo(record), "CLAIMED") == "- 3 killed; according to the governor."
    record = bare_record(claims=(Claim(id="m", what="killed"),))
    assert section(memo(record), "CLAIMED") == "- An unstated number killed; in the outlet's own voice."


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("reopen the border bridge", "pledged: “reopen the border bridge”"),
        ("that the two neighbours would reopen", "pledged “that the two neighbours would reopen”"),
        ("show much more restraint", "pledged: show much more restraint"),  # not the report's words
        ("to", "pledged: “asked both sides for restraint”"),  # too little to tell
    ],
)
def test_what_is_undertaken(act: str, told: str) -> None:
    commitment = Commitment(id="k", who=("x",), kind="pledge", act=act, spans=(span("asked both sides for restraint"),))
    assert section(memo(bare_record(commitments=(commitment,))), "UNDERTAKEN") == f"- x {told}.[^1]"


def test_states_and_bodies_are_not_followed_by_their_own_country() -> None:
    record = bare_record(actors=(Actor(id="n", kind="state", name="Norland", country="NOR"),))
    planned = Contact(
        id="c2",
        status="planned",
        role="background",
        mode="summit",
        participants=(Participant(actor="n", name="Norland", country="NOR"), Participant(actor="x", country="SDM")),
    )
    record = msgspec.structs.replace(record, contacts=(*record.contacts, planned))
    assert section(memo(record), "ALSO REPORTED") == "- A planned summit of Norland and the representative (Sudmark)."
    unnamed = msgspec.structs.replace(planned, participants=(Participant(actor="n", country="NOR"),))
    record = msgspec.structs.replace(record, contacts=(record.contacts[0], unnamed))
    assert section(memo(record), "ALSO REPORTED") == "- A planned summit of Norland."


@pytest.mark.parametrize(
    ("country", "office", "title"),
    [
        ("USA", "foreign minister", "Secretary of State"),
        ("USA", "finance minister", "Secretary of the Treasury"),
        ("GBR", "defense minister", "Defence Secretary"),
        ("IND", "foreign minister", "External Affairs Minister"),
        ("USA", "deputy foreign minister", "Deputy Foreign Minister"),
        ("NOR", "foreign minister", "Foreign Minister"),
        (None, "foreign minister", "Foreign Minister"),
    ],
)
def test_an_office_is_called_as_its_country_does(country: str | None, office: str, title: str) -> None:
    holder = Participant(actor="x", name="X", country=country, office=office)
    contact = Contact(id="c1", status="held", role="main", mode="meeting", participants=(holder,))
    assert section(memo(bare_record(contact)), "PARTICIPANTS").endswith(f"- X, {title}")


def test_offices_and_topics_with_names_are_those_of_the_tables() -> None:
    table = tomllib.loads((Path(wording.__file__).with_name("names.toml")).read_text(encoding="utf-8"))
    assert set(table["topics"]) <= set(topics())
    for country, offices in table["offices"].items():
        for office, title in offices.items():
            known = load().office(title, country)
            assert known, title
            assert known.office == office


def test_names_in_topics_have_their_capitals() -> None:
    contact = Contact(
        id="c1", status="held", role="main", mode="meeting", topics=("trade", "ukraine war", "south china sea")
    )
    assert section(memo(bare_record(contact)), "SUBJECT") == "- Trade; Ukraine war; South China Sea."


# what a report may contain ----------------------------------------------------------------------------------------


def test_the_report_cannot_write_markdown() -> None:
    words = "see [this](https://bad.example) *now* <script>x</script> [^1] `code`\n# heading | cell"
    text = f"He said {words}"
    record = Record(
        article=article(text, outlet="A\n# B", title="T<img>", url="javascript:alert(1)"),
        actors=(Actor(id="a", kind="person", name="X\n## Y"),),
        contacts=(Contact(id="c1", status="held", role="main", mode="meeting", topics=("*a*",), occasion="<b>"),),
        statements=(
            Statement(
                id="s1", speakers=("a",), form="indirect", act="assert", content=(span(words, text),), contact="c1"
            ),
        ),
    )
    written = memo(record)
    headings = re.findall(r"^#+ .*$", written, re.MULTILINE)
    assert headings == [
        "# Memorandum of Conversation",
        "## PARTICIPANTS",
        "## DATE AND PLACE",
        "## SUBJECT",
        "## WHAT WAS SAID",
        "## SOURCES",
    ]
    unescaped = re.sub(r"\\.", "", written)
    assert "<" not in unescaped
    assert "`" not in unescaped
    assert "](" not in unescaped
    assert "javascript:alert(1)" in written


def test_only_web_addresses_become_links() -> None:
    assert address("https://a.example/b?c=d_e") == "<https://a.example/b?c=d_e>"
    assert address("javascript:x") == "javascript:x"
    assert address("https://a.example/<b>") == r"https://a.example/\<b\>"
    assert address("file id_7") == r"file id\_7"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("peace at last.", "“peace at last”"),
        ('"Peace at last,"', "“Peace at last”"),
        ("“Peace at last.”", "“Peace at last”"),
        ("'Peace'", "“Peace”"),
        ('a "lasting" peace', "“a ‘lasting’ peace”"),
        ('"One," he said, "two."', "“‘One,’ he said, ‘two.’”"),
        ("the people’s will", "“the people’s will”"),
        ("two\n  lines", "“two lines”"),
        ('"', '“"”'),
        ("", "“”"),
        (': "Peace."', "“Peace”"),
    ],
)
def test_quotations(words: str, expected: str) -> None:
    assert quotation(words) == expected


def test_a_quotation_of_parted_words_shows_the_gap() -> None:
    assert quotation((Span(0, 3, "one"), Span(9, 14, "three"))) == "“one … three”"
    assert quotation((Span(0, 3, "one"), Span(4, 7, "two"))) == "“one two”"


def test_a_direct_quotation_keeps_its_last_stop() -> None:
    assert quotation("“Peace at last!”", closed=False) == "“Peace at last!”"
    assert quotation("Peace.", closed=False) == "“Peace.”"


# how things are said ----------------------------------------------------------------------------------------------


RETELLINGS = [  # text, cue, content, how it is retold
    ("Holm welcomed the call.", "welcomed", ["the call"], ", in the report's words, “welcomed the call”"),
    ("Holm has also urged calm.", "urged", ["calm"], ", in the report's words, “urged calm”"),
    (
        "Holm said that the call helped.",
        "said",
        ["that the call helped"],
        " said, in the report's words: “the call helped”",
    ),
    ("Holm said the call helped.", "said", ["the call helped"], " said, in the report's words: “the call helped”"),
    (
        "The call helped, Holm stressed.",
        "stressed",
        ["The call helped,"],
        " said, in the report's words: “The call helped”",
    ),
    (
        "Holm called on both sides to talk.",
        "called",
        ["on both sides", "to talk"],
        ", in the report's words, “called on both sides to talk”",
    ),
    (
        "Holm voiced hope for talks, and later fear.",
        "voiced",
        ["hope for talks", "fear"],
        ", in the report's words, “voiced hope for talks … fear”",
    ),
    (
        "Referring to the call, Holm smiled.",
        "Referring",
        ["to the call"],
        " said, in the report's words: “Referring to the call”",
    ),
    (
        "Holm was praised for the call.",
        "praised",
        ["for the call"],
        " said, in the report's words: “praised for the call”",
    ),
    (
        "Holm stressed.\nThe call helped.",
        "stressed",
        ["The call helped"],
        " said, in the report's words: “The call helped”",
    ),
    ("Holm did not condemn it.", "condemn", ["it"], ", in the report's words: “Holm did not condemn it”"),
    ("Holm didn’t openly condemn it.", "condemn", ["it"], ", in the report's words: “Holm didn’t openly condemn it”"),
    ("Holm asked for help.", None, ["asked for help"], " said, in the report's words: “asked for help”"),
    ("Holm asked for help.", "asked", [], " said, in the report's words: “Holm asked for help”"),
]


@pytest.mark.parametrize(("text", "cue", "content", "retold"), RETELLINGS)
def test_a_paraphrase_brings_its_verb_where_that_says_more(
    text: str, cue: str | None, content: list[str], retold: str
) -> None:
    assert said(text, "indirect", cue, content) == f"**Holm (Norland)**{retold}.[^1]"


@pytest.mark.parametrize(
    ("text", "content", "quoted"),
    [
        ("“We hope,” Holm said.", "“We hope,”", "We hope"),
        ('"We hope," Holm said on Friday.', '"We hope," Holm said on Friday', "We hope"),
        ("Holm: we ‘hope’.", "we ‘hope’", "we ‘hope’"),
        ('"We hope," said Holm, "and wait."', '"We hope," said Holm, "and wait."', "‘We hope,’ … ‘and wait.’"),
    ],
)
def test_a_direct_quotation_is_only_what_was_quoted(text: str, content: str, quoted: str) -> None:
    assert said(text, "direct", None, [content]) == f"**Holm (Norland)** said:\n\n> “{quoted}”[^1]"


def said(text: str, form: Form, cue: str | None, content: list[str]) -> str:
    statement = Statement(
        id="s1",
        speakers=("h",),
        form=form,
        act="assert",
        cue=span(cue, text) if cue else None,
        content=tuple(span(words, text) for words in content),
        contact="c1",
        spans=(span(text, text),),
    )
    actors = (Actor(id="h", kind="person", name="Holm", country="NOR"),)
    return section(memo(bare_record(article=article(text), actors=actors, statements=(statement,))), "WHAT WAS SAID")


def test_speakers_are_introduced_once_and_unknown_ones_are_not_invented() -> None:
    actors = (
        Actor(id="h", kind="person", name="Holm", country="NOR"),
        Actor(id="i", kind="body", name="The Council", country="NOR"),
    )
    statements = (
        Statement(id="1", speakers=("h",), form="indirect", act="hope", contact="c1"),
        Statement(id="2", speakers=("h",), form="indirect", act="praise", contact="c1"),
        Statement(id="3", speakers=(), form="indirect", act="hope", contact="c1"),
        Statement(id="4", speakers=("h", "i"), form="direct", act="agree", addressees=("j",), contact="c1"),
    )
    lines = section(memo(bare_record(actors=actors, statements=statements)), "WHAT WAS SAID").split("\n\n")
    assert lines == [
        "**Holm (Norland)** expressed hope.",
        "Holm voiced praise.",
        "**A speaker who is not named** expressed hope.",
        "**Holm (Norland) and The Council** voiced agreement with j.",
    ]


@pytest.mark.parametrize(
    ("status", "mode", "title"),
    [
        ("held", "meeting", "Memorandum of Conversation"),
        ("held", "phone", "Memorandum of Telephone Conversation"),
        ("held", "visit", "Memorandum of a Visit"),
        ("planned", "meeting", "Note on a planned meeting"),
        ("cancelled", "visit", "Note on a cancelled visit"),
        ("denied", "phone", "Note on a telephone conversation reported not to have taken place"),
    ],
)
def test_titles(status: str, mode: str, title: str) -> None:
    assert title_of(Contact(id="c", status=status, role="main", mode=mode)) == title  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(start="2018-10-12", end="2018-10-12", precision="day"), "Friday, 12 October 2018"),
        (When(start="2018-10-11", end="2018-10-12", precision="day"), "11 to 12 October 2018"),
        (When(start="2018-09-30", end="2018-10-12", precision="day"), "30 September to 12 October 2018"),
        (When(start="2018-12-30", end="2019-01-02", precision="day"), "30 December 2018 to 2 January 2019"),
        (When(start="2018-10-01", end="2018-10-31", precision="month"), "October 2018"),
        (When(start="2018-01-01", end="2018-12-31", precision="year"), "2018"),
        (When(weekday="friday"), "a Friday; the date is left open"),
        (When(), "the date is left open"),
        (
            When(start="2018-05-01", end="2018-05-31", precision="range", weekday="Friday"),
            "a Friday between 1 May 2018 and 31 May 2018; the date is left open",
        ),
        (When(end="2018-05-31", precision="range"), "not after 31 May 2018; the date is left open"),
        (When(start="2018-05-01", precision="range"), "not before 1 May 2018; the date is left open"),
    ],
)
def test_dates_are_told_as_far_as_they_are_known(when: When, words: str) -> None:
    assert when_in_words(when) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024-02-09", "9 February 2024"),
        ("2024-02", "February 2024"),
        ("2024", "2024"),
        ("2024-13", "2024-13"),
        ("so*n", r"so\*n"),
    ],
)
def test_iso_dates(iso: str, words: str) -> None:
    assert date_in_words(iso) == words


@pytest.mark.parametrize(
    ("low", "high", "approximate", "words"),
    [
        (62, 62, False, "62 killed"),
        (62, None, False, "at least 62 killed"),
        (None, 62, False, "at most 62 killed"),
        (15000, 15000, True, "about 15,000 killed"),
        (20, 25, False, "between 20 and 25 killed"),
        (None, None, False, "an unstated number killed"),
    ],
)
def test_counts(low: int | None, high: int | None, approximate: bool, words: str) -> None:
    assert count_in_words(Claim(id="m", what="killed", low=low, high=high, approximate=approximate)) == words


def test_lists_and_offices() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert office_in_words("minister of foreign affairs") == "Minister of Foreign Affairs"
    assert plain("a_b\nc") == r"a\_b c"


def test_capacities_that_differ_within_a_side_are_told_each() -> None:
    contact = Contact(
        id="c1",
        status="held",
        role="main",
        mode="phone",
        participants=(
            Participant(actor="a", name="A", country="NOR", capacity="caller"),
            Participant(actor="b", name="B", country="NOR"),
            Participant(actor="c", name="C"),
        ),
    )
    assert section(memo(bare_record(contact)), "PARTICIPANTS").split("\n") == [
        "**Norland**",
        "",
        "- A (caller)",
        "- B",
        "",
        "**Other**",
        "",
        "- C",
    ]


def test_one_note_for_one_place() -> None:
    notes = Footnotes()
    here = Span(4, 9, "words")
    assert notes.cite(article(), (here,)) == notes.cite(article(), (here, Span(5, 8, "ord"), here)) == "[^1]"
    assert notes.cite(article(), (Span(20, 22, "xx"), here)) == "[^2]"
    assert notes.cite(article(), ()) == ""
    assert notes.lines() == [
        "[^1]: report bridge, undated, chars 4-9.",
        "[^2]: report bridge, undated, chars 4-9, 20-22.",
    ]
