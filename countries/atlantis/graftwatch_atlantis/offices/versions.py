"""What was written down more than once: files as they were opened, corrected reasons, other spellings, duplicates."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import days, either, pick, some
from graftwatch_atlantis.frame import Array
from graftwatch_atlantis.life.names import respelt
from graftwatch_atlantis.offices.recording import again
from graftwatch_atlantis.state import BEGINS, ENDS, Region

DAY = 86_400
LATER_CARE = {
    "follow_up": "visited_on",
    "dispensing": "dispensed_on",
    "dialysis_session": "held_on",
    "diagnosis": "diagnosed_on",
    "genotype": "typed_on",
}
NEVER = np.datetime64("NaT")


def second_numbers(region: Region) -> None:
    """Namesakes, and patients who got a second number, under which some of their later care stands."""
    rng = region.rng("versions", "second numbers")
    person, entry = region["person"], region["waiting_list_entry"]
    alike = np.flatnonzero(some(rng, person.n, region.dials["records.namesakes"]))
    other = pick(rng, np.arange(person.n), len(alike))
    for column in ("given_name", "family_name", "birth_date", "sex"):
        person[column][alike] = person[column][other]
    patients = np.unique(entry["person"])
    twice = patients[some(rng, len(patients), region.dials["records.people_twice"])]
    person["_since"] = NEVER
    copies = person.copy_rows(twice)
    person["family_name"][copies] = respelt(rng, person["family_name"][copies])
    person["national_id"][copies] = either(some(rng, len(copies), 0.5), None, person["national_id"][copies])
    now = np.arange(person.n)
    moved = some(rng, len(twice), region.dials["records.moved_to_second_number"])
    now[twice[moved]] = copies[moved]
    from_day = np.full(person.n, ENDS)
    from_day[twice] = BEGINS + days(rng, 700, 3300, len(twice))
    person["_since"][copies] = from_day[twice]
    for table, when in LATER_CARE.items():
        frame = region[table]
        frame["person"] = either(frame[when] >= from_day[frame["person"]], now[frame["person"]], frame["person"])


def keep_versions(region: Region) -> None:
    """Add the earlier and later versions of rows that changed."""
    _files_as_opened(region)
    _reasons_as_first_given(region)
    _spellings(region)
    for table in (
        "laboratory_order",
        "kinship_evidence",
        "contact_point",
        "follow_up",
        "diagnosis",
        "journey",
        "donor_evaluation",
        "identity_check",
        "genotype",
        "payment",
        "dialysis_session",
    ):
        _delivered_twice(region, table)


def _files_as_opened(region: Region) -> None:
    """A donor file is written down when it is opened and again when it is closed."""
    rng = region.rng("versions", "files")
    file = region["living_donor_assessment"]
    closed = np.flatnonzero(~np.isnat(file["closed_on"]))
    opened = file["_recorded"][closed]
    again(
        file,
        closed,
        opened,
        {
            "closed_on": np.full(len(closed), NEVER),
            "outcome": np.full(len(closed), "open", dtype=object),
            "outcome_reason": np.full(len(closed), None, dtype=object),
            "surgery_planned_on": np.full(len(closed), NEVER),
            "crossmatch_valid_until": np.full(len(closed), NEVER),
            "urgency_certified": np.full(len(closed), None, dtype=object),
            "cross_border_authorisation": np.full(len(closed), None, dtype=object),
        },
    )
    on = (file["closed_on"][closed] + days(rng, 0, 12, len(closed))).astype("datetime64[s]").astype(np.int64)
    file["_recorded"][closed] = np.maximum(on + 10 * 3600, opened + DAY)


def _reasons_as_first_given(region: Region) -> None:
    """Some departures are first put down as 'other' and corrected weeks or months later."""
    rng = region.rng("versions", "reasons")
    event = region["waiting_list_event"]
    left = (event["kind"] == "removed") & ~np.isin(
        event["reason"].astype(str), ["other", "None", "deceased_donor_transplant", "living_donor_transplant"]
    )
    rows = np.flatnonzero(left & some(rng, event.n, region.dials["records.corrected"]))
    again(event, rows, event["_recorded"][rows], {"reason": np.full(len(rows), "other", dtype=object)})
    event["_recorded"][rows] += rng.integers(20, 300, len(rows)) * DAY


def _spellings(region: Region) -> None:
    rng = region.rng("versions", "spellings")
    person = region["person"]
    named = np.array([each is not None for each in person["family_name"]])
    rows = np.flatnonzero(named & some(rng, person.n, region.dials["records.respelt"]))
    later = person["_recorded"][rows] + rng.integers(30, 900, len(rows)) * DAY
    again(person, rows, later, {"family_name": respelt(rng, person["family_name"][rows])})


def _delivered_twice(region: Region, table: str) -> None:
    """The same row under the same number in a later delivery."""
    rng = region.rng("versions", "twice", table)
    frame = region[table]
    share = region.dials["records.twice"] / (10 if table in ("payment", "dialysis_session") else 1)
    rows = np.flatnonzero(some(rng, frame.n, share))
    again(frame, rows, frame["_recorded"][rows] + rng.integers(1, 60, len(rows)) * DAY)


def stop_reporting(region: Region) -> None:
    """The last centre sends nothing any more from a day on."""
    from_day = region.dials["centres.stops_reporting_on"]
    if not from_day:
        return
    silent = region.places("facility", kind="transplant_centre")[-1]
    second = np.datetime64(from_day).astype("datetime64[s]").astype(np.int64)
    for table in ("follow_up", "theatre_count", "pharmacy_count"):
        frame = region[table]
        _take_out(frame_gone(region, table), (frame["facility"] == silent) & (frame["_recorded"] >= second))


def frame_gone(region: Region, table: str) -> Array:
    """The column that says which rows never reached the folder."""
    frame = region[table]
    if "_gone" not in frame:
        frame["_gone"] = False
    return frame["_gone"]


def _take_out(gone: Array, rows: Array) -> None:
    gone[rows] = True
