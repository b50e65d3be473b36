"""The coded answers of a report: channels, classification, evaluation of source and information, the extract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Choices = tuple[tuple[str, "StrOrPromise"], ...]

DEIDENTIFIED, DUTY, CONFIDENTIAL, ANONYMOUS = "a", "b", "c", "d"
CHANNELS: Choices = (
    (DEIDENTIFIED, _("De-identified notice of a transplant journey")),
    (DUTY, _("Named report under a duty")),
    (CONFIDENTIAL, _("Confidential report, identity held by a custodian")),
    (ANONYMOUS, _("Anonymous report")),
)

CLASSIFICATION: Choices = (
    ("thb_or", _("Trafficking in persons for organ removal")),
    ("organ_trafficking", _("Trafficking in organs")),
    ("both", _("Both: the person first, because it protects")),
    ("regulatory", _("A breach of rules of health care")),
    ("unclear", _("Not clear yet")),
)
SOURCE_CODES: Choices = (
    ("A", _("A: reliable beyond doubt")),
    ("B", _("B: mostly reliable")),
    ("C", _("C: mostly unreliable")),
    ("X", _("X: cannot be assessed")),
)
INFORMATION_CODES: Choices = (
    ("1", _("1: accuracy not in doubt")),
    ("2", _("2: the source knows it personally")),
    ("3", _("3: not known personally, but corroborated")),
    ("4", _("4: not known personally, not corroborated")),
)
RISK: Choices = (
    ("none_seen", _("No danger seen")),
    ("possible", _("Somebody may be in danger")),
    ("serious", _("Serious danger")),
    ("life", _("Danger to life")),
)
UNKNOWN: Choices = (("unknown", _("not known")),)
YES_NO: Choices = (("yes", _("yes")), ("no", _("no")), *UNKNOWN)

ORGANS: Choices = (
    ("kidney", _("kidney")),
    ("liver", _("liver")),
    ("heart", _("heart")),
    ("lung", _("lung")),
    ("pancreas", _("pancreas")),
    ("tissue", _("tissue or cells")),
    *UNKNOWN,
)
STAGES: Choices = (
    ("before", _("before surgery")),
    ("after", _("after surgery")),
    ("offer", _("an offer only")),
    *UNKNOWN,
)
PERSONS: Choices = (
    ("donor", _("donor")),
    ("recipient", _("recipient")),
    ("broker", _("go-between")),
    ("clinician", _("clinician")),
    ("relative", _("relative")),
    ("other", _("other")),
)
SEX: Choices = (("female", _("female")), ("male", _("male")), ("other", _("other")), *UNKNOWN)
AGE_BANDS: Choices = (
    ("0-17", _("under 18")),
    ("18-24", "18–24"),
    ("25-34", "25–34"),
    ("35-49", "35–49"),
    ("50-64", "50–64"),
    ("65+", _("65 and over")),
    *UNKNOWN,
)
CLAIMED_TIES: Choices = (
    ("blood", _("blood relatives")),
    ("marriage", _("spouses or in-laws")),
    ("friends", _("friends")),
    ("strangers", _("strangers")),
    ("deceased", _("deceased donor")),
    *UNKNOWN,
)
MEANS: Choices = (
    ("force", _("force or threat")),
    ("deceit", _("deceit")),
    ("vulnerability", _("abuse of power or of a position of vulnerability")),
    ("paid_controller", _("payment to somebody who has control over the person")),
    ("debt", _("debt")),
    ("papers_held", _("papers or phone held by others")),
)
PAYMENT: Choices = (
    ("promised", _("promised")),
    ("paid", _("paid")),
    ("debt", _("set off against a debt")),
    ("none", _("none spoken of")),
    *UNKNOWN,
)
ARRANGED_BY: Choices = (
    ("person", _("a go-between")),
    ("travel_agency", _("a travel agency")),
    ("clinic", _("a clinic or its staff")),
    ("online", _("somebody met online")),
    ("family", _("family")),
    ("employer", _("an employer")),
    ("self", _("the patient alone")),
    *UNKNOWN,
)
IDENTITY_PURPOSES: Choices = (
    ("safety", _("Keep the reporter safe")),
    ("retaliation", _("Act against retaliation")),
    ("court", _("An order of a court")),
    ("witness", _("Ask whether the reporter will be a witness")),
    ("unreachable", _("Reach the reporter where the mailbox does not")),
)
OBSERVERS: Choices = (
    ("reporter", _("the reporter")),
    ("doctor", _("a doctor")),
    ("nurse", _("a nurse")),
    ("advocate", _("a donor advocate")),
    ("interpreter", _("an interpreter")),
    ("social_worker", _("a social worker")),
    ("police", _("a police officer")),
    ("border", _("a border officer")),
    ("ngo", _("an organisation that helps")),
    ("other", _("somebody else")),
)
SEEN: Choices = (
    ("not_asked", _("not asked")),
    ("yes", _("yes")),
    ("no", _("no")),
    ("unsure", _("not sure")),
)


def label_of(choices: Choices, value: str) -> StrOrPromise:
    """The words of a code; the code itself where nobody knows it."""
    return dict(choices).get(value, value)
