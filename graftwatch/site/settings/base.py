"""What every installation shares. Paths and keys come from one folder, the home of this installation."""

from __future__ import annotations

from graftwatch.site import home
from graftwatch.site.settings.both import *  # noqa: F403

GRAFTWATCH_HOME = home.folder()
NODE_KEY = bytes.fromhex(home.secret("node"))
TOKEN_KEY = bytes.fromhex(home.secret("tokens"))
NODE_SIGNING_KEY = bytes.fromhex(home.secret("signing"))  # the seed of an Ed25519 key: heads of the trail, proofs
SECRET_KEY = home.secret("django")
VAULT_FOLDER = home.vault_folder()
NODE_BOX_KEY = bytes.fromhex(home.secret("node-box"))
# What one try at a vault passphrase costs (Argon2id, RFC 9106): 128 MiB, three passes.
VAULT_PASSPHRASE_COST = {"operations": 3, "memory": 128 * 1024 * 1024}
# Keys of readers are published only after the recovery drill has succeeded once.
VAULT_NEEDS_DRILL = True
DATABASES = home.databases()
DATABASE_ROUTERS = ["graftwatch.site.databases.ByModel"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "graftwatch.records",
    "graftwatch.desk.access",
    "graftwatch.desk.audit",
    "graftwatch.desk.vault",
    "graftwatch.desk.door",
    "graftwatch.desk.states",
    "graftwatch.desk.inbox",
    "graftwatch.apps.cases",
    "graftwatch.apps.evidence",
    "graftwatch.apps.exchange",
    "graftwatch.apps.offices",
    "graftwatch.apps.oversight",
    "graftwatch.apps.reports",
    "graftwatch.apps.screening",
]

AUTH_USER_MODEL = "access.User"

# Background work waits in the database; `graftwatch serve` starts the worker.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
