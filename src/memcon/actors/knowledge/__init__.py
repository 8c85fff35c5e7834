"""What memcon knows beforehand: countries, bodies, places, offices, persons, and who held which office when.

`load()` opens the shipped data: every answer comes from files, nothing from the network. docs/knowledge.md names the
sources.
"""

from memcon.actors.knowledge.base import Knowledge, load
from memcon.actors.knowledge.model import (
    Body,
    City,
    GeoTerm,
    Holder,
    OfficeMatch,
    OfficeTerm,
    Person,
    State,
    Tenure,
    Venue,
)
from memcon.actors.knowledge.offices import find_offices

__all__ = [
    "Body",
    "City",
    "GeoTerm",
    "Holder",
    "Knowledge",
    "OfficeMatch",
    "OfficeTerm",
    "Person",
    "State",
    "Tenure",
    "Venue",
    "find_offices",
    "load",
]
