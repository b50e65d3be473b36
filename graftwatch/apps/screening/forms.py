"""What people fill in: a decision with what its kind asks, and the start of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.screening.states import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONG = {"rows": 3}

QUESTIONS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "confirmed_reading": (_("Which innocent reading was confirmed?"), ""),
    "confirmed_by": (_("Who confirmed it, and how?"), _("An office, a paper, a person you asked. Not a guess.")),
    "ask_what": (_("What will you ask?"), ""),
    "ask_whom": (_("Whom?"), _("Never the person the lead is about through the other side.")),
    "ask_delays": (_("What may it delay?"), _("Say “nothing” if nothing. Surgery goes on unless the centre decides.")),
    "inspect_what": (_("What should be looked at on the spot?"), ""),
    "who_may_be_a_victim": (
        _("Who here may be a victim, and who speaks with them first, alone?"),
        _("Presume the donor. Name the role of who speaks with them, not of the recipient's team."),
    ),
    "what_could_it_cost_them": (
        _("What could this referral cost them?"),
        _("Care, residence, safety, work, the family."),
    ),
    "what_was_asked_first": (_("Which “ask first” was asked, and what was the answer? If none, why not?"), ""),
}


class DecisionForm(forms.Form):
    """One kind of decision about one lead. What the kind asks cannot be skipped."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(LONG))

    def __init__(self, kind: Kind, *args: Any, is_before_surgery: bool, readings: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        asked = {name: self._field(name, readings) for name in kind.asks}
        before = _before_surgery() if is_before_surgery else {}
        self.fields = {**asked, **before, "reason": self.fields["reason"]}
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"help_{name}"

    @staticmethod
    def _field(name: str, readings: list[str]) -> forms.Field:
        label, hint = QUESTIONS[name]
        if name == "confirmed_reading":
            choices = [(reading, _(reading)) for reading in readings] + [("another", _("Another one, said below"))]
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(LONG))


def _before_surgery() -> dict[str, forms.Field]:
    return {
        "clinical_deadline": forms.DateField(
            label=_("Clinical deadline"),
            help_text=_("The last day on which an answer still helps. The cross-match may run out earlier."),
            widget=forms.DateInput({"type": "date"}),
        ),
        "days_it_may_cost": forms.IntegerField(
            label=_("Days our question may cost"), min_value=0, max_value=365, help_text=_("0 if it delays nothing.")
        ),
        "days_it_did_cost": forms.IntegerField(
            label=_("Days it did cost"), min_value=0, max_value=365, required=False, help_text=_("Once you know.")
        ),
    }


class StartForm(forms.Form):
    """Start a run: over the records, or over one folder that lies in the inbox."""

    source = forms.ChoiceField(label=_("What to screen"), required=False)
    as_of = forms.DateField(
        label=_("As of"),
        required=False,
        help_text=_("Empty: the last day on which anything in it was written down."),
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(self, *args: Any, folders: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"] = forms.ChoiceField(
            label=_("What to screen"),
            required=False,
            choices=[("", _("The records")), *((name, name) for name in folders)],
        )
        self.order_fields(["source", "as_of"])


class WhyNotForm(forms.Form):
    """Which file oversight asks about, and why."""

    number = forms.CharField(label=_("Number of the file"), help_text=_("As its office writes it."), max_length=100)
    reason = forms.CharField(
        label=_("Why does oversight ask?"),
        help_text=_("Without names: the reason is kept."),
        widget=forms.Textarea(LONG),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _describe(self)


class ShareForm(forms.Form):
    """Another range for how often a ring's file would answer yes, and the cases it rests on."""

    code = forms.CharField(label=_("Code of the question"), max_length=20)
    low = forms.FloatField(label=_("Low end"), help_text=_("A share between 0 and 1."), min_value=0, max_value=1)
    high = forms.FloatField(label=_("High end"), help_text=_("A share between 0 and 1."), min_value=0, max_value=1)
    cases = forms.CharField(
        label=_("Which cases does it rest on?"),
        help_text=_("Courts, dates and references, so that somebody else can read them."),
        widget=forms.Textarea(LONG),
    )
    in_force_from = forms.DateField(label=_("In force from"), widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _describe(self)


def _describe(form: forms.Form) -> None:
    for name, field in form.fields.items():
        if field.help_text:
            field.widget.attrs["aria-describedby"] = f"help_{name}"


class AttachForm(forms.Form):
    """Hand a lead to a case, and say how the persons and the centre in it will be told."""

    number = forms.CharField(
        label=_("Number of the case"), help_text=_("Whoever leads the case tells you: C-7K3F-92QD."), max_length=20
    )
    why = forms.CharField(label=_("What do you ask them to look at?"), widget=forms.Textarea(LONG))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300)
    told_by = forms.CharField(
        label=_("Who tells the persons and the centre?"),
        help_text=_("An office or a role, not a member of the recipient's team."),
        max_length=200,
    )
    tell_on = forms.DateField(
        label=_("By when are they told?"), required=False, widget=forms.DateInput({"type": "date"})
    )
    delaying_law = forms.CharField(label=_("Or: which law delays it?"), required=False, max_length=300)
    delayed_until = forms.DateField(label=_("Delayed until"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"help_{name}"

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        is_delayed = said.get("delaying_law") and said.get("delayed_until")
        if not said.get("tell_on") and not is_delayed:
            self.add_error("tell_on", _("Say by when they are told, or which law delays it and until when."))
        return said
