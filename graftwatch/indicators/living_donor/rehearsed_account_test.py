"""LD-05, shown asking, staying silent, and at the edges of its parameters."""

from graftwatch.indicators.living_donor.rehearsed_account import rehearsed_account
from graftwatch.testing import asking, signature_of

FORM = (
    "The donor was informed about the operation and its risks in a language that the donor understands and was given"
    " time to think it over. The donor says the following about the decision in the donor's own words."
)
STORY = (
    "My cousin helped my father when we had nothing and I owe him my school years so when he fell ill I said at once"
    " that he shall have one of mine and nobody in the house spoke against it because this is how we are"
)
OWN = [
    "He taught me to swim and to read maps and we both like trains so I wrote to the clinic after the summer",
    "She raised four children alone after the flood and now it is her turn to be looked after by somebody",
    "I saw him grow thin between two Christmases and could not sleep until I had been to see the doctor",
    "We married young and the priest said in good days and bad ones which I have never once forgotten",
    "Our mother asked neither of us but I am the elder and the stronger one and my work can wait a season",
    "When the bakery burnt he lent us his oven for a year and would not hear of rent or even of thanks",
    "She is the only sister I have and her boy starts school in autumn and should not have to visit a ward",
    "He sits beside me in the choir since thirty years and sings flat which I would miss more than a kidney",
    "My husband said think of the farm and I said the farm has two of us and my brother has none of it",
    "I give blood since I was eighteen and this seemed to be the next step on the same road to me",
]
DAYS = ["2025-01-01", "2025-05-01", "2025-09-01"]


def statements(*lines, texts=(), facility="centre", language="en"):
    """One file per text, with the day it was taken; then files with texts of their own."""
    told = [*lines, *((text, "2025-03-01") for text in texts)]
    files = ["living_donor_assessment", "id | donor | recipient | facility | opened_on"]
    said = ["statement", "id | assessment | taken_on | language | words_shingle_signature"]
    for n, (text, day) in enumerate(told):
        files.append(f"a{n} | d{n} | r{n} | {facility} | 2025-01-01")
        said.append(f"s{n} | a{n} | {day} | {language} | {signature_of(text, language)}")
    return "\n".join(files) + "\n\n" + "\n".join(said)


RING = [(f"{FORM} {STORY}", day) for day in DAYS]
HONEST = [f"{FORM} {own}" for own in OWN]


def subjects(picture, **settings):
    return asking(rehearsed_account, picture, **settings).subjects


SOME = {"common_share": 0.3}  # three of thirteen are not a form's wording here


def test_one_story_in_three_unrelated_files_is_asked_about():
    answer = asking(rehearsed_account, statements(*RING, texts=HONEST), **SOME)
    assert answer.sizes == {"story:s0": 3}
    assert answer.cited == {("statement", f"s{n}") for n in range(3)} | {
        ("living_donor_assessment", f"a{n}") for n in range(3)
    }
    assert set(answer.number("share_alike")) == {1.0}


def test_the_wording_of_a_form_is_nobodys_story():
    assert subjects(statements(texts=HONEST), **SOME) == set()


def test_wording_is_common_above_a_common_share():
    picture = statements(*RING, texts=HONEST)
    assert subjects(picture, common_share=0.231) == {"story:s0"}
    assert subjects(picture, common_share=0.23) == set()


def test_fewer_than_common_min_files_cannot_show_what_a_form_says():
    texts = statements(texts=HONEST)
    assert subjects(texts, common_min_files=10, min_alike=0.4, **SOME) == set()
    assert subjects(texts, common_min_files=11, min_alike=0.4, **SOME) != set()


def test_at_least_min_files_unrelated_files():
    picture = statements(*RING, texts=HONEST)
    assert subjects(picture, min_files=3, **SOME) == {"story:s0"}
    assert subjects(picture, min_files=4, **SOME) == set()


def test_files_that_share_a_recipient_are_one():
    picture = statements(*RING, texts=HONEST).replace("a1 | d1 | r1", "a1 | d1 | r0")
    assert subjects(picture, **SOME) == set()


def test_window_days_end_on_their_last_day():
    picture = statements(*RING, texts=HONEST)
    assert subjects(picture, window_days=243, **SOME) == {"story:s0"}
    assert subjects(picture, window_days=242, **SOME) == set()


def test_a_story_retold_in_part_is_as_alike_as_its_words():
    half = STORY.rsplit(" and nobody", 1)[0] + " without being asked by anyone which I say here freely and gladly"
    picture = statements(RING[0], RING[1], (f"{FORM} {half}", DAYS[2]), texts=HONEST)
    assert subjects(picture, min_alike=0.3, **SOME) == {"story:s0"}
    assert subjects(picture, min_alike=0.85, **SOME) == set()


def test_statements_in_different_languages_are_not_compared():
    picture = statements(*RING, texts=HONEST)
    assert subjects(picture.replace("s2 | a2 | 2025-09-01 | en", "s2 | a2 | 2025-09-01 | fr"), **SOME) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("living_donor_assessment\nid\na1\n\nstatement\nid\ns1") == set()
    assert subjects("living_donor_assessment\nid\n\nstatement\nid") == set()
