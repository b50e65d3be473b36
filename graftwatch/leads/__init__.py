"""Which findings belong together, and in what order a person should look."""

from graftwatch.leads.lead import Cleared, Counted, Finding, Lead
from graftwatch.leads.opening import Opened, open_leads
from graftwatch.leads.ordinary import populations
from graftwatch.leads.places import Opening
from graftwatch.leads.rows import cited_rows, files
from graftwatch.leads.weighing import weigh_all

__all__ = [
    "Cleared",
    "Counted",
    "Finding",
    "Lead",
    "Opened",
    "Opening",
    "cited_rows",
    "files",
    "open_leads",
    "populations",
    "weigh_all",
]
