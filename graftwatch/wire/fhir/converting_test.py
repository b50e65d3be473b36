"""Hand-written files of invented people, converted: each line of the sample is there for one sentence here."""

import datetime as dt
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from graftwatch.errors import GraftwatchError
from graftwatch.testing import schema
from graftwatch.wire.fhir import convert

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fhir")
    account = convert(SAMPLE / "bulk", folder / "out", schema(), quarantine=folder / "quarantine.csv")
    return account, folder


@pytest.fixture(scope="module")
def rows(done):
    return lambda table: {row["id"]: row for row in pq.read_table(done[1] / "out" / f"{table}.parquet").to_pylist()}


def reasons(groups):
    return {(group.type, group.example.id): group.reason for group in groups}


def test_every_resource_read_is_accounted_for_once(done):
    account, _ = done
    assert account.n_told == account.n_read == 60
    assert account.not_ours == {"Immunization": 1}
    assert sum(account.files.values()) == account.n_read


def test_a_person_is_told_with_their_papers_and_the_precision_of_their_birth(rows):
    person = rows("person")["Patient/p1"]
    assert (person["given_name"], person["family_name"], person["sex"]) == ("Tavira Lune", "Oren", "female")
    assert (person["birth_date"], person["birth_precision"]) == (dt.date(1971, 4, 1), "month")
    assert (person["residence_country"], person["nationality"], person["language"]) == ("XA", "XA", "ar")
    assert (person["national_id"], person["interpreter_needed"]) == ("AT-1001", "yes")
    assert rows("identity_document")["Patient/p1.identifier1"]["number"] == "X0042"
    assert rows("contact_point")["Patient/p1.contact0"]["role"] == "next_of_kin"


def test_a_blood_group_reaches_the_person_only_where_all_results_agree(rows):
    people = rows("person")
    assert (people["Patient/p1"]["blood_group"], people["Patient/p1"]["rhesus"]) == ("O", "positive")
    assert people["Patient/p2"]["blood_group"] is None
    assert len([one for one in rows("laboratory_result").values() if one["test"] == "blood_group"]) == 4


def test_a_row_is_as_recent_as_the_latest_of_its_parts(rows):
    assert rows("person")["Patient/p1"]["recorded_at"] == dt.datetime(2025, 4, 1)  # noqa: DTZ001 - UTC
    assert rows("person")["Patient/p2"]["recorded_at"] == dt.datetime(2025, 3, 1, 8)  # noqa: DTZ001 - UTC


def test_of_two_versions_the_later_wins_and_a_tie_takes_neither(done, rows):
    account, _ = done
    assert rows("person")["Patient/p3"]["family_name"] == "Dusk"
    assert "Patient/p6" not in rows("person")
    assert [(group.type, group.n) for group in account.in_conflict] == [("Patient", 2)]
    assert (account.n_repeated, account.n_superseded) == (1, 1)


def test_a_gender_that_the_system_calls_unknown_is_unknown_and_any_other_word_is_rejected(done, rows):
    assert rows("person")["Patient/p3"]["sex"] == "unknown"
    assert reasons(done[0].rejected)["Patient", "p5"] == (
        "gender holds a code that HL7 administrative-gender does not have"
    )


def test_the_31_of_june_is_rejected_in_plain_words(done):
    assert reasons(done[0].rejected)["Patient", "p4"] == "birthDate is a date that does not exist"


def test_bad_lines_cost_themselves_only(done, rows):
    unreadable = [(group.reason, group.example.line) for group in done[0].rejected if not group.type]
    assert unreadable == [("holds bytes that are not UTF-8", 12), ("is not complete JSON", 11)]
    assert "Patient/p10" in rows("person")


def test_an_episode_becomes_an_entry_with_its_events(rows):
    entry = rows("waiting_list_entry")["EpisodeOfCare/e1"]
    assert (entry["person"], entry["organ"], entry["diagnosis"]) == ("Patient/p1", "kidney", "N18.5")
    assert entry["listed_on"] == dt.date(2022, 5, 5)
    events = [one for one in rows("waiting_list_event").values() if one["entry"] == "EpisodeOfCare/e1"]
    assert [one["kind"] for one in events] == ["listed", "inactivated", "activated", "removed"]
    assert events[-1]["reason"] == "living_donor_transplant"
    assert {one["recorded_by"] for one in events} == {"Practitioner/d2"}


def test_an_episode_of_another_kind_leaves_neither_entry_nor_event(rows):
    assert set(rows("waiting_list_entry")) == {"EpisodeOfCare/e1", "EpisodeOfCare/e2"}
    assert {one["entry"] for one in rows("waiting_list_event").values()} == {"EpisodeOfCare/e1", "EpisodeOfCare/e2"}


def test_a_transplant_has_its_donor_file_place_and_team(rows):
    transplant = rows("transplant")["Procedure/t1"]
    assert (transplant["recipient"], transplant["donor"]) == ("Patient/p1", "Patient/p2")
    assert (transplant["organ_kind"], transplant["donor_type"]) == ("kidney", "living")
    assert (transplant["relationship"], transplant["assessment"]) == ("child", "ServiceRequest/s1")
    assert (transplant["facility"], transplant["performed_on"]) == ("Organization/o1", dt.date(2024, 6, 8))
    team = {one["practitioner"]: one["role"] for one in rows("team_member").values()}
    assert team == {"Practitioner/d1": "lead_surgeon", "Practitioner/d2": "anaesthetist"}


def test_the_removal_of_a_kidney_from_a_donor_is_an_organ(rows):
    organ = rows("organ")["Procedure/t2"]
    assert (organ["kind"], organ["living_donor"], organ["facility"]) == ("kidney", "Patient/p2", "Organization/o1")


def test_operations_that_are_none_of_ours_say_why(done):
    told = reasons(done[0].without_place) | reasons(done[0].rejected)
    assert told["Procedure", "t3"] == "the patient's own organ was put back: no donor"
    assert "only a month or a year" in told["Procedure", "t4"]
    assert told["Procedure", "t5"] == "status holds a word that FHIR does not have for it"
    assert told["Procedure", "t6"] == "its subject points at no person"


def test_a_transplant_of_somebody_unknown_is_kept_and_its_reference_stays_open(done, rows):
    assert rows("transplant")["Procedure/t7"]["recipient"] == "Patient/p404"
    assert done[0].n_open_references == 1


def test_a_donor_file_an_order_a_claim_and_a_consent_belong_together(rows):
    file = rows("living_donor_assessment")["ServiceRequest/s1"]
    assert (file["donor"], file["recipient"], file["organ"]) == ("Patient/p2", "Patient/p1", "kidney")
    order = rows("laboratory_order")["ServiceRequest/s2"]
    assert (order["assessment"], order["test"]) == ("ServiceRequest/s1", "hla_typing")
    assert (order["laboratory"], order["requester"]) == ("Organization/o1", "Practitioner/d1")
    claim = rows("kinship_claim")["RelatedPerson/r1"]
    assert (claim["donor"], claim["recipient"], claim["relationship"]) == ("Patient/p2", "Patient/p1", "child")
    assert rows("consent")["Consent/k1"]["assessment"] == "ServiceRequest/s1"


def test_a_dispensing_finds_its_medicine_in_its_prescription_or_in_itself(rows):
    found = {name: (row["medicine"], row["days_supplied"], row["facility"]) for name, row in rows("dispensing").items()}
    assert found == {
        "MedicationDispense/x1": ("L04AD02", 30, "Organization/o2"),
        "MedicationDispense/x2": ("L04AA06", 28, "Organization/o2"),
    }


def test_a_visit_is_a_follow_up_by_its_reason_or_by_the_diagnosis_behind_it(rows):
    visits = rows("follow_up")
    assert {name: row["role"] for name, row in visits.items()} == {
        "Encounter/v1": "recipient",
        "Encounter/v2": "living_donor",
    }
    assert visits["Encounter/v1"]["creatinine"] == 105.5


def test_the_quarantine_lists_every_rejection_and_no_value(done):
    text = (done[1] / "quarantine.csv").read_text("utf-8")
    assert len(text.splitlines()) == 1 + done[0].n_rejected + 2
    assert "Patient.ndjson,5,Patient,p4,birthDate is a date that does not exist" in text
    assert "Marrow" not in text
    assert "male2" not in text


def test_the_account_names_nobody(done):
    text = json.dumps(done[0].as_json())
    assert all(name not in text for name in ("Oren", "Tavira", "AT-1001", "0101", "Port Mery"))


def test_nothing_but_tables_is_left_and_twice_gives_the_same(done, tmp_path):
    _, folder = done
    assert {file.suffix for file in (folder / "out").iterdir()} == {".parquet"}
    assert [one.name for one in folder.iterdir() if one.name.startswith(".")] == []
    convert(SAMPLE / "bulk", tmp_path / "again", schema())
    for file in (folder / "out").iterdir():
        assert pq.read_table(file).equals(pq.read_table(tmp_path / "again" / file.name)), file.name


def test_a_transaction_is_known_by_its_urns_and_brings_what_it_contains(tmp_path):
    account = convert(SAMPLE / "transaction.json", tmp_path / "out", schema())
    operation = pq.read_table(tmp_path / "out" / "transplant.parquet").to_pylist()[0]
    assert operation["id"] == "Procedure/0b1e0f3c-0000-4000-8000-00000000000a"
    assert operation["recipient"] == "Patient/0b1e0f3c-0000-4000-8000-00000000000b"
    assert operation["recipient"] in pq.read_table(tmp_path / "out" / "person.parquet").column("id").to_pylist()
    member = pq.read_table(tmp_path / "out" / "team_member.parquet").to_pylist()[0]
    assert member["practitioner"] == operation["id"] + "#surgeon"
    assert pq.read_table(tmp_path / "out" / "practitioner.parquet").column("name").to_pylist() == ["Fell"]
    assert account.n_open_references == 0


def test_an_identifier_that_leads_to_nobody_stays_open_and_unreadable(tmp_path):
    written = (SAMPLE / "bulk" / "EpisodeOfCare.ndjson").read_text("utf-8").replace("AT-1001", "AT-9999")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "EpisodeOfCare.ndjson").write_text(written, "utf-8")
    (tmp_path / "in" / "Condition.ndjson").write_bytes((SAMPLE / "bulk" / "Condition.ndjson").read_bytes())
    convert(tmp_path / "in", tmp_path / "out", schema())
    entries = pq.read_table(tmp_path / "out" / "waiting_list_entry.parquet").to_pylist()
    person = next(one["person"] for one in entries if one["id"] == "EpisodeOfCare/e1")
    assert person.startswith("Patient?")
    assert "AT-9999" not in person


def test_a_later_version_entered_in_error_takes_the_earlier_one_away(tmp_path):
    (tmp_path / "in").mkdir()
    first = json.loads((SAMPLE / "bulk" / "Procedure.ndjson").read_text("utf-8").splitlines()[0])
    later = first | {"status": "entered-in-error", "meta": {"lastUpdated": "2026-01-01T00:00:00Z"}}
    (tmp_path / "in" / "Procedure.ndjson").write_text(f"{json.dumps(first)}\n{json.dumps(later)}\n", "utf-8")
    account = convert(tmp_path / "in", tmp_path / "out", schema())
    assert account.rows == {}
    assert (account.n_superseded, account.without_place[0].reason) == (1, "entered in error")


def test_a_folder_without_fhir_and_an_out_with_other_files_are_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(GraftwatchError, match="No FHIR resource"):
        convert(tmp_path / "empty", tmp_path / "out", schema())
    (tmp_path / "empty" / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(GraftwatchError, match="holds something already"):
        convert(SAMPLE / "bulk", tmp_path / "empty", schema())
    assert (tmp_path / "empty" / "letter.txt").exists()


def test_what_a_killed_run_left_is_removed_and_a_result_is_replaced_only_when_told_to(done, tmp_path):
    left = tmp_path / ".out.converting" / "stage"
    left.mkdir(parents=True)
    (left / "_names.parquet").write_bytes(b"half")
    first = convert(SAMPLE / "transaction.json", tmp_path / "out", schema())
    assert not left.exists()
    second = convert(SAMPLE / "bulk", tmp_path / "out", schema(), replace=True)
    assert first.rows != second.rows == done[0].rows
    assert len(list((tmp_path / "out").iterdir())) == len(second.rows)


def test_a_run_that_is_cut_off_leaves_nothing_under_the_name_of_the_result(tmp_path):
    class Cut(Exception):  # noqa: N818 - a power cut is no error of ours
        pass

    def cut(_):
        raise Cut

    line = json.dumps({"resourceType": "Immunization"}) + "\n"
    (tmp_path / "Immunization.ndjson").write_text(line * 1000, "utf-8")
    with pytest.raises(Cut):
        convert(tmp_path / "Immunization.ndjson", tmp_path / "out", schema(), progress=cut)
    assert [one.name for one in tmp_path.iterdir()] == ["Immunization.ndjson"]


def test_progress_is_told_every_thousand_resources(tmp_path):
    line = json.dumps({"resourceType": "Immunization"}) + "\n"
    (tmp_path / "Immunization.ndjson").write_text(line * 2500, "utf-8")
    told = []
    account = convert(tmp_path / "Immunization.ndjson", tmp_path / "out", schema(), progress=told.append)
    assert told == [1000, 2000]
    assert account.not_ours == {"Immunization": 2500}
