"""Gold records made of corrected ones: facts that evaluation finds again in the record that they were made of."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from memcon.archive.gold_lines import gold_record
from memcon.faces.evaluation import Evaluation, GoldRecord
from test_archive_cases import bridge_record
from test_corrections import DECISIONS, LAW, RECORD, Pad, make


@LAW
@given(st.lists(DECISIONS, max_size=6))
def test_a_corrected_record_is_right_in_everything_by_its_own_gold(decisions: list[Any]) -> None:
    pad = Pad()
    for decision in decisions:
        make(pad, decision)
    record = pad.corrected.record
    evaluation = Evaluation()
    gold = msgspec.convert(gold_record(record), GoldRecord)
    evaluation.add(gold, record.article.text, record)
    assert evaluation.faults == []
    assert len(gold.contacts) == len(record.contacts)
    assert len(gold.statements) == len(record.statements)


def test_what_was_corrected_is_a_fault_of_the_extraction() -> None:
    pad = Pad()
    pad.edit(("contact", "c1"), "mode", "visit")
    pad.edit(("statement", "s1"), "speakers", "Ida Holm")
    pad.decide("reject", ("claim", "m1"))
    evaluation = Evaluation()
    evaluation.add(msgspec.convert(gold_record(pad.corrected.record), GoldRecord), RECORD.article.text, RECORD)
    assert [fault.what for fault in evaluation.faults] == ["contact mode", "statement speaker", "claim spurious"]


def test_a_gold_record_has_the_form_of_the_guide() -> None:
    gold = gold_record(bridge_record())
    text = bridge_record().article.text
    assert gold["id"] == gold["sha256"][:16]
    assert gold["contacts"][0] == {
        "start": 0,
        "words": "Foreign Minister Lena Brandt of Norland",
        "status": "held",
        "role": "main",
        "mode": "meeting",
        "date": "2024-12-19",
        "place": "Brandby",
        "country": "NOR",
        "occasion": "border talks",
        "participants": [
            {"name": "Lena Brandt", "country": "NOR", "office": "foreign minister"},
            {"name": "Émile Roux-Garnier", "country": "SDM", "office": "foreign minister"},
        ],
    }
    assert gold["statements"][1] == {
        "start": text.index('"A bridge'),
        "words": '"A bridge belongs to those who',
        "speakers": ["Lena Brandt"],
        "form": "direct",
        "act": "assert",
    }
    assert gold["commitments"][0] == {
        "start": text.index("would reopen"),
        "words": "would reopen the border bridge in",
        "who": ["Norland", "Sudmark"],
        "kind": "agreement",
        "act": "reopen the border bridge",
        "due": "2025",
    }
    assert gold["claims"][1] == {
        "start": text.index("about 1,300"),
        "words": "about 1,300 people displaced by the",
        "what": "displaced",
        "low": 1300,
        "high": 1300,
        "victims": "people",
        "by": "",
        "said_by": "Émile Roux-Garnier",
    }


def test_an_open_date_keeps_its_weekday() -> None:
    record = bridge_record()
    when = msgspec.structs.replace(record.contacts[0].when, start=None, end=None, precision="unknown")
    contact = msgspec.structs.replace(record.contacts[0], when=when)
    gold = gold_record(msgspec.structs.replace(record, contacts=(contact,)))
    assert (gold["contacts"][0]["date"], gold["contacts"][0]["weekday"]) == (None, "Thursday")
