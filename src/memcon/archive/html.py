"""Small pieces of HTML: a table of rows, a memo. Every word of a report is escaped."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token

_LONGEST = 120  # characters of a cell


def table(caption: str, row: type[msgspec.Struct], rows: Sequence[msgspec.Struct], *, of: int) -> str:
    """Rows as a table without the columns that are empty in all of them; ``of`` is how many there are in all."""
    columns = [name for name in row.__struct_fields__ if any(getattr(each, name) not in (None, ()) for each in rows)]
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(_cell(getattr(each, name)))}</td>' for name in columns)}</tr>" for each in rows
    )
    rest = f"<p>… and {of - len(rows):,} more</p>" if of > len(rows) else ""
    return (
        f"<div><p>{escape(caption)}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}</div>"
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    words = "; ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"


class Memo(str):
    """A memo in Markdown, which a notebook shows as it is meant to look."""

    def _repr_html_(self) -> str:
        return memo_html(self)


def memo_html(markdown: str) -> str:
    """The memo as HTML without a head, its footnotes below it."""
    reader = memo_reader()
    reader.add_render_rule("footnote_caption", _number_of_note)
    return str(reader.render(markdown))


def memo_reader() -> "MarkdownIt":
    """Reads the Markdown of memos: CommonMark with footnotes and without HTML."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  only notebooks and exports read Markdown
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False}).use(footnote_plugin)


def _number_of_note(
    _renderer: "RendererHTML", tokens: "Sequence[Token]", at: int, _options: Mapping[str, Any], _env: Mapping[str, Any]
) -> str:
    """The same number wherever a note is cited; the plug-in would tell them apart."""
    return f"[{tokens[at].meta['id'] + 1}]"
