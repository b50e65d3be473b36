"""How a code list is made: its own codes, then the four ways of not knowing."""

from __future__ import annotations

from graftwatch.tables import NOT_KNOWN, Code, CodeList

_NOT_KNOWN = (
    Code("unknown", "Unknown", ("not_known",)),
    Code("not_asked", "Not asked", ("not_known",)),
    Code("refused", "Refused to say", ("not_known",)),
    Code("not_applicable", "Does not apply", ("not_known",)),
)
assert tuple(code.value for code in _NOT_KNOWN) == NOT_KNOWN


def code_list(name: str, source: str, *codes: tuple[str, ...], version: str = "2026-11") -> CodeList:
    own = tuple(Code(value, label, tuple(groups)) for value, label, *groups in codes)
    return CodeList(name, version, source, own + _NOT_KNOWN)
