"""HO-16: an office stands as the contact in unrelated files, and no list of liaison offices knows it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

OUTSIDE = ("embassy", "charity", "social_service")
"""Offices outside the hospital: of a ward of its own the hospital knows the number."""


@indicator(
    code="HO-16",
    title="An office that no list knows, in unrelated files",
    about="thing",
    family="network",
    cause="one contact in unrelated files",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("kenya2025", "inquiry findings, next of kin of foreign patients"),
        cite("design", "engineering inference: the capacity is written by whoever fills in the form"),
    ],
    benign=[
        "A true office whose entry on the list nobody looked up",
        "A small charity or consulate that helps its countrymen and has never been asked to register",
        "A private helper whom a clerk took for a social worker",
        "An office that moved and gave its new number before the list had it",
    ],
    blind_to=[
        "An office that one file, truly or not, says is on the list",
        "Contacts who change their telephone with every file",
        "An office whose number is also given as a private person's in most files; HO-01 asks about that",
    ],
    ask_first=[
        "The list of liaison offices: does this number, mailbox or address stand on it under another name?",
        "The embassy or charity, by the number in the public directory: is this theirs?",
        "The donors, each alone: who is this, and how did you come to know them?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="no published rate; the cited helpers gave private numbers, a careful one writes down an office",
    ),
    p_ordinary=Range(
        0.001, 0.01, on="2026-11", basis="design", source="no published rate; few offices serve files of a State"
    ),
)  # fmt: skip
def office_on_no_list(
    contact: ir.Table,
    donor_file: ir.Table,
    *,
    min_files: int = count(
        3, within=(2, 4), basis="design", source="two families may share one small charity; HO-01 asks from two"
    ),
    window_months: int = months(36, within=(24, 60), basis="design", source="indicators HO-01"),
) -> ir.Table:
    """Is one telephone, e-mail or address given as that of an embassy, charity or social service in unrelated files?

    Asked only where no file says that it stands on the centre's list of liaison offices. The subject is the shared
    thing with its kind in front; its size is the number of unrelated files.
    """
    noted = contact.filter(contact.kind != "name").join(donor_file, "assessment")
    noted = noted.mutate(thing=noted.kind + ":" + noted.token, on=ibis.coalesce(noted.on, noted.opened_on))
    listed = noted.filter(noted.liaison == "yes").select("thing").distinct()
    offices = noted.filter(noted.capacity.isin(OUTSIDE)).anti_join(listed, "thing")
    asked = in_fullest_window(
        offices, key="thing", member="circle", on="on", months=window_months, at_least=min_files, name="n_files"
    )
    return asked.select(
        "contact_point",
        "n_files",
        subject="thing",
        known_on=ibis.greatest(asked.recorded_on, asked.opened_told),
        size=asked.n_files.cast("float64"),
        living_donor_assessment="assessment",
    )
