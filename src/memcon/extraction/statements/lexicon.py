"""The reporting predicates of cues.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from memcon.record import Act


@dataclass(frozen=True)
class Cue:
    """One use of a verb: what it reports, and the frames in which it does.

    ``particle`` is a word that must stand with the verb ("laid out"), ``objects`` are the nouns of which one must be its
    object ("drew attention"), ``alone`` says that one person says it and to nobody in particular ("spoke about").
    """

    act: Act
    frames: frozenset[str]
    particle: str | None = None
    objects: frozenset[str] = frozenset()
    alone: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Cues by verb lemma, acts by expressed noun, and words for speakers."""

    cues: dict[str, tuple[Cue, ...]]
    attitudes: dict[str, Cue]
    forms: dict[str, str]
    expressed: dict[str, Act]
    speakers: frozenset[str]
    papers: frozenset[str]
    gatherings: frozenset[str]
    person_endings: tuple[str, ...]
    things: frozenset[str]
    kinds_of_body: frozenset[str]
    outlets: frozenset[str]
    inverting: frozenset[str]
    issuing: frozenset[str]
    vouching: frozenset[str]
    made: frozenset[str]
    pointed_to: frozenset[str]
    addressing: frozenset[str]
    recalled: frozenset[str]
    impersonal: frozenset[str]
    stressing: frozenset[str]
    stressed: frozenset[str]
    open_to_no: frozenset[str]
    asking: frozenset[str]
    contacts: frozenset[str]
    taking_part: frozenset[str]
    aside: frozenset[str]
    stances: frozenset[str]
    signed: frozenset[str]
    examples: tuple[tuple[str, str], ...]

    def cue_of(self, form: str, lemma: str) -> tuple[Cue, ...]:
        """The cues of a verb; a form whose lemma was misread ("hoped" as "hop") is found all the same."""
        return self.cues.get(self.verb_of(form, lemma), ())

    def verb_of(self, form: str, lemma: str) -> str:
        """The reporting verb that a word is a form of, its lemma where it is none."""
        return lemma if lemma in self.cues else self.forms.get(form.lower(), lemma)


def _regular_forms(verb: str) -> tuple[str, ...]:
    """Past tense, third person and participle of a regular verb."""
    if verb.endswith("e"):
        return verb + "d", verb + "s", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied", verb[:-1] + "ies", verb + "ing"
    plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return verb + "ed", verb + plural, verb + "ing"


def _cue(group: dict[str, Any]) -> Cue:
    objects = frozenset(group.get("objects", ()))
    return Cue(group["act"], frozenset(group["frames"]), group.get("particle"), objects, group.get("alone", False))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped table."""
    table = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    cues: dict[str, tuple[Cue, ...]] = {}
    for group in table["group"]:
        for verb in group["verbs"]:
            cues[verb] = (*cues.get(verb, ()), _cue(group))
    attitudes = {word: _cue(group) for group in table["attitude"] for word in group["words"]}
    return Lexicon(
        cues,
        attitudes,
        {form: verb for verb in cues for form in _regular_forms(verb)},
        cast(dict[str, Act], table["expressed"]),
        frozenset(table["speakers"]["nouns"]),
        frozenset(table["speakers"]["papers"]),
        frozenset(table["speakers"]["gatherings"]),
        tuple(table["speakers"]["endings"]),
        frozenset(table["speakers"]["things"]),
        frozenset(table["speakers"]["kinds_of_body"]),
        frozenset(table["speakers"]["outlets"]),
        frozenset(table["inverting"]["verbs"]),
        frozenset(table["issuing"]["verbs"]),
        frozenset(table["vouching"]["verbs"]),
        frozenset(table["made"]["nouns"]),
        frozenset(table["pointed_to"]["nouns"]),
        frozenset(table["addressing"]["verbs"]),
        frozenset(table["deeds"]["recall"]),
        frozenset(table["impersonal"]["verbs"]),
        frozenset(table["impersonal"]["stressing"]),
        frozenset(table["impersonal"]["stressed"]),
        frozenset(table["negated"]["verbs"]),
        frozenset(table["transcript"]["asking"]),
        frozenset(table["readout"]["contacts"]),
        frozenset(table["readout"]["taking_part"]),
        frozenset(table["readout"]["aside"]),
        frozenset(table["own_voice"]["verbs"]),
        frozenset(table["own_voice"]["signed"]),
        tuple((group["example"], group["counter"]) for group in (*table["group"], *table["attitude"])),
    )
