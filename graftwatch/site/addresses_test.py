"""Whose word about TLS is heard: asked of the very middleware with which waitress serves."""

import pytest
from waitress.proxy_headers import proxy_headers_middleware

from graftwatch.site.addresses import behind_a_proxy


def scheme_seen(published_as, said, comes_from="127.0.0.1"):
    """What a page believes about the line, when somebody says `https`."""
    seen = []

    def page(environ, start):
        seen.append(environ["wsgi.url_scheme"])
        return []

    asked = {"REMOTE_ADDR": comes_from, "wsgi.url_scheme": "http", "SERVER_NAME": "desk", "SERVER_PORT": "80", **said}
    served = proxy_headers_middleware(page, clear_untrusted=True, **behind_a_proxy(published_as))
    served({"REQUEST_METHOD": "GET", **asked}, lambda *_: None)
    return seen[0]


@pytest.mark.parametrize("published_as", [[], ["desk.example"]])
def test_without_a_word_the_line_is_plain(published_as):
    assert scheme_seen(published_as, {}) == "http"


def test_the_proxy_of_a_published_desk_is_believed():
    assert scheme_seen(["desk.example"], {"HTTP_X_FORWARDED_PROTO": "https"}) == "https"


def test_nobody_else_is_believed():
    assert scheme_seen(["desk.example"], {"HTTP_X_FORWARDED_PROTO": "https"}, comes_from="192.0.2.7") == "http"


def test_on_ones_own_machine_nobody_is_believed():
    assert scheme_seen([], {"HTTP_X_FORWARDED_PROTO": "https"}) == "http"
