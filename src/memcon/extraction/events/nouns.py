"""Event nouns: "launched an attack on", "riots broke out", "the raid by X on Y"."""

from spacy.tokens import Token

from memcon.extraction.contacts.grammar import (
    base,
    children,
    deep_subject,
    first,
    is_passive,
    is_verb,
    lemma,
    obliques,
    preposition,
)
from memcon.extraction.events.drafts import Draft, content_of, is_aside_clause, is_told, settled
from memcon.extraction.events.outlook import outlook
from memcon.extraction.events.parties import Parties, is_aside
from memcon.extraction.events.patterns import Pattern, words
from memcon.extraction.events.sides import among


def of_noun(pattern: Pattern, noun: Token, parties: Parties) -> Draft | None:
    """An event noun: done by whoever launches it or takes part, come about somewhere, or told with its own actor."""
    draft = _launched(pattern, noun, parties) or _come_about(pattern, noun, parties) or _owned(pattern, noun, parties)
    if draft is None:
        return None
    draft.content = content_of(noun) if pattern.talk else []
    return settled(draft)


def _launched(pattern: Pattern, noun: Token, parties: Parties) -> Draft | None:
    """ "launched an attack on", "took part in the protest"."""
    verb = noun.head
    if base(noun) in {"obl", "nmod"} and preposition(noun) in {"in", "to"} and lemma(verb) in words("partaking"):
        verb = verb.head if verb.pos_ == "NOUN" else verb
    elif not (lemma(verb) in words("light") and (base(noun) == "obj" or (base(noun) == "nsubj" and is_passive(verb)))):
        return None
    phrases = _led(noun)
    phrases += [child for word, child in obliques(verb) if word != "by" and child is not noun]
    actor = parties.of(deep_subject(verb))
    if not actor and pattern.code.event_type == "PROTEST":
        actor = among([p for p in phrases if preposition(p) in words("places")], parties, ())
    draft = Draft(pattern, pattern.code, noun, outlook(verb), actor, aside=is_aside_clause(verb))
    draft.recipient = among(phrases, parties, actor)
    return draft


def _come_about(pattern: Pattern, noun: Token, parties: Parties) -> Draft | None:
    """ "riots broke out in the south", "the fighting between them went on"."""
    verb = noun.head
    if base(noun) != "nsubj" or lemma(verb) not in words("happening"):
        return None
    phrases = [*_led(noun), *(child for _, child in obliques(verb))]
    actor = parties.doer(noun)
    if not actor and pattern.code.event_type == "PROTEST":
        actor = among([p for p in phrases if preposition(p) in words("places")], parties, ())
    draft = Draft(pattern, pattern.code, noun, outlook(verb), actor, aside=is_aside_clause(verb))
    draft.recipient = among(phrases, parties, actor)
    return draft if actor else None


def _owned(pattern: Pattern, noun: Token, parties: Parties) -> Draft | None:
    """ "the attack by X on Y", "X's withdrawal from Y": both sides must be told."""
    leading = {"by", "between", "from"} if pattern.talk else {"by", "between"}
    owner = next((child for word, child in obliques(noun) if word in leading), None)
    actor = parties.of(first(noun, "nmod:poss")) or parties.of(owner)
    others = [child for child in _led(noun) if child is not owner and not is_aside(child)]
    others += children(noun, "acl") if pattern.talk else []
    draft = Draft(pattern, pattern.code, noun, "done", actor, parties.nearest(others, actor), aside=True)
    return draft if is_told(draft) and _is_fact(noun) else None


def _is_fact(noun: Token) -> bool:
    """Whether the clause in which an event noun stands is told as a fact."""
    verb = next((above for above in noun.ancestors if is_verb(above)), None)
    return verb is None or outlook(verb) in {"done", "refused"}


def _led(noun: Token) -> list[Token]:
    """What prepositions lead but for the doer; "by troops on Libya": the parser hangs the victim on the doer."""
    doers = [child for word, child in obliques(noun) if word in {"by", "between"}]
    beside = [child for doer in doers for word, child in obliques(doer) if word not in {"of", "from", "in", ""}]
    return [*(child for _, child in obliques(noun) if child not in doers), *beside]
