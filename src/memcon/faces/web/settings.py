"""What a server was started with."""

from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """``hosts`` are the names that a request may call the server by; another Host header is refused, against DNS rebinding.

    ``write`` lets those who know the token correct and add; ``token_hash`` is the SHA-256 of that token, in hexadecimal.
    ``private`` asks for the token before anything is shown, as other machines can reach the server.
    """

    hosts: frozenset[str] = LOOPBACK
    write: bool = False
    private: bool = False
    token_hash: str | None = None
    longest_text: int = 2_000_000
    """Bytes of a pasted text or an uploaded file."""
    extracts_a_minute: int = 30
    """Texts that one address may have read in a minute; reading costs a second or so each."""
    extracts_waiting: int = 4
    """Texts that may wait while another is read."""
