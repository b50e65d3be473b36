"""Their columns set beside ours: what a folder seems to say, proposed to a person who confirms it."""

from graftwatch.desk.loading.mapping.proposal import CONFIDENT, ColumnProposal, Proposal, SheetProposal
from graftwatch.desk.loading.mapping.proposing import propose

__all__ = ["CONFIDENT", "ColumnProposal", "Proposal", "SheetProposal", "propose"]
