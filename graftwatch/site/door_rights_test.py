"""The rights of the door's role name every table of the door, so that a new one is thought about."""

from django.apps import apps

from graftwatch.site.door_rights import RIGHTS, statements


def test_every_table_of_the_door_has_its_rights_and_no_other_table_has():
    assert {model._meta.db_table for model in apps.get_app_config("door").get_models()} == set(RIGHTS)


def test_what_holds_reports_is_written_and_never_read_nor_removed():
    assert RIGHTS["door_envelope"] == RIGHTS["door_sealedfile"] == "INSERT"
    assert not [table for table, rights in RIGHTS.items() if "DELETE" in rights]


def test_a_role_with_an_odd_name_stays_a_name():
    said = [one.as_string(None) for one in statements('door"; DROP TABLE door_letter; --')]
    assert all('"door""; DROP TABLE door_letter; --"' in words for words in said)
