"""Who is meant: offices without a name, counterparts, pairs and pronouns, by what the whole report says.

Names are gathered first, so an office may be mentioned before its holder is named. The rest is read in order: a pronoun
takes whom the reader has most in mind, a plural the two principals last seen together.
"""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc, Token

from memcon.actors.callings import Callings
from memcon.actors.cast import Mention
from memcon.actors.grammar import depth, role_of, top
from memcon.actors.knowledge.names import fold, slug
from memcon.actors.parts import is_guest, is_many, is_spoken_of, is_subject, only_relays
from memcon.actors.persons import LEADERS, Figure, same_office
from memcon.actors.phrase import Phrase
from memcon.actors.phrases import BODY_HEADS
from memcon.actors.pronouns import Attention, Query, Sighting, given_names
from memcon.actors.scene import Scene
from memcon.actors.titles import AIDES
from memcon.actors.voices import Voices, author
from memcon.language import Parsed

_LEADING = frozenset(("leaders", "ministers", "presidents", "premiers", "heads"))
_SIDES = frozenset(("sides", "parties", "delegations"))
_NAME_LENGTH = 12  # tokens of a name with its titles, at most
_OBJECTS = frozenset(("obj", "iobj"))
_POINTING = frozenset(("the", "these", "those"))
_BEFORE_NOUN = frozenset(("ADJ", "DET", "NOUN", "PROPN"))
_VOICES = frozenset(("spokesperson", "spokesman", "spokeswoman", "press", "chief", "deputy"))
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
FIRST_PERSON = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
_WE = frozenset(("we", "us", "our", "ours", "ourselves"))
STRANGERS: dict[str, str] = _WORDS["strangers"]
_STYLES: dict[str, str] = _WORDS["styles"]


class Resolver:
    """Turns phrases into mentions with actors, sentence by sentence."""

    def __init__(self, parsed: Parsed, figures: list[Figure], body_id: Callable[[Phrase], str]) -> None:
        self.parsed, self.doc, self.scene, self.body_id = parsed, parsed.doc, Scene(figures), body_id
        self.present: list[str] = []  # persons named in the sentence so far
        self.behind: dict[int, Phrase] = {}  # bodies of the sentence by the token before them
        self.groups: dict[
            str, tuple[tuple[str, ...], int]
        ] = {}  # by head word: the group last named in full, and where
        self.callings = Callings(parsed.doc)
        self.voices = Voices(parsed)
        self.previous: dict[int, tuple[str, ...]] = {}  # the actors of the sentence before, by their first token
        self.by_sentence: dict[int, list[Phrase]] = {}
        signed = author(parsed.article.title, figures)
        self.author = signed.id if signed else None
        self.attention = Attention(self._gender, {figure.id: len(figure.phrases) for figure in figures})
        for figure in figures:
            figure.gender = figure.gender or _gender_of(figure, self.doc)
        self.owner = {phrase.start: figure for figure in figures for phrase in figure.phrases}

    def resolve(self, phrases: list[Phrase]) -> list[Mention]:
        """Mentions in the order of the text."""
        mentions: list[Mention] = []
        by_sentence: dict[int, list[Phrase]] = {}
        for phrase in phrases:
            by_sentence.setdefault(phrase.sentence, []).append(phrase)
        self.by_sentence = by_sentence
        for number in sorted(by_sentence):
            mentions += self._sentence(by_sentence[number])
        return [mention for mention in mentions if mention.actors or self.doc[mention.head].lower_ not in FIRST_PERSON]

    def _sentence(self, phrases: list[Phrase]) -> list[Mention]:
        local: dict[int, tuple[str, ...]] = {}
        self.behind = {phrase.start - 1: phrase for phrase in phrases if phrase.kind == "body"}
        # Names and offices first: a pronoun may point forward inside its sentence ("For his part, Erdogan said").
        for phrase in phrases:
            if phrase.kind != "pronoun":
                self.present = [
                    a for p, actors in local.items() if p < phrase.start for a in actors if self._takes_part(a)
                ]
                local[phrase.start] = self._one(phrase)
                self._see(phrase, local[phrase.start])
        here = self._sightings(phrases, local)
        pronouns = [phrase for phrase in phrases if phrase.kind == "pronoun"]
        # Inside a quotation a pronoun waits for the speaker, who may be one himself ("…", he said).
        for phrase in sorted(pronouns, key=lambda p: self.voices.quotation(self.doc[p.start]) is not None):
            local[phrase.start] = self._pronoun(phrase, phrases, local, here)
        local |= {
            phrase.start: self._own_office(phrase, phrases, local) for phrase in phrases if self._is_office(phrase)
        }
        self.attention.remember(here)
        self._refocus(phrases, local)
        self.previous = {start: local[start] for start in sorted(local)}
        told = [phrase for phrase in phrases if phrase.kind not in ("role", "body") or local[phrase.start]]
        return [self._mention(phrase, local[phrase.start]) for phrase in told]

    def _mention(self, phrase: Phrase, actors: tuple[str, ...]) -> Mention:
        title = phrase.titles[0] if phrase.titles else None
        country = phrase.countries[0] if phrase.countries else title.countries[0] if title and title.countries else None
        people = phrase.kind == "role" and actors == phrase.countries
        return Mention(
            phrase.start,
            phrase.end,
            phrase.head,
            "state" if people else phrase.kind,
            phrase.sentence,
            actors,
            title.office if title else None,
            country,
        )

    def _is_office(self, phrase: Phrase) -> bool:
        """ "Office" behind "his", or behind somebody's name."""
        return phrase.kind == "body" and phrase.end - phrase.start == 1 and self.doc[phrase.start].lower_ == "office"

    def _own_office(self, office: Phrase, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        """ "His office", "Silva's office": the body that speaks for that person; it is named after him."""
        whose = {phrase.end: local[phrase.start] for phrase in phrases if phrase.end <= office.start}
        possessive = self.doc[office.start - 1].tag_ == "POS"
        owners = whose.get(office.start - possessive, ())
        figure = self.scene.figure(owners[0]) if len(owners) == 1 else None
        if figure is None:
            return (self.body_id(office),) if possessive else ()
        key = f"{figure.id}-office"
        name = office.name if possessive and office.name else f"{figure.name}'s office"
        self.scene.unnamed.setdefault(key, Figure([], name, [], None, figure.country, id=key, body=True))
        return (key,)

    def _stand_in(self, phrase: Phrase) -> tuple[str, ...]:
        """ "The Hungarian", "his host", "the guest": somebody named before; a people where nobody of it was named."""
        if phrase.countries:
            of_country = (f.id for f in self.scene.people() if f.country == phrase.countries[0])
            return tuple(islice(of_country, 1)) or phrase.countries
        pair = [actor for actor in (*self.scene.pair, *self.present) if self.scene.figure(actor)]
        guest = self.scene.guest if self.scene.guest in pair else None
        others = [actor for actor in dict.fromkeys(pair) if actor != guest]
        if phrase.name == "guest":
            return (guest,) if guest else ()
        return (others[0],) if guest and len(others) == 1 else ()

    def _one(self, phrase: Phrase) -> tuple[str, ...]:
        if phrase.kind == "name":
            figure = self.owner.get(phrase.start)
            return (figure.id,) if figure else ()
        if phrase.kind == "role":
            return self._role(phrase) if phrase.titles else self._stand_in(phrase)
        if phrase.kind == "group":
            named_before = self.doc[phrase.head].lower_ in _LEADING  # "the leaders" are first of all those named
            return (named_before and self._group(phrase)) or self._known_group(phrase) or self._group(phrase)
        if phrase.kind == "state":
            return phrase.countries[:1] or self._guests_country()
        return self._known_group(phrase) or self._body(phrase)

    def _guests_country(self) -> tuple[str, ...]:
        guest = self.scene.figure(self.scene.guest or "")
        return (guest.country,) if guest is not None and guest.country else ()

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
        if country is None and office in AIDES and office != "spokesperson":
            country = self._superiors_country(phrase)
        # "A senior Israeli official" is nobody whom the report has named.
        opposite = self._opposite() if title.office == "counterpart" and country is None else None
        figure = opposite or (None if self._is_indefinite(phrase) else self._known(phrase, office, country))
        figure = figure or self._in_apposition(phrase)
        if figure is None and office == "spokesperson":
            spoken_for = self._spoken_for(phrase, country)
            if spoken_for:
                return (spoken_for,)
        if figure is None:
            figure = self._describe(phrase, office, country)
        if country and figure.country is None:
            figure.country = country
        return (figure.id,)

    def _opposite(self) -> Figure | None:
        """ "His counterpart": of the two in view the one who is not the subject."""
        one = next((actor for actor in reversed(self.present) if actor in self.scene.pair), self.scene.focus)
        others = [actor for actor in self.scene.pair if actor != one]
        return self.scene.figure(others[0]) if len(others) == 1 and len(self.scene.pair) == 2 else None

    def _superiors_country(self, phrase: Phrase) -> str | None:
        """ "Silva's envoy": the country of the person whose officer this is."""
        if self.doc[phrase.start - 1].tag_ != "POS":
            return None
        before = (f for f in self.owner.values() if any(p.end == phrase.start - 1 for p in f.phrases))
        return next((figure.country for figure in before), None)

    def _known(self, phrase: Phrase, office: str, country: str | None) -> Figure | None:
        """Who holds the office in the report, or was called so: "the aide" after "the president's aide"."""
        held = self._visitor(phrase) or self.scene.holder(office, country)
        if held is not None:
            return held
        called = self.callings.meant(list(self.doc[phrase.start : phrase.head + 1]), phrase.start)
        figure = self.scene.figure(called or "")
        fits = figure is not None and (country is None or figure.country in (None, country))
        return figure if fits else None

    def _in_apposition(self, phrase: Phrase) -> Figure | None:
        """ "Pedro Brito, coach of the team": whose description this is."""
        head = self.doc[phrase.head]
        names = (owner for start, owner in self.owner.items() if start <= head.head.i < start + _NAME_LENGTH)
        beside = head.dep_ == "appos" and head.head.i < head.i and head.head.pos_ == "PROPN"
        return (
            next((owner for owner in names if any(p.start <= head.head.i < p.end for p in owner.phrases)), None)
            if beside
            else None
        )

    def _visitor(self, phrase: Phrase) -> Figure | None:
        """ "The visiting minister": the guest, where that is his office."""
        words = {token.lower_ for token in self.doc[phrase.start : phrase.end]}
        guest = self.scene.figure(self.scene.guest or "") if "visiting" in words else None
        title = phrase.titles[0]
        if guest is None or (title.countries and guest.country not in title.countries):
            return None
        return guest if title.office == "official" or same_office(title.office, guest.office or "") else None

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
        if country is None and self.doc[phrase.head].is_title and phrase.end - phrase.start < 3 and office in LEADERS:
            country = self.parsed.article.outlet_country  # "the President", in what his own office writes
        key = "-".join(part for part in (country, office.replace(" ", "-")) if part)
        if key not in self.scene.unnamed:
            # "his Iranian counterpart in Ankara": where he was is no part of who he is.
            inside = (i for i in range(phrase.head + 1, phrase.end) if self.doc[i].lower_ == "in")
            words = self.doc[phrase.start : next(inside, phrase.end)].text
            for article in ("the ", "The ", "a ", "A ", "an ", "An ", "his ", "His ", "her ", "Her "):
                words = words.removeprefix(article)
            self.scene.unnamed[key] = Figure([], " ".join(words.split()), [], office, country, id=key)
        return self.scene.unnamed[key]

    def _known_group(self, phrase: Phrase) -> tuple[str, ...]:
        """ "The officials", "the army", "officials" right after: the group or body of that word last named in full, "the
        coach": who was called so."""
        if phrase.countries or phrase.body is not None or self.doc[phrase.head].pos_ != "NOUN":
            return ()
        if self.doc[phrase.head].tag_ == "NN" and self.doc[phrase.start - 1].lower_ in _POINTING:
            called = self.callings.meant(list(self.doc[phrase.start : phrase.head + 1]), phrase.start)
            if called is not None:
                return (called,)
        full, sentence = self.groups.get(self.doc[phrase.head].lower_, ((), -1))
        alone = phrase.end - phrase.start == 1
        pointed = self.doc[phrase.start - alone].lower_ in _POINTING if phrase.start >= alone else False
        short = alone or (pointed and phrase.end - phrase.start == 2)
        return full if short and (pointed or phrase.sentence - sentence == 1) else ()

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
        word = self.doc[phrase.end - 1].lower_
        number = None if word in _SIDES else phrase.number  # "the two sides" may be four people
        present = self.present if top(self.doc[phrase.head]).dep_ not in _OBJECTS else []  # "Silva met the pair"
        people = self.scene.plural(word, number, title.office if title else None, present)
        if people or title is None or title.office == "counterpart":
            return people
        return (self.body_id(replace(phrase, name=" ".join(self.doc[phrase.start : phrase.end].text.split()))),)

    def _pronoun(
        self, phrase: Phrase, phrases: list[Phrase], local: dict[int, tuple[str, ...]], here: list[Sighting]
    ) -> tuple[str, ...]:
        token = self.doc[phrase.start]
        if token.lower_ in ("who", "whom", "whose"):
            return self._relative(token, phrases, local)
        if token.lower_ in ("they", "them", "their", "theirs", "themselves"):
            return self._plural(phrase, phrases, local)
        if phrase.name in ("former", "latter"):
            return self._one_of_two(phrase, phrases, local)
        speaker = self._speaker(token, phrase.sentence, here)
        if token.lower_ in FIRST_PERSON:
            return self._first_person(token, speaker)
        barred = frozenset([speaker] if speaker else ())
        seen = self.attention.meant(Query(token, phrase.sentence, phrase.gender, here, barred))
        if seen is None:
            return ()
        here.append(seen._replace(head=token, order=phrase.sentence, role=role_of(token), pronoun=True))
        figure = self.scene.figure(seen.actor)
        if figure is not None:
            figure.gender = figure.gender or phrase.gender
        return () if seen.kind == "stranger" else (seen.actor,)

    def _speaker(self, token: Token, sentence: int, here: list[Sighting]) -> str | None:
        """Whose words a token is in: the speaker of the quotation."""
        quotation = self.voices.quotation(token)
        if quotation is None:
            return None
        beside = [(seen.actor, seen.head) for seen in here if seen.order == sentence and seen.kind != "stranger"]
        return self.voices.speaker(quotation, beside, self.by_sentence, self.owner, self.scene.focus)

    def _first_person(self, token: Token, speaker: str | None) -> tuple[str, ...]:
        """ "I" is the speaker, else the author of the report; "we" the speaker's country."""
        if token.lower_ not in _WE:
            says = speaker or (self.author if self.voices.quotation(token) is None else None)
            return (says,) if says else ()
        figure = self.scene.figure(speaker or "")
        return (figure.country,) if figure is not None and figure.country else ()

    def _one_of_two(self, phrase: Phrase, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        """ "The former", "the latter": of the two persons, else the two states, that were just named."""
        before = {p.start: local[p.start] for p in phrases if p.start < phrase.start and p.start in local}
        for stretch in (before, self.previous):
            actors = list(dict.fromkeys(found[0] for found in stretch.values() if len(found) == 1))
            persons = [actor for actor in actors if self._is_person((actor,))]
            two = persons if len(persons) > 1 else [actor for actor in actors if actor not in persons]
            if len(two) == 2:
                return (two[0 if phrase.name == "former" else 1],)
        return ()

    def _gender(self, actor: str) -> str | None:
        figure = self.scene.figure(actor)
        return figure.gender if figure is not None else STRANGERS.get(actor) or None

    def _sightings(self, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> list[Sighting]:
        """Those of a sentence whom "he" or "she" may mean: persons named or not, and who speaks for a body."""
        inside = {place for phrase in phrases for place in range(phrase.start, phrase.end)}
        found = [
            Sighting(actor, head, phrase.sentence, role_of(head), self._kind(actor, phrase))
            for phrase in phrases
            if len(local.get(phrase.start, ())) == 1
            for actor, head in ((local[phrase.start][0], self.doc[phrase.head]),)
            if phrase.kind in ("name", "role") or (phrase.kind == "group" and phrase.name and head.tag_ == "NN")
        ]
        sentence = self.parsed.sentences[phrases[0].sentence].span
        return found + [
            Sighting(token.lemma_, token, phrases[0].sentence, role_of(token), "stranger")
            for token in sentence
            if token.tag_ == "NN" and token.i not in inside and token.lemma_ in STRANGERS
        ]

    def _kind(self, actor: str, phrase: Phrase) -> str:
        return "person" if self.scene.figure(actor) is not None else phrase.kind

    def _is_person(self, actors: tuple[str, ...]) -> bool:
        return len(actors) == 1 and self.scene.figure(actors[0]) is not None

    def _takes_part(self, actor: str) -> bool:
        """Whether somebody may be one of two who stand together; who only speaks for another is none."""
        figure = self.scene.figure(actor)
        return figure is not None and figure.office != "spokesperson" and not figure.body

    def _plural(self, phrase: Phrase, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        """ "They": the group last mentioned in the sentence, the group that the sentence before is about, else the pair."""
        earlier = [p for p in phrases if self._is_plural(p) and p.start < phrase.start]
        for group in reversed(earlier):
            if len(local.get(group.start, ())) > 1 or (local.get(group.start) and is_many(self.doc[group.head])):
                return local[group.start]
        for group in self.by_sentence.get(phrase.sentence - 1, ()):
            head = self.doc[group.head]
            told = self.scene.pair and only_relays(head)
            if self._is_plural(group) and self.previous.get(group.start) and is_many(head) and not told:
                return self.previous[group.start]
        return self.scene.pair

    def _is_plural(self, phrase: Phrase) -> bool:
        """A group, or a body of several: "Iranian officials"."""
        return phrase.kind == "group" or (phrase.kind == "body" and self.doc[phrase.head].tag_ == "NNS")

    def _relative(self, token: Token, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
        verb = token.head
        while verb.dep_ != "acl:relcl" and verb.head != verb:
            verb = verb.head
        antecedent = verb.head.i if verb.dep_ == "acl:relcl" else -1
        return next((local[p.start] for p in phrases if p.kind != "pronoun" and p.start <= antecedent < p.end), ())

    def _see(self, phrase: Phrase, actors: tuple[str, ...]) -> None:
        word = self.doc[phrase.head].lower_
        full = phrase.end - phrase.start > 1 or word not in self.groups
        if phrase.kind in ("group", "body") and phrase.name and full:
            self.groups[word] = (actors, phrase.sentence)
        if phrase.kind in ("name", "role") and self._is_person(actors):
            self.callings.note(phrase.start, phrase.end, phrase.head, actors[0])
        for actor in actors:
            if self.scene.figure(actor):
                self.scene.seen[actor] = phrase.start
            elif phrase.kind == "state":
                self.scene.states[actor] = phrase.start

    def _note_guest(self, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> None:
        for phrase in phrases:
            if self._is_person(local[phrase.start]) and is_guest(top(self.doc[phrase.head])):
                self.scene.guest = local[phrase.start][0]

    def _refocus(self, phrases: list[Phrase], local: dict[int, tuple[str, ...]]) -> None:
        """After a sentence: its subject comes into focus, and two persons of different countries become the pair."""
        subjects = [
            p
            for p in phrases
            if self._is_person(local[p.start])
            and is_subject(self.doc[p.head], p)
            and self.voices.quotation(self.doc[p.start]) is None
        ]
        if subjects:
            main = min(subjects, key=lambda p: depth(self.doc[p.head]))
            self.scene.focus = local[main.start][0]
        self._note_guest(phrases, local)
        people = self._standing_together(phrases, local, subjects)
        countries = {f.country for f in map(self.scene.figure, people) if f}
        if len(people) > 1 and len(countries) > 1:
            self.scene.pair = tuple(people)
        elif len(people) == 2:
            self.scene.pair = self.scene.pair or tuple(people)

    def _standing_together(
        self, phrases: list[Phrase], local: dict[int, tuple[str, ...]], subjects: list[Phrase]
    ) -> list[str]:
        """The persons of a sentence; where one of the pair in view only speaks of others, these do not take its place."""
        speaks = any(local[subject.start][0] in self.scene.pair for subject in subjects)
        people: list[str] = []
        for phrase in phrases:
            head = self.doc[phrase.head]
            acts = phrase.kind in ("name", "role", "group") or (
                head.lower_ in ("he", "she") and role_of(head) == "main"
            )
            if acts and not (speaks and is_spoken_of(head)):
                people += [a for a in local[phrase.start] if self._takes_part(a) and a not in people]
        return people


def _gender_of(figure: Figure, doc: Doc) -> str | None:
    """What a style ("Mr.", "Queen") or the given name tells."""
    for phrase in figure.phrases:
        for token in doc[phrase.start : phrase.end]:
            style = _STYLES.get(token.lower_.rstrip("."))
            if style:
                return style
    words = fold(figure.known.name if figure.known else figure.name).split()
    return given_names().get(words[0]) if len(words) > 1 or (words and not figure.known) else None
