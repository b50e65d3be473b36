"""Two links at once: one private telephone, and one notary on the papers of the same pairs."""

from django.utils.translation import gettext_noop

from graftwatch.apps.screening.self_test.link import Link
from graftwatch.apps.screening.self_test.links.notary import NOTARY
from graftwatch.apps.screening.self_test.links.telephone import TELEPHONE

LINK = Link(
    gettext_noop("One telephone and one notary"), "{pairs} pairs sharing one phone and one notary", (TELEPHONE, NOTARY)
)
