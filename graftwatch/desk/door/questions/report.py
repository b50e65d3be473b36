"""Channels (b) to (d): what one saw and why it worries. Everything may be left out but what, when and where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from graftwatch.desk.door.questions import lists
from graftwatch.desk.door.questions.kinds import Field, Question

WHAT = Question(
    "what",
    _("What did you see, hear or read?"),
    _("Your own words are best. Write only what you know, and how you know it."),
    (
        Field(
            "text",
            _("In your own words"),
            "long",
            required=_("Write a few words. If you cannot, choose “I do not know” and tick signs on a later page."),
        ),
    ),
)
DANGER = Question(
    "danger",
    _("Is somebody in danger now?"),
    _("If you say yes, your report is read first. If a life is in danger this minute, call the emergency number now."),
    (
        Field("now", _("Somebody is in danger now"), "one", lists.YES_NO),
        Field("who", _("Who, and why do you think so?"), "long", most=1000),
    ),
)
WHEN = Question(
    "when",
    _("When was the operation, or when is it planned?"),
    _("A month or a year is enough. An exact day may show who you are."),
    (
        Field("state", _("How far is it?"), "one", lists.STATE),
        Field("day", _("Day, only if it matters"), "day"),
        Field("month", _("Month"), "month", lists.MONTHS),
        Field("year", _("Year"), "year", required=_("Write the year, or choose “I do not know”.")),
    ),
)
WHERE = Question(
    "where",
    _("Where did it happen?"),
    _("It decides which office may look into it. People tied to the place you name will not see your report."),
    (
        Field("country", _("Country"), "country", required=_("Choose a country, or “I do not know”.")),
        Field("city", _("City or region")),
        Field("facility", _("Hospital or clinic, from the list"), "place"),
        Field("centre", _("Its name, if it is not in the list")),
    ),
)
SIGNS = Question(
    "signs",
    _("Which of these did you notice?"),
    _("None of them alone means that a crime was done. Together they help to understand."),
    (Field("seen", _("Tick what you noticed"), "many", lists.SIGNS),),
)
ORGAN = Question(
    "organ",
    _("Which organ, and from whom?"),
    _("The law differs by organ and by donor."),
    (Field("which", _("Organ"), "one", lists.ORGAN), Field("donor", _("It comes from"), "one", lists.DONOR)),
)
PEOPLE = Question(
    "people",
    _("Who is part of it?"),
    _("One person a page. A donor is seen as a person who may need protection, not as somebody to punish."),
    (
        Field("role", _("This person is"), "one", lists.ROLE),
        Field("name", _("Name, or what the person is called"), hint=_("You may leave it out.")),
        Field("sex", _("Sex"), "one", lists.SEX),
        Field("age", _("Age"), "one", lists.AGE),
        Field("nationality", _("Nationality"), "country"),
        Field("residence", _("Lives in"), "country"),
        Field("language", _("Language")),
    ),
    times=8,
)
TIE = Question(
    "tie",
    _("What did donor and recipient say they are to each other?"),
    _("A false claim to be related is one of the most frequent signs."),
    (
        Field("claimed", _("They say they are"), hint=_("For example: cousins, friends, husband and wife")),
        Field("doubts", _("What makes you doubt it?"), "long", most=2000),
    ),
)
MONEY = Question(
    "money",
    _("What do you know about money?"),
    _("A donor who was paid may still be a victim."),
    (
        Field("kinds", _("Tick what you know of"), "many", lists.MONEY),
        Field("how_much", _("How much, in which currency, how was it paid?"), "long", most=2000),
    ),
)
TRAVEL = Question(
    "travel",
    _("Did somebody travel for it?"),
    _("Borders and papers can show how it was arranged."),
    (
        Field("kinds", _("Tick what you know of"), "many", lists.TRAVEL),
        Field("papers", _("Route, papers, lodging"), "long", most=2000),
    ),
)
ARRANGED = Question(
    "arranged",
    _("Who arranged it, and who took part?"),
    _("Those who arrange are sought, not those who were used."),
    (
        Field("who", _("Who arranged it, or took the money?"), "long", most=2000),
        Field("team", _("Which surgeon or team?"), "long", most=1000),
        Field("online", _("Website, group or account, if there is one")),
    ),
)
HEALTH = Question(
    "health",
    _("How are the donor and the recipient?"),
    _("Both have a right to care, whatever happened."),
    (
        Field("kinds", _("Tick what you know of"), "many", lists.HEALTH),
        Field("more", _("Anything else about health or records"), "long", most=2000),
    ),
)
TOLD = Question(
    "told",
    _("Does the patient or the donor know that you report?"),
    _("Their wish is written down and weighed."),
    (
        Field("knows", _("They know"), "one", lists.YES_NO),
        Field("wish", _("What do they wish?"), "long", most=1000),
    ),
)
COLLEAGUES = Question(
    "colleagues",
    _("Do others at your place know of it?"),
    _("It helps us not to speak to the wrong person."),
    (
        Field("aware", _("Somebody there knows"), "one", lists.YES_NO),
        Field("more", _("Without their names: what was done about it?"), "long", most=1000),
    ),
)
YOU = Question(
    "you",
    _("What is your part in this?"),
    _("No name. It helps to weigh what you tell, and each answer may be left out."),
    (
        Field("work", _("You work in"), "one", lists.WORK),
        Field("setting", _("It is a"), "one", lists.SETTING),
        Field("known", _("How do you know of it?"), "many", lists.KNOWN),
    ),
)
KEEP_FROM = Question(
    "keep_from",
    _("Who must not see your report?"),
    _("Whoever is tied to a place or a name you give here gets no key to it, and cannot open it."),
    (
        Field("one", _("A hospital or an office"), "party"),
        Field("two", _("Another one"), "party"),
        Field("three", _("Another one"), "party"),
        Field("names", _("Names of people, one a line"), "long", most=1000),
    ),
    goes_to="routing",
)
IDENTITY = Question(
    "identity",
    _("Who are you, and how can you be reached?"),
    _("This lies apart from your report, sealed to others than those who read it."),
    (
        Field("name", _("Your name")),
        Field("work", _("Your profession and place of work")),
        Field("reach", _("A safe way to reach you"), hint=_("A telephone or address that only you see")),
        Field("when", _("When is it safe, and who may answer?")),
    ),
    channels="bc",
    goes_to="identity",
)
CALL = Question(
    "call",
    _("Is the caller safe while speaking?"),
    _("For the operator: ask this first, and stop when the caller wishes."),
    (
        Field("safe", _("The caller can speak freely"), "one", lists.YES_NO),
        Field("hears", _("Somebody else can hear"), "one", lists.YES_NO),
        Field("call_back", _("May we call back, when, and what do we say if another answers?"), "long", most=500),
    ),
    channels="abcd",
    phone_only=True,
)
WISH = Question(
    "wish",
    _("Do you wish to hear what became of it?"),
    _("Answers lie in a mailbox that only your receipt opens. Nobody writes or calls you."),
    (Field("feedback", _("I wish to hear"), "one", lists.YES_NO),),
)

REPORT = (
    CALL,
    WHAT,
    DANGER,
    WHEN,
    WHERE,
    SIGNS,
    ORGAN,
    PEOPLE,
    TIE,
    MONEY,
    TRAVEL,
    ARRANGED,
    HEALTH,
    TOLD,
    COLLEAGUES,
    YOU,
    KEEP_FROM,
    IDENTITY,
    WISH,
)
