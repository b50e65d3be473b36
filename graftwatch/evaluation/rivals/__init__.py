"""Simpler ways of finding rings, given the same records and the same hours in the same run."""

from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.evaluation.rivals.rivals import RIVALS, rival_claims

__all__ = ["RIVALS", "Moment", "rival_claims"]
