from importlib.resources import files
from typing import get_args

import pytest

from graftwatch.law import cite
from graftwatch.law.duties import ROLES, About, Contact, Kind, MalformedDutyError, read_duties, without_a_country

ATLANTIS = files("graftwatch_atlantis") / "duties.toml"
DUTY = """
country = "Nowhere"
emergency = "1"
notes = []
[[contact]]
id = "office"
name = "Office"
says = "An office."
phone = "2"
[[duty]]
id = "one"
who = ["everyone"]
about = "suspicion"
kind = "named"
channel = "b"
within = "at once"
to = "office"
says = "You have to report."
protects = "You are protected."
cites = [["dialogue-2024", "para 40"]]
[[duty]]
id = "two"
who = ["everyone"]
about = "travel"
kind = "voluntary"
channel = "a"
says = "You may give notice."
cites = [["dialogue-2024", "para 40"]]
"""


@pytest.fixture
def written(tmp_path):
    def write(words):
        path = tmp_path / "duties.toml"
        path.write_text(words, "utf-8")
        return read_duties(path)

    return write


@pytest.mark.parametrize("about", get_args(About))
@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_one_answer_in_atlantis_and_where_no_country_is_named(role, about):
    assert read_duties(ATLANTIS).that_applies(role, about).says
    assert without_a_country().that_applies(role, about).kind == "unknown"


def test_without_a_country_nothing_is_claimed_of_any_law():
    found = without_a_country()
    assert found.country == found.emergency == ""
    assert found.contacts == ()
    assert "names no country" in found.notes[0]
    assert all(cite(*place) for duty in found.duties for place in duty.cites)


def test_atlantis_has_every_kind_of_duty():
    assert {duty.kind for duty in read_duties(ATLANTIS).duties} == set(get_args(Kind)) - {"unknown"}


def test_a_nurse_who_suspects_has_a_duty_with_her_name_and_one_who_saw_a_journey_gives_no_name():
    found = read_duties(ATLANTIS)
    assert (found.that_applies("nurse", "suspicion").kind, found.that_applies("nurse", "suspicion").channel) == (
        "named",
        "b",
    )
    assert found.that_applies("nurse", "travel").channel == "a"
    assert isinstance(found.contact(found.that_applies("nurse", "travel").to), Contact)


def test_a_role_that_nobody_knows_is_refused():
    with pytest.raises(MalformedDutyError, match="The roles: surgeon"):
        read_duties(ATLANTIS).that_applies("gardener", "travel")


def test_the_sample_of_this_test_is_right(written):
    assert written(DUTY).country == "Nowhere"


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        ('who = ["everyone"]\nabout = "travel"', 'who = ["nurse"]\nabout = "travel"', "0 duties speak of surgeon"),
        ('about = "travel"', 'about = "suspicion"', "2 duties speak of surgeon"),
        ('channel = "b"', 'channel = "e"', 'channel is "e"'),
        ('kind = "named"', 'kind = "strict"', 'kind is "strict"'),
        ('to = "office"', 'to = "nobody"', r"no \[\[contact\]\] has that id"),
        ('within = "at once"\n', "", "say within which time"),
        ('protects = "You are protected."\n', "", "what protects"),
        ('kind = "named"', 'kind = "de-identified"', 'its channel is "a"'),
        ('cites = [["dialogue-2024", "para 40"]]', "cites = []", "cites nothing"),
        ('phone = "2"\n', "", r"Contact office does not say \['phone'\]"),
        ('id = "two"', 'id = "two"\ncolour = "red"', r"Duty two says \['colour'\]"),
        ('emergency = "1"', "", r"The file does not say \['emergency'\]"),
    ],
)
def test_what_is_missing_or_leaves_somebody_out_is_said_in_a_sentence(written, was, becomes, problem):
    assert was in DUTY
    with pytest.raises(MalformedDutyError, match=problem):
        written(DUTY.replace(was, becomes))
