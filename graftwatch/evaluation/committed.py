"""Whether the tree is the one that was committed, and the hashes by which a reader can tell."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import graftwatch
from graftwatch.errors import GraftwatchError

PACKAGE = Path(graftwatch.__file__).resolve().parent
CATALOGUE = (PACKAGE / "indicators",)
WEIGHTS = (PACKAGE / "leads",)


class NotCommittedError(GraftwatchError):
    """The plan or the catalogue is not what was committed."""


@dataclass(frozen=True)
class Hashes:
    """SHA-256 of the plan, of the questions' files, and of the files that weigh; and the commit they stand in."""

    plan: str
    catalogue: str
    weights: str
    commit: str
    """Empty for an installed copy, of which git knows nothing."""


def hashes(plan: Path) -> Hashes:
    """What this run would be governed by. `p_ring` and `p_ordinary` stand in the questions' own files."""
    return Hashes(
        hashlib.sha256(plan.read_bytes()).hexdigest(), _hash(CATALOGUE), _hash([*WEIGHTS, *CATALOGUE]), _commit(plan)
    )


def refuse_what_is_not_committed(plan: Path, paths: Iterable[Path] = (*CATALOGUE, *WEIGHTS)) -> None:
    """Raises NotCommittedError where plan, questions or weights differ from the last commit.

    An installed copy without git cannot be compared; its hashes are printed, and whoever reads them compares.
    """
    if not _commit(plan):
        return
    if not _git(plan, "ls-files", "--error-unmatch", "--", str(plan.resolve())):
        raise NotCommittedError(f"The plan {plan.name} is not committed. Commit it before the run that it governs.")
    watched = [str(path.resolve()) for path in (plan, *paths)]
    changed = _git(plan, "status", "--porcelain", "--", *watched)
    if changed is None:
        raise NotCommittedError(
            "The questions lie outside the repository of the plan, so that git cannot compare them. "
            "Keep the plan in the repository whose questions it governs, or evaluate with --exploratory."
        )
    if changed.strip():
        first = changed.strip().splitlines()
        named = ", ".join(line.split()[-1] for line in first[:3])
        raise NotCommittedError(
            f"{len(first)} files of plan, questions or weights differ from what is committed, first: {named}. "
            "Commit them, or evaluate with --exploratory."
        )


def _hash(folders: Iterable[Path]) -> str:
    """Over every source file, by path and content; tests and caches do not count."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml") and not path.name.endswith("_test.py"):
                digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _commit(plan: Path) -> str:
    return (_git(plan, "rev-parse", "HEAD") or "").strip()


def _git(plan: Path, *asked: str) -> str | None:
    """What git says in the folder of the plan; None where it refuses, or is not here."""
    try:
        said = subprocess.run(  # noqa: S603 the words are ours
            ["git", "-C", str(plan.resolve().parent), *asked],  # noqa: S607 whichever git the office has
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return said.stdout or "\n"
