"""The log says that something went wrong, and nothing of what somebody typed."""

import io
import logging

from graftwatch.apps.public.silence import KindOnly


def test_an_error_is_told_by_its_kind_alone():
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.addFilter(KindOnly())
    log = logging.Logger("door")
    log.addHandler(handler)
    try:
        raise ValueError("Canary words")
    except ValueError:
        log.exception("Canary path /en/%s", "canary")
    log.error("Canary alone")
    assert told.getvalue() == "public door: ValueError\npublic door: problem\n"
