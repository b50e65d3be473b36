"""Days are written as each language writes them: one format a language, named nowhere else."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.formats import date_format

GRAFTWATCH = Path(__file__).resolve().parents[2] / "graftwatch"
DAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "24 November 2026"),
        ("fr", "24 novembre 2026"),
        ("es", "24 de noviembre de 2026"),
        ("ru", "24 ноября 2026 г."),
        ("zh-hans", "2026年11月24日"),
        ("ar", "24 نوفمبر 2026"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language, words):
    with translation.override(language):
        assert date_format(DAY) == words


def test_no_page_writes_a_day_in_a_form_of_its_own():
    pages = [path for path in GRAFTWATCH.rglob("*") if path.suffix in (".html", ".py") and "formats" not in path.parts]
    assert len(pages) > 100
    own = re.compile(r"""["'](j|d) [FEMN] Y""")
    wrong = [
        f"{path.relative_to(GRAFTWATCH)}:{number}"
        for path in pages
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if own.search(line)
    ]
    assert wrong == [], 'write |date, or |date:"DATETIME_FORMAT"; in Python date_format(day)'
