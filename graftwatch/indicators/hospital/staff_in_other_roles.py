"""HO-08: one of the staff stands in unrelated files as interpreter, witness, companion or contact."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

OWN_WORD = ("interpreter", "companion")


@indicator(
    code="HO-08",
    title="Staff in roles that do not go together",
    about="practitioner",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["hospital", "licensing authority"],
    cites=[
        cite("del2024b", "police statement, a coordinator of a hospital"),
        cite("uk2023", "trial reports, payment to an interpreter"),
        cite("raman2015", "press report"),
        cite("del2024a", "police statements"),
        cite("hta-ia", "independent interpreter"),
    ],
    benign=[
        "A small team in which everybody does everything, with leave in writing",
        "A nurse who speaks a rare language, and whose name the ward gives as somebody to call",
        "A coordinator whom families write down as their contact because they know nobody else here",
        "A patient's relative or a town notary who bears the same rare name",
    ],
    blind_to=[
        "Staff who act under another name, or who are not in the register of practitioners",
        "Common names: they are left out, whoever bears them",
        "Staff who are paid by an agency and stand in no file",
        "A helper whom somebody wrote down as an embassy, a ward or a registered liaison",
    ],
    ask_first=[
        "The hospital's administration: is there leave in writing for these tasks, and since when?",
        "The donors of these files, each alone: who is this person to you, and who brought you together?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="coordinators and secretaries recur in reported cases; many act without their name in a file",
    ),
    p_ordinary=Range(
        0.001, 0.02, on="2026-11", basis="design", source="no published rate; small teams share tasks"
    ),
    never_alone=True,
    without={
        "consent": "witnesses of consents",
        "kinship_evidence": "witnesses of kinship papers",
        "transplant": "the places where staff worked on transplants only, and ties by a transplant",
    },
    may_be_empty=[
        *(f"team_member.{name}" for name in ("transplant", "assessment")), "consent.witness",
        "kinship_evidence.witness",
    ],
)  # fmt: skip
def staff_in_other_roles(
    contact: ir.Table,
    donor_file: ir.Table,
    practitioner: ir.Table,
    team_member: ir.Table,
    transplant: ir.Table | None = None,
    consent: ir.Table | None = None,
    kinship_evidence: ir.Table | None = None,
    *,
    min_roles: int = count(2, basis="design", source="indicators HO-08: any two outside the job", within=(2, 3)),
    min_pairs: int = count(2, basis="design", source="one pair that a nurse helped is a kindness", within=(2, 4)),
    min_rarity: int = count(
        5000, basis="design", source="names repeat; as HO-01: under 1 in 5,000 of names elsewhere", within=(1000, 20000)
    ),
    window_months: int = months(36, basis="design", source="as HO-01", within=(12, 60)),
) -> ir.Table:
    """Does one of the staff stand by name in the files of several unrelated pairs at their own facility, in two or more
    of the roles of interpreter, witness, companion and contact?

    Official contacts, neutral or accredited interpreters and licensed companions are left out. A name counts only where
    one practitioner alone bears it, and where at other facilities hardly any file has it. Size: unrelated pairs.
    """
    named = _named(contact, donor_file, consent, kinship_evidence)
    alone = practitioner.group_by("name").agg(n=practitioner.id.nunique(), practitioner=practitioner.id.min())
    alone = alone.filter(alone.n == 1, alone.name.notnull()).select("practitioner", bears="name")
    works = _works(team_member, donor_file, transplant)
    staff = named.join(alone, [("token", "bears")])
    staff = staff.left_join(works.mutate(at_home=True), [("practitioner", "who"), ("facility", "where")])
    own = staff.filter(staff.at_home.notnull())
    often = in_fullest_window(
        own, key="practitioner", member="circle", on="on", months=window_months, at_least=min_pairs, name="n_pairs"
    )
    roles = often.group_by("practitioner").agg(n_roles=often.role.nunique())
    often = often.join(roles.filter(roles.n_roles >= min_roles), "practitioner")
    elsewhere = staff.filter(staff.at_home.isnull()).group_by("token").agg(n_elsewhere=ibis._.assessment.nunique())
    often = often.left_join(elsewhere, "token").cross_join(named.agg(n_names=named.count()))
    rare = often.n_elsewhere.isnull() | (often.n_elsewhere * min_rarity < often.n_names)
    asked = often.filter(rare)
    return asked.select(
        "contact_point", "companion", "interpreter_session", "consent", "kinship_evidence", "n_pairs", "n_roles",
        subject="practitioner",
        known_on=ibis.greatest(asked.recorded_on, asked.opened_told),
        size=asked.n_pairs.cast("float64"),
        living_donor_assessment="assessment",
    )  # fmt: skip


def _named(contact: ir.Table, donor_file: ir.Table, consent: ir.Table | None, evidence: ir.Table | None) -> ir.Table:
    """One row is one name in one file, in one of the four roles, with the file's circle and facility."""
    private = contact.filter(contact.kind == "name", ~contact.official)
    nothing = ibis.null("string")
    parts = [
        private.select(
            "assessment", "token", "on", "recorded_on", "contact_point", "companion", "interpreter_session",
            consent=nothing, kinship_evidence=nothing,
            role=private.role.isin(OWN_WORD).fill_null(False).ifelse(private.role, "contact"),
        )
    ]  # fmt: skip
    for table, name, on in ((consent, "consent", "given_on"), (evidence, "kinship_evidence", "issued_on")):
        if table is not None:
            keys = {key: table.id if key == name else nothing for key in (
                "contact_point", "companion", "interpreter_session", "consent", "kinship_evidence")}  # fmt: skip
            seen = table.select(
                "assessment", "recorded_on", table.witness.name("token"), **keys, on=on, role=ibis.literal("witness")
            )
            parts.append(seen.filter(seen.token.notnull()))
    every = ibis.union(*parts) if len(parts) > 1 else parts[0]
    return every.join(donor_file.select("assessment", "facility", "circle", "opened_told"), "assessment")


def _works(team_member: ir.Table, donor_file: ir.Table, transplant: ir.Table | None) -> ir.Table:
    """Who works where, as far as files and transplants tell."""
    files = team_member.select("assessment", who="practitioner").join(
        donor_file.select("assessment", where="facility"), "assessment"
    )
    parts = [files.select("who", "where")]
    if transplant is not None:
        done = transplant.select(operation="id", where="facility")
        parts.append(team_member.join(done, [("transplant", "operation")]).select("where", who="practitioner"))
    every = ibis.union(*parts, distinct=True) if len(parts) > 1 else parts[0].distinct()
    return every.filter(every.where.notnull())
