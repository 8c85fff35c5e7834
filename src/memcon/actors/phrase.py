"""What a noun phrase that names somebody says, before anybody is identified."""

from dataclasses import dataclass

from memcon.actors.cast import MentionKind
from memcon.actors.knowledge import Body
from memcon.actors.knowledge.model import OfficeStatus


@dataclass(frozen=True)
class Title:
    """An office as the words give it; ``countries`` in their order; "counterpart" is an office to be filled in later."""

    office: str
    countries: tuple[str, ...] = ()
    status: OfficeStatus | None = None
    plural: bool = False


@dataclass(frozen=True)
class Phrase:
    """A noun phrase that names somebody; token indexes, end exclusive."""

    start: int
    end: int
    head: int
    kind: MentionKind
    sentence: int
    name: str | None = None
    name_start: int = -1
    titles: tuple[Title, ...] = ()
    countries: tuple[str, ...] = ()
    body: Body | None = None
    persons: bool = True
    number: int | None = None
    gender: str | None = None
    known: bool = True  # False for an organisation that only the entity recogniser vouches for
