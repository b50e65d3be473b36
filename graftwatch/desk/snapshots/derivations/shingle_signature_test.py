"""Like texts have like signatures, and a signature tells nothing to whoever has no key."""

import re

import pytest

from graftwatch.desk.snapshots.derivations.shingle_signature import N_DIGITS, N_HASHES, shingle_signature

STORY = (
    "My cousin has been ill for three years and I could not watch it any longer. We grew up in one house and ate from"
    " one plate. Nobody asked me and nobody promised me anything. I told my wife first and she agreed at once."
)
RETOLD = STORY.replace("three years", "two years")
OTHER = (
    "He is my brother-in-law. When my sister called last winter I went to the clinic on my own, because she has small"
    " children and I am between jobs. I know about the scar and the weeks without lifting, and I would do it again."
)


def numbers(text, key=b"key"):
    signature = shingle_signature(text, None, key)
    return [signature[at : at + N_DIGITS] for at in range(0, len(signature), N_DIGITS)]


def likeness(one, other):
    return sum(a == b for a, b in zip(numbers(one), numbers(other), strict=True)) / N_HASHES


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def test_the_same_words_in_another_spelling_have_the_same_signature():
    assert numbers(STORY) == numbers(STORY.upper().replace(". ", "!\n").replace("could", "cóuld"))


@pytest.mark.parametrize("other", [RETOLD, OTHER], ids=["retold", "another's"])
def test_the_share_of_equal_numbers_estimates_the_share_of_equal_shingles(other):
    one, two = shingles(STORY), shingles(other)
    assert likeness(STORY, other) == pytest.approx(len(one & two) / len(one | two), abs=0.13)  # three standard errors


def test_figures_are_alike_whatever_they_say():
    assert likeness(STORY.replace("three", "3"), STORY.replace("three", "11")) == 1


def test_another_key_gives_another_signature_and_the_same_key_the_same():
    assert numbers(STORY) == numbers(STORY)
    assert not set(numbers(STORY)) & set(numbers(STORY, b"another agency"))


def test_a_sentence_that_anybody_says_has_no_signature():
    assert shingle_signature("He is my brother and I want to help.", "en", b"key") is None
    assert shingle_signature("", None, b"key") is None


def test_languages_without_blanks_are_read_too():
    assert len(numbers("我的表哥病了三年我不能再看下去我们在一个家里长大")) == N_HASHES
