"""Word to whoever is on duty: that one waits, and nothing else. By e-mail, where the installation names a sender."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from graftwatch.desk.access.models import User

log = logging.getLogger(__name__)


def say_that_one_waits(people: Sequence[User]) -> None:
    """After the act is committed, one message each: no number, no country, no link. Off unless a sender is named."""
    addresses = [user.email for user in people if user.email]
    if settings.URGENT_MAIL_FROM and addresses:
        transaction.on_commit(lambda: _send(addresses))


def _send(addresses: list[str]) -> None:
    for address in addresses:
        try:
            send_mail(_("Graftwatch"), _("An urgent report waits."), settings.URGENT_MAIL_FROM, [address])
        except (OSError, SMTPException) as problem:  # it stands first in the list all the same
            log.error("A message to somebody on duty was not sent: %s", type(problem).__name__)
