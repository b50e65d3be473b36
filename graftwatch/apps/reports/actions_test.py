"""What happens to a report, by whom, and what its reporter is told."""

import json

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from graftwatch.apps.cases.models import Case
from graftwatch.apps.reports import actions
from graftwatch.apps.reports.bundles import NoKeyError
from graftwatch.apps.reports.collecting import collect
from graftwatch.apps.reports.models import Consultation, Report, ReportInCase, Retaliation
from graftwatch.desk.access import parties
from graftwatch.desk.access.approvals import NeedsASecondPersonError, answer_approval, ask_for_approval
from graftwatch.desk.access.matters import implicated, people_on
from graftwatch.desk.access.models import Agency, Tie
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.door import letters
from graftwatch.desk.inbox import timers
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault import record_keys
from graftwatch.records.guarded import writing
from graftwatch.records.models import TravelRegistration
from tests.reporting import WORDS, opened, received
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db


def fresh(report):
    return Report.objects.for_the_system("tests").get(pk=report.pk)


def do(cast, who, report, verb, **said):
    return actions.carry_out(cast.viewer(who), report, verb=verb, said=said)


def mailbox(sealed):
    collect(timezone.now())  # posts what is written
    return [letter.words for letter in letters.read_letters(sealed.receipt, timezone.localdate()).letters]


def test_opening_shows_the_words_acknowledges_and_tells_the_reporter_a_role_and_no_name(vaults):
    report, sealed = received()
    shown = actions.open_report(vaults.viewer("triage"), report, unlocked=opened(vaults, "triage"))
    assert shown.content["what"]["text"] == WORDS
    assert fresh(report).state == "acknowledged"
    assert {clock.name for clock in running(report)} == {"feedback"}
    told = [words for words in mailbox(sealed) if "opened your report" in words]
    assert len(told) == 1
    assert "Triage officer" in told[0]
    assert "Tara" not in told[0]


def test_the_reporter_is_told_once_a_day_and_person(vaults):
    report, sealed = received()
    for who in ("triage", "triage", "supervisor"):
        actions.open_report(vaults.viewer(who), report, unlocked=opened(vaults, who))
    assert len([words for words in mailbox(sealed) if "opened your report" in words]) == 2


def test_whoever_holds_no_key_opens_nothing_and_nothing_has_happened(vaults):
    report, sealed = received()
    foreign = opened(vaults, "custodian")
    with pytest.raises(NoKeyError):
        actions.open_report(vaults.viewer("triage"), report, unlocked=foreign)
    assert fresh(report).state == "received"
    assert not [words for words in mailbox(sealed) if "opened" in words]


def test_a_question_and_its_answer(brought_to, vaults):
    report, sealed = received()
    actions.open_report(vaults.viewer("triage"), report, unlocked=opened(vaults, "triage"))
    do(vaults, "triage", report, "screen")
    do(vaults, "triage", report, "ask", text="Was it before or after surgery?", reviewed=True)
    assert "Was it before or after surgery?" in mailbox(sealed)
    letters.answer(sealed.receipt, "answer", "Before.", timezone.localdate())
    collect(timezone.now())
    assert fresh(report).state == "screening"
    shown = actions.open_report(vaults.viewer("triage"), fresh(report), unlocked=opened(vaults, "triage"))
    assert ("answer", "Before.") in [(letter.kind, letter.words) for letter in shown.letters]


def test_a_question_that_nobody_has_read_again_is_not_sent(brought_to, vaults):
    with pytest.raises(NotYetError):
        do(vaults, "triage", brought_to("screening"), "ask", text="When?", reviewed=False)


def test_after_two_weeks_of_silence_screening_goes_on(brought_to, vaults):
    report = brought_to("screening")
    do(vaults, "triage", report, "ask", text="When?", reviewed=True)
    clock = running(report).get(name="answer")
    timers.wake(clock.due_at)
    assert fresh(report).state == "screening"


def test_a_report_is_assessed_only_with_coded_facts(brought_to, vaults):
    from graftwatch.apps.reports.conftest import ASSESSMENT

    with pytest.raises(NotYetError, match="coded facts"):
        do(vaults, "triage", brought_to("screening"), "assess", **ASSESSMENT)


CONVERT = {"title": "Four operations", "reason": "The account is precise."}


def police(vaults):
    return str(Agency.objects.get(name="Prosecution service of Atlantis").pk)


def test_a_case_is_proposed_with_the_extract_every_wall_and_no_word_of_the_reporter(brought_to, vaults):
    party = parties.facility(CENTRES["Centre Nord"])
    report = brought_to("assessed", must_not_see=[party])
    do(vaults, "supervisor", report, "convert", lead_agency=police(vaults), **CONVERT)
    case = Case.objects.for_the_system("t").get(from_report=report.pk)
    assert fresh(report).state == "converted"
    assert implicated(case) == {party}
    with writing("tests"):
        extract = case.extract.for_the_system("tests")
    assert "kidney" in extract
    assert WORDS not in extract
    assert case.trafficking_in_persons == "indicated"


def test_whoever_assessed_does_not_decide(brought_to, vaults):
    report = brought_to("screening")
    sana = vaults.viewer("supervisor")
    actions.take_out(sana, report, coded={"organ": "kidney"}, unlocked=opened(vaults, "supervisor"))
    from graftwatch.apps.reports.conftest import ASSESSMENT

    do(vaults, "supervisor", report, "assess", **ASSESSMENT)
    for verb, said in (
        ("convert", CONVERT | {"lead_agency": police(vaults)}),
        ("link", {"case": "C-1", "reason": "r"}),
    ):
        with pytest.raises(NotYetError, match="assessed this report yourself"):
            do(vaults, "supervisor", report, verb, **said)


def test_a_triage_officer_does_not_decide_at_all(brought_to, vaults):
    with pytest.raises(Denied):
        do(vaults, "triage", brought_to("assessed"), "convert", lead_agency=police(vaults), **CONVERT)


def test_no_case_goes_to_an_agency_behind_a_wall(brought_to, vaults):
    office = Agency.objects.get(name="Prosecution service of Atlantis")
    report = brought_to("assessed", must_not_see=[parties.agency(office.pk)])
    with pytest.raises(NotYetError, match="behind a wall"):
        do(vaults, "supervisor", report, "convert", lead_agency=str(office.pk), **CONVERT)


def test_a_report_joins_a_case_and_the_case_takes_on_its_walls(brought_to, vaults):
    first = brought_to("assessed")
    do(vaults, "supervisor", first, "convert", lead_agency=police(vaults), **CONVERT)
    case = Case.objects.for_the_system("t").get(from_report=first.pk)
    party = parties.facility(CENTRES["Centre Sud"])
    second = brought_to("assessed", must_not_see=[party])
    with pytest.raises(NotYetError, match="No case of this number"):
        do(vaults, "supervisor", second, "link", case="C-XXXX-XXXX", reason="same centre")
    do(vaults, "supervisor", second, "link", case=case.number, reason="same centre")
    assert implicated(case) == {party}
    assert ReportInCase.objects.seen_by(vaults.viewer("prosecutor")).get(case=case).report_number == second.number
    assert not ReportInCase.objects.seen_by(vaults.viewer("protection")).filter(case=case).exists()
    attached = ReportInCase.objects.seen_by(vaults.viewer("prosecutor")).get(case=case)
    with writing("tests"):
        shown = attached.shown_to(vaults.viewer("prosecutor"))["extract"]
    assert "kidney" in shown
    assert WORDS not in shown
    with writing("tests"):
        words = render_to_string(attached.template, {"attachment": attached, "shown": {"extract": shown}})
    assert second.number in words


def test_abuse_takes_two_people_from_different_units(brought_to, vaults):
    report = brought_to("screening")
    tara, sana = vaults.viewer("triage"), vaults.viewer("supervisor")
    with pytest.raises(NeedsASecondPersonError):
        do(vaults, "triage", report, "judge_abusive", evidence="The same text forty times.")
    asked = ask_for_approval(tara, report, verb="reports.judge_abusive", reason="Spam", matter=report)
    with pytest.raises(Denied):  # of the same unit
        answer_approval(vaults.viewer("triage2"), asked, granted=True, why="Yes")
    answer_approval(sana, asked, granted=True, why="Yes")
    do(vaults, "triage", report, "judge_abusive", evidence="The same text forty times.")
    assert fresh(report).state == "abusive"
    with pytest.raises(NotYetError, match="took part"):
        do(vaults, "supervisor", report, "reopen", new_fact="A complaint")


def test_the_reporter_can_stop_it_unless_a_duty_or_a_life_stands_against_it(vaults):
    for said, state, words in (
        ({"channel": "d"}, "withdrawn", "have stopped"),
        ({"channel": "b"}, "received", "legal duty"),
        ({"channel": "d", "urgent": True}, "received", "life may be in danger"),
    ):
        report, sealed = received(**said)
        letters.answer(sealed.receipt, "withdrawal", "Please stop.", timezone.localdate())
        collect(timezone.now())
        assert fresh(report).state == state
        assert any(words in letter for letter in mailbox(sealed))


def test_retaliation_is_kept_beside_the_report_and_answered_into_the_mailbox(vaults):
    report, sealed = received()
    letters.answer(sealed.receipt, "retaliation", "They took my shifts away.", timezone.localdate())
    collect(timezone.now())
    row = Retaliation.objects.seen_by(vaults.viewer("triage")).get(report=report)
    assert row.state == "reported"
    assert "retaliation" in {clock.name for clock in running(row)}
    actions.move_retaliation(
        vaults.viewer("triage"),
        row,
        verb="take_up_retaliation",
        said={"steps": "s", "text": "We have written to them."},
    )
    assert "We have written to them." in mailbox(sealed)
    with pytest.raises(Denied):
        actions.move_retaliation(
            vaults.viewer("liaison"), row, verb="settle_retaliation", said={"reason": "r", "text": "t"}
        )


def test_an_adviser_sees_the_extract_and_nothing_of_the_report(brought_to, vaults):
    report = brought_to("screening")
    said = {
        "adviser": str(vaults.prosecutor.pk),
        "extract": "Two strangers, one contact. Which offence?",
        "reviewed": True,
    }
    do(vaults, "triage", report, "consult", **said)
    paula = vaults.viewer("prosecutor")
    row = Consultation.objects.seen_by(paula).get()
    assert actions.read_extract(paula, row) == said["extract"]
    assert not Report.objects.seen_by(paula).exists()
    actions.give_advice(paula, row, advice="Article 3, if deceit is shown.")
    assert fresh(report).state == "screening"
    assert not Consultation.objects.seen_by(paula).exists()


def test_nobody_tied_to_a_party_is_asked_for_advice(brought_to, vaults):
    report = brought_to("screening", must_not_see=[parties.facility(CENTRES["Centre Nord"])])
    said = {"adviser": str(vaults.liaison.pk), "extract": "Two strangers.", "reviewed": True}
    with pytest.raises(NotYetError, match="cannot be asked"):
        do(vaults, "triage", report, "consult", **said)


def test_protection_is_called_in_and_decides_with_the_person(brought_to, vaults):
    report = brought_to("assessed")
    petra = vaults.viewer("protection")
    assert not Report.objects.seen_by(petra).exists()
    do(vaults, "supervisor", report, "call_in_protection", manager=str(vaults.protection.pk))
    assert actions.read_called_in(petra, report)["organ"] == "kidney"
    with pytest.raises(Denied):
        actions.open_report(petra, report, unlocked=opened(vaults, "triage"))
    do(vaults, "protection", report, "protect_only", wish="A doctor, and no police.")
    assert fresh(report).state == "protection_only"


def test_a_notice_of_a_journey_becomes_one_row_of_the_register_without_a_person(brought_to, vaults):
    report = brought_to("screening", channel="a")
    actions.take_out(
        vaults.viewer("triage"), report, coded={"organ": "kidney", "where": "IN"}, unlocked=opened(vaults, "triage")
    )
    do(vaults, "triage", report, "register")
    row = TravelRegistration.objects.for_the_system("t").get()
    assert (row.organ, row.country, row.person) == ("kidney", "IN", None)
    with pytest.raises(NotYetError, match="de-identified"):
        do(vaults, "triage", brought_to("screening"), "register")


def test_a_wall_that_triage_adds_puts_the_tied_outside_and_lets_the_independent_route_open_it(brought_to, vaults):
    report = brought_to("screening")
    office = parties.agency(vaults.triage.agency_id)
    actions.add_walls(vaults.viewer("triage"), report, named={office}, unlocked=opened(vaults, "triage"))
    assert [user.username for user in people_on(report)] == ["reviewer"]
    assert not Report.objects.seen_by(vaults.viewer("triage")).exists()
    shown = actions.open_report(vaults.viewer("reviewer"), fresh(report), unlocked=opened(vaults, "reviewer"))
    assert shown.content["what"]["text"] == WORDS


def test_naming_a_facility_in_the_facts_raises_its_wall(brought_to, vaults):
    centre = str(CENTRES["Centre Nord"])
    Tie.objects.create(user=vaults.triage2, party=parties.facility(centre), kind="family")
    report = brought_to("screening")
    actions.take_out(vaults.viewer("triage"), report, coded={"facility": centre}, unlocked=opened(vaults, "triage"))
    assert not Report.objects.seen_by(vaults.viewer("triage2")).exists()
    assert Report.objects.seen_by(vaults.viewer("triage")).exists()


def test_feedback_closes_and_the_time_of_keeping_runs(brought_to, vaults):
    report, sealed = received()
    actions.open_report(vaults.viewer("triage"), report, unlocked=opened(vaults, "triage"))
    do(vaults, "triage", report, "screen")
    do(vaults, "triage", report, "out_scope", target="the ombudsperson for patients")
    do(vaults, "triage", report, "give_feedback", text="Thank you.", reviewed=True)
    said = mailbox(sealed)
    assert "Thank you." in said
    assert any("ombudsperson for patients" in words for words in said)
    assert {clock.name for clock in running(report)} == {"retention"}


def closed(brought_to, vaults):
    report = brought_to("screening")
    do(vaults, "triage", report, "out_scope", target="another office")
    do(vaults, "triage", report, "give_feedback", text="Thank you.", reviewed=True)
    return report


def time_of_keeping_ends(report):
    with writing("tests"):
        running(report).filter(name="retention").update(due_at=timezone.now())


def agreed(vaults, report, verb):
    asked = ask_for_approval(vaults.viewer("supervisor"), report, verb=f"reports.{verb}", reason="r", matter=report)
    answer_approval(vaults.viewer("triage"), asked, granted=True, why="w")


def test_nothing_is_erased_before_its_time_under_a_hold_or_by_one_person(brought_to, vaults):
    report = closed(brought_to, vaults)
    with pytest.raises(NotYetError, match="time of keeping"):
        do(vaults, "supervisor", report, "erase", reason="r")
    time_of_keeping_ends(report)
    do(vaults, "supervisor", report, "place_hold", until=timezone.localdate(), reason="An order")
    with pytest.raises(NotYetError, match="legal hold"):
        do(vaults, "supervisor", report, "erase", reason="r")
    do(vaults, "supervisor", report, "lift_hold", reason="It ended")
    with pytest.raises(NeedsASecondPersonError):
        do(vaults, "supervisor", report, "erase", reason="r")


def test_after_erasure_nothing_of_it_opens_and_its_mailbox_is_closed(brought_to, vaults):
    from graftwatch.apps.reports.actions.erasing import records_of
    from graftwatch.desk.vault.models import RecordKey

    report = closed(brought_to, vaults)
    with writing("tests"):
        mine = set(records_of(report))
    time_of_keeping_ends(report)
    agreed(vaults, report, "erase")
    do(vaults, "supervisor", report, "erase", reason="Time is over")
    shown = actions.open_report(vaults.viewer("triage"), fresh(report), unlocked=opened(vaults, "triage"))
    assert shown.content is None
    assert shown.coded == {}
    assert not any(letter.words for letter in shown.letters)
    assert not any(each.said for each in shown.happened)
    assert not RecordKey.objects.filter(record__in=mine).exists()
    assert record_keys.key_of(f"reports.report:{report.pk}", "report_text") is None


def test_the_trail_holds_no_word_of_any_report(brought_to, vaults):
    from graftwatch.desk.audit.models import Entry

    brought_to("assessed")
    said = json.dumps([str(vars(row)) for row in Entry.objects.for_the_system("t")])
    assert WORDS not in said
    assert "A donor who knew nobody" not in said
