"""A person concerned sees who opened their page: from a code made on that page, through a card, to the public door."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.apps.cases.actions import add_member, add_person
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.codes import write_slices
from graftwatch.desk.door.letters import read_letters
from tests import exhibits
from tests.reporting import with_vaults

pytestmark = pytest.mark.django_db


def browser(cast, name):
    made = Client()
    made.force_login(getattr(cast, name))
    return made


def test_a_code_made_on_the_page_of_a_person_opens_their_slice_at_the_door(cast):
    case = exhibits.open_case(cast)
    add_member(cast.viewer("prosecutor"), case, user=cast.protection)
    with_vaults(cast, ("protection", "prosecutor"))
    said = {"name": "Amal Haddad", "role": "donor", "compartment": "identity_victim"}
    person = add_person(cast.viewer("protection"), case, **said)
    page = f"/people-in-cases/{person.pk}/"
    assert "What this person may see" not in browser(cast, "prosecutor").get(page).content.decode()
    desk = browser(cast, "protection")
    (address,) = re.findall(r'action="(/oversight/codes/[^"]+/give/)"', desk.get(page).content.decode())
    shown = desk.post(address, {"language": "en"}).content.decode()
    code = "".join(re.search(r'class="digits"[^>]*>([\d ]+)<', shown)[1].split())
    card = desk.post(address.replace("give", "card"), {"code": code, "language": "ar"})
    assert card.content.startswith(b"%PDF")
    assert card["Content-Disposition"] == 'attachment; filename="card.pdf"'
    assert desk.post(address.replace("give", "card"), {"code": "0" * 16}).status_code == 404
    assert browser(cast, "prosecutor").post(address.replace("give", "card"), {"code": code}).status_code == 404
    today = timezone.localdate()
    write_slices(operator(), today=today + dt.timedelta(days=1))
    letters = read_letters(code, today + dt.timedelta(days=1)).letters
    told = " ".join(letter.words for letter in letters)
    assert "opened by: Prosecutor, Prosecution service of Atlantis" in told
    assert "opened by: Protection case manager" in told
    assert "Haddad" not in told
    assert "Paula" not in told
