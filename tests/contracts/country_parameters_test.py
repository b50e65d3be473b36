"""What the fictional State sets, a provision of its own law sets and some question reads."""

from importlib.resources import files

from graftwatch import countries
from graftwatch.indicators.catalogue import all_indicators
from graftwatch.law import read_instruments

SET = countries.parameters("graftwatch_atlantis")
LAW = read_instruments(files("graftwatch_atlantis") / "law")


def test_every_value_that_atlantis_sets_is_a_parameter_of_a_question():
    assert SET
    for parameter in SET:
        assert parameter.name in all_indicators()[parameter.code].parameters, parameter


def test_every_value_cites_a_provision_that_exists():
    for parameter in SET:
        law, _, locator = parameter.cites.partition(", ")
        assert locator in [each.locator for each in LAW[law].provisions], parameter.cites


def test_the_law_of_atlantis_says_that_it_is_fictional():
    assert "atlantis-transplant-act" in LAW
    assert all("Fictional" in instrument.status for instrument in LAW.values())
