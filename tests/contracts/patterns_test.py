"""Patterns of regular expressions are ours: what somebody typed never becomes a part of one."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"}
PUT_TOGETHER = {
    "graftwatch/records/guarded.py": 2,  # names of our own tables
    "graftwatch/desk/door/traps.py": 1,  # names of months
    "graftwatch/apps/reports/identity_traps.py": 2,  # names of months, and words that stand above
    "graftwatch/desk/access/log_in_news.py": 1,  # names of browsers, from the table above it
}
"""How many patterns of each file are no plain text, and of what they are made: of constants, each of them."""


def put_together(path):
    words = path.read_text("utf-8")
    if "re." not in words:
        return 0
    calls = (node for node in ast.walk(ast.parse(words)) if isinstance(node, ast.Call) and node.args)
    named = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in CALLS)
    patterns = [call.args[0] for call in named if isinstance(call.func.value, ast.Name) and call.func.value.id == "re"]
    return sum(not isinstance(pattern, ast.Constant) for pattern in patterns)


def test_a_pattern_is_plain_text_or_made_of_our_own_constants():
    files = [path for path in (ROOT / "graftwatch").rglob("*.py") if not path.name.endswith("_test.py")]
    assert len(files) > 500
    found = {path.relative_to(ROOT).as_posix(): put_together(path) for path in files}
    assert {name: n for name, n in found.items() if n} == PUT_TOGETHER, "Made of what? Escape it, and say so here."
