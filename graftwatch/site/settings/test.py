"""Settings of the test suite."""

from graftwatch.site.settings.desk import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False
VAULT_PASSPHRASE_COST = {"operations": 1, "memory": 64 * 1024}
VAULT_NEEDS_DRILL = False
