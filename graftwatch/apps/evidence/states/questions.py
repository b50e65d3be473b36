"""What the transitions of an exhibit ask, each question once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.states.machine import Ask

PLACE = Ask("place", _("Where was it collected?"), kind="line")
TAKEN_AT = Ask("taken_at", _("When was it collected?"), kind="instant")
METHOD = Ask(
    "method", _("How was it collected?"), _("Handed over, seized, copied from a device, captured from a page.")
)
WITNESS = Ask("witness", _("Who saw it?"), _("A person other than you."), kind="line")
TOOL = Ask("tool", _("Which tool, which version?"), _("Say “by hand” where none was used."), kind="line")
PHOTOS = Ask("photos", _("Photographs"), _("Their numbers, or why there are none."), kind="line", required=False)
WEB_ADDRESS = Ask(
    "web_address",
    _("Address of the page"),
    _("For what was taken from the open internet: the whole address, with the context in which it stood."),
    kind="line",
    required=False,
)
SEAL = Ask("seal_number", _("Number of the seal"), _("For a file alone: write “hash only”."), kind="line")
ORIGIN = Ask(
    "origin",
    _("Where does it come from?"),
    kind="choice",
    choices=(("report", _("A report at the public door, without its receipt")),),
)
SEALED_ON = Ask("sealed_on", _("Sealed at the public door on"), kind="day")
DOOR_SHA256 = Ask("door_sha256", _("SHA-256 at the public door"), kind="line")
SEAL_WHOLE = Ask("seal_is_whole", _("I have checked the seal: it is whole and bears this number"), kind="yes_no")
TAKER = Ask("taker", _("Who takes it?"), kind="user")
PURPOSE = Ask("purpose", _("What for?"))
DUE = Ask("due_on", _("To be back on"), kind="day")
CONDITION = Ask("condition", _("In which condition?"), _("Seal, packing, anything that has changed."))
EXPERT = Ask("expert", _("Who examines it?"), _("Name, institution, competence."), kind="line")
TOOLS = Ask("tools", _("With which method and which tools?"), _("Versions too, so that another expert can repeat it."))
FINDINGS = Ask("report", _("Where is the report?"), _("Its number and date; attach it as a derivative."))
RECIPIENT = Ask("recipient", _("To whom?"), _("Office and person."), kind="line")
REDACTIONS = Ask("redactions", _("What was left out, and why?"), _("Say “nothing” where nothing was left out."))
WHY = Ask("why", _("Why?"))
GROUNDS = Ask("grounds", _("On which grounds?"))
MISMATCH = Ask("mismatch", _("What does not agree?"), _("Which file, which seal, which number; who saw it."))
SCAN = Ask("scan", _("What was found?"))
FINDING = Ask("finding", _("What was found, and how?"), _("Written for a court. It stays in every export."))
COURT = Ask("court", _("Which court?"), kind="line")
ORDER = Ask("order", _("Decision"), _("Date and number of the decision or order."), kind="line")
BASIS = Ask("basis", _("By which order or which clock?"), kind="line")
OWNER = Ask(
    "property_of_a_victim",
    _("Does it belong to a victim?"),
    _("Then it goes back to that person first."),
    kind="choice",
    choices=(
        ("no", _("No")),
        ("given_back", _("Yes, and it goes back")),
        ("declined", _("Yes, and they do not want it")),
    ),
)
PHOTO = Ask("photo", _("Photograph or record of it"), _("Its number."), kind="line", required=False)
