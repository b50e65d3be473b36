"""Addresses of the vault's pages, which this room includes."""

from __future__ import annotations

from django.urls import path

from graftwatch.apps.offices.views import recovery, vault

urlpatterns = [
    path("vault/", vault.vault, name="vault"),
    path("vault/set-up/", vault.set_up, name="vault_set_up"),
    path("vault/unlock/", vault.unlock_page, name="unlock"),
    path("vault/open/", vault.open_vault, name="vault_open"),
    path("vault/passphrase/", vault.passphrase, name="vault_passphrase"),
    path("vault/recovery/", recovery.recovery, name="vault_recovery"),
    path("vault/recovery/ask/", recovery.ask, name="vault_recovery_ask"),
    path("vault/lock/", vault.lock_now, name="vault_lock"),
]
