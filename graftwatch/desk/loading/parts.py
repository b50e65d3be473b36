"""One file read: its sheets as text, each of our tables cast from them, and what was lost on the way, kept on disk."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from graftwatch.desk.loading.account import FileAccount
from graftwatch.desk.loading.answers import FileAnswer, FolderAnswers, TableAnswer
from graftwatch.desk.loading.casting import Manner, quoted
from graftwatch.desk.loading.casting_query import FEW_ROWS, Raw, casting_query
from graftwatch.desk.loading.matching import answer_for, heading_key
from graftwatch.tables import Schema
from graftwatch.wire.tabular import BadLine, Sheet, Unreadable, sheets
from graftwatch.wire.tabular.sheet import batch_schema

BAD_LINES = pa.schema([("line", pa.int64()), ("value_class", pa.string()), ("reason", pa.string())])


@dataclass(frozen=True)
class Part:
    """One of our tables from one sheet: cast rows, and bad lines of the sheet; None where nothing was read."""

    account: FileAccount
    cast: Path | None = None
    bad_lines: Path | None = None
    inline: bool = False


def read_file(
    engine: DuckDBPyConnection, path: Path, answers: FolderAnswers, schema: Schema, work: Path, today: dt.date
) -> list[Part]:
    """The parts of a file. Done once: a second call after a kill finds them in `work`."""
    place = work / _fingerprint(path, answers, today)
    done = place / "done.json"
    if done.exists():
        return [_from_json(part) for part in json.loads(done.read_text("utf-8"))]
    place.mkdir(exist_ok=True)
    parts = list(_parts(engine, path, answers, schema, place, today))
    _write_at_once(done, json.dumps([_to_json(part) for part in parts], ensure_ascii=False))
    return parts


def _fingerprint(path: Path, answers: FolderAnswers, today: dt.date) -> str:
    said = path.stat()
    text = f"{path.name} {said.st_size} {said.st_mtime_ns} {answers!r} {today}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _write_at_once(path: Path, text: str) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def _to_json(part: Part) -> dict[str, object]:
    paths = {name: str(path) if path else None for name, path in (("cast", part.cast), ("bad_lines", part.bad_lines))}
    return {"account": asdict(part.account), "inline": part.inline, **paths}


def _from_json(said: dict[str, str]) -> Part:
    cast, bad = (Path(said[name]) if said[name] else None for name in ("cast", "bad_lines"))
    return Part(FileAccount(**said["account"]), cast, bad, bool(said["inline"]))  # type: ignore[arg-type]


def _parts(
    engine: DuckDBPyConnection, path: Path, answers: FolderAnswers, schema: Schema, place: Path, today: dt.date
) -> Iterator[Part]:
    given = answers.about(path.name)
    try:
        found = sheets(path, given[0].reading if given else None)
    except Unreadable as error:
        yield Part(FileAccount(path.name, problem=str(error)))
        return
    for number, sheet in enumerate(found):
        name = path.name if sheet.name is None or len(found) == 1 else f"{path.name}, sheet {sheet.name}"
        answer = answer_for(sheet, answers, schema)
        if answer is None:
            problem = "Nobody said which table this is; `graftwatch map` asks."
            yield Part(FileAccount(name, encoding=sheet.encoding, separator=sheet.separator, problem=problem))
            continue
        yield from _sheet_parts(engine, sheet, name, answer, answers.source, schema, place / str(number), today)


def _sheet_parts(
    engine: DuckDBPyConnection,
    sheet: Sheet,
    name: str,
    answer: FileAnswer,
    source: str,
    schema: Schema,
    stem: Path,
    today: dt.date,
) -> Iterator[Part]:
    here = {heading_key(heading) for heading in sheet.columns}
    without = [heading for one in answer.tables for heading in one.key if heading_key(heading) not in here]
    if without:
        # what was taken for headings may be rows of people: it is not repeated
        problem = f"The mapping says that {', '.join(without)} numbers the rows, and there is no such heading."
        yield Part(FileAccount(name, encoding=sheet.encoding, separator=sheet.separator, problem=problem))
        return
    raw, bad_lines, n_bad = _raw(engine, sheet, name, stem)
    manner = Manner(answer.dates, answer.decimal, sheet.kind == "workbook", today)
    used = {heading_key(heading) for table in answer.tables for heading in _headings(table)}
    absent = [one for table in answer.tables for one in _headings(table) if heading_key(one) not in here]
    said = [*sheet.said, *([f"not here, though mapped: {', '.join(absent)}"] if absent else [])]
    not_taken = [heading for heading in sheet.columns if heading_key(heading) not in used]
    for number, one in enumerate(answer.tables):
        cast = stem.with_name(f"{stem.name}-{number}-{one.table}.parquet")
        query = casting_query(raw, schema[one.table], one, answer, source, manner)
        _copy(engine, query, cast, few_rows=raw.n_rows < FEW_ROWS)
        account = FileAccount(name, one.table, sheet.encoding, sheet.separator, said, not_taken=not_taken)
        _count(engine, cast, account)
        if number == 0:
            account.n_read += n_bad
            account.n_quarantined += n_bad
        yield Part(account, cast, bad_lines if number == 0 else None, one.inline)
    if sheet.kind != "parquet":
        stem.with_name(f"{stem.name}-raw.parquet").unlink()


def _headings(answer: TableAnswer) -> list[str]:
    said = [heading for one in answer.fields.values() for heading in one.columns]
    return [*answer.key, *said, *([answer.recorded_at] if answer.recorded_at else [])]


def _copy(engine: DuckDBPyConnection, query: str, path: Path, *, few_rows: bool) -> None:
    # for a small table the optimizer takes ten times longer than the query
    engine.execute(f"PRAGMA {'disable' if few_rows else 'enable'}_optimizer")
    engine.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION lz4)")
    engine.execute("PRAGMA enable_optimizer")


def _count(engine: DuckDBPyConnection, cast: Path, account: FileAccount) -> None:
    rows = f"read_parquet({quoted(str(cast))})"
    counted = engine.execute(
        f"SELECT count(*), count(held), coalesce(sum(len(unread)) FILTER (held IS NULL), 0) FROM {rows}"
    ).fetchone()
    assert counted is not None
    account.n_read, account.n_quarantined, account.n_cells_emptied = counted


def _raw(engine: DuckDBPyConnection, sheet: Sheet, name: str, stem: Path) -> tuple[Raw, Path | None, int]:
    """The sheet's cells where the engine can read them: Parquet as it is where it is sound, all else as text."""
    if sheet.kind == "parquet" and (sound := _sound_parquet(engine, sheet, name)) is not None:
        return sound, None, 0
    path, bad_path = stem.with_name(f"{stem.name}-raw.parquet"), stem.with_name(f"{stem.name}-bad.parquet")
    n_bad = n_rows = 0
    with (
        pq.ParquetWriter(path, batch_schema(len(sheet.columns)), compression="lz4") as rows,
        pq.ParquetWriter(bad_path, BAD_LINES) as bad,
    ):
        for batch in sheet.batches():
            if batch.rows.num_rows:
                rows.write_batch(batch.rows)
                n_rows += batch.rows.num_rows
            if batch.bad:
                bad.write_table(_bad_table(batch.bad))
                n_bad += len(batch.bad)
    cells = {heading_key(heading): (f'"c{position}"', "VARCHAR") for position, heading in enumerate(sheet.columns)}
    relation = f"(SELECT * FROM read_parquet({quoted(str(path))}) WHERE NOT ({_is_heading(sheet.columns)}))"
    return Raw(relation, cells, name, sheet.path.name, n_rows, sheet.kind == "workbook"), bad_path, n_bad


def _is_heading(columns: tuple[str, ...]) -> str:
    """A heading repeated further down, as in extracts pasted together, is no row."""
    said = [f"coalesce(trim(\"c{position}\"), '') = {quoted(heading)}" for position, heading in enumerate(columns)]
    return " AND ".join(said[:8])


def _bad_table(bad: tuple[BadLine, ...]) -> pa.Table:
    return pa.Table.from_pylist([asdict(line) for line in bad], BAD_LINES)


def _sound_parquet(engine: DuckDBPyConnection, sheet: Sheet, name: str) -> Raw | None:
    source = f"read_parquet({quoted(str(sheet.path))}, file_row_number = true)"
    try:
        described = engine.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}").fetchall()
        # every page is read once: damage in the middle is found here, not in the cast
        engine.execute(f"SELECT count(COLUMNS(*)) FROM {source}").fetchone()
    except duckdb.Error:
        return None
    cells = {
        heading_key(heading): ('"' + column[0].replace('"', '""') + '"', str(column[1]))
        for heading, column in zip(sheet.columns, described, strict=True)
    }
    relation = f"(SELECT file_row_number + 1 AS line, false AS short, * EXCLUDE (file_row_number) FROM {source})"
    return Raw(relation, cells, name, sheet.path.name, pq.read_metadata(sheet.path).num_rows)
