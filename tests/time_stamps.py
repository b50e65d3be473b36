"""A time-stamping authority of our own, for tests: openssl answers, as a real one would."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

SETTINGS = """
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = {name}
[ root ]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[ stamper ]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ tsa ]
default_tsa = here
[ here ]
serial = {place}/serial
signer_cert = {place}/stamper.pem
signer_key = {place}/stamper.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
"""


class Authority:
    """Its certificates in a folder; `root` is what an installation trusts."""

    def __init__(self, place: Path, name: str = "Time of Atlantis") -> None:
        place.mkdir(parents=True, exist_ok=True)
        self.place, self.root = place, place / "root.pem"
        (place / "serial").write_text("01\n")
        self._write("root.cnf", f"{name} root")
        self._write("stamper.cnf", name)
        new = "req -newkey rsa:2048 -noenc -days 30"
        self._openssl(f"{new} -x509 -config root.cnf -extensions root -keyout root.key -out root.pem")
        self._openssl(f"{new} -config stamper.cnf -keyout stamper.key -out stamper.csr")
        signed = "x509 -req -days 30 -in stamper.csr -CA root.pem -CAkey root.key -set_serial 2"
        self._openssl(f"{signed} -extfile stamper.cnf -extensions stamper -out stamper.pem")

    def _write(self, file: str, name: str) -> None:
        (self.place / file).write_text(SETTINGS.format(name=name, place=self.place))

    def _openssl(self, said: str) -> None:
        subprocess.run(["openssl", *said.split()], cwd=self.place, check=True, capture_output=True)  # noqa: S603, S607

    def answer(self, request: bytes) -> bytes:
        """What it says to a request: a `.tsr`."""
        (self.place / "asked.tsq").write_bytes(request)
        self._openssl("ts -reply -config stamper.cnf -section here -queryfile asked.tsq -out answer.tsr")
        return (self.place / "answer.tsr").read_bytes()

    def trusted_in(self, home: Path) -> None:
        """What the operator does once: the certificate goes into the home of the installation."""
        (home / "time-stamps").mkdir(exist_ok=True)
        (home / "time-stamps" / "authorities.pem").write_bytes(self.root.read_bytes())

    def confirms(self, answer: bytes, digest: str) -> bool:
        """Whether openssl, which knows nothing of Graftwatch, finds the answer right: the line of the documents."""
        (self.place / "read.tsr").write_bytes(answer)
        line = f"openssl ts -verify -digest {digest} -in read.tsr -CAfile root.pem"
        return subprocess.run(line.split(), cwd=self.place, capture_output=True, check=False).returncode == 0  # noqa: S603

    @contextmanager
    def listening(self, home: Path) -> Iterator[str]:
        """Answers over the line, and the installation knows where."""
        authority = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                words = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.end_headers()
                self.wfile.write(words)

            def log_message(self, *_said: object) -> None:
                return None

        server = HTTPServer(("127.0.0.1", 0), Answers)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        (home / "time-stamps" / "url.txt").write_text(address)
        try:
            yield address
        finally:
            server.shutdown()
            server.server_close()
