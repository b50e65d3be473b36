"""Whom this installation asks about time: the one address that is named, and no other that it names in turn."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from graftwatch.desk.audit.stamping import authorities
from graftwatch.desk.audit.stamping.authorities import NoAuthorityError, ask


class SendsOn(BaseHTTPRequestHandler):
    """An authority that was taken over: it sends whoever asks to another address of the same network."""

    asked: list[str] = []

    def do_POST(self):
        self.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_words):
        pass


def test_an_authority_that_sends_us_on_is_not_followed(settings, tmp_path):
    settings.GRAFTWATCH_HOME = tmp_path
    SendsOn.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), SendsOn)
    listening = threading.Thread(target=server.serve_forever, args=(0.01,))
    listening.start()
    try:
        authorities.folder().mkdir(parents=True, exist_ok=True)
        (authorities.folder() / "url.txt").write_text(f"http://127.0.0.1:{server.server_port}/stamp")
        with pytest.raises(NoAuthorityError):
            ask(b"request")
    finally:
        server.shutdown()
        listening.join()
        server.server_close()
    assert SendsOn.asked == ["/stamp"]
