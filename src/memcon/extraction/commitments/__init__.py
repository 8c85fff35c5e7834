"""Commitments: what somebody is reported to agree, pledge, offer, ask for, plan or hope for.

Each sentence is read for signs of an undertaking: verbs and nouns of undertaking (`cues`), obligation laid on somebody
(`obligation`), what is told as going to happen (`future`), papers signed (`sealed`). `find_commitments` keeps at most one a sentence.
"""

from memcon.extraction.commitments.finder import find_commitments
from memcon.extraction.commitments.lexicon import rules

__all__ = ["find_commitments", "rules"]
