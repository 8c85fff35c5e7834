"""Filters on passages: those of a statement as lists of statements have them, those of a title or paragraph by their report."""

from sqlalchemy import and_, or_

from memcon.archive.filters import Condition, Filters, conditions
from memcon.archive.reports import conditions_on_reports
from memcon.archive.schema import passages


def narrowed(filters: Filters, *, statements_only: bool) -> Condition:
    """The condition on passages that are joined to their report, and to their statement and its contact if they have them."""
    is_statement = passages.c.item_type == "statement"
    of_statement = and_(is_statement, *conditions(filters, "statements"))
    if statements_only:
        return of_statement
    return or_(of_statement, and_(~is_statement, *conditions_on_reports(filters)))
