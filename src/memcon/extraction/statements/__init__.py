"""Who said what: statements, direct and reported, with their speakers."""

from memcon.extraction.statements.finder import find_statements

__all__ = ["find_statements"]
