"""Full-text search over what reports and the statements in them say."""

from memcon.archive.search.passages import FoundPassage, PassageKind, search
from memcon.archive.search.query import Term, WordQuery, parse_query

__all__ = ["FoundPassage", "PassageKind", "Term", "WordQuery", "parse_query", "search"]
