"""The programme that draws one file and ends. It is started apart, knows nothing of Graftwatch, and can open nothing.

Before it reads a byte it gives up what it does not need: opening files or sockets, new processes, more memory, more
time, and on Linux the network and every path. It answers with raw pixels or letters and never with a file format, so
that whoever reads the answer has nothing to parse. `artist.py KIND LIMITS`, the file on standard input.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import struct
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

NEW_USER, NEW_NETWORK, NO_NEW_PRIVILEGES, NOBODY = 0x10000000, 0x40000000, 38, 65534

# Landlock (linux/landlock.h): the numbers are the same on every kind of processor; rights are bits, more each version.
MAKE_RULESET, OBEY_RULESET, SAY_VERSION, BOTH = 444, 446, 1, 3
RIGHTS = (13, 14, 15, 15, 16)
"""How many rights over files versions 1 to 5 know."""


def give_up(limits: dict[str, int]) -> list[str]:
    """What was given up, by name. `resource` is absent where a machine cannot limit: then nothing is drawn."""
    try:
        import resource
    except ImportError:
        return []
    _no_longer_root()
    given = [*_the_network(), *_every_path(), "files", "processes", "memory", "time"]
    seconds, memory = limits["seconds"], limits["memory"]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))  # no file and no socket can be opened any more
    return given


def _no_longer_root() -> None:
    """Limits do not bind root. A desk that is run as root (it should not be) draws as nobody."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def _the_network() -> list[str]:
    """A network namespace with nothing in it, where the machine lets anybody have one."""
    if not sys.platform.startswith("linux"):
        return []
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return ["network"] if libc.unshare(NEW_USER | NEW_NETWORK) == 0 else []


def _every_path() -> list[str]:
    """What needs no open file: removing, renaming, emptying, making, running. By Landlock, where this Linux has it.

    A ruleset that names every right and allows none; it holds for as long as the process lives. From its version 4 on
    it closes ports, too, and from version 6 on other processes cannot be sent a signal.
    """
    if not sys.platform.startswith("linux"):
        return []
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    version = call(MAKE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(SAY_VERSION))
    if version < 1:
        return []
    ports, others = (BOTH if version >= 4 else 0), (BOTH if version >= 6 else 0)
    wanted = struct.pack("=QQQ", (1 << RIGHTS[min(version, len(RIGHTS)) - 1]) - 1, ports, others)
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = call(MAKE_RULESET, wanted, ctypes.c_size_t(size), ctypes.c_uint32(0))
    if rules < 0:
        return []
    is_held = call(OBEY_RULESET, ctypes.c_int(rules), ctypes.c_uint32(0)) == 0
    os.close(rules)
    return ["paths"] if is_held else []


def say(out: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    out.write(json.dumps(head).encode() + b"\n" + body)
    out.flush()


class CannotBeDrawnError(Exception):
    """`bomb` or `unreadable`."""


# Pictures and documents become pixels


def pixels_of(picture: Any, longest: int) -> tuple[int, int, bytes]:
    from PIL import Image, ImageOps

    picture.thumbnail((longest, longest))
    found = ImageOps.exif_transpose(picture).convert("RGBA")
    paper = Image.new("RGBA", found.size, "white")
    paper.alpha_composite(found)
    return found.width, found.height, paper.convert("RGB").tobytes()


def picture_pages(words: bytes, limits: dict[str, int]) -> Iterator[tuple[int, tuple[int, int, bytes]]]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the size is judged below, before anything is decoded
    with Image.open(BytesIO(words)) as picture:
        n_pixels = picture.width * picture.height
        if n_pixels > limits["pixels"]:
            raise CannotBeDrawnError("bomb" if n_pixels * 3 > len(words) * limits["swelling"] else "too_large")
        n_pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        for number in range(min(n_pages, limits["pages"])):
            picture.seek(number)
            if picture.width * picture.height > limits["pixels"]:
                raise CannotBeDrawnError("bomb")
            if n_pages == 1:
                picture.draft("RGB", (limits["longest"], limits["longest"]))
            yield n_pages, pixels_of(picture.copy(), limits["longest"])


def document_pages(words: bytes, limits: dict[str, int]) -> Iterator[tuple[int, tuple[int, int, bytes]]]:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(words)
    for number in range(min(len(document), limits["pages"])):
        page = document[number]
        scale = min(limits["longest"] / max(1, *page.get_size()), 2.0)
        yield len(document), pixels_of(page.render(scale=scale, may_draw_forms=False).to_pil(), limits["longest"])


# Letters


def letters_of(words: bytes, most: int) -> tuple[str, bool]:
    """What stands in it as plain letters; whether that is all."""
    head = words[:most]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    elif head.startswith(b"\xef\xbb\xbf") or _is_utf_8(head, len(words) <= most):
        text = head.decode("utf-8-sig", "replace")
    else:
        text = head.decode("cp1252", "replace")
    return text, len(words) <= most


def _is_utf_8(head: bytes, is_all: bool) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as problem:
        return not is_all and problem.start > len(head) - 4
    return True


# The whole errand


def draw(kind: str, words: bytes, limits: dict[str, int], out: BinaryIO) -> None:
    if kind == "text":
        text, is_all = letters_of(words, limits["letters"])
        say(out, {"text": len(text.encode()), "is_all": is_all}, text.encode())
        return
    pages = document_pages(words, limits) if kind == "pdf" else picture_pages(words, limits)
    for n_pages, (width, height, pixels) in pages:
        say(out, {"width": width, "height": height, "n_pages": n_pages}, pixels)


def rehearse(kind: str, limits: dict[str, int]) -> type[Exception]:
    """Draw something of our own of each sort once: afterwards no part of a library is left to be opened as a file.

    What a library says of a file that it cannot read.
    """
    if kind == "pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument.new()
        pixels_of(document.new_page(9, 9).render(may_draw_forms=False).to_pil(), limits["longest"])
        what_it_says: type[Exception] = pypdfium2.PdfiumError
        return what_it_says
    if kind == "picture":
        from PIL import Image

        for form in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"):
            out = BytesIO()
            Image.new("RGB", (9, 9)).save(out, form)
            list(picture_pages(out.getvalue(), limits))
    for words in (b"a", b"\xe9t", "a".encode("utf-16"), b"\xef\xbb\xbfa"):
        letters_of(words, 9)
    return ValueError


def main(kind: str, limits: dict[str, int]) -> None:
    source, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stderr = None  # a library's words about a hostile file are of no use to anybody
    unreadable = rehearse(kind, limits)
    given = give_up(limits)
    say(out, {"given_up": given})
    if not given:
        return
    words = source.read()
    try:
        draw(kind, words, limits, out)
    except CannotBeDrawnError as problem:
        say(out, {"not_drawn": str(problem)})
    except MemoryError:
        say(out, {"not_drawn": "memory"})
    except (unreadable, OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, ArithmeticError):
        say(out, {"not_drawn": "unreadable"})
    else:
        say(out, {"end": True})


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main(sys.argv[1], json.loads(sys.argv[2]))
