import re

import pytest

from graftwatch.law.words import MalformedTextError, UnknownTextError, every_word, read_texts, text, texts

PUBLIC = sorted(each.id for each in texts().values() if each.readers == "public")
PROFESSIONAL = sorted(each.id for each in texts().values() if each.readers == "professional")
GRADE_OF_A_TWELVE_YEAR_OLD = 6.0
GRADE_OF_A_PROFESSIONAL = 9.0
LONGEST_PUBLIC_SENTENCE = 24
VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """A count by vowel groups; a silent e at the end is not heard."""
    heard = len(VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye")) and heard > 1
    return max(heard - silent, 1)


def sentences(id: str) -> list[list[str]]:
    """What a reader reads: sources are not counted."""
    asked = text(id)
    quoted = {cite.says for cite in asked.cites}
    whole = [words for words in every_word(asked) if words and words not in quoted]
    split = [each for words in whole for each in re.split(r"[.?:]+\s|[.?:]$", words)]
    return [found for each in split if (found := re.findall(r"[a-z']+", each.lower()))]


def grade(id: str) -> float:
    """Flesch-Kincaid: the year of school a reader of English needs; a twelve-year-old is in the sixth or seventh."""
    said = sentences(id)
    words = [word for each in said for word in each]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("id", PUBLIC)
def test_a_twelve_year_old_can_read_what_donors_and_the_public_read(id):
    assert grade(id) <= GRADE_OF_A_TWELVE_YEAR_OLD
    assert max(map(len, sentences(id))) <= LONGEST_PUBLIC_SENTENCE


@pytest.mark.parametrize("id", PROFESSIONAL)
def test_what_professionals_read_is_plain_too(id):
    assert grade(id) <= GRADE_OF_A_PROFESSIONAL


def test_the_measure_tells_plain_from_heavy():
    heavy = "The applicability of statutory confidentiality obligations necessitates institutional deliberation".lower()
    assert sum(map(syllables, heavy.split())) / len(heavy.split()) > 3.5
    assert [syllables(word) for word in ("care", "people", "kidney", "the", "operation")] == [1, 2, 2, 1, 4]


@pytest.mark.parametrize("id", texts())
def test_every_text_says_what_it_rests_on(id):
    assert text(id).cites
    for part in text(id).parts:
        assert part.cites or part.numbers or part.only_on, f"{id}: {part.heading} cites nothing"


@pytest.mark.parametrize("id", texts())
def test_nobody_is_called_a_suspect_and_nobody_is_shouted_at(id):
    said = " ".join(every_word(text(id)))
    assert not re.search(r"\bsuspects?\b|\bhit\b|!", said, re.IGNORECASE)


def test_the_eight_steps_are_eight_and_care_comes_first():
    (steps,) = [part.steps for part in text("something-is-wrong").parts if part.steps]
    assert len(steps) == 8
    assert "patient first" in steps[0][0]


def test_the_notice_says_both_that_it_is_a_crime_and_that_the_person_used_is_a_victim():
    said = " ".join(every_word(text("benefit-is-a-crime")))
    assert "crime" in said
    assert "a victim and should not be punished" in said


def test_registration_never_stands_before_care():
    said = text("registration-on-return")
    assert said.lead.startswith("You get care here. Nothing on this sheet can delay it")
    assert said.parts[0].note.startswith("Care comes first.")


def test_the_self_check_ends_with_what_to_do_and_whom_to_call():
    said = text("self-check")
    assert said.questions
    assert said.parts[-1].numbers
    assert any(part.steps for part in said.parts)


def test_a_text_that_nobody_wrote_says_which_there_are():
    with pytest.raises(UnknownTextError, match="There are: self-check, something-is-wrong"):
        text("rihgts")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ('colour = "red"', r"says \['colour'\]"),
        ('[[part]]\nnotes = "x"', r"says \['notes'\]"),
        ('[[part]]\ncites = [["rihgts", "here"]]', 'no instrument or source "rihgts"'),
        ("", "missing 5 required"),
    ],
)
def test_a_text_that_is_not_right_is_refused_with_its_name(tmp_path, words, problem):
    (tmp_path / "new.toml").write_text(words, "utf-8")
    with pytest.raises(MalformedTextError, match=rf"new\.toml: .*{problem}"):
        read_texts(tmp_path)


def test_readers_are_one_of_two(tmp_path):
    (tmp_path / "new.toml").write_text('title="a"\nshort="a"\nreaders="all"\norder=1\nlead="a"', "utf-8")
    with pytest.raises(MalformedTextError, match="Choose public or professional"):
        read_texts(tmp_path)
