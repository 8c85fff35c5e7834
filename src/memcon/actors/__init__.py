"""Who is who: the actors of a report, resolved within it and against the knowledge of countries, bodies and offices."""

from memcon.actors.cast import Cast, Mention, MentionKind
from memcon.actors.resolution import resolve

__all__ = ["Cast", "Mention", "MentionKind", "resolve"]
