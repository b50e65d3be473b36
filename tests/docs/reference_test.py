"""The reference pages say what the code says, and every question, list and command has its place in them."""

from pathlib import Path

import pytest

from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations
from graftwatch.indicators.decided import all_decided
from graftwatch.site.reference import pages

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_is_as_the_code_would_write_it(name):
    assert (REFERENCE / name).read_text("utf-8") == pages()[name](), "write it again: graftwatch reference"


def test_every_question_and_list_has_its_section():
    told = "".join(page() for name, page in pages().items() if name.startswith("questions/"))
    assert len(all_indicators()) >= 20
    for code in (*all_indicators(), *all_decided(), *all_clearings()):
        assert f"## {code}\n" in told
        assert f"[{code} " in pages()["questions.md"]()
    for name in all_reconciliations():
        assert f"## {name}\n" in pages()["lists.md"]()
