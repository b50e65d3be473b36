"""The links that a planted ring may share, one file each: the folder is the list."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from graftwatch.apps.screening.self_test.link import Link


@cache
def all_links() -> dict[str, Link]:
    """Every link by its name, in order of name."""
    found: dict[str, Link] = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__) if not each.name.endswith("_test")):
        found[module] = importlib.import_module(f"{__name__}.{module}").LINK
    return found
