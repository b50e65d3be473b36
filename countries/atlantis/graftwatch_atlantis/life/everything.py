"""Ordinary life from first to last: what must exist before what."""

from __future__ import annotations

from collections.abc import Callable

from graftwatch_atlantis.life.aftercare import draw_aftercare
from graftwatch_atlantis.life.board import draw_board
from graftwatch_atlantis.life.counts import draw_counts
from graftwatch_atlantis.life.deaths import draw_deaths, draw_diagnoses
from graftwatch_atlantis.life.donation import draw_donation, draw_earlier_grafts, draw_teams, number_organs
from graftwatch_atlantis.life.evaluating import draw_evaluations
from graftwatch_atlantis.life.file_details import draw_file_details
from graftwatch_atlantis.life.genotypes import draw_genotypes
from graftwatch_atlantis.life.identity import draw_identity
from graftwatch_atlantis.life.interviewing import draw_interviews
from graftwatch_atlantis.life.laboratory import draw_laboratory
from graftwatch_atlantis.life.living import draw_living
from graftwatch_atlantis.life.money import draw_accounts, draw_payments
from graftwatch_atlantis.life.offers import draw_offers
from graftwatch_atlantis.life.panels import draw_panels
from graftwatch_atlantis.life.papers import draw_papers
from graftwatch_atlantis.life.places import draw_places
from graftwatch_atlantis.life.relatives import draw_relatives
from graftwatch_atlantis.life.returned import draw_returned
from graftwatch_atlantis.life.signatures import draw_signatures
from graftwatch_atlantis.life.stays import draw_stays
from graftwatch_atlantis.life.supplies import draw_supplies
from graftwatch_atlantis.life.theatres import draw_theatres
from graftwatch_atlantis.life.ties import draw_ties
from graftwatch_atlantis.life.travel import draw_travel
from graftwatch_atlantis.life.waiting import draw_events, draw_waiting_list
from graftwatch_atlantis.state import Region

STEPS: tuple[tuple[str, tuple[Callable[[Region], None], ...]], ...] = (
    ("places, licences, practitioners", (draw_places,)),
    ("the waiting list", (draw_waiting_list, draw_events)),
    ("donors and transplants", (draw_donation, draw_living, draw_earlier_grafts, number_organs, draw_teams)),
    ("papers and boards", (draw_board, draw_papers)),
    ("laboratories", (draw_laboratory,)),
    ("deaths and diagnoses", (draw_deaths, draw_diagnoses)),
    ("follow-up, dialysis, medicines", (draw_aftercare,)),
    ("theatres and pharmacies", (draw_counts,)),
    ("journeys", (draw_travel,)),
    ("accounts and payments", (draw_accounts, draw_payments)),
    (
        "the inside of donor files",
        (
            draw_file_details,
            draw_ties,
            draw_identity,
            draw_evaluations,
            draw_interviews,
            draw_relatives,
            draw_signatures,
            draw_genotypes,
            draw_panels,
        ),
    ),
    ("operations, stays, supplies", (draw_theatres, draw_stays, draw_supplies)),
    ("offers, and what comes back from abroad", (draw_offers, draw_returned)),
)


def live(region: Region, tell: Callable[[str], None]) -> None:
    """Draw everything that truly happens in a region."""
    for words, steps in STEPS:
        tell(words)
        for step in steps:
            step(region)
