"""A run folder as screening writes it, drawn small: six leads, two protection entries, lists and a report.

What lies ahead of it, the day of surgery and the ends of leads and run, lies far ahead: pages are asked on the real
day, and must say the same on every one.
"""

from __future__ import annotations

import copy
import csv
import hashlib
import json
import uuid
from pathlib import Path
from typing import Any


def row_id(name: str) -> str:
    """The id that a drawn row has everywhere in the sample."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"sample {name}"))


CENTRES = {name: uuid.UUID(row_id(name)) for name in ("Centre Nord", "Centre Sud", "Centre Est")}

QUESTIONS: dict[str, dict[str, Any]] = {
    "LD-18": {
        "title": "Same contact person in several unrelated files",
        "question": "Is one contact behind several donor files of people who are not related?",
        "benign": ["An embassy liaison office", "A ward clerk's own number"],
        "ask_first": ["The ward: who gave this number, and when?"],
        "blind_to": ["Contacts who change their number for each file"],
        "table": "contact_point",
    },
    "LD-28": {
        "title": "Interpreter not independent of the recipient",
        "question": "Was the donor heard through an interpreter who came with the recipient?",
        "benign": ["The only speaker of a rare language in the region"],
        "ask_first": ["The donor advocate: was the donor heard again, alone?"],
        "blind_to": ["Interpreters who are not written down"],
        "table": "interpreter_session",
    },
    "WL-01": {
        "title": "Left the list without a transplant here",
        "question": "Did a patient leave the waiting list alive, without a transplant here?",
        "benign": ["The patient moved to another country and is on a list there"],
        "ask_first": ["The listing centre: what was written down that day?"],
        "blind_to": ["Patients who were never listed at home"],
        "table": "waiting_list_event",
    },
    "FI-01": {
        "title": "Tests of several strangers paid from one account",
        "question": "Did one account pay for the tests of several people who are not related?",
        "benign": ["An employer or a charity that pays for many"],
        "ask_first": ["The account holder: in what capacity were the tests paid?"],
        "blind_to": ["Cash"],
        "table": "laboratory_order",
    },
    "HO-01": {
        "title": "Theatre and registry counts part",
        "question": "Does a theatre list more donor operations than the registry knows?",
        "benign": ["Registry entries that arrive late"],
        "ask_first": ["The registry: which months are still open?"],
        "blind_to": ["Theatres that keep no list"],
        "table": "theatre_count",
    },
}


def finding(code: str, subject: str, *, size: float, one_in: int, bits: float, n_rows: int = 2) -> dict[str, Any]:
    said = QUESTIONS[code]
    rows = [
        {"table": said["table"], "row": row_id(f"{said['table']} {subject} {n}"), "file_number": f"F-{4000 + n}"}
        for n in range(n_rows)
    ]
    return {
        "finding": hashlib.sha256(f"{code} {subject}".encode()).hexdigest()[:32],
        "code": code,
        "title": said["title"],
        "question": said["question"],
        "subject": subject,
        "known_on": "2026-10-12",
        "size": size,
        "numbers": {"n_files": size},
        "seen": {
            "share": 1 / one_in,
            "one_in": one_in,
            "n_yes": 812 // one_in,
            "n_files": 812,
            "stratum": "kidney, unrelated, resident",
        },
        "bits": bits,
        "bits_low": bits - 0.7,
        "bits_high": bits + 0.5,
        "counted_bits": bits,
        "counted_why": "",
        "without": ["a registered liaison"] if code == "LD-18" else [],
        "benign": said["benign"],
        "ask_first": said["ask_first"],
        "blind_to": said["blind_to"],
        "cites": [{"label": "Constructive dialogue 2024, para 21", "says": "Brokers return in several files."}],
        "rows": rows,
    }


def lead(kind: str, label: str, centre: str | None, findings: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    anchor = row_id(label) if kind != "pair" else f"{row_id('donor ' + label)}:{row_id('recipient ' + label)}"
    bits = sum(one["counted_bits"] for one in findings)
    return {
        "key": f"{kind}:{anchor}",
        "kind": kind,
        "anchor": anchor,
        "label": label,
        "facility": str(CENTRES[centre]) if centre else None,
        "facility_label": centre or "",
        "bits": bits,
        "bits_low": bits - 1,
        "bits_high": bits + 1,
        "opened_by": "weight",
        "before_surgery": None,
        "known_on": "2026-10-12",
        "expires_on": "2097-10-12",
        "families": ["network", "testimony"],
        "sources": ["care", "laboratory"],
        "protection_only": False,
        "findings": findings,
        "speaks_for_ordinary": [
            {"code": "CL-01", "title": "The registry office confirmed the birth certificate", "bits": -2.0, "rows": []}
        ],
        "not_asked": [{"code": "FI-02", "title": "Money that comes back", "why": "payments: no finance tables here"}],
        "timeline": [
            {"on": "2026-10-03", "what": "Arrival", "table": "journey", "row": row_id(f"journey {label}")},
            {"on": "2026-10-05", "what": "Board decision", "table": "board_decision", "row": row_id(f"board {label}")},
        ],
        **more,
    }


def sample_leads() -> dict[str, Any]:
    """Six leads in the order of the queue, and two entries for protection."""
    surgery = {"planned_on": "2096-12-02", "crossmatch_valid_until": "2096-12-09"}
    return {
        "format": 1,
        "as_of": "2026-11-20",
        "fingerprint": "7f3a" * 16,
        "leads": [
            lead(
                "pair",
                "P-4821",
                "Centre Nord",
                [
                    finding("LD-18", "P-4821", size=4, one_in=400, bits=6.0, n_rows=4),
                    finding("LD-28", "P-4821", size=1, one_in=40, bits=4.3),
                ],
                before_surgery=surgery,
            ),
            lead("facility", "H-0007", "Centre Sud", [finding("HO-01", "H-0007", size=5, one_in=90, bits=5.1)]),
            lead("recipient", "R-1190", "Centre Nord", [finding("WL-01", "R-1190", size=200, one_in=12, bits=2.4)]),
            lead("pair", "P-5003", "Centre Sud", [finding("LD-28", "P-5003", size=1, one_in=40, bits=4.3)]),
            lead(
                "account",
                "A-3310",
                None,
                [finding("FI-01", "A-3310", size=3, one_in=120, bits=5.0)],
                opened_by="money only",
            ),
            lead("recipient", "R-2044", "Centre Est", [finding("WL-01", "R-2044", size=90, one_in=12, bits=2.2)]),
        ],
        "protection": [
            lead(
                "person",
                "D-0450",
                "Centre Nord",
                [finding("LD-28", "D-0450", size=1, one_in=40, bits=0.0)],
                protection_only=True,
            ),
            lead(
                "person",
                "D-0777",
                "Centre Sud",
                [finding("LD-28", "D-0777", size=1, one_in=40, bits=0.0)],
                protection_only=True,
            ),
        ],
    }


def sample_manifest(leads: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": 1,
        "run_id": "sample",
        "as_of": leads["as_of"],
        "made_at": "2026-11-20T09:00:00+00:00",
        "fingerprint": leads["fingerprint"],
        "tables": {
            "transplant": {
                "rows": 812,
                "columns": ["recipient", "donor"],
                "sha256": "ab" * 32,
                "from": "2017-01-02",
                "to": "2026-11-18",
            }
        },
        "versions": {"graftwatch": "0.1.0", "ibis": "12.0.0", "duckdb": "1.5.5", "python": "3.11"},
        "parameters": {"WL-01": {"grace_days": 60}},
        "purpose": "screening",
        "legal_basis": "Transplantation Act, article 12",
        "end_date": "2097-11-20",
        "answers": {
            "WL-01": {"status": "asked", "reasons": [], "n_findings": 2, "seconds": 0.1},
            "LD-18": {
                "status": "in part",
                "reasons": ["contact_point: from 2021 only"],
                "n_findings": 1,
                "seconds": 0.2,
            },
            "FI-02": {"status": "not asked", "reasons": ["payment: not in the folder"], "n_findings": 0, "seconds": 0},
        },
        "unlocks": [
            {
                "table": "payment",
                "column": None,
                "holder": "financial intelligence unit",
                "questions": ["FI-02", "FI-13"],
            },
            {"table": "journey", "column": "departed_on", "holder": "border police", "questions": ["BT-02"]},
        ],
        "reconciliation": {
            "departure_unexplained": drawn_list(
                "Left the waiting list, and no record says what became of the patient", 14
            ),
            "theatre_counts_apart": drawn_list("Theatre and registry counted apart", 3),
        },
        "counts": {"leads": len(leads["leads"]), "protection": len(leads["protection"])},
    }


def drawn_list(title: str, n_rows: int) -> dict[str, Any]:
    """A reconciliation list as a manifest tells of it."""
    return {"title": title, "mends": "listing centre", "do": "Write it down.", "n_rows": n_rows, "missing": None}


def write_sample_run(out: Path, leads: dict[str, Any] | None = None) -> Path:
    """Write the folder; `leads` may be changed by the caller to draw a second run."""
    said = copy.deepcopy(leads) if leads is not None else sample_leads()
    (out / "reconcile").mkdir(parents=True, exist_ok=True)
    (out / "leads.json").write_text(json.dumps(said), "utf-8")
    (out / "manifest.json").write_text(json.dumps(sample_manifest(said)), "utf-8")
    (out / "report.html").write_text(
        "<!doctype html><html lang=en><title>Report</title><h1>Report</h1></html>", "utf-8"
    )
    for name, drawn in sample_manifest(said)["reconciliation"].items():
        with (out / "reconcile" / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["file_number", "facility", "office"])
            writer.writerows([f"F-{n}", "Centre Sud", "transplant authority"] for n in range(drawn["n_rows"]))
    return out
