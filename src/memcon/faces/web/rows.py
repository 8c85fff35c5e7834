"""How the rows of lists are worded: who took part, and which words of a passage are marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from msgspec.structs import replace

from memcon.archive import FoundPassage
from memcon.archive.wording import SAID, UNDERTAKEN, listed
from memcon.faces.web.times import due, when
from memcon.record import Act, CommitmentKind, Mode

LONGEST = 600
"""Characters of a report's words in a row; the passage has them all."""

_CHARS = 20  # stretches that an address asks a report to mark
_MARKS = ("\ue000", "\ue001")
_PARTICIPANT = re.compile(r"(.+) \(([^()]+)\)")
_ITEMS = {"c": "contact", "s": "statement", "k": "commitment", "m": "claim"}
_MODES: dict[Mode, str] = {"phone": "telephone call", "video": "video call"}


@dataclass(frozen=True)
class Side:
    """Those of one country who took part; ``country`` is None where they have none, or are one."""

    names: tuple[str, ...]
    country: str | None


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage, and whether the words that were looked for stand there."""

    text: str
    marked: bool


def sides(participants: Sequence[str]) -> tuple[Side, ...]:
    """Participants of an encounter by country, in their order: "Hassan Rouhani (IRN)" stands with others of Iran."""
    found: dict[str, list[str]] = {}
    for participant in participants:
        match = _PARTICIPANT.fullmatch(participant)
        name, country = match.groups() if match else (participant, f"={participant}")
        found.setdefault(country, []).append(name)
    return tuple(Side(tuple(names), None if country.startswith("=") else country) for country, names in found.items())


def mode_in_words(mode: Mode) -> str:
    """ "telephone call"."""
    return _MODES.get(mode, mode)


def shortened(words: str, most: int = LONGEST) -> str:
    """A report's words in one line, no longer than a row has place for."""
    line = " ".join(words[: 2 * most].split())
    if len(line) <= most and len(words) <= 2 * most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]}\N{NO-BREAK SPACE}…"


def pieces(passage: FoundPassage, *, around: int = LONGEST // 2) -> Iterator[Piece]:
    """A found passage, cut around its first match, as stretches that are marked and stretches that are not."""
    if not passage.matches:
        yield Piece(shortened(passage.text), marked=False)
        return
    # Signs of no script; where a report has them all the same it shows the sign for what cannot be read.
    plain = replace(passage, text=passage.text.translate(dict.fromkeys(map(ord, _MARKS), "\ufffd")))
    for seq, text in enumerate(re.split("|".join(_MARKS), plain.marked(*_MARKS, around=around))):
        if text:
            yield Piece(text, marked=seq % 2 == 1)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number and what it counts: "1 report", "2,200 reports"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def said(act: Act, addressees: Sequence[str]) -> str:
    """What somebody did by saying something: "called for action by Norland"."""
    alone, addressing = SAID[act]
    return addressing.format(listed(addressees)) if addressees else alone


def undertook(kind: CommitmentKind, to: Sequence[str]) -> str:
    """What kind of commitment somebody made: "pledged to Norland"."""
    alone, towards = UNDERTAKEN[kind]
    return towards.format(listed(to)) if to else alone


def item(ref: str) -> str:
    """The address of a contact by its id, of a statement, commitment or claim ("3f2a9c-s1") in its report."""
    report, _, name = ref.partition("-")
    return f"/encounters/{ref}" if name.startswith("c") else f"/reports/{report}?fact={name}#{name}"


def mechanism_address(name: str, countries: Sequence[str] = ()) -> str:
    """The address of a mechanism; with countries where others are called like it."""
    asked = f"?{urlencode([('country', code) for code in countries])}" if countries else ""
    return f"/mechanisms/{quote(name, safe='')}{asked}"


def place(passage: FoundPassage) -> str:
    """The address of a found passage in its report."""
    if passage.statement:
        return item(passage.statement)
    if passage.kind == "title":
        return f"/reports/{passage.report}"
    chars = "&".join(f"chars={start}-{end}" for start, end in passage.matches[:_CHARS])
    return f"/reports/{passage.report}?{chars}#asked"


def item_kind(ref: str) -> str:
    """What an id is one of."""
    return _ITEMS.get(ref.partition("-")[2][:1], "report")


WORDS = {
    "counted": counted,
    "due": due,
    "item": item,
    "item_kind": item_kind,
    "mechanism_address": mechanism_address,
    "mode": mode_in_words,
    "pieces": pieces,
    "place": place,
    "said": said,
    "shortened": shortened,
    "sides": sides,
    "undertook": undertook,
    "when": when,
}
"""What templates call."""
