"""One identity provider for the whole folder, telling the truth at the beginning of each test; a desk that names it."""

import pytest

from graftwatch.desk.access.approvals import answer_approval, ask_for_approval
from graftwatch.desk.access.models import Account
from graftwatch.desk.access.provider.links import link_to_provider, link_verb
from tests.ports import free_port
from tests.provider.running import TAMARA, running


@pytest.fixture(scope="session")
def office_provider(tmp_path_factory):
    place = tmp_path_factory.mktemp("provider")
    with running(place, free_port(), "http://testserver/account/provider/back/") as provider:
        yield provider


@pytest.fixture
def provider(office_provider, settings):
    office_provider.tell("")
    settings.IDENTITY_PROVIDER = office_provider.named
    return office_provider


@pytest.fixture
def account(cast):
    return Account.objects.for_the_system("a test").get(user=cast.triage)


def agreed(cast, account, subject):
    asked = ask_for_approval(
        cast.viewer("access"), account, verb=link_verb(subject), reason="has a log-in there", matter=account
    )
    answer_approval(cast.viewer("access2"), asked, granted=True, why="asked the Ministry")


@pytest.fixture
def linked(cast, account, provider):
    """The triage officer, linked by two to the one whom the provider calls Tamara."""
    agreed(cast, account, TAMARA)
    return link_to_provider(cast.viewer("access"), account, subject=TAMARA)
