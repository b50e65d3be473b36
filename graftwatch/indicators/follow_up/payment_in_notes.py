"""PT-09: a note in a recipient's file speaks of a kidney that was bought."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator
from graftwatch.law import cite


@indicator(
    code="PT-09",
    title="Payment for the organ in the notes",
    about="recipient",
    family="testimony",
    strength="strong",
    phase="after surgery",
    holders=["hospital"],
    cites=[cite("nl-survey", "results, certainty of a purchase"), cite("design", "words near words, with denials")],
    benign=[
        "A hospital's lawful fee is called the price of the kidney",
        "A donor's lawful expenses or lost wages were repaid, and the note calls that a payment",
        "The patient tells what others did, what was offered and refused, or what was in the news",
        "A clinician writes down a suspicion of their own",
    ],
    blind_to=[
        "Patients who say nothing, and clinicians who write nothing down",
        "Notes in languages for which no list of words is kept, and words the list does not know",
        "Notes that deny a payment, truly or not: they are read as unclear and not asked about",
    ],
    ask_first=[
        "The clinician who wrote the note: what was said, and does the national code let it be reported?",
        "A second clinician who reads the whole note: does it speak of buying, of a fee, or of neither?",
    ],
    p_ring=Range(
        0.1, 0.35, on="2026-11", basis="found",
        source="31 of 100 Dutch professionals who treated travellers were certain of a purchase; fewer wrote it down",
    ),
    depends_on="recipient",
    p_ordinary=Range(
        0.001, 0.02, on="2026-11", basis="design", source="no published rate; fees and expenses loosely worded"
    ),
    never_alone=True,
    without={
        "living_donor_assessment": "that the note stands in the file of a donor, who is to be protected",
    },
    may_be_empty=["clinical_note.payment_read", "clinical_note.words_speaks_of_payment"],
)  # fmt: skip
def payment_in_notes(
    clinical_note: ir.Table,
    living_donor_assessment: ir.Table | None = None,
    *,
    min_read: int = count(
        0,
        basis="design",
        source="how many of the notes a clinician must have read; 1 where the law lets no machine's reading count",
        within=(0, 1),
    ),
) -> ir.Table:
    """Does a note in a patient's file, as read by a clinician or by a list of words, speak of an organ that was bought?

    A clinician who read the note and found nothing is believed over the list. A human reads every hit: the finding
    opens nothing alone. The size is the number of notes.
    """
    note = clinical_note
    read = note.payment_read == "yes"
    listed = (note.words_speaks_of_payment == "yes") & (note.payment_read.fill_null("unknown") != "no")
    said = note.mutate(read=read.fill_null(False).cast("int64"), listed=listed.fill_null(False).cast("int64"))
    said = said.filter((said.read + said.listed) > 0)
    if living_donor_assessment is not None:
        donors = living_donor_assessment.filter(living_donor_assessment.donor.notnull()).select("donor").distinct()
        said = said.anti_join(donors, [("person", "donor")])
    counted = said.group_by("person").agg(n_notes=said.count(), n_read=said.read.sum())
    asked = said.select("id", "person", "noted_on", "recorded_on").join(counted, "person")
    asked = asked.filter(asked.n_read >= min_read)
    return asked.select(
        "n_notes",
        "n_read",
        clinical_note="id",
        subject="person",
        known_on=ibis.coalesce(asked.recorded_on, asked.noted_on),
        size=asked.n_notes.cast("float64"),
    )
