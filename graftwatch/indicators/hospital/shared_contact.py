"""HO-01: the same telephone, e-mail, address or name in the files of people who have nothing to do with each other."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite


@indicator(
    code="HO-01",
    title="Same contact in unrelated files",
    about="thing",
    family="network",
    cause="one contact in unrelated files",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("kenya2025", "inquiry findings, next of kin of foreign patients"),
        cite("del2024a", "police statements, brokers in dialysis units"),
        cite("costarica", "one telephone number behind two countries"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    benign=[
        "A social worker, a charity or an embassy officer whom the clerk wrote down without saying for whom they act",
        "A ward telephone or a clerk's own number, given so that the form could be closed",
        "Neighbours, colleagues or members of one association who look after each other",
        "A shelter or a relative's flat where patients from far away stay one after the other",
        "A former donor or patient who now accompanies others, as patient associations ask their members to do",
        "Two people of one name, or one number written down wrongly",
    ],
    blind_to=[
        "Contacts who change their telephone with every file",
        "A name written in two ways: only the same letters count until likeness of names has been reviewed",
        "A contact whom somebody wrote down as an embassy, a charity or a registered liaison, truly or not",
        "A name, without a number, that stood in files before the window: it is taken for a common name",
        "Interpreters who are nothing but interpreters; LD-28 asks about those",
    ],
    ask_first=[
        "The clerk of each file: who gave this contact, and was the donor alone in the room when it was given?",
        "The ward: is this number one of ours, or on our list of liaison offices?",
        "The contact, once the donors have been heard alone: in what role do you know these patients?",
    ],
    p_ring=Range(
        0.4, 0.8, on="2026-11", basis="design",
        source="one helper recurred in files or calls in the Kenyan, Delhi and Costa Rican cases; a ring can vary it",
    ),
    p_ordinary=Range(
        0.002, 0.02, on="2026-11", basis="design", source="no published rate; clerks and shelters not marked as such"
    ),
    without={"lodging": "an address where patients stay"},
)  # fmt: skip
def shared_contact(
    private_contact: ir.Table,
    *,
    min_files: int = count(2, basis="design", source="indicators HO-01"),
    window_months: int = months(36, basis="design", source="indicators HO-01"),
    name_only_min_files: int = count(
        4, basis="design", source="of 1,000 names borne by 1 in 5,000 each, 100 pairs but 0.3 fours are namesakes"
    ),
    name_only_min_rarity: int = count(5000, basis="design", source="indicators HO-01: a name under 1 in 5,000"),
) -> ir.Table:
    """Does one private contact stand in the files of several pairs who are not related to each other?

    The subject is the shared thing with its kind in front, as in `phone:…`; its size is the number of unrelated files.
    """
    helps = private_contact.filter(private_contact.role.isnull() | (private_contact.role != "interpreter"))
    shared = in_fullest_window(
        private_contact.semi_join(helps.select("thing").distinct(), "thing"),
        key="thing", member="circle", on="on", months=window_months, at_least=min_files, name="n_files",
    )  # fmt: skip
    names = shared.filter(shared.kind == "name", shared.n_files >= name_only_min_files)
    rare = names.semi_join(_rare(private_contact, names, name_only_min_rarity), "thing")
    asked = ibis.union(shared.filter(shared.kind != "name"), rare)
    roles = asked.group_by("thing").agg(n_roles=asked.role.nunique())
    asked = asked.join(roles, "thing")
    return asked.select(
        "contact_point",
        "companion",
        "interpreter_session",
        "n_files",
        "n_roles",
        subject="thing",
        known_on=ibis.greatest(asked.recorded_on, asked.opened_told),
        size=asked.n_files.cast("float64"),
        living_donor_assessment="assessment",
    )


def _rare(contact: ir.Table, shared: ir.Table, rarity: int) -> ir.Table:
    """Names that, outside their own window, fewer than one in `rarity` names equal."""
    names = contact.filter(contact.kind == "name").select("thing", "assessment").distinct()
    ever = names.group_by("thing").agg(n_ever=names.count())
    inside = shared.select("thing", "assessment").distinct()
    inside = inside.group_by("thing").agg(n_inside=inside.count())
    both = ever.join(inside, "thing").cross_join(names.agg(n_names=names.count()))
    elsewhere = both.n_ever - both.n_inside
    return both.filter((elsewhere == 0) | (elsewhere * rarity < both.n_names - both.n_inside)).select("thing")
