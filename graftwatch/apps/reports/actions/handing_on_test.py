"""What triage names it also makes: a case of protection, a drafted disclosure; with the walls, or nothing at all."""

import pytest

from graftwatch.apps.cases.models import Case
from graftwatch.apps.reports import actions
from graftwatch.apps.reports.models import Report
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import implicated, people_on
from graftwatch.desk.access.models import Agency
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.states.moving import NotYetError
from graftwatch.records.guarded import writing
from tests.sample_run import CENTRES

NORD = parties.facility(CENTRES["Centre Nord"])
WHY = {"purpose": "Inspection", "legal_basis": "Act 7, article 3"}


def disclosures():
    from django.apps import apps

    return list(apps.get_model("exchange", "Disclosure").objects.for_the_system("t"))


def do(cast, who, report, verb, **said):
    return actions.carry_out(cast.viewer(who), report, verb=verb, said=said)


@pytest.fixture
def with_protection(vaults, brought_to):
    report = brought_to("assessed", must_not_see=[NORD])
    do(vaults, "supervisor", report, "call_in_protection", manager=str(vaults.protection.pk))
    return report


@pytest.fixture
def with_exchange(vaults, brought_to):
    report = brought_to("assessed", must_not_see=[NORD])
    do(vaults, "supervisor", report, "call_in_exchange", officer=str(vaults.exchange.pk))
    return report


def test_protection_only_opens_a_case_of_protection_that_no_investigator_sees(vaults, with_protection):
    do(vaults, "protection", with_protection, "protect_only", wish="A doctor, and no police.")
    case = Case.objects.for_the_system("t").get()
    assert (case.protection, case.investigation, case.from_report) == ("active", "proposed", with_protection.pk)
    assert {user.username for user in people_on(case)} == {"protection"}
    assert NORD in implicated(case)
    assert Case.objects.seen_by(vaults.viewer("protection")).filter(pk=case.pk).exists()
    for name in ("prosecutor", "investigator", "supervisor", "liaison"):
        assert not Case.objects.seen_by(vaults.viewer(name)).filter(pk=case.pk).exists()
    with writing("a test reads"):
        assert "kidney" in case.extract.for_the_system("t")


def test_where_the_case_cannot_be_opened_the_report_does_not_move_either(vaults, with_protection):
    with writing("a test"):
        from graftwatch.desk.access.matters import implicate

        implicate(with_protection, {parties.agency(vaults.protection.agency_id)}, named_by="triage")
    report = Report.objects.for_the_system("t").get(pk=with_protection.pk)
    with pytest.raises((Denied, NotYetError)):
        do(vaults, "protection", report, "protect_only", wish="A doctor.")
    assert Report.objects.for_the_system("t").get(pk=report.pk).state == "assessed"
    assert not Case.objects.for_the_system("t").exists()


def test_referring_to_an_office_drafts_a_disclosure_with_the_walls_of_the_report(vaults, with_exchange):
    do(vaults, "exchange", with_exchange, "refer_out", office=str(vaults.contact.agency_id), **WHY)
    (made,) = disclosures()
    assert (made.state, made.is_spontaneous, made.legal_basis) == ("draft", True, WHY["legal_basis"])
    assert (made.asking_id, made.asked_id) == (vaults.exchange.agency_id, vaults.contact.agency_id)
    assert NORD in implicated(made)
    assert made.sent_at is None
    with writing("a test reads"):
        assert "kidney" in made.words.for_the_system("t")
    assert Report.objects.for_the_system("t").get(pk=with_exchange.pk).state == "referred_out"


def test_a_body_without_an_account_here_is_written_down_and_nothing_is_drafted(vaults, with_exchange):
    do(vaults, "exchange", with_exchange, "refer_out", body="Ministry of Elsewhere", **WHY)
    assert disclosures() == []
    assert Report.objects.for_the_system("t").get(pk=with_exchange.pk).state == "referred_out"


def test_exactly_one_body_is_named_and_never_one_behind_a_wall_or_the_own_office(vaults, with_exchange):
    Agency.objects.filter(pk=vaults.contact.agency_id).update(facility=CENTRES["Centre Nord"])
    office = str(vaults.contact.agency_id)
    for said, why in (
        ({}, "Choose one office"),
        ({"office": office, "body": "B"}, "Choose one office"),
        ({"office": office}, "behind a wall"),
        ({"office": str(vaults.exchange.agency_id)}, "goes to another office"),
    ):
        with pytest.raises(NotYetError, match=why):
            do(vaults, "exchange", with_exchange, "refer_out", **WHY, **said)
    assert disclosures() == []
