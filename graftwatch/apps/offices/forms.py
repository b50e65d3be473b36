"""What people of this room fill in."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access import parties
from graftwatch.desk.access.glass import kinds_of_matter
from graftwatch.desk.access.models import Agency, BrokenGlass, Tie, Unit
from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE
from graftwatch.records.models import Facility

LONG = {"rows": 3}
A_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
ROLES = [(role.name, role.label) for role in GIVEN_TO_PEOPLE]
NOBODY = [("", "—")]


class AnswerForm(forms.Form):
    """The second person's answer."""

    granted = forms.ChoiceField(
        label=_("Your answer"), choices=[("yes", _("I agree")), ("no", _("I do not agree"))], widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("Why?"), help_text=_("Without a name."), max_length=300)


class AskForm(forms.Form):
    """Ask a second person."""

    reason = forms.CharField(
        label=_("Why is it needed?"), help_text=_("Without a name. The second person reads it."), max_length=300
    )


def _described(form: forms.Form) -> None:
    for name, field in form.fields.items():
        if field.help_text:
            field.widget.attrs["aria-describedby"] = f"help_{name}"


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def __init__(self, agency: int, **options: Any) -> None:
        super().__init__(Unit.objects.filter(agency_id=agency).order_by("name"), label=_("Unit"), **options)

    def label_from_instance(self, unit: Unit) -> str:
        return unit.name


class NominateForm(forms.Form):
    """Name a person of one's own agency."""

    called = forms.CharField(label=_("Name, as colleagues know it"), max_length=150)
    username = forms.CharField(
        label=_("Name to log in with"),
        max_length=60,
        help_text=_("Small letters, digits, dots. It cannot be used again later."),
        validators=[RegexValidator(r"^[a-z0-9.]+$")],
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)

    def __init__(self, agency: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = UnitField(agency)
        _described(self)


class PostForm(forms.Form):
    """Another role or unit."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES)

    def __init__(self, agency: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = UnitField(agency)


class ProviderForm(forms.Form):
    """Who a person is at the identity provider."""

    subject = forms.CharField(
        label=_("The person's identifier at the provider (sub)"),
        help_text=_(
            "From whoever runs the provider: signs that stay the same for ever and belong to one person. No e-mail"
            " address: that may be somebody else's tomorrow. Kept as a token: the desk can compare it and cannot read"
            " it."
        ),
        max_length=255,
        validators=[RegexValidator(r"^[\x21-\x7e]+$")],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _described(self)


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label=_("Name of the unit"), max_length=100)


class PartyForm(forms.Form):
    """One party: a facility, an office, or a person by name. The name of a person is kept as a keyed token only."""

    facility = forms.ChoiceField(label=_("A hospital or another facility"), required=False)
    agency = forms.ChoiceField(label=_("Or an office"), required=False)
    person = forms.CharField(
        label=_("Or a person, by first and family name"),
        help_text=_("Kept as a token: the desk can compare it and cannot read it."),
        max_length=150,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["facility"].choices = [*NOBODY, *facilities()]  # type: ignore[attr-defined]
        offices = Agency.objects.order_by("name").values_list("pk", "name")
        self.fields["agency"].choices = [*NOBODY, *((str(key), name) for key, name in offices)]  # type: ignore[attr-defined]
        _described(self)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        named = [name for name in ("facility", "agency", "person") if said.get(name)]
        if len(named) != 1:
            raise forms.ValidationError(_("Name exactly one: a facility, an office, or a person."))
        if named == ["person"] and len(parties.words_of(said["person"])) < 2:
            raise forms.ValidationError(_("Write the first name and the family name."))
        return said

    @property
    def party(self) -> str:
        said = self.cleaned_data
        if said["facility"]:
            return parties.facility(said["facility"])
        return parties.agency(int(said["agency"])) if said["agency"] else parties.person(said["person"])


class TieForm(PartyForm):
    """A tie of a person to a party."""

    kind = forms.ChoiceField(label=_("What kind of tie?"), choices=Tie.Kind.choices)
    field_order = ("kind", "facility", "agency", "person")


class WallForm(forms.Form):
    """Keep a person, or the whole agency, away from a facility."""

    whom = forms.ChoiceField(label=_("Who is kept away?"))
    facility = forms.ChoiceField(label=_("From which facility?"))
    reason = forms.CharField(label=_("Why?"), help_text=_("Without a name."), max_length=300)

    def __init__(self, people: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["whom"].choices = [*NOBODY, ("agency", _("Everybody of this agency")), *people]  # type: ignore[attr-defined]
        self.fields["facility"].choices = [*NOBODY, *facilities()]  # type: ignore[attr-defined]
        _described(self)


class GlassForm(forms.Form):
    """Ask for one matter in an emergency."""

    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Which one?"), help_text=_("Its number, or the address of its page."), max_length=300
    )
    reason = forms.ChoiceField(
        label=_("Why can it not wait?"), choices=BrokenGlass.Reason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What happened?"),
        help_text=_("Without a name. The second person and oversight read it."),
        widget=forms.Textarea(LONG),
        max_length=500,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(kind, model._meta.verbose_name) for kind, model in kinds_of_matter().items()]
        self.fields["kind"].choices = named  # type: ignore[attr-defined]
        _described(self)

    @property
    def matter(self) -> tuple[str, uuid.UUID]:
        """The matter that was named; where there is none of this number, one that nobody has."""
        kind, typed = self.cleaned_data["kind"], self.cleaned_data["reference"].strip()
        found = A_KEY.search(typed)
        if found:
            return kind, uuid.UUID(found[0])
        return kind, number_of(kind, typed) or uuid.uuid4()


def number_of(kind: str, typed: str) -> uuid.UUID | None:
    """The key of a matter by the number that people call it by."""
    model = kinds_of_matter()[kind]
    if not any(field.name == "number" for field in model._meta.fields):
        return None
    rows = model._default_manager.for_the_system("the key of a matter by its number")  # type: ignore[attr-defined]
    key: uuid.UUID | None = rows.filter(number__iexact=typed).values_list("pk", flat=True).first()
    return key


class PaceForm(forms.Form):
    """Why so many sealed pages."""

    why = forms.CharField(label=_("Why do you need so many?"), help_text=_("Without a name."), max_length=300)


def facilities() -> list[tuple[str, str]]:
    """Names of facilities: of places, not of people. Everybody here may know that a hospital exists."""
    rows = Facility.objects.for_the_system("names of facilities to choose from").order_by("name")
    return [(str(key), name or str(key)) for key, name in rows.values_list("id", "name").distinct()]
