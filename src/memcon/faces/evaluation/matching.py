"""When something that was found is the thing that was looked for."""

import re
import unicodedata

from memcon.archive.days import known_date
from memcon.faces.evaluation.gold import GoldContact
from memcon.record import Contact

ENOUGH = 0.5  # share of a gold contact's participants that makes it the same contact

_SENTENCE_END = re.compile(r"\n|[.!?][\"”’')\]]*(?=\s+[\"“‘'(]?[A-Z0-9])")


def fold(name: str | None) -> str:
    """Lower case, no accents, no hyphens, words apart."""
    decomposed = unicodedata.normalize("NFKD", name or "")
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).lower().replace("ı", "i")
    return re.sub(r"[^a-z0-9 ]+", " ", letters.replace("-", "")).strip()


def same_person(one: str | None, other: str | None) -> bool:
    """The same last word, two words in common, or all words of one in the other."""
    words, others = fold(one).split(), fold(other).split()
    if not words or not others:
        return False
    shared = set(words) & set(others)
    return words[-1] == others[-1] or len(shared) >= 2 or len(shared) == min(len(set(words)), len(set(others)))


def sentence_end(text: str, start: int) -> int:
    """Where the sentence that begins at ``start`` ends, as the gold's offsets count sentences."""
    match = _SENTENCE_END.search(text, start)
    return match.end() if match else len(text)


def share_of_participants(gold: GoldContact, found: Contact) -> float:
    """How many of the gold's participants are there; without any, mode and status alone count for a half."""
    if not gold.participants:
        return ENOUGH if gold.mode == found.mode and gold.status == found.status else 0.0
    left = [(participant.name or "", participant.country or "") for participant in found.participants]
    hits = 0
    for participant in gold.participants:
        name, country = participant.name or "", participant.country or ""
        for candidate in left:
            unnamed = not candidate[0] or fold(candidate[0]) == fold(name)
            if same_person(name, candidate[0]) or (country and country == candidate[1] and unnamed):
                hits += 1
                left.remove(candidate)
                break
    return hits / len(gold.participants)


def pair_contacts(
    gold: tuple[GoldContact, ...], found: tuple[Contact, ...]
) -> tuple[list[tuple[GoldContact, Contact]], list[GoldContact], list[Contact]]:
    """Pairs, what was missed, what is spurious. The gold's main contacts choose first, each the likest that is left."""
    pairs: list[tuple[GoldContact, Contact]] = []
    missed: list[GoldContact] = []
    taken: set[int] = set()
    for wanted in sorted(gold, key=lambda contact: contact.role != "main"):
        likest = max(
            (
                (_likeness(wanted, candidate), -index)
                for index, candidate in enumerate(found)
                if index not in taken and share_of_participants(wanted, candidate) >= ENOUGH
            ),
            default=None,
        )
        if likest is None:
            missed.append(wanted)
        else:
            index = -likest[1]
            taken.add(index)
            pairs.append((wanted, found[index]))
    return pairs, missed, [candidate for index, candidate in enumerate(found) if index not in taken]


def _likeness(gold: GoldContact, found: Contact) -> float:
    return (
        share_of_participants(gold, found)
        + 0.3 * (gold.mode == found.mode)
        + 0.2 * (gold.status == found.status)
        + 0.1 * (known_date(found.when) == gold.date)
    )
