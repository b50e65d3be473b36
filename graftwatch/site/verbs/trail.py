"""`graftwatch trail verify`: recompute every hash of the trail and say whether the chain holds."""

from __future__ import annotations

from typing import Annotated

import typer

from graftwatch.desk.audit.trail import Verdict, holds_row, verify

trail = typer.Typer(help="The trail of everything that was done.", no_args_is_help=True)


@trail.callback()
def of_acts() -> None:
    """The trail of everything that was done."""


@trail.command("verify")
def verify_trail(
    head: Annotated[str, typer.Option(help="A hash noted earlier: it must still stand in the chain")] = "",
) -> None:
    """Verify the trail from its first row to its last. Exit code 1 where it does not hold."""
    verdict = verify()
    typer.echo(words_of(verdict))
    if head and not holds_row(head):
        typer.echo(f"The hash {head} is in no row: the end of the trail was cut off, or the hash is of another one.")
        raise typer.Exit(1)
    if not verdict.holds:
        raise typer.Exit(1)


def words_of(verdict: Verdict) -> str:
    if verdict.holds:
        return (
            f"The chain holds: {verdict.n_rows} rows, last hash {verdict.head}. Note it outside of this machine; "
            "with --head it later shows whether the end was cut off."
        )
    return (
        f"The chain does not hold from row {verdict.fails_at} on: {verdict.because}. Somebody changed the database "
        "beside the programme. Keep everything as it is and tell the head of the office."
    )
