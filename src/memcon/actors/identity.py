"""Who a figure of the report is: the person of the directories who fits name, office, country and day best.

What the report states stands; the directories fill what it leaves out, and where they differ the difference is kept.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import NamedTuple

from memcon.actors.directory import Directories, Window
from memcon.actors.knowledge.model import Holder, Person, Tenure
from memcon.actors.knowledge.names import fold, name_words, phonetic, slug
from memcon.actors.knowledge.offices import rank
from memcon.actors.knowledge.spans import REPORTED, SHARED, attested_until, begun, certainty, earliest, latest
from memcon.actors.persons import LEADERS, Figure, same_name, same_office
from memcon.record import ActorField, Conflict, Identification, IdentifiedBy

_RARE = 8  # letters of a surname that is hardly shared
_ENOUGH_FULL, _ENOUGH_STRANGER, _ENOUGH_RARE, _ENOUGH_BARE = 2.9, 6.0, 1.0, 3.0
_ENOUGH_LEARNED = 2.5  # a surname that a report of about that time introduced, in a report about officials
"""The fit that is enough for a full name, for one with an office that its bearer never held, for a rare surname that one
office holder bears, and for any other surname."""
_EXACT = {True: 0.5, False: 2.5}
"""What the very spelling of a surname, and of a full name, adds: a namesake in office that day does not outweigh the latter."""
_ALIKE = 0.75  # similarity of two spellings of one surname, where country, office and day agree
_LATELY = timedelta(days=366)
"""As long before or after it is attested, a tenure of which no end is known is as good as attested."""
_LONGEST = 15 * 366  # days; wider bounds tell nothing
_FORMER = "former "
_VAGUE = frozenset(("leader", "minister", "diplomat", "official"))
"""Offices that the one known to be held makes more exact: "Honduran leader Xiomara Castro" is president."""
_INITIALS = re.compile(r"(?<=\s)(?:[A-Z]\.\s?)+(?=\S)")


class Fit(NamedTuple):
    """A person, the tenure that fits, and how well."""

    score: float
    person: Person
    tenure: Tenure | None


class Told(NamedTuple):
    """What a report tells of everybody in it.

    ``mentioned`` are the countries that it names, ``window`` is when it may have been written, ``official`` whether it gives
    anybody an office. Where nothing bounds the time, ``contemporaries`` are the tenures of those made out so far, of each person those of the office chosen.
    """

    directories: Directories
    mentioned: frozenset[str]
    window: Window | None
    official: bool
    contemporaries: list[tuple[Tenure, ...]]


def identify(
    figures: Iterable[Figure], directories: Directories, mentioned: frozenset[str], published: date | None
) -> Window | None:
    """Fills what the report leaves out of its figures. Returns when the report may have been written, if that is bounded.

    ``mentioned`` are the countries that the report names. Figures whose office and country it states come first: in a
    report without a date, the time in which they all held office is the day on which the others are looked up.
    """
    figures = list(figures)
    for figure in figures:
        figure.stated = stated_fields(figure)
    window = Window(published, published) if published else None
    official = any(figure.office for figure in figures)
    told = Told(directories, mentioned, window, official, [])
    if window is None:
        for figure in figures:
            if figure.office and figure.country:
                _identify(figure, told)
        window = _bounds(figures)
        told = Told(directories, mentioned, window, official, [] if window else _held_by(figures))
    # Full names before surnames: they tell the time in which a surname may be whose.
    for figure in sorted(figures, key=lambda figure: len(figure.words) < 2):
        if figure.known is None or (window and not published):
            _identify(figure, told)
            if window is None:
                told.contemporaries.extend(_held_by([figure]))
    for figure in figures:
        figure.then = tuple(
            tenure
            for tenure in (figure.known.tenures if figure.known else ())
            if window is None or all(certainty(tenure, (), day, day) is not None for day in window)
        )
        figure.id = figure.known.id if figure.known else _new_id(figure, directories)
        figure.identified = _identification(figure, directories, window)
    return window


def stated_fields(figure: Figure) -> tuple[ActorField, ...]:
    """Which fields the report's own words give."""
    name: tuple[ActorField, ...] = ("name",) if len(figure.words) > 1 else ()
    office: tuple[ActorField, ...] = ("office",) if figure.office else ()
    country: tuple[ActorField, ...] = ("country",) if figure.country else ()
    return name + office + country


def appointed(figure: Figure, directories: Directories, window: Window, days_back: int) -> bool:
    """Whether one person alone held the office of an unnamed figure at that time, for all that is attested; he is meant.

    ``days_back`` is how long before the window lies what the report may tell of: nobody else may have held it then either.
    """
    if not figure.office or not figure.country or figure.office in SHARED or _is_former(figure):
        return False
    before = date.fromordinal(max(window.first.toordinal() - days_back, 1))
    asked = Window(before, window.last)
    holders = [holder for holder in directories.holders(figure.country, figure.office, asked) if holder.certain]
    if len({holder.person.id for holder in holders}) != 1 or not _all_through(holders, window):
        return False
    figure.known, figure.tenure = holders[0].person, holders[0].tenure
    figure.id, figure.name = figure.known.id, figure.known.name
    figure.identified = _identification(figure, directories, window)
    return True


def _all_through(holders: list[Holder], window: Window) -> bool:
    """Whether the office is attested for the first and for the last day."""
    return all(any(certainty(holder.tenure, (), day, day) for holder in holders) for day in (window.first, window.last))


def _identify(figure: Figure, told: Told) -> None:
    window = told.window
    best = (
        _best(figure, told)
        or _misspelt(figure, told.directories, window)
        or _of_another_country(figure, told.directories, window)
    )
    if best is None:
        return
    figure.known, figure.tenure = best.person, best.tenure
    # A full name stays as the report spells it; of hyphens, particles, initials and "Jr." the knowledge has the usual form.
    if len(figure.words) < 2 or figure.formal or "".join(figure.words) == "".join(name_words(best.person.name)):
        figure.name = best.person.name
    if best.tenure is not None:
        figure.country = figure.country or best.tenure.country
        then = _is_timely(best.tenure, window) if window else len({t.office for t in best.person.tenures}) == 1
        if then and (
            figure.office is None or (figure.office in _VAGUE and same_office(figure.office, best.tenure.office))
        ):
            figure.office = best.tenure.office
            figure.stated = tuple(field for field in figure.stated if field != "office")
        if (
            figure.by_counterpart
            and window
            and not held_office(figure, best.person)
            and certainty(best.tenure, (), *window)
        ):
            figure.office = best.tenure.office


def _best(figure: Figure, told: Told) -> Fit | None:
    candidates = told.directories.persons(figure.name, figure.country, figure.office, told.window)
    fits = [
        Fit(_fit(figure, person, tenure, told), person, tenure)
        for person in candidates
        for tenure in person.tenures or (None,)
    ]
    fits.sort(key=_order)
    if not fits or fits[0].score < _enough(figure, fits, told):
        return None
    rivals = [fit for fit in fits if fit.score == fits[0].score and fit.person.id != fits[0].person.id]
    if not rivals or len(figure.words) > 1:
        return fits[0]
    _agree(figure, [fits[0], *rivals])
    return None


def _agree(figure: Figure, rivals: list[Fit]) -> None:
    """Takes over what holds whoever of several is meant: "Bush" without a day is a president of the United States."""
    countries = {fit.tenure.country for fit in rivals if fit.tenure}
    offices = {fit.tenure.office for fit in rivals if fit.tenure}
    figure.country = figure.country or (countries.pop() if len(countries) == 1 else None)
    figure.office = figure.office or (offices.pop() if len(offices) == 1 else None)


def _is_timely(tenure: Tenure, window: Window) -> bool:
    """Whether a tenure is attested for that time or lately, with nothing known of its end."""
    if certainty(tenure, (), *window) is None:
        return False
    return begun(tenure) - window.last <= _LATELY and window.first - attested_until(tenure) <= _LATELY


def held_office(figure: Figure, person: Person) -> bool:
    """Whether the person ever held the office that the report gives the figure."""
    office = (figure.office or "").removeprefix(_FORMER)
    return any(same_office(office, tenure.office) for tenure in person.tenures)


def _order(fit: Fit) -> tuple[float, str, bool, int, bool, int]:
    """The best fit first; of a person's offices one that nobody shares, the highest, checked by hand, taken up last."""
    tenure = fit.tenure
    if tenure is None:
        return -fit.score, fit.person.id, True, 0, True, 0
    by_hand = "curated" in tenure.source
    return (
        -fit.score,
        fit.person.id,
        tenure.office in SHARED,
        rank(tenure.office),
        not by_hand,
        -begun(tenure).toordinal(),
    )


def _misspelt(figure: Figure, directories: Directories, window: Window | None) -> Fit | None:
    """The one holder of this office of this country on that day whose name is spelt much like this one."""
    if window is None or not figure.country or not figure.office:
        return None
    holders = [holder for holder in directories.holders(figure.country, figure.office, window) if holder.certain]
    alike = [
        holder for holder in holders if any(_spelt_alike(figure.words, name) for name in _name_words(holder.person))
    ]
    return Fit(0.0, alike[0].person, alike[0].tenure) if len({holder.person.id for holder in alike}) == 1 else None


def _spelt_alike(words: list[str], name: list[str]) -> bool:
    """Whether two names share the initial of the given name, and nearly the surname."""
    if not name or (len(words) > 1 and words[0][0] != name[0][0]):
        return False
    return SequenceMatcher(None, phonetic(words[-1]), phonetic(name[-1])).ratio() >= _ALIKE


def _of_another_country(figure: Figure, directories: Directories, window: Window | None) -> Fit | None:
    """The one person of exactly this full name who then held this office elsewhere: the country is what differs."""
    if window is None or len(figure.words) < 2 or not figure.country or not figure.office:
        return None
    found = [
        Fit(0.0, person, tenure)
        for person in directories.persons(figure.name, None, figure.office, window)
        if fold(figure.name) in _folded_names(person)
        for tenure in person.tenures
        if tenure.office == figure.office and certainty(tenure, (), *window)
    ]
    return found[0] if len({fit.person.id for fit in found}) == 1 else None


def _enough(figure: Figure, fits: list[Fit], told: Told) -> float:
    best = fits[0]
    if len(figure.words) > 1:
        stranger = figure.office is not None and figure.country is None and not held_office(figure, best.person)
        return _ENOUGH_STRANGER if stranger else _ENOUGH_FULL
    if told.official and best.tenure and best.tenure.source.startswith(REPORTED):
        return _ENOUGH_LEARNED
    here = any(tenure.country in told.mentioned for tenure in best.person.tenures)
    alone = len({fit.person.id for fit in fits if fit.score >= 1}) == 1
    return _ENOUGH_RARE if alone and here and len(figure.words[0]) >= _RARE else _ENOUGH_BARE


def _fit(figure: Figure, person: Person, tenure: Tenure | None, told: Told) -> float:
    """How well an office holder fits what the report says; a country that differs rules out."""
    names = _name_words(person)
    bare = len(figure.words) == 1
    fitting = [name for name in names if same_name(figure.words, name)]
    if not bare and figure.country is None:  # "Abdullah Abdullah" is no King Abdullah
        fitting = [name for name in fitting if len(name) > 1]
    if not fitting:
        return -1.0
    here = tenure is not None and tenure.country in told.mentioned
    if bare and not figure.country and not any(_written(figure, name, here) for name in fitting):
        return -1.0  # a bare surname that merely sounds alike ("Yellen", "Ellen") needs its country
    score = 1.0 + (not bare) + _EXACT[bare] * (fold(figure.name) in _folded_names(person))
    if tenure is None:
        return score
    if figure.country:
        if tenure.country != figure.country:
            return -1.0
        score += 2
    elif here:
        score += 0.5
    if figure.office:
        office = figure.office.removeprefix(_FORMER)
        score += 1.5 if same_office(office, tenure.office) or tenure.office == f"regional {office}" else -0.5
    score += 0.5 if tenure.office in LEADERS else 0.4 * tenure.office.endswith("minister")
    return score + _timeliness(figure, tenure, told)


def _written(figure: Figure, name: list[str], here: bool) -> bool:
    """Whether a bare name stands in a full one as it is written: as the surname; as the first name in a report of that
    country ("Abiy", "Mahathir"); anywhere behind an office ("President Arévalo" de León)."""
    word = figure.words[0]
    return word == name[-1] or (here and word == name[0]) or (figure.office is not None and word in name)


def _timeliness(figure: Figure, tenure: Tenure, told: Told) -> float:
    """What the day speaks for a tenure: held then, or over by then where the report says "former".

    Without a day, the share of the others in the report who held office at the same time.
    """
    window = told.window
    if window is None:
        together = [any(_overlap(tenure, other) for other in held) for held in told.contemporaries]
        return sum(together) / len(together) if together else 0.0
    held = certainty(tenure, (), *window)
    if _is_former(figure):
        return 1.5 if held is not True and begun(tenure) <= window.last else -0.5
    if held is None:
        return -0.5
    return 1.5 if _is_timely(tenure, window) else 1.0


def _is_former(figure: Figure) -> bool:
    return figure.office is not None and figure.office.startswith(_FORMER)


def _name_words(person: Person) -> list[list[str]]:
    return [name_words(name) for name in (person.name, *person.aliases)]


def _folded_names(person: Person) -> set[str]:
    return {fold(name) for name in (person.name, *person.aliases)}


def _new_id(figure: Figure, directories: Directories) -> str:
    """The readable id of somebody unknown; with the country where the directories have a namesake."""
    plain = slug(_INITIALS.sub("", figure.name)) or slug(figure.name)
    return f"{plain}-{figure.country.lower()}" if figure.country and directories.knows(plain) else plain


def _held_by(figures: list[Figure]) -> list[tuple[Tenure, ...]]:
    """Of each person made out, the tenures of the office that the report means."""
    return [
        tuple(
            tenure
            for tenure in figure.known.tenures
            if tenure.office == figure.tenure.office and tenure.country == figure.tenure.country
        )
        for figure in figures
        if figure.known and figure.tenure and not _is_former(figure)
    ]


def _overlap(one: Tenure, other: Tenure) -> bool:
    return begun(one) <= _last_day(other) and begun(other) <= _last_day(one)


def _last_day(tenure: Tenure) -> date:
    return latest(tenure.end) if tenure.end else date.max


def _bounds(figures: list[Figure]) -> Window | None:
    """The time in which everybody held the office that the report gives; None where they never did together."""
    first, last = date.min, date.max
    for figure in figures:
        held = [
            tenure
            for tenure in (figure.known.tenures if figure.known and "office" in figure.stated else ())
            if tenure.office == figure.office and tenure.country == figure.country
        ]
        if held:
            first = max(first, min(earliest(tenure.start) if tenure.start else date.min for tenure in held))
            last = min(last, max(latest(tenure.end) if tenure.end else date.max for tenure in held))
    bounded = first > date.min and last < date.max and 0 <= (last - first).days <= _LONGEST
    return Window(first, last) if bounded else None


def _identification(figure: Figure, directories: Directories, window: Window | None) -> Identification:
    tenure, source = figure.tenure, figure.tenure.source if figure.tenure else ""
    by: IdentifiedBy = "report" if figure.known is None else "archive" if source.startswith(REPORTED) else "knowledge"
    fits = tenure if tenure and _is_tenure_of(figure, tenure, window) else None
    return Identification(
        by=by,
        named=bool(figure.words),
        stated=figure.stated,
        since=fits.start if fits else None,
        until=fits.end if fits else None,
        known_until=fits.known_until if fits else None,
        certain=bool(certainty(fits, (), *window)) if fits and window and not _is_former(figure) else None,
        source=None if by == "archive" else source or None,
        reports=tuple(source.removeprefix(REPORTED).split()) if by == "archive" else (),
        conflicts=tuple(_conflicts(figure, directories, window)),
    )


def _is_tenure_of(figure: Figure, tenure: Tenure, window: Window | None) -> bool:
    """Whether a tenure is the one in which the report shows the person; without a day, only where there is no other."""
    held = [t for t in (figure.known.tenures if figure.known else ()) if t.office == tenure.office]
    office = (figure.office or "").removeprefix(_FORMER)
    return bool(office) and same_office(office, tenure.office) and (window is not None or len(held) == 1)


def _conflicts(figure: Figure, directories: Directories, window: Window | None) -> Iterable[Conflict]:
    """Where what the report states is not what is known of that day."""
    tenure = figure.tenure
    if tenure and figure.country and "country" in figure.stated and tenure.country != figure.country:
        yield Conflict(field="country", stated=figure.country, known=tenure.country, source=tenure.source)
        return
    if window is None or "office" not in figure.stated or not figure.office or not figure.country:
        return
    if _is_former(figure) or figure.office in SHARED:
        return
    held = [
        tenure
        for tenure in (figure.known.tenures if figure.known else ())
        if same_office(figure.office, tenure.office) and tenure.country == figure.country
    ]
    if any(certainty(tenure, (), *window) is not None for tenure in held):
        return
    for tenure in held[-1:]:
        known = (
            f"until {tenure.end or tenure.known_until}" if begun(tenure) <= window.first else f"since {tenure.start}"
        )
        yield Conflict(field="office", stated=figure.office, known=known, source=tenure.source)
    if not held:
        others = [holder for holder in directories.holders(figure.country, figure.office, window) if holder.certain]
        if len(others) == 1 and not others[0].tenure.acting:
            yield Conflict(
                field="name", stated=figure.name, known=others[0].person.name, source=others[0].tenure.source
            )
