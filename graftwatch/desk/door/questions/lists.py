"""What can be chosen in answers. The codes are stored, the words are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.door.questions.kinds import Choices

YES_NO: Choices = (("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know")))
STATE: Choices = (
    ("done", _("It has happened")),
    ("now", _("It is happening now")),
    ("planned", _("It is planned")),
    ("unknown", _("I do not know")),
)
MONTHS: Choices = (
    ("1", _("January")),
    ("2", _("February")),
    ("3", _("March")),
    ("4", _("April")),
    ("5", _("May")),
    ("6", _("June")),
    ("7", _("July")),
    ("8", _("August")),
    ("9", _("September")),
    ("10", _("October")),
    ("11", _("November")),
    ("12", _("December")),
)
ORGAN: Choices = (
    ("kidney", _("Kidney")),
    ("liver", _("Liver, or a part of it")),
    ("other", _("Another organ")),
    ("unknown", _("I do not know")),
)
DONOR: Choices = (
    ("living", _("A living person")),
    ("deceased", _("A person who had died")),
    ("unknown", _("I do not know")),
)
SIGNS: Choices = (
    ("contradiction", _("Donor and recipient told different stories, or did not know each other")),
    ("speaks_for", _("Somebody else spoke for the donor, or never left them alone")),
    ("interpreter", _("The interpreter came with the recipient or with a third person")),
    ("afraid", _("The donor seemed afraid, forced, or very unsure")),
    ("deceived", _("The donor was told something untrue about the operation, the pay or the risk")),
    ("debt", _("The donor owes money, or depends on somebody")),
    ("papers_held", _("Somebody else holds the donor's papers or telephone")),
    ("child", _("The donor may be under 18")),
    ("papers_false", _("Papers look false, or details do not fit")),
    ("money", _("Money was promised or paid")),
    ("broker", _("A person or website arranged it")),
    ("returned", _("A patient came back from abroad with a transplant and few or no records")),
    ("many_alike", _("The same people, address or telephone appear in several files")),
    ("inside", _("Staff seem to take part, or look away")),
)
ROLE: Choices = (
    ("recipient", _("Recipient, or somebody who seeks an organ")),
    ("donor", _("Donor, or somebody asked to be one")),
    ("broker", _("Somebody who arranges or recruits")),
    ("clinician", _("Doctor, nurse or other staff")),
    ("relative", _("Relative or companion")),
    ("official", _("Official, police or manager")),
    ("other", _("Somebody else")),
    ("unknown", _("I do not know")),
)
SEX: Choices = (("female", _("Woman")), ("male", _("Man")), ("other", _("Other")), ("unknown", _("I do not know")))
AGE: Choices = (
    ("child", _("Under 18")),
    ("18-24", "18–24"),
    ("25-34", "25–34"),
    ("35-49", "35–49"),
    ("50-64", "50–64"),
    ("65", _("65 or older")),
    ("unknown", _("I do not know")),
)
MONEY: Choices = (
    ("promised", _("Money was promised to the donor")),
    ("paid", _("Money was paid to the donor")),
    ("not_paid", _("The donor was promised money and did not get it")),
    ("recipient_paid", _("The recipient paid somebody")),
    ("debt", _("There is a debt")),
    ("other", _("Something else of value: a job, a journey, papers")),
    ("none", _("No money, as far as I know")),
)
TRAVEL: Choices = (
    ("abroad_for", _("Somebody travelled abroad for the operation")),
    ("came_for", _("Somebody came into the country for it")),
    ("refugee", _("The donor is a refugee or a migrant")),
    ("letters", _("Letters of invitation, or papers from an office, were shown")),
    ("lodging", _("Donors or recipients live together near the place")),
)
HEALTH: Choices = (
    ("infection", _("An infection, or another complication")),
    ("no_records", _("Records are missing, or look odd")),
    ("no_follow_up", _("The donor has no care after the operation")),
    ("drugs", _("Unusual or missing medicine against rejection")),
    ("well", _("No problem of health that I know of")),
)
WORK: Choices = (
    ("nephrology", _("Kidney or dialysis care")),
    ("transplant", _("Transplant team")),
    ("surgery", _("Operating theatre, anaesthesia, intensive care")),
    ("laboratory", _("Laboratory or tissue typing")),
    ("primary", _("Family practice, emergency, other care")),
    ("administration", _("Administration, records, pharmacy")),
    ("social", _("Social work, organisation, shelter, faith")),
    ("office", _("Authority, police, border")),
    ("bank", _("Bank, insurance, travel")),
    ("patient", _("I am or was a donor, patient or relative")),
    ("other", _("Something else")),
)
KNOWN: Choices = (
    ("seen", _("I saw or heard it myself")),
    ("records", _("I read it in records")),
    ("told", _("Somebody told me")),
    ("guess", _("I put things together myself")),
)
SETTING: Choices = (
    ("public", _("Public hospital or office")),
    ("private", _("Private hospital or firm")),
    ("outside", _("Outside such places")),
    ("unknown", _("I would rather not say")),
)
