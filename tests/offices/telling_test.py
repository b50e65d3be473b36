"""What the auditor reads of consultations and disclosures: why, and who received; and that every search is one."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.apps.cases.actions import record_sharing
from graftwatch.apps.evidence.actions import export
from graftwatch.apps.evidence.bag import Recipient
from graftwatch.apps.exchange import actions as exchange
from graftwatch.desk.access import glass
from graftwatch.desk.access.models import Signal
from graftwatch.desk.access.signals import note_search
from graftwatch.desk.audit.recipients import recipient_code
from tests import exhibits

pytestmark = pytest.mark.django_db


def browser(cast, name):
    made = Client()
    made.force_login(getattr(cast, name))
    return made


def rows_of(cast, verb):
    """The rows of the trail's page that speak of this act, as the auditor reads them."""
    page = browser(cast, "auditor").get("/trail/", {"verb": verb}).content.decode()
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in table.split("</tr>") if verb in row]


@pytest.fixture
def case(cast):
    return exhibits.open_case(cast)


def test_broken_glass_says_for_which_reason(cast, case):
    glass.ask_to_break(
        cast.viewer("exchange"), matter=("cases.case", case.pk), reason="danger_to_life", words="She is in the flat"
    )
    for verb in ("access.ask_to_break", "access.break_for_life"):
        (row,) = rows_of(cast, verb)
        assert "Why: danger_to_life" in row
        assert "She is" not in row


def test_a_search_says_what_it_was_for_and_never_the_words(cast):
    note_search(cast.viewer("investigator"), "Amal Haddad", to="find_a_case")
    (row,) = rows_of(cast, "access.search")[1:] or rows_of(cast, "access.search")[-1:]
    assert "Why: find_a_case" in row
    assert "Haddad" not in row


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [("Police of Atlantis", r"Police of Atlantis \(agency:\d+\)"), ("A court abroad", r"outside:\w{16}")],
)
def test_what_is_shared_says_with_whom(cast, case, elsewhere, said):
    record_sharing(
        cast.viewer("prosecutor"), case, what="Two accounts", legal_basis="12", purpose="p",
        compartment="investigation", elsewhere=elsewhere,
    )  # fmt: skip
    (row,) = rows_of(cast, "cases.record_sharing")
    assert re.search(f"To: {said}", row)
    assert "Disclosure" in row
    assert "Why: in_the_sharing_log" in row
    assert "Two accounts" not in row


def test_an_export_of_evidence_says_where_it_went(cast, case):
    item = exhibits.in_custody(cast, case)
    leaving = export(
        cast.viewer("prosecutor"),
        case,
        items=[item],
        recipient="District court",
        purpose="Hearing",
        seal_for=Recipient(),
    )
    b"".join(leaving.pieces)
    (row,) = rows_of(cast, "evidence.export_bag")
    assert f"To: {recipient_code('district COURT')}" in row
    assert "Why: evidence_for_another_office" in row
    assert "District" not in row


def test_a_disclosure_says_to_which_office_and_of_which_kind(cast):
    asked = exchange.compose(
        cast.viewer("contact"), asked=cast.exchange.agency, case=None, words="w", kind="regulatory", urgency="urgent",
        handling="H1", purpose="p", legal_basis="12", ends_on=timezone.localdate(),
    )  # fmt: skip
    exchange.move_disclosure(cast.viewer("contact"), asked, verb="submit_for_review", said={})
    (row,) = rows_of(cast, "exchange.submit_for_review")
    assert "Why: regulatory.asked_for" in row
    assert "To:" not in row
    assert exchange.receiver_of(asked, "send") == f"agency:{cast.exchange.agency_id}"
    assert exchange.receiver_of(asked, "release") == f"agency:{cast.contact.agency_id}"


BOXES = {
    "investigator": ("/cases/", "q", "find_a_case"),
    "officer": ("/leads/", "q", "find_a_lead"),
    "auditor": ("/trail/", "who", "find_in_the_trail"),
}


@pytest.mark.parametrize("who", BOXES)
def test_whoever_looks_for_themselves_in_a_search_box_is_told_of_to_oversight(cast, who):
    address, name, to = BOXES[who]
    user = getattr(cast, who)
    assert browser(cast, who).get(address, {name: user.get_full_name()}).status_code == 200
    found = Signal.objects.for_the_system("a test").get(user=user)
    assert found.kind == Signal.Kind.OWN_NAME
    assert any(f"Why: {to}" in row for row in rows_of(cast, "access.search"))


def test_every_search_box_of_the_desk_is_among_them():
    """A box in which words can be typed to find rows about people; filters by lists and of questions are none."""
    from pathlib import Path

    import graftwatch

    root = Path(graftwatch.__file__).parent
    typed = re.compile(r'<form[^>]*method="get".*?</form>', re.DOTALL)
    boxes = {
        path.name
        for path in root.rglob("templates/**/*.html")
        for form in typed.findall(path.read_text("utf-8"))
        if re.search(r'<input(?![^>]*type="(checkbox|date|hidden)")[^>]*name="', form)
    }
    assert boxes == {"cases.html", "leads.html", "trail.html", "catalogue.html"}
