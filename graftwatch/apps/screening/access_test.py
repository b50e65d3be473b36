"""Who sees what: mandate, walls on any row beneath a lead, and records only as part of an open matter."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.actions import import_run
from graftwatch.apps.screening.models import Lead
from graftwatch.apps.screening.showing_rows import shown_rows
from graftwatch.desk.access.models import Mandate, User
from graftwatch.desk.access.viewer import operator, viewer_of
from graftwatch.records.guarded import writing
from graftwatch.records.models import ContactPoint, LivingDonorAssessment
from tests.sample_run import CENTRES, row_id, sample_leads, write_sample_run

pytestmark = pytest.mark.django_db


def record(model, name, /, **values):
    with writing("drawn"):
        return model.objects.create(
            version=uuid.uuid4(), id=uuid.UUID(row_id(name)), source_system="s", source_id=name, **values
        )


def seen(viewer):
    return set(Lead.objects.seen_by(viewer).values_list("label", flat=True))


def test_a_mandate_for_one_centre_shows_its_leads_only(cast, out):
    import_run(operator(), folder=out)
    Mandate.objects.filter(agency=cast.officer.agency).update(facility=CENTRES["Centre Sud"])
    assert seen(cast.viewer("officer")) == {"H-0007", "P-5003", "D-0777"}


@pytest.mark.parametrize("ends", [dt.date(2020, 1, 2), None], ids=["over", "in force"])
def test_a_mandate_that_is_over_shows_nothing(cast, out, ends):
    import_run(operator(), folder=out)
    Mandate.objects.filter(agency=cast.officer.agency).update(valid_to=ends)
    assert bool(seen(cast.viewer("officer"))) == (ends is None)


def test_somebody_without_role_or_agency_sees_nothing(cast, out):
    import_run(operator(), folder=out)
    stranger = viewer_of(User.objects.create(username="stranger"), timezone.localdate())
    assert seen(stranger) == set()
    assert not stranger.holds("runs")


def test_the_operator_runs_the_machine_and_sees_no_lead(cast, out):
    import_run(operator(), folder=out)
    assert seen(operator()) == set()


def test_a_lead_elsewhere_is_absent_when_one_row_beneath_it_lies_behind_a_wall(cast, tmp_path):
    record(LivingDonorAssessment, "file", facility=CENTRES["Centre Nord"], opened_on=dt.date(2026, 1, 1))
    record(ContactPoint, "contact_point P-5003 0", assessment=uuid.UUID(row_id("file")))
    leads = sample_leads()
    cited = leads["leads"][3]
    assert cited["label"] == "P-5003"
    cited["findings"][0]["rows"][0]["table"] = "contact_point"
    cited["findings"][0]["rows"][0]["row"] = row_id("contact_point P-5003 0")
    import_run(operator(), folder=write_sample_run(tmp_path / "out", leads))
    assert "P-5003" in seen(cast.viewer("officer"))
    assert "P-5003" not in seen(cast.viewer("walled"))


def test_records_are_seen_only_as_part_of_an_open_matter(cast):
    person = record(ContactPoint, "one")
    record(ContactPoint, "another")
    officer = cast.viewer("officer")
    assert not ContactPoint.objects.seen_by(officer).exists()
    assert ContactPoint.objects.seen_by(officer.on([person.id])).get() == person
    assert not ContactPoint.objects.seen_by(cast.viewer("auditor").on([person.id])).exists()
    assert not ContactPoint.objects.seen_by(operator().on([person.id])).exists()


def test_records_behind_a_wall_are_absent_also_through_the_file_they_belong_to(cast):
    record(LivingDonorAssessment, "nord", facility=CENTRES["Centre Nord"])
    record(LivingDonorAssessment, "sud", facility=CENTRES["Centre Sud"])
    for name in ("nord", "sud"):
        record(ContactPoint, f"contact {name}", assessment=uuid.UUID(row_id(name)))
    rows = [uuid.UUID(row_id(name)) for name in ("nord", "sud", "contact nord", "contact sud")]
    walled = cast.viewer("walled").on(rows)
    assert {one.source_id for one in LivingDonorAssessment.objects.seen_by(walled)} == {"sud"}
    assert {one.source_id for one in ContactPoint.objects.seen_by(walled)} == {"contact sud"}
    assert ContactPoint.objects.seen_by(cast.viewer("officer").on(rows)).count() == 2


def shown(cast, tmp_path, *rows):
    leads = sample_leads()
    leads["leads"][0]["findings"][0]["rows"] = [
        {"table": table, "row": row_id(name), "file_number": name} for table, name in rows
    ]
    import_run(operator(), folder=write_sample_run(tmp_path / "out", leads))
    officer = cast.viewer("officer")
    found = queries.latest_finding(officer, Lead.objects.seen_by(officer).get(label="P-4821").pk)
    return {cell for table in shown_rows(officer, found) for row in table.rows for cell in row.cells}


def test_rows_are_shown_in_words(cast, tmp_path):
    record(ContactPoint, "c1", name="Amal Haddad", role="next_of_kin", noted_on=dt.date(2026, 3, 4))
    cells = shown(cast, tmp_path, ("contact_point", "c1"))
    assert ("Name of the contact", "Amal Haddad") in cells
    assert any("4" in value and "2026" in value for _, value in cells)


def test_what_is_restricted_is_withheld(cast, tmp_path):
    record(LivingDonorAssessment, "a1", outcome_reason="donor_declined", donor=uuid.uuid4(), recipient=uuid.uuid4())
    cells = dict(shown(cast, tmp_path, ("living_donor_assessment", "a1")))
    assert cells["Class of the reason"] == "withheld"
    assert cells["The donor candidate"].startswith("file")


def test_donor_and_recipient_of_an_anonymous_gift_do_not_meet(cast, tmp_path):
    record(LivingDonorAssessment, "a1", programme="paired", donor=uuid.uuid4(), recipient=uuid.uuid4())
    cells = dict(shown(cast, tmp_path, ("living_donor_assessment", "a1")))
    assert cells["The donor candidate"] == cells["The intended recipient"] == "withheld"
