"""Gold records: what careful reading found in a report, and where the report's text is kept."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from memcon.errors import GoldError


class GoldParticipant(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who took part; ``name`` is None where the report gives only the office."""

    name: str | None = None
    country: str | None = None
    office: str | None = None


class GoldContact(msgspec.Struct, frozen=True, kw_only=True):
    """A contact; ``country`` is that of its place. Other fields of the file (occasion, topics …) are not scored."""

    status: str
    mode: str
    role: str | None = None
    date: str | None = None
    country: str | None = None
    participants: tuple[GoldParticipant, ...] = ()


class GoldStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that reports speech, by the offset of its beginning."""

    start: int
    speakers: tuple[str, ...] = ()


class GoldCommitment(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with something undertaken."""

    start: int
    kind: str | None = None


class GoldClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with counted harm."""

    start: int
    what: str
    low: int | None = None


class GoldRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a gold folder. ``text`` is the path of the report's text relative to the file.

    ``form`` is the kind of report: agency, newspaper, broadcaster, readout, statement, transcript or body.
    """

    id: str
    url: str | None = None
    outlet: str | None = None
    form: str | None = None
    published: str | None = None
    text: str | None = None
    contacts: tuple[GoldContact, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    commitments: tuple[GoldCommitment, ...] = ()
    claims: tuple[GoldClaim, ...] = ()


@dataclass(frozen=True)
class GoldCase:
    """A gold record, the file it stands in, and the text it is about."""

    file: str
    gold: GoldRecord
    text: str


@dataclass(frozen=True)
class GoldFolder:
    """The cases of a folder in the order of their file names, and the ids of those whose text was not found."""

    cases: tuple[GoldCase, ...]
    without_text: tuple[str, ...]


def read_gold(folder: Path, *, texts: Path | None = None) -> GoldFolder:
    """All gold records of a folder with their texts. Raises `GoldError` where there are none or one is faulty.

    A text is looked for at the record's own ``text``, in ``folder/../texts/ID.txt`` and in ``folder/ID.txt``; with
    ``texts``, in that folder alone.
    """
    if not folder.is_dir():
        raise GoldError(f"{folder} is not a folder of gold records")
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(f"there is no gold record (ID.json) in {folder}")
    cases, without_text = [], []
    for path in paths:
        gold = _read(path)
        text = _text(gold, path, texts)
        if text is None:
            without_text.append(gold.id)
        else:
            cases.append(GoldCase(str(path), gold, text))
    return GoldFolder(tuple(cases), tuple(without_text))


def _read(path: Path) -> GoldRecord:
    try:
        return msgspec.json.decode(path.read_bytes(), type=GoldRecord)
    except (OSError, msgspec.DecodeError) as error:
        raise GoldError(f"{path} is not a gold record: {error}") from error


def _text(gold: GoldRecord, path: Path, texts: Path | None) -> str | None:
    name = f"{gold.id}.txt"
    if texts:
        places = [texts / name]
    else:
        places = [path.parent / gold.text] if gold.text else []
        places += [path.parent.parent / "texts" / name, path.parent / name]
    for place in places:
        if place.is_file():
            try:
                return place.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise GoldError(f"{place} cannot be read as UTF-8 text: {error}") from error
    return None
