"""The exhibits of a bag in CASE/UCO (JSON-LD), for the tools of other laboratories. Nothing here is read back."""

from __future__ import annotations

import uuid
from typing import Any

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence.bag.exhibit import Exhibit, InBag
from graftwatch.apps.evidence.custody import Told

UCO = "https://ontology.unifiedcyberontology.org/uco/"
CONTEXT = {
    "kb": "urn:graftwatch:",
    "investigation": "https://ontology.caseontology.org/case/investigation/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: f"{UCO}{name}/" for name in ("core", "observable", "types", "action", "identity")},
}
NAMES = uuid.UUID("5c7f3c6e-1d0a-4a8e-9a53-2f0a8f6d2b11")
"""Under which ids are drawn for what has none of its own: the same bag twice has the same ids."""


def graph(case: Case, exhibits: list[Exhibit]) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    for exhibit in exhibits:
        found += [*_files(exhibit), *_people(exhibit), *_actions(exhibit), _provenance(exhibit)]
    found = list({node["@id"]: node for node in found}.values())
    investigation = {
        "@id": f"kb:investigation-{case.pk}",
        "@type": "investigation:Investigation",
        "core:name": case.number,
        "core:object": [{"@id": node["@id"]} for node in found],
    }
    return {"@context": CONTEXT, "@graph": [investigation, *found]}


def _named(kind: str, name: str) -> str:
    return f"kb:{kind}-{uuid.uuid5(NAMES, f'{kind} {name}')}"


def _provenance(exhibit: Exhibit) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": f"kb:provenance-record-{exhibit.item.pk}",
        "@type": "investigation:ProvenanceRecord",
        "investigation:exhibitNumber": exhibit.item.exhibit,
        "core:description": exhibit.description or exhibit.item.kind,
    }
    if exhibit.files:
        node["core:object"] = [{"@id": _file_id(one)} for one in exhibit.files]
    return node


def _file_id(one: InBag) -> str:
    return f"kb:file-{one.file.pk}"


def _files(exhibit: Exhibit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one in exhibit.files:
        found.append(
            {
                "@id": _file_id(one),
                "@type": "observable:File",
                "core:name": one.path.rsplit("/", 1)[-1],
                "core:hasFacet": [_file_facet(one), _content_facet(one)],
            }
        )
        if one.facts.parent:
            found.append(
                {
                    "@id": _named("relationship", f"{one.file.pk}"),
                    "@type": "observable:ObservableRelationship",
                    "core:source": {"@id": _file_id(one)},
                    "core:target": {"@id": f"kb:file-{one.facts.parent}"},
                    "core:kindOfRelationship": "Derived_From",
                    "core:isDirectional": True,
                }
            )
    return found


def _file_facet(one: InBag) -> dict[str, Any]:
    return {
        "@id": _named("file-facet", str(one.file.pk)),
        "@type": "observable:FileFacet",
        "observable:fileName": one.facts.name,
        "observable:filePath": one.path,
        "observable:sizeInBytes": {"@type": "xsd:integer", "@value": str(one.facts.size)},
    }


def _content_facet(one: InBag) -> dict[str, Any]:
    hashes = (("SHA256", one.facts.sha256), ("SHA512", one.facts.sha512))
    return {
        "@id": _named("content-facet", str(one.file.pk)),
        "@type": "observable:ContentDataFacet",
        "observable:mimeType": one.facts.type,
        "observable:hash": [
            {
                "@id": _named("hash", f"{method} {one.file.pk}"),
                "@type": "types:Hash",
                "types:hashMethod": method,
                "types:hashValue": {"@type": "xsd:hexBinary", "@value": value.upper()},
            }
            for method, value in hashes
        ],
    }


def _performer(told: Told) -> str:
    said = told.said or {}
    return _named("identity", f"{said.get('by', '')} {said.get('agency', '')}")


def _people(exhibit: Exhibit) -> list[dict[str, Any]]:
    return [
        {
            "@id": _performer(told),
            "@type": "identity:Identity",
            "core:name": ", ".join(w for w in ((told.said or {}).get("by_name"), (told.said or {}).get("agency")) if w)
            or "sealed",
        }
        for told in exhibit.events
    ]


def _actions(exhibit: Exhibit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for told in exhibit.events:
        node: dict[str, Any] = {
            "@id": f"kb:investigative-action-{told.event.pk}",
            "@type": "investigation:InvestigativeAction",
            "core:name": told.event.verb,
            "action:startTime": {"@type": "xsd:dateTime", "@value": told.event.at.isoformat()},
            "action:performer": {"@id": _performer(told)},
            "action:object": [{"@id": f"kb:provenance-record-{exhibit.item.pk}"}],
        }
        if found:
            node["investigation:wasInformedBy"] = {"@id": found[-1]["@id"]}
        found.append(node)
    return found
