"""Titles of positions, as lists of office holders write them, and the offices that they are."""

import re
from collections.abc import Callable, Collection

from memcon.actors.knowledge.names import fold
from memcon.actors.knowledge.offices import find_offices

_OF_STATE = re.compile(
    r"^\W*(?:$|of (?:the )?(?:republic|state|government|nation|country)\b|\(|and |[&;/]|,(?!.* bank)|ad interim|"
    r"without|[-–] )",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"(?:\b(?:of|to|for|in|at|within|supporting)(?: the)?|Alternate|Shadow|Designated|Associate|Second|Third|State|"
    r"Supporting the|Spouse|COP\d+|Eternal|Honorary) $",
    re.IGNORECASE,
)
"""Before an office: the title is that of somebody else ("Spouse of the President", "Adviser to the Prime Minister")."""
_SPEAKER_OF = re.compile(
    r"^ of (?:the )?(?:House|National|Legislative|Supreme|Federal|State|People|Parliament|Senate|Assembly|Council|"
    r"Chamber|Riksdag|Folketing|Althing|Saeima|Seimas|Dewan|Palestinian|Transitional|Moldovan|Spanish|Constituent|Arab)"
    r"(?: (?!of [A-Z])[\w']+)*(?: of (?:Representatives|People|Deputies|the People|Elders|Councillors)[\w' ]*)?$"
)
_ONLY_PART = re.compile(
    r"\b(?:Defen[cs]e|Foreign Affairs|Interior)\W+(?:Mat[eé]riel|Equipment|Science|Industr|Production|Intelligence|"
    r"Personnel|Procurement)|War Veterans|of Gaza|Home Front"
)


def offices_of(
    title: str, country: str, bare: Collection[str], names_state: Callable[[str], bool]
) -> list[tuple[str, bool]]:
    """The offices that a title names, each with whether it is held in an acting capacity.

    ``bare`` offices are whole only where the title ends with them, or with a state: ``names_state`` tells whether a
    folded phrase is one ("president" of a company or a university is no office).
    """
    found: list[tuple[str, bool]] = []
    if _ONLY_PART.search(title):
        return found
    for match in find_offices(title, country):
        rest = title[match.end :]
        if _OF_ANOTHER.search(title[: match.start]):
            continue
        may_be_another = match.term.office in bare or fold(title[match.start : match.end]) == "secretary of state"
        whole = (
            not may_be_another
            or bool(_OF_STATE.match(rest))
            or names_state(fold(rest).removeprefix("of ").removeprefix("the "))
        )
        whole = whole or (match.term.office == "parliament speaker" and bool(_SPEAKER_OF.match(rest)))
        if whole and match.term.status not in {"former", "elect"} and match.term.office not in {o for o, _ in found}:
            found.append((match.term.office, match.term.status == "acting"))
    return found
