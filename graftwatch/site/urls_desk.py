"""The staff door: every room but public."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app_codes
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from graftwatch.desk.access.second_factor import step_up_to_change
from graftwatch.site import pages, provider_pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("help/", pages.help_page, name="help"),
    path("language/", pages.language, name="language"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", pages.log_out, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/again/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/login/passkey/", login_not_required(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("account/login/code/", login_not_required(second_factor.authenticate), name="mfa_authenticate"),
    path("account/provider/", provider_pages.go, name="provider_go"),
    path("account/provider/back/", provider_pages.back, name="provider_back"),
    path("account/factors/", second_factor.index, name="mfa_index"),
    path("account/factors/app/", app_codes.activate_totp, name="mfa_activate_totp"),
    path("account/factors/app/remove/", app_codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/factors/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/factors/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/factors/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/factors/recovery/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/factors/recovery/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/sessions/", step_up_to_change(sessions.list_usersessions), name="usersessions_list"),
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
