"""Check a folder: read everything, keep nothing, and say what could be asked of it."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graftwatch.desk.loading.account import Account
from graftwatch.desk.loading.answers import FolderAnswers
from graftwatch.desk.loading.staging import Progress, stage
from graftwatch.indicators.availability import Availability, Unlock, assess, unlocks
from graftwatch.tables import Schema


@dataclass(frozen=True)
class Checked:
    """What became of the files; for each question whether it can be asked; what is missing, most useful first."""

    account: Account
    questions: Mapping[str, Availability]
    unlocks: tuple[Unlock, ...]

    def sentences(self) -> list[str]:
        """The whole check in words."""
        lines = [*self.account.sentences(), ""]
        asked = [code for code, one in self.questions.items() if one.status != "not asked"]
        lines.append(f"{len(asked)} of {len(self.questions)} questions can be asked of this folder.")
        for code, question in sorted(self.questions.items()):
            told = f"  {code}: {question.status}"
            lines.append(told + (f" ({'; '.join(question.reasons)})" if question.reasons else ""))
        if self.unlocks:
            lines.append("What would let more be asked, most first:")
        for one in self.unlocks:
            lines.append(f"  {one.lack}: {', '.join(one.questions)}")
        return lines


def check(
    folder: Path,
    schema: Schema,
    *,
    node_key: bytes,
    today: dt.date,
    progress: Progress = lambda words, share: None,
    answers: FolderAnswers | None = None,
    quarantine: Path | None = None,
) -> Checked:
    """Read a folder as `load` would and store nothing; `quarantine` says where its lists go, if anywhere."""
    with tempfile.TemporaryDirectory(prefix="graftwatch-check-") as place:
        account = stage(folder, schema, Path(place), node_key=node_key, today=today, progress=progress, answers=answers)
        if quarantine is not None:
            quarantine.mkdir(parents=True, exist_ok=True)
            for path in (Path(place) / "quarantine").glob("*.csv"):
                (quarantine / path.name).write_bytes(path.read_bytes())
    questions = assess(schema, account.present)
    return Checked(account, questions, tuple(unlocks(questions)))
