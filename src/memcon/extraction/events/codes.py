"""PLOVER's types, modes and contexts, and the CAMEO codes and Goldstein values that go with them: codes.toml.

PLOVER is cited after the draft 2.0 of its manual, CAMEO after the codebook 1.1b3, the Goldstein values of CAMEO codes after
the table of the Phoenix pipeline.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).with_name("codes.toml")
CONFLICT = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE", "THREATEN", "ACCUSE"})
"""Types of conflict that somebody else undergoes."""

SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types whose words are said or not said: what is still to come of them is no other type."""

_ITEMS = ("acts", "commitments", "claims")


@dataclass(frozen=True)
class Code:
    """A PLOVER type with its mode, and the CAMEO code that says the same."""

    event_type: str
    mode: str | None = None
    cameo: str | None = None


@dataclass(frozen=True)
class EventType:
    """One of the sixteen types. ``recipient`` says that PLOVER wants one; ``future`` is what it is while still to come."""

    name: str
    quad: int
    score: float
    cameo: str
    modes: dict[str, str | None]
    appeals: dict[str | None, str]
    recipient: bool
    future: Code | None
    future_modes: dict[str, str]


@dataclass(frozen=True)
class Codes:
    """All of codes.toml."""

    types: dict[str, EventType]
    contexts: tuple[str, ...]
    acts: dict[str, Code]
    commitments: dict[str, Code]
    claims: dict[str, Code]
    names: dict[str, str]
    values: dict[str, float]

    def code(self, event_type: str, mode: str | None = None, *, appeal: bool = False, cameo: str | None = None) -> Code:
        """The code of a type and mode; ``cameo`` where a more exact one is known."""
        return _coded(self.types[event_type], mode, appeal, cameo)

    def still_to_come(self, code: Code) -> Code:
        """What an action is coded as that is promised, planned or expected; itself where that makes no difference."""
        kind = self.types[code.event_type]
        if kind.future is None:
            return code
        return replace(kind.future, mode=kind.future_modes.get(code.mode or "", kind.future.mode))

    def goldstein(self, cameo: str | None) -> float | None:
        """The Goldstein value of a CAMEO code."""
        return None if cameo is None else self.values[cameo]


@lru_cache(maxsize=1)
def codes() -> Codes:
    """The shipped table."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    types = {row["name"]: _event_type(row) for row in data["type"]}
    items = {table: {item: _code(types, row) for item, row in data[table].items()} for table in _ITEMS}
    return Codes(
        types=types,
        contexts=tuple(data["contexts"]["names"]),
        names={code: row["name"] for code, row in data["cameo"].items()},
        values={code: row["goldstein"] for code, row in data["cameo"].items()},
        **items,
    )


def _coded(kind: EventType, mode: str | None, appeal: bool, cameo: str | None) -> Code:
    asked = kind.appeals.get(mode) if appeal else None
    return Code(kind.name, mode, cameo or asked or (kind.modes[mode] if mode else kind.cameo))


def _code(types: dict[str, EventType], row: dict[str, object]) -> Code:
    return _coded(types[str(row["type"])], _text(row, "mode"), bool(row.get("appeal", False)), _text(row, "cameo"))


def _event_type(row: dict[str, object]) -> EventType:
    modes = row.get("mode", [])
    assert isinstance(modes, list)
    appeals = {row_.get("name"): row_["appeal"] for row_ in (row, *modes) if "appeal" in row_}
    future = (
        Code(str(row["future"]), _text(row, "future_mode"), _text(row, "future_cameo")) if "future" in row else None
    )
    return EventType(
        name=str(row["name"]),
        quad=int(str(row["quad"])),
        score=float(str(row["score"])),
        cameo=str(row["cameo"]),
        modes={mode["name"]: mode.get("cameo") for mode in modes},
        appeals={None if name == row["name"] else name: code for name, code in appeals.items()},
        recipient=bool(row.get("recipient", False)),
        future=future,
        future_modes={mode["name"]: mode["future_mode"] for mode in modes if "future_mode" in mode},
    )


def _text(row: dict[str, object], key: str) -> str | None:
    return str(row[key]) if key in row else None
