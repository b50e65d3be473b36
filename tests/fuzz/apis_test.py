"""There is one API, that of oversight, and schemathesis runs on it (graftwatch/apps/oversight/api_test.py)."""

import importlib
import re
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

import graftwatch

ROOT = Path(graftwatch.__file__).parent
OF_OVERSIGHT = "api/oversight/"
WRITES_JSON = {
    "apps/oversight/api.py",  # the API
    "apps/oversight/views/heads.py",  # a signed head as a file, for a witness
}


def leaves(resolver, before=""):
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from leaves(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry


def test_no_other_address_of_either_door_is_an_api():
    found = list(leaves(get_resolver())) + list(leaves(get_resolver("graftwatch.site.urls_public")))
    assert len(found) > 100
    apis = {route for route, _entry in found if re.search(r"\bapi\b", route)}
    assert apis
    assert {route for route in apis if not route.startswith(OF_OVERSIGHT)} == set()
    modules = {importlib.import_module(entry.callback.__module__) for _route, entry in found}
    own = {module.__name__ for module in modules if module.__name__.startswith("graftwatch.")}
    assert not any("ninja" in vars(importlib.import_module(name)) for name in own)


def test_nothing_else_answers_in_json_and_nothing_else_is_built_as_an_api():
    sources = [path for path in ROOT.rglob("*.py") if not path.name.endswith("_test.py")]
    speak = {str(path.relative_to(ROOT)) for path in sources if "JsonResponse" in path.read_text("utf-8")}
    assert speak == WRITES_JSON
    apis = {str(path.relative_to(ROOT)) for path in sources if re.search(r"NinjaAPI\(", path.read_text("utf-8"))}
    assert apis == {"apps/oversight/api.py"}
