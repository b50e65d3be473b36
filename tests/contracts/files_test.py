"""Files: the test of `x.py` is `x_test.py` beside it, names say what lives there, and no file outgrows a reader."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "base", "misc", "manager", "managers"}
MOST_LINES = 400


def modules(*parts: str) -> list[Path]:
    found = [path for part in parts for path in sorted((ROOT / part).rglob("*.py"))]
    return [path for path in found if not {".venv", "node_modules"} & set(path.parts)]


def test_every_test_stands_beside_what_it_tests():
    tests = [path for path in modules("graftwatch", "countries") if path.name.endswith("_test.py")]
    assert tests
    alone = [
        str(path.relative_to(ROOT))
        for path in tests
        for tested in [path.with_name(path.name.removesuffix("_test.py"))]
        if not tested.with_suffix(".py").is_file() and not (tested / "__init__.py").is_file()
    ]
    assert not alone, f"these have nothing beside them to test; what spans files lives in tests/: {alone}"


def test_no_module_or_folder_has_a_name_that_says_nothing():
    named = modules("graftwatch", "countries", "tests", "setup", "benchmarks")
    assert named
    # settings/base.py is named by house §2
    bad = [
        str(path.relative_to(ROOT))
        for path in named
        if SAY_NOTHING & {*path.relative_to(ROOT).parent.parts, path.stem} and path.parent.name != "settings"
    ]
    assert not bad, f"name these by what they do: {bad}"


def test_no_file_is_longer_than_a_reader_can_hold():
    written = [path for path in modules("graftwatch", "countries") if path.parent.name != "migrations"]
    assert written
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in written}
    long = {name: lines for name, lines in lengths.items() if lines > MOST_LINES}
    assert not long, f"split these; a folder of the same name keeps the import path: {long}"
