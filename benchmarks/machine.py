"""The machine, described by itself."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("ibis-framework", "duckdb", "sqlglot", "pyarrow", "numpy", "scipy")


def described() -> list[str]:
    """Processor, cores, memory, load, system and versions, one fact a line."""
    return [
        f"{os.cpu_count()} cores: {_processor()}",
        f"{_memory_gib():.0f} GiB of memory",
        f"load of {os.getloadavg()[0]:.1f} when it began (above the number of cores means: others were at work too)"
        if hasattr(os, "getloadavg")
        else "load not known",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    ]


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory_gib() -> float:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (AttributeError, ValueError, OSError):
        return float("nan")
