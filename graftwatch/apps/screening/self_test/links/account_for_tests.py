"""One private account that pays the tests of unrelated pairs."""

from django.utils.translation import gettext_noop

from graftwatch import codes
from graftwatch.apps.screening.self_test.files import PAIRS, listed
from graftwatch.apps.screening.self_test.link import Link, Mark

ACCOUNT = Mark(
    table="laboratory_order",
    copied=("payer_account",),
    needs=PAIRS,
    candidates=f"""
        SELECT file.id AS file, edited.id AS row, file.recipient, file.donor, file.opened_on AS "on"
        FROM laboratory_order AS edited JOIN living_donor_assessment AS file ON edited.assessment = file.id
        WHERE edited.payer_account IS NOT NULL
        AND coalesce(edited.payer_kind, '') NOT IN {listed(codes.PAYER_KIND.in_group("institution"))}
    """,
)

LINK = Link(gettext_noop("One account that pays the tests"), "{pairs} pairs whose tests one account pays", (ACCOUNT,))
