"""What a reporting verb makes of its complements: the act, and the words that carry what was said."""

from spacy.tokens import Token

from memcon.actors import Cast
from memcon.extraction.statements.frames import Frames, frames_of
from memcon.extraction.statements.lexicon import Cue, lexicon
from memcon.extraction.statements.subjects import SUBJECTS
from memcon.language import Parsed
from memcon.record import Act

VOICED = frozenset(("praise", "condemn", "accuse", "deny", "reject"))
CONTACT_FORMS = frozenset(("welcomed", "welcomes", "called", "calls"))
_PARTICLE_REACH = 6  # tokens: "made it all the more clear"
_TOPIC = frozenset(("about", "of"))
_WITH_SOMEBODY = frozenset(("with", "to", "by"))


def act_of(verb: Token, parsed: Parsed) -> tuple[Act | None, tuple[Token, ...]]:
    """The act that the verb's complements make of it, and those complements."""
    present = frames_of(verb, parsed)
    fallback: tuple[Act, tuple[Token, ...]] | None = None
    for cue in lexicon().cue_of(verb.text, verb.lemma_):
        expressed = _expressed(verb) if "expressed" in cue.frames else None
        if expressed is not None:
            return lexicon().expressed[expressed_noun(expressed)], (expressed,)
        fitting = [present[name] for name in sorted(cue.frames) if name in present]
        if fitting and fallback is None and _is_apt(cue, verb, present):
            fallback = (
                cue.act,
                tuple(sorted({token for tokens in fitting for token in tokens}, key=lambda token: token.i)),
            )
    if fallback is None:
        return _gapped(verb)
    return fallback


def _is_apt(cue: Cue, verb: Token, present: Frames) -> bool:
    """Whether the verb has the particle and the object that the cue asks for, and one speaker where it asks for one."""
    if cue.particle and not _has_particle(verb, cue.particle):
        return False
    if cue.objects and not any(expressed_in(noun, cue.objects) for noun in present.get("object", ())):
        return False
    return not cue.alone or _is_alone(verb)


def _has_particle(verb: Token, word: str) -> bool:
    """Whether a word stands soon behind the verb as its own, also where the parse makes it the preposition of its object."""
    behind = verb.doc[verb.i + 1 : verb.i + _PARTICLE_REACH]
    return any(token.lower_ == word and verb in (token.head, token.head.head) for token in behind)


def _is_alone(verb: Token) -> bool:
    """ "Spoke about his plans", where two who "spoke about the plans", or one who "spoke with" another, had a talk."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    several = any(
        subject.tag_ in ("NNS", "NNPS", "CD", "DT")
        or subject.lower_ in ("they", "both", "who")
        or any(part.dep_ == "conj" for part in subject.children)
        for subject in subjects
    )
    about = min(
        (token.i for token in verb.doc[verb.i : verb.sent.end] if token.lower_ in _TOPIC), default=verb.sent.end
    )
    to = {case.lower_ for child in verb.children for case in child.children if case.dep_ == "case" and case.i < about}
    return bool(subjects) and not several and not to & _WITH_SOMEBODY


def expressed_in(noun: Token, nouns: frozenset[str]) -> bool:
    """Whether a noun, or one joined to it, is among some."""
    joined = (noun, *(child for child in noun.children if child.dep_ == "conj"))
    return any(part.lemma_.lower() in nouns or part.lower_ in nouns for part in joined)


def _gapped(verb: Token) -> tuple[Act | None, tuple[Token, ...]]:
    """ "A charge the ministry has denied": the object is what the clause describes."""
    if verb.dep_ != "acl:relcl" or any(child.tag_ in ("WP", "WDT") for child in verb.children):
        return None, ()
    acts = (cue.act for cue in lexicon().cue_of(verb.text, verb.lemma_) if "object" in cue.frames)
    act = next((act for act in acts if act in VOICED), None)
    return act, (verb.head,) if act is not None else ()


def expressed_noun(token: Token) -> str:
    """A noun as the table of what is expressed has it, in the plural or the singular."""
    return token.lower_ if token.lower_ in lexicon().expressed else token.lemma_.lower()


def _expressed(verb: Token) -> Token | None:
    """The expressed noun among the verb's objects, coordinated ones included ("his thanks and condolences")."""
    for child in verb.children:
        if child.dep_ in ("obj", "iobj", "nsubj:pass", "xcomp", "dep") or (
            child.dep_ == "obl" and not any(c.dep_ == "case" for c in child.children)
        ):
            for noun in (child, *(grand for grand in child.children if grand.dep_ == "conj")):
                if noun.pos_ != "VERB" and expressed_noun(noun) in lexicon().expressed and _is_uttered(noun, verb):
                    return noun
    return None


def _is_uttered(noun: Token, verb: Token) -> bool:
    """Whether taking a noun says what it names: "made a demand", but not "made a call", "made the vow", "issued the statement"."""
    made = verb.lemma_ == "make"
    if made and expressed_noun(noun) not in lexicon().made:
        return False
    if verb.lemma_ == "hold":  # a view is held that something is so; "held positions at the bank"
        return any(child.i > noun.i and child.dep_ in ("acl", "acl:relcl", "ccomp") for child in noun.children)
    known = any(child.lower_ in ("the", "this", "these", "his", "her") for child in noun.children)
    told = any(
        child.i > noun.i
        and (
            child.dep_.startswith(("acl", "ccomp"))
            or any(part.lower_ in ("of", "for", "to") for part in child.children)
        )
        for child in noun.children
    )
    return not known or told or not (made or expressed_noun(noun) in lexicon().pointed_to)


def is_contact(verb: Token, content: tuple[Token, ...], cast: Cast) -> bool:
    """ "Welcomed his guest", "called on the king": a contact, where nothing follows that was said."""
    if verb.lower_ not in CONTACT_FORMS or not any(_is_guest(token, cast) for token in content):
        return False
    return not any(
        child.dep_ in ("advcl", "xcomp", "ccomp")
        or (child.dep_ == "obl" and any(g.lower_ == "for" for g in child.children))
        for child in verb.children
    )


def _is_guest(token: Token, cast: Cast) -> bool:
    mention = cast.of(token.i)
    return (mention is not None and mention.kind in ("name", "role")) or token.lemma_.lower() in ("guest", "delegation")
