"""What another room hands over to be disclosed: the draft of an offer, with its walls."""

from __future__ import annotations

from collections.abc import Set

from graftwatch.apps.exchange.access import exchanges
from graftwatch.apps.exchange.actions import compose
from graftwatch.apps.exchange.models import Disclosure
from graftwatch.desk.access.matters import implicate
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action


@action(may=exchanges)
def offer_extract(
    viewer: Viewer, *, asked: Agency, words: str, regulatory: bool, legal_basis: str, purpose: str, parties: Set[str]
) -> Disclosure:
    """A draft: nothing leaves before it is reviewed, authorised by a second person and released."""
    kind = Disclosure.Kind.REGULATORY if regulatory else Disclosure.Kind.POLICE
    said = {"kind": kind, "is_spontaneous": True, "legal_basis": legal_basis, "purpose": purpose}
    made = compose(viewer, asked=asked, case=None, words=words, **said)
    implicate(made, parties, named_by="report")
    return made
