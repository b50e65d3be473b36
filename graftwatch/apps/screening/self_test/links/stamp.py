"""One stamp on the kinship papers of unrelated pairs."""

from django.utils.translation import gettext_noop

from graftwatch.apps.screening.self_test.files import PAIRS
from graftwatch.apps.screening.self_test.link import Link, Mark

STAMP = Mark(
    table="kinship_evidence",
    fresh=("stamp_serial",),
    needs=PAIRS,
    candidates="""
        SELECT file.id AS file, edited.id AS row, file.recipient, file.donor, file.opened_on AS "on"
        FROM kinship_evidence AS edited JOIN living_donor_assessment AS file ON edited.assessment = file.id
        WHERE edited.stamp_serial IS NOT NULL
    """,
)

LINK = Link(gettext_noop("One stamp"), "{pairs} pairs with papers under one stamp", (STAMP,))
