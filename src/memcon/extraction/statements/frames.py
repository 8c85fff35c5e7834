"""Complements of a reporting verb, named as cues.toml names them: clause, quote, object, infinitive, gerund, person, naming, a preposition."""

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.extraction.statements.lexicon import lexicon
from memcon.language import Parsed

Frames = dict[str, list[Token]]
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
_NAMING = frozenset(("term", "describe", "call", "label", "brand", "deem", "dub", "consider"))
_MARKS = frozenset(("as", "for", "of", "on", "against"))
_PEOPLE = frozenset(("sides", "parties", "countries", "community", "world", "counterpart", "people"))
_AT_LENGTH = frozenset(("detail", "details", "length", "depth"))
_FAVOUR = frozenset(("favour", "favor", "support", "defence", "defense", "praise"))
_WORDS_OF_TELLING = frozenset(("about", "of", "on"))
_LONG_QUOTATION = 15  # characters; a shorter one is a word quoted


def frames_of(verb: Token, parsed: Parsed) -> Frames:
    """Each frame that the verb stands in, with the tokens that fill it; "bare" is always there."""
    found: Frames = {"bare": []}
    for child in verb.children:
        for name in _names(child, verb):
            found.setdefault(name, []).append(child)
    for name, token in _displaced(verb):
        found.setdefault(name, [token])
    predicates = [child for child in verb.children if _is_predicative(child)]
    named = found.get("object", predicates[:-1])  # "called the plan a trap": the parser may take both for predicates
    # "After what he called useful talks", "an act the minister called a crime"
    calls_it = verb.dep_ == "acl:relcl" and (verb.head.lower_ == "what" or bool(predicates))
    named = named or ([verb.head] if calls_it and predicates else [])
    if named and (predicates or calls_it or _names_in_quotes(verb, parsed)):
        found["naming"] = named
    if _touches_quotation(verb, parsed):
        found.setdefault("quote", [])
    return found


def _names(child: Token, verb: Token) -> Iterator[str]:
    """The frames that one child of the verb fills."""
    marks = [part.lower_ for part in child.children if part.dep_ in ("case", "mark")]
    relation = child.dep_
    if relation == "ccomp" or (relation == "parataxis" and _is_clause(child)):
        yield "clause"
    elif relation in ("xcomp", "advcl", "csubj") and any(part.lower_ == "to" for part in child.children):
        yield "infinitive"
    elif relation in ("obj", "iobj"):
        yield "object"
        if names_people(child):
            yield "person"
    elif relation in ("obl", "obl:agent", "nmod", "obl:arg") and child.ent_type_ != "DATE":
        yield from marks
        if not marks and child.tag_ in ("NN", "NNS") and child.i > verb.i:  # "raised with Peru the case of two men"
            yield "object"
        if "in" in marks and child.lemma_.lower() in _FAVOUR:
            yield "favour"
    elif relation == "advcl" and _MARKS & set(marks):
        yield marks[0]
    elif relation in ("compound:prt", "advmod") and child.lower_ == "out":
        yield "out"
    elif relation == "xcomp" and child.tag_ == "VBG":
        yield from ("gerund", "infinitive")
    elif relation == "xcomp":
        yield "clause" if verb.lemma_ in _NAMING else "infinitive"
        if child.tag_ in ("NN", "NNS"):  # "cast doubt on the vote"
            yield "object"


def _displaced(verb: Token) -> Iterator[tuple[str, Token]]:
    """Complements that the parse hangs elsewhere."""
    before = verb.head.i < verb.i
    # "X is ready, Y said": the reported clause is the root and the reporting verb hangs on it.
    if verb.dep_ in ("parataxis", "discourse") and before and verb.head.pos_ not in ("PUNCT", "X"):
        yield "clause", verb.head
    # A reported clause that was made the head of its reporting verb.
    hanging = verb.dep_ in ("conj", "parataxis", "advcl", "ccomp") and verb.tag_ in ("VBD", "VBZ", "VBP")
    relayed = lexicon().verb_of(verb.head.text, verb.head.lemma_) in lexicon().inverting  # "X promised aid, Y said"
    if hanging and not before and not relayed and verb.head.pos_ in ("VERB", "AUX"):
        yield "clause", verb.head
    for child in verb.children:
        # "Informed her in detail about the road", "assured his guest of support": what is told hangs on the noun before.
        if child.lemma_.lower() in _AT_LENGTH or (child.dep_ in ("obj", "iobj") and names_people(child)):
            yield from _told_of(child)
        # "Made it clear that the road is closed": the clause hangs on the adjective.
        if child.dep_ in ("xcomp", "advmod") and child.lower_ == "clear":
            yield from (("clause", part) for part in child.children if part.dep_ == "ccomp")
    # "Said in a statement that …": the clause hangs on the paper.
    for paper in verb.children:
        if paper.dep_ in ("obl", "nmod") and paper.lemma_.lower() in lexicon().papers:
            yield from (
                ("clause", part) for part in paper.children if part.dep_ in ("acl", "ccomp") and _is_clause(part)
            )
    follower = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if follower is not None and follower.tag_ in ("IN", "RP") and follower.head.i > follower.i:
        yield follower.lower_, follower.head


def _told_of(noun: Token) -> Iterator[tuple[str, Token]]:
    for part in noun.children:
        cases = [case.lower_ for case in part.children if case.dep_ == "case" and case.lower_ in _WORDS_OF_TELLING]
        if part.dep_ == "nmod" and part.i > noun.i and cases and part.ent_type_ not in ("LOC", "NORP", "ORG"):
            yield cases[0], part


def _is_predicative(child: Token) -> bool:
    if child.dep_ == "advcl" and child.i > child.head.i:  # "called the vote politically motivated"
        apart = child.left_edge.nbor(-1).is_punct or any(part.dep_ == "mark" for part in child.children)
        return child.tag_ in ("VBN", "JJ") and not apart
    return child.dep_ == "xcomp" and child.tag_ != "VB" and child.pos_ in ("ADJ", "ADV", "NOUN", "VERB")


def _names_in_quotes(verb: Token, parsed: Parsed) -> bool:
    """ "Called the failure of the army to stop them "serious.": a quotation behind the object, wherever the parse puts it."""
    if verb.lemma_ not in _NAMING:
        return False
    begin, end = verb.idx + len(verb), verb.sent.end_char
    between = (parsed.article.text[begin : q.start].strip() for q in parsed.quotations if begin < q.start < end)
    return any(words and words[-1].isalnum() for words in between)


def _is_clause(token: Token) -> bool:
    subjects = any(part.dep_ in _SUBJECTS or part.dep_ in ("cop", "mark", "aux") for part in token.children)
    return subjects or token.pos_ in ("VERB", "AUX")


def names_people(token: Token) -> bool:
    """Whether an object is somebody: a name, a country, a pronoun, a noun for people."""
    if token.ent_type_ in ("PERSON", "ORG", "LOC", "NORP") or token.pos_ in ("PRON", "PROPN"):
        return True
    return token.lemma_.lower() in lexicon().speakers or token.lower_ in _PEOPLE


def _touches_quotation(verb: Token, parsed: Parsed) -> bool:
    """Whether a quotation stands in the verb's sentence and is no mere pair of words, or a colon opens one."""
    if any(token.text == ":" for token in verb.doc[verb.i + 1 : verb.i + 3]):
        return True
    begin, end = verb.sent.start_char, verb.sent.end_char
    return any(
        q.start < end and q.end > begin and (q.end - q.start > _LONG_QUOTATION or verb.idx < q.start)
        for q in parsed.quotations
    )
