"""Bidi controls of a report's words turn nothing round that follows them."""

import pytest

from memcon.archive.bidi import contained
from memcon.archive.wording import plain


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Émile Roux", "Émile Roux"),
        ("\u202eÉmile", "\u202eÉmile\u202c"),
        ("\u2067a \u202eb", "\u2067a \u202eb\u202c\u2069"),
        ("\u2067a \u202eb\u2069 c", "\u2067a \u202eb\u2069 c"),
        ("a\u2069 \u202eb", "a \u202eb\u202c"),
        ("a\u202c b", "a b"),
        ("\u2066a\u202c b", "\u2066a b\u2069"),
        ("\u202aa\u202c \u2068b\u2069", "\u202aa\u202c \u2068b\u2069"),
    ],
)
def test_what_is_open_is_closed_and_what_closes_nothing_is_left_out(words: str, kept: str) -> None:
    assert contained(words) == kept
    assert contained(kept) == kept


def test_so_they_are_in_a_line_of_a_memo() -> None:
    assert plain("\u202eÉmile\n*Roux*") == "\u202eÉmile \\*Roux\\*\u202c"
