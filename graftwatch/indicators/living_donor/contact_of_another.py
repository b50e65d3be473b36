"""LD-26: the telephone or e-mail given as the donor's own reaches somebody else."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

REACHED_BY = ("phone", "email")
HELPERS = ("companion", "interpreter", "sponsor", "agent")
FAMILY = ("relative",)
ROWS = ("contact_point", "companion", "agency", "person")


@indicator(
    code="LD-26",
    title="Donor's own contact reaches somebody else",
    about="donor",
    family="network",
    cause="one contact in unrelated files",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("kenya2025", "inquiry findings, next of kin of foreign patients"),
        cite("design", "engineering inference"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    benign=[
        "A household, a shelter or a village shares one telephone",
        "A donor without a telephone gives a cousin's, a friend's or the interpreter's, so as to be reached at all",
        "Someone who does not read has e-mail read by another",
        "A clerk put the number of whoever had come along into the wrong box",
        "A number was given out again by the telephone company after the first holder had left it",
    ],
    blind_to=[
        "A fresh telephone for every donor, kept by somebody else",
        "Numbers of staff: our records hold none, except where staff are written down as a contact",
        "Recipients of whom no address, or no own number, is written down",
        "Addresses: people of one house are many, and HO-01 asks about addresses in unrelated files",
    ],
    ask_first=[
        "The donor, alone and in person: on which number may we reach only you, and at what hours?",
        "The clerk: who gave this number, and who was in the room?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="one contact recurred in the Kenyan files; a careful ring gives each donor a telephone",
    ),
    p_ordinary=Range(
        0.005, 0.05, on="2026-11", basis="design", source="no published rate; poor households share telephones"
    ),
    never_alone=True,
    may_be_victim=True,
    without={
        "person": "recipients who share the donor's home, and recipients' own telephones",
        "proven_kin": "recipients who are proven to be the donor's kin",
        "companion": "companions' telephones",
        "agency": "agencies' telephones",
        "lodging": "an address where patients stay",
    },
    may_be_empty=["companion.phone", "companion.role", "agency.phone", "person.phone", "person.address"],
)  # fmt: skip
def contact_of_another(
    private_contact: ir.Table,
    person: ir.Table | None = None,
    proven_kin: ir.Table | None = None,
    companion: ir.Table | None = None,
    agency: ir.Table | None = None,
    *,
    min_shared: int = count(2, basis="design", source="indicators LD-26; donors with one contact", within=(2, 3)),
    window_months: int = months(36, basis="design", source="as for contacts in unrelated files", within=(12, 48)),
) -> ir.Table:
    """Is the donor's own telephone or e-mail that of the recipient, of a helper, of an agency or of other donors?

    The recipient counts where addresses of both are known and none is common, and nobody proved that they are kin; a
    helper where one is written down with it as companion, interpreter, sponsor or agent, but for the donor's own
    relatives who came along; other donors where `min_shared` unrelated ones have it within the window. The size is how
    many others the contact belongs to.
    """
    reached = private_contact.filter(private_contact.kind.isin(REACHED_BY), private_contact.donor.notnull())
    own = reached.filter(reached.role == "donor_self", reached.contact_point.notnull())
    own = own.select("thing", "donor", "recipient", "circle", "assessment", "on", "recorded_on", mine="contact_point")
    found = [_other_donors(own, min_shared, window_months), _helpers(own, reached, companion)]
    found.append(_recipients(own, private_contact, person, proven_kin))
    if agency is not None:
        office = agency.select(agency="id", thing=ibis.literal("phone:") + agency.phone, other_told="recorded_on")
        with_agency = own.join(office, "thing")
        found.append(_row(with_agency, ibis.literal("agency:") + with_agency.agency, "agency"))
    every = ibis.union(*found)
    n = every.group_by("donor").agg(n_others=every.holder.nunique())
    every = every.join(n, "donor")
    return every.select(
        "contact_point", "companion", "agency", "person", "n_others",
        subject="donor",
        known_on="told_on",
        size=every.n_others.cast("float64"),
        living_donor_assessment="assessment",
    )  # fmt: skip


def _row(found: ir.Table, holder: ir.Value, table: str) -> ir.Table:
    """The donor's own contact and the row of the other holder, in the column of its table."""
    said = found.mutate(holder=holder, told_on=ibis.greatest(found.recorded_on, found.other_told))
    nothing, shown = ibis.null("string"), ("donor", "assessment", "holder", "told_on")
    mine = said.select(*shown, contact_point="mine", **{name: nothing for name in ROWS if name != "contact_point"})
    other = said.select(*shown, **{name: said[name] if name == table else nothing for name in ROWS})
    return ibis.union(mine, other, distinct=True)


def _other_donors(own: ir.Table, min_shared: int, window_months: int) -> ir.Table:
    shared = in_fullest_window(
        own, key="thing", member="circle", on="on", months=window_months, at_least=min_shared, name="n_donors"
    )
    other = shared.select("thing", contact_point="mine", around="circle", other_told="recorded_on")
    both = shared.join(other, "thing")
    both = both.filter(both.circle != both.around)
    return _row(both, ibis.literal("donor:") + both.around, "contact_point")


def _helpers(own: ir.Table, reached: ir.Table, companion: ir.Table | None) -> ir.Table:
    help = reached.filter(reached.role.isin(HELPERS)).select(
        "thing", "contact_point", "companion", around="circle", other_told="recorded_on"
    )
    both = own.join(help, "thing")
    if companion is not None:
        came = companion.select(who="person", came_as="role", came="id")
        both = both.left_join(came, [("companion", "came")])
        relative = both.came_as.isin(FAMILY).fill_null(False) & (both.circle == both.around)
        both = both.filter(~relative, both.who.isnull() | (both.who != both.donor))
    holder = ibis.literal("helper:") + both.thing
    return ibis.union(
        _row(both.filter(both.contact_point.notnull()), holder, "contact_point"),
        _row(both.filter(both.companion.notnull()), holder, "companion"),
    )


def _recipients(own: ir.Table, contact: ir.Table, person: ir.Table | None, kin: ir.Table | None) -> ir.Table:
    of_file = contact.filter(contact.role.isin(("donor_self", "recipient_self")))
    of_file = of_file.mutate(who=(of_file.role == "donor_self").ifelse(of_file.donor, of_file.recipient))
    lives = [of_file.filter(of_file.kind == "address").select("who", home="token")]
    theirs = of_file.filter(of_file.role == "recipient_self", of_file.kind.isin(REACHED_BY))
    numbers = [theirs.select("who", "thing", "contact_point", person=ibis.null("string"), other_told="recorded_on")]
    if person is not None:
        lives.append(person.select(who="id", home="address"))
        numbers.append(person.select(
            who="id", thing=ibis.literal("phone:") + person.phone, contact_point=ibis.null("string"), person="id",
            other_told="recorded_on",
        ))  # fmt: skip
    both = own.join(ibis.union(*numbers) if len(numbers) > 1 else numbers[0], [("recipient", "who"), "thing"])
    home = ibis.union(*lives) if len(lives) > 1 else lives[0]
    home = home.filter(home.who.notnull(), home.home.notnull()).distinct()
    both = both.semi_join(home, [("donor", "who")]).semi_join(home, [("recipient", "who")])
    together = home.select(one="who", home="home").join(home.select(other="who", home="home"), "home")
    both = both.anti_join(together, [("donor", "one"), ("recipient", "other")])
    if kin is not None:
        both = both.anti_join(kin, [("donor", "person"), ("recipient", "kin")])
    holder = ibis.literal("recipient:") + both.recipient
    return ibis.union(
        _row(both.filter(both.contact_point.notnull()), holder, "contact_point"),
        _row(both.filter(both.person.notnull()), holder, "person"),
    )
