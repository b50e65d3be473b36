"""The desk as a WSGI application, for `graftwatch serve` and for an authority's own server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "graftwatch.site.settings.desk")

application = get_wsgi_application()
