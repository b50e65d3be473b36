"""Bytes that leave: saved by the browser, never shown in it."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from graftwatch.apps.evidence.actions import Leaving


def answered_with(leaving: Leaving) -> StreamingHttpResponse:
    response = StreamingHttpResponse(leaving.pieces, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, leaving.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
