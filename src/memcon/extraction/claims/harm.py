"""What befell the people of a quantity: the word of harm that stands to them in the way its table row asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from spacy.tokens import Doc, Token

from memcon.extraction.claims.lexicon import Harm, Lexicon
from memcon.extraction.claims.quantities import Quantity, conjuncts, is_person
from memcon.record import ClaimKind

_BETWEEN = frozenset(
    {"also", "reportedly", "allegedly", "still", "already", "then", "later", "being", "been", "be", "were", "was", "are", "is", "have", "has", "had", "feared", "believed", "confirmed", "presumed",
     "reported", "either", "internally", "forcibly", "critically", "seriously", "severely", "slightly", "lightly", "now", "thus", "so", "far", "others", "other", "people", "persons", "more", "got", "declared",
     "to", "initially", "newly", "apparently", "instantly", "brutally", "tragically", "left", "deliberately", "recently", "or", "pronounced", "known", "thought", "officially", "wrongfully", "arbitrarily", "violently", "listed", "as"}
)  # fmt: skip
_PARTS = frozenset({"including", "mostly", "among", "most", "many", "some", "all", "half", "both", "mainly", "nearly", "including:"})  # fmt: skip
_NOUN_LINKS = frozenset({"of", "to", "for"})
_PERSONAL = ("ers", "ors", "ists", "ians", "ants", "ents", "ees", "men", "ese", "ites", "ots", "eers")
_REACH = 8


_Look = Callable[[Quantity, Lexicon], "Finding | None"]


@dataclass(frozen=True)
class Finding:
    """A kind of harm, and the token that tells of it."""

    what: ClaimKind
    token: Token


def find_harm(quantity: Quantity, lexicon: Lexicon) -> Finding | None:
    """The harm that befell these people: by the words after and right before them, the tree, other words before them, and at
    last by the tree around those they are listed with ("six pilots and two cooks were killed")."""
    top = quantity.top
    looks: list[_Look] = [
        _after,
        _right_before,
        partial(_as_subject, node=top),
        partial(_as_object, node=top),
        _below,
        _counted,
    ]
    looks += [_before, partial(_of_noun, node=top)]
    for node in _listed_with(quantity):
        looks += [partial(look, node=node) for look in (_as_subject, _as_object, _of_noun)]
    found = next((finding for look in looks if (finding := look(quantity, lexicon)) is not None), None)
    return found if found is not None and _may_be_people(quantity, found, lexicon) else None


def _may_be_people(quantity: Quantity, finding: Finding, lexicon: Lexicon) -> bool:
    """Who is killed, wounded or arrested is somebody; who is displaced or missing must be known to be."""
    noun = quantity.noun
    if noun is not None and finding.what == "arrested" and noun.lower_ in ("hostage", "hostages"):
        return False  # told of as such, they are in nobody's lawful hands
    if noun is not None and finding.what == "displaced" and noun.lower_ in lexicon.fugitives:
        return False
    of_people = any(
        harm.of_people and harm.what == finding.what and finding.token.lower_ in harm.words for harm in lexicon.harms
    )
    if noun is not None and (of_people or finding.token.lower_ in lexicon.body_nouns):
        return is_person(noun, lexicon) or noun.lower_ in ("others", "more")
    if noun is None or finding.what in ("killed", "injured", "arrested") or finding.token.i == noun.i:
        return True
    if is_person(noun, lexicon) or noun.lower_ in ("others", "more"):
        return True
    if noun.tag_ in ("NNP", "NNPS") and quantity.number.low > 1:
        return True  # "600,000 Rohingya"
    return noun.tag_ in ("NNS", "NNPS") and noun.lower_.endswith(_PERSONAL)


def _after(quantity: Quantity, lexicon: Lexicon) -> Finding | None:
    """ "nine miners dead", "80 injured", "two soldiers were also wounded": the next word but helpers is one of harm."""
    doc = quantity.top.doc
    position = max(quantity.number.end, quantity.noun.i + 1 if quantity.noun is not None else 0)
    position = _skip_aside(doc, position)
    for place in range(position, min(position + _REACH, len(doc))):
        token = doc[place]
        if token.lower_ in _BETWEEN:
            continue
        if token.sent != quantity.top.sent:
            return None
        return _state(token, lexicon) or _done_to(token, lexicon)
    return None


def _skip_aside(doc: Doc, position: int) -> int:
    """The place after ", including six nurses," or "(three of them children)"."""
    if position >= len(doc) or doc[position].text not in (",", "(", "–", "—"):
        return position
    close = {",": ",", "(": ")"}.get(doc[position].text, doc[position].text)
    following = doc[position + 1].lower_ if position + 1 < len(doc) else ""
    if doc[position].text == "," and following not in _PARTS:
        return position
    for place in range(position + 1, min(position + 25, len(doc))):
        if doc[place].text == close:
            return place + 1
    return position


def _state(token: Token, lexicon: Lexicon) -> Finding | None:
    for harm in lexicon.of_kind("state"):
        if token.lower_ in harm.words and not _has_object(token):
            return Finding(harm.what, token)
    return _held(token, lexicon)


def _held(token: Token, lexicon: Lexicon) -> Finding | None:
    """ "in detention", "remained behind bars", from the first word on."""
    for harm in lexicon.of_kind("held"):
        for phrase in harm.words:
            words = phrase.split()
            start = token.i if token.lower_ == words[0] else token.i + 1
            if [word.lower_ for word in token.doc[start : start + len(words)]] == words and (
                start == token.i or token.lemma_ in ("remain", "be", "languish", "stay", "hold", "keep")
            ):
                return Finding(harm.what, token)
    return None


def _done_to(token: Token, lexicon: Lexicon) -> Finding | None:
    """A passive of a verb that is done to people, with or without its helper."""
    if token.tag_ not in ("VBN", "VBD") or _has_object(token):
        return None
    return _verb_of(token, lexicon)


def _verb_of(token: Token, lexicon: Lexicon) -> Finding | None:
    """The harm that a verb does, if any."""
    for harm in (*lexicon.of_kind("done"), *lexicon.of_kind("driven")):
        if token.lower_ in harm.words and _has_companion(token, harm):
            return Finding(harm.what, token)
    return None


def _has_companion(verb: Token, harm: Harm) -> bool:
    """Whether a verb that needs one has its companion near: "shot dead", "sustained injuries"."""
    if not harm.companions:
        return True
    near = [child for child in verb.children if child.dep_ not in ("conj", "nsubj", "nsubj:pass", "punct")]
    near += [grand for child in near for grand in child.children if grand.dep_ != "conj"]
    near += [token for token in verb.doc[verb.i + 1 : verb.i + 2] if token.sent == verb.sent]
    return any(token.lower_ in harm.companions for token in near)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "obj" for child in verb.children)


def _listed_with(quantity: Quantity) -> list[Token]:
    """Those that stand before it in a list."""
    return [node for node in conjuncts(quantity.top)[1:] if node.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ")]


def _as_subject(quantity: Quantity, lexicon: Lexicon, node: Token) -> Finding | None:
    if node.dep_ not in ("nsubj", "nsubj:pass", "nsubj:outer"):
        return None
    verb = node.head
    if _is_passive(verb) or node.dep_ == "nsubj:pass":
        return _verb_of(verb, lexicon) or _state(verb, lexicon) or _joined(verb, lexicon)
    forced = next((child for child in verb.children if child.dep_ == "xcomp"), None)
    if forced is not None and verb.lower_ in ("had", "have"):
        verb = forced  # "had to leave their homes"
    return _undergone(verb, lexicon) or _state(verb, lexicon) or _held_below(verb, lexicon)


def _joined(verb: Token, lexicon: Lexicon) -> Finding | None:
    """ "Were shot and killed"."""
    second = next((child for child in verb.children if child.dep_ == "conj" and child.tag_ == "VBN"), None)
    if second is None or any(child.dep_.startswith("nsubj") for child in second.children):
        return None
    return _verb_of(second, lexicon)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in verb.children)


def _undergone(verb: Token, lexicon: Lexicon) -> Finding | None:
    for harm in lexicon.of_kind("undergone"):
        if verb.lower_ in harm.words and _has_companion(verb, harm):
            return Finding(harm.what, verb)
    return None


def _held_below(verb: Token, lexicon: Lexicon) -> Finding | None:
    """ "are still in detention": the parser makes the noun the predicate, or hangs it on the verb."""
    for token in (verb, *verb.children):
        for case in token.children:
            if case.dep_ == "case" and (finding := _held(case, lexicon)) is not None:
                return Finding(finding.what, verb)
    return None


def _as_object(quantity: Quantity, lexicon: Lexicon, node: Token) -> Finding | None:
    verb = node.head
    if (
        node.dep_ == "obj"
        and (finding := _verb_of(verb, lexicon) or _left_in_state(verb, quantity, lexicon)) is not None
    ):
        return finding
    if node.dep_ in ("obj", "obl", "iobj") and _is_lives(quantity, node, lexicon) and verb.lower_ in lexicon.life_verbs:
        return Finding("killed", verb)
    if (
        node.dep_ == "nmod"
        and verb.lower_ in lexicon.life_nouns
        and verb.head.lower_ in lexicon.life_verbs | {"lost", "lose", "losing"}
    ):
        return Finding("killed", verb.head)  # "claimed the lives of twelve people"
    return None


def _is_lives(quantity: Quantity, node: Token, lexicon: Lexicon) -> bool:
    return any(token is not None and token.lower_ in lexicon.life_nouns for token in (node, quantity.noun))


def _left_in_state(verb: Token, quantity: Quantity, lexicon: Lexicon) -> Finding | None:
    """ "left nine miners dead"."""
    if verb.lemma_ not in ("leave", "render", "make", "see", "report", "find"):
        return None
    states = (
        child
        for child in verb.children
        if child.dep_ in ("xcomp", "amod", "acl", "obj")
        and child.i > quantity.top.i
        and child.i - quantity.top.i < _REACH
    )
    return next((finding for child in states if (finding := _state(child, lexicon)) is not None), None)


def _below(quantity: Quantity, lexicon: Lexicon) -> Finding | None:
    """ "90 people who were arrested", "four killed soldiers"."""
    for node in dict.fromkeys(filter(None, (quantity.noun, quantity.top))):
        for child in node.children:
            if child.dep_ in ("acl", "acl:relcl") and (finding := _clause(child, lexicon)) is not None:
                return finding
            if (
                child.dep_ == "amod"
                and quantity.number.end <= child.i < node.i
                and (finding := _state(child, lexicon)) is not None
            ):
                return finding
    return None


def _clause(verb: Token, lexicon: Lexicon) -> Finding | None:
    """What a clause says of the noun that it hangs on, where the noun is its subject."""
    own_subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if own_subject is not None and own_subject.lower_ not in ("who", "that", "which", "whom"):
        return None
    if (verb.tag_ == "VBN" and not _has_object(verb)) or _is_passive(verb):
        return _verb_of(verb, lexicon) or _state(verb, lexicon)
    return _undergone(verb, lexicon) or _state(verb, lexicon)


def _of_noun(quantity: Quantity, lexicon: Lexicon, node: Token) -> Finding | None:
    """ "the death of five farmers", "injuries to two more"."""
    cases = {child.lower_ for child in node.children if child.dep_ == "case"}
    owner = node.head
    if owner.i > quantity.start or owner.tag_ not in ("NN", "NNS", "VBG", "NNP"):
        return None
    linked = node.dep_ in ("nmod", "obl", "conj", "advcl") and cases & _NOUN_LINKS
    return _noun_of(owner, lexicon) if linked or node.dep_ == "obj" else None


def _noun_of(owner: Token, lexicon: Lexicon) -> Finding | None:
    if owner.lower_ in lexicon.body_nouns and owner.tag_ == "NNS":
        return Finding("killed", owner)  # "the bodies of five migrants"
    return next((Finding(harm.what, owner) for harm in lexicon.of_kind("of") if owner.lower_ in harm.words), None)


def _counted(quantity: Quantity, lexicon: Lexicon) -> Finding | None:
    """ "41 deaths", "300 lives were lost"."""
    noun = quantity.noun
    if noun is None:
        return None
    if noun.lower_ in lexicon.life_nouns:
        lost = (
            noun.head
            if noun.dep_ in ("nsubj:pass", "nsubj")
            else next((child for child in noun.children if child.dep_ == "acl"), None)
        )
        return Finding("killed", lost) if lost is not None and lost.lower_ == "lost" else None
    if noun.lower_ in lexicon.body_nouns:
        found = noun.head.lower_ in lexicon.body_verbs and noun.dep_ in ("obj", "nsubj", "nsubj:pass")
        return Finding("killed", noun.head) if found else None
    if noun.pos_ == "ADJ" or noun.tag_ in ("VBN", "JJ"):
        return _state(noun, lexicon)
    row = next((harm for harm in lexicon.of_kind("counted") if noun.lower_ in harm.words), None)
    return Finding(row.what, noun) if row else None


def _right_before(quantity: Quantity, lexicon: Lexicon) -> Finding | None:
    """ "Killed three and wounded 17": the verb right before, whatever the parser made of it."""
    if quantity.start == quantity.top.sent.start:
        return None
    verb = quantity.top.doc[quantity.start - 1]
    return None if _is_passive(verb) else _verb_of(verb, lexicon)


def _before(quantity: Quantity, lexicon: Lexicon) -> Finding | None:
    """The noun right before, whatever the parser made of it: "deaths of 20"."""
    for token in _words_before(quantity):
        link = token.nbor() if token.i + 1 < len(token.doc) else token
        if (
            link.lower_ in _NOUN_LINKS
            and token.tag_ in ("NN", "NNS", "VBG", "NNP")
            and (finding := _noun_of(token, lexicon)) is not None
        ):
            return finding
    return None


def _words_before(quantity: Quantity) -> Iterator[Token]:
    doc, sentence = quantity.top.doc, quantity.top.sent
    if quantity.start - 1 >= sentence.start:
        yield doc[quantity.start - 1]
    if quantity.start - 2 >= sentence.start and doc[quantity.start - 1].lower_ in _NOUN_LINKS:
        yield doc[quantity.start - 2]
