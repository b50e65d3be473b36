"""Answer one question once, in a process of its own, and say how long it took, how much memory, and what came of it.

`python -m benchmarks.one CODE sql|written|kept SNAPSHOT` prints one line of JSON. `sql` is written by hand; `written`
by Ibis, now, as in the first run of a home; `kept` was written by an earlier process, as for every later run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import sys
import time
from pathlib import Path

SQL = Path(__file__).with_name("sql")
TODAY = dt.date(2026, 6, 30)


def main() -> None:
    code, way, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    import django

    django.setup()
    import ibis
    import pyarrow as pa

    from graftwatch import engines
    from graftwatch.indicators import all_indicators, all_views
    from graftwatch.indicators.asking import Sitting, base_tables
    from graftwatch.indicators.compiled import CompiledSitting
    from graftwatch.indicators.indicator import Asked
    from graftwatch.indicators.running import ask, findings_of
    from graftwatch.indicators.store import Store
    from graftwatch.records.schema import schema

    question = all_indicators()[code]
    views: dict[str, float] = {}
    all_views()
    engine = engines.connect_duckdb(memory_gib=3, scratch=folder.parent / "scratch")
    # both ways start warm, as in a run: Ibis has compiled another question, the engine has read another file
    bare = {each.name: engines.unbound(each) for each in schema()}
    other = all_indicators()["LD-22" if code != "LD-22" else "LD-27"]
    ibis.to_sql(Sitting(bare, TODAY).expression(other), dialect="duckdb")
    engine.read_parquet(folder / "facility.parquet").limit(1).to_pyarrow()

    def by_sql() -> pa.Table:
        for path in sorted(folder.glob("*.parquet")):
            engine.con.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM read_parquet('{path}')")
        engine.con.execute(f"SET VARIABLE today = DATE '{TODAY}'")
        return engine.con.execute(_by_hand(code)).to_arrow_table()

    store = Store(folder.with_name("kept" if way == "kept" else f"written-{code}"))

    class Timed(CompiledSitting):
        """Says of each view how long it took, without the views that it reads."""

        def _made(self, name: str, asked: Asked) -> ibis.Table:
            began, before = time.perf_counter(), sum(views.values())
            made = super()._made(name, asked)
            views[name] = time.perf_counter() - began - (sum(views.values()) - before)
            return made

    def by_ibis() -> pa.Table:
        found = {name: engines.read_snapshot(engine, folder, schema()[name]) for name in base_tables(question)}
        tables = {name: each for name, each in found.items() if each is not None}
        sitting = Timed(tables, TODAY, {}, engines.keep(engine), engine=engine, schema=schema(), store=store)
        return ask(question, sitting)

    if way == "written":
        shutil.rmtree(store.folder, ignore_errors=True)
    began, busy = time.perf_counter(), time.process_time()
    rows = by_sql() if way == "sql" else by_ibis()
    seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - busy
    if way == "written":
        shutil.rmtree(store.folder, ignore_errors=True)
    findings, evidence = findings_of(question, rows, schema())
    told = [findings.select(["subject", "known_on", "size"]).to_pylist(), evidence.to_pylist()]
    print(
        json.dumps(
            {
                "seconds": seconds,
                "cpu_seconds": cpu_seconds,
                "views": views,
                "peak_bytes": _own_peak(),
                "n_findings": findings.num_rows,
                "n_evidence": evidence.num_rows,
                "answer": hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest(),
            }
        )
    )


def _by_hand(code: str) -> str:
    """The statements of one question, after those that it shares with others ("-- needs: circle, private_contact")."""
    own = (SQL / f"{code}.sql").read_text(encoding="utf-8")
    needs = re.search(r"^-- needs: (.+)$", own, re.MULTILINE)
    shared = [each.strip() for each in needs[1].split(",")] if needs else []
    return "\n".join([*((SQL / f"_{each}.sql").read_text(encoding="utf-8") for each in shared), own])


def _own_peak() -> int:
    """Bytes; what getrusage gives begins with the process that this one was forked from."""
    said = Path("/proc/self/status").read_text("utf-8")
    return int(said.split("VmHWM:")[1].split()[0]) * 1024


if __name__ == "__main__":
    main()
