"""A folder of TOML files is read strictly: a slip of the pen is an error that says where."""

import pytest

from graftwatch.law import MalformedEntry, read_instruments, read_sources

STATUTE = """
title = "Organ Transplant Act of Atlantis"
short = "Atlantis, Organ Transplant Act"
body = "Parliament of Atlantis"
date = "2009-03"
kind = "statute"
status = "In force"

[[provision]]
locator = "section 4"
says = "A board approves each living donation."
basis = "design"
"""

STUDY = """
title = "A study"
kind = "study"
basis = "found"
read = "abstract"
"""


def test_a_country_reads_its_statutes_from_its_own_folder(tmp_path):
    (tmp_path / "transplant-act.toml").write_text(STATUTE, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no entry", encoding="utf-8")
    (read,) = read_instruments(tmp_path).values()
    assert (read.id, read.kind, read.provisions[0].locator) == ("transplant-act", "statute", "section 4")


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ('short = "Atlantis, Organ Transplant Act"', "", r"does not say \['short'\]"),
        ('status = "In force"', 'status = "In force"\nstatsu = "x"', r"says \['statsu'\], which nobody reads"),
        ('status = "In force"', 'status = " "', '"status" is empty'),
        ('date = "2009-03"', 'date = "March 2009"', "is no date"),
        ('date = "2009-03"', "date = 2009-03-01", '"date" is empty or not text'),
        ('kind = "statute"', 'kind = "law"', 'kind is "law". Choose one of: treaty'),
        ('basis = "design"', 'basis = "hearsay"', 'section 4: basis is "hearsay"'),
        ('basis = "design"', "", r"does not say \['basis'\]"),
        ('locator = "section 4"', 'locator = "Section 4"', "must be in lower case"),
        ('says = "A board approves each living donation."', 'says = ""', '"says" is empty'),
        ('title = "Organ', "title = Organ", "is not TOML"),
    ],
)
def test_a_slip_in_an_instrument_is_refused(tmp_path, written, instead, complaint):
    assert written in STATUTE
    (tmp_path / "transplant-act.toml").write_text(STATUTE.replace(written, instead), encoding="utf-8")
    with pytest.raises(MalformedEntry, match=complaint) as refusal:
        read_instruments(tmp_path)
    assert "transplant-act" in str(refusal.value)


def test_an_instrument_without_provisions_is_refused(tmp_path):
    (tmp_path / "empty.toml").write_text(STATUTE.partition("[[provision]]")[0], encoding="utf-8")
    with pytest.raises(MalformedEntry, match=r"no \[\[provision\]\]"):
        read_instruments(tmp_path)


def test_two_provisions_at_one_place_are_refused(tmp_path):
    twice = STATUTE + "\n[[provision]]" + STATUTE.partition("[[provision]]")[2]
    (tmp_path / "transplant-act.toml").write_text(twice, encoding="utf-8")
    with pytest.raises(MalformedEntry, match="Two provisions stand at"):
        read_instruments(tmp_path)


def test_a_study_needs_no_status_and_a_press_report_does(tmp_path):
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    assert read_sources(tmp_path)["study"].status == ""
    (tmp_path / "study.toml").write_text(STUDY.replace('"study"', '"press"'), encoding="utf-8")
    with pytest.raises(MalformedEntry, match='"status" is empty'):
        read_sources(tmp_path)
