"""What became of a commitment: something shows that it was kept, or another one about the same act has taken its place.

Each rule looks at one commitment and one later thing and at nothing else, so that the order in which reports come does not matter.
Where the words leave it open, the commitment stays open: better open than wrongly kept.
"""

from collections.abc import Iterator
from dataclasses import replace

from memcon.archive.follow_ups.acts import ContactAct, contact_act, names_somebody
from memcon.archive.follow_ups.found import FollowUp, Reason, weighed
from memcon.archive.follow_ups.meetings import Meeting, Pair
from memcon.archive.follow_ups.names import same_mechanism
from memcon.archive.follow_ups.near import AFTER, is_near, moved
from memcon.archive.follow_ups.plans import Expected, Window, dated_window, expected_of, held, undated_window
from memcon.archive.follow_ups.said import Promise, Said, Saying
from memcon.archive.follow_ups.words import deed, likeness, share, stem, tells_as_done

_TELLING = frozenset({"assert", "praise", "congratulate"})
"""Acts of speech that may tell of something as done."""

_SIGNING = frozenset({"sign", "conclude", "finalize", "finalise", "complete", "ratify", "adopt"})
"""Verbs of promises that a later agreement keeps."""

_LASTING = frozenset(
    {
        "continue",
        "maintain",
        "keep",
        "remain",
        "support",
        "stay",
        "work",
        "strengthen",
        "deepen",
        "expand",
        "ensure",
        "help",
    }
)
"""Verbs of promises that are never done with, so that nothing shows that they were kept."""

_DONE = 0.75  # of the words of an act must be told again where it is told as done
_ALIKE = 0.6  # of the words of two acts must be the same where one takes the other's place
_FEWEST = 3  # words in common where an act is told as done
_LEAST = 3.5


def kept_by_meeting(promise: Promise, other: Meeting, plan: Meeting | None) -> Iterator[FollowUp]:
    """By an encounter, where a meeting, call or visit was promised. ``plan`` is the planned contact of the same words."""
    act = contact_act(promise.words)
    if act is None or other.status != "held" or not is_near(promise.stays, other.stays):
        return
    if promise.mechanism and not _is_session(promise.mechanism, other):
        return
    expected = _expected(promise, act, plan)
    found = held(expected, other, "kept", promise.ref) if expected else None
    if found:
        yield replace_reasons(found, Reason(f"{act.name} was promised", 0.0))


def kept_by_words(promise: Promise, other: Said) -> Iterator[FollowUp]:
    """By a later statement that tells of the act as done, or a later agreement on what was to be signed."""
    verb = deed(promise.words)
    if (
        verb is None
        or verb in _LASTING
        or contact_act(promise.words)
        or not _may_follow(promise, other, _last_day(promise))
    ):
        return
    who = _same_side(promise, other)
    if who is None:
        return
    content = promise.content
    if isinstance(other, Saying):
        if other.act not in _TELLING or not tells_as_done(verb, other.words):
            return
    elif verb in _SIGNING and isinstance(other, Promise) and other.kind == "agreement":
        content -= {stem(verb)}
    else:
        return
    common, told = content & other.content, share(content, other.content)
    if told < _DONE or len(common) < _FEWEST:
        return
    reasons = (
        Reason(f"{len(common)} of {len(content)} words of the act are told again, as done", round(3 * told, 2)),
        who,
    )
    found = weighed("kept", promise.ref, other.ref, reasons, least=_LEAST)
    if found:
        yield found


def superseded(promise: Promise, other: Promise) -> Iterator[FollowUp]:
    """By a later commitment of the same parties about the same act with another date."""
    if other.due is None or not _may_follow(promise, other, _last_day(promise, spare=0)):
        return
    if promise.due and not (other.due[0] > promise.due[1] or other.due[1] < promise.due[0]):
        return
    if promise.mechanism and other.mechanism and not same_mechanism(promise.mechanism, other.mechanism):
        return
    who = _same_parties(promise, other)
    alike = likeness(promise.content, other.content)
    common = promise.content & other.content
    if who is None or alike < _ALIKE or len(common) < 2:
        return
    date = "another date" if promise.due else "a date"
    reasons = (
        Reason(f"the same act: {len(common)} words in common", round(3 * alike, 2)),
        who,
        Reason(f"with {date}: {other.due[0]} to {other.due[1]}", 1.0),
    )
    found = weighed("superseded", promise.ref, other.ref, reasons, least=_LEAST)
    if found:
        yield found


def replace_reasons(found: FollowUp, *first: Reason) -> FollowUp:
    """The same follow-up with reasons set before its own."""
    return FollowUp(kind=found.kind, of=found.of, by=found.by, score=found.score, reasons=(*first, *found.reasons))


def _is_session(mechanism: str, other: Meeting) -> bool:
    return same_mechanism(mechanism, other.mechanism) or same_mechanism(mechanism, other.occasion)


def _expected(promise: Promise, act: ContactAct, plan: Meeting | None) -> Expected | None:
    """The encounter that would keep it: the planned contact of the same words, else one between its parties."""
    window = _window(promise, act)
    if plan is not None:
        expected = expected_of(plan)
        return replace(expected, window=window) if expected and window and promise.due else expected
    countries = _countries(promise)
    if window is None or len(countries) < 2:
        return None
    if len(_parties(promise)) < 2 and names_somebody(promise.words):
        return None  # "to meet President Holm": it is not those present whom they will meet
    people: frozenset[Pair] = promise.speakers.people | promise.others.people
    if promise.kind == "request" and len(promise.others.countries) > 1:
        people = promise.others.people
    return Expected(
        modes=act.modes,
        window=window,
        visit=act.place is not None,
        reports=frozenset({promise.report}),
        countries=countries,
        people=frozenset((country, person) for country, person in people if country in countries),
        offices=frozenset(),
        places=_places(promise, act),
        mechanism=promise.mechanism,
    )


def _countries(promise: Promise) -> frozenset[str]:
    """Between which countries: those asked, where one asks others; else the parties, or whoever was present."""
    if promise.kind == "request" and len(promise.others.countries) > 1:
        return promise.others.countries
    parties = _parties(promise)
    return parties if len(parties) > 1 else parties | promise.present


def _parties(promise: Promise) -> frozenset[str]:
    return promise.speakers.countries | promise.others.countries


def _places(promise: Promise, act: ContactAct) -> frozenset[str]:
    """The country of whoever receives the visit, where one country promises and one other is promised."""
    if act.place is None or promise.kind == "request":
        return frozenset()
    host = promise.speakers.countries if act.place == "who" else _countries(promise) - promise.speakers.countries
    return host if len(host) == 1 else frozenset()


def _window(promise: Promise, act: ContactAct) -> Window | None:
    if promise.due:
        return dated_window(*promise.due, promise.day)
    return undated_window(promise.day, max(act.modes, key=act.modes.__getitem__)) if promise.day else None


def _last_day(promise: Promise, *, spare: int = AFTER) -> str | None:
    """The last day on which something is looked for: ``spare`` days after it is due, or months after it was made."""
    if promise.due:
        return moved(promise.due[1], spare)
    return moved(promise.day, AFTER) if promise.day else None


def _may_follow(promise: Promise, other: Said, last: str | None) -> bool:
    """Whether the other was said later, in another report, between the same countries and soon enough."""
    if promise.report == other.report or not promise.day or not other.day or not last:
        return False
    return promise.day < other.day <= last and is_near(promise.stays, other.stays)  # the dear question last


def _same_side(promise: Promise, other: Said) -> Reason | None:
    """Whether one of the parties says it."""
    if other.speakers.ids & (promise.speakers.ids | promise.others.ids):
        return Reason("said by one of the parties", 1.0)
    if other.speakers.countries and other.speakers.countries <= _countries(promise):
        return Reason("said by the country of one of the parties", 0.5)
    return None


def _same_parties(promise: Promise, other: Promise) -> Reason | None:
    if _countries(promise) != _countries(other) or not _countries(promise):
        return None
    if promise.speakers.ids & other.speakers.ids:
        return Reason("by the same", 1.0)
    if promise.speakers.countries & other.speakers.countries:
        return Reason("by the same country", 0.5)
    return None
