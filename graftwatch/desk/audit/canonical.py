"""One way of writing data down, so that its hash means something: keys sorted, no spaces, UTF-8."""

from __future__ import annotations

import hashlib
import json


def canonical(said: object) -> str:
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
