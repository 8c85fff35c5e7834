"""Whose words a reporting predicate reports."""

from spacy.tokens import Token

from memcon.actors import Cast, Mention
from memcon.actors.callings import Callings
from memcon.extraction.statements.lexicon import lexicon
from memcon.extraction.statements.own_voice import FIRST_PERSON
from memcon.extraction.statements.reporting import Reporting
from memcon.extraction.statements.subjects import is_outlet, mention_of, subject_of
from memcon.language import Parsed

_AUTHOR = frozenset(("nmod", "nmod:poss", "compound", "amod", "acl"))


class Speakers:
    """Reads reportings in order and remembers who spoke last and whose paper is being quoted."""

    def __init__(self, parsed: Parsed, cast: Cast) -> None:
        self.doc, self.cast = parsed.doc, cast
        self.speaking: tuple[str, ...] = ()
        self.issuer: tuple[str, ...] = ()
        self.papers: dict[str, tuple[str, ...]] = {}  # by kind of paper: whose the last of its kind was
        self.own: tuple[str, ...] | None = None  # in a first-person text whoever signs it, () where nobody does
        self.callings = Callings(parsed.doc)
        for mention in cast.mentions:
            if len(mention.actors) == 1 and mention.kind in ("name", "role", "body"):
                self.callings.note(mention.start, mention.end, mention.head, mention.actors[0])

    def of(self, report: Reporting) -> tuple[str, ...] | None:
        """Actor ids; () where somebody unknown speaks; None where the subject only relays."""
        if report.speaker is None:
            return ()
        token = report.speaker
        if report.outlet:
            found = self._outlet(token)
            self.issuer = found or self.issuer
            return found
        if token.lemma_.lower() in lexicon().papers:
            return self._paper(token)
        if token.lemma_.lower() in lexicon().gatherings:
            owner = self._author(token)
            body = owner is not None and (len(owner.actors) > 1 or owner.kind == "body")
            return owner.actors if owner is not None and body else self._principals(report)
        speakers: list[str] = []
        for mention in self._mentions(token):
            speakers += mention.actors
            if mention.kind == "body":
                self.issuer = mention.actors
        if not speakers and token.pos_ == "PRON" and token.lower_ in ("he", "she", "him", "her"):
            return self.speaking
        if not speakers or token.lemma_.lower() in lexicon().kinds_of_body:
            speakers = list(self._called(token)) or speakers
        if token.lower_ == "it":
            return self.issuer or None
        if token.lower_ in FIRST_PERSON:
            return self.speaking if self.own is None else self.own
        return tuple(dict.fromkeys(speakers))

    def signer(self, parsed: Parsed) -> tuple[str, ...]:
        """Whose statement the headline says that the report is ("Statement by President X")."""
        for sentence in parsed.sentences:
            for noun in sentence.span if sentence.block.kind == "headline" else ():
                author = self._author(noun) if noun.lemma_.lower() in lexicon().signed else None
                if author is not None and author.kind in ("name", "role"):
                    return author.actors
        return ()

    def _called(self, token: Token) -> tuple[str, ...]:
        """ "The chairman", "the front", "the bloc": whoever was last called so, or the last body of that kind."""
        mine = [child for child in token.children if child.dep_ in ("compound", "amod") and child.i < token.i]
        if token.pos_ != "NOUN" or not any(child.lower_ in ("the", "this") for child in token.children):
            return ()
        called = self.callings.meant([*mine, token], token.i)
        if called is not None:
            return (called,)
        if mine or token.lemma_.lower() not in lexicon().kinds_of_body:
            return ()
        bodies = (m for m in reversed(self.cast.mentions) if m.end <= token.i and m.kind == "body" and m.actors)
        return next((m.actors for m in bodies if self._is_union(m)), ())

    def _is_union(self, mention: Mention) -> bool:
        """A body of many, not an outlet nor an office of one state."""
        actor = self.cast.actors.get(mention.actors[0])
        ours = actor is None or actor.country is None or actor.country == actor.id
        return ours and not is_outlet(self.doc[mention.head])

    def _outlet(self, token: Token) -> tuple[str, ...]:
        """A news outlet, by its name, or as "the newspaper" that was last named; "Chile's broadcaster" is not Chile."""
        own = self.cast.of(token.i)
        if own is not None and own.kind == "body":
            return own.actors
        if not any(child.lower_ == "the" for child in token.children) or own is not None:
            return ()
        before = [
            m for m in self.cast.mentions if m.end <= token.i and m.kind == "body" and is_outlet(self.doc[m.head])
        ]
        return before[-1].actors if before else ()

    def _mentions(self, token: Token) -> list[Mention]:
        """The mention of a speaker and those joined to it: "the minister and the envoy", "U.S. and NATO officials"."""
        own = mention_of(token, self.cast)
        beside = own is not None and not own.start <= token.i < own.end
        joined = [*self._coordinated(token), *(self._coordinated(self.doc[own.head]) if own and beside else ())]
        others = [mention_of(part, self.cast) for part in joined]
        if own is not None and own.kind == "role":  # "the aide and former ambassador" is one person
            others = [other for other in others if other is None or self.doc[other.start].lower_ != "former"]
        return [mention for mention in (own, *others) if mention is not None]

    def _coordinated(self, token: Token) -> list[Token]:
        """What is joined to a speaker by "and": to the token, or to any word of the mention that it belongs to."""
        mention = self.cast.of(token.i)
        words = self.doc[mention.start : mention.end] if mention is not None else [token]
        joined = {child.i: child for word in words for child in word.children if child.dep_ == "conj"}
        return [child for i, child in sorted(joined.items()) if mention is None or not mention.start <= i < mention.end]

    def _paper(self, token: Token) -> tuple[str, ...]:
        """Whoever issued a statement: its possessor or author, else the body or persons last heard."""
        if token.lower_ == "reports":
            return ()  # "reports say", "reports from Somalia say": whose, nobody is told
        kind = token.lemma_.lower()
        author = self._author(token)
        sender = self._with_joined(author) if author is not None else self._sender(token)
        if not sender and any(part.dep_ == "compound" and part.lemma_ in lexicon().speakers for part in token.children):
            self.papers[kind] = ()  # "a government statement": of which, the report leaves open
        elif sender:
            self.issuer = self.papers[kind] = sender
        elif kind not in self.papers:
            if not self.issuer:
                before = [m for m in self.cast.mentions if m.start < token.i and m.kind == "body" and m.actors]
                self.issuer = before[-1].actors if before else self.speaking
            return self.issuer
        self.issuer = self.papers[kind]
        return self.issuer

    def _author(self, noun: Token) -> Mention | None:
        """The possessor or author of a paper; a person also at a distance ("a statement on the minister's page")."""
        near = [self.cast.of(part.i) for part in noun.children if part.dep_ in _AUTHOR and not _is_place(part)]
        far = [self.cast.of(part.i) for part in noun.subtree if part.dep_ == "nmod:poss"]
        persons = [mention for mention in far if mention is not None and mention.kind in ("name", "role")]
        return next((mention for mention in (*near, *persons) if mention is not None and mention.actors), None)

    def _with_joined(self, mention: Mention) -> tuple[str, ...]:
        """ "A statement by Kenya and Uganda": everybody who is joined by "and"."""
        joined = (mention_of(token, self.cast) for token in self._coordinated(self.doc[mention.head]))
        others = (actor for other in joined if other is not None for actor in other.actors)
        return tuple(dict.fromkeys((*mention.actors, *others)))

    def _sender(self, paper: Token) -> tuple[str, ...]:
        """Who sent or issued the paper: the subject of the verb whose object it is, here or where it was told of before."""
        for issued in (child for child in paper.children if child.dep_ == "acl" and child.lemma_ in lexicon().issuing):
            agents = (self.cast.of(part.i) for part in issued.children if part.dep_ in ("obl", "obl:agent"))
            agent = next((mention for mention in agents if mention is not None and mention.actors), None)
            if agent is not None:
                return self._with_joined(agent)
        for token in reversed(self.doc[: paper.i + 1]):
            if token.lemma_ == paper.lemma_ and token.dep_ == "obj" and token.head.lemma_ in lexicon().issuing:
                subject = subject_of(token.head)
                mention = mention_of(subject, self.cast) if subject is not None else None
                if mention is not None:
                    return mention.actors
        return ()

    def _principals(self, report: Reporting) -> tuple[str, ...]:
        """Impersonal readout prose ("it was stressed"): the two sides, where two have been named."""
        people = [
            m.actors[0]
            for m in self.cast.mentions
            if m.end <= report.verb.i and len(m.actors) == 1 and m.kind in ("name", "role")
        ]
        return tuple(dict.fromkeys(people))[-2:] if len(set(people)) > 1 else ()


def _is_place(part: Token) -> bool:
    """ "A report in Spain": where it appeared."""
    return any(child.dep_ == "case" and child.lower_ in ("in", "at", "on", "about") for child in part.children)
