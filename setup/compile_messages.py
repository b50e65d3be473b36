"""Compiles every message catalogue (.po, committed) into what gettext reads (.mo, not committed).

Babel does it, so that no GNU gettext is needed on the machine. A catalogue that is up to date is left alone.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def compile_catalogue(source: Path) -> bool:
    """Write the .mo beside a .po; False where it was newer already."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as po:
        catalogue = read_po(po, abort_invalid=True)
    with target.open("wb") as mo:
        write_mo(mo, catalogue)
    return True


def main() -> None:
    sources = [po for part in ("graftwatch", "countries") for po in sorted((ROOT / part).rglob("LC_MESSAGES/*.po"))]
    compiled = sum(compile_catalogue(source) for source in sources)
    print(f"Message catalogues: {len(sources)}, of them {compiled} compiled now.")


if __name__ == "__main__":
    main()
