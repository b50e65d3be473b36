"""What ordinary files answer is counted without the finding's own, and the same in every process."""

import os
import subprocess
import sys

import ibis

from graftwatch.codes import RELATIONSHIP
from graftwatch.leads.ordinary import ALL, Answers, Population, populations
from graftwatch.testing import draw

FILES = {f"file-{n}": ("kin" if n % 2 else "strangers") for n in range(200)}


def answered(*yes, size=1.0):
    answers = Answers(Population.of(FILES))
    for file in yes:
        answers.add(file, size)
    return answers


def test_a_findings_own_files_are_not_among_the_ordinary():
    seen = answered("file-1", "file-3").seen({"file-1", "file-3"}, 1.0, reference=0.01)
    assert (seen.n_yes, seen.n_files, seen.stratum) == (0, 98, "kin")


def test_other_files_that_answer_yes_with_at_least_the_size_are():
    answers = answered("file-1", "file-5", "file-7")
    answers.add("file-9", 0.5)
    assert answers.seen({"file-1"}, 1.0, reference=0.01).n_yes == 2
    assert answers.seen({"file-1"}, 0.5, reference=0.01).n_yes == 3


def test_a_file_of_another_stratum_counts_in_the_state_and_not_in_the_stratum():
    alone = answered("file-1").seen({"file-1"}, 1.0, reference=0.01)
    beside = answered("file-1", "file-2").seen({"file-1"}, 1.0, reference=0.01)
    assert beside.n_yes == alone.n_yes == 0
    assert beside.share > alone.share


def test_files_that_are_in_no_population_are_compared_with_all():
    assert answered("file-1").seen({"unheard of"}, 1.0, reference=0.01).stratum == ALL


def test_where_strata_are_equal_every_process_chooses_the_same():
    script = (
        "import django; django.setup(); from graftwatch.leads.ordinary_test import answered;"
        "print(answered('file-1').seen({'file-%d' % n for n in range(40)}, 1.0, reference=0.01).stratum)"
    )
    chosen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (1, 2, 3, 4)
    }
    assert len(chosen) == 1


def memory(picture):
    return {name: ibis.memtable(table) for name, table in draw(picture).items()}


def with_few_speakers(*yes):
    """Every tenth file is of donors whose language few speak."""
    few = {file: frozenset({"few"}) for n, file in enumerate(FILES) if n % 10 == 1}
    answers = Answers(Population.of(FILES, few))
    for file in yes:
        answers.add(file, 1.0)
    return answers, sorted(few)


def test_what_is_common_in_a_wider_group_is_compared_with_that_group():
    _answers, few = with_few_speakers()
    answers, few = with_few_speakers(*few[:10])
    seen = answers.seen({few[0]}, 1.0, reference=0.01)
    assert (seen.stratum, seen.n_yes, seen.n_files) == ("few", 9, 19)
    elsewhere = answers.seen({"file-3"}, 1.0, reference=0.01)
    assert elsewhere.stratum == "kin"
    assert seen.share > elsewhere.share


def test_what_is_rarer_in_a_wider_group_is_compared_with_the_stratum():
    answers, few = with_few_speakers("file-3", "file-5", "file-7")
    assert answers.seen({few[0]}, 1.0, reference=0.01).stratum == "kin"


def test_a_wider_group_counts_where_half_of_the_findings_files_belong_to_it():
    _answers, few = with_few_speakers()
    answers, few = with_few_speakers(*few)
    assert answers.seen({few[0], "file-3"}, 1.0, reference=0.01).stratum == "few"
    assert answers.seen({few[0], "file-3", "file-5"}, 1.0, reference=0.01).stratum == "kin"


def test_donors_whose_language_few_speak_are_a_group_of_pairs_and_of_recipients():
    told = populations(
        memory(
            "\n".join(
                ["living_donor_assessment", "id | donor | recipient | organ"]
                + [f"a{n} | d{n} | r{n} | kidney" for n in range(30)]
                + ["", "person", "id | language"]
                + [f"d{n} | {'qaf' if n < 2 else '-' if n == 2 else 'qaa'}" for n in range(30)]
            )
        ),
        RELATIONSHIP,
    )
    assert set(told["pair"].wider) == {"d0:r0", "d1:r1"}
    assert set(told["recipient"].wider) == {"r0", "r1"}
    (group,) = told["pair"].wider["d0:r0"]
    assert told["pair"].sizes[group] == 2
