"""How many of the PLOVER gold sentences are coded right from raw text: event types, and types with both countries.

usage: python evaluation/plover.py ../shared/data/events [--half tuning|kept] [--misses]

The sentences are the CAMEO manual's, coded in PLOVER 0.5b1 by its authors; each record has one event. The SHA-256 of a
sentence puts it in one half: patterns were written with the even half in sight, the odd half was kept aside and its
sentences were not read (`--misses` does not print them).

Only the sentence is given. All events that memcon finds in it count: a predicted type is right if the sentence's gold has it,
and a type counts once per sentence. Codes of 0.5b1 are read as the draft 2.0 has them: DEMAND is REQUEST, DISAPPROVE and
INVESTIGATE are ACCUSE, FIGHT is ASSAULT, and COERCE with the mode "destroy" is ASSAULT. Countries are the first three
letters of the gold's actor codes; what is of no country (IGO, NGO, IMG, ISM; in memcon a body without one, or of UNO, EUR, NAT …)
counts as one. Both countries are right where some event of the right type has all and only the gold's source countries as
actors and its target countries as recipients; where the gold names no target, its sources are compared with both together.
"""

import argparse
import hashlib
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import memcon
from memcon.record import Event, Record

FILE = "plover_gsr.json.xz"
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
NO_COUNTRY = "no country"
STATELESS = frozenset({"IGO", "NGO", "IMG", "ISM", "UNO", "EUR", "NAT", "ASA", "OIC", "LAS"})
_MISSPELT = {"JAP": "JPN"}


@dataclass(frozen=True)
class Gold:
    """One gold record: its type in the draft 2.0, and the countries of both sides."""

    event_type: str
    sources: frozenset[str]
    targets: frozenset[str]


@dataclass
class Tally:
    """Counts over sentences, the last three by type."""

    gold: int = 0
    both: int = 0
    predicted: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    taken_for: dict[str, Counter[str]] = field(default_factory=dict)


def read_gold(folder: Path, half: str) -> dict[str, list[Gold]]:
    """The sentences of a half with their gold records; a sentence that has two is there once."""
    with lzma.open(folder / FILE, "rt", encoding="utf-8") as lines:
        records = json.load(lines)
    found: dict[str, list[Gold]] = {}
    for record in records:
        text = record.get("text", "")
        if text and half_of(text) == half:
            found.setdefault(text.strip().strip("{}"), []).append(_gold(record))
    return found


def half_of(text: str) -> str:
    """The half that a sentence belongs to."""
    return "kept" if hashlib.sha256(text.encode()).digest()[-1] & 1 else "tuning"


def _gold(record: dict[str, Any]) -> Gold:
    event_type = _RENAMED.get(record["event"], record["event"])
    if (event_type, record.get("mode")) == ("COERCE", "destroy"):
        event_type = "ASSAULT"
    return Gold(event_type, _gold_countries(record.get("source")), _gold_countries(record.get("target")))


def _gold_countries(actors: object) -> frozenset[str]:
    codes = (actor["code"][:3] for actor in actors if actor.get("code")) if isinstance(actors, list) else ()
    return frozenset(NO_COUNTRY if code in STATELESS else _MISSPELT.get(code, code) for code in codes)


def countries(record: Record, ids: Iterable[str]) -> frozenset[str]:
    """The countries of actor ids as the gold counts them; a person or group of unknown country has none."""
    actors = {actor.id: actor for actor in record.actors}
    found = set()
    for ident in ids:
        actor = actors.get(ident)
        country = actor.country if actor is not None else ident
        if country is None and actor is not None and actor.kind == "body":
            country = NO_COUNTRY
        found.add(NO_COUNTRY if country in STATELESS else country or "?")
    return frozenset(found)


def both_right(gold: Gold, event: Event, record: Record) -> bool:
    """Whether an event has the type and both countries of a gold record."""
    actor, recipient = countries(record, event.actor), countries(record, event.recipient)
    sides = (actor, recipient) if gold.targets else (actor | recipient, frozenset())
    return event.event_type == gold.event_type and sides == (gold.sources, gold.targets)


def score(sentences: dict[str, list[Gold]]) -> Iterator[tuple[Tally, str, list[Gold], tuple[Event, ...]]]:
    """Runs memcon on each sentence; yields the running counts with the sentence and its events."""
    tally = Tally()
    for text, golds in sentences.items():
        record = memcon.extract(text)
        types = {event.event_type for event in record.events}
        tally.predicted.update(types)
        tally.right.update(types & {gold.event_type for gold in golds})
        for gold in golds:
            tally.gold += 1
            tally.expected[gold.event_type] += 1
            tally.found[gold.event_type] += gold.event_type in types
            tally.both += any(both_right(gold, event, record) for event in record.events)
            if gold.event_type not in types:
                tally.taken_for.setdefault(gold.event_type, Counter()).update(types or {"nothing"})
        yield tally, text, golds, record.events


def table(tally: Tally) -> Iterator[str]:
    """The counts as Markdown."""
    recall = sum(tally.found.values()) / tally.gold
    precision = sum(tally.right.values()) / max(sum(tally.predicted.values()), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    yield f"{tally.gold} gold events: recall {recall:.1%}, precision {precision:.1%}, F1 {f1:.1%}, "
    yield f"type and both countries {tally.both / tally.gold:.1%}\n\n"
    yield "| type | gold | found | predicted | right | missed ones are coded as |\n|---|---|---|---|---|---|\n"
    for name, count in sorted(tally.expected.items(), key=lambda row: (-row[1], row[0])):
        instead = ", ".join(f"{other} {n}" for other, n in tally.taken_for.get(name, Counter()).most_common(4))
        yield f"| {name} | {count} | {tally.found[name]} | {tally.predicted[name]} | {tally.right[name]} | {instead} |\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table of a half."""
    parser = argparse.ArgumentParser(description="How many of the PLOVER gold sentences are coded right from raw text.")
    parser.add_argument("events", type=Path, help=f"folder with {FILE}")
    parser.add_argument("--half", choices=("tuning", "kept"), default="tuning")
    parser.add_argument("--misses", action="store_true", help="print the tuning sentences without a fully right event")
    options = parser.parse_args(arguments)
    tally, both = Tally(), 0
    for tally, text, golds, events in score(read_gold(options.events, options.half)):
        if options.misses and options.half == "tuning" and tally.both < both + len(golds):
            sys.stdout.write(f"{text}\n")
            for gold in golds:
                sys.stdout.write(f"  gold {gold.event_type} {sorted(gold.sources)} -> {sorted(gold.targets)}\n")
            for event in events:
                sys.stdout.write(
                    f"  {event.event_type} {event.event_mode} {event.actor} -> {event.recipient} {event.from_}\n"
                )
        both = tally.both
    for line in table(tally):
        sys.stdout.write(line)


if __name__ == "__main__":
    main()
