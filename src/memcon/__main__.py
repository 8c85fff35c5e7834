"""``python -m memcon`` and ``memcon``: a door that opens quietly, also where it is shut at once (Ctrl-C)."""

import sys
from typing import NoReturn

INTERRUPTED = 130  # the shell's own status for Ctrl-C


def main() -> NoReturn:
    """Runs the command line."""
    try:
        from memcon.faces.cli import main as run  # noqa: PLC0415  slow enough to be interrupted

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
