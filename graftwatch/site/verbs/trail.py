"""`graftwatch trail …`: verify the trail, sign its head, export it, and witness the heads of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit import exporting, heads, verifying
from graftwatch.desk.audit.models import SignedHead, Verification
from graftwatch.desk.audit.trail import holds_row
from graftwatch.errors import GraftwatchError

trail = typer.Typer(help="The trail of everything that was done.", no_args_is_help=True)


class NotAFileOfAHeadError(GraftwatchError):
    """The file holds no head and no signature."""


@trail.callback()
def of_acts() -> None:
    """The trail of everything that was done."""


@trail.command("verify")
def verify_trail(
    head: Annotated[str, typer.Option(help="A hash or root noted earlier: it must still be of this trail")] = "",
) -> None:
    """Verify the whole trail: each row, each stored hash, each signed head. Exit code 1 where it does not hold."""
    found = verifying.verify_trail(operator(), now=timezone.now())
    typer.echo(words_of(found))
    noted = "".join(head.split()).lower()
    if noted and not (holds_row(noted) or SignedHead.objects.filter(root=noted).exists() or noted == found.root):
        typer.echo(f"{noted} is of no row and no signed head: the end was cut off, or it is of another trail.")
        raise typer.Exit(1)
    if found.fails_at is not None:
        raise typer.Exit(1)


def words_of(found: Verification) -> str:
    if found.fails_at is None:
        return (
            f"The chain holds: {found.n_entries} rows, {found.n_heads} signed heads, root {found.root}. Note it "
            "outside of this machine; with --head it later shows whether the end was cut off."
        )
    return (
        f"The chain does not hold from row {found.fails_at} on: {found.because}. Somebody changed the database "
        "beside the programme. Keep everything as it is and tell the head of the office."
    )


@trail.command("sign")
def sign() -> None:
    """Sign the head of the trail as it is now, beside the one that is signed each night."""
    head = heads.sign_head(operator(), now=timezone.now())
    typer.echo(f"Head of {head.size} rows, signed {head.at:%Y-%m-%d %H:%M} UTC. Note it elsewhere:")
    typer.echo(" ".join(head.root[at : at + 4] for at in range(0, len(head.root), 4)))


@trail.command("export")
def export(out: Annotated[Path, typer.Argument(help="The file to write; it may not be there yet")]) -> None:
    """Write the trail into one file, and beside it the programme with which anybody can verify it."""
    n_entries = exporting.export_trail(operator(), out=out, now=timezone.now())
    typer.echo(f"{n_entries} rows are in {out}. Anywhere: python3 {exporting.VERIFIER.name} {out.name}")


@trail.command("head")
def head_for_a_witness(out: Annotated[Path, typer.Argument(help="The file to write")]) -> None:
    """Write the newest signed head into a file for a witness, with proofs that it grew from those before."""
    head = SignedHead.objects.order_by("size").last()
    if head is None:
        raise NotAFileOfAHeadError("No head was signed yet. Sign one: graftwatch trail sign")
    out.write_text(json.dumps(heads.as_note(head), indent=1), "utf-8")
    typer.echo(f"The head of {head.size} rows is in {out}. A witness signs it with: graftwatch trail countersign")


@trail.command("countersign")
def countersign(
    file: Annotated[Path, typer.Argument(help="The head of another installation")],
    out: Annotated[Path, typer.Argument(help="The file to give back")],
) -> None:
    """As a witness: sign another installation's head, if it grew from the last one that was signed here."""
    given = _with_what_is_missing(lambda: heads.countersign(operator(), note=_read(file)), file)
    out.write_text(json.dumps(given), "utf-8")
    typer.echo(f"Signed: the head of {given['size']} rows. Give {out} back to them. Your public key: {given['key']}")


@trail.command("witnessed")
def witnessed(file: Annotated[Path, typer.Argument(help="What a witness gave back")]) -> None:
    """Bring in what a witness gave back. Auditors name witnesses on the page Chain and heads."""
    done = _with_what_is_missing(lambda: heads.bring_in_countersignature(operator(), note=_read(file)), file)
    typer.echo(f"{done.witness} has signed the head of {done.head_id} rows.")


def _read(file: Path) -> dict[str, Any]:
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise NotAFileOfAHeadError(f"{file} cannot be read as JSON. Ask for it again.") from problem
    if not isinstance(said, dict):
        raise NotAFileOfAHeadError(f"{file} holds no head. Ask for it again.")
    return said


def _with_what_is_missing(verb: Any, file: Path) -> Any:
    try:
        return verb()
    except (KeyError, ValueError, TypeError) as problem:
        raise NotAFileOfAHeadError(f"{file} is incomplete: {problem}. Ask for it again.") from problem
