"""Which files of a report go into evidence, into which case, and what is said of them there."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models import Case
from graftwatch.apps.reports.actions.handing_files import Choice


class HandInForm(forms.Form):
    """Files of a report for the evidence of a case. A file that is in every one of these cases is not offered."""

    rows = forms.MultipleChoiceField(label=_("Which files?"), widget=forms.CheckboxSelectMultiple)
    case = forms.ChoiceField(label=_("Into which case?"), widget=forms.RadioSelect)
    shows = forms.CharField(
        label=_("What do they show?"),
        help_text=_("For the register of exhibits. No name in it, and nothing that says who sent them."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
    looked = forms.BooleanField(
        label=_("I have looked at each file, and at my own words, for what shows who reported"),
    )

    def __init__(self, *args: Any, files: Sequence[Choice], cases: Sequence[Case], **options: Any) -> None:
        super().__init__(*args, **options)
        known = {case.pk for case in cases}
        offered = [each for each in files if not known <= each.gone_into]
        numbers = [(str(case.pk), case.number) for case in cases]
        self._offer("rows", [(str(each.file.row), _label(each)) for each in offered])
        self._offer("case", numbers)
        if len(numbers) == 1:
            self.fields["case"].initial = numbers[0][0]
        self.fields["shows"].widget.attrs["aria-describedby"] = "help_shows"

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def chosen(self) -> dict[str, Any]:
        """What the act is told."""
        said = self.cleaned_data
        rows = [uuid.UUID(each) for each in said["rows"]]
        return {"rows": rows, "case": uuid.UUID(said["case"]), "shows": said["shows"]}


def _label(choice: Choice) -> str:
    return render_to_string("reports/_file_to_choose.html", {"file": choice.file})
