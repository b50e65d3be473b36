"""LD-07: consent signed on a paper in a language that the donor does not read, with nobody accredited to interpret."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite


@indicator(
    code="LD-07",
    title="Consent paper in a language the donor does not read",
    about="donor",
    family="process",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("dw2025", "sellers on papers they could not read"),
        cite("sg-2020", "para 29"),
        cite("whogp", "para 29 of the report: consent in a form that is understood"),
    ],
    benign=[
        "An accredited interpreter was there and nobody wrote it down",
        "The donor reads the language of the paper too, and the file names only the mother tongue",
        "The form exists in one language only, and a nurse explained it in another",
        "The donor does not read at all and was told everything by word of mouth",
    ],
    blind_to=[
        "Files that do not say which languages the donor reads",
        "A paper that was signed unread in a language the donor does read",
        "An interpreter who was there and translated something else; LD-28 asks about interpreters",
    ],
    ask_first=[
        "The donor, alone, with an accredited interpreter: what did the paper say that you signed?",
        "The ward: who explained the paper that day, and in which language?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="sellers told journalists of English papers; donors of a ring inside one country read what they sign",
    ),
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design", source="no published rate; forms in one language are common"
    ),
    never_alone=True,
    may_be_victim=True,
    without={
        "interpreter_session": "that an accredited interpreter was there",
        "person": "that the paper was read aloud in the donor's own language",
    },
    may_be_empty=["consent.interpreter_session", "consent.read_aloud", "consent.copy_given", "person.language"],
)  # fmt: skip
def unread_consent(
    consent: ir.Table,
    living_donor_assessment: ir.Table,
    interpreter_session: ir.Table | None = None,
    person: ir.Table | None = None,
    *,
    interpreter_days: int = days(
        3,
        basis="design",
        within=(0, 7),
        source="an interview of the same week that the consent does not name; indicators LD-07, innocent readings",
    ),
) -> ir.Table:
    """Did a donor sign a paper in a language they do not read, without an accredited interpreter?

    Silent where any consent of the same file was given on a paper that the donor reads, with an accredited interpreter,
    or on a paper in the donor's own language that was read aloud. The size is one, and one more each where the paper is
    not known to have been read aloud, and where the donor was given no copy.
    """
    file = living_donor_assessment.select("donor", "donor_reads", which="id", opened_told="recorded_on")
    given = consent.filter(consent.document_language.notnull()).join(file, [("assessment", "which")])
    given = given.filter(given.donor.notnull(), given.donor_reads.notnull())
    aloud = (given.read_aloud == "yes").fill_null(False)
    given = given.select(
        "assessment", "donor", "given_on", "interpreter_session", "opened_told", consent="id", told_on="recorded_on",
        paper=_primary(given.document_language), aloud=aloud,
        reads=_is_among(_primary(given.document_language), given.donor_reads),
        size=1.0 + aloud.ifelse(0.0, 1.0) + (given.copy_given == "no").fill_null(False).ifelse(1.0, 0.0),
    )  # fmt: skip
    understood = [given.filter(given.reads).select("assessment")]
    if interpreter_session is not None:
        understood += _interpreted(given, interpreter_session, interpreter_days)
    if person is not None:
        speaks = person.filter(person.language.notnull()).select("language", who="id")
        heard = given.filter(given.aloud).join(speaks, [("donor", "who")])
        understood.append(heard.filter(heard.paper == _primary(heard.language)).select("assessment"))
    sure = ibis.union(*understood) if len(understood) > 1 else understood[0]
    asked = given.anti_join(sure.distinct().rename(understood="assessment"), [("assessment", "understood")])
    return asked.select(
        "consent",
        "size",
        subject="donor",
        known_on=ibis.greatest(asked.told_on, asked.opened_told),
        living_donor_assessment="assessment",
    )


def _primary(tag: ir.StringValue) -> ir.StringValue:
    """The language of a BCP 47 tag, without script and region: two or three letters."""
    # no strip(): Spark reads the blanks it is given as the letters v and f, and takes those off too
    return tag.lower().substr(0, 3).replace("-", "")


def _is_among(language: ir.StringValue, tags: ir.StringValue) -> ir.BooleanValue:
    """Whether a language is among tags with blanks between."""
    words = ibis.literal(" ") + tags.lower().replace("-", " ") + " "
    return words.replace(ibis.literal(" ") + language + " ", "") != words


def _interpreted(given: ir.Table, session: ir.Table, interpreter_days: int) -> list[ir.Table]:
    """Files with a consent whose interpreter was accredited: named by it, or there in the same days."""
    sure = session.filter(session.accredited == "yes").select("held_on", session="id", of_file="assessment")
    named = given.join(sure, [("interpreter_session", "session")]).select("assessment")
    near = given.join(sure, [("assessment", "of_file")])
    apart = near.held_on.delta(near.given_on, unit="day").cast("int64")
    return [named, near.filter(apart.abs() <= interpreter_days).select("assessment")]
