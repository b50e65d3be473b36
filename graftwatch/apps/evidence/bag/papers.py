"""The papers of a bag in plain words: what it is, the banner, and the custody record as a PDF."""

from __future__ import annotations

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence import custody, signatures
from graftwatch.apps.evidence.bag.exhibit import Exhibit
from graftwatch.apps.evidence.states import MACHINE
from graftwatch.apps.evidence.telling import told_lines, verb_label
from graftwatch.desk.inbox.templatetags.days import moment
from graftwatch.desk.printing import Block, Bullets, Code, Heading, Note, Paragraph, Table, pdf


def banner_text(banner: list[str]) -> str:
    return (
        "\n".join(banner or [_("No review of non-punishment is open in this case, and none has been applied.")]) + "\n"
    )


def read_me(case: Case, exhibits: list[Exhibit], purpose: str, banner: list[str]) -> str:
    numbers = ", ".join(each.item.exhibit for each in exhibits)
    parts = [
        _("This is a bag of evidence from case %(case)s: %(numbers)s.") % {"case": case.number, "numbers": numbers},
        _("It was made for this purpose: %(purpose)s") % {"purpose": purpose},
        *banner,
        "",
        _("What is in it"),
        _("files/ holds the originals and the copies made from them, each under the number of its exhibit."),
        _("A file that ends in .danger may do harm. Open it only on a machine that is connected to nothing."),
        _("custody.pdf tells people who had what when; custody.json tells programmes the same."),
        _("exceptions.json lists every quarantine, hold, contest and integrity exception, also those that have ended."),
        _("trail.json holds proofs that these acts stand in the log of the office that made this bag."),
        _("case-uco.jsonld describes the files in the CASE/UCO ontology."),
        *_stamps(exhibits),
        "",
        _("How to verify it"),
        _("Run: python3 verify_bag.py FOLDER. It needs Python 3.9 or later and nothing else, and no network."),
        _("Before you trust it, compare this key with the one that the office gives you by another way:"),
        signatures.public_key().hex(),
    ]
    return "\n".join(parts) + "\n"


def _stamps(exhibits: list[Exhibit]) -> list[str]:
    """What time stamps are, and the line with which anybody verifies each."""
    if not any(each.stamps for each in exhibits):
        return []
    lines = [
        f"openssl ts -verify -digest {stamp.digest} -in time-stamps/{each.item.exhibit}-{n}.tsr -CAfile AUTHORITY.pem"
        for each in exhibits
        for n, (_event, stamp) in enumerate(each.stamps, start=1)
    ]
    said = _(
        "time-stamps/ holds what other authorities say about when. Get their certificate (AUTHORITY.pem) from them."
    )
    return [said, *lines]


def custody_sheet(case: Case, exhibits: list[Exhibit], banner: list[str]) -> bytes:
    """The custody record of every exhibit, to be read and filed on paper."""
    blocks: list[Block] = [Note(words) for words in banner]
    for each in exhibits:
        blocks += _about(each)
    blocks.append(Code(_("Key that signed this record"), signatures.public_key().hex()))
    return pdf(
        blocks,
        language=translation.get_language() or "en",
        title=_("Custody record"),
        under_title=case.number,
        foot=_("Case %(case)s, printed on %(day)s") % {"case": case.number, "day": _day(timezone.localdate())},
    )


def _day(value: object) -> str:
    return formats.date_format(value, "DATE_FORMAT")  # type: ignore[arg-type]


def _about(each: Exhibit) -> list[Block]:
    item = each.item
    blocks: list[Block] = [
        Heading(_("Exhibit %(number)s") % {"number": item.exhibit}),
        Paragraph(each.description),
        Table(
            [_("What"), _("Said")],
            [
                [_("Kind"), str(item.get_kind_display())],
                [_("Legal basis"), f"{item.get_legal_basis_display()} {item.reference}".strip()],
                [_("State"), str(MACHINE.state(item.state).label)],
            ],
            [1, 2],
        ),
    ]
    for one in each.files:
        blocks += [
            Heading(one.path.removeprefix("data/"), 3),
            Bullets([words for words in (one.facts.name, one.facts.what, *one.warnings) if words]),
            Code("SHA-256", one.facts.sha256),
            Code("SHA-512", one.facts.sha512),
        ]
    if each.exceptions:
        blocks += [Heading(_("Exceptions"), 3), Bullets([_sentence(told) for told in each.exceptions])]
    rows = [[str(told.event.number), _instant(told), verb_label(told.event.verb), _words(told)] for told in each.events]
    blocks += [Heading(_("Who had it when"), 3), Table(["", _("When"), _("What"), _("Said")], rows, [1, 4, 5, 9])]
    return blocks


def _instant(told: custody.Told) -> str:
    return moment(told.event.at)


def _words(told: custody.Told) -> str:
    return "; ".join(told_lines(told)) or _("Sealed to other readers.")


def _sentence(told: custody.Told) -> str:
    return f"{_instant(told)}: {verb_label(told.event.verb)}. {_words(told)}"
