"""FHIR R4: JSON Bundles and bulk NDJSON become a folder of our template."""

from graftwatch.wire.fhir.account import Account, Group
from graftwatch.wire.fhir.converting import convert
from graftwatch.wire.fhir.reading import looks_like_fhir

__all__ = ["Account", "Group", "convert", "looks_like_fhir"]
