"""axe-core, which finds what keeps people from reading a page: one version of it from npm, by its checksum.

python tests/axe.py TARGET writes it there.
"""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

VERSION = "4.14.1"
SHA512 = (
    "1477dafa598d8d065f273d6af302aa203c02e83131707b7f"
    "a648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5"
)
TARBALL = f"https://registry.npmjs.org/axe-core/-/axe-core-{VERSION}.tgz"
PLACE = Path(__file__).parents[1] / ".venv" / "axe.min.js"
ABSENT = f"axe-core is not there: {PLACE} (make .venv/axe.min.js fetches it)"
ASKED = "MEMCON_AXE"
"""The environment variable under which the pages are looked at with it."""

_SECONDS = 60


def tarball() -> bytes:
    """The package as npm has it: by npm, which knows of mirrors, or where there is no npm, from its registry."""
    npm = shutil.which("npm")
    if npm is None:
        with urllib.request.urlopen(TARBALL, timeout=_SECONDS) as answer:
            fetched: bytes = answer.read()
            return fetched
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"axe-core@{VERSION}"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_SECONDS)
        return Path(folder, f"axe-core-{VERSION}.tgz").read_bytes()


def script(packed: bytes) -> bytes:
    """The script in the package, if it is the package that is meant. Raises ValueError."""
    if hashlib.sha512(packed).hexdigest() != SHA512:
        raise ValueError(f"axe-core {VERSION} came with another checksum")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        found = archive.extractfile("package/axe.min.js")
        assert found
        return found.read()


if __name__ == "__main__":
    try:
        Path(sys.argv[1]).write_bytes(script(tarball()))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        sys.exit(f"axe-core cannot be fetched, so what it would find is not looked for: {error}")
