"""The full-text index of each engine behind one port. The migrations make it, the engines keep it."""

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import ColumnClause, Select, column, func, literal_column, select, table

from memcon.archive.schema import passages
from memcon.archive.search.query import Term, WordQuery


class WordIndex(Protocol):
    """Finds passages by their folded words."""

    def hits(self, query: WordQuery) -> Select[tuple[int, float]]:
        """The ``id`` of each passage that a query finds and its ``score``, the lowest the best."""


class Fts5:
    """SQLite's (https://www.sqlite.org/fts5.html); the score is bm25."""

    def hits(self, query: WordQuery) -> Select[tuple[int, float]]:
        """See `WordIndex`."""
        words = table("passages_words", column("rowid"), column("rank"))
        asked = literal_column("passages_words").op("MATCH")(self.expression(query))
        return select(words.c.rowid.label("id"), words.c.rank.label("score")).where(asked)

    def expression(self, query: WordQuery) -> str:
        """A query as FTS5 writes it: ("iran" AND ("gas" OR "oil" *)) NOT ("tehran times")."""
        wanted = " AND ".join(self._any(group) for group in query.wanted)
        return f"({wanted}) NOT {self._any(query.unwanted)}" if query.unwanted else wanted

    def _any(self, terms: Iterable[Term]) -> str:
        return f"({' OR '.join(self._term(term) for term in terms)})"

    def _term(self, term: Term) -> str:
        return f'"{" ".join(term.words)}"' + (" *" if term.begins else "")


class Tsvector:
    """PostgreSQL's (https://www.postgresql.org/docs/15/textsearch.html); the score is ts_rank, negative."""

    def hits(self, query: WordQuery) -> Select[tuple[int, float]]:
        """See `WordIndex`."""
        words: ColumnClause[str] = literal_column("passages.words")
        asked = func.to_tsquery(literal_column("'simple'"), self.expression(query))
        # 1: divided by the logarithm of the passage's length, so that a long one is not the better for its length.
        score = (-func.ts_rank(words, asked, 1)).label("score")
        return select(passages.c.id, score).where(words.op("@@")(asked))

    def expression(self, query: WordQuery) -> str:
        """A query as to_tsquery reads it: ('iran') & ('gas' | 'oil':*) & !('tehran' <-> 'times')."""
        wanted = [self._any(group) for group in query.wanted]
        return " & ".join((*wanted, *(f"!{self._any([term])}" for term in query.unwanted)))

    def _any(self, terms: Iterable[Term]) -> str:
        return f"({' | '.join(self._term(term) for term in terms)})"

    def _term(self, term: Term) -> str:
        return " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.begins else "")


WORD_INDEXES: dict[str, WordIndex] = {"sqlite": Fts5(), "postgresql": Tsvector()}
"""By the name of the dialect."""
