"""The fictional State on one's own machine: with demo log-ins, and on a loopback address only."""

from graftwatch.site.settings.desk import *  # noqa: F403

IS_DEMO = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
