"""How well extraction does on a folder of gold records; what ``memcon eval`` prints."""

from memcon.faces.evaluation.gold import GoldRecord, read_gold
from memcon.faces.evaluation.scoring import Evaluation, Fault

__all__ = ["Evaluation", "Fault", "GoldRecord", "read_gold"]
