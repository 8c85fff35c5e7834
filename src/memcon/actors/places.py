"""The places of a report: which city, venue, region or country its names mean, by what it says around them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from memcon.actors.cast import Cast
from memcon.actors.knowledge import Knowledge
from memcon.actors.knowledge.names import fold
from memcon.actors.namesakes import LARGE, TOWN, Area, Context, locate
from memcon.actors.surroundings import hosts_in, look_around, name_around, place_words
from memcon.language import Parsed
from memcon.record import Place, Span

_BODIES = frozenset({"UNO", "EUR", "NAT"})
_LANDS = frozenset({"LOC", "NORP", "FAC"})


@dataclass(frozen=True)
class _Evidence:
    """A country spoken of: in which sentence, by which words."""

    sentence: int
    words: frozenset[str]
    iso3: str


class Places:
    """The places of one report."""

    def __init__(self, parsed: Parsed, cast: Cast, knowledge: Knowledge) -> None:
        self._parsed, self._doc, self._cast, self._knowledge = parsed, parsed.doc, cast, knowledge
        self._spoken: dict[tuple[frozenset[str], int | None], frozenset[str]] = {}

    def at(self, start: int, end: int, near: Iterable[str] = ()) -> Place | None:
        """The place that the tokens from ``start`` to ``end`` (exclusive) name; None where they name none, or a person.

        ``near`` are countries that the same phrase names.
        """
        return self.called(start, end, near) if self._may_name_place(start, end) else None

    def called(self, start: int, end: int, near: Iterable[str] = ()) -> Place | None:
        """The same, whatever else the words are part of: Jeddah of "the Jeddah Security Summit"."""
        piece = self._doc[start:end]
        found = locate(self._knowledge, piece.text, self.context(start, end, near))
        return _with_span(found, Span(piece.start_char, piece.end_char, piece.text)) if found is not None else None

    def capital(self, iso3: str, start: int, end: int) -> Place | None:
        """The capital of a country that tokens speak of without its name; the country where its status is open."""
        name = self._knowledge.capital(iso3)
        if name is None:
            return None
        piece = self._doc[start:end]
        span = Span(piece.start_char, piece.end_char, piece.text)
        found = locate(self._knowledge, name, Context(report=frozenset({iso3}), listed=(Area(iso3),), kind="capital"))
        if found is None or str(found.geonames) in place_words()["open"]["cities"]:
            found = Place(name=self._knowledge.country_name(iso3), country=iso3)
        return _with_span(found, span)

    def dateline(self, within: Collection[str] | None = None) -> Place | None:
        """The city of the dateline; ``within`` are the countries that it must lie in."""
        span = self._parsed.article.dateline
        parts = [part.strip(" -") for part in re.split(r"[^\w'’. -]", span.text)] if span is not None else []
        for number, part in enumerate(parts):
            words = part.title() if part.isupper() else part
            if span is None or not self._knowledge.places(words):
                continue
            after = self._areas(parts[number + 1].strip()) if number + 1 < len(parts) else []
            context = Context(
                listed=tuple(after),
                among=frozenset(within) if within is not None else None,
                report=self._spoken_of(words),
                outlet=self._parsed.article.outlet_country,
            )
            found = locate(self._knowledge, words, context)
            if found is not None and found.lat is not None:
                return _with_span(found, span)
        return None

    def context(self, start: int, end: int, near: Iterable[str] = ()) -> Context:
        """What the report says around the tokens of a name."""
        around = look_around(self._doc, start, end)
        words = self._doc[start:end].text
        sentence = self._doc[start].sent
        told = [area for name in around.told for area in self._areas(self._doc[slice(*name)].text)]
        listed = [area for name in around.after_comma for area in self._areas(self._doc[slice(*name)].text)]
        if listed and all(area.region for area in listed):
            told, listed = told + listed, []  # nobody lists towns and states together: "Palmyra, Ohio"
        return Context(
            told=tuple(told),
            listed=(*listed, *(Area(iso3) for iso3 in near)),
            inner=tuple(self._knowledge.places(self._doc[slice(*around.inner)].text)) if around.inner else (),
            kind=around.kind,
            compass=around.compass,
            hosts=frozenset(iso3 for token in hosts_in(sentence) for iso3 in self._countries_of(token.i)),
            sentence=self._spoken_of(words, sentence.start),
            report=self._spoken_of(words),
            dateline=self._dateline_country,
            outlet=self._parsed.article.outlet_country,
        )

    @cached_property
    def _dateline_country(self) -> str | None:
        place = self.dateline()
        return place.country if place is not None else None

    def _may_name_place(self, start: int, end: int) -> bool:
        if self._knowledge.venues(self._doc[start:end].text):
            return True
        label = self._doc[start].ent_type_
        if not label:
            return not self._doc[start].is_sent_start and not self._is_person(start, end)
        whole = name_around(self._doc[start]) == (start, end)
        if label == "PERSON":
            # The model takes a rare town for a person now and then.
            return whole and self._is_well_known(self._doc[start:end].text) and not self._is_person(start, end)
        return whole or label != "ORG"

    def _is_person(self, start: int, end: int) -> bool:
        """Whether somebody of whom the report says more bears the name."""
        mention = self._cast.of(start)
        actors = [self._cast.actors[actor] for actor in mention.actors] if mention and mention.kind == "name" else []
        return any(actor.office or len(actor.name.split()) > end - start for actor in actors)

    def _is_well_known(self, words: str) -> bool:
        cities = self._knowledge.places(words)
        alone = len({city.iso3 for city in cities}) == 1
        return any(c.capital or c.noted or c.population >= (TOWN if alone else LARGE) for c in cities)

    def _areas(self, words: str) -> list[Area]:
        """What words beside a place say of where it lies."""
        term = self._knowledge.country(words)
        lands = [Area(term.iso3)] if term is not None and term.kind in {"name", "adjective", "demonym"} else []
        regions = [Area(region.iso3, region.code) for region in self._knowledge.regions(words)]
        cities = [Area(city.iso3, city=city) for city in self._knowledge.places(words)]
        return lands + regions + [area for area in cities if not lands]

    def _spoken_of(self, words: str, sentence: int | None = None) -> frozenset[str]:
        """The countries of the report, or of a sentence, but for what the words themselves would say."""
        key = (frozenset(fold(words).split()), sentence)
        if key not in self._spoken:
            own, evidence = key[0], self._evidence.get(sentence, [])
            self._spoken[key] = frozenset(item.iso3 for item in evidence if not own <= item.words)
        return self._spoken[key]

    @cached_property
    def _evidence(self) -> dict[int | None, list[_Evidence]]:
        """What speaks of countries, by sentence; under None that of the whole report."""
        found: dict[int | None, list[_Evidence]] = {None: []}
        for item in dict.fromkeys((*self._by_actors(), *self._by_names())):
            found.setdefault(item.sentence, []).append(item)
            found[None].append(item)
        return found

    def _by_actors(self) -> Iterator[_Evidence]:
        for mention in self._cast.mentions:
            words = frozenset(fold(self._doc[mention.start : mention.end].text).split())
            for iso3 in self._countries_of(mention.head):
                yield _Evidence(self._doc[mention.start].sent.start, words, iso3)

    def _countries_of(self, token: int) -> set[str]:
        mention = self._cast.of(token)
        actors = [self._cast.actors.get(actor) for actor in mention.actors] if mention is not None else []
        found = {actor.country for actor in actors if actor is not None and actor.country}
        return {iso3 for iso3 in found if iso3 not in _BODIES}

    def _by_names(self) -> Iterator[_Evidence]:
        for entity in self._doc.ents:
            iso3 = self._country_named(entity.text) if entity.label_ in _LANDS else None
            if iso3 is not None:
                yield _Evidence(entity.root.sent.start, frozenset(fold(entity.text).split()), iso3)

    def _country_named(self, words: str) -> str | None:
        """The country that the name of a place speaks of, whatever else the report says."""
        term = self._knowledge.country(words)
        if term is not None:
            return term.iso3
        named = {venue.iso3 for venue in self._knowledge.venues(words)}
        cities = self._knowledge.places(words)
        if cities and (cities[0].noted or cities[0].population >= TOWN):
            named |= {city.iso3 for city in cities}
        return named.pop() if len(named) == 1 else None


def _with_span(place: Place, span: Span) -> Place:
    return Place(
        name=place.name, country=place.country, lat=place.lat, lon=place.lon, geonames=place.geonames, spans=(span,)
    )
