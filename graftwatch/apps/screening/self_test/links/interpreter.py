"""One interpreter, whom the recipients' side brought, at the interviews of unrelated pairs."""

from django.utils.translation import gettext_noop

from graftwatch.apps.screening.self_test.files import PAIRS
from graftwatch.apps.screening.self_test.link import Link, Mark

INTERPRETER = Mark(
    table="interpreter_session",
    fresh=("interpreter_name",),
    fixed=(("accredited", "no"), ("employed_by", "recipient_side")),
    needs=PAIRS,
    candidates="""
        SELECT file.id AS file, edited.id AS row, file.recipient, file.donor, file.opened_on AS "on"
        FROM interpreter_session AS edited JOIN living_donor_assessment AS file ON edited.assessment = file.id
        WHERE edited.interpreter_name IS NOT NULL
    """,
)

LINK = Link(gettext_noop("One interpreter"), "{pairs} pairs heard through one interpreter", (INTERPRETER,))
