"""The colours of charts and maps that stand alone, where no style sheet reaches them: those of memcon.css, by the class of a shape."""

from collections.abc import Mapping
from types import MappingProxyType

from memcon.faces.web.shading import SHADES


def _inks(colours: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    filled = {"ground": "leaf", "label": "ink", "number": "ink", "faint": "faint", "land": "land", "hatch": "faint"}
    filled |= {name: name for step in range(1, SHADES + 1) for name in (f"shade-{step}", f"on-{step}")}
    drawn = {"rule": "rule", "axis": "faint", "series": "held", "planned": "planned"}
    drawn |= {"cancelled": "cancelled", "denied": "denied"}
    found = {kind: {"fill": colours[name]} for kind, name in filled.items()}
    found |= {kind: {"fill": "none", "stroke": colours[name], "stroke-width": "1.5"} for kind, name in drawn.items()}
    thin = {kind: {**found[kind], "stroke-width": "1"} for kind in ("rule", "axis")}
    return MappingProxyType({**found, **thin, "held": {"fill": colours["held"], "stroke": colours["held"]}})


_LIGHT = {
    "leaf": "#ffffff",
    "ink": "#22201c",
    "faint": "#5f5a50",
    "rule": "#d9d2c3",
    "held": "#2c4f6b",
    "planned": "#2c4f6b",
}
_LIGHT |= {"cancelled": "#8a4b12", "denied": "#6b2c53", "on-1": "#22201c", "on-2": "#22201c", "on-3": "#22201c"}
_LIGHT |= {"shade-1": "#d9e4ec", "shade-2": "#bccfdd", "shade-3": "#94b2c7", "shade-4": "#4e7593", "shade-5": "#2c4f6b"}
_LIGHT |= {"on-4": "#ffffff", "on-5": "#ffffff", "land": "#ece7db"}
_DARK = {
    "leaf": "#1e1d1a",
    "ink": "#e8e3d8",
    "faint": "#aba497",
    "rule": "#3a372f",
    "held": "#8fb8d8",
    "planned": "#8fb8d8",
}
_DARK |= {"cancelled": "#e0ab72", "denied": "#d7a3c4", "on-1": "#e8e3d8", "on-2": "#e8e3d8", "on-3": "#e8e3d8"}
_DARK |= {"shade-1": "#22313d", "shade-2": "#2d475a", "shade-3": "#3c6079", "shade-4": "#86b0cf", "shade-5": "#b5d4ea"}
_DARK |= {"on-4": "#171614", "on-5": "#171614", "land": "#2b2923"}

INKS: Mapping[str, Mapping[str, Mapping[str, str]]] = MappingProxyType({"light": _inks(_LIGHT), "dark": _inks(_DARK)})
"""By ground, the presentation attributes of each kind, for a picture that stands alone."""
