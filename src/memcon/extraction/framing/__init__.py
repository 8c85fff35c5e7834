"""Framing: loaded words of any side, each with a neutral equivalent and the voice it stands in. The words are data/framing_*.toml."""

from memcon.extraction.framing.finder import find_framing

__all__ = ["find_framing"]
