"""The checklists are complete, cite what exists, and never stand without their innocent readings."""

from graftwatch.law.checklists import all_observed, checklists, words


def test_there_are_three_checklists_and_twenty_three_signs():
    assert [listed.name for listed in checklists()] == ["clinicians", "police", "border"]
    assert len(all_observed()) == 23


def test_no_sign_stands_without_innocent_readings_a_caution_and_a_source():
    for sign in all_observed().values():
        assert len(sign.benign) >= 3, sign.code
        assert all((sign.caution, sign.then, sign.cites)), sign.code


def test_a_sign_is_a_question():
    assert all(sign.question.endswith("?") for sign in all_observed().values())


def test_nothing_in_them_speaks_of_suspects():
    assert not [word for word in words() if "suspect" in word.lower()]
