"""Stretches of a report's words: what is said, without the joints around it."""

from collections.abc import Iterable

from spacy.tokens import Token


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def merged(spans: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Stretches that overlap or that only white space or a hyphen parts, together."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and not text[found[-1][1] : start].strip(" \t\n\u00a0-‐‑"):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def stretches(tokens: list[Token]) -> list[tuple[int, int]]:
    """Characters of tokens that stand side by side, each run without its joints."""
    return [_stretch(run) for run in _runs(tokens)]


def _stretch(run: list[Token]) -> tuple[int, int]:
    """Characters of a run of tokens without the joints at its ends ("that …", ": …", "… ,")."""
    while run and (run[0].lower_ == "that" or (run[0].is_punct and run[0].text in ",:;.-–—")):
        run = run[1:]
    while run and (run[-1].is_space or run[-1].text in (",", ".", ";", ":")):
        run = run[:-1]
    return (run[0].idx, run[-1].idx + len(run[-1])) if run else (0, 0)


def _runs(tokens: list[Token]) -> list[list[Token]]:
    """Tokens that stand side by side, together."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def belongs_to(part: Token, verb: Token, content: Token) -> bool:
    """Whether a token hangs on the reporting verb although that verb hangs on the reported clause ("X is ready, he said")."""
    return (part == verb or verb in part.ancestors) and content in verb.ancestors
