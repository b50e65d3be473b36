"""The inside of files, theatres, offers and what comes back from abroad: filled, untidy, and honest at stated rates."""

import pytest

from graftwatch.records.schema import schema
from graftwatch_atlantis.conftest import Built
from graftwatch_atlantis.dials import nuisances

NEWER = (
    "donor_evaluation",
    "donor_session",
    "interview_answer",
    "statement",
    "stated_relative",
    "identity_check",
    "dependence",
    "signature_image",
    "genotype",
    "theatre_case",
    "hospital_stay",
    "clinical_note",
    "supply_delivery",
    "facility_capacity",
    "organ_offer",
    "abroad_file",
    "foreign_licence",
    "reimbursement_claim",
    "records_request",
)
FILES = """
    (select * from living_donor_assessment where recipient is not null
     qualify row_number() over (partition by id order by recorded_at desc) = 1)
"""
SHARED = f"""
    select file.relationship, file.id, bool_and(mine.allele_1 in (theirs.allele_1, theirs.allele_2)
        or mine.allele_2 in (theirs.allele_1, theirs.allele_2)) as shares
    from {FILES} file join genotype mine on mine.person = file.donor
    join genotype theirs on theirs.person = file.recipient and theirs.locus = mine.locus
    where mine.method = 'hla' group by 1, 2
"""


@pytest.mark.parametrize("table", NEWER)
def test_a_table_has_rows_and_some_of_their_cells_are_blank(ring_free: Built, table: str) -> None:
    columns = [column.name for column in schema()[table].columns if not column.required]
    blanks = " + ".join(f'count(*) - count("{each}")' for each in columns) or "0"
    ((rows, empty),) = ring_free.ask(f"select count(*), {blanks} from {table}")
    assert rows > 0
    assert empty > 0 or table in ("facility_capacity", "foreign_licence")


def test_parents_and_children_share_an_allele_at_every_locus_and_strangers_seldom_do(ring_free: Built) -> None:
    shares = dict(ring_free.ask(f"select relationship, avg(shares::int) from ({SHARED}) group by 1"))
    sizes = dict(ring_free.ask(f"select relationship, count(*) from ({SHARED}) group by 1"))
    assert sizes["child"] > 20
    assert shares["child"] > 0.9
    assert 0.5 < shares["sibling"] < 0.95
    assert shares["spouse"] < 0.25


def test_brothers_and_sisters_of_one_family_name_the_same_father_on_paper(ring_free: Built) -> None:
    ((same, all_of),) = ring_free.ask(f"""
        with father as (select assessment, kin_of, max(name) as name, max(birth_date) as born
        from stated_relative where role = 'father' and name is not null group by 1, 2)
        select count(*) filter (where a.name = b.name), count(*) from father a join father b using (assessment)
        join {FILES} file on file.id = assessment
        where a.kin_of = 'donor' and b.kin_of = 'recipient' and file.relationship = 'sibling'
    """)
    assert all_of > 20
    assert 0.8 * all_of < same < all_of  # some clerk slipped


def test_honest_pairs_answer_alike_and_yet_not_always(ring_free: Built) -> None:
    ((differs,),) = ring_free.ask("""
        select avg((a.answer <> b.answer)::int) from interview_answer a join interview_answer b
        on a.assessment = b.assessment and a.item = b.item and a.asked_of = 'donor' and b.asked_of = 'recipient'
        where a.answer is not null and b.answer is not null
    """)
    assert 0.04 < differs < 0.25


def test_one_hand_is_alike_but_not_identical_and_a_stamp_is(ring_free: Built) -> None:
    identical = """
        select count(*) from signature_image a join signature_image b on a.signatory = b.signatory and a.id < b.id
        and a.assessment <> b.assessment where a.kind = '{kind}' and b.kind = '{kind}' and a.picture = b.picture
    """
    assert ring_free.ask(identical.format(kind="stamp"))[0][0] > 10
    assert ring_free.ask(identical.format(kind="signature")) == [(0,)]
    ((width,),) = ring_free.ask("select max(length(picture)) from signature_image")
    assert width == 16


def test_statements_come_in_several_languages_and_few_are_forms_only(ring_free: Built) -> None:
    ((languages, texts, rows),) = ring_free.ask(
        "select count(distinct language), count(distinct words), count(words) from statement"
    )
    assert languages >= 4
    assert texts > 0.75 * rows


def test_words_of_notes_speak_of_money_seldom_and_are_hardly_ever_read_as_payment(ring_free: Built) -> None:
    ((money, read, rows),) = ring_free.ask("""
        select count(*) filter (where words ilike '%paid%' or words ilike '%pagó%' or words ilike '%payé%'),
        count(*) filter (where payment_read = 'yes'), count(*) from clinical_note
    """)
    assert 0 < money < 0.1 * rows
    assert read < 0.01 * rows


def test_hospitals_that_patients_name_stand_on_the_lists_of_their_states_with_gaps(planted: Built) -> None:
    ((listed, named),) = planted.ask("""
        select count(*) filter (where facility_as_stated in (select hospital from foreign_licence)), count(*)
        from travel_registration where facility_as_stated is not null
    """)
    assert 0.4 * named < listed < named


def test_a_match_run_ends_with_who_got_the_organ(ring_free: Built) -> None:
    ((wrong, runs),) = ring_free.ask("""
        with run as (select organ, max(rank::int) as last, max(rank::int) filter (where response = 'accepted') as taken
        from organ_offer group by organ having bool_or(response = 'accepted'))
        select count(*) filter (where last <> taken), count(*) from run
    """)
    assert wrong == 0
    assert runs > 500


def test_donors_are_operated_before_their_organ_is_implanted(ring_free: Built) -> None:
    ((early, all_of),) = ring_free.ask("""
        select count(*) filter (where donor.started_at < implant.started_at), count(*)
        from transplant join theatre_case donor on donor.person = transplant.donor
        and donor.performed_on = transplant.performed_on
        join theatre_case implant on implant.person = transplant.recipient
        and implant.performed_on = transplant.performed_on
        where donor.started_at is not null and implant.started_at is not null
    """)
    assert all_of > 100
    assert early == all_of


def test_a_laboratory_sometimes_reports_its_control_sample_for_two_people(ring_free: Built) -> None:
    ((twins,),) = ring_free.ask("""
        with panel as (select person, sample_number, string_agg(value, ' ' order by analyte) as given
        from laboratory_result where test = 'other' and sample_number is not null group by 1, 2 having count(*) = 12)
        select count(*) from panel a join panel b on a.given = b.given and a.person < b.person
    """)
    assert twins < 10


def test_every_newer_dial_can_be_turned() -> None:
    assert nuisances({"genotypes.typing_error": 0.0, "interviews.kin_forget": 0.0})["genotypes.typing_error"] == 0.0
