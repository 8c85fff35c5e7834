"""Names spelt much like one that means nothing."""

from difflib import SequenceMatcher, get_close_matches

from memcon.actors.knowledge.names import fold, name_words, sound
from memcon.actors.knowledge.store import Store

_CLOSE = 0.8
_NAMES = 3
_FAMILIES = 5
_FOLDED = (
    ("facts", "SELECT g.fold, g.term FROM geo g WHERE g.fold LIKE ?"),
    ("facts", "SELECT n.fold, b.name FROM body_name n JOIN body b USING (id) WHERE n.fold LIKE ?"),
    (
        "places",
        "SELECT n.fold, c.name FROM city_name n JOIN city c USING (num) WHERE n.fold LIKE ? AND c.population > 50000",
    ),
)
_SOUNDS = "SELECT DISTINCT sound FROM word WHERE last AND sound LIKE ?"
_BEARERS = (
    "SELECT p.name FROM word w JOIN person p USING (num) WHERE w.sound = ? AND w.last ORDER BY p.weight DESC LIMIT 20"
)


def alike(store: Store, phrase: str) -> list[str]:
    """The names of countries, bodies, cities and persons closest to a phrase; the first letter must be right."""
    folded = fold(phrase)
    if not folded:
        return []
    found: dict[str, float] = {}
    for file, query in _FOLDED:
        for other, name in store.rows(file, query, (f"{folded[0]}%",)):
            _weigh(found, name, SequenceMatcher(None, folded, other))
    words = name_words(phrase)
    for family in _families(store, sound(words[-1]) if words else ""):
        for (name,) in store.rows("facts", _BEARERS, (family,)):
            own = name_words(name)[-len(words) :]
            _weigh(found, name, SequenceMatcher(None, " ".join(words), " ".join(own)))
    return sorted(found, key=lambda name: (-found[name], name))[:_NAMES]


def _families(store: Store, family: str) -> list[str]:
    """The family names that sound much like one."""
    known = [row[0] for row in store.rows("facts", _SOUNDS, (f"{family[:1]}%",))] if family else []
    return get_close_matches(family, known, n=_FAMILIES, cutoff=_CLOSE)


def _weigh(found: dict[str, float], name: str, matcher: "SequenceMatcher[str]") -> None:
    if matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE:
        ratio = matcher.ratio()
        if ratio >= _CLOSE:
            found[name] = max(found.get(name, 0.0), ratio)
