"""Kinds of value. Each says what it is, how secret it is, and how it may leave the records.

Every field of a record is made with one of these classes; `records/schema.py` turns them into plain columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from graftwatch.tables import CanonicalForm, CodeList, Kind, Sensitivity, WayOut

if TYPE_CHECKING:  # the stubs take two type arguments, Django itself none
    _Any = models.Field[Any, Any]
    _Big = models.BigIntegerField[Any, Any]
    _Char = models.CharField[Any, Any]
    _Date = models.DateField[Any, Any]
    _Float = models.FloatField[Any, Any]
    _Moment = models.DateTimeField[Any, Any]
    _Text = models.TextField[Any, Any]
    _Uuid = models.UUIDField[Any, Any]
else:
    _Any, _Big, _Char, _Date = models.Field, models.BigIntegerField, models.CharField, models.DateField
    _Float, _Moment, _Text, _Uuid = models.FloatField, models.DateTimeField, models.TextField, models.UUIDField


class Known(_Any):
    """What every value of a record says about itself, beside what Django asks.

    `meaning` becomes the help text, the dictionary entry and the line in the import template.
    """

    kind: Kind = "text"
    sensitivity: Sensitivity = "open"
    way_out: WayOut = "carried"
    canonical: CanonicalForm | None = None
    refers_to: str | None = None
    code_list: CodeList | None = None
    derive: tuple[str, ...] = ()

    def __init__(
        self,
        meaning: str = "",
        *,
        unit: str = "",
        source: str = "",
        sensitivity: Sensitivity | None = None,
        required: bool = False,
        **options: Any,
    ) -> None:
        self.unit = unit
        self.source = source
        self.required = required
        if sensitivity is not None:
            self.sensitivity = sensitivity
        options.setdefault("help_text", meaning)
        options.setdefault("null", True)
        options.setdefault("blank", not required)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Migrations need the column only: words, units and lists may change without one."""
        name, path, args, options = super().deconstruct()
        for said in ("help_text", "choices", "verbose_name"):
            options.pop(said, None)
        if not options.get("blank", True):
            options["required"] = True
        options.pop("blank", None)
        if options.pop("null", False) is False:
            options["null"] = False
        return name, path, list(args), options


class Reference(Known, _Uuid):
    """The `id` of a row elsewhere. Not enforced by the database: a transplant without a known donor is evidence."""

    kind: Kind = "reference"

    def __init__(self, to: str = "", meaning: str = "", **options: Any) -> None:
        self.refers_to = to
        options.setdefault("db_index", True)
        super().__init__(meaning, **options)


class Coded(Known, _Char):
    """One value of a code list, which it names with version and source."""

    kind: Kind = "code"

    def __init__(self, codes: CodeList | None = None, meaning: str = "", **options: Any) -> None:
        self.code_list = codes
        if codes is not None:
            options.setdefault("choices", codes.choices)
        options.setdefault("max_length", 40)
        super().__init__(meaning, **options)


class Day(Known, _Date):
    """A calendar day."""

    kind: Kind = "date"


class Instant(Known, _Moment):
    """A moment, UTC."""

    kind: Kind = "instant"


class WholeNumber(Known, _Big):
    """A count, or a measure in whole units."""

    kind: Kind = "integer"


class Quantity(Known, _Float):
    """A measured number with its UCUM unit."""

    kind: Kind = "number"


class Money(Known, _Big):
    """An amount in whole minor units; the currency stands in its own column."""

    kind: Kind = "money"


class Currency(Known, _Char):
    """An ISO 4217 code."""

    def __init__(self, meaning: str = "The currency of the amount", **options: Any) -> None:
        options.setdefault("max_length", 3)
        options.setdefault("source", "ISO 4217")
        super().__init__(meaning, **options)


class CountryCode(Known, _Char):
    """An ISO 3166-1 alpha-2 code."""

    def __init__(self, meaning: str = "", **options: Any) -> None:
        options.setdefault("max_length", 2)
        options.setdefault("source", "ISO 3166-1 alpha-2")
        super().__init__(meaning, **options)


class PublicWord(Known, _Char):
    """A short open value: a municipality code, a classification code, a city."""

    def __init__(self, meaning: str = "", **options: Any) -> None:
        options.setdefault("max_length", 80)
        super().__init__(meaning, **options)


class OfficeName(Known, _Char):
    """The public name of an office, a place or a firm. Shown in the desk; questions use its key."""

    way_out: WayOut = "left behind"

    def __init__(self, meaning: str = "", **options: Any) -> None:
        options.setdefault("max_length", 200)
        super().__init__(meaning, **options)


class FreeText(Known, _Text):
    """Somebody's own words. They never leave the records; what the named derivations make of them may."""

    sensitivity: Sensitivity = "special"
    way_out: WayOut = "left behind"

    def __init__(self, meaning: str = "", *, derive: tuple[str, ...] = (), **options: Any) -> None:
        self.derive = derive
        if derive:
            self.way_out = "derived"
        super().__init__(meaning, **options)


class Identifying(Known, _Char):
    """A value that points at somebody. Leaves the records only as a keyed token of its canonical form."""

    sensitivity: Sensitivity = "personal"
    way_out: WayOut = "token"
    canonical: CanonicalForm = "plain"

    def __init__(self, meaning: str = "", **options: Any) -> None:
        options.setdefault("max_length", 200)
        super().__init__(meaning, **options)


class PersonName(Identifying):
    """A name; canonical: letters only, without accents, upper case, words in order."""

    canonical: CanonicalForm = "name"


class DocumentNumber(Identifying):
    """The number of a document, a stamp or a register; canonical: letters and digits, upper case."""

    canonical: CanonicalForm = "number"


class NationalId(DocumentNumber):
    """A person's number in the civil register."""


class Phone(Identifying):
    """A telephone number; canonical: its last nine digits."""

    canonical: CanonicalForm = "phone"


class Email(Identifying):
    """An e-mail address; canonical: lower case, trimmed."""

    canonical: CanonicalForm = "email"


class Address(Identifying):
    """A street address; canonical: letters and digits, without accents, upper case."""

    canonical: CanonicalForm = "address"


class AccountNumber(DocumentNumber):
    """An account, a wallet or a handle with a payment service."""
