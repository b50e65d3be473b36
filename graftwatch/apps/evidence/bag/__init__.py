"""A BagIt bag of exhibits: files, what they are, who had them, proofs, and the programme that verifies it all."""

from graftwatch.apps.evidence.bag.contents import contents_of
from graftwatch.apps.evidence.bag.packing import packed
from graftwatch.apps.evidence.bag.sealing import NotAKeyError, Recipient, sealed_for

__all__ = ["NotAKeyError", "Recipient", "contents_of", "packed", "sealed_for"]
