"""What ordinary files answer is counted without the finding's own, and the same in every process."""

import os
import subprocess
import sys

from graftwatch.leads.ordinary import ALL, Answers, Population

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
        "from graftwatch.leads.ordinary_test import answered;"
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
