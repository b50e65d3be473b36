"""Every value that Atlantis sets is set by a provision of its own law."""

from importlib.resources import files

from graftwatch import countries
from graftwatch.law import read_instruments

LAW = read_instruments(files("graftwatch_atlantis") / "law")


def test_the_law_of_atlantis_is_read_and_says_that_it_is_fictional() -> None:
    assert "atlantis-transplant-act" in LAW
    assert all("Fictional" in instrument.status for instrument in LAW.values())


def test_every_parameter_cites_a_provision_that_exists() -> None:
    parameters = countries.parameters("graftwatch_atlantis")
    assert parameters
    for parameter in parameters:
        law, _, locator = parameter.cites.partition(", ")
        assert locator in [each.locator for each in LAW[law].provisions], parameter.cites
