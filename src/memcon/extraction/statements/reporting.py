"""One use of a reporting predicate."""

from dataclasses import dataclass

from spacy.tokens import Token

from memcon.record import Act


@dataclass(frozen=True)
class Reporting:
    """One use of a reporting predicate. ``speaker`` is the token that says it, None where the sentence names nobody."""

    verb: Token
    act: Act
    speaker: Token | None
    content: tuple[Token, ...]
    passive: bool = False
    addressees: tuple[Token, ...] = ()
    outlet: bool = False  # a news outlet that tells on its own account
