"""The staff door: every room but public."""

from allauth.account import views as account
from django.urls import include, path

from graftwatch.site import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("help/", pages.help_page, name="help"),
    path("language/", pages.language, name="language"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("", include("graftwatch.apps.cases.urls")),
    path("", include("graftwatch.apps.evidence.urls")),
    path("", include("graftwatch.apps.exchange.urls")),
    path("", include("graftwatch.apps.offices.urls")),
    path("", include("graftwatch.apps.oversight.urls")),
    path("", include("graftwatch.apps.reports.urls")),
    path("", include("graftwatch.apps.screening.urls")),
]

handler404 = "graftwatch.site.pages.not_found"
handler500 = "graftwatch.site.pages.broken"
