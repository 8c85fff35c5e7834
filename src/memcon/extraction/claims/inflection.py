"""The forms of an English word. Rare verbs are where a model's lemmas fail ("slain", "neutralized"), so tables are matched by form."""

from collections.abc import Iterable

_VOWELS = frozenset("aeiou")
_SIBILANT = ("s", "x", "z", "ch", "sh")


def forms(entry: str) -> frozenset[str]:
    """All forms of a table entry: a base word, then irregular forms if it has any ("slay slew slain").

    Doubled and single consonants are both given ("gunned", "guned"): what is no word matches nothing.
    """
    base, *irregular = entry.split()
    return frozenset({base, *irregular, _with_s(base), *_with_ending(base, "ed"), *_with_ending(base, "ing")})


def all_forms(entries: Iterable[str]) -> frozenset[str]:
    """The forms of several entries."""
    return frozenset(form for entry in entries for form in forms(entry))


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANT) else "s")


def _with_ending(word: str, ending: str) -> set[str]:
    if word.endswith("ie") and ending == "ing":
        return {word[:-2] + "ying"}
    if word.endswith("e") and not (ending == "ing" and word.endswith(("ee", "ye", "oe"))):
        return {word[:-1] + ending}
    if word.endswith("y") and word[-2:-1] not in _VOWELS and ending == "ed":
        return {word[:-1] + "ied"}
    made = {word + ending}
    if len(word) > 2 and word[-1] not in _VOWELS | {"w", "x", "y"} and word[-2] in _VOWELS:
        made.add(word + word[-1] + ending)
    return made
