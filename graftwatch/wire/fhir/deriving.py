"""Parts of a resource that no path can name because they follow from their order: one function for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

_LEAVES = {"onhold": "inactivated", "finished": "removed", "cancelled": "removed"}
_ON_THE_LIST = {"waitlist", "active"}


def waiting_list_changes(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each change of an episode's status as a waiting-list event: `kind`, `on`, and the `extension` of the change.

    The first time on the list is the listing; `active` after `waitlist` is still on the list; a later return from
    on-hold is an activation, from removed a reinstatement. Days are those of `statusHistory`, and for the status now
    in force the end of the one before.
    """
    before: str | None = None
    for change in _statuses(resource):
        kind = _kind(change["status"], before)
        if kind is not None:
            before = change["status"]
            yield {"kind": kind} | change


def _kind(status: str, before: str | None) -> str | None:
    if status in _ON_THE_LIST:
        if before is None:
            return "listed"
        return None if before in _ON_THE_LIST else ("activated" if before == "onhold" else "reinstated")
    kind = _LEAVES.get(status)
    return None if before is None or kind is None or _LEAVES.get(before) == kind else kind


def _statuses(resource: dict[str, Any]) -> list[dict[str, Any]]:
    history = [
        {"status": one["status"], "on": (one.get("period") or {}).get("start"), "extension": one.get("extension") or []}
        for one in resource.get("statusHistory") or []
    ]
    history.sort(key=lambda one: one["on"] or "")
    now = resource.get("status")
    if not history or history[-1]["status"] != now:
        history.append({"status": now, "on": _since(resource), "extension": resource.get("extension") or []})
    else:
        history[-1]["extension"] = history[-1]["extension"] or resource.get("extension") or []
    return [{name: value for name, value in one.items() if value} for one in history]


def _since(resource: dict[str, Any]) -> str | None:
    """The day from which the status now in force holds."""
    period = resource.get("period") or {}
    if resource.get("status") in ("finished", "cancelled") and period.get("end"):
        return str(period["end"])
    ends = [(one.get("period") or {}).get("end") for one in resource.get("statusHistory") or []]
    return max((end for end in ends if end), default=None) or (None if ends else period.get("start"))


def listing(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The episode itself, where it was ever on a list, with the day `on` which that began."""
    if not _waits(resource):
        return
    first = next((one for one in waiting_list_changes(resource) if one["kind"] == "listed"), None)
    if first is not None:
        yield {"on": first.get("on")} if first.get("on") else {}


def _waits(resource: dict[str, Any]) -> bool:
    statuses = [resource.get("status"), *(one.get("status") for one in resource.get("statusHistory") or [])]
    return "waitlist" in statuses


def changes_of_a_listing(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The changes of an episode that was ever on a list."""
    return waiting_list_changes(resource) if _waits(resource) else iter(())


def measured(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An observation and each of its components, where they hold a value; one without a code has its parent's."""
    for one in [resource, *(resource.get("component") or [])]:
        if any(name.startswith("value") for name in one):
            yield {"code": one.get("code") or resource.get("code")} | {
                name: value for name, value in one.items() if name.startswith("value")
            }


PARTS: Mapping[str, Callable[[dict[str, Any]], Iterator[dict[str, Any]]]] = {
    "@listing": listing,
    "@changes": changes_of_a_listing,
    "@measured": measured,
}
