"""A small API for auditors' own programmes: heads and proofs, read-only, for whoever is logged in and holds the trail.

Each answer is metadata of the trail; nothing here changes anything. Not logged in: 401. Not yours: 404.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.params.functions import Path, Query

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit import heads
from graftwatch.desk.audit.models import Entry, SignedHead
from graftwatch.desk.audit.tree import Head, head_at, n_entries, proof_between, proof_of

MOST = 2**62
A_HASH = r"^[0-9a-f]{64}$"


def reads_the_trail(request: HttpRequest) -> Viewer | None:
    """The session's own viewer. Nobody logged in: ninja answers 401; somebody else's role: nothing is here."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return None
    if not viewer.holds("trail"):
        raise HttpError(404, "Not found")
    return viewer


class HeadOut(Schema):
    """The tree over the first `size` entries. `key`, `at` and `signature` where this size was signed."""

    size: int
    root: str
    at: str | None = None
    key: str | None = None
    signature: str | None = None


class InclusionOut(Schema):
    """That an entry stands in the tree of `size`: RFC 9162, section 2.1.3. Its leaf is SHA-256 of 0x00 and the digest's
    32 bytes; `digest` is SHA-256 of `previous`, a line feed, and `written`."""

    number: int
    written: str
    previous: str
    digest: str
    size: int
    root: str
    path: list[str]


class ConsistencyOut(Schema):
    """That the tree of `second` grew from that of `first`: RFC 9162, section 2.1.4."""

    first: int
    first_root: str
    second: int
    second_root: str
    path: list[str]


class VerdictOut(Schema):
    """Whether a noted head is a head of this trail, and whether this installation signed it."""

    is_head_of_this_trail: bool
    is_signed: bool


class Problem(Schema):
    """What went wrong."""

    detail: Any


Refusals = {401: Problem, 404: Problem, 422: Problem}
Size = Path(..., ge=1, le=MOST, description="How many entries the tree has")
api = NinjaAPI(
    title="Graftwatch oversight",
    version="1",
    description="Heads and proofs of the trail, read-only.",
    urls_namespace="oversight_api",
    docs_url=None,
    openapi_url=None,
    auth=reads_the_trail,
)


@api.get("/head", response={200: HeadOut, **Refusals}, summary="The head of the tree as it is now")
def newest_head(request: HttpRequest) -> HeadOut:
    return _out(head_at())


@api.get("/heads/{size}", response={200: HeadOut, **Refusals}, summary="The head of the tree at one size")
def one_head(request: HttpRequest, size: int = Size) -> HeadOut:
    return _out(head_at(_there(size)))


@api.get("/entries/{number}/proof", response={200: InclusionOut, **Refusals}, summary="One entry and its proof")
def entry_proof(
    request: HttpRequest,
    number: int = Path(..., ge=1, le=MOST),
    size: int | None = Query(None, ge=1, le=MOST, description="Of the tree; without it, the newest"),
) -> InclusionOut:
    found = head_at(_there(size) if size else None)
    row = Entry.objects.seen_by(request.auth).filter(pk=_there(number)).first()  # type: ignore[attr-defined]
    if row is None or number > found.size:
        raise Http404
    return InclusionOut(
        number=number,
        written=row.written,
        previous=row.previous,
        digest=row.digest,
        size=found.size,
        root=found.root,
        path=proof_of(number, found.size),
    )


@api.get("/consistency", response={200: ConsistencyOut, **Refusals}, summary="That one tree grew from another")
def consistency(
    request: HttpRequest, first: int = Query(..., ge=1, le=MOST), second: int = Query(..., ge=1, le=MOST)
) -> ConsistencyOut:
    if first > _there(second):
        raise Http404
    old, new = head_at(first), head_at(second)
    return ConsistencyOut(
        first=first, first_root=old.root, second=second, second_root=new.root, path=proof_between(first, second)
    )


@api.get("/heads/{size}/verify", response={200: VerdictOut, **Refusals}, summary="Whether a noted head is ours")
def verify_head(
    request: HttpRequest, size: int = Size, root: str = Query(..., pattern=A_HASH, description="64 hexadecimal digits")
) -> VerdictOut:
    found = head_at(_there(size))
    signed = SignedHead.objects.filter(size=size, root=root).first()
    return VerdictOut(is_head_of_this_trail=found.root == root, is_signed=signed is not None and heads.holds(signed))


def _there(size: int) -> int:
    if size > n_entries():
        raise Http404
    return size


def _out(head: Head) -> HeadOut:
    signed = SignedHead.objects.filter(size=head.size, root=head.root).first()
    more = {"at": signed.at.isoformat(), "key": signed.key, "signature": signed.signature} if signed else {}
    return HeadOut(size=head.size, root=head.root, **more)


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of this API, for the same readers."""
    try:
        viewer = reads_the_trail(request)
    except HttpError:
        raise Http404 from None
    if viewer is None:
        return JsonResponse({"detail": "Unauthorized"}, status=401)
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/oversight"))


def addresses() -> tuple[list[URLPattern], str, str]:
    """The API's addresses. Its own views ask who is there and answer 401, where pages would send one to log in."""
    patterns, app_name, namespace = api.urls
    ours = [pattern for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in ours:
        assert pattern.callback is not None
        pattern.callback = login_not_required(pattern.callback)
    return [path("openapi.json", openapi, name="openapi"), *ours], app_name, namespace
