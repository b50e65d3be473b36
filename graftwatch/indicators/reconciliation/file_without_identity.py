"""Living-donor files in which it is not written who somebody is, where they live, or what they are to each other."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import disagreement
from graftwatch.law import cite

NOT_KNOWN = codes.RELATIONSHIP.in_group("not_known")
RESIDENCY_NOT_KNOWN = codes.RESIDENCY.in_group("not_known")
BY_PAPER = ("passport", "identity_card", "residence_permit")


@disagreement(
    title="A donor file without identity, residence or relationship",
    mends="assessing centre",
    do="Ask the person, enter what the paper says, or write down why it cannot be known.",
    phrases={
        "donor_identity": "Neither a number in the civil register nor a paper of the donor is on file",
        "recipient_identity": "Neither a number in the civil register nor a paper of the recipient is on file",
        "donor_residence": "It is not written where the donor lives",
        "recipient_residence": "It is not written where the recipient lives",
        "relationship": "It is not written what donor and recipient are to each other",
    },
    cites=[
        cite("kenya2025", "press reports; residence unknown for many recipients"),
        cite("who-gp", "principle 3"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    may_be_empty=[
        *(f"living_donor_assessment.{name}" for name in ("recipient", "facility", "relationship")),
        *(f"person.{name}" for name in ("national_id", "residency", "residence_country")),
    ],
)  # fmt: skip
def file_without_identity(
    living_donor_assessment: ir.Table, person: ir.Table, identity_document: ir.Table | None = None
) -> ir.Table:
    """A living-donor file names a person whose identity or residence is not recorded, or gives no relationship.

    One row per file and field that is blank. A gift to nobody in particular has no recipient to be known. A paper with
    a number stands for identity, whoever issued it; a country or a class of residence stands for residence.
    """
    who = person.select(
        "national_id", key="id",
        lives=person.residence_country.notnull()
        | (person.residency.notnull() & person.residency.notin(RESIDENCY_NOT_KNOWN)),
    )  # fmt: skip
    if identity_document is None:
        who = who.mutate(known=who.national_id.notnull())
    else:
        shown = identity_document.filter(
            identity_document.number.notnull(), identity_document.kind.isnull() | identity_document.kind.isin(BY_PAPER)
        )
        who = who.left_join(shown.select(shows="person").distinct(), [("key", "shows")])
        who = who.mutate(known=who.national_id.notnull() | who.shows.notnull())
    file = living_donor_assessment.select(
        "id", "file_number", "facility", "recorded_on", "relationship", "donor", "recipient"
    )
    blank = [
        file.filter(
            file.recipient.notnull(), file.relationship.isnull() | file.relationship.isin(NOT_KNOWN)
        ).select("id", "file_number", "facility", "recorded_on", what=ibis.literal("relationship")),
    ]  # fmt: skip
    for side in ("donor", "recipient"):
        both = file.filter(file[side].notnull()).left_join(who, [(side, "key")])
        for what, there in ((f"{side}_identity", both.known), (f"{side}_residence", both.lives)):
            blank.append(
                both.filter(~there.fill_null(False)).select(
                    "id", "file_number", "facility", "recorded_on", what=ibis.literal(what)
                )
            )
    every = ibis.union(*blank)
    return every.select(
        row_table=ibis.literal("living_donor_assessment"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what="what",
    )
