"""What the identity provider of these tests says: the truth, or the one lie that it is told to tell."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import jwkkit
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import PrivateKey
from django.contrib.auth.models import User

from tests.provider.process import PEOPLE, key, told_to

OTHERS_KEY = key()
_of_the_library = jwkkit.load_jwk_from_pem


def _forged_where_told(pem: str) -> tuple[Any, Any]:
    """The name of the provider's own key, and in that lie another key to sign with."""
    named, private_key = _of_the_library(pem)
    return named, _of_the_library(OTHERS_KEY)[1] if told_to("forged under the known key's name") else private_key


jwkkit.load_jwk_from_pem = _forged_where_told


class SaysWhatItIsTold(DefaultOIDCAdapter):
    def get_user_sub(self, client: Any, user: Any) -> str:
        return PEOPLE[user.username]

    def get_user_by_sub(self, client: Any, sub: str) -> User | None:
        return User.objects.filter(username=next((name for name, known in PEOPLE.items() if known == sub), "")).first()

    def populate_id_token(self, id_token: dict[str, Any], client: Any, scopes: Any, **more: Any) -> None:
        if told_to("another nonce"):
            id_token["nonce"] = "of another session"
        if told_to("no nonce"):
            id_token.pop("nonce", None)
        if told_to("another audience"):
            id_token["aud"] = "another client"
        if told_to("two audiences"):
            id_token["aud"] = [client.id, "another client"]
        if told_to("another issuer"):
            id_token["iss"] = "https://elsewhere.example.org"
        if told_to("run out"):
            id_token["exp"] = id_token["iat"] - 120

    def get_signing_key(self) -> PrivateKey:
        return PrivateKey(pem=OTHERS_KEY) if told_to("another key") else super().get_signing_key()

    def populate_server_metadata(self, data: dict[str, Any]) -> None:
        if told_to("another's description"):
            data["issuer"] = "https://elsewhere.example.org"
        if told_to("plain addresses"):
            data["token_endpoint"] = "http://elsewhere.example.org/token"  # noqa: S105 - an address
