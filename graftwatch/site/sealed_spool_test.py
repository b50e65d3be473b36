"""What a long request leaves on the disk while it arrives can be read by nobody else."""

import io
import os
import socket
import threading
import time
from pathlib import Path

import pytest

from graftwatch.site.sealed_spool import SealedSpool, seal_what_the_server_spools

SECRET = b"the consent form of the fourth donor; "


def test_it_reads_what_was_written_from_anywhere():
    spool, words = SealedSpool(), os.urandom(300_000)
    for start in range(0, len(words), 7777):
        spool.write(words[start : start + 7777])
    for at, size in ((0, 10), (63, 2), (64, 64), (100_001, 99_999), (299_990, 100)):
        spool.seek(at)
        assert spool.read(size) == words[at : at + size]
    spool.seek(0)
    assert spool.read() == words
    spool.close()


def test_nothing_is_written_over():
    spool = SealedSpool()
    spool.write(b"one")
    spool.seek(0)
    with pytest.raises(io.UnsupportedOperation):
        spool.write(b"two")
    spool.close()


def open_files():
    """What the files that this process holds open, deleted ones too, contain."""
    for number in Path("/proc/self/fd").iterdir():
        try:
            if number.readlink().name.startswith(("tmp", "#")) or "deleted" in str(number.readlink()):
                yield number.read_bytes()
        except OSError:
            continue


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux shows what a process holds open")
def test_a_long_request_lies_nowhere_open_while_it_arrives(monkeypatch):
    import waitress
    from waitress.buffers import TempfileBasedBuffer

    monkeypatch.setattr(TempfileBasedBuffer, "newfile", TempfileBasedBuffer.newfile)  # put back afterwards
    seal_what_the_server_spools()
    got = []

    def application(environ, start_response):
        got.append(environ["wsgi.input"].read())
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    server = waitress.create_server(application, host="127.0.0.1", port=0, threads=1)
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    body = SECRET * 60_000
    with socket.create_connection(("127.0.0.1", server.effective_port)) as line:
        line.sendall(b"POST / HTTP/1.0\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:-9])
        until = time.monotonic() + 120
        while not (spooled := [words for words in open_files() if len(words) > 1_500_000]):
            assert time.monotonic() < until, "the server has spooled nothing"
            time.sleep(0.05)
        assert not any(SECRET in words for words in spooled)
        line.sendall(body[-9:])
        assert line.recv(100).startswith(b"HTTP/1.0 200")
        while line.recv(100):  # until the server has closed the line
            continue
    assert got == [body]
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(server.close)  # in its own loop, which would stumble over what another thread closed
    serving.join(120)
    assert not serving.is_alive()
