"""The desk is served on this machine, and elsewhere only under names that the settings hold."""

import pytest

from graftwatch.site.addresses import is_loopback
from graftwatch.site.verbs.serve import NotOnThisAddressError, refuse_what_is_not_safe


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_this_machine_is_always_served(host, settings):
    settings.IS_DEMO = True
    assert is_loopback(host)
    refuse_what_is_not_safe(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "desk.example"])  # noqa: S104 - refused
def test_the_demo_is_served_nowhere_else(host, settings):
    settings.IS_DEMO, settings.PUBLISHED_AS = True, ["desk.example"]
    with pytest.raises(NotOnThisAddressError, match="this machine only"):
        refuse_what_is_not_safe(host)


def test_an_authority_names_its_hosts_first(settings):
    settings.IS_DEMO, settings.PUBLISHED_AS = False, []
    with pytest.raises(NotOnThisAddressError, match="GRAFTWATCH_HOSTS"):
        refuse_what_is_not_safe("0.0.0.0")  # noqa: S104 - refused
    settings.PUBLISHED_AS = ["desk.example"]
    refuse_what_is_not_safe("0.0.0.0")  # noqa: S104 - allowed behind a proxy that is named
