"""Claims: counted harm that a report tells of, with the number as exactly as it is given.

`find_claims` reads them: quantities of people (`quantities`), what befell them (`harm`, `tolls`), whether that is a fact
(`doubt`), who did it and who says so (`attribution`). `attribute` adds the speaker of the statement a claim stands in.
"""

from memcon.extraction.claims.attribution import attribute
from memcon.extraction.claims.finder import find_claims

__all__ = ["attribute", "find_claims"]
