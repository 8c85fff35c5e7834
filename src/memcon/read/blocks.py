"""The report without its furniture, cut into the stretches that are to be parsed apart."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from memcon.read.datelines import SEARCHED_PIECES, Dateline, dateline_at
from memcon.read.furniture import find_furniture
from memcon.read.lines import Stretch, ends_sentence, is_prose, is_title_case, subtract, trim, word_count
from memcon.record import Article

Kind = Literal["headline", "dateline", "paragraph"]

HEADLINE_MAX_WORDS = 30
"""Head lines with more words are paragraphs that lack their full stop."""

GLUE_PIECES = 4
"""A headline stuck to the first sentence stands in the first lines of the report, never later."""

_GLUE = re.compile(r"(?:(?<=[a-zà-öø-ÿ]{2})|(?<=[)\]]))(?=[A-ZÀ-ÖØ-Þ])")
_OPENERS = re.compile(
    r"(?:The|A|An|In|On|At|During|After|Before|Speaking|Iran|Iranian|Iran's|Turkish|Türkiye|Turkey|Russian|President|Prime"
    r"|Foreign|Minister|According|As|Following|While|Addressing|Referring|It|He|She|They|This|Both|US|U\.S\.)\b"
)
_CAMEL_WORDS = """
AstraZeneca AzerNews AzVision BioNTech BuzzFeed CentralAsia DeepMind EuroNews FaceTime FedEx GlobalPost HuffPost
LinkedIn NewsGuard OpenAI PakistanPoint ParsToday PayPal PowerPoint PressTV SnapChat SpaceX TikTok UrduPoint
VnExpress WeChat WhatsApp WikiLeaks YouTube InterContinental MasterCard AlJazeera DefaPress EurAsia
"""
_CAMEL_NAMES = frozenset(_CAMEL_WORDS.split())
_CAMEL_PREFIX = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Lo|Fitz|Van|Von|Al|El|Abu|Ibn|Bin|Ben|Pro|Anti|Neo|Pan|Trans)$")
_TOKEN_CHARS = re.compile(r"[\w'’-]*$")


class Block(msgspec.Struct, frozen=True):
    """A stretch to be parsed by itself: ``text[start:end]``, end exclusive, no white space at its ends."""

    start: int
    end: int
    kind: Kind


class Layout(NamedTuple):
    """The blocks of a text and the datelines among them."""

    blocks: list[Block]
    datelines: list[Dateline]


def body_blocks(article: Article) -> tuple[Block, ...]:
    """What the report says, in order: its headline, datelines and paragraphs.

    Blocks and ``article.furniture`` together hold every character of the text but white space, and never overlap.
    """
    holes = [Stretch(span.start, span.end) for span in article.furniture]
    return tuple(lay_out(article.text, find_furniture(article.text)[1], holes, article.title).blocks)


def lay_out(text: str, paragraphs: list[Stretch], holes: list[Stretch], title: str | None) -> Layout:
    """Blocks of ``paragraphs`` without ``holes`` (both in order)."""
    layout = Layout([], [])
    pieces = list(_pieces(text, paragraphs, holes))
    in_head = len(pieces) > 1
    for number, piece in enumerate(pieces):
        cut = glued_headline(text, piece) if number < GLUE_PIECES else None
        dateline = dateline_at(text, piece) if number < SEARCHED_PIECES else None
        if cut is not None:
            kind: Kind = "headline" if text[cut - 1].isalpha() else "paragraph"
            layout.blocks.append(Block(piece.start, cut, kind))
            rest = Stretch(cut, piece.end)
            _add_paragraph(text, layout, rest, dateline_at(text, rest))
        elif in_head and dateline is None and _is_headline(piece.of(text), title):
            layout.blocks.append(Block(piece.start, piece.end, "headline"))
            continue
        else:
            _add_paragraph(text, layout, piece, dateline)
        in_head = False
    return layout._replace(blocks=_not_all_headline(layout.blocks))


def glued_headline(text: str, piece: Stretch) -> int | None:
    """Where a headline stuck to the first sentence ("… CooperationDuring the meeting …") ends, or None."""
    for match in _GLUE.finditer(text, piece.start, min(piece.end, piece.start + 250)):
        cut = match.start()
        if _splits(text, Stretch(piece.start, cut), Stretch(cut, piece.end)):
            return cut
    return None


def _splits(text: str, left: Stretch, right: Stretch) -> bool:
    headline = left.of(text)
    if not 3 <= word_count(headline) <= HEADLINE_MAX_WORDS or re.search(r"[.!?…]\s", headline):
        return False
    if dateline_at(text, right):
        return True
    if not headline[-1].isalpha():
        return False
    before = _TOKEN_CHARS.search(headline)
    token = before.group() if before else ""
    opening = re.match(r"\w+", text[right.start : right.start + 30])
    if opening is None or _is_camel_name(token, opening.group()):
        return False
    sentence = text[right.start : right.end]
    is_sentence = word_count(sentence[:300]) >= 6 and is_prose(sentence)
    return is_sentence and bool(is_title_case(headline) or _OPENERS.match(sentence))


def _is_camel_name(before: str, after: str) -> bool:
    """Whether the capital is inside one name: McDonald, YouTube, al-Sharaa, "bin-Salman"."""
    start = re.split(r"[-'’]", before)[-1]
    name = start + after
    return len(start) < 4 or bool(_CAMEL_PREFIX.search(start)) or name in _CAMEL_NAMES or not after[1:2].islower()


def _is_headline(words: str, title: str | None) -> bool:
    if title and " ".join(words.split()).casefold() == " ".join(title.split()).casefold():
        return True
    return word_count(words[:1000]) <= HEADLINE_MAX_WORDS and not ends_sentence(words) and not is_prose(words)


def _add_paragraph(text: str, layout: Layout, piece: Stretch, dateline: Dateline | None) -> None:
    """The paragraph, its dateline as a block of its own."""
    rest: Stretch | None = piece
    if dateline is not None:
        layout.datelines.append(dateline)
        layout.blocks.append(Block(dateline.where.start, dateline.where.end, "dateline"))
        rest = trim(text, dateline.where.end, piece.end)
    if rest is not None:
        layout.blocks.append(Block(rest.start, rest.end, "paragraph"))


def _not_all_headline(blocks: list[Block]) -> list[Block]:
    """A text of headlines only is a text without punctuation: its lines are all that there is to read."""
    if any(block.kind == "paragraph" for block in blocks):
        return blocks
    return [Block(b.start, b.end, "paragraph" if b.kind == "headline" else b.kind) for b in blocks]


def _pieces(text: str, paragraphs: list[Stretch], holes: list[Stretch]) -> Iterator[Stretch]:
    """Paragraphs without furniture; one pass over both lists."""
    first = 0
    for paragraph in paragraphs:
        while first < len(holes) and holes[first].end <= paragraph.start:
            first += 1
        last = first
        while last < len(holes) and holes[last].start < paragraph.end:
            last += 1
        yield from subtract(text, paragraph, holes[first:last])
