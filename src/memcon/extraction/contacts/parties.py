"""Who an argument of a predicate of contact names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from memcon.actors import Mention
from memcon.extraction.contacts.grammar import children, conjoined, deep_subject, lemma, obliques, preposition
from memcon.extraction.contacts.lexicon import PartRole
from memcon.extraction.contacts.sighting import Party, Source

_OTHERS = frozenset({"with", "object", "to", "between"})
_PERSONS = frozenset({"person", "group"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "'s", "’s"})
_UNIONS = frozenset({"EUR", "UNO", "NAT"})
_INSIDE = frozenset({"of", "from"})
_MOVEMENTS = frozenset({"armed group", "organisation"})
_DELEGATIONS = frozenset({"delegation", "team", "mission"})
_MEMORY = 300
"""Words back in which a delegation may have been told of: a long paragraph or two."""

_COLLEAGUES = frozenset({"counterpart", "colleague", "opposite"})


def mentions_of(source: Source, token: Token) -> list[Mention]:
    """The mentions that a noun phrase consists of: its own, those joined to it, those in apposition or after "of"."""
    members = conjoined(token)
    found = list(
        dict.fromkeys(titled(source, mention) for member in members for mention in _mentions_at(source, member))
    )
    found += [mention for mention in _joined_before(source, token, found) if mention not in found]
    found += [mention for mention in _joined_after(source, found) if mention not in found]
    return sorted(found, key=lambda mention: mention.start)


def titled(source: Source, mention: Mention) -> Mention:
    """The person whose title a body or country is part of: "Security Council Secretary X" where the title was cut in two."""
    if mention.kind not in {"body", "state"}:
        return mention
    for token in source.parsed.doc[mention.end : mention.end + 4]:
        following = source.cast.of(token.i)
        if following is not None:
            return following if following.kind in {"name", "role"} else mention
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return mention
    return mention


def _joined_before(source: Source, token: Token, found: list[Mention]) -> Iterator[Mention]:
    """A mention right before "and" that the parser took for a part of the next name."""
    first = min(found, key=lambda mention: mention.start, default=None)
    while first is not None and first.start >= 2 and source.parsed.doc[first.start - 1].lower_ == "and":
        first = source.cast.of(first.start - 2)
        if first is None or (first.start < token.left_edge.i and not _is_twin(source, first, token)):
            return
        yield first


def _is_twin(source: Source, mention: Mention, token: Token) -> bool:
    """ "he and President X spoke" where the parser made two subjects of it."""
    other = source.parsed.doc[mention.head]
    return other.dep_ == token.dep_ == "nsubj" and other.head.i == token.head.i


def _joined_after(source: Source, found: list[Mention]) -> list[Mention]:
    """The rest of "with X, Y and Z", read by position: in long lists the parser takes titles for appositions."""
    doc = source.parsed.doc
    last = max(found, key=lambda mention: mention.end, default=None)
    chain: list[Mention] = []
    closed = 0
    while last is not None and last.kind in {"name", "role"} and last.end < len(doc):
        position, words = last.end, set()
        while position < len(doc) and doc[position].lower_ in {",", "and", "the", "as", "well"}:
            words.add(doc[position].lower_)
            position += 1
        last = source.cast.of(position) if words & {",", "and"} and position < len(doc) else None
        if last is None or last.start > position or _is_subject(source, last) or last.kind not in {"name", "role"}:
            break
        chain.append(last)
        closed = len(chain) if "and" in words else closed
    actors = {actor for mention in found for actor in mention.actors}
    return [mention for mention in chain[:closed] if not set(mention.actors) & actors]


def _is_subject(source: Source, mention: Mention) -> bool:
    """Whether a mention opens a clause of its own."""
    return any(token.dep_ in {"nsubj", "nsubj:pass"} for token in source.parsed.doc[mention.start : mention.end])


def _mentions_at(source: Source, token: Token) -> Iterator[Mention]:
    own = source.who(token)
    if own is not None:
        yield from _led_by(source, token)
        peers = list(_peers(source, own))
        yield from peers or [own]
        if peers:
            return
        yield from _joined_inside(source, own)
        yield from _listed(source, own)
        return
    if named := _named_behind(source, token):
        yield from named
        return
    for child in [
        *children(token, "appos", "flat", "nmod:desc"),
        *(c for c in children(token, "nmod") if preposition(c) in _INSIDE),
        *_heads_of(source, token),
        *_senders_of(source, token),
        *(c for c in children(token, "nmod") if preposition(c) == "including"),
    ]:
        for member in conjoined(child):
            mention = source.cast.of(member.i)
            if mention is not None:
                yield mention


def _named_behind(source: Source, token: Token) -> list[Mention]:
    """ "The head of the agency, X", where the parser hung the name on the agency."""
    if not source.lexicon.has("audience", "people", lemma(token)):
        return []
    names = [name for noun in children(token, "nmod") for name in children(noun, "appos")]
    return [mention for name in names if (mention := source.cast.of(name.i)) is not None and mention.kind == "name"]


def _senders_of(source: Source, token: Token) -> list[Token]:
    """The body of "a Hezbollah delegation", "a Polish government delegation"."""
    if not source.lexicon.has("audience", "delegations", lemma(token)):
        return []
    return [
        c
        for c in children(token, "compound", "nmod:poss", "nmod:desc")
        if (mention := source.cast.of(c.i)) is not None
        and mention.kind == "body"
        and (_is_movement(source, mention.actors) or countries(source, mention.actors))
    ]


def _is_movement(source: Source, actors: Iterable[str]) -> bool:
    """Whether actors are movements or organisations that are no part of a state: a side of its own."""
    known = [source.cast.actors[actor] for actor in actors if actor in source.cast.actors]
    return bool(known) and all(
        actor.kind in {"group", "body"}
        and (body := source.knowledge.body(actor.name)) is not None
        and body.kind in _MOVEMENTS
        for actor in known
    )


def movements(source: Source, actors: Iterable[str]) -> set[str]:
    """The movements and organisations among actors, which are sides though they stand for no country."""
    return {actor for actor in actors if _is_movement(source, (actor,)) or _is_of_movement(source, actor)}


def _is_of_movement(source: Source, actor: str) -> bool:
    """ "Hamas leaders": a group called after one."""
    known = source.cast.actors.get(actor)
    if known is None or known.kind != "group" or known.country is not None:
        return False
    names = [" ".join(known.name.split()[:length]) for length in (1, 2, 3)]
    return any((body := source.knowledge.body(name)) is not None and body.kind in _MOVEMENTS for name in names)


def _heads_of(source: Source, token: Token) -> list[Token]:
    """Whoever leads "a delegation headed by"."""
    if not source.lexicon.has("audience", "delegations", lemma(token)):
        return []
    clauses = [clause for clause in children(token, "acl") if lemma(clause) in {"lead", "head"}]
    return [noun for clause in clauses for word, noun in obliques(clause) if word == "by"]


def _led_by(source: Source, token: Token) -> Iterator[Mention]:
    """Whoever leads the delegation."""
    for noun in _heads_of(source, token):
        mention = source.cast.of(noun.i)
        if mention is not None and mention.kind in {"name", "role"}:
            yield mention


def _peers(source: Source, mention: Mention) -> Iterator[Mention]:
    """The countries of "his counterparts from Angola and Benin", or the name after "his counterpart from Angola"."""
    doc = source.parsed.doc
    one = mention.kind == "role" and lemma(doc[mention.head]) in _COLLEAGUES
    if not (one or mention.kind == "group") or mention.end + 1 >= len(doc) or doc[mention.end].lower_ not in _INSIDE:
        return
    first = source.cast.of(mention.end + 1) or source.cast.of(mention.end + 2)
    if one:
        yield from _one_peer(source, first)
        return
    while first is not None and (first.kind == "state" or _is_union(source, first)):
        yield first
        following = next((t for t in doc[first.end : first.end + 3] if t.lower_ not in {",", "and", "the"}), None)
        first = source.cast.of(following.i) if following is not None and following.i > first.end else None


def _is_union(source: Source, mention: Mention) -> bool:
    """The European Union, which sends envoys as states do."""
    return mention.kind == "body" and bool(countries(source, mention.actors) & _UNIONS)


def _one_peer(source: Source, land: Mention | None) -> Iterator[Mention]:
    """Whoever is named after the country, else the country."""
    if land is None or land.kind != "state":
        return
    start = land.end + (land.end < len(source.parsed.doc) and source.parsed.doc[land.end].lower_ == ",")
    name = source.cast.of(start) if start < len(source.parsed.doc) else None
    yield name if name is not None and name.kind == "name" and name.start == start else land


def _joined_inside(source: Source, mention: Mention) -> Iterator[Mention]:
    """Mentions that are joined by "and" to a word inside of this one."""
    for token in source.parsed.doc[mention.start : mention.end]:
        for child in children(token, "conj"):
            other = source.cast.of(child.i)
            if other is not None and other is not mention:
                yield other


def _listed(source: Source, mention: Mention) -> Iterator[Mention]:
    """ "with X, Y and Z" where the parser took Y for another name of X."""
    for token in source.parsed.doc[mention.start : mention.end]:
        for child in children(token, "appos"):
            for member in conjoined(child):
                other = source.cast.of(member.i)
                if (
                    other is not None
                    and mention.kind == other.kind == "name"
                    and not set(mention.actors) & set(other.actors)
                ):
                    yield other


def find_parties(source: Source, token: Token, role: PartRole, slot: str = "") -> list[Party]:
    """The parties that an argument names; a noun of contact, and words that nobody could be found for, name none."""
    if lemma(token) in source.lexicon.nouns and source.cast.of(token.i) is None:
        return []
    parties = as_parties(source, mentions_of(source, token), role, slot) + _own_country(source, token, role, slot)
    parties = parties or _for_countries(source, token, role, slot) or _of_leader(source, token, role, slot)
    if source.lexicon.has("audience", "people", lemma(token)):
        return [replace(party, plain=True) for party in parties]
    return parties


def _for_countries(source: Source, token: Token, role: PartRole, slot: str) -> list[Party]:
    """The countries of "their foreign ministers", "negotiators of both sides", "Egyptian mediators"."""
    if not source.lexicon.has("audience", "delegations", lemma(token)):
        return []
    owners = [*children(token, "nmod:poss"), *(noun for word, noun in obliques(token) if word in _INSIDE)]
    owners += [
        noun for owner in owners if source.cast.of(owner.i) is None for word, noun in obliques(owner) if word in _INSIDE
    ]
    owners = [member for owner in owners for member in conjoined(owner)]
    sides = [mention for owner in owners if (mention := source.cast.of(owner.i)) is not None]
    lands = sorted({land for mention in sides for land in countries(source, mention.actors)})
    if token.tag_ == "NNS" and len(lands) > 1:
        return [Party(tuple(lands), role, token.i, token.i + 1, slot, plain=True)]
    if source.cast.of(token.i) is not None:
        return []
    words = [word for child in children(token, "amod", "compound") for word in conjoined(child) if word.ent_type_]
    terms = [term.iso3 for word in words if (term := source.knowledge.country(word.text)) is not None]
    return [Party(tuple(dict.fromkeys(terms)), role, token.i, token.i + 1, slot, plain=True)] if terms else []


def _of_leader(source: Source, token: Token, role: PartRole, slot: str) -> list[Party]:
    """ "The delegation", of which it was told before who leads it."""
    if lemma(token) not in _DELEGATIONS or not any(child.lower_ == "the" for child in children(token, "det")):
        return []
    for word in reversed(source.parsed.doc[max(0, token.i - _MEMORY) : token.i]):
        if lemma(word) in _DELEGATIONS:
            leaders = [mention for noun in _leaders_of(source, word) for mention in mentions_of(source, noun)]
            actors = tuple(
                dict.fromkeys(a for mention in leaders if is_person(source, mention) for a in mention.actors)
            )
            if actors:
                return [Party(actors, role, token.i, token.i + 1, slot)]
    return []


def _leaders_of(source: Source, token: Token) -> list[Token]:
    """Whoever leads "a delegation headed by X", or does so as in "X led a delegation"."""
    verb = token.head
    leads = token.dep_ == "obj" and lemma(verb) in {"lead", "head"}
    subject = deep_subject(verb) if leads else None
    return _heads_of(source, token) or ([subject] if subject is not None else [])


def _own_country(source: Source, token: Token, role: PartRole, slot: str) -> list[Party]:
    """The state of "his country and North Korea"."""
    for word in conjoined(token):
        owner = next(iter(children(word, "nmod:poss")), None) if lemma(word) in {"country", "government"} else None
        mention = source.cast.of(owner.i) if owner is not None and owner.tag_ == "PRP$" else None
        lands = countries(source, mention.actors) if mention is not None and source.cast.of(word.i) is None else set()
        if len(lands) == 1:
            return [Party((lands.pop(),), role, word.i, word.i + 1, slot, plain=False)]
    return []


def as_parties(source: Source, mentions: Iterable[Mention], role: PartRole, slot: str) -> list[Party]:
    """Parties of mentions, without those that name nobody in particular."""
    found = [m for m in mentions if m.actors and not _is_anybody(source, m) and not _is_side_of_photo(source, m)]
    if slot in _OTHERS:
        found = [mention for mention in found if not _is_bare(source, mention)]
    return [
        Party(m.actors, role, m.start, m.end, slot, is_person(source, m), _is_sides(source, m))
        for number, m in enumerate(found)
        if not _is_title(source, m, found[number + 1 :])
    ]


def _is_title(source: Source, mention: Mention, following: list[Mention]) -> bool:
    """ "Politburo Member and Foreign Minister Wang Yi": an office without article before a name is one more title of it."""
    before_name = mention.kind == "role" and following and following[0].kind == "name"
    if not before_name or any(source.cast.named(actor) for actor in mention.actors):
        return False
    words = {source.parsed.doc[i].lower_ for i in (mention.start, mention.start - 1) if i >= 0}
    return not words & _ARTICLES


def _is_side_of_photo(source: Source, mention: Mention) -> bool:
    """The "L" of "President X (L)" under a photo."""
    before = source.parsed.doc[mention.start - 1].text if mention.start else ""
    return mention.end - mention.start == 1 and len(source.parsed.doc[mention.start].text) == 1 and before == "("


def _is_anybody(source: Source, mention: Mention) -> bool:
    """ "members", "protesters", or "an Israeli prime minister" who is not the one named elsewhere."""
    head = source.parsed.doc[mention.head]
    known = [source.cast.actors[actor] for actor in mention.actors if actor in source.cast.actors]
    if known and all(actor.kind == "group" and actor.country is None for actor in known) and head.pos_ == "NOUN":
        return not movements(source, mention.actors)
    words = {source.parsed.doc[i].lower_ for i in (mention.start, mention.start - 1) if i >= 0}
    return (
        mention.kind == "role"
        and bool(words & {"a", "an"})
        and any(source.cast.named(actor) for actor in mention.actors)
    )


def _is_sides(source: Source, mention: Mention) -> bool:
    return mention.kind == "group" and source.lexicon.has("audience", "sides", lemma(source.parsed.doc[mention.head]))


def _is_bare(source: Source, mention: Mention) -> bool:
    """ "diplomats and senior leaders": no article, no name, nobody in particular."""
    words = source.parsed.doc[mention.start : mention.end]
    return mention.kind == "group" and all(word.pos_ in {"ADJ", "NOUN"} and word.ent_type_ == "" for word in words)


def is_person(source: Source, mention: Mention) -> bool:
    """Whether a mention stands for persons or a delegation, and not for a whole state or body."""
    if mention.kind in {"name", "role", "pronoun"}:
        return all(
            source.cast.actors[actor].kind in _PERSONS for actor in mention.actors if actor in source.cast.actors
        )
    if mention.kind == "group" and any(
        source.cast.actors[actor].kind in _PERSONS for actor in mention.actors if actor in source.cast.actors
    ):
        return True
    if mention.kind == "body" and _is_movement(source, mention.actors):
        return True
    return source.lexicon.has("audience", "delegations", lemma(source.parsed.doc[mention.head]))


def countries(source: Source, actors: Iterable[str]) -> set[str]:
    """The countries, and bodies that act like one, for which actors stand."""
    known = (source.cast.actors.get(actor) for actor in actors)
    found = {actor.country for actor in known if actor is not None and actor.country}
    return found | {actor for actor in actors if actor not in source.cast.actors and len(actor) == 3}
