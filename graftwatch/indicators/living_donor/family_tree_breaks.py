"""LD-19: the family that the papers of a file describe cannot be: parents too young, the dead sign, dates wander."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months
from graftwatch.law import cite

ONE_EACH = ("self", "father", "mother")
PARENTS = ("father", "mother")
LINEAL = ("parent", "child")
NOT_OF_THE_LINE = ("spouse", "sibling")
FULL_SIBLINGS = ("sibling", "identical_twin")
TWINS_DAYS = 3


@indicator(
    code="LD-19",
    title="A family tree that cannot be",
    about="pair",
    family="falsity",
    strength="moderate",
    phase="before surgery",
    holders=["ethics board"],
    cites=[
        cite("del-sum", "summary of the file review"),
        cite("mohan2025", "event report"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    benign=[
        "Names were carried from one alphabet to another, and days from one calendar to another",
        "A birth date was estimated, or a clerk swapped day and month",
        "Stepmothers, adoptive parents and half-brothers are called mother, father and brother",
        "A grandfather who raised the child was written down as the father",
        "A paper was signed for somebody who had died, by the heir of the same name",
    ],
    blind_to=[
        "An invented family whose papers agree with one another",
        "Names written in two ways: only the same letters count, and another name alone is no hard break",
        "Papers whose relatives nobody typed in",
    ],
    ask_first=[
        "The register office of each paper: which entry does it rest on, and what does the next generation's say?",
        "Donor and recipient, each alone: how are your parents' brothers and sisters called, and who is the eldest?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="invented family trees are reported from the Delhi files; careful forgers check their dates",
    ),
    depends_on="pair",
    p_ordinary=Range(
        0.005, 0.05, on="2026-11", basis="design", source="no published rate; estimated dates and loose words for kin"
    ),
    never_alone=True,
    without={"person": "that the register of persons gives donor and recipient another day of birth"},
)  # fmt: skip
def family_tree_breaks(
    family_tree: ir.Table,
    *,
    min_parent_age: int = count(13, basis="design", source="indicators LD-19; in years", within=(12, 15)),
    min_sibling_months: int = months(8, basis="design", source="indicators LD-19", within=(7, 9)),
    soft_breaks: int = count(3, basis="design", source="indicators LD-19", within=(2, 4)),
) -> ir.Table:
    """Do the papers of a file describe a family that cannot be: one break that is impossible, or several unlikely ones?

    Hard is a parent, grandparent, or claimed parent or child fewer than `min_parent_age` years a generation apart; one
    who signed after the day of death; and one person with two fathers or mothers of other names and birth dates. Soft
    is another birth date for one person, another name for one parent, a third grandfather or grandmother, children of
    one family born less than `min_sibling_months` apart who are no twins, and full siblings' parents of other names
    and dates. Days of 1 January count as estimated: they give no soft break, and a hard one only beyond a year. A day
    and month swapped are a typing error and no break. The size is the number of soft breaks, a hard one counting for
    `soft_breaks`.
    """
    broken = ibis.union(
        _too_young(family_tree, min_parent_age), _told_apart(family_tree, min_parent_age, min_sibling_months),
        _signed_after_death(family_tree), _third_grandparent(family_tree),
    )  # fmt: skip
    each = broken.select("pair", "what", "hard").distinct()
    told = each.group_by("pair").agg(n_hard=each.hard.sum(), n_breaks=each.count())
    told = told.mutate(n_soft=told.n_breaks - told.n_hard)
    told = told.mutate(weight=told.n_soft + told.n_hard * soft_breaks)
    rows = broken.join(told.filter(told.weight >= soft_breaks), "pair")
    return rows.select(
        "stated_relative", "n_hard", "n_soft",
        subject="pair",
        known_on="tree_told",
        size=rows.weight.cast("float64"),
        living_donor_assessment="assessment",
    )  # fmt: skip


def _beside(tree: ir.Table) -> ir.Table:
    """Each two rows of one file, the columns of the second with `other_` in front."""
    names = ("side", "kin", "role", "generation", "name", "born_on", "signed_on", "key", "stated_relative", "tree_told")
    other = tree.select("assessment", **{f"other_{name}": tree[name] for name in names})
    return tree.join(other, "assessment")


def _estimated(day: ir.Value) -> ir.Value:
    return day.strftime("%m-%d") == "01-01"


def _differ(one: ir.Value, other: ir.Value) -> ir.Value:
    """Whether two days are known, not estimated, and differ by more than a swap of day and month."""
    swapped = one.strftime("%Y-%d-%m") == other.strftime("%Y-%m-%d")
    return ((one != other) & ~swapped & ~_estimated(one) & ~_estimated(other)).fill_null(False)


def _within(one: ir.Value, other: ir.Value, months: int) -> ir.Value:
    """Whether two days lie less than so many months apart."""
    near = ibis.greatest(one, other) < (ibis.least(one, other) + ibis.interval(months=months)).cast("date")
    # the greatest of one day and nothing is that day
    return one.notnull() & other.notnull() & near.fill_null(False)


def _rows(found: ir.Table, what: ir.Value, *, hard: ir.Value) -> ir.Table:
    """Both rows of each two found, as one break."""
    said = found.mutate(what=what, hard=hard.cast("int64"))
    columns = ("pair", "assessment", "what", "hard")
    return ibis.union(
        said.select(*columns, "stated_relative", "tree_told"),
        said.select(*columns, stated_relative="other_stated_relative", tree_told="other_tree_told"),
        distinct=True,
    )


def _too_young(tree: ir.Table, min_parent_age: int) -> ir.Table:
    """Of one line only: a grandmother may be the father's mother, a brother another mother's son."""
    two = _beside(tree.filter(tree.role.notin(NOT_OF_THE_LINE), tree.born_on.notnull()))
    gap = two.other_generation - two.generation
    two = two.filter(
        two.side == two.other_side, two.other_role.notin(NOT_OF_THE_LINE), gap > 0, two.other_generation > 1
    ).mutate(gap=gap)
    year = ibis.cases(*(
        (two.gap == n, (two.born_on + ibis.interval(months=12 * n * min_parent_age)).cast("date")) for n in (1, 2, 3)
    ))  # fmt: skip
    rough = _estimated(two.born_on) | _estimated(two.other_born_on)
    limit = rough.ifelse((year - ibis.interval(days=366)).cast("date"), year)
    young = two.filter(two.other_born_on < limit)
    return _rows(young, _named("young", young.kin, young.role, young.other_role), hard=ibis.literal(True))


def _told_apart(tree: ir.Table, min_parent_age: int, min_sibling_months: int) -> ir.Table:
    """Two rows of one generation that speak of one person, of two parents, or of two children of one family."""
    two = _beside(tree)
    two = two.filter(two.generation == two.other_generation, two.key < two.other_key)
    one_side, alike = two.side == two.other_side, two.role == two.other_role
    born = _differ(two.born_on, two.other_born_on)
    name = (two.name != two.other_name).fill_null(False)
    same_name = (two.name == two.other_name).fill_null(False)
    parents, selves = alike & two.role.isin(PARENTS), alike & (two.role == "self")
    apart = two.born_on.delta(two.other_born_on, unit="day").abs() > TWINS_DAYS
    close = (born & apart & _within(two.born_on, two.other_born_on, min_sibling_months)).fill_null(False)
    children = (two.role.isin(("sibling", "child")) & alike & name) | (
        two.role.isin(("self", "sibling")) & two.other_role.isin(("self", "sibling")) & ~alike
    )
    siblings = two.relationship.isin(FULL_SIBLINGS).fill_null(False) & ~one_side
    lineal = two.relationship.isin(LINEAL).fill_null(False) & ~one_side & selves
    year = _within(two.born_on, two.other_born_on, 12 * min_parent_age)
    rough = (_estimated(two.born_on) | _estimated(two.other_born_on)).fill_null(False)
    what = ibis.cases(
        (one_side & parents & name & born, "two parents"),
        (lineal & year & ~rough, "generation"),
        (one_side & parents & name, "name"),
        (one_side & born & alike & (two.role.isin(ONE_EACH) | same_name), "birth"),
        (close & ((one_side & children) | (siblings & selves)), "siblings"),
        (siblings & parents & name & born, "parents apart"),
    )
    two = two.mutate(kind=what)
    found = two.filter(two.kind.notnull())
    label = _named(found.kind, found.kin, found.role, ibis.coalesce(found.name, ibis.literal("")))
    label = found.role.isin(ONE_EACH).ifelse(_named(found.kind, found.kin, found.role, found.other_role), label)
    return _rows(found, label, hard=found.kind.isin(("two parents", "generation")))


def _signed_after_death(tree: ir.Table) -> ir.Table:
    two = _beside(tree)
    two = two.filter(two.died_on.notnull(), two.side == two.other_side, two.role == two.other_role)
    two = two.filter((two.key == two.other_key) | (two.name == two.other_name))
    day, signed = two.died_on.strftime("%Y-%m-%d"), two.other_signed_on.strftime("%Y-%m-%d")
    swapped = (two.died_on.strftime("%d") <= "12").ifelse(two.died_on.strftime("%Y-%d-%m"), day)
    until = _estimated(two.died_on).ifelse(two.died_on.strftime("%Y-12-31"), ibis.greatest(day, swapped))
    after = two.filter(signed > until)
    label = _named("dead", after.kin, after.role, ibis.coalesce(after.name, ibis.literal("")))
    return _rows(after, label, hard=ibis.literal(True))


def _third_grandparent(tree: ir.Table) -> ir.Table:
    old = tree.filter(tree.generation == 0, tree.name.notnull())
    many = old.group_by("assessment", "kin", "role").agg(n_names=old.name.nunique())
    old = old.join(many.filter(many.n_names > 2), ["assessment", "kin", "role"])
    return old.select(
        "pair", "assessment", "stated_relative", "tree_told",
        what=_named("third", old.kin, old.role, old.role), hard=ibis.literal(0, "int64"),
    )[["pair", "assessment", "what", "hard", "stated_relative", "tree_told"]].distinct()  # fmt: skip


def _named(kind: ir.Value | str, *parts: ir.Value) -> ir.Value:
    label = ibis.literal(kind) if isinstance(kind, str) else kind
    for part in parts:
        label = label + "|" + part
    return label
