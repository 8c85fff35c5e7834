"""Names and words made comparable: accents, case, hyphens and spaces do not matter when something is looked for."""

import re
import unicodedata
from collections.abc import Iterator

_ALIKE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d"})  # letters that do not decompose

# Letters and digits, with accents that stand behind their letter and hyphens or joiners that are not seen.
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d]+[^\W_]*)*")


def fold_name(name: str) -> str:
    """Letters and digits only, lower case, without accents: "Amir-Abdollahian" and "amir abdollahian" fold alike."""
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_ALIKE)
    return "".join(character for character in decomposed if character.isalnum())


def folded_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text, folded, with the offsets of its beginning and end."""
    for match in _WORD.finditer(text):
        folded = fold_name(match[0])
        if folded:
            yield folded, match.start(), match.end()


def fold_text(text: str) -> str:
    """The words of a text, folded, a space between them."""
    return " ".join(word for word, _, _ in folded_words(text))
