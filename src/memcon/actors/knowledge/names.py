"""Folding of names, so that spellings of one name meet.

Two strengths: `fold` forgets case, accents and punctuation; `sound` forgets also how a name was transliterated
(Rouhani, Ruhani, Rohani; Araghchi, Araqchi; Amir-Abdollahian, Amirabdollahian).
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "İ": "I",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "Þ": "Th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ə": "a",
        "Ə": "A",
        "ħ": "h",
        "Ħ": "H",
        "ŋ": "n",
        "ƒ": "f",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
    }
)
_APOSTROPHES = re.compile(r"['’‘ʼʻʿʾ`´\"“”]")
_NOT_WORD = re.compile(r"[^0-9a-z+]+")
_POSSESSIVE = re.compile(r"['’]s?$")


def word_set(text: str) -> frozenset[str]:
    """A set written as one string: words between bars, or else between blanks."""
    return frozenset(text.split("|") if "|" in text else text.split())


PARTICLES = word_set(
    "al el ul ol as ash an ar at ad az bin ibn ben bint bt de der den del da di dos das du la le van von y"
)
"""Words inside names that sources keep or leave out at will."""

HONORIFICS = word_set(
    "mr mrs ms dr prof professor sir dame lord lady sheikh shaikh shaykh hh he hrh hm his her excellency highness "
    "majesty seyed seyyed sayyid sayed ayatollah hojatoleslam hojjatoleslam haji hajj gen general lt col maj brig adm "
    "admiral marshal capt king prince princess emir amir sultan president minister ambassador hon honourable honorable "
    "rt right the jr sr ii iii iv"
)
"""Words before names that are no part of them. "Amir" and "Sultan" are names too, so parts of names keep them."""

_SOUNDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^m[aou]*ham+[aeiou]?[dt]h?$", "muhamad"),
        (r"^ah[ae]?m[ae]d$", "ahmad"),
        (r"^abd[aeou]l+[aeiou]h$", "abdulah"),
        (r"^abd[aeiou](?:l|(?=([rsntdz])\1))", "abdul"),
        (r"tsch|tch|ch|č", "c"),
        (r"sch|sh", "s"),
        (r"dzh|dj|zh", "j"),
        (r"gh|q|ck", "k"),
        (r"kh", "x"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"tz", "ts"),
        (r"w", "v"),
        (r"(?<=[aeiouy])h$", ""),
        (r"(.)\1+", r"\1"),
        (r"ou|oo|u|o", "u"),
        (r"aei|aey", "ai"),
        (r"ei|ey|ay|ie|iy|yi|ij|e|y|j(?=[bcdfgklmnprstvxz])", "i"),
        (r"ai(?=[bcdfgklmnprstvxz])", "i"),
        (r"(.)\1+", r"\1"),
    )
]


def ascii_name(text: str) -> str:
    """The text in ASCII letters, case kept: "Recep Tayyip Erdoğan" becomes "Recep Tayyip Erdogan"."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).encode("ascii", "ignore").decode()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, ASCII, one space between words; without "the" in front and "'s" behind; "U.S." becomes "us"."""
    text = _POSSESSIVE.sub("", text.strip())
    plain = _APOSTROPHES.sub("", ascii_name(_APOSTROPHES.sub("", text))).lower().replace(".", "").replace("&", " and ")
    words = _NOT_WORD.sub(" ", plain).strip()
    return words.removeprefix("the ")


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """The key under which transliterations of one name word meet. ``token`` is folded."""
    for pattern, replacement in _SOUNDS:
        token = pattern.sub(replacement, token)
    return token


def name_words(name: str) -> list[str]:
    """The folded words of a personal name, hyphens closed up, without titles and particles where something is left.

    "Abd al-Rahman", "Abdel Rahman" and "Abdulrahman" all become one word.
    """
    words = fold(_close_hyphens(ascii_name(name))).split()
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    while len(words) > 1 and words[-1] in {"jr", "sr", "ii", "iii", "iv"}:
        words = words[:-1]
    kept = [w for w in words if w not in PARTICLES] or words
    joined: list[str] = []
    for word in kept:
        if joined and joined[-1] in _SERVANTS:
            joined[-1] = "abdul" + word
        else:
            joined.append(word)
    return joined


_SERVANTS = frozenset({"abd", "abdul", "abdel", "abdol", "abdal"})


def _close_hyphens(name: str) -> str:
    """ "al-Sisi" loses its article, "Amir-Abdollahian" its hyphen."""
    name = re.sub(r"\b([A-Za-z]{2})-(?=[A-Za-z])", lambda m: " " if m[1].lower() in PARTICLES else m[0], name)
    return name.replace("-", "")


def name_parts(name: str) -> set[str]:
    """Every folded word under which a name may be looked up: closed words and the parts of hyphenated ones."""
    parts = set(name_words(name))
    parts.update(w for w in fold(name).split() if w not in PARTICLES and w not in _SERVANTS and len(w) > 1)
    return parts


def slug(name: str) -> str:
    """A readable id: "Hassan Rouhani" becomes "hassan-rouhani"."""
    return fold(name.replace("-", " ")).replace(" ", "-")
