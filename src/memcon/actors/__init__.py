"""Who is who: the actors of a report, resolved within it and against the knowledge of countries, bodies and offices."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from memcon.actors.cast import Cast, Mention, MentionKind
    from memcon.actors.resolution import resolve

__all__ = ["Cast", "Mention", "MentionKind", "resolve"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: the knowledge is asked by programs that parse nothing, and the parser takes a second to import.
    if name == "resolve":
        from memcon.actors.resolution import resolve  # noqa: PLC0415

        return resolve
    if name in __all__:
        from memcon.actors import cast  # noqa: PLC0415

        return getattr(cast, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
