"""Who is meant: offices without a name, counterparts, pairs and pronouns, by what the whole report says.

Names are gathered first, so an office may be mentioned before its holder is named. The rest is read in order: a pronoun
takes the subject in focus, a plural the two principals last seen together.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from memcon.actors.cast import Mention
from memcon.actors.persons import Figure, held, same_office
from memcon.actors.phrase import Phrase
from memcon.language import Parsed

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj"))
_POSSESSIVE = frozenset(("his", "her", "hers", "their", "theirs", "whose"))
_LEVEL = {
    "leaders": "leader",
    "ministers": "minister",
    "presidents": "president",
    "premiers": "prime minister",
    "diplomats": "diplomat",
}


@dataclass
class Scene:
    """What has been read so far."""

    figures: list[Figure]
    states: dict[str, int] = field(default_factory=dict)  # country -> token of its last mention
    seen: dict[str, int] = field(default_factory=dict)  # figure id -> token of its last mention
    focus: str | None = None  # the person who was last a subject
    pair: tuple[str, ...] = ()  # the persons last seen together
    ministry: str | None = None
    bodies: dict[str, str] = field(default_factory=dict)  # name -> id
    unnamed: dict[str, Figure] = field(default_factory=dict)

    def figure(self, name: str) -> Figure | None:
        """By id, named or not."""
        return next((f for f in [*self.figures, *self.unnamed.values()] if f.id == name), None)

    def people(self) -> list[Figure]:
        """Everybody mentioned so far, latest first."""
        everybody = [*self.figures, *self.unnamed.values()]
        return sorted((f for f in everybody if f.id in self.seen), key=lambda f: -self.seen[f.id])


def fill_counterparts(phrases: list[Phrase], figures: list[Figure]) -> None:
    """ "his Turkish counterpart Recep Tayyip Erdogan" holds the office of the person that "his" means."""
    for position, phrase in enumerate(phrases):
        if phrase.kind != "name" or not any(title.office == "counterpart" for title in phrase.titles):
            continue
        owner = next((f for f in figures if phrase in f.phrases), None)
        if owner is None or (owner.office and owner.office != "counterpart"):
            continue
        for other in reversed(phrases[:position]):
            holder = next((f for f in figures if other in f.phrases and f is not owner and f.office), None)
            office = (
                holder.office
                if holder
                else next((t.office for t in other.titles if t.office != "counterpart" and not t.plural), None)
            )
            if office:
                owner.office = office
                break


class Resolver:
    """Turns phrases into mentions with actors, sentence by sentence."""

    def __init__(self, parsed: Parsed, figures: list[Figure], body_id: Callable[[Phrase], str]) -> None:
        self.parsed, self.doc, self.scene, self.body_id = parsed, parsed.doc, Scene(figures), body_id
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
        # Names and offices first: a pronoun may point forward inside its sentence ("For his part, Erdogan said").
        for phrase in phrases:
            if phrase.kind != "pronoun":
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
        name = self._expanded(phrase) or self.body_id(phrase)
        self.scene.bodies[phrase.name or ""] = name
        if phrase.body is None:
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
            office = self._principal_office(phrase) or "official"
        if title.status == "former":
            office = f"former {office}"
        figure = self._holder(office, country, phrase)
        if figure is None:
            figure = self._describe(phrase, office, country)
        if country and figure.country is None:
            figure.country = country
        return (figure.id,)

    def _holder(self, office: str, country: str | None, phrase: Phrase) -> Figure | None:
        """The person in that office: last mentioned before, else named later; an office without a country only looks back first."""
        fitting = [
            f
            for f in [*self.scene.figures, *self.scene.unnamed.values()]
            if f.office and same_office(office, f.office) and (country is None or f.country in (country, None))
        ]
        if country is not None:
            own = [f for f in fitting if f.country == country]
            fitting = own or fitting
            exact = [f for f in fitting if f.office == office]
            fitting = exact or fitting
        fitting = fitting or [f for f in self.scene.figures if country and held(f, office, country)]
        before = [f for f in fitting if f.id in self.scene.seen]
        if before:
            subject = next((f for f in before if f.id == self.scene.focus), None)
            return subject if subject and country is None else max(before, key=lambda f: self.scene.seen[f.id])
        return min((f for f in fitting if f.phrases), key=lambda f: f.first, default=None)

    def _principal_office(self, phrase: Phrase) -> str | None:
        for figure in self.scene.people():
            if figure.office:
                return figure.office
        return None

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
            return self._state_pair()
        people = self._people(phrase, title.office if title else None)
        if people or title is None or title.office == "counterpart":
            return people
        return (self.body_id(replace(phrase, name=" ".join(self.doc[phrase.start : phrase.end].text.split()))),)

    def _people(self, phrase: Phrase, office: str | None) -> tuple[str, ...]:
        word = self.doc[phrase.end - 1].lower_
        wanted = office if office not in (None, "counterpart") else _LEVEL.get(word)
        pair = [f for f in (self.scene.figure(name) for name in self.scene.pair) if f]
        if pair and (wanted is None or all(f.office and same_office(wanted, f.office) for f in pair)):
            return tuple(f.id for f in pair[: phrase.number or len(pair)])
        people = [f for f in self.scene.people() if wanted is None or (f.office and same_office(wanted, f.office))]
        chosen: list[Figure] = []
        for figure in people:
            if all(figure.country != other.country for other in chosen):
                chosen.append(figure)
            if len(chosen) == (phrase.number or 2):
                break
        if len(chosen) < 2:
            later = [
                f
                for f in self.scene.figures
                if f.id not in self.scene.seen and f.office and (wanted is None or same_office(wanted, f.office))
            ]
            chosen = (chosen + later)[:2]
        if len(chosen) < 2:
            return self._state_pair() if word in ("sides", "parties", "delegations") else ()
        return tuple(f.id for f in sorted(chosen, key=lambda f: f.first if f.phrases else 0))

    def _state_pair(self) -> tuple[str, ...]:
        pair = [f.country for f in (self.scene.figure(name) for name in self.scene.pair) if f and f.country]
        if len(set(pair)) > 1:
            return tuple(dict.fromkeys(pair))
        latest = sorted(self.scene.states, key=lambda c: -self.scene.states[c])[:2]
        return tuple(latest) if len(latest) == 2 else ()

    def _pronoun(self, phrase: Phrase, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        token = self.doc[phrase.start]
        if token.lower_ in ("who", "whom", "whose"):
            return self._relative(token, phrases, local)
        if token.lower_ in ("they", "them", "their", "theirs"):
            return self._plural(phrase, phrases, local)
        subject = self._subject(phrase, phrases, local)
        if subject and self._gender_fits(subject[0], phrase):
            return subject
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
            self.scene.focus = local[main.start][0]
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


def text_of(doc: Doc, phrase: Phrase) -> str:
    """The words of a phrase."""
    return doc[phrase.start : phrase.end].text
