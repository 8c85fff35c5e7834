"""Names made comparable: accents, case, hyphens and spaces do not matter when a person is looked for."""

import unicodedata

_ALIKE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d"})  # letters that do not decompose


def fold_name(name: str) -> str:
    """Letters and digits only, lower case, without accents: "Amir-Abdollahian" and "amir abdollahian" fold alike."""
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_ALIKE)
    return "".join(character for character in decomposed if character.isalnum())
