"""Starts the identity provider of these tests, and plays a person's browser in front of it."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from graftwatch.desk.access.provider.named import IdentityProvider

ROOT = Path(__file__).resolve().parents[2]
CLIENT, SECRET, PASSWORD = "the desk", "a secret of two", "known to the provider alone"
TAMARA, NOBODY = "b1946ac9-2a1f-4d36-tamara", "77de68da-ecd8-4f30-nobody"
"""Identifiers of the two people whom the provider knows, as process.py gives them."""


@dataclass
class Provider:
    place: Path
    port: int

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def named(self) -> IdentityProvider:
        return IdentityProvider(self.issuer, CLIENT, SECRET, "The Ministry")

    def tell(self, lie: str) -> None:
        (self.place / "lie").write_text(lie)

    def comes_back_to(self, desk: str) -> None:
        """Register another desk's address, as whoever runs the provider would."""
        with closing(sqlite3.connect(self.place / "provider.sqlite3")) as written, written:
            written.execute("UPDATE allauth_idp_oidc_client SET redirect_uris = ?", [f"{desk}/account/provider/back/"])

    def vouches(self, address: str, name: str = "tamara") -> str:
        """Somebody logs in there, from `address` on; gives where the provider sends their browser then."""
        with requests.Session() as browser:
            page = browser.get(address)
            hidden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
            assert hidden, page.text[:500]
            said = {"login": name, "password": PASSWORD, "csrfmiddlewaretoken": hidden[1]}
            answer = browser.post(page.url, data=said, allow_redirects=False)
            while answer.headers.get("Location", "/").startswith(("/", self.issuer)):
                assert answer.is_redirect, answer.text[:500]
                answer = browser.get(
                    requests.compat.urljoin(self.issuer, answer.headers["Location"]), allow_redirects=False
                )
            return answer.headers["Location"]


@contextmanager
def running(place: Path, port: int, back: str) -> Iterator[Provider]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)} | {"DJANGO_SETTINGS_MODULE": ""}
    command = [sys.executable, "-m", "tests.provider.process", str(place), str(port), back]
    with (
        (place / "provider.log").open("wb") as log,
        subprocess.Popen(command, env=env, stdout=log, stderr=log) as process,  # noqa: S603 - our own program
    ):
        try:
            found = Provider(place, port)
            _wait_for(found, process)
            yield found
        finally:
            process.terminate()
            process.wait(120)


def _wait_for(found: Provider, process: subprocess.Popen[bytes]) -> None:
    for _ in range(720):
        if process.poll() is not None:
            pytest.fail(f"the provider ended: {(found.place / 'provider.log').read_text()[-2000:]}")
        try:
            requests.get(f"{found.issuer}/.well-known/openid-configuration", timeout=2).raise_for_status()
        except (requests.ConnectionError, requests.Timeout):  # the first answer of all may take longer than two seconds
            time.sleep(0.25)
        else:
            return
    pytest.fail("the provider did not answer within three minutes")
