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
from graftwatch.testing import home_in, write_folder

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
    with override_settings(GRAFTWATCH_HOME=home_in(place)):
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


def test_every_question_on_a_restricted_column_is_gated_and_no_other():
    """docs/decisions/2026-11-22-who-sees-what-a-donor-confides.md says for whom."""
    secret = {each.code for each in all_indicators().values() if entitled.secret_tables(each, schema())}
    gated = {code: each.entitled for code, each in all_indicators().items() if each.entitled}
    assert secret == set(gated)
    assert {code for code, held in gated.items() if held == "genetics"} == {"LD-01", "LD-17"}
    assert {code for code, held in gated.items() if held == "confidences"} == {"FA-08", "LD-11", "LD-14", "LD-22"}


@pytest.fixture(scope="module")
def confided(tmp_path_factory):
    """The same office four times: genes that fit or not, a donor whose papers others keep or not."""
    place, found = tmp_path_factory.mktemp("confided"), {}
    with override_settings(GRAFTWATCH_HOME=home_in(place)):
        for name, papers, genes in (
            ("nothing", "donor_side", (FIT, ("9", "12"))),
            ("papers", "recipient_side", (FIT, ("9", "12"))),
            ("both", "recipient_side", (APART, ("8", "9"))),
        ):
            picture = with_papers(office(*genes), papers)
            found[name] = screen(folder=write_folder(picture, place / name / "office"), out=place / name / "out").out
        yield found


def with_papers(picture, held_by):
    """The files of living donors as drawn, each with who keeps the donor's papers."""
    before, head, after = picture.partition("living_donor_assessment\n")
    lines = after.split("\n")
    end = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    lines[:end] = [f"{lines[0]} | papers_held_by", *(f"{line} | {held_by}" for line in lines[1:end])]
    return before + head + "\n".join(lines)


def test_what_a_donor_confides_changes_no_file_of_a_run_that_others_read(confided):
    nothing, papers = confided["nothing"], confided["papers"]
    assert told(nothing)["fingerprint"] != told(papers)["fingerprint"]
    for name in ("leads", "protection"):
        assert told(nothing)[name] == told(papers)[name]
    for name in LISTS:
        assert rows(nothing, name) == rows(papers, name)
    assert told(nothing, "manifest.json")["counts"] == told(papers, "manifest.json")["counts"]
    assert "LD-14" in {row["code"] for row in rows(papers, "entitled_findings")}
    assert told(papers, "manifest.json")["answers"]["LD-14"]["n_findings"] is None


def test_one_compartment_opens_no_other(confided):
    """A lead for those who hold what donors confide knows nothing of genes, nor the other way round."""
    of = {"genetics": {"LD-01", "LD-17"}, "confidences": {"FA-08", "LD-11", "LD-14", "LD-22"}}
    apart = told(confided["both"], entitled.LEADS)["leads"]
    assert {said["compartment"] for said in apart} == set(of)
    for said in apart:
        others = set().union(*(codes for held, codes in of.items() if held != said["compartment"]))
        secret = {row["code"] for row in rows(confided["both"], "entitled_findings")} & others
        shown = {one["code"] for one in said["findings"]}
        assert not (shown & secret) - {"LD-17"}  # LD-17 answers everybody without genes, too
        assert shown & of[said["compartment"]]
