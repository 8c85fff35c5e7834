"""The English model and what it makes of a text: sentences, tags, lemmas, dependencies, entities."""

from memcon.language.model import EnglishModel, load_model
from memcon.language.pipeline import PREFIXES, Parsed, Sentence, load_pipeline, parse

__all__ = ["PREFIXES", "EnglishModel", "Parsed", "Sentence", "load_model", "load_pipeline", "parse"]
