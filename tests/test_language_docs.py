"""docs/model.md: its examples run, and it names what there is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
def test_an_example_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "docs/model.md", "exec"), {})
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("name", re.findall(r"^\| (`[^|]+) \|", PAGE.split("## Train it again")[1], re.MULTILINE))
def test_the_files_of_training_exist(name: str) -> None:
    for file in re.findall(r"`([^`]+)`", name):
        assert (ROOT / "training" / file).exists(), file


def test_the_files_of_a_model_directory_exist() -> None:
    table = PAGE.split("A model directory holds")[1].split("## ")[0]
    for file in re.findall(r"^\| `([^`]+)`", table, re.MULTILINE):
        assert (ROOT / "src" / "memcon" / "language" / "english" / file).exists(), file
