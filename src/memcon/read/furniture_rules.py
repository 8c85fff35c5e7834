"""The table of page furniture, ``furniture.toml``, made ready for matching."""

import re
import tomllib
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from memcon.read.agencies import SIGNED_ALONE
from memcon.read.dates import DATE_WORDS

Where = Literal["any", "head", "tail", "list", "rest"]

_NAME = r"(?-i:[A-ZÀ-ÞİŞĞ][\w'’.\-]*)"
_NAMES = rf"{_NAME}(?:,? (?:and|in|with|for|of|de|al|bin|{_NAME}))*"
_SIGNS = sorted(SIGNED_ALONE | {"AP", "AA", "APP"}, key=len, reverse=True)
_PLACEHOLDER = re.compile(r"<([A-Z]+)>")


class Kind(NamedTuple):
    """A kind of furniture and where it acts."""

    name: str
    where: Where


class Matcher(NamedTuple):
    """All patterns of some rules as one, and which group of it is which kind: one pass over a line, not a hundred."""

    pattern: re.Pattern[str]
    kinds: dict[str, Kind]

    def whole(self, words: str) -> Kind | None:
        """The kind of a whole line, or None."""
        return self.kind_of(self.pattern.fullmatch(words))

    def kind_of(self, match: re.Match[str] | None) -> Kind | None:
        """The kind that a match is of."""
        return self.kinds[match.lastgroup] if match and match.lastgroup else None


def _table() -> dict[str, Any]:
    return tomllib.loads(files("memcon.read").joinpath("furniture.toml").read_text("utf-8"))


def _words(table: dict[str, Any]) -> dict[str, str]:
    words = {name: f"(?:{'|'.join(alternatives)})" for name, alternatives in table["words"].items()}
    signs = "|".join(re.escape(sign) for sign in _SIGNS)
    return words | {"DATE": DATE_WORDS, "NAMES": _NAMES, "SIGN": f"(?:{signs})"}


def _matcher(rules: list[dict[str, Any]], words: dict[str, str], *wheres: Where) -> Matcher:
    """One matcher of the rules that act at ``wheres``, those named first tried first."""
    chosen = [rule for where in wheres for rule in rules if rule.get("where", "any") == where]
    kinds = {f"k{number}": Kind(rule["name"], rule.get("where", "any")) for number, rule in enumerate(chosen)}
    groups = (f"(?P<{key}>{'|'.join(rule['patterns'])})" for key, rule in zip(kinds, chosen, strict=True))
    pattern = _PLACEHOLDER.sub(lambda name: words.get(name[1], name[0]), "|".join(groups))
    return Matcher(re.compile(pattern, re.IGNORECASE), kinds)


_TABLE = _table()
_WORDS = _words(_TABLE)

ANYWHERE = _matcher(_TABLE["line"], _WORDS, "rest", "list", "any")
AT_HEAD = _matcher(_TABLE["line"], _WORDS, "head")
AT_TAIL = _matcher(_TABLE["line"], _WORDS, "tail")
START = _matcher(_TABLE["start"], _WORDS, "any")
END = _matcher(_TABLE["end"], _WORDS, "any")
