"""`make evidence`, or `python -m benchmarks.evidence liver hl7`: make parts of docs/evidence.md, or all of them."""

from __future__ import annotations

import argparse
import importlib
import os
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "evidence"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", help="liver, hl7, atlantis; all of them by default")
    asked = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    # an installation of its own, so that nobody's records or keys are touched
    os.environ["GRAFTWATCH_HOME"] = str(WORK / "home")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "graftwatch.site.settings.desk")
    import django

    django.setup()
    from benchmarks.evidence.writing import PARTS, write_page

    for part in asked.parts or PARTS:
        began = time.monotonic()
        print(f"[evidence] {part} …", flush=True)
        told = getattr(importlib.import_module(f"benchmarks.evidence.{part}"), part)(WORK)
        (WORK / f"{part}.md").write_text(told, encoding="utf-8")
        print(f"[evidence] {part}: {time.monotonic() - began:.0f} s", flush=True)
    print(f"[evidence] written: {write_page(WORK).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
