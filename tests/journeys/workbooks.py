"""Three workbooks as a French-speaking office keeps them: own headings, own codes, days written day first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from openpyxl import Workbook

BEGIN = dt.date(2021, 1, 4)


def written(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")


def write_workbooks(folder: Path) -> list[Path]:
    """Waiting list, departures, transplants: sixty patients, one in five gone without a reason."""
    folder.mkdir(parents=True, exist_ok=True)
    entries, departures, transplants = [], [], []
    for n in range(60):
        listed = BEGIN + dt.timedelta(days=23 * n)
        left = listed + dt.timedelta(days=200 + n)
        entries.append([f"LA-{n:03}", f"MAL-{n:03}", "Rein" if n % 4 else "Foie", written(listed), "CH Nord"])
        if n % 5 == 0:
            departures.append([f"S-{n:03}", f"LA-{n:03}", "sorti", "inconnu", written(left)])
        elif n % 5 == 1:
            departures.append([f"S-{n:03}", f"LA-{n:03}", "greffé", "", written(left)])
            transplants.append([f"G-{n:03}", f"MAL-{n:03}", "Rein" if n % 4 else "Foie", "DDME", written(left)])
    return [
        _workbook(
            folder / "liste d'attente.xlsx",
            "Liste nationale, extrait du 30/06/2026",
            ["N° inscription", "N° malade", "Organe", "Inscrit le", "Centre"],
            entries,
        ),
        _workbook(
            folder / "sorties.xlsx",
            "Sorties de liste",
            ["N° sortie", "Inscription", "Événement", "Motif", "Date d'effet"],
            departures,
        ),
        _workbook(
            folder / "greffes.xlsx",
            "Greffes réalisées",
            ["N° greffe", "Receveur", "Organe greffé", "Type de donneur", "Date de greffe"],
            transplants,
        ),
    ]


def _workbook(path: Path, title: str, heading: list[str], rows: list[list[str]]) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heading))
    sheet.append([])
    for row in (heading, *rows):
        sheet.append(row)
    book.save(path)
    return path
