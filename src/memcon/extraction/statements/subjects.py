"""Who stands as the speaker beside a reporting predicate."""

from itertools import takewhile

from spacy.tokens import Token

from memcon.actors import Cast, Mention
from memcon.actors.phrases import counted_noun
from memcon.extraction.statements.lexicon import lexicon

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_OF_NEWS = frozenset(("news", "press", "wire", "state"))
_BEFORE_INVERSION = frozenset((",", '"', "”", "’", "'", "»", "''"))


def inverted(verb: Token, cast: Cast) -> Token | None:
    """ "…, declared the head of state Maia Sandu": after a comma or quotation the speaker may follow a verb of plain saying."""
    doc, end = verb.doc, verb.sent.end
    if lexicon().verb_of(verb.text, verb.lemma_) not in lexicon().inverting or verb.i == verb.sent.start:
        return None
    if doc[verb.i - 1].text not in _BEFORE_INVERSION:
        return None
    noun_phrase = list(
        takewhile(lambda token: token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART"), doc[verb.i + 1 : end])
    )
    paper = next((token for token in noun_phrase if token.lemma_.lower() in lexicon().papers), None)
    if paper is not None:
        return paper
    following = next((token for token in doc[verb.i + 1 : end] if token.pos_ != "DET"), None)
    mention = cast.of(following.i) if following is not None and following.i <= verb.i + 2 else None
    if mention is None or mention.kind not in ("name", "role", "body", "group") or not mention.actors:
        return None
    after = doc[mention.end] if mention.end < end else None
    ends = (
        after is None or after.is_punct or after.pos_ in ("ADP", "SCONJ", "CCONJ", "ADV") or after.ent_type_ == "DATE"
    )
    return doc[mention.head] if ends else None


def subject_of(verb: Token) -> Token | None:
    """Who does the reporting: the subject, or that of the verb this one is coordinated with, hangs on or modifies."""
    node = verb
    for _ in range(6):
        subjects = [
            child for child in node.children if child.dep_ in SUBJECTS and (child.dep_ != "nsubj:pass" or node is verb)
        ]
        if not subjects and node is verb:
            passive = [child for child in node.children if child.dep_ == "nsubj:pass"]
            subjects = passive or _fronted(verb) or _moved_up(verb)
        if subjects:
            return _antecedent(_own_subject(node, subjects))
        if node.dep_ in ("conj", "advcl", "xcomp", "parataxis", "dep"):
            if node.dep_ == "parataxis" and node is verb and node.head.i < node.i and node.tag_ != "VBG":
                return None
            node = node.head
            passive = [child for child in node.children if child.dep_ == "nsubj:pass"]
            if passive and not any(child.dep_ == "nsubj" for child in node.children):
                return _antecedent(passive[0])
        elif node.dep_ in ("acl", "acl:relcl") and node is verb:
            return node.head if node.tag_ == "VBG" else None
        elif node.dep_ == "ccomp" and node is verb and node.tag_ == "VBG":
            # "The film showed the man urging them": he stands right before it.
            return next((child for child in node.head.children if child.i + 1 == node.left_edge.i), None)
        else:
            return None
    return None


def _moved_up(verb: Token) -> list[Token]:
    """ "X promised aid, officials said": where X was hung on the last verb, which has a subject of its own, he is the first one's."""
    above = [child for child in verb.head.children if child.dep_ in SUBJECTS and child.i < verb.head.i]
    before = [child for child in above if child.i < verb.i]
    return before[-1:] if verb.dep_ == "ccomp" and verb.i < verb.head.i and len(above) > len(before) else []


def _own_subject(verb: Token, subjects: list[Token]) -> Token:
    """Where the parser hangs two subjects on a verb, one before it is its own; of several the nearest."""
    before = [child for child in subjects if child.i < verb.i]
    return min(before or subjects, key=lambda child: abs(child.i - verb.i))


def _fronted(verb: Token) -> list[Token]:
    """ "Officials say the secretary has urged": a name right before a finite verb is its subject, whatever the parse says."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.dep_.startswith("acl"):
        return []
    return [
        child
        for child in verb.children
        if child.dep_ in ("obj", "iobj")
        and child.i < verb.i
        and child.pos_ == "PROPN"
        and not any(part.dep_ == "case" for part in child.children)
    ]


def nearest(verb: Token, cast: Cast) -> Token | None:
    """Where a main verb has lost its subject: the name or office that stands right before it."""
    if verb.dep_ not in ("root", "conj", "parataxis") or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    place = verb.i - 1
    while place > verb.sent.start and (
        verb.doc[place].pos_ in ("ADV", "AUX", "PUNCT") or verb.doc[place].dep_ == "advmod"
    ):
        place -= 1
    if verb.doc[place].dep_ in SUBJECTS and can_speak(verb.doc[place], cast):
        return verb.doc[place]
    mention = cast.of(place)
    if mention is None or mention.kind not in ("name", "role", "group", "body") or not mention.actors:
        return None
    head = verb.doc[mention.head]
    if mention.kind == "body":  # "Al-Ansari, the spokesman of the ministry, said"
        holder = cast.of(head.head.i) if head.dep_ == "nmod" else None
        return verb.doc[holder.head] if holder is not None and holder.kind in ("name", "role") else None
    set_off = verb.doc[mention.start - 1].is_punct or verb.nbor(-1).is_punct
    while (head.dep_ == "conj" or (head.dep_ == "appos" and set_off)) and head.head.i < head.i:
        head = head.head
    return head


def _antecedent(token: Token) -> Token:
    """ "who" stands for the noun its clause modifies."""
    if token.lower_ in ("who", "which", "that") and token.tag_ in ("WP", "WDT"):
        node = token.head
        while node.dep_ not in ("acl:relcl", "acl") and node.head != node:
            node = node.head
        if node.dep_ in ("acl:relcl", "acl"):
            return node.head
    return token


def is_outlet(token: Token) -> bool:
    """Whether a subject is a news outlet; a "space agency" is none."""
    if token.lemma_.lower() == "agency" and any(
        child.dep_ == "compound" and child.pos_ == "NOUN" and child.lower_ not in _OF_NEWS for child in token.children
    ):
        return False
    return token.lemma_.lower() in lexicon().outlets or token.lower_ in lexicon().outlets


def vouches(verb: Token, outlet: Token) -> bool:
    """Whether a news outlet tells something on its own account; agencies "report" what others said."""
    name = lexicon().verb_of(verb.text, verb.lemma_)
    own = name != "report" or (outlet.pos_ == "NOUN" and outlet.lemma_ != "agency")
    return name in lexicon().vouching and own and is_outlet(outlet)


def can_speak(token: Token, cast: Cast) -> bool:
    """Whether a subject is somebody who may say things; news outlets relay and do not count."""
    words = lexicon()
    lemma = token.lemma_.lower()
    if is_outlet(token) or any(child.lower_ in ("no", "neither") and child.dep_ == "det" for child in token.children):
        return False
    mention = cast.of(token.i)
    if mention is not None and (mention.actors or mention.kind == "pronoun"):
        return True
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "they", "who", "we", "i", "both", "it", "one", "two")
    if token.ent_type_ in ("PERSON", "ORG", "NORP"):
        return True
    if token.pos_ == "NUM":
        return token.lower_ in ("two", "both")
    counted = counted_noun(token)
    if counted is not token:
        return can_speak(counted, cast)
    return lemma in words.speakers | words.papers | words.gatherings | words.kinds_of_body or _is_person_noun(lemma)


def _is_person_noun(lemma: str) -> bool:
    """Nouns for those who do something ("stakeholder", "theologian"), by their endings."""
    return len(lemma) > 5 and lemma.endswith(lexicon().person_endings) and lemma not in lexicon().things


def mention_of(token: Token, cast: Cast) -> Mention | None:
    """The mention that a speaker token belongs to; "a spokesman for the ministry" speaks for the ministry."""
    token = counted_noun(token)
    mention = cast.of(token.i)
    if mention is not None and mention.kind in ("role", "group"):
        return _named_beside(token, mention, cast) or mention
    if mention is not None:
        return mention
    beside = _mentions_beside(token, cast)
    return min(beside, key=lambda found: found[0])[1] if beside else _split_off(token, cast)


def _mentions_beside(token: Token, cast: Cast) -> list[tuple[int, Mention]]:
    """What a noun has with it, ranked: a name in apposition comes first ("the head of the union's diplomacy, Josep Borrell"),
    a state after all else ("Sri Lanka's Tamil Tiger rebels")."""
    found = []
    for part in token.subtree:
        own = part.head.i == token.i and part.dep_ in ("flat", "compound", "amod", "nmod:poss", "nmod", "nmod:desc")
        mention = cast.of(part.i) if own or part.dep_ == "appos" else None
        if mention is not None and mention.actors and (part.head.i == token.i or mention.kind == "name"):
            found.append((0 if part.dep_ == "appos" else 2 if mention.kind == "state" else 1, mention))
    return found


def _named_beside(token: Token, mention: Mention, cast: Cast) -> Mention | None:
    """ "The chairman of the committee, Aleksey Pushkov", "the militant group Islamic Jihad": the name in apposition."""
    kinds = ("name",) if mention.kind == "role" else ("name", "body")
    beside = (cast.of(part.i) for part in token.subtree if part.dep_ == "appos")
    return next((other for other in beside if other is not None and other.kind in kinds and other.actors), None)


def _split_off(token: Token, cast: Cast) -> Mention | None:
    """ "Defence Ministry officials say": a body that the parser made a subject of its own."""
    before = token.nbor(-1) if token.i > token.sent.start else token
    mention = cast.of(before.i) if before.dep_ in SUBJECTS and before.head == token.head else None
    return mention if mention is not None and mention.kind == "body" and mention.actors else None
