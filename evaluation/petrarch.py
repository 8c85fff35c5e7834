"""PETRARCH2 on the PLOVER gold sentences, counted as `plover.py` counts memcon. Prints totals only.

usage: python evaluation/petrarch.py ../shared/data/events PETRARCH3 CAMEO2PLOVER [--half tuning|kept|all]
       … [--trees] [--reports GOLD]

PETRARCH3 is a checkout of github.com/oudalab/petrarch3, PETRARCH2 1.2.0 for Python 3 with the same dictionaries; CAMEO2PLOVER is
CAMEO2PLOVER-2021.txt of github.com/openeventdata/PLOVER. Both stay outside this repository.

PETRARCH2 reads Penn-style trees of CoreNLP, whose English models are not in a package registry. The trees here are written from
memcon's dependencies. `--trees` tells how much that matters: on the sentences of PETRARCH's own sample, which come
with trees, it counts the events coded from those, from ours, and from both. `--reports` prints what it codes in the reports of a gold folder.

Events of which one side is unknown ("---") count too; codes without counterpart in PLOVER (01, 02) do not. PETRARCH2 writes one
event for each pair of countries, so both countries are right where one pair is, or all pairs of the type together.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Span, Token

import plover
from memcon.faces.evaluation.gold import read_gold
from memcon.language import parse  # also registers "memcon_english"
from memcon.read import read_text

_DAY = "20000101"  # the date of all gold records
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"))
_AUXILIARIES = frozenset(("aux", "aux:pass", "cop"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM", "X"))
_VERBAL = frozenset(("VERB", "AUX"))
_BEFORE_NOUN = frozenset(("det", "det:predet", "amod", "advmod", "compound", "nummod", "nmod:poss", "flat", "fixed"))
_AFTER_NOUN = frozenset(("flat", "fixed", "compound", "nummod"))
_WORDS = frozenset(("punct", "cc", "mark", "case", "aux", "aux:pass", "cop", "compound:prt"))
_WH = frozenset(("WDT", "WP", "WRB"))

Event = tuple[str, str, str]
Coder = Callable[[str, str, str], set[Event]]


# trees


def tree(sentence: Span) -> str:
    """A sentence in brackets; its top is always S."""
    top = _clause(sentence.root) if _is_clause(sentence.root) else _phrase(sentence.root)
    return top if top.startswith("(S ") else f"(S {top} )"


def _brackets(label: str, *parts: str) -> str:
    return " ".join((f"({label}", *(part for part in parts if part), ")"))


def _leaf(token: Token) -> str:
    tag, word = (part.replace("(", "-LRB-").replace(")", "-RRB-") for part in (token.tag_ or "NN", token.text))
    return f"({tag} {word})"


def _leaves(token: Token) -> str:
    return " ".join(_leaf(part) for part in sorted(token.subtree, key=lambda part: part.i))


def _children(token: Token, drop: Sequence[Token]) -> list[Token]:
    return [child for child in token.children if child not in drop]


def _is_clause(token: Token) -> bool:
    return token.pos_ in _VERBAL or any(c.dep_ == "cop" or c.dep_ in _SUBJECTS for c in token.children)


def _links(token: Token) -> list[Token]:
    """ "and", and the comma, before something coordinated."""
    return [child for child in token.children if child.dep_ in ("cc", "punct") and child.i < token.i]


def _prepositions(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ == "case" and child.tag_ != "POS"]


def _phrase(token: Token, drop: Sequence[Token] = ()) -> str:
    if _is_clause(token):
        return _clause(token, drop)
    if token.pos_ in _NOMINAL or token.tag_ in ("DT", "PRP$", "CD"):
        return _with_prepositions(token, drop)
    children = _children(token, drop)
    before = [_phrase(child) for child in children if child.i < token.i]
    after = [_phrase(child) for child in children if child.i > token.i]
    label = {"ADJ": "ADJP", "ADV": "ADVP"}.get(token.pos_)
    if label is None and not before and not after:
        return _leaf(token)
    return _brackets(label or "X", *before, _leaf(token), *after)


def _with_prepositions(token: Token, drop: Sequence[Token]) -> str:
    own = [child for child in _prepositions(token) if child not in drop]
    noun = _noun(token, (*drop, *own))
    return _brackets("PP", *map(_leaf, own), noun) if own else noun


def _noun(token: Token, drop: Sequence[Token] = ()) -> str:
    children = _children(token, drop)
    joined = [child for child in children if child.dep_ == "conj"]
    if joined:
        return _joined_nouns(token, drop, joined, children)
    base = [c for c in children if c.dep_ in (_BEFORE_NOUN if c.i < token.i else _AFTER_NOUN) or c.tag_ == "POS"]
    inner = [_modifier_before(child) if child.i < token.i else _leaves(child) for child in base]
    split = sum(child.i < token.i for child in base)
    core = _brackets("NP", *inner[:split], _leaf(token), *inner[split:])
    around = [child for child in children if child not in base]
    if not around:
        return core
    before, after = ([c for c in around if c.i < token.i], [c for c in around if c.i > token.i])
    return _brackets("NP", *map(_modifier, before), core, *map(_modifier, after))


def _joined_nouns(token: Token, drop: Sequence[Token], joined: list[Token], children: list[Token]) -> str:
    """ "A, B and C, …": what follows the first link belongs to all of them."""
    first = min(child.i for child in (*joined, *(c for c in children if c.dep_ == "cc")))
    late = [c for c in children if c.i >= first or (c.dep_ == "punct" and token.i < c.i < joined[0].i)]
    parts = [_noun(token, (*drop, *late, *joined))]
    for child in sorted({*late, *joined}, key=lambda child: child.i):
        links = _links(child) if child.dep_ == "conj" else []
        parts += [*map(_leaf, links), _phrase(child, links)]
    return _brackets("NP", *parts)


def _modifier_before(child: Token) -> str:
    if child.dep_ == "nmod:poss":
        return _phrase(child)
    if child.n_lefts + child.n_rights == 0:
        return _leaf(child)
    if child.dep_ in ("amod", "advmod"):
        return _brackets("ADJP", _leaves(child)) if child.pos_ == "VERB" else _phrase(child)
    return _leaves(child)


def _modifier(child: Token) -> str:
    if child.dep_ == "acl":
        return _subordinate(child) if any(c.dep_ == "mark" for c in child.children) else _verbs(child)
    return _dependent(child)


def _dependent(child: Token) -> str:
    if child.dep_ == "acl:relcl":
        return _relative(child)
    if child.dep_ in ("ccomp", "advcl") and _is_clause(child):
        return _subordinate(child)
    if child.dep_ == "advmod" and child.n_lefts + child.n_rights == 0:
        return _leaf(child) if child.lower_ in ("not", "n't") else _brackets("ADVP", _leaf(child))
    return _leaves(child) if child.dep_ in _WORDS else _phrase(child)


def _relative(verb: Token) -> str:
    pronouns = [child for child in verb.children if child.tag_ in _WH][:1]
    if not pronouns:
        return _brackets("SBAR", _clause(verb))
    inner = _brackets("S", _verbs(verb, pronouns)) if pronouns[0].dep_ in _SUBJECTS else _clause(verb, pronouns)
    return _brackets("SBAR", _brackets("WHNP", _leaf(pronouns[0])), inner)


def _subordinate(verb: Token) -> str:
    marks = [child for child in verb.children if child.dep_ == "mark" and child.tag_ != "TO"]
    if marks or any(child.dep_ in _SUBJECTS for child in verb.children):
        return _brackets("SBAR", *map(_leaf, marks), _clause(verb, marks))
    return _clause(verb)


def _clause(head: Token, drop: Sequence[Token] = ()) -> str:
    children = _children(head, drop)
    joined = [child for child in children if child.dep_ == "conj" and _is_clause(child)]
    if any(child.dep_ in _SUBJECTS for verb in joined for child in verb.children):
        return _joined_clauses(head, drop, joined)
    verbs = [child for child in children if child.dep_ in _AUXILIARIES or _is_to(child)]
    verbal = head.pos_ in _VERBAL or any(child.dep_ in _AUXILIARIES for child in verbs)
    first = min(token.i for token in (head, *verbs)) if verbal else head.i
    front = [child for child in children if child not in verbs and child.i < first]
    last = max(token.i for token in head.subtree)
    stop = [child for child in children if child.dep_ == "punct" and child.i == last]
    inner = _verbs(head, (*drop, *front, *stop))
    return _brackets("S", *map(_in_front, front), inner, *map(_leaf, stop))


def _joined_clauses(head: Token, drop: Sequence[Token], joined: list[Token]) -> str:
    parts = [_clause(head, (*drop, *joined))]
    for verb in joined:
        start = min(token.i for token in verb.subtree if token.dep_ not in ("cc", "punct"))
        links = [child for child in _links(verb) if child.i < start]
        parts += [*map(_leaf, links), _clause(verb, links)]
    return _brackets("S", *parts)


def _in_front(child: Token) -> str:
    """What stands before the verb; a clause that the subject said is set apart from its comma."""
    if child.dep_ not in ("ccomp", "parataxis") or not _is_clause(child):
        return _dependent(child)
    last = max(token.i for token in child.subtree)
    comma = [part for part in child.children if part.dep_ == "punct" and part.i == last]
    return " ".join((_clause(child, comma), *map(_leaf, comma)))


def _is_to(token: Token) -> bool:
    return token.dep_ == "mark" and token.tag_ == "TO"


def _verbs(head: Token, drop: Sequence[Token] = ()) -> str:
    """The VP of a clause: an auxiliary's VP holds the next one's."""
    children = _children(head, drop)
    joined = [child for child in children if child.dep_ == "conj"]
    if joined and head.pos_ in _VERBAL:
        parts = [_verbs(head, (*drop, *joined))]
        for child in joined:
            links = _links(child)
            parts += [*map(_leaf, links), _verbs(child, links) if _is_clause(child) else _phrase(child, links)]
        return _brackets("VP", *parts)
    chain = sorted((c for c in children if c.dep_ in _AUXILIARIES or _is_to(c)), key=lambda child: child.i)
    rest = [child for child in children if child not in chain]
    if any(child.dep_ == "cop" for child in chain):
        copula = chain.pop()
        after = [child for child in rest if child.i > copula.i]
        parts = [_leaf(copula), _predicate(head, [child for child in head.children if child not in after])]
        rest = [child for child in rest if child.i < copula.i]
    elif head.pos_ in _VERBAL:
        parts = [_leaf(head), *(_dependent(child) for child in rest if child.i > head.i)]
        rest = [child for child in rest if child.i < head.i]
    else:
        parts, rest = [_predicate(head, [child for child in head.children if child not in rest])], []
    for auxiliary in reversed(chain):
        between = [child for child in rest if child.i > auxiliary.i]
        rest = [child for child in rest if child.i < auxiliary.i]
        parts = [_leaf(auxiliary), *map(_dependent, between), _brackets("VP", *parts)]
    return _brackets("VP", *map(_dependent, rest), *parts)


def _predicate(head: Token, drop: Sequence[Token]) -> str:
    if head.pos_ in _NOMINAL:
        own = _prepositions(head)
        noun = _noun(head, (*drop, *own))
        return _brackets("PP", *map(_leaf, own), noun) if own else noun
    children = _children(head, drop)
    before, after = ([c for c in children if c.i < head.i], [c for c in children if c.i > head.i])
    return _brackets("ADJP", *map(_dependent, before), _leaf(head), *map(_dependent, after))


@cache
def _pipeline() -> spacy.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("memcon_english")
    return nlp


# PETRARCH2


def coder(checkout: Path) -> Coder:
    """PETRARCH2 with its dictionaries: tree, text and day (20000101) to source, target and CAMEO code."""
    if not (checkout / "petrarch3/petrarch3.py").exists():
        sys.exit(f"{checkout} is no checkout of oudalab/petrarch3")
    sys.path.insert(0, str(checkout))
    from petrarch3 import PETRreader, PETRtree, petrarch3, utilities  # noqa: PLC0415

    PETRreader.parse_Config(utilities._get_data("data/config/", "PETR_config.ini"))
    petrarch3.read_dictionaries()

    def code(brackets: str, text: str, day: str) -> set[Event]:
        sentence = PETRtree.Sentence(utilities._format_parsed_str(brackets), text, PETRreader.dstr_to_ordate(day))
        try:
            return {tuple(event) for event in sentence.get_events()[0]}
        except IndexError:  # some trees, also of its own sample, are too much for it
            return set()

    return code


def read_table(path: Path) -> dict[str, str]:
    """CAMEO codes to PLOVER types, as the gold is read: COERCE "destroy" is ASSAULT."""
    rows = re.findall(r"^(\d+):\s*([A-Z]+)[ ,]*([\w-]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {code: "ASSAULT" if (name, mode) == ("COERCE", "destroy") else name for code, name, mode in rows}


def plover_type(code: str, table: dict[str, str]) -> str | None:
    """The type of a code or, if the table lacks it, of its parents."""
    return next((table[part] for part in (code, code[:3], code[:2], f"{code[:2]}0") if part in table), None)


def score(sentences: dict[str, list[plover.Gold]], code: Coder, table: dict[str, str]) -> plover.Tally:
    """Counts over the gold sentences."""
    tally = plover.Tally()
    for text, golds in sentences.items():
        events = {event for s in _pipeline()(text).sents for event in code(tree(s), s.text, _DAY)}
        pairs: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for source, target, cameo in events:
            if name := plover_type(cameo, table):
                pairs.setdefault(name, []).append((_country(source), _country(target)))
        tally.predicted.update(pairs.keys())
        tally.right.update(pairs.keys() & {gold.event_type for gold in golds})
        for gold in golds:
            tally.gold += 1
            tally.expected[gold.event_type] += 1
            tally.found[gold.event_type] += gold.event_type in pairs
            tally.both += _both_right(gold, pairs.get(gold.event_type, []))
            if gold.event_type not in pairs:
                tally.taken_for.setdefault(gold.event_type, Counter()).update(pairs.keys() or {"nothing"})
    return tally


def _country(code: str) -> frozenset[str]:
    return frozenset((plover.NO_COUNTRY if code[:3] in plover.STATELESS else code[:3],))


def _both_right(gold: plover.Gold, pairs: list[tuple[frozenset[str], frozenset[str]]]) -> bool:
    nobody: frozenset[str] = frozenset()
    together = (nobody.union(*(source for source, _ in pairs)), nobody.union(*(target for _, target in pairs)))
    sides = [(s, t) if gold.targets else (s | t, nobody) for s, t in (*pairs, together)]
    return (gold.sources, gold.targets) in sides


def coded_reports(folder: Path, code: Coder) -> Iterator[str]:
    """The events of each report, a line each; one without a date of publication is read as of 2020."""
    for case in read_gold(folder).cases:
        day = (case.gold.published or "2020-01-01").replace("-", "")
        for sentence in parse(read_text(case.text)).sentences:
            for event in sorted(code(tree(sentence.span), sentence.span.text, day)):
                yield "\t".join((case.gold.id, *event)) + "\n"


def compare_trees(checkout: Path, code: Coder) -> str:
    """Events of the sample's sentences from its trees, from ours, and from both."""
    sample = (checkout / "petrarch3/data/text/GigaWord.sample.PETR.xml").read_text(encoding="utf-8")
    sentences, counts = 0, Counter[str]()
    for day, text, given in _sample(sample):
        sentences += 1
        theirs = code(given, text, day)
        ours = {event for s in _pipeline()(text).sents for event in code(tree(s), s.text, day)}
        counts.update({"theirs": len(theirs), "ours": len(ours), "both": len(theirs & ours)})
    return f"{sentences} sentences: {counts['theirs']} events from given trees, {counts['ours']} from ours, {counts['both']} from both\n"


def _sample(text: str) -> Iterator[tuple[str, str, str]]:
    """Day, text and tree of the records whose tree is one of their text; some are edited tests of something else."""
    for record in re.findall(r"<Sentence [^>]*>.*?</Sentence>", text, re.DOTALL):
        fields: list[Any] = [
            re.search(pattern, record, re.DOTALL)
            for pattern in (r'date\s*=\s*"(\d+)"', r"<Text>(.*?)</Text>", r"<Parse>(.*?)</Parse>")
        ]
        if not all(fields):
            continue
        day, words, given = (found[1] for found in fields)
        if _letters(words) == _letters(re.sub(r"-[LR]RB-", "", " ".join(re.findall(r"([^\s()]+)\)", given)))):
            yield day, " ".join(words.split()), given


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table of a half, or the comparison of trees."""
    parser = argparse.ArgumentParser(description="How many of the PLOVER gold sentences PETRARCH2 codes right.")
    parser.add_argument("events", type=Path, help=f"folder with {plover.FILE}")
    parser.add_argument("petrarch", type=Path, help="checkout of oudalab/petrarch3")
    parser.add_argument("table", type=Path, help="CAMEO2PLOVER-2021.txt")
    parser.add_argument("--half", choices=("tuning", "kept", "all"), default="all")
    parser.add_argument("--trees", action="store_true", help="only compare trees on PETRARCH's own sample")
    parser.add_argument("--reports", type=Path, help="only print what is coded in the reports of this gold folder")
    options = parser.parse_args(arguments)
    code = coder(options.petrarch)
    if options.trees:
        sys.stdout.write(compare_trees(options.petrarch, code))
        return
    if options.reports:
        sys.stdout.writelines(coded_reports(options.reports, code))
        return
    halves = ("tuning", "kept") if options.half == "all" else (options.half,)
    sentences: dict[str, list[plover.Gold]] = {}
    for half in halves:
        sentences |= plover.read_gold(options.events, half)
    for line in plover.table(score(sentences, code, read_table(options.table))):
        sys.stdout.write(line)


if __name__ == "__main__":
    main()
