"""The reference page of the FHIR mapping says what the mapping files say."""

from pathlib import Path

from graftwatch.wire.fhir.documenting import page
from graftwatch.wire.fhir.mapping import mappings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "fhir.md"


def test_the_page_is_up_to_date():
    said = PAGE.read_text("utf-8")
    assert said == page(), "run `graftwatch fhir table docs/reference/fhir.md`"


def test_every_type_has_its_table():
    said = page()
    assert mappings()
    assert [name for name in mappings() if f"\n### {name}\n" not in said] == []
    assert said.count("| Our column | From |") == sum(len(one.rows) for one in mappings().values())


def test_every_binding_that_a_table_points_at_is_on_the_page():
    import re

    said = page()
    pointed = set(re.findall(r"\]\(#([a-z-]+)\)", said))
    assert pointed
    assert [name for name in pointed if f"\n### {name}\n" not in said] == []
