"""A run is refused where the plan or the questions are not what was committed; hashes say what governed it."""

import subprocess

import pytest

from graftwatch.evaluation.committed import NotCommittedError, hashes, refuse_what_is_not_committed


def git(place, *words):
    subprocess.run(["git", "-C", str(place), "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True)


@pytest.fixture
def tree(tmp_path):
    """A small repository with a plan and one question."""
    (tmp_path / "evaluation").mkdir()
    (tmp_path / "indicators").mkdir()
    (tmp_path / "evaluation" / "plan.toml").write_text('name = "a"\n')
    (tmp_path / "indicators" / "question.py").write_text("x = 1\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def refuse(tree):
    refuse_what_is_not_committed(tree / "evaluation" / "plan.toml", [tree / "indicators"])


def test_a_committed_tree_may_run(tree):
    refuse(tree)


def test_a_plan_changed_after_its_commit_is_refused(tree):
    (tree / "evaluation" / "plan.toml").write_text('name = "b"\n')
    with pytest.raises(NotCommittedError, match=r"plan\.toml"):
        refuse(tree)


def test_a_question_changed_after_the_commit_is_refused(tree):
    (tree / "indicators" / "question.py").write_text("x = 2\n")
    with pytest.raises(NotCommittedError, match=r"question\.py"):
        refuse(tree)


def test_a_question_that_was_never_committed_is_refused(tree):
    (tree / "indicators" / "new.py").write_text("x = 2\n")
    with pytest.raises(NotCommittedError, match=r"1 files"):
        refuse(tree)


def test_a_question_staged_and_not_committed_is_refused(tree):
    (tree / "indicators" / "question.py").write_text("x = 3\n")
    git(tree, "add", ".")
    with pytest.raises(NotCommittedError):
        refuse(tree)


def test_a_plan_that_was_never_committed_is_refused(tree):
    (tree / "evaluation" / "other.toml").write_text('name = "a"\n')
    with pytest.raises(NotCommittedError, match="is not committed"):
        refuse_what_is_not_committed(tree / "evaluation" / "other.toml", [tree / "indicators"])


def test_something_else_may_differ(tree):
    (tree / "README").write_text("new\n")
    refuse(tree)


def test_an_installed_copy_without_git_runs_and_says_so(tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text('name = "a"\n')
    refuse_what_is_not_committed(plan)
    assert hashes(plan).commit == ""


def test_hashes_change_with_the_plan_and_not_without(tree):
    plan = tree / "evaluation" / "plan.toml"
    first = hashes(plan)
    assert first == hashes(plan)
    assert first.commit
    plan.write_text('name = "b"\n')
    second = hashes(plan)
    assert second.plan != first.plan
    assert second.catalogue == first.catalogue
    assert first.weights != first.catalogue
