"""Only conduct tells a planted file: by numbers, places, seconds, lengths and gaps elsewhere a classifier guesses.

Three States of ten million hold some 460 planted files of 86 structures beside several hundred that might
have been planted. The standard error of the mean AUC over rings is about 0.02, so that 0.56 is found more often than
not and 0.60 nearly always; of a table that few rings touch only a gross leak.
What lies below that is not seen here. A leak that is made on purpose is found.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.leakage.nuisances import SEEDS, World, files, lengths, rows, world
from tests.leakage.trying import told_apart

LUCK = 0.01
FEWEST = 11
"""With fewer rings even the worst leak could be luck: one in two thousand is all that eleven signs can say."""
TABLES = (
    "consent",
    "board_decision",
    "companion",
    "contact_point",
    "interpreter_session",
    "kinship_claim",
    "kinship_evidence",
    "laboratory_order",
)
WRITTEN = (
    ("contact_point", "name"),
    ("contact_point", "phone"),
    ("contact_point", "email"),
    ("contact_point", "address"),
    ("companion", "name"),
    ("interpreter_session", "interpreter_name"),
    ("kinship_evidence", "issuer"),
    ("kinship_evidence", "notary"),
    ("kinship_evidence", "stamp_serial"),
    ("kinship_evidence", "layout"),
    ("kinship_evidence", "witness"),
    ("consent", "witness"),
    ("signature_image", "picture"),
)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> list[World]:
    place: Path = tmp_path_factory.mktemp("leakage")
    return [world(place / str(seed), seed) for seed in SEEDS]


@pytest.mark.slow
def test_nothing_but_conduct_tells_a_planted_file(worlds: list[World]) -> None:
    found = told_apart(files(worlds))
    assert found.n_rings >= 25, found
    assert found.n_planted >= 150, found
    assert found.p > LUCK, found


@pytest.mark.slow
def test_one_leaking_column_is_found(worlds: list[World]) -> None:
    """Planted files move towards the end of the list, as they would were they added to it at last."""
    plain = files(worlds)
    place = plain.columns["last_place"]
    leaking = np.where(plain.ring != "", place * 0.6 + 0.4 * place.max(), place)
    found = told_apart(plain.with_column("last_place", leaking))
    assert found.p <= LUCK, found
    assert found.auc > 0.6, found


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_neither_number_nor_place_nor_second_tells_a_planted_row(worlds: list[World], table: str) -> None:
    found = told_apart(rows(worlds, table))
    assert found.n_rings >= FEWEST, found
    assert found.p > LUCK / len(TABLES), found


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), WRITTEN)
def test_what_is_written_is_as_long_as_what_others_write(worlds: list[World], table: str, column: str) -> None:
    found = told_apart(lengths(worlds, table, column))
    assert found.n_rings >= FEWEST, found
    assert found.p > LUCK / len(WRITTEN), found
