"""LD-05: donors who have nothing to do with each other tell one story in nearly the same words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from graftwatch.indicators import Range, count, days, indicator, share
from graftwatch.indicators.alike import alike_pairs, clusters, common_wording, numbers_of
from graftwatch.law import cite

ANSWER = pa.schema(
    [
        ("subject", pa.string()),
        ("known_on", pa.date32()),
        ("size", pa.float64()),
        ("statement", pa.string()),
        ("living_donor_assessment", pa.string()),
        ("n_files", pa.int64()),
        ("share_alike", pa.float64()),
    ]
)


def told_alike(
    rows: pa.Table,
    *,
    min_alike: float,
    min_files: float,
    window_days: float,
    common_share: float,
    common_min_files: float,
) -> pa.Table:
    """The statements of each cluster of unrelated files whose words, but for common wording, are nearly alike.

    `share_alike` is how alike a statement is to the one of the cluster that is most like it.
    """
    said = sorted(rows.to_pylist(), key=lambda row: (row["taken_on"], row["statement"]))
    numbers = numbers_of([row["signature"] for row in said])
    by_centre, by_language = (
        common_wording(numbers, [row[group] for row in said], share=common_share, least=int(common_min_files))
        for group in ("facility", "language")
    )
    near = alike_pairs(numbers, by_centre | by_language, [row["circle"] for row in said], at_least=min_alike)
    near = {pair: value for pair, value in near.items() if said[pair[0]]["language"] == said[pair[1]]["language"]}
    found = []
    for members in clusters(list(near)):
        inside = _fullest([said[member] for member in members], window_days)
        n_files = len({row["circle"] for row in inside})
        if n_files < min_files:
            continue
        for row in inside:
            most = max(value for pair, value in near.items() if row is said[pair[0]] or row is said[pair[1]])
            found.append(
                row
                | {"subject": f"story:{inside[0]['statement']}", "size": float(n_files)}
                | {"n_files": n_files, "share_alike": most}
            )
    return pa.Table.from_pylist([{name: row[name] for name in ANSWER.names} for row in found], ANSWER)


def _fullest(members: Sequence[dict[str, Any]], window_days: float) -> list[dict[str, Any]]:
    """Those of the members, in order of day, that lie in the window in which most circles speak."""
    windows = [
        [row for row in members[start:] if row["taken_on"] - first["taken_on"] <= dt.timedelta(days=window_days)]
        for start, first in enumerate(members)
    ]
    return max(windows, key=lambda window: len({row["circle"] for row in window}))


@indicator(
    code="LD-05",
    title="One story told by unrelated donors",
    about="thing",
    family="network",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("uk2023", "trial reports, cover story"),
        cite("ijt2022", "abstract"),
        cite("us2011", "cover story prepared for donor and recipient"),
        cite("design", "word shingles and keyed min-hash"),
    ],
    benign=[
        "One nurse or social worker writes every donor's answer in the same stock phrases",
        "The wording of a new form was copied into the notes before many files carry it",
        "One interpreter puts what different donors say into the same words",
        "Donors of one patients' association read the same leaflet before they came",
    ],
    blind_to=[
        "Stories that were coached in substance and told in the donors' own words",
        "A centre at which so many donors tell the story that it looks like the wording of its form",
        "Statements written down in different languages, or shorter than some ten words",
        "Who wrote the statement down, which no table holds",
    ],
    ask_first=[
        "An auditor reads the statements side by side: is it the story that is alike, or the clerk's way of writing?",
        "Whoever wrote them down: were these the donor's words, and who else was in the room?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="coaching is told in the London, New Jersey and Indian cases; words come out alike in a part of them",
    ),
    p_ordinary=Range(0.001, 0.03, on="2026-11", basis="design", source="no published rate; one writer's phrases"),
    never_alone=True,
    judge=told_alike,
    may_be_empty=["statement.language", "living_donor_assessment.facility"],
)  # fmt: skip
def rehearsed_account(
    statement: ir.Table,
    donor_file: ir.Table,
    *,
    min_alike: float = share(
        0.5,
        basis="design",
        source="of runs of three words, but for a form's; two honest accounts share next to none",
        within=(0.4, 0.85),
    ),
    min_files: int = count(3, basis="design", source="indicators LD-05", within=(3, 5)),
    window_days: int = days(730, basis="design", source="indicators LD-05: 24 months", within=(365, 1095)),
    common_share: float = share(
        0.2,
        basis="design",
        source="wording in a fifth of a centre's or a language's statements is a form's",
        within=(0.1, 0.4),
    ),
    common_min_files: int = count(10, basis="design", source="fewer statements cannot show what a form says"),
) -> ir.Table:
    """Do donors of several unrelated files tell their story in nearly the same words?

    Words never leave the records: compared are keyed signatures of runs of three words. Wording that many statements of
    the centre or of the language share is left out. The size is the number of unrelated files.
    """
    said = statement.filter(statement.words_shingle_signature.notnull(), statement.taken_on.notnull())
    said = said.select(
        "assessment", "taken_on", "recorded_on", "language", signature="words_shingle_signature", statement="id"
    )
    said = said.join(donor_file.select("assessment", "circle", "facility", "opened_told"), "assessment")
    return said.select(
        "statement",
        "taken_on",
        "signature",
        "circle",
        "facility",
        language=said.language.fill_null(""),
        living_donor_assessment="assessment",
        known_on=ibis.greatest(said.recorded_on, said.opened_told),
    )
