"""Papers on A4: a few kinds of block, set as an accessible PDF in any of the six languages, with fonts that we ship."""

from graftwatch.desk.printing.blocks import (
    Block,
    Bullets,
    Checks,
    Code,
    Field,
    Heading,
    Note,
    Paragraph,
    Signature,
    Steps,
    Table,
)
from graftwatch.desk.printing.setting import pdf, pictures

__all__ = [
    "Block",
    "Bullets",
    "Checks",
    "Code",
    "Field",
    "Heading",
    "Note",
    "Paragraph",
    "Signature",
    "Steps",
    "Table",
    "pdf",
    "pictures",
]
