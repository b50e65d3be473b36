"""The public door as a WSGI application, for `graftwatch door` and for an authority's own server."""

import os

from django.core.wsgi import get_wsgi_application

# Set, not defaulted: this process must never start with the desk's settings, which read keys.
os.environ["DJANGO_SETTINGS_MODULE"] = "graftwatch.site.settings.public"

application = get_wsgi_application()
