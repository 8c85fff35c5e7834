"""Writes docs/screens/*.png: `python docs/screens.py`, six pages of the desk on the archive that `make demo` builds.

It needs Playwright and Chromium; the environment variable MEMCON_CHROMIUM names another program than the one in the search path.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from memcon.archive import Archive
from memcon.faces.web import Settings, create_app
from memcon.faces.web.guard.tokens import hash_of
from memcon.faces.web.server import listen, server_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENS = Path(__file__).with_name("screens")
EXAMPLES = Path(__file__).parent.with_name("examples")
WIDTH = 1280
MOST_BYTES = 200_000

PAGES = {
    "start": ("/", 900),
    "contacts": ("/contacts", 900),
    "encounter": ("/encounters/4e8854-c1", 760),
    "compare": ("/encounters/bc833b-c1/compare", 900),
    "report": ("/reports/6920e7", 760),
    "review": ("/review?kind=commitment", 800),
}
"""Where each page is, and how high its picture."""


def main() -> int:
    """Writes the pictures; 2 where there is no browser."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  it may not be there
    except ImportError:
        return _refuse("Playwright is not installed: pip install playwright.")
    program = os.environ.get("MEMCON_CHROMIUM") or shutil.which("chromium")
    if program is None or not Path(program).is_file():
        return _refuse("There is no Chromium: apt-get install chromium, or name one in MEMCON_CHROMIUM.")
    SCREENS.mkdir(exist_ok=True)
    token = secrets.token_urlsafe()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        archive = demo(Path(folder) / "demo.db")
        with served(archive, token) as place:
            browser = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = reader(browser, place, token)
            for name, (path, height) in PAGES.items():
                take(page, path, height, SCREENS / f"{name}.png")
            browser.close()
    return 0


def demo(path: Path) -> Path:
    """The archive of the demo, made at ``path`` if it is not kept."""
    kept = EXAMPLES / "demo.db"
    if kept.is_file():
        with Archive.open(kept):
            shutil.copy(kept, path)
        return path
    reports = sorted([*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.html")])
    subprocess.run([sys.executable, "-m", "memcon", "add", "--db", str(path), *map(str, reports)], check=True)
    return path


@contextmanager
def served(archive: Path, token: str) -> Iterator[str]:
    """Where a desk answers that takes decisions."""
    listening = listen("127.0.0.1", 0)
    settings = Settings(write=True, token_hash=hash_of(token))
    server = server_of(create_app(Archive.open(archive), settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)


def reader(browser: "Browser", place: str, token: str) -> "Page":
    """A page of somebody who gave the token and a name."""
    page = browser.new_page(base_url=place, color_scheme="light", reduced_motion="reduce")
    for path, field, value in (("/token", "#token", token), ("/review/name", "#who", "A. Reader")):
        page.goto(path)
        page.fill(field, value)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    return page


def take(page: "Page", path: str, height: int, to: Path) -> None:
    """Writes the picture of a page, from its top."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    answer = page.goto(path)
    if answer is None or not answer.ok:
        raise SystemExit(f"{path} is not there; the examples may have changed.")
    page.evaluate("document.fonts.ready")
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=to)
    if to.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{to.name} has {to.stat().st_size:,} bytes, more than {MOST_BYTES:,}: make it less high.")


def _refuse(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
