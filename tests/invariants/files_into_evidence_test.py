"""A reporter's files in the evidence of a case: bytes, hash and day of the door; nobody's name, and no wall lost."""

import hashlib
import json

import pytest
from django.test import Client
from django.urls import reverse

from graftwatch.apps.cases.actions import go_on
from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import files
from graftwatch.apps.evidence.actions import open_item
from graftwatch.apps.evidence.models import CustodyEvent, File, Item
from graftwatch.apps.evidence.storage import NotHereError, places
from graftwatch.apps.evidence.telling import told_lines
from graftwatch.apps.reports import actions
from graftwatch.apps.reports.models import HandedIn, Report, ReportFile
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import implicate, implicated, put_onto
from graftwatch.desk.access.models import Agency, Tie, User
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.door.files import Given
from graftwatch.desk.states.moving import NotYetError
from graftwatch.records.guarded import writing
from tests import exhibits
from tests.people import Cast
from tests.reporting import PASSPHRASE, opened, received, with_vaults

pytestmark = pytest.mark.django_db

CANARY = "Quillfeather"
PAPER = Given(f"{CANARY} ward list.pdf", b"%PDF-1.4 a list " + b"x" * 70_000, "pdf", "cannot")
PICTURE = Given(f"{CANARY}.jpg", b"\xff\xd8\xff a picture", "jpeg", "taken_out")
ASSESSED = {"classification": "both", "source_code": "B", "information_code": "2", "risk": "possible", "summary": "s"}
SHOWS = "A list with four names"


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.GRAFTWATCH_HOME = tmp_path
    return tmp_path


def assessed(cast, **said):
    with_vaults(cast)
    report, _sealed = received(files=(PAPER, PICTURE), channel="c", identity={"name": f"Zephyrine {CANARY}"}, **said)
    tara, key = cast.viewer("triage"), opened(cast, "triage")
    actions.open_report(tara, report, unlocked=key)
    actions.carry_out(tara, report, verb="screen", said={})
    actions.take_out(tara, report, coded={"organ": "kidney"}, unlocked=key)
    actions.carry_out(tara, report, verb="assess", said=ASSESSED)
    return report


def converted(cast, **said):
    report = assessed(cast, **said)
    lead = Agency.objects.get(name="Prosecution service of Atlantis")
    asked = {"title": "Four in one week", "lead_agency": str(lead.pk), "reason": "Two stories alike"}
    actions.carry_out(cast.viewer("supervisor"), report, verb="convert", said=asked)
    case = Case.objects.for_the_system("t").get()
    prosecutor = cast.viewer("prosecutor")
    go_on(prosecutor, case, verb="open_case", lead=str(cast.investigator.pk), legal_basis="Criminal code, 12")
    with writing("a test puts her onto it, tied or not"):
        put_onto(case, cast.keeper, task="member", by=prosecutor)
    return report, case


def rows_of(report):
    return list(ReportFile.objects.for_the_system("t").filter(report=report).values_list("pk", flat=True))


def hand_in(cast: Cast, report: Report, case: Case, rows=None, who: str = "supervisor") -> list[Item]:
    said = {"rows": rows or rows_of(report), "case": case.pk, "shows": SHOWS}
    actions.hand_files_in(cast.viewer(who), report, unlocked=opened(cast, who), **said)
    return list(Item.objects.for_the_system("t").order_by("at"))


def facts(item):
    (file,) = files.files_of(item)
    with writing("a test reads"):
        return file, files.facts_of(file)


def test_the_exhibit_holds_the_very_bytes_that_were_sealed_at_the_door(cast):
    report, case = converted(cast)
    made = hand_in(cast, report, case)
    assert {(item.state, item.kind, item.legal_basis) for item in made} == {
        ("sealed", "document", "voluntary"),
        ("sealed", "image", "voluntary"),
    }
    sent = {hashlib.sha256(each.words).hexdigest(): each.words for each in (PAPER, PICTURE)}
    for item in made:
        file, known = facts(item)
        assert b"".join(files.bytes_of(file)) == sent[known.sha256]


def test_custody_begins_at_the_door_and_a_custodian_receives_it(cast):
    report, case = converted(cast)
    item = hand_in(cast, report, case)[0]
    told = open_item(cast.viewer("keeper"), item)
    assert [each.event.verb for each in told.events] == ["register", "take_in", "take_over"]
    begun, _taken, over = (each.said["said"] for each in told.events)
    assert begun["origin"] == "report"
    assert begun["sealed_on"] == report.received_on.isoformat()
    assert over["door_sha256"] == told.events[2].said["files"][0]["sha256"]
    assert "Where does it come from: A report at the public door, without its receipt" in told_lines(told.events[0])
    assert told.chain_fault == ""
    with pytest.raises(NotYetError, match="number"):
        exhibits.do(cast, "keeper", item, "receive", seal_number="hash only")
    exhibits.do(cast, "keeper", item, "receive", seal_number=over["seal_number"])
    assert item.state == "in_custody"


def test_nothing_of_the_reporter_travels_with_it(cast):
    report, case = converted(cast)
    for item in hand_in(cast, report, case):
        _file, known = facts(item)
        assert known.name == f"{item.exhibit}{'.pdf' if item.kind == 'document' else '.jpg'}"
        told = json.dumps([each.said for each in open_item(cast.viewer("keeper"), item).events])
        for secret in (CANARY, report.number, str(report.pk), *map(str, rows_of(report))):
            assert secret not in told + known.written() + item.reference
    trail = " ".join(each.written for each in Entry.objects.for_the_system("t"))
    for secret in (CANARY, SHOWS, "ward"):
        assert secret not in trail


def test_it_is_in_the_trail_as_one_act_of_each_room(cast):
    report, case = converted(cast)
    hand_in(cast, report, case)
    rows = Entry.objects.for_the_system("t").filter(verb__in=("reports.hand_files_in", "evidence.take_over"))
    assert {(row.verb, row.thing, row.result) for row in rows} == {
        ("reports.hand_files_in", f"reports.report:{report.pk}", "done"),
        ("evidence.take_over", f"cases.case:{case.pk}", "done"),
    }


def test_the_report_keeps_its_copy_and_its_clock(cast):
    report, case = converted(cast)
    before = list(ReportFile.objects.for_the_system("t").values_list("pk", "sealed", "received_on"))
    hand_in(cast, report, case)
    assert list(ReportFile.objects.for_the_system("t").values_list("pk", "sealed", "received_on")) == before
    shown = actions.open_report(cast.viewer("supervisor"), report, unlocked=opened(cast, "supervisor"))
    assert {one.name for one in shown.files} == {PAPER.name, PICTURE.name}


def test_a_file_goes_into_a_case_once(cast):
    report, case = converted(cast)
    one, other = rows_of(report)
    hand_in(cast, report, case, [one])
    for again in ([one], [one, other]):
        with pytest.raises(NotYetError, match="already"):
            hand_in(cast, report, case, again)
    assert len(hand_in(cast, report, case, [other])) == 2


def test_nobody_else_hands_anything_in_and_a_report_without_a_case_gives_nothing(cast):
    report = assessed(cast)
    case = exhibits.open_case(cast)
    with pytest.raises(Denied):
        hand_in(cast, report, case)
    lead = Agency.objects.get(name="Prosecution service of Atlantis")
    asked = {"title": "t", "lead_agency": str(lead.pk), "reason": "r"}
    actions.carry_out(cast.viewer("supervisor"), report, verb="convert", said=asked)
    with pytest.raises(Denied):
        hand_in(cast, report, case)  # another case than the one that this report became
    case = Case.objects.for_the_system("t").get(from_report=report.pk)
    for name in ("triage", "prosecutor", "investigator", "keeper", "reviewer", "custodian", "access"):
        with pytest.raises(Denied):
            actions.hand_files_in(
                cast.viewer(name),
                report,
                rows=rows_of(report),
                case=case.pk,
                shows=SHOWS,
                unlocked=opened(cast, "triage"),
            )
    assert not Item.objects.for_the_system("t").exists()


def test_a_case_of_protection_alone_takes_no_evidence(cast):
    report = assessed(cast)
    actions.carry_out(
        cast.viewer("supervisor"), report, verb="call_in_protection", said={"manager": str(cast.protection.pk)}
    )
    actions.carry_out(cast.viewer("protection"), report, verb="protect_only", said={"wish": "No police."})
    said = {"text": "Thank you.", "reviewed": True}
    actions.carry_out(cast.viewer("supervisor"), report, verb="give_feedback", said=said)
    with pytest.raises(Denied):
        hand_in(cast, report, Case.objects.for_the_system("t").get())


def test_whoever_must_not_see_the_report_finds_nothing_of_the_exhibit(cast):
    report, case = converted(cast, must_not_see=[parties.person(cast.keeper.get_full_name())])
    (item, _other) = hand_in(cast, report, case)
    keeper, investigator = Client(), Client()
    keeper.force_login(cast.keeper)
    investigator.force_login(cast.investigator)
    page = reverse("evidence:item", args=[item.pk])
    assert (investigator.get(page).status_code, keeper.get(page).status_code) == (200, 404)
    assert not Item.objects.seen_by(cast.viewer("keeper")).exists()


def test_a_wall_that_triage_raises_later_stands_before_the_exhibit_too(cast):
    report, case = converted(cast)
    (item, _other) = hand_in(cast, report, case)
    assert Item.objects.seen_by(cast.viewer("keeper")).filter(pk=item.pk).exists()
    named = {parties.person(cast.keeper.get_full_name())}
    actions.add_walls(cast.viewer("triage"), report, named=named, unlocked=opened(cast, "triage"))
    assert named <= implicated(case)
    assert not Item.objects.seen_by(cast.viewer("keeper")).exists()


def test_a_wall_of_the_case_shuts_triage_out_as_well(cast):
    report, case = converted(cast)
    with writing("a test"):
        implicate(case, {"facility:the-clinic"}, named_by="case")
        Tie.objects.create(user=cast.supervisor, party="facility:the-clinic", kind=Tie.Kind.OWNS)
    with pytest.raises(Denied):
        hand_in(cast, report, case)
    browser = Client()
    browser.force_login(User.objects.get(pk=cast.supervisor.pk))
    assert browser.get(reverse("reports:hand_in", args=[report.pk])).status_code == 404


def test_what_may_do_harm_waits_in_quarantine_under_the_seal_of_the_door(cast):
    with_vaults(cast)
    trap = Given("a.pdf", b"%PDF-1.4 /JavaScript (app.alert) /OpenAction << /S /JavaScript >>", "pdf", "cannot")
    global PAPER
    kept, PAPER = PAPER, trap
    try:
        report, case = converted(cast)
    finally:
        PAPER = kept
    states = {item.kind: item for item in hand_in(cast, report, case)}
    assert (states["document"].state, states["image"].state) == ("quarantined", "sealed")
    exhibits.do(cast, "keeper", states["document"], "release_to_sealed")
    assert states["document"].state == "sealed"


def test_where_one_file_is_not_that_of_the_door_none_is_handed_in(cast, monkeypatch, home):
    from graftwatch.apps.evidence.actions import taking_over

    report, case = converted(cast)
    true, seen = taking_over._arrived, []

    def second_is_another(file, item, arriving):
        seen.append(file)
        if len(seen) == 2:
            object.__setattr__(file, "words", file.words + b"!")
        return true(file, item, arriving)

    monkeypatch.setattr(taking_over, "_arrived", second_is_another)
    with pytest.raises(Exception, match="not the one that was sealed at the public door"):
        hand_in(cast, report, case)
    for model in (Item, File, CustodyEvent, HandedIn):
        assert not model.objects.for_the_system("t").exists()
    monkeypatch.undo()
    assert len(hand_in(cast, report, case)) == 2
    for path in (home / "evidence" / "arriving").iterdir():
        pytest.fail(f"left behind: {path}")
    with pytest.raises(NotHereError):
        list(places.pieces_of(report.pk, "evidence_items"))


def test_the_page_warns_before_the_act_and_hands_in_what_was_chosen(cast, caplog):
    report, case = converted(cast)
    browser = Client()
    browser.force_login(cast.supervisor)
    page, read = reverse("reports:hand_in", args=[report.pk]), reverse("reports:read", args=[report.pk])
    assert "/vault/" in browser.get(page).url
    browser.post("/vault/open/", {"passphrase": PASSPHRASE, "next": page})
    assert page in browser.get(read).content.decode()
    shown = browser.get(page).content.decode()
    for words in ("A file can show who sent it", "nothing was taken out", PAPER.name, case.number):
        assert words in shown
    (row, _other) = rows_of(report)
    said = {"rows": [str(row)], "case": str(case.pk), "shows": SHOWS}
    assert "Nothing is done yet" in browser.post(page, said).content.decode()
    assert not Item.objects.for_the_system("t").exists()
    assert browser.post(page, said | {"looked": "on"}).url == read
    assert Item.objects.for_the_system("t").count() == 1
    assert "already" not in browser.get(page).content.decode()
    assert str(row) not in browser.get(page).content.decode()
    assert CANARY not in caplog.text
