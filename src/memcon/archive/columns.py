"""Column types that mean the same in SQLite and in PostgreSQL."""

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles


class Text(sa.Text):
    """Text in the order of its code points, which is SQLite's, whatever language a PostgreSQL database sorts by.

    ``sa.Text(collation="C")`` would do for columns; but SQLAlchemy then gives every value it compares them with the collation
    too, and PostgreSQL takes that in a BETWEEN for a syntax error.
    """


@compiles(Text, "postgresql")
def _text_in_postgresql(_type: Text, _compiler: sa.TypeCompiler, **_options: object) -> str:
    return 'TEXT COLLATE "C"'


Count = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
"""A number of 64 bits, as every integer of SQLite is."""
