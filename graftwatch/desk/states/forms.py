"""The form of a transition, made from what it asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from graftwatch.desk.access.models import User
from graftwatch.desk.states.machine import Ask, Transition

LONG = {"rows": 3}


class TransitionForm(forms.Form):
    """One transition's questions. `people` are those that a field of kind `user` may name."""

    def __init__(self, transition: Transition, *args: Any, people: Iterable[User] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.transition = transition
        for ask in transition.asks:
            self.fields[ask.name] = field_of(ask, list(people))
            if ask.hint:
                self.fields[ask.name].widget.attrs["aria-describedby"] = f"help_{ask.name}"


def field_of(ask: Ask, people: list[User]) -> forms.Field:
    said: dict[str, Any] = {"label": ask.label, "help_text": ask.hint, "required": ask.required}
    match ask.kind:
        case "line":
            return forms.CharField(max_length=300, **said)
        case "day":
            return forms.DateField(widget=forms.DateInput({"type": "date"}), **said)
        case "instant":
            return forms.DateTimeField(widget=forms.DateTimeInput({"type": "datetime-local"}), **said)
        case "number":
            return forms.IntegerField(min_value=0, **said)
        case "choice":
            return forms.ChoiceField(choices=ask.choices, widget=forms.RadioSelect, **said)
        case "choices":
            return forms.MultipleChoiceField(choices=ask.choices, widget=forms.CheckboxSelectMultiple, **said)
        case "yes_no":
            return forms.BooleanField(**said)
        case "user":
            named = [(str(user.pk), user.called) for user in people]
            return forms.ChoiceField(choices=[("", "—"), *named], **said)
        case _:
            return forms.CharField(widget=forms.Textarea(LONG), **said)
