"""Settings of a desk that asks for everything an office's desk asks for, with the demo's people."""

from graftwatch.site.settings.demo import *  # noqa: F403

MFA_IS_REQUIRED = STEP_UP_IS_REQUIRED = True

# A robot reads the app and types: the half minute may end in between, on a busy machine oftener.
MFA_TOTP_TOLERANCE = 1
