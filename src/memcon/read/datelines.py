"""Datelines: where, when and by whom a report was filed, before its first sentence.

Seen on real pages: "TEHRAN (defapress)-", "ANKARA, Turkey —", "MOSCOW, January 18. /TASS/.", "Tehran (IP) –",
"ISLAMABAD, Dec 12 (APP):", "New York [US] September 21 (ANI):", "Tehran, IRNA –", "Baku, Azerbaijan, Sept. 4",
"Islamabad: August 17, 2021", "RIYADH, (UrduPoint / WAM - 02nd Apr, 2020)", "CAIRO - 5 February 2022:".
"""

import re
from typing import NamedTuple

from memcon.read.agencies import BY_SIGN, SIGNED_ALONE
from memcon.read.lines import Stretch, is_prose
from memcon.read.places import KNOWN_PLACES

_UP = r"[^\W\d_a-zß-öø-ÿ]"  # capitals of any alphabet; small letters beyond Latin-1 pass too and do no harm
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_MONTH}\ ?{_DAY}|{_DAY}\ {_MONTH})(?:,?\ ?\d{{4}})?"
_SIGNS = "|".join(re.escape(sign) for sign in sorted(SIGNED_ALONE, key=len, reverse=True))
_IN_WORD = rf"(?:['’.]|-(?!(?:{_SIGNS})\b))"
_UPPER = rf"{_UP}(?:{_UP}|{_IN_WORD})+(?:[ ]{_UP}(?:{_UP}|{_IN_WORD})*){{0,3}}"
_TITLE = rf"{_UP}(?:\w|{_IN_WORD})*(?:[ ](?!{_MONTH}\b)(?:{_UP}(?:\w|{_IN_WORD})*|al|de|el)){{0,3}}"

_DATELINE = re.compile(
    rf"""
    (?P<place>{_UPPER}(?![a-z])|{_TITLE})(?P<region>(?:\ ?[/,]\ ?(?!{_MONTH}\b)(?!(?:{_SIGNS})\b){_TITLE}){{0,2}})
    (?:,?\ ?\[[A-Z]{{2,20}}\])?
    (?P<date>[.,:]?\ (?:[-–—]\ )?{_DATE})?
    [.,]?
    (?:[\ ,\-–—]{{0,3}}(?P<agency>\([^()\n]{{2,80}}\)|\[[^\[\]\n]{{2,40}}\]|/\ ?[^/\n]{{2,40}}?\ ?/|(?:{_SIGNS})\b))?
    (?P<sep>[\ .]{{0,2}}(?:--|[-–—―−:/])+|\.(?=\s))?
    """,
    re.VERBOSE,
)

_NO_PLACE_WORDS = """
WATCH WATCHED BREAKING UPDATE UPDATED UPDATES EXCLUSIVE READ VIDEO OPINION ANALYSIS LIVE PHOTO PHOTOS GALLERY
ALERT NEWS FEATURE INTERVIEW EDITORIAL COMMENTARY EXPLAINER FACTBOX TIMELINE NOTE SOURCE QUESTION ANSWER Q A
MODERATOR PRESIDENT SECRETARY MINISTER FOREIGN PRIME AMBASSADOR SPEAKER SPOKESPERSON SPOKESMAN CHAIRMAN GENERAL
MR MRS MS DR SIR HE SHE BY THE A AN PUBLISHED POSTED PHOTO FILE SUBJECT TITLE HEADLINE DATE REPORT STATEMENT
MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY MON TUE WED THU FRI SAT SUN JANUARY FEBRUARY MARCH
APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC
ON IN AT SINCE UNTIL FROM BEFORE AFTER DURING
"""
_NOT_PLACES = frozenset(_NO_PLACE_WORDS.split())

SEARCHED_PIECES = 8
"""A dateline stands before the first sentence of the report; measured, never below the eighth line of a page."""


class Dateline(NamedTuple):
    """Where a dateline stands, and the words of its agency where it names one."""

    where: Stretch
    agency: str | None


def dateline_at(text: str, piece: Stretch) -> Dateline | None:
    """The dateline with which a stretch begins, its separator included, or None."""
    match = _DATELINE.match(text, piece.start, min(piece.end, piece.start + 200))
    if match is None or match["place"].split()[0].strip(".").upper() in _NOT_PLACES:
        return None
    if not _holds(match, text[match.end() : min(match.end() + 1, piece.end)], is_prose(piece.of(text))):
        return None
    agency = match["agency"]
    return Dateline(Stretch(match.start(), match.end()), agency.strip("()[]/ ") if agency else None)


def _holds(match: re.Match[str], following: str, prose: bool) -> bool:
    """Whether what matched is a dateline: the place alone proves nothing; agency, date or a known city must help."""
    ended = following == ""
    colon = (match["sep"] or "").strip().endswith((":", "/"))
    glued = following.isupper() and bool(match["agency"])  # "PHNOM PENH (Reuters) -The minister"
    separated = bool(match["sep"]) and (ended or following.isspace() or colon or glued)
    if match["agency"]:
        return _agency_holds(match, following, ended, separated)
    if match["date"]:
        return separated or ended
    place = match["place"]
    known = place.casefold() in KNOWN_PLACES
    if ended and colon and known:
        return True
    if not separated or not prose or match["sep"] == ".":
        return False
    spaced_dash = not colon and (match["sep"].startswith(" ") or match["sep"].strip() != "-")
    return known or (place.isupper() and len(place) > 2 and spaced_dash)


def _agency_holds(match: re.Match[str], following: str, ended: bool, separated: bool) -> bool:
    agency = match["agency"]
    signed = agency.strip("()[]/ ")
    if not signed or not any(letter.isalpha() for letter in signed):
        return False
    known = signed.casefold() in BY_SIGN or bool(re.search(rf"\b(?:{_SIGNS})\b", signed))
    if agency[0] not in "([/":
        return separated or ended or (bool(match["date"]) and following.isspace())
    if agency[0] == "/" and not known:
        return False
    if separated:
        place = match["place"]
        plausible = place.isupper() or place.casefold() in KNOWN_PLACES or place.count(" ") == 0
        return known or bool(match["date"]) or (plausible and any(letter.isupper() for letter in signed[:2] + place))
    return known and (ended or following.isspace())
