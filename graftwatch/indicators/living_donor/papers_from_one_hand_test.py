"""LD-18, shown asking, staying silent, and at the edges of its parameters."""

from graftwatch.indicators.living_donor.papers_from_one_hand import papers_from_one_hand
from graftwatch.testing import asking


def papers(*lines, mark="notary"):
    """One file per line: the mark, the donor's municipality, the day the file was opened, and perhaps the office."""
    files, proof, people = (
        ["id | donor | recipient | opened_on"],
        [f"id | assessment | {mark} | issued_on | issuer"],
        [],
    )
    for n, line in enumerate(lines):
        token, place, day, *office = (cell.strip() for cell in line.split("|"))
        files.append(f"a{n} | d{n} | r{n} | {day}")
        proof.append(f"k{n} | a{n} | {token} | 1990-01-01 | {office[0] if office else '-'}")
        people.append(f"d{n} | {place}")
    blocks = [
        ("living_donor_assessment", files),
        ("kinship_evidence", proof),
        ("person", ["id | municipality", *people]),
    ]
    return "\n\n".join("\n".join([name, *rows]) for name, rows in blocks)


def ordinary(n):
    """n files, each with a notary of its own municipality."""
    return [f"own{place} | town{place} | 2025-01-01" for place in range(n)]


RING = ["forger | m1 | 2025-01-01", "forger | m2 | 2025-03-01", "forger | m3 | 2025-06-01"]


def test_one_notary_for_donors_from_three_municipalities_is_asked_about():
    answer = asking(papers_from_one_hand, papers(*RING, *ordinary(10)))
    assert answer.sizes == {"notary:forger": 3}
    assert {row for table, row in answer.cited if table == "kinship_evidence"} == {"k0", "k1", "k2"}
    assert {row for table, row in answer.cited if table == "living_donor_assessment"} == {"a0", "a1", "a2"}


def test_a_villages_only_notary_is_expected_in_the_villages_files():
    village = [f"elder | island | 2025-0{month}-01" for month in range(1, 7)]
    assert asking(papers_from_one_hand, papers(*village, *ordinary(10))).subjects == set()


def test_a_notary_far_busier_than_the_others_of_the_town_is_asked_about():
    busy = [f"busy | town | 2025-0{month}-01" for month in range(1, 7)]
    town = [f"other{n} | town | 2025-01-01" for n in range(4)]
    assert asking(papers_from_one_hand, papers(*busy, *town)).subjects == {"notary:busy"}


def test_a_stamp_on_papers_of_several_offices_is_asked_about_and_an_offices_own_is_not():
    others = [f"own{n} | town | 2025-01-01 | office{n}" for n in range(10)]
    several = [f"{line} | court{n}" for n, line in enumerate(RING)]
    assert asking(papers_from_one_hand, papers(*several, *others, mark="stamp_serial")).subjects == {"stamp:forger"}
    one = [f"{line} | court" for line in RING]
    assert asking(papers_from_one_hand, papers(*one, *others, mark="stamp_serial")).subjects == set()


def test_files_that_share_a_recipient_are_one():
    shared = papers(*RING, *ordinary(10)).replace("a1 | d1 | r1", "a1 | d1 | r0")
    assert asking(papers_from_one_hand, shared).subjects == set()


def test_at_least_min_files_unrelated_files():
    assert asking(papers_from_one_hand, papers(*RING, *ordinary(10)), min_files=3).subjects == {"notary:forger"}
    assert asking(papers_from_one_hand, papers(*RING, *ordinary(10)), min_files=4).subjects == set()


def test_a_witness_is_a_name_and_needs_witness_min_files():
    picture = papers(*RING, *ordinary(10), mark="witness")
    assert asking(papers_from_one_hand, picture, witness_min_files=3).subjects == {"witness:forger"}
    assert asking(papers_from_one_hand, picture, witness_min_files=4).subjects == set()


def test_a_lift_of_min_lift_is_enough():
    # two of three from elsewhere; usual is (0 + 1) / (10 + 2); so the lift is 8
    picture = papers(*RING, *ordinary(10))
    assert asking(papers_from_one_hand, picture, min_lift=7.99).number("share_lift")[0] > 7.99
    assert asking(papers_from_one_hand, picture, min_lift=8.01).subjects == set()


def test_window_months_end_on_their_last_day():
    assert asking(papers_from_one_hand, papers(*RING, *ordinary(10)), window_months=5).subjects == {"notary:forger"}
    later = [*RING[:2], RING[2].replace("06-01", "06-02")]
    assert asking(papers_from_one_hand, papers(*later, *ordinary(10)), window_months=5).subjects == set()


def test_an_office_with_more_than_an_established_share_of_its_files_in_other_years_is_there_for_everybody():
    before = [f"forger | old{n} | 201{n}-01-01" for n in range(3)]
    picture = papers(*RING, *before, *ordinary(10))
    assert asking(papers_from_one_hand, picture, established_share=0.5).subjects == {"notary:forger"}
    assert asking(papers_from_one_hand, picture, established_share=0.49).subjects == set()


def test_a_mark_on_more_than_a_standard_share_of_files_is_a_forms_own():
    picture = papers(*RING, *ordinary(9))
    settings = {"standard_min_files": 3}
    assert asking(papers_from_one_hand, picture, standard_share=0.25, **settings).subjects == {"notary:forger"}
    assert asking(papers_from_one_hand, picture, standard_share=0.24, **settings).subjects == set()


def test_fewer_than_standard_min_files_cannot_show_a_standard():
    picture = papers(*RING, *ordinary(9))
    assert asking(papers_from_one_hand, picture, standard_share=0.1, standard_min_files=4).subjects != set()
    assert asking(papers_from_one_hand, picture, standard_share=0.1, standard_min_files=3).subjects == set()


def test_while_few_papers_are_known_nothing_is_unusual():
    assert asking(papers_from_one_hand, papers(*RING)).subjects == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert asking(papers_from_one_hand, "living_donor_assessment\nid\na1\n\nkinship_evidence\nid\nk1").subjects == set()
    assert asking(papers_from_one_hand, "living_donor_assessment\nid\n\nkinship_evidence\nid").subjects == set()
