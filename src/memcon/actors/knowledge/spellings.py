"""The spellings of a person's name: which are worth keeping, and under which words they are found."""

from collections.abc import Iterable

from memcon.actors.knowledge.names import ascii_name, fold, name_parts, name_words, sound


def heard(name: str) -> list[str]:
    """The words of a name as they sound; numbers as they stand: "Speaker 1" is not "Speaker 11"."""
    return [word if any(map(str.isdigit, word)) else sound(word) for word in name_words(name)]


def other_spellings(name: str, aliases: Iterable[str]) -> list[str]:
    """The other spellings of a name, those left out that differ in case, accents, titles or particles only."""
    known = {tuple(name_words(name))}
    kept = []
    for alias in sorted(aliases, key=lambda alias: (len(alias), alias)):
        words = tuple(name_words(alias))
        if words not in known:
            known.add(words)
            kept.append(alias)
    return sorted(kept)


def found_under(names: Iterable[str], *, surname_first: bool) -> dict[str, bool]:
    """The sounds under which a person is found, and whether each is the family name."""
    found: dict[str, bool] = {}
    for name in names:
        for part in name_parts(name):
            found.setdefault(sound(part), False)
        words = name_words(name)
        if not words:
            continue
        for word in (*_surnames(name, words[-1]), *(words[:1] if surname_first else ())):
            if len(word) > 1:
                found[sound(fold(word))] = True
    found.pop("", None)
    return found


def _surnames(name: str, last: str) -> tuple[str, str]:
    """The last word, and of a double name its second part."""
    double = name.count("-") == 1 and not name.endswith("-")
    return last, ascii_name(name).lower().split("-")[-1].split()[-1] if double else last
