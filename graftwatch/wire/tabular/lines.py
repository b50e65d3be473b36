"""Bytes cut into an editor's lines with bounded memory: a broken byte or an over-long line costs that line only."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graftwatch.wire.tabular.sheet import BadLine

LONGEST = 1 << 20
CHUNK = 1 << 20
BROKEN = "\udcff"
"""Stands where bytes could not be decoded. A lone surrogate: no decoder gives one, so it cannot be in the data."""

codecs.register_error("graftwatch.broken", lambda error: (BROKEN, error.end))  # type: ignore[attr-defined]


@dataclass
class Block:
    """Consecutive lines, the first of which has the number `first`; a line in `bad` is empty in `texts`."""

    first: int
    texts: list[str]
    bad: dict[int, BadLine] = field(default_factory=dict)


def blocks(path: Path, encoding: str) -> Iterator[Block]:
    """The lines of a file. Line ends are LF, CR LF or CR, as an editor counts them."""
    with path.open("rb") as file:
        yield from blocks_of(file, encoding)


def blocks_of(file: io.BufferedIOBase | io.BufferedReader, encoding: str) -> Iterator[Block]:
    """The same, from an open file."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="graftwatch.broken")
    newline = io.IncrementalNewlineDecoder(decoder, translate=True)
    number, carry, dropped = 1, "", 0
    while True:
        chunk = file.read(CHUNK)
        text = newline.decode(chunk, final=not chunk)
        if dropped and "\n" not in text and chunk:
            dropped += len(text)
            continue
        texts = (carry + text).split("\n")
        carry = texts.pop() if chunk else ""
        if not chunk and texts and texts[-1] == "":
            texts.pop()
        if texts:
            block = _looked_over(number, texts, dropped)
            dropped = 0
            number += len(texts)
            yield block
        if not chunk:
            return
        if len(carry) > LONGEST:
            dropped, carry = len(carry), ""


def _looked_over(first: int, texts: list[str], dropped: int) -> Block:
    """The lines, with those taken out that are too long, broken or hold NUL."""
    block = Block(first, texts)
    for position, text in enumerate(texts):
        if (position == 0 and dropped) or len(text) > LONGEST:
            size = ((dropped if position == 0 else 0) + len(text)) >> 20
            _take_out(block, position, f"a line of {max(size, 1)} MiB or more", "The line is longer than 1 MiB")
        elif BROKEN in text:
            _take_out(
                block, position, "bytes that are no text", "The line holds bytes that the file's encoding does not have"
            )
        elif "\0" in text:
            _take_out(block, position, "NUL characters", "The line holds NUL characters, as a damaged file does")
    return block


def _take_out(block: Block, position: int, value_class: str, reason: str) -> None:
    block.texts[position] = ""
    block.bad[position] = BadLine(block.first + position, value_class, reason)
