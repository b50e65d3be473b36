"""One private telephone, written as a contact into the files of unrelated pairs."""

from django.utils.translation import gettext_noop

from graftwatch import codes
from graftwatch.apps.screening.self_test.files import PAIRS, listed
from graftwatch.apps.screening.self_test.link import Link, Mark

TELEPHONE = Mark(
    table="contact_point",
    fresh=("phone",),
    needs=PAIRS,
    candidates=f"""
        SELECT file.id AS file, edited.id AS row, file.recipient, file.donor, file.opened_on AS "on"
        FROM contact_point AS edited JOIN living_donor_assessment AS file ON edited.assessment = file.id
        WHERE edited.phone IS NOT NULL AND coalesce(edited.registered_liaison, '') <> 'yes'
        AND coalesce(edited.capacity, '') NOT IN {listed(codes.CONTACT_CAPACITY.in_group("official"))}
    """,
)

LINK = Link(gettext_noop("One telephone"), "{pairs} pairs sharing one phone", (TELEPHONE,))
