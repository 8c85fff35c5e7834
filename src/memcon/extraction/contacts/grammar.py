"""What the dependency tree says of a predicate: its subject, object and prepositional arguments, and the clause it stands in.

Subjects are deep ones: the agent of a passive, the controller of an infinitive, the antecedent of "who".
"""

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
OBLIQUE = frozenset({"obl", "obl:agent", "obl:unmarked", "nmod", "nmod:unmarked", "nmod:desc"})
CLAUSE = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "parataxis", "csubj", "csubj:pass", "root"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OBJECT_CONTROL = frozenset(
    {
        "invite",
        "ask",
        "urge",
        "request",
        "order",
        "tell",
        "send",
        "dispatch",
        "leave",
        "lead",
        "allow",
        "enable",
        "instruct",
        "assign",
        "appoint",
        "task",
        "authorize",
        "authorise",
        "deploy",
    }
)
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_DEEPEST = 12
_FORMS = {
    "flew": "fly",
    "flown": "fly",
    "flies": "fly",
    "swung": "swing",
    "hoped": "hope",
    "hoping": "hope",
    "dined": "dine",
    "dining": "dine",
}
"""Lemmas of forms that the lemmatizer does not have."""

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ASKING = frozenset({"invitation", "offer", "request", "proposal"})
"""Whose invitation it is, is not who visits."""

_CLAUSES = frozenset({"root", "ccomp", "parataxis"})
_BETWEEN = frozenset({"aux", "aux:pass", "cop", "advmod", "mark"})
"""What may stand between a subject and its verb."""


def base(token: Token) -> str:
    """The part of a relation before its subtype: "nsubj:pass" -> "nsubj"."""
    return token.dep_.partition(":")[0]


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return _FORMS.get(token.lower_) or token.lemma_.lower()


def children(token: Token, *relations: str) -> list[Token]:
    """Children by relation; a relation without subtype stands for all of its subtypes."""
    return [child for child in token.children if child.dep_ in relations or base(child) in relations]


def first(token: Token, *relations: str) -> Token | None:
    """The first child with one of the relations."""
    return next(iter(children(token, *relations)), None)


def preposition(token: Token) -> str:
    """The preposition of a noun, the words of "ahead of" joined; empty where there is none.

    Where the parser gave the preposition to a title or a neighbour, the word at the edge of the noun phrase is taken.
    """
    if above(token).i != token.head.i:
        return "ahead of"
    if token.tag_ == "WP" and token.i > token.sent.start and token.nbor(-1).dep_ == "mark":
        return token.nbor(-1).lower_  # "after what he called talks"
    words = [
        child
        for child in token.children
        if child.dep_ == "case" and child.i < token.i and child.lower_ not in _GENITIVE
    ]
    if not words:
        edge = token.left_edge
        if edge.dep_ == "case" and edge.lower_ not in _GENITIVE:
            return edge.lower_
        before = token.doc[edge.i - 1] if edge.i else None
        return before.lower_ if before is not None and before.pos_ == "ADP" and before.dep_ == "case" else ""
    last = words[-1]
    parts = [last, *(child for child in last.children if child.dep_ == "fixed")]
    for word in reversed(words[:-1]):
        if word.i == min(part.i for part in parts) - 1:
            parts.append(word)
    return " ".join(part.lower_ for part in sorted(parts, key=lambda part: part.i))


def above(token: Token) -> Token:
    """What a noun hangs on, over the adverb of "ahead of"."""
    head = token.head
    return head.head if head.lower_ == "ahead" and head.i < token.i and token.pos_ in {"NOUN", "PROPN"} else head


def is_verb(token: Token) -> bool:
    """Whether a token is a predicate of a clause: a verb, or a noun or adjective with a copula or subject."""
    return token.pos_ in {"VERB", "AUX"} or any(
        child.dep_ == "cop" or base(child) == "nsubj" for child in token.children
    )


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: "was received", "received by", "the ambassador summoned on Friday"."""
    if any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children):
        return True
    bare = verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)
    return bare and (verb.dep_ == "acl" or bool(children(verb, "obl:agent"))) and not children(verb, "nsubj", "obj")


def is_called_off(verb: Token) -> bool:
    """ "Called off", "put off"."""
    return lemma(verb) in {"call", "put"} and any(child.lower_ == "off" for child in verb.children)


def agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    return next(
        (child for child in children(verb, "obl") if preposition(child) == "by" and child.ent_type_ != "DATE"), None
    )


def antecedent(pronoun: Token) -> Token:
    """What "who" or "which" stands for, else the token itself."""
    clause = pronoun.head
    while clause.dep_ in {"xcomp", "conj"} and clause.head.i != clause.i:
        clause = clause.head
    if pronoun.lower_ in _RELATIVE and base(clause) == "acl" and clause.head.i < pronoun.i:
        return _person_before(pronoun) or clause.head
    return pronoun


def _person_before(pronoun: Token) -> Token | None:
    """The visitor of "the visit of X, who": the parser hangs the clause on the visit."""
    head = pronoun.head.head
    if pronoun.lower_ != "who" or head.ent_type_ or pronoun.i - 2 <= head.i or not pronoun.nbor(-1).is_punct:
        return None
    name = pronoun.nbor(-2)
    while name.dep_ == "flat" and name.head.i < name.i:
        name = name.head
    return name if name.ent_type_ == "PERSON" and head.is_ancestor(name) and name.dep_ == "nmod" else None


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, inherited where the clause has none of its own."""
    own = _own_subject(verb)
    if (
        own is not None
        and own.i > verb.i
        and (verb.dep_ in _CLAUSES or (verb.dep_ == "acl:relcl" and preposition(own)))
    ):  # "the talks X had with Y"
        own = _word_before(verb) or own
    if own is not None:
        return antecedent(own)
    if verb.dep_ in _CLAUSES and (nearest := _word_before(verb)) is not None:
        return nearest
    if depth > _DEEPEST or verb.head.i == verb.i:
        return None
    head = verb.head
    if verb.dep_ in {"acl", "acl:relcl"}:
        return _subject_of_modifier(verb, depth)
    if verb.dep_ == "xcomp" and lemma(head) in _OBJECT_CONTROL and not is_passive(head):
        return first(head, "obj") or surface_subject(head, depth + 1)
    if verb.dep_ == "ccomp" and verb.i < head.i:
        before = [child for child in head.children if child.dep_ in SUBJECT and child.i < verb.i]
        return antecedent(before[-1]) if before else surface_subject(head, depth + 1)
    if verb.dep_ in {"conj", "xcomp", "advcl", "parataxis", "ccomp"} and is_verb(head):
        return surface_subject(head, depth + 1)
    return None


def _own_subject(verb: Token) -> Token | None:
    """The nearest subject before the verb; a long apposition before it is sometimes parsed as one more."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    if not subjects and first(verb, "cop") is not None:  # "X is in Rome holding talks", X hung on "holding"
        subjects = [
            c for clause in children(verb, "advcl") for c in children(clause, "nsubj") if c.i < verb.i < clause.i
        ]
        subjects = subjects or [c for word in children(verb, "case") for c in children(word, "nsubj")]  # "X is due in"
    if len(subjects) > 1:
        subjects = [s for s in subjects if s.lower_ not in {"last", "first"}] or subjects  # "the two last met in Rome"
    return next(iter([s for s in reversed(subjects) if s.i < verb.i] or subjects), None)


def _word_before(verb: Token) -> Token | None:
    """The name or pronoun right before a finite verb that was left without a subject: the parser hung it elsewhere."""
    helpers = children(verb, "aux", "cop")
    if verb.tag_ not in _FINITE and not any(helper.tag_ in {*_FINITE, "MD"} for helper in helpers):
        return None
    position = verb.i - 1
    start = verb.sent.start
    while position > start and (
        (verb.doc[position].dep_ in _BETWEEN and verb.doc[position].head.i == verb.i)
        or verb.doc[position].ent_type_ == "DATE"
        or (verb.doc[position].lower_ == "on" and verb.doc[position + 1].ent_type_ == "DATE")
    ):
        position -= 1
    word = verb.doc[position]
    if position < start or word.i == verb.i or word.tag_ not in {"NNP", "PRP"} or preposition(word):
        return None
    while word.dep_ == "flat" and word.head.i < word.i and not any(t.is_punct for t in verb.doc[word.head.i : word.i]):
        word = word.head
    return word


def reporting(verb: Token, phrase: Token) -> Token:
    """The verb of saying to which a phrase belongs that was hung on what was said.

    So it is where the verb of saying stands between ("…", he said in a call), and where "that" comes only after the phrase.
    """
    climb = found = verb
    while climb.dep_ in {"ccomp", "conj", "xcomp"} and climb.head.i != climb.i:
        above = climb.head
        if climb.dep_ == "ccomp" and not (climb.i < above.i < phrase.i or _opens_after(climb, phrase)):
            return found
        if climb.dep_ != "xcomp" and (found is climb or climb.dep_ == "ccomp"):
            found = above  # over an infinitive only to reach a verb of saying
        climb = above
    return found


def _opens_after(clause: Token, phrase: Token) -> bool:
    return any(child.lower_ == "that" and child.i > phrase.i for child in children(clause, "mark"))


def _subject_of_modifier(verb: Token, depth: int) -> Token | None:
    """Who does "the plan to visit", "the minister visiting Rome"."""
    noun = verb.head
    if is_passive(verb):
        return noun  # "the summit to be hosted by"
    if verb.tag_ in {"VBG", "VBN", "VBD", "VBZ", "VBP"} and not any(
        child.lower_ == "to" for child in children(verb, "mark")
    ):
        return noun
    owner = first(noun, "nmod:poss")
    if owner is not None and lemma(noun) not in _ASKING:
        return owner
    climb = noun
    while climb.dep_ in {"obj", "obl", "nmod", "conj", "xcomp"} and climb.head.i != climb.i:
        climb = climb.head
        if is_verb(climb):
            return deep_subject(climb, depth + 1)
    return noun


def deep_subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does it: the subject, or the agent of a passive."""
    return agent(verb) if is_passive(verb) else surface_subject(verb, depth)


def deep_object(verb: Token) -> Token | None:
    """Whom it is done to: the object, or the subject of a passive."""
    if is_passive(verb):
        return surface_subject(verb)
    own = next((goal for goal in children(verb, "obj") if goal.ent_type_ != "DATE"), None)  # "to meet Tuesday"
    if own is not None:
        return antecedent(own)
    mistaken = next((c for c in children(verb, "xcomp") if c.ent_type_ == "PERSON" or c.lower_ == "counterpart"), None)
    mistaken = mistaken or _second_subject(verb)
    if mistaken is not None:
        return mistaken
    if verb.dep_ == "acl:relcl" and first(verb, "nsubj") is not None and not _stands_for_head(verb):
        return verb.head
    shared = next((goal for c in children(verb, "conj") if c.pos_ == "VERB" for goal in children(c, "obj")), None)
    return shared if shared is not None and shared.ent_type_ == "PERSON" and not list(obliques(verb)) else None


def _second_subject(verb: Token) -> Token | None:
    """ "President X received Prime Minister Y", where the parser made two subjects of them."""
    subjects = children(verb, "nsubj")
    after = [child for child in subjects if child.i > verb.i and child.ent_type_ == "PERSON" and not preposition(child)]
    return after[0] if after and subjects[0].i < verb.i else None


def _stands_for_head(verb: Token) -> bool:
    return any(child.lower_ in _RELATIVE or child.tag_ in {"WRB", "WDT", "WP"} for child in verb.children)


def obliques(token: Token) -> Iterator[tuple[str, Token]]:
    """Prepositional dependents as (preposition, noun), in the order of the text."""
    for child in token.children:
        if child.dep_ in OBLIQUE:
            yield preposition(child), child


def conjoined(token: Token) -> list[Token]:
    """A noun and all nouns joined to it by "and" or commas."""
    found = [token]
    for member in found:
        found += [child for child in member.children if child.dep_ == "conj" and child.i not in {f.i for f in found}]
    return found


def governor(token: Token) -> Token | None:
    """The predicate on which a noun hangs, over other nouns: "at" the end of "the second round of talks"."""
    climb = token
    for _ in range(_DEEPEST):
        if climb.head.i == climb.i:
            return None
        climb = climb.head
        if is_verb(climb):
            return climb
    return None


def negated(verb: Token) -> bool:
    """Whether "not", "never" or "no" denies the verb."""
    return any(
        child.lower_ in {"not", "n't", "n’t", "never", "neither", "nor"}
        for child in children(verb, "advmod", "cc", "det")
    ) or any(
        first(noun, "det") is not None and first(noun, "det").lower_ in {"no", "neither"}  # type: ignore[union-attr]
        for noun in children(verb, "nsubj", "obj")
    )


def subtree_end(token: Token) -> int:
    """The index after the last token below ``token``, clauses left out."""
    last = token.i
    for child in token.children:
        if child.dep_ not in CLAUSE and child.dep_ != "punct":
            last = max(last, subtree_end(child) - 1)
    return last + 1
