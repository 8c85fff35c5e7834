"""A parsed report in, its cast out."""

from dataclasses import replace
from datetime import date

from memcon.actors.cast import Cast, Mention
from memcon.actors.directory import Directories, Directory, Window
from memcon.actors.identity import appointed, identify
from memcon.actors.knowledge import Knowledge, load
from memcon.actors.knowledge.names import slug
from memcon.actors.knowledge.offices import state_of_body
from memcon.actors.persons import Figure, gather
from memcon.actors.phrase import Phrase
from memcon.actors.phrases import find_phrases
from memcon.actors.reference import Resolver
from memcon.actors.scene import fill_counterparts
from memcon.language import Parsed
from memcon.record import Actor, ActorKind, Span

_LEGISLATURE = ("parliament speaker", "deputy parliament speaker", "lawmaker")


def resolve(parsed: Parsed, knowledge: Knowledge | None = None, learned: Directory | None = None) -> Cast:
    """Who is named in a report, and by which words. ``learned`` knows whom earlier reports introduced."""
    knowledge = knowledge or load()
    directories = Directories([knowledge, *([learned] if learned else [])])
    phrases = find_phrases(parsed, knowledge)
    figures = gather(phrases)
    fill_counterparts(phrases, figures)
    published = date.fromisoformat(parsed.article.published) if parsed.article.published else None
    window = identify(figures, directories, _countries_named(phrases), published)
    figures = _one_each(figures)
    fill_counterparts(phrases, figures)
    _keep_ids_apart(figures)
    resolver = Resolver(parsed, figures, lambda phrase: _body_id(phrase, knowledge))
    mentions = tuple(sorted(resolver.resolve(phrases), key=lambda mention: mention.start))
    unnamed = resolver.scene.unnamed
    meant = _appoint(list(unnamed.values()), figures, directories, window) if window else {}
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


def _appoint(unnamed: list[Figure], figures: list[Figure], directories: Directories, window: Window) -> dict[str, str]:
    """Ids of offices without a name, and the persons who alone held them then: "the Turkish president" of 2009."""
    meant = {}
    for figure in unnamed:
        described = figure.id
        if appointed(figure, directories, window):
            meant[described] = figure.id
    return meant


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
            name=words.removeprefix("the ").removeprefix("The ") if country else phrase.name or words,
            country=country,
            sectors=("GOV",),
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
