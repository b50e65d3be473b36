"""What both sides answer when asked alone, what donors state, and what boards write down."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.dials import read
from graftwatch_atlantis.draw import choose, days, either, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.evaluating import in_role, last_day
from graftwatch_atlantis.life.living import BLOOD, HOUSEHOLD
from graftwatch_atlantis.life.words import by_language, form
from graftwatch_atlantis.state import Region

SHEET_SINCE = np.datetime64("2018-01-01")


def draw_interviews(region: Region) -> None:
    """Answers of both sides, statements, and the words and minutes of boards."""
    _answers(region)
    _statements(region)
    _minutes(region)


def _answers(region: Region) -> None:
    """One truth for each pair; each side forgets some of it, more so strangers and those who speak through another."""
    rng = region.rng("interviewing", "answers")
    file = region["living_donor_assessment"]
    on = file["opened_on"] + days(rng, 10, 60, file.n)
    asked = (file["recipient"] != NOBODY) & (file["programme"] == "directed") & (on >= SHEET_SINCE)
    asked &= (on <= last_day(region)) & some(rng, file.n, region.rates.number("interview_sheets"))
    rows = np.flatnonzero(asked)
    items = read("words.toml")["interview"]
    size = np.array([len(options) for options in items.values()])
    shape = (len(rows), len(size))
    truth = (rng.random(shape) * size).astype(np.int64)
    together = some(rng, len(rows), region.dials["interviews.asked_together"])
    for side, delay in (("donor", 0), ("recipient", 5)):
        forgets = rng.random(shape) < _forgets(region, rows)[:, None]
        said = np.where(forgets, (rng.random(shape) * size).astype(np.int64), truth)
        here = ~together if side == "recipient" else np.ones(len(rows), dtype=bool)
        given = (rng.random(shape) > region.dials["interviews.left_open"]) & here[:, None]
        day = np.minimum(on[rows] + days(rng, 0, delay, len(rows)), last_day(region)[rows])
        _lay_down(region, rows, given, said, either(together, "both", side), day)


def _forgets(region: Region, rows: Array) -> Array:
    """How often one side says something else than what is so."""
    file, person = region["living_donor_assessment"], region["person"]
    kin = np.isin(file["relationship"][rows], [*BLOOD, *HOUSEHOLD])
    needs = person["interpreter_needed"][file["donor"][rows]] == "yes"
    share = either(kin, region.dials["interviews.kin_forget"], region.dials["interviews.others_forget"])
    times: Array = share * either(needs, region.dials["interviews.times_through_interpreter"], 1.0)
    return times


def _lay_down(region: Region, rows: Array, given: Array, said: Array, side: Array, day: Array) -> None:
    items = read("words.toml")["interview"]
    names = np.array(list(items), dtype=object)
    options = np.full((len(items), max(len(each) for each in items.values())), None, dtype=object)
    for k, each in enumerate(items.values()):
        options[k, : len(each)] = each
    pair, item = np.nonzero(given)
    region["interview_answer"].add(
        len(pair),
        assessment=rows[pair],
        item=names[item],
        asked_of=side[pair],
        answer=options[item, said[pair, item]],
        asked_on=day[pair],
        assessor=in_role(region, "assessor")[rows[pair]],
        _sheet=rows[pair],
    )


def languages_written(region: Region, people: Array) -> Array:
    """The language in which a clerk writes down what each of these people says: nearly always that of the State."""
    rng = region.rng("interviewing", "languages", str(len(people)))
    written = read("words.toml")["written_in"]
    own = np.array([written[each] for each in region["person"]["_community"][people]], dtype=object)
    needs = region["person"]["interpreter_needed"][people] == "yes"
    return either(some(rng, len(people), either(needs, 0.55, 0.15)), own, "en")


def _statements(region: Region) -> None:
    """Own words, the printed form of the centre behind them, or the form alone."""
    rng = region.rng("interviewing", "statements")
    file = region["living_donor_assessment"]
    on = file["opened_on"] + days(rng, 8, 55, file.n)
    rows = np.flatnonzero((on <= last_day(region)) & some(rng, file.n, region.rates.number("statements_taken")))
    n, centre = len(rows), file["facility"][rows]
    language = languages_written(region, file["donor"][rows])
    own = by_language(rng, "statement", language, 0.15)
    printed = form("statements", centre)
    lazy = some(rng, region["facility"].n, 0.25)[centre]
    kind = choose(rng, region.rates.shares("statements_from_forms"), n)
    alone = (language == "en") & ((kind == "form_alone") | lazy & some(rng, n, region.dials["statements.form_alone"]))
    words = either((kind == "form_behind") & (language == "en"), own + " " + printed, own)
    region["statement"].add(
        n, assessment=rows, taken_on=on[rows], language=language, words=either(alone, printed, words)
    )


def _minutes(region: Region) -> None:
    """How long a board spent, and its words: forms by board and habit, its own words now and then."""
    rng = region.rng("interviewing", "boards")
    decision, file = region["board_decision"], region["living_donor_assessment"]
    n = decision.n
    plain = np.isin(file["relationship"][decision["assessment"]], [*BLOOD, *HOUSEHOLD])
    brisk = some(rng, region["facility"].n, 0.2)[file["facility"][decision["assessment"]]]
    mean = either(brisk, 17.0, 26.0) * either(plain, 0.9, 1.25)
    decision["minutes"] = np.clip(rng.lognormal(np.log(mean), 0.35), 4, 120).round()
    place = file["facility"][decision["assessment"]]
    habit = place + either(some(rng, n, region.dials["boards.second_form"]), 1, 0)
    own = by_language(rng, "board", np.full(n, "en", dtype=object), 0.1)
    words = either(some(rng, n, region.dials["boards.own_words"]), own, form("boards", habit))
    approved = (decision["decision"] == "approve") & some(rng, n, 0.9)
    decision["note"] = either(approved, words, decision["note"])
