"""The run's side of the lot: who takes part in it, and what its folder keeps."""

import ibis
import pyarrow as pa

from graftwatch.apps.screening.drawing import files_table, lottery
from graftwatch.leads import Lead, Opened
from graftwatch.leads.ordinary import Population
from graftwatch.leads.weight import Bits


def lead(kind, anchor, **more):
    return Lead(kind, anchor, (), (), Bits(3.0, 2.0, 4.0), "weight", (), (), kind == "person", **more)


def peers(n_pairs=40):
    pairs = {f"donor-{n}:patient-{n}": "all files" for n in range(n_pairs)}
    recipients = {f"patient-{n}": "all files" for n in range(n_pairs)} | {"alone": "all files"}
    return {"pair": Population.of(pairs), "recipient": Population.of(recipients)}


BELOW = lead("pair", "donor-3:patient-3", why_not="weighs too little")
OPENED = Opened(
    leads=(lead("pair", "donor-1:patient-1", also=(("pair", "donor-2:patient-2"),)),),
    protection=(lead("person", "donor-5"),),
    threshold=4.0,
    below=(BELOW, lead("facility", "unit-1", why_not="nothing about it weighs as much as one bit")),
)


def test_ordinary_pairs_and_recipients_without_a_pair_take_part_and_no_donor():
    order = lottery(OPENED, peers(), "7f3a").order
    assert len(order) == 40 - 2 + 1
    assert "recipient:alone" in order
    assert not {"pair:donor-1:patient-1", "pair:donor-2:patient-2", "recipient:patient-3"} & set(order)
    assert not [key for key in order if key.startswith("donor:")]


def test_the_order_follows_from_the_run_and_a_file_says_the_same_whether_it_is_shown_or_not():
    assert lottery(OPENED, peers(), "7f3a") == lottery(OPENED, peers(), "7f3a")
    found = lottery(OPENED, peers(), "7f3a")
    assert [each.key for each in found.told] == list(found.order[:30])
    assert lottery(OPENED, peers(), "beef").order != found.order


def test_the_folder_keeps_why_each_file_is_no_lead_under_the_numbers_of_its_office():
    assessments = {
        "file_number": ["N-3", None],
        "donor": ["donor-3", "donor-4"],
        "recipient": ["patient-3", "patient-4"],
    }
    tables = {"living_donor_assessment": ibis.memtable(pa.table(assessments))}
    rows = files_table(lottery(OPENED, peers(), "7f3a"), OPENED, tables).to_pylist()
    found = {row["key"]: row for row in rows}
    assert (found[BELOW.key]["why_not"], found[BELOW.key]["numbers"]) == ("weighs too little", ["N-3"])
    assert found["recipient:alone"]["why_not"] == "no question said yes"
    assert (found["facility:unit-1"]["by_lot"], found[BELOW.key]["by_lot"]) == (False, True)
    assert "pair:donor-1:patient-1" not in found
