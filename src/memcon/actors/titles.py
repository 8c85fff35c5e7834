"""Titles put together: the country before or behind an office, and the name beside it."""

from dataclasses import replace

from memcon.actors.beside import begins_clause, name_after, name_text
from memcon.actors.knowledge import Body
from memcon.actors.knowledge.model import OfficeStatus
from memcon.actors.knowledge.offices import local_office
from memcon.actors.phrase import Phrase, Title
from memcon.actors.scan import HONORIFICS, Geo, Named, Scan, geo_ending, officers_of

BETWEEN = frozenset(
    [
        "new",
        "newly",
        "-",
        "elect",
        "appointed",
        "visiting",
        "top",
        "then",
        "current",
        "outgoing",
        "incoming",
        "acting",
        "senior",
        "chief",
        "long",
        "serving",
        "longtime",
        "late",
        "powerful",
        "hardline",
        "junta",
        "military",
    ]
)
_STYLES = frozenset(("majesty", "highness", "excellency", "holiness", "h.e."))
_DETERMINERS = frozenset(("the", "both", "two", "three", "a", "an"))
_VAGUE = frozenset(("adviser", "commander", "director", "general", "minister"))
"""Offices that say less than a second one beside them: "Assistant to the President and Deputy National Security Advisor"."""
_RANKS = frozenset(("prince", "princess"))
AIDES = frozenset(
    (
        "adviser",
        "chief of staff",
        "deputy national security advisor",
        "national security advisor",
        "special envoy",
        "special representative",
        "spokesperson",
    )
)
"""Officers who serve an officer, whose country is theirs."""
_MANDATED = frozenset(("envoy", "representative", "coordinator", "mediator", "rapporteur"))
"""Officers whose "for" tells where they are sent."""
_UNITED_NATIONS = {"secretary-general": ("UNO",)}
"""An officer served who, without a body, is that of the United Nations."""
_VATICAN = ("VAT",)
_OF_STATES = frozenset(("governor", "senator", "lawmaker"))
_OFFICE_ROOMS = frozenset(("the", "office", "of"))
_SEATED = frozenset(("ministry", "office", "department", "parliament", "presidency", "government"))
"""Bodies of a state that stand in its own capital; an embassy or a consulate stands in another's."""


def titled(scan: Scan, start: int, end: int, title: Title, number: int) -> Phrase:
    """The phrase around an office: countries before and after it, the name beside it."""
    if scan.sentence.doc[end - 1].lower_ in ("of", "for", "to") and end - start > 1:
        end -= 1  # "special representative of"
    left, before, body = countries_before(scan, start)
    right, after, after_body = countries_after(scan, end)
    boss, bosses_country = _superior_before(scan, start) if title.office in AIDES else (None, ())
    if title.office in AIDES and not (after or after_body or bosses_country):
        right, after = _superior(scan, end, title, right)
    before = before or bosses_country
    countries = before or title.countries or (() if body else after)
    body = body or after_body
    if title.office in _OF_STATES and countries == ("GEO",):  # Georgia's governors are of the United States
        countries = ("USA",)
    acts_for = countries or ((officers_of(body),) if body else ())
    office = local_office(scan.sentence.doc[start:end].text, acts_for[0]) if len(acts_for) == 1 else None
    if title.office == "permanent representative" and countries == ("UNO",):  # "UN envoy Hans Grundberg"
        office = "special envoy"
    title = replace(
        title,
        office=office or title.office,
        countries=acts_for,
        status=title.status or _status(scan, left, start),
    )
    if title.office in _RANKS:  # a rank of birth is no office where a name follows it
        title = replace(title, office="")
    doc = scan.sentence.doc
    titles: tuple[Title, ...] = (title,)
    name = name_after(scan, right)
    if name and title.plural and name.start not in scan.persons and name.end == name.start + 1:
        name = None  # "Foreign Ministers Confer", in a headline
    if name and not title.plural and len(countries) < 2 and begins_clause(scan, left, name):
        name = None
    elif name is None and doc[left].lower_ not in _DETERMINERS:
        second, name = _second_office(scan, right)
        titles = second + titles if title.office in _VAGUE else titles + second
    if name:
        stop, homeland = _homeland(scan, name.end)
        homeland = homeland or _VATICAN * any(word.lower_ == "cardinal" for word in doc[left : name.start])
        countries = countries or homeland
        titles = tuple(replace(one, countries=one.countries or acts_for or homeland) for one in titles)
        left = _style(scan, left)
        return Phrase(
            left,
            stop,
            doc[left : name.end].root.i,
            "name",
            number,
            name_text(doc[name.start : name.end]),
            name.start,
            tuple(one for one in titles if one.office),
            countries,
            body,
        )
    possessive = right == end < scan.sentence.end and doc[right].tag_ == "POS"  # "Lute, the Secretary-General's envoy"
    owner = None if possessive else _name_before(scan, left if boss is None else boss)
    if owner and not (right < scan.sentence.end and doc[right].tag_ in ("VBD", "VBZ", "VBP")):
        return Phrase(
            owner.start,
            right,
            doc[owner.start : owner.end].root.i,
            "name",
            number,
            name_text(doc[owner.start : owner.end]),
            owner.start,
            (title,),
            countries,
            body,
        )
    plural = title.plural or len(countries) > 1
    return Phrase(
        left,
        right,
        doc[start:end].root.i,
        "group" if plural else "role",
        number,
        titles=(title,),
        countries=countries,
        body=body,
        number=count_of(scan, left) if plural else 1,
    )


def _second_office(scan: Scan, end: int) -> tuple[tuple[Title, ...], Named | None]:
    """ "Crown Prince and Prime Minister Salman": a second office of the same person, and the name behind it."""
    doc = scan.sentence.doc
    if end + 1 < scan.sentence.end and doc[end].lower_ in ("and", ",", "&") and doc[end + 1].text[:1].isupper():
        for start, stop, title in scan.offices:
            if start == end + 1 and not title.plural:
                right, _, _ = countries_after(scan, stop)
                skip = right < scan.sentence.end and doc[right].text == ","
                name = name_after(scan, right + skip)
                if name and name.end < scan.sentence.end and doc[name.end].tag_ == "POS":
                    return (), None  # "security minister and President Silva's envoy"
                return ((title,), name) if name else ((), None)
    return (), None


def _superior_before(scan: Scan, start: int) -> tuple[int | None, tuple[str, ...]]:
    """ "The UN Secretary-General's envoy", "the Italian president's adviser": where the officer served begins, and the country."""
    if start - 1 <= scan.sentence.start or scan.sentence.doc[start - 1].tag_ != "POS":
        return None, ()
    superior = next((office for office in scan.offices if office[1] == start - 1), None)
    if superior is None:
        return None, ()
    left, countries, body = countries_before(scan, superior[0])
    countries = countries or superior[2].countries or ((officers_of(body),) if body else ())
    return left, countries or _UNITED_NATIONS.get(superior[2].office, ())


def _superior(scan: Scan, end: int, title: Title, otherwise: int) -> tuple[int, tuple[str, ...]]:
    """ "Adviser to the Italian Prime Minister": where the phrase ends, and the country of the officer served.

    "The envoy of Chilean President Boric": without "the" the name is the superior's, who is then left to stand for himself.
    """
    doc, place = scan.sentence.doc, end
    if place >= scan.sentence.end or doc[place].lower_ not in ("to", "of", "in", "for"):
        return otherwise, ()
    place += 1
    first = place
    while place < scan.sentence.end and doc[place].lower_ in _OFFICE_ROOMS:
        place += 1
    adjective = scan.geo.get(place)
    start = adjective.end if adjective else place
    superior = next((office for office in scan.offices if office[0] == start), None)
    if superior is None:
        return otherwise, ()
    stop, after, _ = countries_after(scan, superior[1])
    countries = (adjective.term.iso3,) if adjective else after or superior[2].countries
    countries = countries or _UNITED_NATIONS.get(superior[2].office, ())
    named = stop in scan.persons or (stop < scan.sentence.end and doc[stop].lower_ in HONORIFICS)
    absorbed = title.office != "spokesperson" and not (named and place == first)
    return (stop if absorbed else end), countries


def _status(scan: Scan, left: int, start: int) -> OfficeStatus | None:
    """What the words in front of the country say of the office: "the former Maltese prime minister", "ex-Maltese"."""
    doc = scan.sentence.doc
    begin = left - 2 if left - 2 >= scan.sentence.start and doc[left - 1].text == "-" else left
    return "former" if any(token.lower_ in ("former", "ex") for token in doc[begin:start]) else None


def distributed(scan: Scan, phrase: Phrase) -> list[Phrase]:
    """ "The Malaysian and Lao ministers Mohamad Hasan and Thongsavanh Phomvihane": each name with the office and its own country."""
    title = phrase.titles[0] if phrase.titles else None
    if phrase.kind != "name" or title is None or not (title.plural or len(title.countries) > 1):
        return [phrase]
    doc, place, names = scan.sentence.doc, phrase.end, list[Named]()
    homelands: list[tuple[str, ...]] = [
        ()
    ]  # "Presidents A of Serbia, B of Croatia": of each but the first, whose stands already
    ends = [phrase.end]
    while place < scan.sentence.end:
        joint = place
        while joint < scan.sentence.end and (doc[joint].text in (",", "and", "&") or doc[joint].lower_ in HONORIFICS):
            joint += 1
        if joint == place or joint not in scan.persons:
            break
        names.append(Named(joint, scan.persons[joint]))
        place, homeland = _homeland(scan, scan.persons[joint])
        homelands.append(homeland)
        ends.append(place)
    if not names:
        return [phrase]
    paired = len(title.countries) == len(names) + 1
    shared = title.countries if len(title.countries) == 1 else ()
    phrases = []
    for order, name in enumerate((None, *names)):
        own = homelands[order] or (title.countries[order : order + 1] if paired else shared)
        one = replace(title, plural=False, countries=own)
        if name is None:
            phrases.append(replace(phrase, titles=(one,), countries=own))
        else:
            words = doc[name.start : name.end]
            phrases.append(
                Phrase(
                    name.start,
                    ends[order],
                    words.root.i,
                    "name",
                    phrase.sentence,
                    name_text(words),
                    name.start,
                    (one,),
                    own,
                )
            )
    return phrases


def _style(scan: Scan, left: int) -> int:
    """Where the style before a title begins: "His Majesty King …", "His Highness, Crown Prince …", "H.E. Mr. …"."""
    doc = scan.sentence.doc
    while left > scan.sentence.start:
        before = doc[left - 1]
        comma = before.text == "," and left - 2 >= scan.sentence.start and doc[left - 2].lower_ in _STYLES
        if not comma and before.lower_ not in HONORIFICS:
            break
        left -= 1
    return left


def _homeland(scan: Scan, end: int) -> tuple[int, tuple[str, ...]]:
    """ "President Macron of France", "President Lasso (Ecuador)": where the phrase ends, and the country behind the name."""
    doc = scan.sentence.doc
    if end + 1 < scan.sentence.end and doc[end].text == "(" and end + 1 in scan.geo:  # "Guillermo Lasso (Ecuador)"
        land = scan.geo[end + 1]
        stop = land.end + (land.end < scan.sentence.end and doc[land.end].text == ")")
        return (stop, (land.term.iso3,)) if doc[stop - 1].text == ")" else (end, ())
    if end >= scan.sentence.end or doc[end].lower_ != "of":
        return end, ()
    stop, countries, body = countries_after(scan, end)
    return (stop, countries) if countries else (stop, (officers_of(body),)) if body else (end, ())


def countries_before(scan: Scan, start: int) -> tuple[int, tuple[str, ...], Body | None]:
    """Countries or a body in front of an office, and where the phrase begins."""
    doc, left = scan.sentence.doc, start
    place = start - 1
    while place >= scan.sentence.start and (
        doc[place].lower_ in BETWEEN
        or (doc[place].pos_ in ("ADJ", "NUM") and not _names_land(scan, place) and doc[place].ent_type_ != "NORP")
    ):
        place -= 1
    if place >= scan.sentence.start and doc[place].text in ("'s", "’s", "'", "’"):
        place -= 1
    geos: list[Geo] = []
    while place >= scan.sentence.start:
        geo = geo_ending(scan, place)
        # "in Tallinn, Finnish President": a place before the comma is no second country of the office.
        if geo is None or (geos and geo.term.kind != geos[0].term.kind) or doc[geo.end - 1].dep_ == "obl":
            break  # "in the Netherlands President Bush": where he was
        geos.insert(0, geo)
        left = geo.start
        place = geo.start - 1
        if (
            place > scan.sentence.start
            and doc[place].text in ("and", ",", "-", "–", "/", "&")
            and geo_ending(scan, place - 1)
        ):
            place -= 1
        else:
            break
    body = None
    if not geos:
        for begin, (stop, value) in scan.bodies.items():
            if stop == place + 1:
                body, left = value, begin
    if not geos and body is None:
        left = (
            start
            if place == start - 1 or doc[place].lower_ not in _DETERMINERS | {"his", "her", "its", "their"}
            else place + 1
        )
    while left > scan.sentence.start and doc[left - 1].lower_ in _DETERMINERS | {
        "his",
        "her",
        "its",
        "their",
        "former",
        "visiting",
    }:
        left -= 1
    return left, tuple(dict.fromkeys(g.term.iso3 for g in geos)), body


def _names_land(scan: Scan, place: int) -> bool:
    """Whether a word ends the name of a country or a body, whatever its part of speech."""
    return geo_ending(scan, place) is not None or any(stop == place + 1 for stop, _ in scan.bodies.values())


def countries_after(scan: Scan, end: int) -> tuple[int, tuple[str, ...], Body | None]:
    """ "… of Iran and Turkey", "… of the Republic of Azerbaijan", "… of the European Commission"; a host country after "to" only lengthens."""
    doc = scan.sentence.doc
    place = end
    of_counterpart = doc[end - 1].lower_.startswith("counterpart")
    prepositions = ("of", "for", "to", "in", "from", "at") if of_counterpart else ("of", "for", "to", "in")
    if place >= scan.sentence.end or doc[place].lower_ not in prepositions:
        return end, (), None
    seated = doc[place].lower_ == "in" and doc[end - 1].lower_ in _SEATED
    sent = doc[place].lower_ == "for" and doc[end - 1].lower_ in _MANDATED
    host = sent or (doc[place].lower_ in ("to", "in") and not seated)
    place += 1
    while place < scan.sentence.end and doc[place].lower_ in (
        "the",
        "republic",
        "state",
        "kingdom",
        "islamic",
        "of",
        "federal",
        "democratic",
        "both",
        "two",
        "people",
        "'s",
        "’s",
        "’",
        "government",
    ):
        if place in scan.geo:
            break
        place += 1
    if place in scan.bodies:
        return scan.bodies[place][0], (), None if host else scan.bodies[place][1]
    countries: list[str] = []
    last = end
    while place in scan.geo and scan.geo[place].term.kind in ("name", "capital", "seat"):
        countries.append(scan.geo[place].term.iso3)
        last = place = scan.geo[place].end
        if place + 1 < scan.sentence.end and doc[place].text in (",", "and") and place + 1 in scan.geo:
            place += 1
        elif (
            place + 2 < scan.sentence.end
            and doc[place].text == ","
            and doc[place + 1].text == "and"
            and place + 2 in scan.geo
        ):
            place += 2
        else:
            break
    if countries and last < scan.sentence.end and doc[last].tag_ == "POS":
        last = _institution(scan, last)
    return (last, () if host else tuple(countries), None)


def _institution(scan: Scan, possessive: int) -> int:
    """ "Speaker of Turkey's Grand National Assembly": the capitalised words that a country's "'s" leads to."""
    doc, place = scan.sentence.doc, possessive + 1
    while place < scan.sentence.end and place not in scan.persons and doc[place].text[:1].isupper():
        place += 1
    return place if place > possessive + 1 else possessive


def _name_before(scan: Scan, left: int) -> Named | None:
    """ "Hakan Fidan, the Turkish foreign minister" """
    doc, place = scan.sentence.doc, left - 1
    if place > scan.sentence.start and doc[place].lower_ in ("and", "&"):  # "X, Crown Prince and Prime Minister"
        first = next((start for start, end, _ in scan.offices if end == place), None)
        return None if first is None else _name_before(scan, countries_before(scan, first)[0])
    if place < scan.sentence.start or doc[place].text not in (",", "(", "-", "–", "—"):
        return None
    for start, end in scan.persons.items():
        if end == place:
            return Named(start, end)
    return None


def bare_name(scan: Scan, start: int, end: int, number: int) -> Phrase:
    """A name without an office, perhaps with its country: "Russia's Lavrov"."""
    doc = scan.sentence.doc
    left = start
    countries: tuple[str, ...] = ()
    while left > scan.sentence.start and doc[left - 1].lower_ in HONORIFICS:
        left -= 1
    gender = {"mr": "m", "mrs": "f", "ms": "f", "sir": "m", "his": "m", "her": "f"}.get(doc[left].lower_.rstrip("."))
    if left - 2 >= scan.sentence.start and doc[left - 1].tag_ == "POS":
        geo = geo_ending(scan, left - 2)
        body = next(((at, body) for at, (stop, body) in scan.bodies.items() if stop == left - 1), None)
        if geo:
            left, countries = geo.start, (geo.term.iso3,)
        elif body and body[1].kind == "organisation":  # "the EU's Borrell"
            left, countries = body[0], (officers_of(body[1]),)
    return Phrase(
        left, end, doc[start:end].root.i, "name", number, name_text(doc[start:end]), start, (), countries, gender=gender
    )


def count_of(scan: Scan, left: int) -> int | None:
    """How many a plural says it is: "the two ministers"."""
    words = {token.lower_ for token in scan.sentence.doc[left : left + 3]}
    return 2 if words & {"two", "both"} else 3 if "three" in words else None
