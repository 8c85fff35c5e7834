"""What a contact and its report are called wherever they are listed."""

from collections.abc import Iterable

from memcon.archive.wording import capital, listed
from memcon.record import Mode, Status

_CALLED: dict[Mode, str] = {"phone": "telephone call", "video": "video call"}


def contact_title(status: Status, mode: Mode, who: Iterable[str]) -> str:
    """ "Telephone call: A and B", "Planned visit: A"; names are told once."""
    called = _CALLED.get(mode, mode)
    names = listed([*dict.fromkeys(who)])
    return capital(called if status == "held" else f"{status} {called}") + (f": {names}" if names else "")


def web_address(url: str | None) -> str | None:
    """The address, if it is one of the web's; None for any other."""
    return url if url and url.startswith(("http://", "https://")) else None
