"""A key in shares of words (SLIP-0039, Shamir's secret sharing), and a card for each holder."""

from __future__ import annotations

from collections.abc import Iterable

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics

from graftwatch.desk.vault.models import Recovery
from graftwatch.errors import GraftwatchError

A_LINE = 4


class WrongSharesError(GraftwatchError):
    """These shares do not make the key. Says what is wrong with them."""


def split(private: bytes, n_needed: int, n_shares: int) -> list[str]:
    """Shares of words, any `n_needed` of which give the key again; fewer give nothing."""
    return list(generate_mnemonics(1, [(n_needed, n_shares)], private)[0])


def numbered(words: str) -> tuple[int, str]:
    """The number of a share, from 1, and its words in their plain form. Raises WrongSharesError."""
    plain = " ".join(words.lower().split())
    try:
        return Share.from_mnemonic(plain).index + 1, plain
    except MnemonicError as problem:
        raise WrongSharesError(
            "These words are not a share: a word is missing, misspelt or in the wrong place. Read the card again."
        ) from problem


def joined(shares: Iterable[str]) -> tuple[bytes, list[int]]:
    """The key, and the numbers of the shares that made it. Raises WrongSharesError."""
    by_number = dict(numbered(words) for words in shares)
    try:
        return bytes(combine_mnemonics(by_number.values())), sorted(by_number)
    except MnemonicError as problem:
        raise WrongSharesError(
            "These shares do not belong together, or there are too few of them. Each holder gives their own."
        ) from problem


def card(recovery: Recovery, number: int, words: str) -> str:
    """What one holder is given: one page of A4, to be printed, signed for and locked away."""
    each = words.split()
    lines = [
        "    ".join(f"{at + 1:2} {each[at]:<12}" for at in range(start, min(start + A_LINE, len(each)))).rstrip()
        for start in range(0, len(each), A_LINE)
    ]
    return "\n".join(
        [
            "GRAFTWATCH  Share of the recovery key",
            "",
            f"Share {number} of {len(recovery.holders)}, for: {recovery.holders[number - 1]}",
            f"Recovery key: {recovery.fingerprint[:16]}",
            "",
            *lines,
            "",
            f"Any {recovery.n_needed} of the {len(recovery.holders)} shares together open what people of this",
            "installation hold, where somebody has lost a passphrase. One share alone opens nothing.",
            "",
            "Keep this page in a sealed envelope, in a place that is yours. Do not photograph it, do not type it",
            "anywhere but at a drill or a recovery, where you are present yourself. Once a year there is a drill.",
            "If the page is lost or somebody has seen it, say so: new shares are made, and these become worthless.",
            "",
            "Received on ____________________   Signature ______________________________",
            "",
        ]
    )
