"""The fictional State on one's own machine: with demo log-ins, and on a loopback address only."""

import datetime as dt

from graftwatch.site.settings.desk import *  # noqa: F403

IS_DEMO = PEOPLE_WITHOUT_ENROLMENT = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

# In Atlantis it is always the last day on which its offices wrote something down.
FICTIONAL_DAY = dt.date(2026, 6, 30)

VAULT_NEEDS_DRILL = False

# One person plays everybody here. The strip on each page says that an office must not do so.
MFA_IS_REQUIRED = STEP_UP_IS_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
