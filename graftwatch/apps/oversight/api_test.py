"""The API gives heads and proofs to whoever holds the trail, 401 to strangers, and to nonsense what it promises."""

import hashlib

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings

from graftwatch.apps.oversight.api import api
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit import heads
from graftwatch.desk.audit.action import note
from graftwatch.desk.audit.merkle import leaf_hash, verify_consistency, verify_inclusion

pytestmark = pytest.mark.django_db
HERE = "/api/oversight"


def browser(cast, name):
    found = Client()
    found.force_login(getattr(cast, name))
    return found


@pytest.fixture
def auditor(cast):
    for _ in range(5):
        note(operator(), "a.search")
    return browser(cast, "auditor")


def steps(answer):
    return [bytes.fromhex(step) for step in answer["path"]]


def test_a_stranger_is_told_401_and_somebody_elses_role_finds_nothing(cast):
    for address in ("/head", "/heads/1", "/entries/1/proof", "/openapi.json", "/consistency?first=1&second=1"):
        assert Client().get(HERE + address).status_code == 401
        assert Client().get(HERE + address)["Content-Type"].startswith("application/json")
        assert browser(cast, "officer").get(HERE + address).status_code == 404


def test_the_proof_of_an_entry_is_verified_with_the_answer_alone(auditor):
    said = auditor.get(f"{HERE}/entries/3/proof").json()
    digest = hashlib.sha256(f"{said['previous']}\n{said['written']}".encode()).digest()
    assert digest.hex() == said["digest"]
    assert verify_inclusion(leaf_hash(digest), 2, said["size"], steps(said), bytes.fromhex(said["root"]))
    assert auditor.get(f"{HERE}/entries/3/proof?size=2").status_code == 404


def test_the_growth_of_the_tree_is_verified_with_the_answer_alone(auditor):
    said = auditor.get(f"{HERE}/consistency?first=2&second=5").json()
    old, new = bytes.fromhex(said["first_root"]), bytes.fromhex(said["second_root"])
    assert verify_consistency(2, 5, old, new, steps(said))
    assert auditor.get(f"{HERE}/consistency?first=5&second=2").status_code == 404


def test_a_noted_head_is_ours_or_not(auditor):
    head = heads.sign_head(operator(), now=timezone.now())
    right = auditor.get(f"{HERE}/heads/{head.size}/verify?root={head.root}").json()
    assert right == {"is_head_of_this_trail": True, "is_signed": True}
    wrong = auditor.get(f"{HERE}/heads/{head.size}/verify?root={'ab' * 32}").json()
    assert wrong == {"is_head_of_this_trail": False, "is_signed": False}
    assert auditor.get(f"{HERE}/heads/{head.size}").json()["signature"] == head.signature


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed_through_it(auditor, method):
    for address in ("/head", "/heads/1", "/entries/1/proof", "/consistency"):
        assert getattr(auditor, method)(HERE + address).status_code == 405


def test_there_is_no_page_of_documentation_that_loads_anything(auditor):
    assert auditor.get(f"{HERE}/docs").status_code == 404
    assert auditor.get(f"{HERE}/").status_code == 404
    assert set(auditor.get(f"{HERE}/openapi.json").json()["paths"]) == {
        f"{HERE}{path}" for path in (
            "/head", "/heads/{size}", "/heads/{size}/verify", "/entries/{number}/proof", "/consistency",
        )
    }  # fmt: skip


SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix=HERE))


@SCHEMA.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_the_answer_is_one_the_description_promises(case, ask_as_auditor):
    ask_as_auditor(case)


@pytest.fixture
def ask_as_auditor(auditor):
    """Calls the desk through its WSGI application, logged in as the auditor."""
    application = get_wsgi_application()
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in auditor.cookies.items())

    def call(case):
        response = case.call(app=application, headers={"Cookie": cookie}, base_url="http://localhost")
        case.validate_response(response)

    return call
