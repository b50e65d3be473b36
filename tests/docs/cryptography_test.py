"""The list of where cryptography stands is what a search finds."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "security" / "cryptography.md"
LIBRARIES = {"nacl", "cryptography", "pyrage", "argon2", "jwt", "hmac", "rfc3161_client", "ssl", "OpenSSL"}
HASHES = {"sha256", "sha512", "shake_256", "blake2b"}
NO_HASH = {"file_digest", "new"}
"""These take the name of one: see the constants beside them."""


@cache
def files():
    found = [*(ROOT / "graftwatch").rglob("*.py"), *(ROOT / "countries").rglob("*.py")]
    mine = [path for path in found if not path.name.endswith("_test.py") and path.name != "conftest.py"]
    assert len(mine) > 500
    return mine


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_list_names_every_file_that_uses_cryptography_and_no_other():
    mentions = re.compile("|".join(LIBRARIES))
    found = set()
    for path in files():
        words = path.read_text("utf-8")
        if mentions.search(words) and LIBRARIES & set(imported(ast.parse(words))):
            found.add(path.relative_to(ROOT).as_posix())
    told = set(re.findall(r"^\| `([\w/.]+)` \|", PAGE.read_text("utf-8"), re.M))
    assert len(told) > 15
    assert found == told, "Say in docs/security/cryptography.md what the file does, or take its line away."


def test_no_other_hash_is_used_than_those_the_page_names():
    used = {name for path in files() for name in re.findall(r"\bhashlib\.(\w+)", path.read_text("utf-8"))}
    assert {"sha256"} < used - NO_HASH <= HASHES
    named = {name for path in files() for name in re.findall(r"file_digest\(\w+, \"(\w+)\"", path.read_text("utf-8"))}
    assert named == {"sha256"}
