"""Settings of the test suite."""

from graftwatch.site.settings.desk import *  # noqa: F403
from graftwatch.site.settings.desk import INSTALLED_APPS

# The desk never installs it; tests of the public door run in this process, too.
INSTALLED_APPS = [*INSTALLED_APPS, "graftwatch.apps.public"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False
VAULT_PASSPHRASE_COST = {"operations": 1, "memory": 64 * 1024}
VAULT_NEEDS_DRILL = False

# Tests of the second factor and of asking again switch these on.
MFA_IS_REQUIRED = STEP_UP_IS_REQUIRED = False

# The people of the tests stand there at once, as in the demo.
PEOPLE_WITHOUT_ENROLMENT = True

# The lot of second readings draws nobody unless a test says so: a test must not depend on luck.
DECISIONS_READ_AGAIN_ONE_IN = 0

# Every test client begins with the middleware anew, which would list all static files each time: a third of a page.
WHITENOISE_AUTOREFRESH = True
