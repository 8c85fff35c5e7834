"""A parsed report in, its cast out."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from memcon.actors.cast import Cast, Mention
from memcon.actors.directory import Directories, Directory, Window
from memcon.actors.identity import appointed, identify
from memcon.actors.knowledge import Knowledge, load
from memcon.actors.knowledge.names import slug
from memcon.actors.knowledge.offices import state_of_body
from memcon.actors.persons import Figure, gather
from memcon.actors.phrase import Phrase
from memcon.actors.phrases import BODY_HEADS, find_phrases
from memcon.actors.reference import Resolver
from memcon.actors.scene import fill_counterparts
from memcon.actors.titles import AIDES
from memcon.language import Parsed
from memcon.record import Actor, ActorKind, Span

_LEGISLATURE = ("parliament speaker", "deputy parliament speaker", "lawmaker")


def resolve(parsed: Parsed, knowledge: Knowledge | None = None, learned: Directory | None = None) -> Cast:
    """Who is named in a report, and by which words. ``learned`` knows whom earlier reports introduced."""
    knowledge = knowledge or load()
    directories = Directories([knowledge, *([learned] if learned else [])])
    phrases = find_phrases(parsed, knowledge)
    figures = gather(phrases, parsed.doc)
    fill_counterparts(phrases, figures)
    published = date.fromisoformat(parsed.article.published) if parsed.article.published else None
    window = identify(figures, directories, _countries_named(phrases), published)
    figures = _one_each(figures)
    _share_countries(parsed, phrases, figures)
    fill_counterparts(phrases, figures)
    _keep_ids_apart(figures)
    resolver = Resolver(parsed, figures, lambda phrase: _body_id(phrase, knowledge))
    mentions = tuple(sorted(resolver.resolve(phrases), key=lambda mention: mention.start))
    unnamed = resolver.scene.unnamed
    meant = _appoint(parsed, mentions, unnamed, directories, window)
    mentions = tuple(
        replace(mention, actors=tuple(dict.fromkeys(meant.get(actor, actor) for actor in mention.actors)))
        if meant.keys() & set(mention.actors)
        else mention
        for mention in mentions
    )
    named = {phrase.start: phrase for phrase in phrases}
    actors = _actors(parsed, mentions, named, [*unnamed.values(), *figures], knowledge)
    without_name = {meant.get(actor, actor) for actor in unnamed} - {figure.id for figure in figures}
    return Cast(actors, mentions, frozenset(without_name), None if published else window)


def _countries_named(phrases: list[Phrase]) -> frozenset[str]:
    return frozenset(
        country
        for phrase in phrases
        for country in (*phrase.countries, *(c for title in phrase.titles for c in title.countries))
    )


def _appoint(
    parsed: Parsed,
    mentions: tuple[Mention, ...],
    unnamed: dict[str, Figure],
    directories: Directories,
    window: Window | None,
) -> dict[str, str]:
    """Ids of offices without a name, and the persons who alone held them then: "the Turkish president" of 2009."""
    meant = {}
    for described, figure in list(unnamed.items()):
        sentences = {mention.sentence for mention in mentions if described in mention.actors}
        texts = [parsed.sentences[number].span.text for number in sentences]
        told_of = _time_told_of(texts, window)
        days_back = max((days for words, days in _PAST if any(words.search(text) for text in texts)), default=0)
        if told_of and appointed(figure, directories, told_of, days_back):
            meant[described] = figure.id
    return meant


_PAST = (
    (re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|last week|earlier)\b"), 8),
    (re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"), 45),
    (re.compile(r"\b(?:last month|last year|ago|then)\b"), 400),
)
"""Words that put what a sentence tells before the day of the report, and how many days at the most."""
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _time_told_of(sentences: list[str], window: Window | None) -> Window | None:
    """The time of which sentences speak: the year that they name, else that of the report; None where years differ."""
    years = {int(year) for sentence in sentences for year in _YEAR.findall(sentence)}
    if window and (not years or years == {window.first.year}):
        return Window(min(window.first, date(window.first.year, 1, 1)) if years else window.first, window.last)
    if len(years) == 1:
        (year,) = years
        return Window(date(year, 1, 1), date(year, 12, 31))
    return None


def _one_each(figures: list[Figure]) -> list[Figure]:
    """Figures that turned out to be one person ("the crown prince, Mohammed bin Salman", then "MBS") put together."""
    persons: dict[str, Figure] = {}
    kept = []
    for figure in figures:
        same = persons.get(figure.id) if figure.known else None
        if same is None or same.country != figure.country:
            persons.setdefault(figure.id, figure)
            kept.append(figure)
        else:
            same.phrases = sorted((*same.phrases, *figure.phrases), key=lambda phrase: phrase.start)
            same.gender = same.gender or figure.gender
    return kept


def _share_countries(parsed: Parsed, phrases: list[Phrase], figures: list[Figure]) -> None:
    """ "Chinese President Hu Jintao and Speaker Wu Bangguo": an officer of no known country beside one whose is told."""
    owner = {phrase.start: figure for figure in figures for phrase in figure.phrases}
    named = [phrase for phrase in phrases if phrase.kind == "name"]
    for first, second in pairwise(named):
        between = {token.lower_ for token in parsed.doc[first.end : second.start]}
        one, other = owner.get(first.start), owner.get(second.start)
        told = first.titles[0].countries if first.titles else ()
        if one and other and between and between <= _BESIDE and second.titles and other.country is None:
            other.country = told[0] if len(told) == 1 else None
        serves = between and between <= _POSSESSIVE and any(title.office in AIDES for title in second.titles)
        if one and other and serves and other.country is None:  # "Pope Francis's envoy, Cardinal Zuppi"
            other.country = one.country


_BESIDE = frozenset(("and", ",", "&"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


def _keep_ids_apart(figures: list[Figure]) -> None:
    taken: dict[str, int] = {}
    for figure in figures:
        figure.id = figure.id or "person"
        count = taken.get(figure.id, 0)
        taken[figure.id] = count + 1
        if count:
            figure.id = f"{figure.id}-{count + 1}"


def _body_id(phrase: Phrase, knowledge: Knowledge) -> str:
    if phrase.body is not None:
        return phrase.body.id
    country = phrase.countries[0] if phrase.countries else ""
    return "-".join(part for part in (country, slug(phrase.name or "body")) if part)


def _actors(
    parsed: Parsed,
    mentions: tuple[Mention, ...],
    phrases: dict[int, Phrase],
    figures: list[Figure],
    knowledge: Knowledge,
) -> dict[str, Actor]:
    spans: dict[str, list[Span]] = {}
    kinds: dict[str, Phrase] = {}
    for mention in mentions:
        piece = parsed.doc[mention.start : mention.end]
        for actor in mention.actors:
            if actor not in kinds or (mention.kind == "body" and kinds[actor].kind != "body"):
                kinds[actor] = phrases[mention.start]
            if mention.kind != "pronoun" and len(mention.actors) == 1:
                spans.setdefault(actor, []).append(Span(piece.start_char, piece.end_char, piece.text))
    people = {figure.id: figure for figure in figures}
    return {
        actor: _person(people[actor], tuple(spans.get(actor, ())))
        if actor in people
        else _other(actor, phrase, tuple(spans.get(actor, ())), parsed, knowledge)
        for actor, phrase in kinds.items()
    }


def _person(figure: Figure, spans: tuple[Span, ...]) -> Actor:
    if figure.body:
        return Actor(id=figure.id, kind="body", name=figure.name, country=figure.country, sectors=("GOV",), spans=spans)
    sectors = ("LEG",) if figure.office in _LEGISLATURE else ("GOV",) if figure.office else ()
    return Actor(
        id=figure.id,
        kind="person",
        name=figure.name,
        country=figure.country,
        office=figure.office,
        wikidata=figure.known.wikidata if figure.known else None,
        sectors=sectors,
        spans=spans,
        identified=figure.identified,
    )


def _governs(name: str) -> bool:
    """Whether a body of no known country is one of a state ("the ministry"), not an outlet or a firm."""
    return any(word in BODY_HEADS for word in name.lower().split())


def _other(actor: str, phrase: Phrase, spans: tuple[Span, ...], parsed: Parsed, knowledge: Knowledge) -> Actor:
    if phrase.body is not None and phrase.body.id == actor:
        kind: ActorKind = "group" if phrase.body.kind == "armed group" else "body"
        return Actor(
            id=actor,
            kind=kind,
            name=phrase.body.name,
            country=state_of_body(actor) or (actor if actor in ("UNO", "EUR", "NAT") else None),
            sectors=(),
            spans=spans,
        )
    if phrase.kind == "body":
        country = phrase.countries[0] if phrase.countries else None
        words = " ".join(parsed.doc[phrase.start : phrase.end].text.split())
        return Actor(
            id=actor,
            kind="body",
            name=_ARTICLE.sub("", words) if country else phrase.name or words,
            country=country,
            sectors=("GOV",) if country or _governs(phrase.name or words) else (),
            spans=spans,
        )
    if phrase.kind == "group" and knowledge.country_name(actor) == actor:
        name = phrase.name or " ".join(parsed.doc[phrase.start : phrase.end].text.split())
        return Actor(id=actor, kind="group", name=name, spans=spans)
    return Actor(
        id=actor,
        kind="state",
        name=knowledge.country_name(actor),
        country=actor,
        sectors=("GOV",),
        spans=spans,
    )
