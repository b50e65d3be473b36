"""What people fill in beside the questions of the tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases import elements
from graftwatch.apps.cases.models import Case, FacilityInCase, Note, Person
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.access.viewer import Viewer

LONG = {"rows": 3}
COMPARTMENTS = {
    "cases": _("Everybody on the case"),
    "investigation": _("Investigation"),
    "identity_victim": _("Who hears victims"),
    "protection_file": _("Protection file"),
    "medical": _("Medical"),
    "financial": _("Financial"),
    "legal_privilege": _("Legal privilege"),
}
"""In which compartments something of a case can be written, and how pages call them."""
DAY = forms.DateInput({"type": "date"})


def compartments_of(viewer: Viewer, *names: str) -> list[tuple[str, Any]]:
    wanted = names or tuple(COMPARTMENTS)
    return [(name, COMPARTMENTS[name]) for name in wanted if viewer.holds(name)]


class _Described(forms.Form):
    """Hints are read out with their fields."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"help_{name}"


class ProposeForm(_Described):
    """A new case: what, who leads it, which offences may be in play."""

    title = forms.CharField(label=_("Title"), help_text=_("Without a person's name. It lies sealed."), max_length=200)
    extract = forms.CharField(label=_("What is known"), widget=forms.Textarea({"rows": 5}))
    lead_agency = forms.ModelChoiceField(label=_("Lead agency"), queryset=Agency.objects.none())
    trafficking_in_persons = forms.ChoiceField(
        label=_("Trafficking in persons for organ removal"),
        help_text=_("Somebody was brought to it by a means such as deceit or need. A victim has rights from now on."),
        choices=Case.Indicated.choices,
        widget=forms.RadioSelect,
        initial=Case.Indicated.NOT_ASSESSED,
    )
    trafficking_in_organs = forms.ChoiceField(
        label=_("Trafficking in organs"),
        help_text=_("An organ was taken or used outside the law, whoever agreed."),
        choices=Case.Indicated.choices,
        widget=forms.RadioSelect,
        initial=Case.Indicated.NOT_ASSESSED,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = (Agency.Kind.POLICE, Agency.Kind.PROSECUTION)
        self.fields["lead_agency"].queryset = Agency.objects.filter(kind__in=kinds).order_by("name")  # type: ignore[attr-defined]


class ClassifyForm(_Described):
    """The two offences, asked apart."""

    trafficking_in_persons = ProposeForm.base_fields["trafficking_in_persons"]
    trafficking_in_organs = ProposeForm.base_fields["trafficking_in_organs"]


class _InACompartment(_Described):
    """A form whose words go into one of the compartments that the writer holds."""

    def __init__(self, viewer: Viewer, *args: Any, among: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["compartment"] = forms.ChoiceField(
            label=_("Who may read it"), choices=compartments_of(viewer, *among)
        )


class NoteForm(_InACompartment):
    """A fact with its source, or an opinion."""

    kind = forms.ChoiceField(label=_("Fact or opinion"), choices=Note.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Note"), widget=forms.Textarea(LONG))
    source = forms.CharField(
        label=_("Source"), required=False, help_text=_("A fact needs one. Of an opinion: what it rests on.")
    )


class TaskForm(_InACompartment):
    """Something to do."""

    what = forms.CharField(label=_("What is to be done?"), max_length=300)
    to = forms.ChoiceField(label=_("By whom?"), required=False)
    due_on = forms.DateField(label=_("By when?"), required=False, widget=DAY)

    def __init__(self, viewer: Viewer, *args: Any, members: Iterable[User], **options: Any) -> None:
        super().__init__(viewer, *args, **options)
        self.fields["to"] = forms.ChoiceField(
            label=_("By whom?"),
            required=False,
            choices=[("", _("Whoever is on the case")), *((str(user.pk), user.called) for user in members)],
        )


class PersonForm(_InACompartment):
    """Somebody in the case."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("It lies sealed. Pages and papers say a letter."),
    )
    identity = forms.CharField(
        label=_("Documents, birth, how to reach them safely"), required=False, widget=forms.Textarea(LONG)
    )
    role = forms.ChoiceField(
        label=_("Part in the case"),
        choices=[one for one in Person.Role.choices if one[0] != Person.Role.SET_ASIDE],
        help_text=_("A donor is presumed a possible victim."),
    )
    age = forms.ChoiceField(label=_("Age at the time"), choices=Person.Age.choices)
    said_by = forms.CharField(
        label=_("Named by which authority?"), required=False, help_text=_("Only for somebody an authority suspects.")
    )

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(viewer, *args, among=("identity_victim", "investigation"), **options)


class RoleForm(_Described):
    """Another part in the case."""

    role = PersonForm.base_fields["role"]
    said_by = PersonForm.base_fields["said_by"]


class VictimForm(_Described):
    """That somebody is or may be a victim."""

    victim = forms.ChoiceField(label=_("As a victim"))
    why = forms.CharField(label=_("What does it rest on?"), widget=forms.Textarea(LONG))

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        open_to_all = (Person.Victim.CONCERN, Person.Victim.PRESUMED)
        offered = [
            (value, words)
            for value, words in Person.Victim.choices
            if value in open_to_all or (value != Person.Victim.NONE and viewer.holds("identity_victim"))
        ]
        self.fields["victim"] = forms.ChoiceField(label=_("As a victim"), choices=offered)


class FactsForm(_Described):
    """What the elements of the offence need to know about one person."""

    acts = forms.MultipleChoiceField(
        label=elements.LABELS["acts"], choices=elements.ACTS, widget=forms.CheckboxSelectMultiple
    )
    means = forms.MultipleChoiceField(
        label=elements.LABELS["means"],
        choices=elements.MEANS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whether the person said yes is not asked: it decides nothing where one of these was used."),
    )
    purpose = forms.MultipleChoiceField(
        label=elements.LABELS["purpose"], choices=elements.PURPOSES, widget=forms.CheckboxSelectMultiple
    )
    money = forms.MultipleChoiceField(
        label=elements.LABELS["money"],
        choices=elements.MONEY,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Being paid does not mean that it was free."),
    )
    heard_alone = forms.BooleanField(label=elements.LABELS["heard_alone"], required=False)
    basis = forms.CharField(label=elements.LABELS["basis"], widget=forms.Textarea(LONG))


class FacilityForm(_Described):
    """A place of the case."""

    name = forms.CharField(label=_("Name of the facility"))
    part = forms.ChoiceField(label=_("What took place there"), choices=FacilityInCase.Part.choices)
    facility = forms.UUIDField(label=_("Its key in the records"), required=False)
    is_implicated = forms.BooleanField(
        label=_("It is a party of this case"),
        required=False,
        help_text=_("With its key: whoever is tied to it finds nothing of this case from now on."),
    )


class ShareForm(_InACompartment):
    """One line of the sharing log."""

    elsewhere = forms.CharField(label=_("Shared with"), max_length=200)
    what = forms.CharField(label=_("What"), widget=forms.Textarea(LONG))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300)
    purpose = forms.CharField(label=_("Purpose"), max_length=300)


class SecondPersonForm(_Described):
    """Ask a second person."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Without a name: the second person reads it before they open the file."),
        max_length=500,
        widget=forms.Textarea(LONG),
    )


class JoinForm(_Described):
    """Who is put onto a case."""

    user = forms.ChoiceField(label=_("Who?"))

    def __init__(self, *args: Any, users: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"] = forms.ChoiceField(
            label=_("Who?"),
            help_text=_("Whoever is tied to a party of this case is not offered."),
            choices=[(str(user.pk), f"{user.called} · {user.agency}") for user in users],
        )


class PauseForm(_Described):
    """Why a clock stands still."""

    reason = forms.CharField(label=_("Why is it to stand still?"), max_length=300)
