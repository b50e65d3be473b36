"""The structured extract: what a report says, as codes. No narrative, no reporter, and nothing that is typed freely."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext_lazy as _

from graftwatch.apps.reports import codes
from graftwatch.apps.reports.codes import Choices
from graftwatch.apps.reports.models import Extract, Report

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class CodedField:
    """One fact of the extract. `one` is a choice, `some` are several, `month` is year and month, `count` a number."""

    name: str
    label: StrOrPromise
    kind: Literal["one", "some", "month", "count", "country", "facility"]
    choices: Choices = ()
    hint: StrOrPromise = ""


FIELDS = (
    CodedField("organ", _("Organ"), "one", codes.ORGANS),
    CodedField("stage", _("When, seen from surgery"), "one", codes.STAGES),
    CodedField("begins", _("From month"), "month", hint=_("Months, never days: few people were there on a day.")),
    CodedField("ends", _("To month"), "month"),
    CodedField("where", _("Country where it happened"), "country"),
    CodedField("facility", _("Facility"), "facility", hint=_("Whoever is tied to it finds nothing of this report.")),
    CodedField("n_donor", _("How many donors"), "count"),
    CodedField("n_recipient", _("How many recipients"), "count"),
    CodedField("n_broker", _("How many go-betweens"), "count"),
    CodedField("n_clinician", _("How many clinicians"), "count"),
    CodedField("n_other", _("How many other persons"), "count"),
    CodedField("donor_sex", _("Sex of the donor"), "one", codes.SEX),
    CodedField("donor_age", _("Age of the donor"), "one", codes.AGE_BANDS),
    CodedField("donor_residence", _("Country where the donor lives"), "country"),
    CodedField("child", _("Is a child concerned?"), "one", codes.YES_NO),
    CodedField("tie", _("Tie between donor and recipient, as claimed"), "one", codes.CLAIMED_TIES),
    CodedField("tie_doubted", _("Is the claimed tie doubted?"), "one", codes.YES_NO),
    CodedField("means", _("Means spoken of"), "some", codes.MEANS),
    CodedField("payment", _("Payment or gain"), "one", codes.PAYMENT),
    CodedField("arranged_by", _("Who arranged it"), "one", codes.ARRANGED_BY),
    CodedField("records_odd", _("Are records missing or odd?"), "one", codes.YES_NO),
    CodedField("danger_now", _("Is somebody in danger now?"), "one", codes.YES_NO),
)


def coded_of(report: Report) -> dict[str, Any]:
    """The extract that holds, for a step of an action. Empty where there is none or it is erased."""
    rows = Extract.objects.for_the_system("the coded facts of a report").filter(report=report)
    last = rows.order_by("-at").first()
    words = last.coded.for_the_system("the coded facts of a report, within an act on it") if last else ""
    found: dict[str, Any] = json.loads(words or "{}")
    return found


def as_lines(coded: dict[str, Any]) -> list[tuple[StrOrPromise, str]]:
    """(label, words) of what is known."""
    return [(field.label, said) for field in FIELDS if (said := in_words(field, coded.get(field.name)))]


def as_words(report: Report) -> str:
    """The extract as the text that a case is proposed with."""
    lines = [f"{label}: {said}" for label, said in as_lines(coded_of(report))]
    if report.classification:
        lines.insert(0, str(codes.label_of(codes.CLASSIFICATION, report.classification)))
        lines.append(f"{report.source_code}{report.information_code}")
    return "\n".join(lines)


def in_words(field: CodedField, value: Any) -> str:
    if value in (None, "", [], "unknown"):
        return ""
    if field.kind == "some":
        return ", ".join(str(codes.label_of(field.choices, one)) for one in value)
    if field.kind == "facility":
        return facility_name(str(value))
    return str(codes.label_of(field.choices, str(value)))


def facility_name(key: str) -> str:
    """The public name of a facility, as the registry holds it."""
    from graftwatch.records.models import Facility

    rows = Facility.objects.for_the_system("the public name of a facility").filter(id=key).order_by("-recorded_at")
    found = rows.values_list("name", flat=True).first()
    return str(found or key)


def facilities() -> list[tuple[str, str]]:
    """Facilities to choose from, by name: names of hospitals are public."""
    from graftwatch.records.models import Facility

    rows = Facility.objects.for_the_system("public names of facilities").order_by("recorded_at")
    named = {str(key): str(name) for key, name in rows.values_list("id", "name") if name}
    return sorted(named.items(), key=lambda each: each[1])
