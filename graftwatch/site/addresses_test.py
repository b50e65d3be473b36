"""Whose word about TLS is heard, tried on a running server."""

import http.client
import threading

import pytest
import waitress

from graftwatch.site.addresses import behind_a_proxy


def scheme_seen(published_as, header):
    """What a page behind waitress believes about the line, when somebody says `https`."""

    def page(environ, start):
        start("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.url_scheme"].encode()]

    server = waitress.create_server(
        page, host="127.0.0.1", port=0, clear_untrusted_proxy_headers=True, **behind_a_proxy(published_as)
    )
    threading.Thread(target=server.run, daemon=True).start()
    line = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
    line.request("GET", "/", headers=header)
    said = line.getresponse().read().decode()
    line.close()
    server.close()
    return said


@pytest.mark.parametrize("published_as", [[], ["desk.example"]])
def test_without_a_word_the_line_is_plain(published_as):
    assert scheme_seen(published_as, {}) == "http"


def test_the_proxy_of_a_published_desk_is_believed():
    assert scheme_seen(["desk.example"], {"X-Forwarded-Proto": "https"}) == "https"


def test_on_ones_own_machine_nobody_is_believed():
    assert scheme_seen([], {"X-Forwarded-Proto": "https"}) == "http"
