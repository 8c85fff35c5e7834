"""A memo as a page shows it: each note leads to the words in the source beside it, and the words lead back to the line."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from memcon.archive.footnotes import Footnotes, outermost
from memcon.archive.html import memo_reader
from memcon.faces.web.rendering import address
from memcon.faces.web.stretches import Stretch, breakable
from memcon.record import Article, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_WRITTEN = (
    *("footnote_ref", "footnote_block_open", "footnote_open", "footnote_anchor", "footnote_block_close"),
    *("code_inline", "text", "link_open"),
)
_COMPARE = re.compile(r"memcon compare (\S+)")
_REF = re.compile(r"\b[0-9a-f]{6,64}-c\d+\b")


class Notes(Footnotes):
    """Footnotes that remember their places: by number the report (SHA-256) and where in it the words stand."""

    def __init__(self, *, called: Callable[[Article], str]) -> None:
        super().__init__(called=called)
        self.places: dict[str, tuple[str, tuple[Stretch, ...]]] = {}

    def cite(self, article: Article, spans: Iterable[Span]) -> str:
        """The mark to set after the line that the spans support; empty where there are none."""
        spans = tuple(spans)
        mark = super().cite(article, spans)
        if mark:
            places = outermost((span.start, span.end) for span in spans)
            self.places.setdefault(mark[2:-1], (article.sha256, tuple(places)))
        return mark


@dataclass
class MemoPage:
    """Writes a memo as HTML. ``places`` are those of its notes, ``keys`` the reports' by their SHA-256, ``refs`` contacts to lead to."""

    places: Mapping[str, tuple[str, Sequence[Stretch]]]
    keys: Mapping[str, str]
    refs: Collection[str] = ()
    _cited: dict[str, int] = field(default_factory=dict)

    def write(self, markdown: str) -> tuple[str, Markup]:
        """Its title and the rest."""
        reader = memo_reader()
        for name in _WRITTEN:
            reader.add_render_rule(name, _rule(getattr(self, f"_{name}")))
        tokens = reader.parse(markdown)
        title = tokens[1].content if tokens and tokens[0].type == "heading_open" else ""
        # The reader was made to let no HTML through.
        return title, Markup(reader.renderer.render(tokens[3:] if title else tokens, reader.options, {}))

    # each writes the token at a place ------------------------------------------------------------------------------

    def _footnote_ref(self, tokens: "Sequence[Token]", at: int) -> str:
        note = tokens[at].meta["label"]
        times = self._cited[note] = self._cited.get(note, 0) + 1
        name = f"fact-{note}" if times == 1 else f"fact-{note}.{times}"
        return f'<sup class="note"><a id="{name}" data-fact="{note}" href="#{note}">{note}</a></sup>'

    def _footnote_open(self, tokens: "Sequence[Token]", at: int) -> str:
        return f'<li value="{tokens[at].meta["label"]}" class="endnote">'

    def _footnote_anchor(self, tokens: "Sequence[Token]", at: int) -> str:
        if tokens[at].meta["subId"]:
            return ""
        note = tokens[at].meta["label"]
        report, places = self.places[note]
        chars = [f"{start}-{end}" for start, end in places]
        where = address(f"/reports/{self.keys[report]}", chars=chars)
        return f' <a href="{escape(where)}#asked">In the whole report</a>'

    def _footnote_block_open(self, _: "Sequence[Token]", __: int) -> str:
        return '<details class="endnotes">\n<summary>Notes: the places in the reports</summary>\n<ol>\n'

    def _footnote_block_close(self, _: "Sequence[Token]", __: int) -> str:
        return "</ol>\n</details>\n"

    def _code_inline(self, tokens: "Sequence[Token]", at: int) -> str:
        match = _COMPARE.fullmatch(tokens[at].content)
        if match is None:
            return f"<code>{escape(tokens[at].content)}</code>"
        return f'<a href="{escape(address(f"/encounters/{match[1]}/compare"))}">The comparison</a>'

    def _text(self, tokens: "Sequence[Token]", at: int) -> str:
        words = tokens[at].content
        parts, last = [], 0
        for match in _REF.finditer(words):
            if match[0] in self.refs:
                parts += [_written(words[last : match.start()]), f'<a href="/encounters/{match[0]}">{match[0]}</a>']
                last = match.end()
        return "".join([*parts, _written(words[last:])])

    def _link_open(self, tokens: "Sequence[Token]", at: int) -> str:
        return f'<a href="{escape(str(tokens[at].attrs["href"]))}" rel="noreferrer">'


def _written(words: str) -> str:
    return "<wbr>".join(map(escape, breakable(words)))


def _rule(write: "Callable[[Sequence[Token], int], str]") -> Callable[..., str]:
    """What markdown-it calls: with its renderer first, then the tokens and the place of one, then what is of no use here."""

    def rule(_renderer: object, tokens: "Sequence[Token]", at: int, *_: object) -> str:
        return write(tokens, at)

    return rule
