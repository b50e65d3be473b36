"""The public door: each page under its language, so that no cookie has to remember it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from graftwatch.apps.public.views import leaving

urlpatterns = [
    path("leave/", leaving.leave, name="leave"),
    path("alive/", leaving.alive, name="alive"),
    *i18n_patterns(path("", include("graftwatch.apps.public.urls")), prefix_default_language=True),
]

handler400 = "graftwatch.apps.public.views.errors.not_understood"
handler403 = "graftwatch.apps.public.views.errors.not_understood"
handler404 = "graftwatch.apps.public.views.errors.not_found"
handler500 = "graftwatch.apps.public.views.errors.broken"
