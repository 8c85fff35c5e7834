"""The Python door: few names, light to import."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import memcon
from memcon.archive import Archive
from memcon.record import Article, Record
from test_archive_cases import bridge_record


def test_the_door_is_as_wide_as_it_says() -> None:
    public = {name for name in vars(memcon) if not name.startswith("_")}
    modules = {name for name in public if type(getattr(memcon, name)).__name__ == "module"}
    others = {"annotations", "TYPE_CHECKING"}
    assert public - modules - others | {"__version__"} == set(memcon.__all__)
    assert memcon.__all__ == sorted(memcon.__all__)


def test_the_version_is_the_packages() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert memcon.__version__ == project["project"]["version"]


def test_importing_is_light() -> None:
    code = "import sys, memcon; print([m for m in ('spacy', 'sqlalchemy', 'msgspec', 'typer') if m in sys.modules])"
    source = str(Path(memcon.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": source}
    )
    assert done.stdout == "[]\n"


def test_open_makes_an_archive(tmp_path: Path) -> None:
    with memcon.open(tmp_path / "memcon.db") as archive:
        assert isinstance(archive, Archive)
        assert archive.add(bridge_record()).status == "added"
        assert len(archive.contacts()) == 2
    with pytest.raises(memcon.MemconError):
        memcon.open(tmp_path)


def test_extract_reads_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "memcon.extraction.extract_record", lambda article, learned: Record(article=article), raising=False
    )
    record = memcon.extract("They met.", published="2024-12-20", url="https://a.example/b", title="T", outlet="O")
    article: Article = record.article
    assert (article.text, article.published, article.url, article.title, article.outlet) == (
        "They met.",
        "2024-12-20",
        "https://a.example/b",
        "T",
        "O",
    )
