"""What was written down more than once: files as they were opened, corrected reasons, other spellings, duplicates."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import days, either, pick, some
from graftwatch_atlantis.frame import Array
from graftwatch_atlantis.life.names import addresses, respelt
from graftwatch_atlantis.offices.recording import again
from graftwatch_atlantis.state import BEGINS, ENDS, HOME, Region

DAY = 86_400
LATER_CARE = {
    "follow_up": "visited_on",
    "dispensing": "dispensed_on",
    "dialysis_session": "held_on",
    "diagnosis": "diagnosed_on",
    "genotype": "typed_on",
}
SENT_MONTHLY = ("follow_up", "theatre_count", "pharmacy_count", "theatre_case", "hospital_stay", "clinical_note")
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
    _moves(region)
    _stays_before_discharge(region)
    _parts_of_files(region)
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
        "hospital_stay",
        "clinical_note",
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


def _moves(region: Region) -> None:
    """Donors who moved after the gift: their centre calls a number that no longer rings there."""
    rng = region.rng("versions", "moves")
    person, transplant, town = region["person"], region["transplant"], region["municipality"]
    donors = np.unique(transplant["donor"][transplant["donor"] >= 0])
    rows = donors[some(rng, len(donors), region.dials["records.moved_after_the_gift"])]
    rows = rows[person["residence_country"][rows] == HOME]
    to = rng.integers(0, town.n, len(rows))
    later = person["_recorded"][rows] + rng.integers(400, 2000, len(rows)) * DAY
    again(person, rows, later, {"municipality": town["code"][to], "address": addresses(rng, town["name"][to])})


def _stays_before_discharge(region: Region) -> None:
    """Some stays are written down at admission, and again when the patient has left."""
    rng = region.rng("versions", "stays")
    stay = region["hospital_stay"]
    left = ~np.isnat(stay["discharged_on"])
    rows = np.flatnonzero(left & some(rng, stay.n, region.dials["stays.stays_closed_later"]))
    empty = np.full(len(rows), NEVER)
    again(stay, rows, stay["_recorded"][rows], {"discharged_on": empty, "follow_up_planned_on": empty})
    nights = (stay["discharged_on"][rows] - stay["admitted_on"][rows]).astype(np.int64)
    stay["_recorded"][rows] += (nights + rng.integers(1, 5, len(rows))) * DAY


def _parts_of_files(region: Region) -> None:
    """Parts of a file from abroad arrive by post weeks later."""
    rng = region.rng("versions", "files from abroad")
    file = region["abroad_file"]
    rows = np.flatnonzero(some(rng, file.n, 0.3))
    missing = {part: np.full(len(rows), "no", dtype=object) for part in ("operation_note", "donor_serology")}
    again(file, rows, file["_recorded"][rows], missing)
    file["_recorded"][rows] += rng.integers(10, 120, len(rows)) * DAY


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
    for table in SENT_MONTHLY:
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
