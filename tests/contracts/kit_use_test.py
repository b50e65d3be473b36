"""Only tests and conftest files import the kit. Import contracts cannot say so: their wildcards match no `*_test`."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KIT = "graftwatch.testing"


def imports(path: Path) -> set[str]:
    """Every module that a file imports, `from a import b` counted as both a and a.b."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def users_of_the_kit() -> list[Path]:
    sources = [path for part in ("graftwatch", "countries", "tests") for path in (ROOT / part).rglob("*.py")]
    return [path for path in sources if KIT in imports(path)]


def is_a_test(path: Path) -> bool:
    return path.name.endswith("_test.py") or path.name == "conftest.py" or path.is_relative_to(ROOT / "tests")


def test_only_tests_import_the_kit():
    users = users_of_the_kit()
    assert users, "nobody imports the kit: this test sees nothing"
    others = [path for path in users if not is_a_test(path)]
    assert not others, f"the kit is for tests and conftest.py only, not for {others}"


def test_both_ways_of_importing_the_kit_are_seen(tmp_path):
    for words in ("import graftwatch.testing", "from graftwatch import testing", "from graftwatch.testing import draw"):
        (tmp_path / "some.py").write_text(words, "utf-8")
        assert KIT in imports(tmp_path / "some.py"), words
