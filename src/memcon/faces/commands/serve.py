"""``memcon serve``: the desk, in a browser."""

import ipaddress
import os
import socket
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import typer

from memcon.errors import ServeError
from memcon.faces.console import note
from memcon.faces.options import DEFAULT_DATABASE, Database, Debug

_SHORTEST = 16  # characters of a token that is not guessed
_ALL = ("0.0.0.0", "::")  # every address of this machine


def serve(
    database: Database = DEFAULT_DATABASE,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="At which address of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="At which port; 0 is any free one.")] = 8765,
    write: Annotated[
        bool, typer.Option("--write", help="Let whoever knows the token decide and add; else the desk is read-only.")
    ] = False,
    token_file: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="File with the token; else --write makes one and prints it once."),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the browser at the desk.", show_default=True)
    ] = False,
    debug: Debug = False,
) -> None:
    """Open the archive in a browser: lists, papers, the review, and a REST interface. Ctrl-C ends it.

    It answers this machine alone. Another --host needs a token, which is then asked for before anything is shown.

    Examples:

    - `memcon serve`

    - `memcon serve --db iran-turkey.db --write --open`

    - `memcon serve --host 192.168.1.20 --token-file desk.token`
    """
    from memcon.archive import Archive  # noqa: PLC0415
    from memcon.faces.web import Settings, create_app  # noqa: PLC0415
    from memcon.faces.web.guard.tokens import hash_of, new_token  # noqa: PLC0415
    from memcon.faces.web.server import listen  # noqa: PLC0415
    from memcon.faces.web.server import serve as run  # noqa: PLC0415
    from memcon.faces.web.settings import LOOPBACK  # noqa: PLC0415
    from memcon.faces.web.warming import warmed  # noqa: PLC0415

    token = _token(token_file) if token_file else new_token() if write else None
    with Archive.open(database, create=False) as archive, listen(host, port) as listening:
        private = not ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback
        if private and token is None:
            raise ServeError(
                f"other machines can reach {host}, so the desk needs a token there; give --token-file FILE, or --write, which makes one"
            )
        settings = Settings(
            hosts=LOOPBACK | _names(host),
            write=write,
            private=private,
            token_hash=hash_of(token) if token else None,
        )
        address = _address(host, listening)
        way_in = address if token is None or token_file else f"{address}token?{urlencode({'token': token})}"
        _tell(archive.name, way_in, settings.write, settings.private)
        if browser:
            webbrowser.open(way_in)
        app = create_app(archive, settings)
        with warmed(archive), suppress(KeyboardInterrupt):
            run(app, listening, debug=debug)
        if app.state.turns.busy:  # a text that is being read takes minutes, cannot be stopped, and is not kept
            sys.stderr.flush()
            os._exit(0)


def _token(path: Path) -> str:
    """The token of a file. Raises `ServeError`."""
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ServeError(f"--token-file: {path} cannot be read as text; check the path and its permissions") from error
    if len(token) < _SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise ServeError(
            f"--token-file: {path} must hold one line of at least {_SHORTEST} letters, digits or signs, as `openssl rand -hex 32` writes it"
        )
    return token


def _names(host: str) -> set[str]:
    """By which names a request may call the server, beside those of this machine for itself and its number."""
    return {socket.gethostname().lower()} if host in _ALL else {host.lower()}


def _address(host: str, listening: socket.socket) -> str:
    """Where a browser finds it: "http://127.0.0.1:8765/"."""
    port = listening.getsockname()[1]
    if host in _ALL:
        host = socket.gethostname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _tell(archive: str, way_in: str, write: bool, private: bool) -> None:
    note(f"{archive} at {way_in}")
    if "token=" in way_in:
        note("whoever opens that address may decide and add; the token in it is shown only now")
    elif write:
        note("whoever gives the token at /token may decide and add")
    if private:
        note("what is sent is not encrypted; docs/desk.md tells how to serve it to others")
    note("Ctrl-C ends it")
