"""Channel (a): a journey for a transplant, counted without anybody's name. No field of it can hold an identity.

Its four facts are those of the Dutch reporting point (period, country, centre, referred or not).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.door.questions.kinds import Field, Question
from graftwatch.desk.door.questions.lists import DONOR, MONTHS, ORGAN, YES_NO

NOTICE = (
    Question(
        "when",
        _("When was the transplant?"),
        _("The month is enough. No day is asked, so that nobody can be found by it."),
        (
            Field("month", _("Month"), "month", MONTHS),
            Field("year", _("Year"), "year", required=_("Write the year, or choose “I do not know”.")),
        ),
        channels="a",
    ),
    Question(
        "where",
        _("Where was it?"),
        _("Countries learn from this where patients go."),
        (
            Field("country", _("Country"), "country", required=_("Choose a country, or “I do not know”.")),
            Field("city", _("City, if you know it"), most=60),
            Field(
                "centre",
                _("Name of the hospital or clinic, if you know it"),
                hint=_("No name of a person, no number, no date."),
                most=80,
            ),
        ),
        channels="a",
    ),
    Question(
        "referred",
        _("Did somebody in health care here refer the patient there?"),
        _("It shows whether such journeys are arranged from here."),
        (Field("by", _("Referred by somebody here"), "one", YES_NO),),
        channels="a",
    ),
    Question(
        "organ",
        _("Which organ, and from whom?"),
        _("It helps to tell one kind of journey from another."),
        (Field("which", _("Organ"), "one", ORGAN), Field("donor", _("It came from"), "one", DONOR)),
        channels="a",
    ),
)
