"""What genes say is in no file of a run that others read, and a lead of its own for whoever may know it."""

import json

import pyarrow.parquet as pq
import pytest
from django.test import override_settings

from graftwatch.apps.screening import entitled
from graftwatch.apps.screening.screen import screen
from graftwatch.apps.screening.screen_test import OFFICE
from graftwatch.indicators import all_indicators
from graftwatch.records.schema import schema
from graftwatch.testing import write_folder

FIT, APART = ("8", "10"), ("11", "12")
DONORS = """
    p-4  | Cy         | Xylander    | male   | resident
    p-6  | Di         | Vexelby     | female | resident"""
CHECK = """

    identity_check
    id | person | kind | result  | confirmed_by_human | checked_on
    i1 | p-4    | face | differs | yes                | 2025-03-03"""
LISTS = ("findings", "evidence")


def office(recipient, other_donor):
    """The pair p-4, p-5 claims parent and child; a check says that p-4 is another; p-6 gives in another file."""
    people = [("p-4", ("8", "9")), ("p-5", recipient), ("p-6", other_donor)]
    people += [(f"x-{n}", (str(8 + n % 5), str(8 + n // 5 % 5))) for n in range(40)]
    rows = [(person, f"l{locus}", *alleles) for person, alleles in people for locus in range(12)]
    lines = [f"g{n} | {who} | s-{who} | str | {' | '.join(rest)} | 2025-02-01" for n, (who, *rest) in enumerate(rows)]
    head = "\n\n    genotype\n    id | person | sample_number | method | locus | allele_1 | allele_2 | typed_on\n    "
    drawn = (
        OFFICE.rstrip().replace("cousin", "parent").replace("male   | resident\n\n", f"male   | resident{DONORS}\n\n")
    )
    return drawn + CHECK + head + "\n    ".join(lines) + "\n"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The same office twice: its genes fit what is claimed, or speak against it."""
    place, found = tmp_path_factory.mktemp("genes"), {}
    with override_settings(GRAFTWATCH_HOME=place / "home"):
        for name, picture in (("fit", office(FIT, ("9", "12"))), ("apart", office(APART, ("8", "9")))):
            found[name] = screen(folder=write_folder(picture, place / name / "office"), out=place / name / "out").out
        again = place / "again"
        found["tonight"] = screen(folder=place / "apart" / "office", out=again, since=found["apart"]).out
        yield found


def told(out, name="leads.json"):
    return json.loads((out / name).read_text("utf-8"))


def rows(out, name):
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def test_queue_protection_findings_and_counts_are_the_same_whatever_the_genes_say(runs):
    fit, apart = runs["fit"], runs["apart"]
    assert told(fit)["fingerprint"] != told(apart)["fingerprint"]
    assert told(fit)["leads"]
    for name in ("leads", "protection"):
        assert told(fit)[name] == told(apart)[name]
    for name in LISTS:
        assert rows(fit, name) == rows(apart, name)
    assert told(fit, "manifest.json")["counts"] == told(apart, "manifest.json")["counts"]
    assert told(fit, "manifest.json")["opening"] == told(apart, "manifest.json")["opening"]
    below = [{(file["key"], file["bits"], file["why_not"]) for file in rows(out, "files")} for out in (fit, apart)]
    assert below[0] == below[1]


def test_no_other_file_of_the_run_tells_how_often_a_gated_question_answered(runs):
    answers = told(runs["apart"], "manifest.json")["answers"]
    assert answers["LD-01"]["status"] != "not asked"
    assert answers["LD-01"]["n_findings"] is None is answers["LD-17"]["n_findings"]
    assert "Genes speak against the claimed blood tie" in (runs["fit"] / "report.html").read_text()  # it was asked
    reports = []
    for out in (runs["fit"], runs["apart"]):
        fingerprint = told(out)["fingerprint"]  # says that something differs, never what
        reports.append((out / "report.html").read_text().replace(fingerprint, "").replace(fingerprint[:12], ""))
    assert reports[0] == reports[1]


def test_what_the_genes_say_is_a_lead_of_its_own(runs):
    assert told(runs["fit"], entitled.LEADS)["leads"] == []
    apart = {said["key"]: said for said in told(runs["apart"], entitled.LEADS)["leads"]}
    pair = next(said for said in apart.values() if said["kind"] == "pair")
    assert pair["compartment"] == "genetics"
    assert pair["key"].endswith("#genetics")
    assert pair["place"] >= 1
    openly = next(said for said in told(runs["apart"])["leads"] if f"{said['key']}#genetics" == pair["key"])
    assert {one["code"] for one in pair["findings"]} - {one["code"] for one in openly["findings"]} == {"LD-01"}
    assert pair["bits"] >= openly["bits"]  # a family has a cap: what genes add may be nothing


def test_a_question_that_can_do_without_genes_answers_without_them_for_everybody_else(runs):
    """LD-17: a face that differs is no secret; one genotype under two names is."""
    openly = [row for row in rows(runs["apart"], "findings") if row["code"] == "LD-17"]
    whole = [row for row in rows(runs["apart"], "entitled_findings") if row["code"] == "LD-17"]
    assert [row["size"] for row in openly] == [1]
    assert sorted(row["size"] for row in whole) == [1, 2]
    cited = {row["table"] for row in rows(runs["apart"], "evidence")}
    assert "identity_check" in cited
    assert "genotype" not in cited


def test_a_nightly_run_keeps_both_sides(runs):
    for name in ("findings", "evidence", "entitled_findings", "entitled_evidence"):
        assert rows(runs["tonight"], name) == rows(runs["apart"], name)
    assert told(runs["tonight"], entitled.LEADS)["leads"] == told(runs["apart"], entitled.LEADS)["leads"]


def test_files_of_a_run_are_the_owners_alone(runs):
    assert {path.stat().st_mode & 0o777 for path in runs["apart"].rglob("*") if path.is_file()} == {0o600}


def test_the_questions_on_restricted_columns_that_stay_open_are_those_of_the_decision():
    """docs/decisions/2026-11-22-who-sees-a-genetic-contradiction.md says why."""
    secret = {each.code for each in all_indicators().values() if entitled.secret_tables(each, schema())}
    gated = {code for code, each in all_indicators().items() if each.entitled}
    assert gated == {"LD-01", "LD-17"}
    assert secret - gated == {"FA-08", "LD-11", "LD-14", "LD-22"}
