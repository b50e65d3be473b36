"""The mapping files as one page of the reference: what of FHIR becomes what of ours, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graftwatch.wire.fhir.bindings import Binding, systems
from graftwatch.wire.fhir.mapping import From, Link, Row, TypeMapping, mappings

_HEAD = """# FHIR R4: what becomes of it

This page is generated from the mapping files in `graftwatch/wire/fhir/types` and the code bindings in
`graftwatch/wire/fhir/bindings` by `graftwatch fhir table docs/reference/fhir.md`. Change those, not this.

Graftwatch reads FHIR R4 (4.0.1): JSON files, Bundles among them, and folders of bulk NDJSON with any number of files
a type. Resources are checked against the R4B models of `fhir.resources`, which agree with R4 on these types, and their
codes against the bindings below. A row's own number is `Type/id`; rows made for a part of a resource add a suffix.

- Of one `Type/id` the version with the latest `meta.lastUpdated` is taken. Where two versions of the same moment
  differ, neither is, and both are listed.
- References may be relative, absolute, `urn:uuid:`, by identifier (`Patient?identifier=system|value`) or to what the
  resource contains. An identifier that leads to nobody, or to several, stays open and is made unreadable.
- Of a date of birth known by month or year the first day is kept beside its precision. Other columns hold days: there a
  month or a year is left out and said, or, where the row cannot be without its day, the resource is rejected.
- A name in brackets after `→` is looked up in the resource that the reference points at ("gives" in the tables below).
- Extensions that begin `urn:graftwatch:` and codes of the system `urn:graftwatch:codes` say what R4 has no words for.
"""


def page() -> str:
    """The whole page, as Markdown."""
    parts = [_HEAD, "## Types", *(_type(one) for one in mappings().values())]
    parts += ["## Code bindings", *(_binding(one) for one in _bindings())]
    parts += ["## Code systems", _table(("Name here", "Addresses"), _systems())]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _type(mapping: TypeMapping) -> str:
    parts = [f"### {mapping.type}", mapping.meaning]
    parts += [_row(row) for row in mapping.rows]
    if mapping.links:
        parts.append(_table(("Gives", "To whom points at", "From"), [_link(mapping, one) for one in mapping.links]))
    parts.append(_table(("Has no place here", "Why"), list(_no_place(mapping))))
    if mapping.not_taken:
        parts.append(_table(("Not taken", "Why"), [(f"`{name}`", why) for name, why in mapping.not_taken.items()]))
    return "\n\n".join(parts)


def _row(row: Row) -> str:
    head = f"**`{row.table}`**"
    told = [row.note] if row.note else []
    told += [f"one for each `{row.each}`"] if row.each and not row.note else []
    told += [f"only where {_condition(row.only)}"] if row.only and not row.note else []
    told += [f"only with a {' and a '.join(f'`{name}`' for name in row.needs)}"] if row.needs else []
    told += [f"only with a {' or '.join(f'`{name}`' for name in row.needs_any)}"] if row.needs_any else []
    told += [f"only beside a `{row.beside}`"] if row.beside else []
    lines = [(f"`{name}`", "; else ".join(_way(way) for way in ways)) for name, ways in row.columns.items()]
    return f"{head}{': ' if told else ''}{'; '.join(told)}\n\n" + _table(("Our column", "From"), lines)


def _condition(way: From) -> str:
    paths = " or ".join(f"`{one.text}`" for one in way.paths)
    return f"{paths} says {way.codes.meaning}" if way.codes else f"there is {paths}"


def _way(way: From) -> str:
    said = f"always `{way.always}`" if way.always else " and ".join(f"`{_shown(one.text)}`" for one in way.paths)
    if way.codes is not None:
        said += f" by [{way.codes.name}](#{way.codes.name})"
    if way.system:
        said += f", its code of {way.system}"
    if way.through:
        said += f" → ({way.through})"
    return said + (f" ({way.note})" if way.note else "")


def _shown(path: str) -> str:
    return {"%self": "the resource itself"}.get(path, path.removeprefix("%resource."))


def _link(mapping: TypeMapping, link: Link) -> tuple[str, str, str]:
    whom = f"the {link.from_type} at `{link.of.text}`" if link.of else f"this {mapping.type}"
    only = f", where {_condition(link.only)}" if link.only else ""
    return link.gives, whom, _way(link.value) + only


def _no_place(mapping: TypeMapping) -> Iterator[tuple[str, str]]:
    for status in mapping.statuses:
        for word, why in status.stops.items():
            yield f"`{status.path.text}` {word}", why
    for binding in {way.codes.name: way.codes for row in mapping.rows for way in _ways(row) if way.codes}.values():
        for line in binding.lines:
            if line.why_not:
                yield f"{line.system} {line.code}, {line.says}", line.why_not
    yield "anything of which no row and no link is made", mapping.nothing


def _ways(row: Row) -> list[From]:
    conditions = [one for one in (row.only, row.unless) if one is not None]
    return [way for ways in row.columns.values() for way in ways] + conditions


def _bindings() -> list[Binding]:
    found: dict[str, Binding] = {}
    for mapping in mappings().values():
        ways = [way for row in mapping.rows for way in _ways(row)]
        ways += [way for link in mapping.links for way in (link.value, link.only) if way is not None]
        found |= {way.codes.name: way.codes for way in ways if way.codes is not None}
    return [found[name] for name in sorted(found)]


def _binding(binding: Binding) -> str:
    meant = f"What it binds: {binding.meaning}."
    meant += f" Our list: `{binding.code_list}`." if binding.code_list else ""
    unlisted = "the resource is rejected" if binding.strength == "required" else "as if nothing were said"
    lines = [
        (line.system or "FHIR", line.code, line.says, f"`{line.ours}`" if line.ours else "none: " + line.why_not)
        for line in binding.lines
    ]
    head = f"### {binding.name}\n\n{meant} Any other code: {unlisted}. Source: `{binding.source}`."
    return f"{head}\n\n" + _table(("System", "Code", "Says", "Ours"), lines)


def _systems() -> list[tuple[str, str]]:
    return [(name, ", ".join(f"`{one}`" for one in addresses)) for name, addresses in systems().items()]


def _table(heads: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> str:
    rows = [heads, tuple("---" for _ in heads), *lines]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
