"""Two papers that a reporter keeps: the card with the receipt, and the readable proof that a duty was met.

Neither says what was reported or by whom; the card does not even say what its digits are for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from graftwatch.desk.printing.blocks import Block, Bullets, Code, Heading, Paragraph, Table
from graftwatch.desk.printing.setting import pdf

CHANNELS = {
    "a": gettext_noop("notice without names"),
    "b": gettext_noop("report with a name"),
    "c": gettext_noop("report in confidence"),
    "d": gettext_noop("report without a name"),
}
"""The ways of reporting, by the letter that a proof holds."""


def receipt_card(receipt: str, *, language: str) -> bytes:
    """The sixteen digits in groups of four, large enough to copy, and nothing that says where they belong."""
    groups = " ".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))
    with translation.override(language):
        blocks: list[Block] = [
            Code(_("Number"), groups, large=True),
            Bullets(
                [
                    _("Keep this card where nobody looks."),
                    _("Do not write on it what it is for."),
                    _("Nobody can give you this number again."),
                ]
            ),
        ]
        return pdf(blocks, language=language, title=_("Card"))


def proof_paper(proof: str, said: Mapping[str, str], *, language: str) -> bytes:
    """A proof as people read it, with its exact text below for whoever checks it.

    `proof` is the signed text, `said` its lines as `desk.door.proofs.check_proof` read them (only if genuine).
    """
    with translation.override(language):
        day = date_format(dt.date.fromisoformat(said["Received on"]))
        blocks: list[Block] = [
            Paragraph(
                _(
                    "Who holds this paper made a report on the day below. The paper shows that it was made. It does"
                    " not show what it says, about whom, or by whom."
                )
            ),
            Table(
                [_("What"), _("Said")],
                [
                    [_("Received on"), day],
                    [_("Way of reporting"), _(CHANNELS.get(said["Channel"], said["Channel"]))],
                    [_("Signed with key"), said["Key"]],
                ],
                widths=(1.0, 2.0),
            ),
            Heading(_("How to check it")),
            Paragraph(_("Copy the text below into the page “Check a proof” of the office that signed it.")),
            Code(_("Text of the proof"), proof),
        ]
        return pdf(blocks, language=language, title=_("Proof that a report was made"))
