"""A lead shows a ring only for the right reason and about the right people."""

from graftwatch.leads.hits import shows

LINK = frozenset({("contact_point", "c1"), ("contact_point", "c2")})
RING = frozenset({"d1", "r1", "d2", "r2"})


def lead(rows, named):
    return shows(frozenset(rows), frozenset(named), decisive=LINK, people=RING, members=LINK)


def test_a_lead_on_the_link_about_the_rings_people_shows_it():
    assert lead([("contact_point", "c1")], ["d1", "r1"])


def test_the_right_people_for_another_reason_do_not():
    assert not lead([("consent", "k1")], ["d1", "r1"])


def test_half_of_those_named_are_enough_and_less_is_not():
    assert lead([("contact_point", "c1")], ["d1", "somebody"])
    assert not lead([("contact_point", "c1")], ["d1", "somebody", "another"])


def test_a_lead_that_names_nobody_is_held_to_its_rows():
    assert lead([("contact_point", "c1"), ("theatre_count", "t1")], [])
    assert not lead([("contact_point", "c1"), ("theatre_count", "t1"), ("theatre_count", "t2")], [])
