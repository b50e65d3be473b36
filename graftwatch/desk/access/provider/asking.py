"""What is asked of the identity provider and what is believed: OpenID Connect Core 1.0, as allauth's client speaks it.

allauth brings state, PKCE and the exchange of the code. Added here: the nonce, the signature whatever way a token came,
an issuer that is the one named, and that nothing but the identifier is taken.
"""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from graftwatch.desk.access.provider.links import token_of
from graftwatch.desk.access.provider.named import IdentityProvider, ProviderNotUsableError, demand_safe

SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures of a key pair. Never a shared secret, and never none."""
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
DESCRIPTION_KEPT = 300
"""Seconds for which the provider's description is kept: a button that anybody may press asks it no more often."""
CLOCKS_APART = 60
"""Seconds that the provider's clock may be away from ours."""


class NotBelievedError(OAuth2Error):  # type: ignore[misc]
    """What the provider said does not hold. The words name no person; pages do not show them."""


class AsksTheProvider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One conversation with the provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description, of the issuer that was named and with safe addresses only.

        Raises NotBelievedError; what is not believed is not kept.
        """
        issuer = self.get_provider().app.provider_id
        kept: dict[str, Any] | None = caches["process"].get(f"described:{issuer}")
        if kept is not None:
            return kept
        said: dict[str, Any] = super().openid_config
        if said.get("issuer") != issuer:
            raise NotBelievedError("The description is another issuer's.")
        try:
            for name in ENDPOINTS:
                demand_safe(str(said.get(name, "")), what=name)
        except ProviderNotUsableError as problem:
            raise NotBelievedError(str(problem)) from problem
        # Where nothing is said, OpenID Connect Discovery 1.0 means this.
        said.setdefault("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        caches["process"].set(f"described:{issuer}", said, DESCRIPTION_KEPT)
        return said

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        address: str = build_absolute_uri(request, reverse("provider_back"))
        return address

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            said: dict[str, Any] = super().get_access_token_data(*args, **kwargs)
        except (KeyError, TypeError, ValueError) as problem:
            raise NotBelievedError("The provider's answer is no token.") from problem
        return said

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """An empty one: what would open the provider to us is forgotten at once."""
        return SocialToken()

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        claims = self._believed(app, str(kwargs["response"].get("id_token", "")))
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.nonce = str(claims.get("nonce", ""))  # compared with the one that this session sent: coming_in.py
        return login

    def _believed(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """What a token says that the named issuer signed for us and that has not run out. Raises NotBelievedError."""
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                self._key(jwt.get_unverified_header(id_token).get("kid")),
                algorithms=SIGNED_BY,
                audience=app.client_id,
                issuer=app.provider_id,
                leeway=CLOCKS_APART,
                options={"require": ["iss", "aud", "exp", "iat", "sub"]},
            )
        except (jwt.PyJWTError, TypeError, ValueError) as problem:
            raise NotBelievedError("The provider's token does not hold.") from problem
        if claims.get("azp", app.client_id) != app.client_id or (isinstance(claims["aud"], list) and claims["aud"][1:]):
            raise NotBelievedError("The provider's token is meant for others, too.")
        return claims

    def _key(self, named: str | None) -> jwt.PyJWK:
        """The key of this name; where none is named, the only one there is."""
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
            keys = [key for key in jwt.PyJWKSet.from_dict(response.json()).keys if key.public_key_use in (None, "sig")]
        found = [key for key in keys if key.key_id == named] if named is not None else keys
        if len(found) != 1:
            raise NotBelievedError("The provider has no such key.")
        return found[0]


class TheOfficesProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's OpenID Connect, asked for an identifier and nothing else."""

    oauth2_adapter_class = AsksTheProvider
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        return ["openid"]

    def redirect(self, request: HttpRequest, process: str, *args: Any, **kwargs: Any) -> HttpResponse:
        nonce = secrets.token_urlsafe(32)
        response: HttpResponse = super().redirect(
            request, process, *args, auth_params={"nonce": nonce}, nonce=nonce, **kwargs
        )
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The keyed token, before anything of it reaches a session or a table."""
        return token_of(self.app.provider_id, str(data["sub"]))

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


def app_of(provider: IdentityProvider) -> SocialApp:
    """What allauth calls an app, from the settings and never from a table."""
    return SocialApp(
        provider=TheOfficesProvider.id,
        provider_id=provider.issuer,
        name=provider.name,
        client_id=provider.client,
        secret=provider.secret,
        settings={"server_url": provider.issuer.rstrip("/")},
    )


def host_of(address: str) -> str:
    return urlsplit(address).hostname or ""
