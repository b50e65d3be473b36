"""One hospital and one lodging abroad of patients who have nothing else in common."""

from django.utils.translation import gettext_noop

from graftwatch.apps.screening.self_test.link import Link, Mark

ROUTE = Mark(
    table="travel_registration",
    fresh=("facility_as_stated", "lodging"),
    needs={"travel_registration": frozenset({"person", "direction", "departed_on"})},
    candidates="""
        SELECT id AS file, id AS row, person AS recipient, NULL::VARCHAR AS donor,
        coalesce(departed_on, recorded_on) AS "on"
        FROM travel_registration
        WHERE direction = 'outgoing_recipient' AND facility_as_stated IS NOT NULL AND person IS NOT NULL
    """,
)

LINK = Link(gettext_noop("One hospital and one lodging abroad"), "{pairs} patients sharing one road abroad", (ROUTE,))
