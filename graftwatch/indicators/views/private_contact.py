"""Contacts behind which no office, no switchboard and no place of stay is known."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import count, share, view

NOT_SAID = codes.CONTACT_CAPACITY.in_group("not_known")
PLACES_TO_STAY = (*codes.LODGING_KIND.in_group("official"), "hotel", "guest_house")


@view(may_be_empty=["lodging.address"])
def private_contact(
    contact: ir.Table,
    donor_file: ir.Table,
    lodging: ir.Table | None = None,
    *,
    office_share: float = share(0.5, basis="design", source="half of the files that say so know it as an office"),
    max_share: float = share(
        0.3, basis="design", source="a form's default stands in many files of a centre, a person in few"
    ),
    default_min_files: int = count(
        20, basis="design", source="so that the helper of a small ring-run centre is not taken for a fault of its form"
    ),
) -> ir.Table:
    """One row is one contact token in one donor file, where it may stand for a private person.

    Columns: those of `contact` but official, capacity and liaison, those of `donor_file`, thing (kind:token), and `on`,
    the day it was noted or else that of opening. Left out are official contacts; a thing that an `office_share` of the
    files which state a capacity know as an office; one that stands in more than `max_share` of a centre's files, if
    these are at least `default_min_files`; and addresses where patients stay.
    """
    noted = contact.join(donor_file, "assessment")
    noted = noted.mutate(thing=noted.kind + ":" + noted.token, on=ibis.coalesce(noted.on, noted.opened_on))
    private = noted.filter(~noted.official).drop("official", "capacity", "liaison")
    private = private.anti_join(_offices(noted, office_share), "thing")
    private = private.anti_join(_defaults(noted, max_share, default_min_files), "thing")
    if lodging is None:
        return private
    stay = lodging.filter(lodging.kind.isin(PLACES_TO_STAY), lodging.address.notnull())
    return private.anti_join(stay.select(thing=ibis.literal("address:") + stay.address).distinct(), "thing")


def _offices(noted: ir.Table, office_share: float) -> ir.Table:
    # a clerk who leaves the capacity blank has no say: blank is not the same as private
    stated = noted.filter(noted.official | (noted.capacity.notnull() & noted.capacity.notin(NOT_SAID)))
    files = stated.group_by("thing", "assessment").agg(official=stated.official.cast("int64").max())
    known = files.group_by("thing").agg(n=files.count(), n_official=files.official.sum())
    return known.filter((known.n_official > 0) & (known.n_official >= known.n * office_share)).select("thing")


def _defaults(noted: ir.Table, max_share: float, min_files: int) -> ir.Table:
    files = noted.select("facility", "thing", "assessment").distinct()
    at = files.group_by("facility", "thing").agg(n=files.count())
    centre = files.select("facility", "assessment").distinct()
    centre = centre.group_by("facility").agg(n_all=centre.count())
    compared = at.join(centre, "facility")
    return compared.filter(compared.n >= min_files, compared.n > compared.n_all * max_share).select("thing").distinct()
