"""Propose which of their tables and columns is which of ours, from names and from what the cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graftwatch.desk.loading.answers import DateOrder, FolderAnswers
from graftwatch.desk.loading.extract_day import extract_day
from graftwatch.desk.loading.file_format import ANSWERS_FILE, read_answers
from graftwatch.desk.loading.mapping.profile import ColumnProfile, profiles, unknown_words
from graftwatch.desk.loading.mapping.proposal import KEY, RECORDED, ColumnProposal, Proposal, SheetProposal
from graftwatch.desk.loading.mapping.scoring import Match, best_matches, name_score
from graftwatch.desk.loading.mapping.words import code_for
from graftwatch.desk.loading.matching import answer_for
from graftwatch.desk.loading.staging import table_files
from graftwatch.tables import Column, Schema, Table
from graftwatch.wire.tabular import Sheet, Unreadable, sheets

_DATED = re.compile(r"20\d\d[-_.]?(0[1-9]|1[0-2])([-_.]?([0-2]\d|3[01]))?(?!\d)")


@dataclass(frozen=True)
class _Seen:
    """A sheet looked at, or why it could not be."""

    path: Path
    sheet: Sheet | None
    profiles: tuple[ColumnProfile, ...] = ()
    answered: bool = False
    alone: bool = True
    problem: str = ""


def propose(folder: Path, schema: Schema, *, source: str | None = None) -> Proposal:
    """A proposal for every table of a folder; what its `mapping.toml` or our template answers is left as it is."""
    answers = read_answers(folder / ANSWERS_FILE, schema, default_source=source or folder.resolve().name)
    seen = [one for path in table_files(folder) for one in _look(path, answers, schema)]
    numberings = [_numbers(one) for one in seen]
    proposed = [
        _propose_sheet(one, schema, [numbers for number, numbers in enumerate(numberings) if number != place])
        for place, one in enumerate(seen)
    ]
    return Proposal(answers.source, tuple(proposed), answers.files)


def _look(path: Path, answers: FolderAnswers, schema: Schema) -> list[_Seen]:
    given = answers.about(path.name)
    try:
        found = sheets(path, given[0].reading if given else None)
    except Unreadable as problem:
        return [_Seen(path, None, problem=str(problem))]
    seen = []
    for sheet in found:
        answered = answer_for(sheet, answers, schema) is not None
        seen.append(_Seen(path, sheet, () if answered else tuple(profiles(sheet)), answered, len(found) == 1))
    return seen


def _numbers(seen: _Seen) -> set[str]:
    """The numbers of a sheet's rows: the first column in which every row has its own."""
    return next((set(one.values) for one in seen.profiles if one.is_numbering), set())


def _propose_sheet(seen: _Seen, schema: Schema, numberings: Sequence[set[str]]) -> SheetProposal:
    name = seen.path.name
    if seen.sheet is None or seen.answered:
        sheet_name = seen.sheet.name if seen.sheet else None
        return SheetProposal(name, sheet_name, name, "", 0, (), problem=seen.problem, answered=seen.answered)
    scored = []
    for table in schema:
        matches = best_matches(seen.profiles, table, schema, numberings)
        scored.append((_table_score(seen, table, matches), table, matches))
    total, table, matches = max(scored, key=lambda one: one[0])
    columns = tuple(
        _column(profile, table, schema, matches.get(number)) for number, profile in enumerate(seen.profiles)
    )
    dated = _DATED.search(name) is not None and extract_day("file name", name) is not None
    has_moment = any(one.ours == RECORDED for one in columns)
    return SheetProposal(
        file=name,
        # the only sheet of a workbook may be called otherwise next month
        sheet=None if seen.alone else seen.sheet.name,
        pattern=_DATED.sub("*", name) if dated else name,
        table=table.name,
        confidence=round(min(total, 1.0), 2),
        columns=columns,
        dates=_date_order(seen.profiles),
        decimal="," if sum(one.n_comma for one in seen.profiles) > sum(one.n_point for one in seen.profiles) else ".",
        recorded="file name" if dated and not has_moment else None,
        said=seen.sheet.said,
    )


def _table_score(seen: _Seen, table: Table, matches: dict[int, Match]) -> float:
    """How well a sheet fits a table: its columns, what a row of it must say, and the name of file or sheet."""
    sheet_name = seen.sheet.name if seen.sheet and seen.sheet.name else ""
    named = max(name_score(seen.path.stem, table), name_score(sheet_name, table) if sheet_name else 0.0)
    own = {one.ours: one.confidence for one in matches.values() if one.ours in table.by_name}
    required = [column.name for column in table.columns if column.required]
    met = sum(own.get(column, 0.0) for column in required) / len(required) if required else 0.3
    told = sum(one.confidence for one in matches.values()) / max(len(seen.profiles), 1)
    return 0.4 * told + 0.3 * met + 0.3 * named


def _date_order(found: Sequence[ColumnProfile]) -> DateOrder:
    """Day first unless some second number above twelve says otherwise, or all days are ISO."""
    day_first, month_first = sum(one.n_day_first for one in found), sum(one.n_month_first for one in found)
    if month_first > day_first:
        return "month first"
    n_days = sum(round(one.share_days * one.n_filled) for one in found)
    return "year first" if n_days and sum(one.n_iso for one in found) == n_days else "day first"


def _column(profile: ColumnProfile, table: Table, schema: Schema, match: Match | None) -> ColumnProposal:
    if match is None:
        return ColumnProposal(profile.heading, profile.samples, n_filled=profile.n_filled)
    column = field_of(table, schema, match.ours)
    codes = {theirs: code_for(column.codes, theirs) for theirs in profile.few_values} if column and column.codes else {}
    unknown = unknown_words(profile, column.kind, is_phone=column.canonical == "phone") if column else ()
    digits = 2 if column and column.kind == "money" and profile.n_comma + profile.n_point else 0
    return ColumnProposal(
        profile.heading,
        profile.samples,
        match.ours,
        round(match.confidence, 2),
        codes,
        unknown if not (column and column.codes) else (),
        digits,
        profile.n_filled,
    )


def field_of(table: Table, schema: Schema, ours: str) -> Column | None:
    """The column behind `field` or `reference>field`; None for a key or a moment."""
    if ours in (KEY, RECORDED, ""):
        return None
    reference, sign, name = ours.partition(">")
    return schema[table.references[reference]].by_name[name] if sign else table.by_name.get(ours)
