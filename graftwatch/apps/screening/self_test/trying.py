"""Plant, ask, weigh, throw away: how many rings of each form the screening of this snapshot would have found."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import duckdb
import scipy

from graftwatch.apps.screening.self_test.asking import (
    Sheet,
    ask_copy,
    compile_sheet,
    lay_out_views,
    tables_of,
    too_large,
    touched,
)
from graftwatch.apps.screening.self_test.basis import Basis
from graftwatch.apps.screening.self_test.copy import Copy, copy_of
from graftwatch.apps.screening.self_test.files import MOST_DRAWN, File, files_of
from graftwatch.apps.screening.self_test.finding import Asked, is_found
from graftwatch.apps.screening.self_test.link import Link
from graftwatch.apps.screening.self_test.links import all_links
from graftwatch.apps.screening.self_test.ring import Form, Ring, forms, plant
from graftwatch.leads.rows import Key

TRIALS = 50
FEW_TRIALS = 20
"""What a run makes by itself where its queue would otherwise stand empty."""


@dataclass(frozen=True)
class Tried:
    """How often one form of ring was planted and found, with the exact 95 per cent interval of the share."""

    form: Form
    n_found: int
    n_trials: int

    @property
    def interval(self) -> tuple[float, float]:
        """Clopper and Pearson's."""
        found, of = self.n_found, self.n_trials
        low = 0.0 if found == 0 else float(scipy.stats.beta.ppf(0.025, found, of - found + 1))
        high = 1.0 if found == of else float(scipy.stats.beta.ppf(0.975, found + 1, of - found))
        return low, high


@dataclass
class Result:
    """What was tried, and which links could not be planted because too few files bear them.

    `left_out` are questions that were not put to the copies; through them more may be found, never less.
    """

    tried: list[Tried] = field(default_factory=list)
    not_planted: list[Link] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    memory_ran_short: bool = False


Teller = Callable[[int, int], None]


def try_rings(basis: Basis, trials: int = TRIALS, *, tell: Teller = lambda _done, _of: None) -> Result:
    """Plant each form `trials` times into copies of the snapshot. The same snapshot and values give the same result.

    `tell` hears how many rings of how many are done; whatever it raises stops the test and throws the copy away.
    """
    links = {name: link for name, link in all_links().items() if link.stands_in(basis.snapshot)}
    absent = [link for name, link in all_links().items() if name not in links]
    every = touched(basis, links)
    asked = [each for each in every if not too_large(each, basis)]
    left_out = [each.code for each in every if each not in asked]
    if not links or not asked:
        return Result([], list(all_links().values()))
    edited = {mark.table for link in links.values() for mark in link.marks}
    needed = {name for link in links.values() for mark in link.marks for name in (mark.needs or {})}
    try:
        with copy_of(basis.snapshot, basis.schema, tables_of(asked, basis) | edited | needed, edited) as copy:
            sheet = compile_sheet(asked, basis, links)
            tried = _try_in(copy, sheet, links, basis, trials, tell)
    except duckdb.OutOfMemoryException:
        return Result(memory_ran_short=True)
    told = {each.form.name for each in tried}
    return Result(tried, [*absent, *(link for name, link in links.items() if name not in told)], left_out)


def _try_in(
    copy: Copy, sheet: Sheet, links: Mapping[str, Link], basis: Basis, trials: int, tell: Teller
) -> list[Tried]:
    pools = {name: ordinary(link, copy, basis) for name, link in links.items()}
    lay_out_views(sheet, copy)
    before: set[str] = set()
    found: Counter[Form] = Counter()
    planted: Counter[Form] = Counter()
    of = trials * len(forms(dict(links)))
    for rings in _copies(forms(dict(links)), pools, trials, basis.snapshot.fingerprint):
        copy.edit(chain.from_iterable(ring.edits for ring in rings))
        here = {ring.form.name for ring in rings}
        lay_out_views(sheet, copy, here | before)  # what the copy before had edited is as it was again
        before = here
        asked = _ask(sheet, copy, rings, basis)
        for ring in rings:
            planted[ring.form] += 1
            found[ring.form] += is_found(ring, asked, basis)
        tell(planted.total(), of)
    return [Tried(form, found[form], planted[form]) for form in forms(dict(links)) if planted[form]]


def _ask(sheet: Sheet, copy: Copy, rings: Sequence[Ring], basis: Basis) -> Asked:
    here = {ring.form.name for ring in rings}
    answers = ask_copy(sheet, copy, here)
    marks = frozenset[Key]().union(*(ring.decisive for ring in rings))
    rows = set(chain.from_iterable(answers.rows_of.values())) | marks
    rows |= {row for paper in answers.cleared for row in paper.rows}
    fresh = copy.cited({row for row in rows if row in marks or row not in basis.cited})
    return Asked(answers, ChainMap(fresh, dict(basis.cited)), sheet.codes(here), marks)


def ordinary(link: Link, copy: Copy, basis: Basis) -> list[File]:
    """The files that can bear this link and about which no question said yes; where these are few, those of no lead."""
    lines = [copy.connection.execute(mark.candidates).fetchall() for mark in link.marks]
    no_lead = [file for file in files_of(lines) if file.anchors.isdisjoint(basis.shown)]
    silent = [file for file in no_lead if not any(key in basis.near for key in file.anchors)]
    return silent if len(silent) * 2 >= len(no_lead) else no_lead


def _copies(
    every: Sequence[Form], pools: Mapping[str, Sequence[File]], trials: int, fingerprint: str
) -> Iterator[list[Ring]]:
    """The rings of each copy: at most one of a form, and no more files than leave what is usual as it is."""
    left = dict.fromkeys(every, trials)
    while left:
        rings: list[Ring] = []
        drawn: Counter[str] = Counter()
        for form in sorted(left, key=lambda form: -left[form]):
            if drawn[form.name] and drawn[form.name] + form.size > MOST_DRAWN * len(pools[form.name]):
                continue
            taken = frozenset[str]().union(*(ring.people for ring in rings))
            seed = f"{fingerprint} {form.name} {form.size} {form.share} {trials - left[form]}"
            ring = plant(form, pools[form.name], seed, taken)
            if ring is not None:
                rings.append(ring)
                drawn[form.name] += form.size
        if not rings:
            return
        for ring in rings:
            left[ring.form] -= 1
        left = {form: n for form, n in left.items() if n}
        yield rings
