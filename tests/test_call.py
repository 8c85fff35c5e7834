"""docs/call.md shows what memcon makes of the two readouts of one call."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"


@pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not at hand: the two readouts cannot be read")
def test_the_page_on_the_call_is_what_memcon_writes() -> None:
    call = runpy.run_path(str(ROOT / "docs" / "call.py"))
    assert (ROOT / "docs" / "call.md").read_text(encoding="utf-8") == call["page"](DATA)
