"""Lemmas as edit scripts: what to cut from the end of a word, what to add, and whether its capitals stay.

After the "shortest edit script" lemmatisation of UDPipe 2 (Straka 2018), reduced to suffixes: enough for English.
A script reads "case|cut|add": ``l|3|y`` turns "Countries" into "country".
"""

from collections.abc import Container, Sequence


def script_of(form: str, lemma: str) -> str:
    """The script that `apply` turns ``form`` into ``lemma`` with."""
    case = "k" if _common_prefix(form, lemma) >= _common_prefix(form.lower(), lemma) and lemma != lemma.lower() else "l"
    base = form if case == "k" else form.lower()
    shared = _common_prefix(base, lemma)
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"


def apply(script: str, form: str) -> str:
    """The lemma that ``script`` gives for ``form``."""
    case, cut, add = script.split("|", 2)
    base = form if case == "k" else form.lower()
    return base[: max(len(base) - int(cut), 0)] + add or form


def _common_prefix(left: str, right: str) -> int:
    length = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        length += 1
    return length


def choose(scripts: Sequence[str], form: str, known: Container[str]) -> str:
    """The lemma of the likeliest script that makes a known word; of the likeliest one where none does.

    Suffix scripts alone turn "stressed" into "stresse" now and then. Names and unchanged words are left as they are; of "co-chaired"
    it is the last part that is known.
    """
    first = apply(scripts[0], form)
    if _is_known(first, known) or first == form.lower() or not scripts[0].startswith("l"):
        return first
    others = (apply(script, form) for script in scripts[1:] if script.startswith("l"))
    return next((word for word in others if _is_known(word, known)), first)


def _is_known(word: str, known: Container[str]) -> bool:
    return word in known or ("-" in word and word.rpartition("-")[2] in known)
