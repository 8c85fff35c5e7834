"""Who is meant: offices without a name, counterparts, pairs and pronouns, by what the whole report says.

Names are gathered first, so an office may be mentioned before its holder is named. The rest is read in order: a pronoun
takes the subject in focus, a plural the two principals last seen together.
"""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from memcon.actors.cast import Mention
from memcon.actors.knowledge.names import slug
from memcon.actors.persons import Figure
from memcon.actors.phrase import Phrase
from memcon.actors.phrases import BODY_HEADS
from memcon.actors.scene import Scene
from memcon.language import Parsed

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj"))
_BEFORE_NOUN = frozenset(("ADJ", "DET", "NOUN"))
_VOICES = frozenset(("spokesperson", "spokesman", "spokeswoman", "press", "chief", "deputy"))
_POSSESSIVE = frozenset(("his", "her", "hers", "their", "theirs", "whose"))


class Resolver:
    """Turns phrases into mentions with actors, sentence by sentence."""

    def __init__(self, parsed: Parsed, figures: list[Figure], body_id: Callable[[Phrase], str]) -> None:
        self.parsed, self.doc, self.scene, self.body_id = parsed, parsed.doc, Scene(figures), body_id
        self.present: list[str] = []  # persons named in the sentence so far
        self.behind: dict[int, Phrase] = {}  # bodies of the sentence by the token before them
        self.owner = {phrase.start: figure for figure in figures for phrase in figure.phrases}

    def resolve(self, phrases: list[Phrase]) -> list[Mention]:
        """Mentions in the order of the text."""
        mentions: list[Mention] = []
        by_sentence: dict[int, list[Phrase]] = {}
        for phrase in phrases:
            by_sentence.setdefault(phrase.sentence, []).append(phrase)
        for number in sorted(by_sentence):
            mentions += self._sentence(by_sentence[number])
        return mentions

    def _sentence(self, phrases: list[Phrase]) -> list[Mention]:
        local: dict[int, tuple[str, ...]] = {}
        self.behind = {phrase.start - 1: phrase for phrase in phrases if phrase.kind == "body"}
        # Names and offices first: a pronoun may point forward inside its sentence ("For his part, Erdogan said").
        for phrase in phrases:
            if phrase.kind != "pronoun":
                self.present = [
                    a for p, actors in local.items() if p < phrase.start for a in actors if self._is_person((a,))
                ]
                local[phrase.start] = self._one(phrase)
                self._see(phrase, local[phrase.start])
        pronouns = [phrase for phrase in phrases if phrase.kind == "pronoun"]
        for phrase in pronouns:
            local[phrase.start] = self._pronoun(phrase, phrases, local)
        self._refocus(phrases, local)
        return [self._mention(phrase, local[phrase.start]) for phrase in phrases]

    def _mention(self, phrase: Phrase, actors: tuple[str, ...]) -> Mention:
        title = phrase.titles[0] if phrase.titles else None
        country = phrase.countries[0] if phrase.countries else title.countries[0] if title and title.countries else None
        return Mention(
            phrase.start,
            phrase.end,
            phrase.head,
            phrase.kind,
            phrase.sentence,
            actors,
            title.office if title else None,
            country,
        )

    def _one(self, phrase: Phrase) -> tuple[str, ...]:
        if phrase.kind == "name":
            figure = self.owner.get(phrase.start)
            return (figure.id,) if figure else ()
        if phrase.kind == "role":
            return self._role(phrase)
        if phrase.kind == "group":
            return self._group(phrase)
        if phrase.kind == "state":
            return phrase.countries[:1]
        return self._body(phrase)

    def _body(self, phrase: Phrase) -> tuple[str, ...]:
        if (
            phrase.body is None
            and not phrase.countries
            and phrase.name
            and phrase.name.lower() in ("ministry", "foreign ministry", "embassy", "presidency")
        ):
            return (self.scene.ministry,) if self.scene.ministry else (self.body_id(phrase),)
        known = self.scene.bodies.get(phrase.name or "") if not phrase.countries else None
        name = known or self._expanded(phrase) or self.body_id(phrase)
        self.scene.bodies[phrase.name or ""] = name
        if phrase.body is None and any(word in BODY_HEADS for word in (phrase.name or "").lower().split()):
            self.scene.ministry = name
        return (name,)

    def _expanded(self, phrase: Phrase) -> str | None:
        """The body that an acronym unknown to the knowledge stands for: "FO" after "Foreign Office"."""
        letters = phrase.name or ""
        if phrase.body is not None or not letters.isupper():
            return None
        return next(
            (
                actor
                for name, actor in self.scene.bodies.items()
                if letters == "".join(word[0] for word in name.split() if word[:1].isupper()) and name != letters
            ),
            None,
        )

    def _role(self, phrase: Phrase) -> tuple[str, ...]:
        title = phrase.titles[0]
        office, country = title.office, title.countries[0] if title.countries else None
        if office == "counterpart":
            office = self.scene.principal_office() or "official"
        if title.status == "former":
            office = f"former {office}"
        # "A senior Israeli official" is nobody whom the report has named.
        figure = None if self._is_indefinite(phrase) else self.scene.holder(office, country)
        if figure is None and office == "spokesperson":
            spoken_for = self._spoken_for(phrase, country)
            if spoken_for:
                self.scene.voice = spoken_for
                return (spoken_for,)
        if figure is None:
            figure = self._describe(phrase, office, country)
        if country and figure.country is None:
            figure.country = country
        return (figure.id,)

    def _is_indefinite(self, phrase: Phrase) -> bool:
        place = phrase.start
        while place > 0 and self.doc[place].lower_ not in ("a", "an") and self.doc[place - 1].pos_ in _BEFORE_NOUN:
            place -= 1
        return self.doc[place].lower_ in ("a", "an")

    def _spoken_for(self, phrase: Phrase, country: str | None) -> str | None:
        """The body that a spokesperson without a name speaks for: named in the phrase, else the ministry last named."""
        words = [token for token in self.doc[phrase.start : phrase.end] if token.tag_ != "POS"]
        voice = next((i for i, token in enumerate(words) if token.lower_ in _VOICES), len(words))
        # "the ministry spokesman", "a spokesman for the ministry"
        words = words[:voice] if any(token.pos_ != "DET" for token in words[:voice]) else words[voice + 2 :]
        words = [token for token in words if token.pos_ != "DET"]
        name = self.doc[words[0].i : words[-1].i + 1].text if words else ""
        if phrase.body is not None:
            return self.body_id(phrase)
        if phrase.end in self.behind and self.doc[phrase.end].lower_ in ("for", "of", "at", "from"):
            return self._one(self.behind[phrase.end])[0]
        if not any(token.lower_ in BODY_HEADS for token in words):
            return self.scene.ministry if country is None else None
        key = "-".join(part for part in (country, slug(name)) if part)
        self.scene.ministry = key
        self.scene.unnamed.setdefault(key, Figure([], name, [], None, country, id=key, body=True))
        return key

    def _describe(self, phrase: Phrase, office: str, country: str | None) -> Figure:
        """Somebody of whom the report gives only the office; described in its own words."""
        key = "-".join(part for part in (country, office.replace(" ", "-")) if part)
        if key not in self.scene.unnamed:
            words = self.doc[phrase.start : phrase.end].text
            for article in ("the ", "The ", "a ", "A ", "an ", "An ", "his ", "His ", "her ", "Her "):
                words = words.removeprefix(article)
            self.scene.unnamed[key] = Figure([], " ".join(words.split()), [], office, country, id=key)
        return self.scene.unnamed[key]

    def _group(self, phrase: Phrase) -> tuple[str, ...]:
        if phrase.name is not None:
            return (self.body_id(phrase),)
        title = phrase.titles[0] if phrase.titles else None
        if title and len(title.countries) > 1:
            found = [
                self._role(replace(phrase, titles=(replace(title, countries=(country,)),)))
                for country in title.countries
            ]
            return tuple(dict.fromkeys(actor for actors in found for actor in actors))
        if title and title.countries:
            return title.countries  # "Iranian officials": the state speaks
        if phrase.countries:
            return phrase.countries
        if not phrase.persons:
            return self.scene.state_pair()
        people = self.scene.plural(
            self.doc[phrase.end - 1].lower_, phrase.number, title.office if title else None, self.present
        )
        if people or title is None or title.office == "counterpart":
            return people
        return (self.body_id(replace(phrase, name=" ".join(self.doc[phrase.start : phrase.end].text.split()))),)

    def _pronoun(self, phrase: Phrase, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        token = self.doc[phrase.start]
        if token.lower_ in ("who", "whom", "whose"):
            return self._relative(token, phrases, local)
        if token.lower_ in ("they", "them", "their", "theirs"):
            return self._plural(phrase, phrases, local)
        subject = self._subject(phrase, phrases, local)
        if subject and self._gender_fits(subject[0], phrase):
            return subject
        if self.scene.voice and token.dep_ in _SUBJECTS:
            return (self.scene.voice,)
        if self.scene.focus and self._gender_fits(self.scene.focus, phrase):
            return (self.scene.focus,)
        return next(((f.id,) for f in self.scene.people() if self._gender_fits(f.id, phrase)), ())

    def _gender_fits(self, name: str, phrase: Phrase) -> bool:
        figure = self.scene.figure(name)
        if figure is None:
            return False
        if phrase.gender and figure.gender and figure.gender != phrase.gender:
            return False
        figure.gender = figure.gender or phrase.gender
        return True

    def _subject(self, phrase: Phrase, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        """The person who is subject of this sentence: before the pronoun, or after it where it opens the sentence."""
        token = self.doc[phrase.start]
        clause = _clause(token)
        best: tuple[str, ...] = ()
        for other in phrases:
            if other.kind == "pronoun" or not self._is_person(local.get(other.start, ())):
                continue
            head = self.doc[other.head]
            if not _is_subject(head, other):
                continue
            if other.start < phrase.start:
                if token.dep_ in _SUBJECTS and head.head == clause:
                    continue
                best = local[other.start]
            elif (
                not best
                and token.lower_ in _POSSESSIVE
                and head.head == head.sent.root
                and token.i < head.i
                and self._fronted(token, head.head)
            ):
                return local[other.start]
        return best

    @staticmethod
    def _fronted(token: Token, root: Token) -> bool:
        """Whether a pronoun stands in a phrase that opens the sentence and hangs on its verb ("For his part", "In her speech")."""
        node = token
        while node.head not in (node, root):
            node = node.head
        return node.dep_ in ("obl", "advcl", "obl:tmod", "obl:unmarked", "advmod")

    def _is_person(self, actors: tuple[str, ...]) -> bool:
        return len(actors) == 1 and self.scene.figure(actors[0]) is not None

    def _plural(self, phrase: Phrase, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        groups = [
            other
            for other in phrases
            if other.kind == "group" and other.start < phrase.start and len(local.get(other.start, ())) > 1
        ]
        if groups:
            return local[groups[-1].start]
        return self.scene.pair

    def _relative(self, token: Token, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        verb = token.head
        while verb.dep_ != "acl:relcl" and verb.head != verb:
            verb = verb.head
        antecedent = verb.head.i if verb.dep_ == "acl:relcl" else -1
        return next((local[p.start] for p in phrases if p.kind != "pronoun" and p.start <= antecedent < p.end), ())

    def _see(self, phrase: Phrase, actors: tuple[str, ...]) -> None:
        for actor in actors:
            if self.scene.figure(actor):
                self.scene.seen[actor] = phrase.start
            elif phrase.kind == "state":
                self.scene.states[actor] = phrase.start

    def _refocus(self, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> None:
        """After a sentence: its subject comes into focus, and two persons of different countries become the pair."""
        subjects = [
            p
            for p in phrases
            if self._is_person(local[p.start])
            and _is_subject(self.doc[p.head], p)
            and not self.parsed.quoted(self.doc[p.start])
        ]
        if subjects:
            main = min(subjects, key=lambda p: _depth(self.doc[p.head]))
            self.scene.focus, self.scene.voice = local[main.start][0], None
        people: list[str] = []
        for phrase in phrases:
            for actor in local[phrase.start]:
                figure = self.scene.figure(actor)
                if figure and actor not in people and phrase.kind in ("name", "role", "group"):
                    people.append(actor)
        countries = {f.country for f in map(self.scene.figure, people) if f}
        if len(people) > 1 and len(countries) > 1:
            self.scene.pair = tuple(people)
        elif len(people) == 2:
            self.scene.pair = self.scene.pair or tuple(people)


def _depth(token: Token) -> int:
    depth = 0
    while token.head != token:
        token = token.head
        depth += 1
    return depth


def _clause(token: Token) -> Token:
    node = token
    while node.head != node and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    return node


def _is_subject(head: Token, phrase: Phrase) -> bool:
    return head.dep_ in _SUBJECTS or (
        head.dep_ in ("flat", "appos", "nmod:desc", "compound")
        and phrase.start <= head.head.i < phrase.end
        and head.head.dep_ in _SUBJECTS
    )
