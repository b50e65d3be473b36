"""A sealed run is brought into the desk by an officer of its office; for everybody else there is no run."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from graftwatch.apps.screening.importing import absent
from graftwatch.apps.screening.models import Run
from graftwatch.apps.screening.sealed_runs import open_sealed_run
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import viewer_of
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.vault.people import WrongPassphraseError, unlock
from graftwatch.site.workplaces import workplace


def bring_in_sealed(folder: Path, *, name: str, passphrase: str) -> Run:
    """Raises WrongPassphraseError, TooManyTriesError, EndedError; NotARunFolderError where it is sealed for others."""
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise WrongPassphraseError("The vault does not open with this passphrase.")
    unlocked = unlock(user, passphrase)
    viewer = viewer_of(user, timezone.localdate())
    try:
        with workplace() as work:
            return open_sealed_run(viewer, folder=folder, unlocked=unlocked, work=work)
    except Denied as why:
        raise absent("leads.json") from why
