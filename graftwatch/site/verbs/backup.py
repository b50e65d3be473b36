"""`graftwatch backup OUT` and `graftwatch backup --keys OUT`: two copies that must never lie in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graftwatch.desk.vault.people.enrolling import SHORTEST
from graftwatch.site.backing_up import BackupError, Made, back_up_data, back_up_keys
from graftwatch.site.databases import bring_up_to_date


def backup(
    out: Annotated[Path, typer.Argument(help="The file to write; one that is there is replaced by the whole new one")],
    passphrase: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, confirmation_prompt=True, envvar="GRAFTWATCH_BACKUP_PASSPHRASE",
            help="Words that open it; keep them apart from it",
        ),
    ],
    keys: Annotated[bool, typer.Option("--keys", help="Copy the keys instead of the data")] = False,
) -> None:  # fmt: skip
    """Copy the databases and files into one sealed file, while the desk goes on; with --keys, the keys into another."""
    if len("".join(passphrase.split())) < SHORTEST:
        raise BackupError(f"Take at least {SHORTEST} letters: four or five words will do.")
    bring_up_to_date()
    made = back_up_keys(out, passphrase) if keys else back_up_data(out, passphrase)
    for line in sentences(made, keys):
        typer.echo(line)


def sentences(made: Made, keys: bool) -> list[str]:
    size = made.path.stat().st_size / 1024**2
    said = [f"{made.path}: {len(made.files)} files, {size:,.1f} MiB, sealed with your passphrase."]
    if keys:
        return [
            *said,
            "It holds the root keys, the keys of all records and the secrets of this installation.",
            "Keep only this one, in a safe, apart from the copies of the data. Destroy the copy before it: what was",
            "erased since then would open again with it.",
        ]
    return [
        *said,
        "It holds the public door, the system of record and its files; no key. What is sealed in it does not open",
        "without the copy of the keys: graftwatch backup --keys FILE. Names and records in it are not sealed by",
        "themselves: whoever has this file and its passphrase reads them.",
    ]
