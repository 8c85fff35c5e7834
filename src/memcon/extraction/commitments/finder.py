"""One commitment a sentence: the sign that weighs most, whose undertaking it is, what is to be done, for whom and by when."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span, Token

from memcon.actors import Cast
from memcon.actors.knowledge import load
from memcon.extraction.commitments.cues import find_cues
from memcon.extraction.commitments.future import find_futures
from memcon.extraction.commitments.grammar import Sign, Voice, are_sides, depth, is_actor, is_event, is_some
from memcon.extraction.commitments.lexicon import words
from memcon.extraction.commitments.obligation import find_obligations
from memcon.extraction.commitments.schedule import find_scheduled
from memcon.extraction.commitments.sealed import find_sealed
from memcon.extraction.contacts.lexicon import lexicon as contact_words
from memcon.extraction.contacts.occasion import find_mechanism
from memcon.extraction.contacts.sighting import Source
from memcon.extraction.dates import due_date
from memcon.extraction.spans import span_at
from memcon.language import Parsed, Sentence
from memcon.record import Commitment, CommitmentKind, Statement

_NEGATIONS = frozenset(("not", "never", "n't", "n’t"))
_EDGES = " ,.;:!?\"“”'’"
_FIRST_PERSON = frozenset(("we", "our", "i", "my"))
_WE = frozenset(("we", "i"))
_OWN_WORDS, _OWN_SHARE = (
    2,
    0.2,
)  # so many sentences in the first person, outside quotations, make a report its issuer's paper


def find_commitments(parsed: Parsed, cast: Cast, statements: tuple[Statement, ...]) -> tuple[Commitment, ...]:
    """At most one commitment for each sentence, in the order of the text, ids k1, k2 …"""
    told: dict[int, list[Statement]] = {}
    for statement in statements:
        told.setdefault(statement.spans[0].start, []).append(statement)
    found: list[Commitment] = []
    source = Source(parsed, cast, (), contact_words(), load())
    first_person = _is_in_first_person(parsed)
    for sentence in parsed.sentences:
        if sentence.block.kind == "dateline":
            continue
        text = sentence.span.text
        said = told.get(sentence.span.start_char + len(text) - len(text.lstrip()), [])
        voice = _voice(sentence, parsed, cast, said, first_person)
        for piece in _pieces(sentence.span):
            rule, sign = min(_signs(piece, cast, voice), key=_weight, default=(None, None))
            if sign is not None:
                found.append(
                    _commitment(
                        source, piece, sign, said, len(found) + 1, found_by=f"{rule} {sign.token.lemma_.lower()}"
                    )
                )
    return tuple(found)


def _pieces(sentence: Span) -> Iterator[Span]:
    """A sentence, parted where the parse took several for one: "We hope to. We are eager to," he said."""
    ends = [
        token.i + 1
        for token in sentence[:-1]
        if token.text in (".", "!", "?") and token.whitespace_ and token.nbor().text[0].isupper()
    ]
    for start, end in pairwise((sentence.start, *ends, sentence.end)):
        yield sentence.doc[start:end]


def _weight(found: tuple[str, Sign]) -> int:
    """What the main clause undertakes goes before what is told of in a clause below it."""
    return depth(found[1].token)


def _is_in_first_person(parsed: Parsed) -> bool:
    """Whether the report is itself a paper or speech that says "we" or "I": then all of it is somebody's words."""
    own = sum(_says(sentence.span, parsed, _FIRST_PERSON) for sentence in parsed.sentences)
    return own >= max(_OWN_WORDS, _OWN_SHARE * len(parsed.sentences))


def _says(sentence: Span, parsed: Parsed, person: frozenset[str]) -> bool:
    """Whether one of these words stands in a sentence outside quotations."""
    return any(token.lower_ in person and not parsed.quoted(token) for token in sentence)


def _voice(sentence: Sentence, parsed: Parsed, cast: Cast, said: list[Statement], first_person: bool) -> Voice:
    headline = sentence.block.kind == "headline"
    speakers = {speaker for statement in said for speaker in statement.speakers}
    if headline and not said:
        speakers = set(_credited(sentence.span, cast))
    own = speakers | {country for s in speakers if (actor := cast.actors.get(s)) and (country := actor.country)}
    first_person = first_person or _says(sentence.span, parsed, _WE)
    return Voice(frozenset(own), bool(said or speakers) or first_person, headline)


def _credited(headline: Span, cast: Cast) -> tuple[str, ...]:
    """Whose words a headline is: "Ghana will not yield: minister", "Minister: Ghana will not yield"."""
    colon = next((token.i for token in headline if token.text == ":"), None)
    if colon is None or colon in (headline.start, headline.end - 1):
        return ()
    for place, edge in ((colon + 1, headline.end - 1), (colon - 1, headline.start)):
        mention = cast.of(place)
        if mention is not None and cast.of(edge) is mention:
            return mention.actors
    return ()


def _signs(sentence: Span, cast: Cast, voice: Voice) -> Iterator[tuple[str, Sign]]:
    """All signs, each with the name of its rule; in the outlet's own voice only those that name who undertakes."""
    for sign in find_cues(sentence, cast):
        if voice.said or sign.received or (sign.agent is not None and _is_named(sign.agent, cast)):
            yield "cue", sign
    for sign in find_obligations(sentence, cast):
        if voice.said or (sign.agent is not None and _is_named(sign.agent, cast)):
            yield "obligation", sign
    yield from (("future", sign) for sign in find_futures(sentence, cast, voice))
    yield from (("schedule", sign) for sign in find_scheduled(sentence, cast, voice))
    sealed = find_sealed(sentence)
    if sealed is not None:
        yield "sealed", sealed


def _is_named(agent: Token, cast: Cast) -> bool:
    return is_actor(agent, cast) or agent.lemma_.lower() in words("grammar", "papers")


def _commitment(
    source: Source, sentence: Span, sign: Sign, said: list[Statement], number: int, *, found_by: str
) -> Commitment:
    cast = source.cast
    statement = _statement_of(sign, said)
    who = _who(sign, statement, cast)
    act = _act(sentence, sign)
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return Commitment(
        id=f"k{number}",
        who=who,
        kind=_kind(sign, act, who, cast),
        act=" ".join(act.text.split()).strip(_EDGES),
        to=_addressees(act, statement, who, cast) if statement is not None else (),
        due=due_date(source.parsed, sentence.start, sentence.end),
        mechanism=_mechanism(source, act, sign),
        statement=statement.id if statement is not None else None,
        spans=(span_at(source.parsed.article.text, start, sentence.start_char + len(text.rstrip())),),
        found_by=found_by,
    )


def _kind(sign: Sign, act: Span, who: tuple[str, ...], cast: Cast) -> CommitmentKind:
    """The kind of the sign, but for who undertakes it and what it is."""
    if _is_joint(sign, who, cast):
        return "agreement"
    deed = next((word.lemma_ for word in act if word.pos_ not in ("ADV", "PART")), "")
    resolute = deed in words("grammar", "resolute") or any(word.lemma_ in words("grammar", "blows") for word in act)
    if sign.kind == "offer" and resolute:
        return "pledge"
    if sign.token.lemma_ in ("intent", "intention") and deed in words("future", "administering"):
        return "plan"
    if sign.token.lemma_ == "propose" and deed in words("grammar", "giving") and act[0].lower_ == "to":
        return "offer"
    return sign.kind


def _is_joint(sign: Sign, who: tuple[str, ...], cast: Cast) -> bool:
    """Whether two sides pledge, decide or are ready together."""
    word = sign.token.lemma_.lower()
    if sign.agent is not None and sign.agent.tag_ == "NNS" and is_some(sign.agent):
        return False
    if word == "threaten" or (sign.kind != "pledge" and word not in words("grammar", "joint")):
        return False
    if len(who) > 1 or sign.agent is None or sign.token.tag_ == "MD":
        return len(who) > 1
    return are_sides(sign.agent)


def _statement_of(sign: Sign, said: list[Statement]) -> Statement | None:
    """The statement in whose words the sign stands, else the first of the sentence."""
    for statement in said:
        if any(span.start <= sign.token.idx < span.end for span in statement.content):
            return statement
    return said[0] if said else None


def _who(sign: Sign, statement: Statement | None, cast: Cast) -> tuple[str, ...]:
    """Whose undertaking it is: that of the one the sentence names for it, else the speakers'."""
    agents: list[str] = []
    if sign.agent is not None:
        for token in (sign.agent, *(child for child in sign.agent.children if child.dep_ == "conj")):
            mention = cast.of(token.i)
            agents += mention.actors if mention is not None else ()
    speakers = statement.speakers if statement is not None else ()
    of_speakers = sign.deed is not None and sign.kind in ("pledge", "agreement")
    if not agents or (set(agents) & set(speakers)) or of_speakers:
        return speakers or tuple(dict.fromkeys(agents))
    return tuple(dict.fromkeys(agents))


def _act(sentence: Span, sign: Sign) -> Span:
    """What is to be done: the deed, or the words from the deciding word's complement on, within its clause."""
    doc, evidence = sentence.doc, sign.token
    if sign.deed is not None:
        first = _with_negation(sign.deed, evidence)
        return doc[first : max(first, min(sign.deed.right_edge.i, sentence.end - 1)) + 1]
    if evidence.tag_ in ("TO", "MD", "IN", "RB"):
        head = evidence.head
        first = _with_negation(head, evidence) if head.pos_ in ("VERB", "AUX") else evidence.i + 1
        return doc[first : max(first, min(head.right_edge.i, sentence.end - 1)) + 1]
    parts = [
        part.i
        for child in _complements(evidence)
        for part in child.subtree
        if part.i > evidence.i and sentence.start <= part.i < sentence.end
    ]
    if not parts:
        clause = evidence.head if evidence.pos_ == "AUX" else evidence
        parts = [part.i for part in clause.subtree if sentence.start <= part.i < sentence.end] or [evidence.i]
    first = min(parts)
    while first < max(parts) and doc[first].tag_ == "IN":
        first += 1  # "on all states to act": the preposition belongs to the asking
    return doc[first : max(parts) + 1]


def _with_negation(deed: Token, sign: Token) -> int:
    """Where a deed begins: at the "never" of "would never recognise the border", without which it would say the contrary."""
    before = (child.i for child in deed.children if sign.i < child.i < deed.i and child.lower_ in _NEGATIONS)
    return min(before, default=deed.i)


def _complements(word: Token) -> list[Token]:
    return [
        child
        for child in word.children
        if child.i > word.i
        and child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "nmod", "obl", "obj")
        and child.sent == word.sent
    ]


def _mechanism(source: Source, act: Span, sign: Sign) -> str | None:
    """The standing body whose meeting is undertaken: "a session of the Joint Commission"."""
    meetings = (token for token in (sign.agent, *act) if token is not None and is_event(token))
    return next((name for token in meetings if (name := find_mechanism(source, token))), None)


def _addressees(act: Span, statement: Statement, who: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    """Whom a request is put to: the actors that open what is asked for."""
    if statement.addressees:
        return statement.addressees
    mentions = [
        m for m in cast.within(act.start, act.end) if m.start <= act.start + 2 and m.actors and m.kind != "pronoun"
    ]
    return tuple(actor for actor in mentions[0].actors if actor not in who) if mentions else ()
