"""The roles that exist, as data: for which purpose each looks, and which compartments it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Role:
    """One role: its purpose, said on every page and in the trail, and the kinds of things it may see at all."""

    name: str
    label: StrOrPromise
    purpose: str
    compartments: frozenset[str]


def _role(name: str, label: StrOrPromise, purpose: str, compartments: str) -> Role:
    return Role(name, label, purpose, frozenset(compartments.split()))


SCREENING_OFFICER = _role(
    "screening_officer", _("Screening officer"), "screening", "leads evidence protection runs loading"
)
GENETIC_REVIEWER = _role(
    "genetic_reviewer", _("Genetic reviewer"), "screening", "leads evidence protection runs genetics"
)
DONOR_ADVOCATE = _role("donor_advocate", _("Donor advocate"), "screening", "leads evidence protection runs confidences")
AUDITOR = _role("auditor", _("Auditor"), "oversight", "runs decisions trail signals values")
OPERATOR = _role("operator", _("Operator of this installation"), "operation", "runs loading accounts")

ACCESS_OFFICER = _role("access_officer", _("Access officer of an agency"), "access", "people walls approvals")
TRIAGE_OFFICER = _role("triage_officer", _("Triage officer"), "triage", "reports report_text approvals")
TRIAGE_SUPERVISOR = _role(
    "triage_supervisor", _("Triage supervisor"), "triage", "reports report_text supervision approvals"
)
HOTLINE_OPERATOR = _role("hotline_operator", _("Hotline operator"), "triage", "phone_intake")
IDENTITY_CUSTODIAN = _role(
    "identity_custodian", _("Custodian of identities"), "custody of identities", "identity_reporter"
)
PROTECTION_MANAGER = _role(
    "protection_manager", _("Protection case manager"), "protection", "cases identity_victim medical protection_file"
)
INVESTIGATOR = _role(
    "investigator", _("Investigator"), "investigation", "cases investigation financial evidence_items approvals"
)
PROSECUTOR = _role(
    "prosecutor",
    _("Prosecutor"),
    "prosecution",
    "cases investigation financial evidence_items charges supervision approvals",
)
EVIDENCE_CUSTODIAN = _role(
    "evidence_custodian", _("Custodian of evidence"), "custody of evidence", "cases evidence_items custody approvals"
)
INDEPENDENT_REVIEWER = _role(
    "independent_reviewer", _("Independent reviewer"), "independent review", "cases legal_privilege review approvals"
)
LIAISON_OFFICER = _role("liaison_officer", _("Liaison officer of a health body"), "regulation", "cases medical")
EXCHANGE_OFFICER = _role(
    "exchange_officer", _("Exchange officer"), "exchange", "cases disclosures investigation approvals"
)
DATA_PROTECTION_OFFICER = _role(
    "data_protection_officer", _("Data-protection officer"), "data protection", "retention copies signals approvals"
)

GIVEN_TO_PEOPLE = (
    SCREENING_OFFICER,
    GENETIC_REVIEWER,
    DONOR_ADVOCATE,
    AUDITOR,
    ACCESS_OFFICER,
    TRIAGE_OFFICER,
    TRIAGE_SUPERVISOR,
    HOTLINE_OPERATOR,
    IDENTITY_CUSTODIAN,
    PROTECTION_MANAGER,
    INVESTIGATOR,
    PROSECUTOR,
    EVIDENCE_CUSTODIAN,
    INDEPENDENT_REVIEWER,
    LIAISON_OFFICER,
    EXCHANGE_OFFICER,
    DATA_PROTECTION_OFFICER,
)
ROLES = {role.name: role for role in (*GIVEN_TO_PEOPLE, OPERATOR)}
PURPOSES = {
    "screening": _("Screening of records for signs of trafficking"),
    "oversight": _("Oversight of decisions and access"),
    "operation": _("Operation of this installation"),
    "access": _("Accounts and walls of an agency"),
    "triage": _("Receiving and assessing reports"),
    "custody of identities": _("Custody of sealed identities"),
    "protection": _("Protection of victims"),
    "investigation": _("Investigation of offences"),
    "prosecution": _("Prosecution of offences"),
    "custody of evidence": _("Custody of evidence"),
    "independent review": _("Independent review"),
    "regulation": _("Regulation of health care"),
    "exchange": _("Exchange with other authorities"),
    "data protection": _("Protection of personal data"),
}
