"""Folding of names, so that spellings of one name meet.

Three strengths: `fold` forgets case, accents and punctuation; `phonetic` forgets also how letters were transliterated;
`sound` forgets also the later vowels of long words
(Rouhani, Ruhani, Rohani; Araghchi, Araqchi; Lukashenko, Lukashenka; Schewardnadse, Shevardnadze).
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
    "rt right the jr sr ii iii iv gen mullah maulana datuk dato datin samdech daw"
)
"""Words before names that are no part of them. "Amir" and "Sultan" are names too, so parts of names keep them."""

_OWN_KEYS = [
    (re.compile(pattern), key)
    for pattern, key in (
        (r"m[aou]*ham+[aeiou]?[dt]h?", "muhamad"),
        (r"mahm[ou]+[dt]", "mahmud"),
        (r"ah[ae]?m[ae][dt]", "ahmad"),
        (r"abd[aeou]l+[aeiou]h", "abdulah"),
    )
]
"""Frequent names that differ in their vowels only from one another, and are written with many."""

_LETTERS_HEARD = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^abd[aeiou](?:l|(?=([rsntdz])\1))", "abdul"),
        (r"^al(?=[^aeioulp][a-z]{4})", ""),
        (r"^hs", "x"),
        (r"(?<=[aeiou])x(?=[aeiou])", "ks"),
        (r"gu(?=[ei])", "g"),
        (r"dsch|dzs|dzh|dj", "j"),
        (r"tsch", "c"),
        (r"sch|sh|sz", "s"),
        (r"tch|ch|cz|cs", "c"),
        (r"zh", "j"),
        (r"gh|q|ck", "k"),
        (r"kh", "x"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"bh", "b"),
        (r"tz", "ts"),
        (r"c(?=[lrt])|c(?=on|os|ar)", "k"),
        (r"(?:off|eff)$", "ov"),
        (r"w", "v"),
        (r"(?<=[aeiouy])h$", ""),
        (r"(?<=[td])r$", "er"),
        (r"(.)\1+", r"\1"),
        (r"oe(?=[bcdfgklmnprstvxz])", "o"),
        (r"(?<![qg])ue(?=[bcdfgklmnprstvxz])", "u"),
        (r"(?<=[aeiou])v(?=[bcdfghklmnprstxz])", "u"),
        (r"ou|oo|u|o", "u"),
        (r"aei|aey", "ai"),
        (r"(?<=[aeiy])j$", "i"),
        (r"(?<=[bcdfgklmnprstvxz])j(?=[aeiu])", "i"),
        (r"ei|ey|ay|ie|iy|yi|ij|e|y|j(?=[bcdfgklmnprstvxz])", "i"),
        (r"ai(?=[bcdfgklmnprstvxz])", "i"),
        (r"(.)\1+", r"\1"),
    )
]
_CONSONANT = re.compile(r"ng|[bcdfghj-np-tvxz]")
_LONG = 4
"""Consonants that tell a word from others, whatever the vowels after the first are."""
_LOOSELY_HEARD = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[aiu])([^aiu]+)[aiu]+", r"\1a"),
        (r"z", "s"),
        (r"g", "k"),
        (r"x", "h"),
        (r"(?<=[bcdfgjklmnprstvz])h", ""),
        (r"j", "s"),
        (r"t$", "d"),
        (r"p$", "b"),
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
def phonetic(token: str) -> str:
    """A name word with its letters as they sound, however transliterated. ``token`` is folded."""
    for pattern, replacement in _LETTERS_HEARD:
        token = pattern.sub(replacement, token)
    return token


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """The key under which transliterations of one name word meet. ``token`` is folded."""
    for pattern, key in _OWN_KEYS:
        if pattern.fullmatch(token):
            return key
    token = phonetic(token)
    if len(_CONSONANT.findall(token)) >= _LONG:
        for pattern, replacement in _LOOSELY_HEARD:
            token = pattern.sub(replacement, token)
    return token


def name_words(name: str) -> list[str]:
    """The folded words of a personal name, hyphens closed up, without titles and particles where something is left.

    "Abd al-Rahman", "Abdel Rahman" and "Abdulrahman" all become one word.
    """
    words = fold(_INITIALS.sub(". ", _close_hyphens(ascii_name(name)))).split()
    while len(words) > 1 and words[0] in HONORIFICS and not (words[0] == "he" and _HE_IS_A_NAME.match(name)):
        words = words[1:]
    while len(words) > 1 and words[-1] in {"jr", "sr", "ii", "iii", "iv"}:
        words = words[:-1]
    words = _without_father(words)
    # What stands last is a name, whatever else it may be: Wang Bin.
    kept = [word for word in words[:-1] if word not in PARTICLES] + words[-1:]
    joined: list[str] = []
    for word in kept:
        if joined and joined[-1] in _SERVANTS:
            joined[-1] = "abdul" + word
        else:
            joined.append(word)
    return joined


def _without_father(words: list[str]) -> list[str]:
    """ "Ilham Heydar oglu Aliyev" without "Heydar oglu"."""
    for place in range(2, len(words) - 1):
        if words[place] in _CHILD_OF:
            return words[: place - 1] + words[place + 1 :]
    return words


_HE_IS_A_NAME = re.compile(r"\s*He\b(?!\.)")
"""He Lifeng is no excellency."""
_CHILD_OF = frozenset({"oglu", "oghlu", "ogly", "ugli", "uulu", "kyzy", "qizi", "gizi", "kizi"})
_INITIALS = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z])")
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
