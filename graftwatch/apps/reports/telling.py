"""What a reporter is told when something happens to a report, in the language the report was written in."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.reports.models import Opening, Report
from graftwatch.apps.reports.reporter_letters import NOTICE, write
from graftwatch.desk.access.roles import PURPOSES
from graftwatch.desk.access.viewer import Viewer

INDEPENDENT = _(
    "Whoever usually reads reports is tied to somebody you named, or nobody else was left. Your report went to an "
    "independent office instead."
)
OPENED = _("A person in the role “%(role)s” opened your report on %(day)s. Purpose: %(purpose)s.")
IDENTITY_ASKED = _(
    "On %(day)s a person in the role “%(role)s” asked who wrote this report. Purpose: %(purpose)s. "
    "Whether you gave a name is not known to them. An independent custodian decides; you will read the answer here."
)
IDENTITY_GRANTED = _(
    "On %(day)s the custodian allowed one person to see who wrote this report, for %(days)s days. "
    "Purpose: %(purpose)s. If you gave no name, there is nothing to see."
)
IDENTITY_REFUSED = _("On %(day)s the custodian refused to say who wrote this report. Nobody has seen it.")
IDENTITY_OPENED = _(
    "On %(day)s the person who was allowed to opened the sealed name of this report. Purpose: %(purpose)s."
)
STOPPED = _("You asked us to stop. We have stopped working on this report. You will read here how it was closed.")
GOES_ON_DANGER = _(
    "You asked us to stop. We cannot, because a life may be in danger. We do only what keeps people safe. "
    "You need not do anything more."
)
GOES_ON_DUTY = _(
    "You asked us to stop. This report was made under a legal duty, so the office must go on. "
    "You need not do anything more."
)
TOO_LATE = _(
    "You asked us to stop. The office had already decided on this report, so it cannot be stopped any more. "
    "Your wish lies with it."
)
OTHER_MATTER = _("Your report speaks of a matter that another office looks after: %(target)s. Please turn to them.")


def tell(report: Report, words: object, **said: object) -> None:
    """A notice for the mailbox. `words` is one of the sentences above. Called from within an action."""
    with translation.override(_language(report)):
        plain = {name: str(value) for name, value in said.items()}
        day = date_format(timezone.localdate())
        write(report, NOTICE, str(words) % ({"day": day} | plain) if "%(" in str(words) else str(words))


def whose(viewer: Viewer) -> dict[str, object]:
    """The reporter learns a role and a purpose, never a name."""
    return {"role": viewer.role.label, "purpose": PURPOSES.get(viewer.purpose, viewer.purpose)}


def _language(report: Report) -> str:
    return report.language if report.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def tell_of_opening(viewer: Viewer, report: Report) -> None:
    """That somebody opened the sealed words: once a day and person."""
    rows = Opening.objects.for_the_system("whether the reporter was told today")
    _row, is_new = rows.get_or_create(report=report, by_id=viewer.user_id, on=timezone.localdate())
    if is_new:
        tell(report, OPENED, **whose(viewer))
