"""Family trees as papers of a file tell them: the same people on two papers, now and then with a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graftwatch_atlantis.draw import days, either, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.identity import turned
from graftwatch_atlantis.life.living import BLOOD
from graftwatch_atlantis.life.names import draw_given, respelt
from graftwatch_atlantis.life.people import NAMED_AS
from graftwatch_atlantis.state import BEGINS, ENDS, Region

TOLD_BY = ("civil_record", "notarial_statement", "consular_letter")
SIDES = ("donor", "recipient")
YEAR = 365
Relative = tuple[Array, Array, Array]
"""Name, day of birth and day of death of one relative of each file."""


def draw_relatives(region: Region) -> None:
    """For each paper on a blood tie: the person, both parents, and others whom some papers name."""
    rng = region.rng("relatives")
    file, paper = region["living_donor_assessment"], region["kinship_evidence"]
    blood = np.flatnonzero(np.isin(file["relationship"], BLOOD) & (file["recipient"] != NOBODY))
    if not len(blood):
        return
    place = np.full(file.n, NOBODY)
    place[blood] = np.arange(len(blood))
    told = np.flatnonzero(np.isin(paper["kind"], TOLD_BY) & (place[paper["assessment"]] != NOBODY))
    second = some(rng, len(told), region.dials["relatives.on_a_second_paper"])
    for papers, also in ((told, 1.0), (told[second], 0.6)):
        for side, role, tree in _tree(region, blood):
            named = papers[some(rng, len(papers), also * _named(role))]
            _name(region, rng, named, place[paper["assessment"][named]], side, role, tree)


def _named(role: str) -> float:
    return {"self": 1.0, "father": 0.95, "mother": 0.95, "grandfather": 0.35, "grandmother": 0.3}.get(role, 0.25)


def _tree(region: Region, blood: Array) -> Iterator[tuple[str, str, Relative]]:
    """The true family of each of these files: who is donor and recipient, their parents and a grandfather."""
    file, person = region["living_donor_assessment"], region["person"]
    tie = file["relationship"][blood]
    donor, recipient = (_person(region, file[each][blood]) for each in SIDES)
    same = np.isin(tie, ["sibling", "identical_twin"])
    donor_is_mother, recipient_is_mother = (person["sex"][file[each][blood]] == "female" for each in SIDES)
    elder = np.minimum(donor[1], recipient[1])
    shared = same | (tie == "half_sibling")
    parents = {
        side: _parents(region, side, file[side][blood], either(shared, elder, own[1]))
        for side, own in zip(SIDES, (donor, recipient), strict=True)
    }
    for k, role in enumerate(("father", "mother")):
        own, other = parents["donor"][k], parents["recipient"][k]
        own = _instead(own, other, same | (tie == "half_sibling") & (k == 1))
        own = _instead(own, recipient, (tie == "child") & (recipient_is_mother == (k == 1)))
        other = _instead(other, donor, (tie == "parent") & (donor_is_mother == (k == 1)))
        yield "donor", role, own
        yield "recipient", role, other
    yield "donor", "self", donor
    yield "recipient", "self", recipient
    for role in ("grandfather", "grandmother"):
        fathers = [parents[side][0][1] for side in SIDES]
        oldest = either(tie == "cousin", np.minimum(*fathers), fathers[1])
        older = _grandparent(region, role, oldest, file["recipient"][blood])
        yield "recipient", role, older
        own = _grandparent(region, f"{role} of donor", fathers[0], file["donor"][blood])
        yield "donor", role, _instead(own, older, same | (tie == "cousin"))


def _person(region: Region, who: Array) -> Relative:
    person = region["person"]
    name = person["given_name"][who] + " " + person["family_name"][who]
    return name, person["birth_date"][who], np.full(len(who), np.datetime64("NaT"), dtype="datetime64[D]")


def _parents(region: Region, side: str, child: Array, born: Array) -> tuple[Relative, Relative]:
    """Father and mother, old enough for the eldest child that the papers name."""
    rng = region.rng("relatives", side)
    father = _new(region, rng, child, "male", born - days(rng, 21 * YEAR, 44 * YEAR, len(child)))
    mother = _new(region, rng, child, "female", born - days(rng, 18 * YEAR, 40 * YEAR, len(child)))
    return father, mother


def _grandparent(region: Region, role: str, parent_born: Array, like: Array) -> Relative:
    rng = region.rng("relatives", role)
    sex = "male" if role.startswith("grandfather") else "female"
    return _new(region, rng, like, sex, parent_born - days(rng, 20 * YEAR, 40 * YEAR, len(like)))


def _new(region: Region, rng: np.random.Generator, like: Array, sex: str, born: Array) -> Relative:
    """Somebody of the family of these people; the old have mostly died."""
    person, n = region["person"], len(like)
    given = np.full(n, None, dtype=object)
    community = person["_community"][like].astype(str)
    for each in np.unique(community):
        rows = np.flatnonzero(community == each)
        given[rows] = draw_given(rng, NAMED_AS.get(str(each), str(each)), np.full(len(rows), sex, dtype=object))
    age = (np.clip(rng.normal(79, 11, n), 40, 101) * 365.25).astype(np.int64)
    died = born + age.astype("timedelta64[D]")
    return given + " " + person["family_name"][like], born, either(died < BEGINS, died, np.datetime64("NaT"))


def _instead(own: Relative, other: Relative, where: Array) -> Relative:
    return either(where, other[0], own[0]), either(where, other[1], own[1]), either(where, other[2], own[2])


def _name(
    region: Region, rng: np.random.Generator, papers: Array, of: Array, side: str, role: str, tree: Relative
) -> None:
    """One relative on each of these papers, as the clerk wrote the name and the days."""
    paper, n = region["kinship_evidence"], len(papers)
    name, born, died = (each[of] for each in tree)
    slip = region.dials["relatives.slip_of_the_pen"]
    name = either(some(rng, n, region.dials["relatives.respelt"]), respelt(rng, name) if n else name, name)
    born = either(some(rng, n, slip), turned(born), born)
    born = either(some(rng, n, slip / 4), born + 10 * YEAR + 2, born)
    issued = paper["issued_on"][papers]
    alive = np.isnat(died) | (died > issued) | some(rng, n, slip / 8)
    signs = alive & np.isin(paper["kind"][papers], ["notarial_statement"]) & (role != "grandfather")
    region["stated_relative"].add(
        n,
        assessment=paper["assessment"][papers],
        evidence=papers,
        kin_of=side,
        role=role,
        name=name,
        birth_date=either(some(rng, n, 0.85), born, np.datetime64("NaT")),
        death_date=either(some(rng, n, 0.7), died, np.datetime64("NaT")),
        signed_on=either(signs & some(rng, n, 0.5), issued, np.datetime64("NaT")),
        stated_on=np.minimum(issued, ENDS),
        _noted=paper["_noted"][papers],
    )
