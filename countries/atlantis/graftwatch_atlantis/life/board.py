"""Before the board: consents, decisions, interpreted interviews, and what was said about kinship."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, pick, some, yes_no
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.living import BLOOD, HOUSEHOLD, PROGRAMMES
from graftwatch_atlantis.life.names import draw_family, draw_given
from graftwatch_atlantis.life.people import LANGUAGES, NAMED_AS, draw_people
from graftwatch_atlantis.state import ENDS, Region

REFUSED_IN_WORDS = (
    "The board is not convinced and does not approve.",
    "Not approved. The centre may submit again when the file is complete.",
    "Refused after hearing both sides separately.",
)
DRIFTS = {
    "cousin": "other_blood_relative",
    "other_blood_relative": "cousin",
    "friend": "colleague",
    "colleague": "friend",
    "partner": "spouse",
    "half_sibling": "sibling",
    "sibling": "half_sibling",
    "in_law": "other_blood_relative",
    "other_directed": "friend",
}
"""How an honest word for a tie changes from one clerk to the next."""


def draw_board(region: Region) -> None:
    """Everything that a file gathers until the board decides, and the decision."""
    file = region["living_donor_assessment"]
    reached = _decisions(region)
    _consents(region, reached)
    _claims(region, reached)
    _interpreters(region)
    approved = region["board_decision"]
    rows = np.flatnonzero(approved["decision"] == "approve")
    number = np.full(file.n, None, dtype=object)
    number[approved["assessment"][rows]] = approved["approval_number"][rows]
    transplant = region["transplant"]
    own = transplant["assessment"] != NOBODY
    transplant["approval_number"] = either(own, number[transplant["assessment"]], None)


def _decisions(region: Region) -> Array:
    """The day the board met on each file, where it did; some files come back after being deferred."""
    rng = region.rng("board", "decisions")
    file = region["living_donor_assessment"]
    outcome, n = file["outcome"], file.n
    planned = file["surgery_planned_on"]
    went = np.isin(outcome, ["donated", "refused_by_board"]) | ((outcome == "open") & ~np.isnat(planned))
    last = either(
        outcome == "donated", planned, either(outcome == "open", np.minimum(planned, ENDS), file["closed_on"])
    )
    met = np.maximum(last - days(rng, 8, 45, n), file["opened_on"] + 6)
    met = either(
        outcome == "refused_by_board", np.maximum(file["closed_on"] - days(rng, 0, 6, n), file["opened_on"] + 6), met
    )
    met = either(went & (met <= ENDS), met, np.datetime64("NaT"))
    rows = np.flatnonzero(~np.isnat(met))
    refused = outcome[rows] == "refused_by_board"
    reason = either(refused, choose(rng, region.rates.shares("refusal_reasons"), len(rows)), "none").astype(object)
    code = np.array([f"B-{region['facility']['_letter'][each]}" for each in file["facility"][rows]], dtype=object)
    serial = np.array(
        [f"{each}/{k:05d}" for each, k in zip(code, rng.permutation(90_000)[: len(rows)], strict=True)], dtype=object
    )
    region["board_decision"].add(
        len(rows),
        assessment=rows,
        board=code,
        met_on=met[rows],
        decision=either(refused, "refuse", "approve").astype(object),
        reason=reason,
        approval_number=either(refused, None, serial),
        note=either(refused, pick(rng, REFUSED_IN_WORDS, len(rows)), None),
    )
    _deferrals(region, rng, rows, met, code)
    file["_reason_refused"] = None
    file["_reason_refused"][rows] = either(refused, reason, None)
    file["_met_on"] = met
    return met


def _deferrals(region: Region, rng: np.random.Generator, rows: Array, met: Array, code: Array) -> None:
    file = region["living_donor_assessment"]
    back = np.flatnonzero(some(rng, len(rows), region.dials["boards.defers"]))
    earlier = met[rows[back]] - days(rng, 14, 60, len(back))
    kept = earlier > file["opened_on"][rows[back]] + 3
    region["board_decision"].add(
        int(kept.sum()),
        assessment=rows[back[kept]],
        board=code[back[kept]],
        met_on=earlier[kept],
        decision="defer",
        reason=choose(rng, {"incomplete": 0.75, "medical": 0.15, "relationship": 0.1}, int(kept.sum())),
    )


def _consents(region: Region, met: Array) -> None:
    rng = region.rng("board", "consents")
    file, person = region["living_donor_assessment"], region["person"]
    given = either(np.isnat(met), file["opened_on"] + days(rng, 10, 60, file.n), met - days(rng, 2, 40, file.n))
    given = np.maximum(given, file["opened_on"] + 1)
    closed = either(np.isnat(file["closed_on"]), ENDS, file["closed_on"])
    rows = np.flatnonzero((given <= np.minimum(closed, ENDS)) & (~np.isnat(met) | some(rng, file.n, 0.5)))
    n, donated = len(rows), file["outcome"][rows] == "donated"
    sex = choose(rng, {"female": 0.6, "male": 0.4}, n)
    region["consent"].add(
        n,
        assessment=rows,
        form_version=either(given[rows] < np.datetime64("2021-07-01"), "2014", "2021").astype(object),
        language=person["language"][file["donor"][rows]],
        given_on=given[rows],
        payment_offence_explained=yes_no(some(rng, n, either(given[rows] < np.datetime64("2021-07-01"), 0.7, 0.95))),
        witness=draw_given(rng, "coast", sex) + " " + draw_family(rng, "coast", n, np.full(n, -1)),
        reaffirmed_at=either(donated, file["surgery_planned_on"][rows] - 1, np.datetime64("NaT")),
        withdrawn_on=either(file["outcome"][rows] == "withdrew", closed[rows], np.datetime64("NaT")),
    )


def how_met(region: Region, rng: np.random.Generator, relationship: Array) -> Array:
    """A likely story for each tie."""
    n = len(relationship)
    found = choose(rng, region.rates.shares("how_strangers_met"), n)
    found[np.isin(relationship, [*BLOOD, "in_law"])] = "family"
    found[relationship == "colleague"] = "school_or_work"
    couple = np.isin(relationship, HOUSEHOLD)
    found[couple] = choose(rng, {"family": 0.75, "school_or_work": 0.15, "community": 0.1}, int(couple.sum()))
    found[np.isin(relationship, PROGRAMMES)] = "programme"
    return found


def _claims(region: Region, met: Array) -> None:
    """What was said to hospital, board and registry; a few honest words change on the way."""
    rng = region.rng("board", "claims")
    file = region["living_donor_assessment"]
    rows = np.flatnonzero(file["recipient"] != NOBODY)
    story = how_met(region, rng, file["relationship"])
    first = file["opened_on"] + days(rng, 0, 9, file.n)
    second = either(np.isnat(met), met, np.maximum(met - days(rng, 5, 20, file.n), first + 1))
    third = either(
        file["outcome"] == "donated", file["surgery_planned_on"] + days(rng, 1, 20, file.n), np.datetime64("NaT")
    )
    drifted = some(rng, file.n, region.dials["kinship.word_changes"])
    later = either(drifted, [DRIFTS.get(each, each) for each in file["relationship"]], file["relationship"])
    for number, told_to, on in ((1, "hospital", first), (2, "board", second), (3, "registry", third)):
        here = rows[~np.isnat(on[rows]) & (on[rows] <= ENDS)]
        if told_to == "registry":
            here = here[some(rng, len(here), 0.45)]
        said = file["relationship"] if number == 1 else later
        region["kinship_claim"].add(
            len(here),
            donor=file["donor"][here],
            recipient=file["recipient"][here],
            assessment=here,
            submission=float(number),
            submitted_on=on[here],
            told_to=told_to,
            relationship=said[here],
            how_met=story[here],
        )


def _interpreters(region: Region) -> None:
    """Interviews that somebody interpreted: few speakers of few languages, one of the rarest."""
    rng = region.rng("board", "interpreters")
    file, person = region["living_donor_assessment"], region["person"]
    needed = np.flatnonzero(person["interpreter_needed"][file["donor"]] == "yes")
    pools = _pools(region, rng)
    twice = np.concatenate([needed, needed[some(rng, len(needed), 0.5)]])
    on = np.minimum(file["opened_on"][twice] + days(rng, 3, 45, len(twice)), ENDS)
    language = person["language"][file["donor"][twice]]
    n = len(twice)
    who = np.array(
        [pools[each][int(k * len(pools[each]))] for each, k in zip(language, rng.random(n), strict=True)],
        dtype=np.int64,
    )
    family = some(rng, n, region.dials["interpreters.from_the_family"])
    name = person["given_name"][who] + " " + person["family_name"][who]
    relative = (
        draw_given(rng, "diaspora", choose(rng, {"female": 0.5, "male": 0.5}, n))
        + " "
        + person["family_name"][file["donor"][twice]]
    )
    region["interpreter_session"].add(
        n,
        assessment=twice,
        interpreter=either(family | some(rng, n, 0.3), NOBODY, who),
        interpreter_name=either(family, relative, name),
        language=language,
        accredited=yes_no(~family & some(rng, n, region.dials["interpreters.accredited"])),
        employed_by=either(family, "donor_side", choose(rng, {"centre": 0.7, "state": 0.25, "charity": 0.05}, n)),
        paid_by=either(family, "donor_side", choose(rng, {"centre": 0.75, "state": 0.23, "recipient_side": 0.02}, n)),
        also_companion=yes_no(family),
        held_on=on,
    )


def _pools(region: Region, rng: np.random.Generator) -> dict[str, Array]:
    pools = {}
    for community, language in LANGUAGES.items():
        n = 1 if community == "rare" else region.sized(6, least=2)
        pools[language] = draw_people(region, rng, n, age=(28, 66), community=np.full(n, community, dtype=object))
    return pools


def pick_names(region: Region, rng: np.random.Generator, like: Array) -> Array:
    """Names of relatives of these people: their family name, another given name."""
    person, n = region["person"], len(like)
    found = np.full(n, None, dtype=object)
    community = person["_community"][like]
    for each in np.unique(community.astype(str)):
        rows = np.flatnonzero(community == each)
        named = NAMED_AS.get(str(each), str(each))
        sex = pick(rng, ["female", "male"], len(rows))
        found[rows] = draw_given(rng, named, sex) + " " + person["family_name"][like[rows]]
    return found
