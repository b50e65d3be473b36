"""A pair's file as numbers, for rivals that know nothing of the subject: how rare, how many, how long."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.evaluation.rivals.shared_identifiers import numbers_shared
from graftwatch.indicators import all_indicators

Numbers = npt.NDArray[np.float64]
UNKNOWN = -1.0


@dataclass(frozen=True)
class Features:
    """One line per pair; `names` are those of the columns."""

    pairs: tuple[str, ...]
    names: tuple[str, ...]
    numbers: Numbers


def plain_features(moment: Moment) -> Features:
    """What the records of each pair look like, without any question."""
    columns: dict[str, dict[str, float]] = {
        "shared identifiers": {k: float(v) for k, v in numbers_shared(moment).items()}
    }
    columns |= _of_files(moment) | _of_people(moment) | _how_many(moment)
    return _matrix(moment, columns, otherwise=UNKNOWN)


def features_with_questions(moment: Moment) -> Features:
    """The same, and for every question whether it spoke of the pair, so that a trained ceiling has all there is."""
    plain = plain_features(moment)
    spoke: dict[str, dict[str, float]] = {code: {} for code in all_indicators()}
    for finding in moment.answers.findings:
        rows = moment.answers.rows_of[str(finding["finding"])]
        reached = {
            anchor for row in rows & moment.cited.keys() for _, anchor in moment.who.anchors_of(moment.cited[row])
        }
        for pair in reached & moment.pairs.keys():
            spoke[str(finding["code"])][pair] = 1.0
    asked = _matrix(moment, spoke, otherwise=0.0)
    return Features(plain.pairs, plain.names + asked.names, np.hstack([plain.numbers, asked.numbers]))


def _matrix(moment: Moment, columns: dict[str, dict[str, float]], *, otherwise: float) -> Features:
    pairs = tuple(moment.pairs)
    numbers = [[column.get(pair, otherwise) for column in columns.values()] for pair in pairs]
    return Features(pairs, tuple(columns), np.array(numbers, dtype=np.float64).reshape(len(pairs), len(columns)))


def _of_files(moment: Moment) -> dict[str, dict[str, float]]:
    """How rare each coded value of the donor file is, and how many days lie between its days."""
    found: dict[str, dict[str, float]] = {}
    name = "living_donor_assessment" if "living_donor_assessment" in moment.tables else "transplant"
    table = moment.schema[name]
    for column in table.columns:
        if column.kind == "code":
            found[column.name] = _rarity(moment, name, column.name)
        elif column.kind == "date" and column.name != table.when:
            rows = moment.connection.execute(
                f"SELECT donor || ':' || recipient, date_diff('day', {table.when}, {column.name}) FROM {name}"
                f" WHERE donor IS NOT NULL AND recipient IS NOT NULL AND {table.when} IS NOT NULL"
                f" AND {column.name} IS NOT NULL ORDER BY id"
            ).fetchall()
            found[column.name] = {pair: float(days) for pair, days in rows}
    return found


def _rarity(moment: Moment, table: str, column: str) -> dict[str, float]:
    rows = moment.connection.execute(
        f"SELECT donor || ':' || recipient, coalesce(\"{column}\", '') FROM {table}"
        " WHERE donor IS NOT NULL AND recipient IS NOT NULL ORDER BY id"
    ).fetchall()
    seen = Counter(value for _, value in rows)
    return {pair: float(-np.log(seen[value] / len(rows))) for pair, value in rows}


def _of_people(moment: Moment) -> dict[str, dict[str, float]]:
    """Age, sex and residence of both, as far as the records say."""
    if "person" not in moment.tables:
        return {}
    rows = moment.connection.execute(
        "SELECT id, date_diff('day', birth_date, ?::DATE) / 365.25, sex, residency, municipality FROM person",
        [moment.day],
    ).fetchall()
    person = {row[0]: row[1:] for row in rows}
    found: dict[str, dict[str, float]] = {name: {} for name in ("donor age", "age gap", "same sex", "same place")}
    for pair, (donor, recipient) in moment.pairs.items():
        if donor in person and recipient in person:
            (age, sex, _, place), (other_age, other_sex, _, other_place) = person[donor], person[recipient]
            if age is not None:
                found["donor age"][pair] = float(age)
                if other_age is not None:
                    found["age gap"][pair] = float(age) - float(other_age)
            found["same sex"][pair] = float(sex == other_sex)
            found["same place"][pair] = float(place is not None and place == other_place)
    return found


def _how_many(moment: Moment) -> dict[str, dict[str, float]]:
    """How many rows of each table lie in the pair's file."""
    found = {}
    for name in sorted(moment.tables):
        if "assessment" in moment.schema[name].references and not moment.schema[name].bulk:
            rows = moment.connection.execute(
                f"SELECT assessment, count(*) FROM {name} WHERE assessment IS NOT NULL GROUP BY 1"
            ).fetchall()
            pair_of = moment.who.pair_of_assessment
            found[f"rows of {name}"] = {pair_of[file]: float(n) for file, n in sorted(rows) if file in pair_of}
    return found
