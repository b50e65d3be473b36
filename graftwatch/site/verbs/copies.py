"""`graftwatch copies list` and `graftwatch copies end`: every copy that holds a person, and its end."""

from __future__ import annotations

import typer
from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.copies import due, end_due
from graftwatch.desk.vault.models import Copy
from graftwatch.site.databases import bring_up_to_date
from graftwatch.site.workplaces import clear_leftovers

copies = typer.Typer(help="Every copy that holds persons.", no_args_is_help=True)


@copies.callback()
def of_persons() -> None:
    """Every copy that holds persons."""


@copies.command("list")
def list_copies() -> None:
    """Each copy that is there: what, where, for what, until when."""
    bring_up_to_date()
    rows = Copy.objects.for_the_system("the operator's list of copies").filter(ended_at=None).order_by("ends_on")
    for row in rows:
        ends = f"{row.ends_on:%d %B %Y}" if row.ends_on else "no day named"
        typer.echo(f"{row.get_kind_display()} of {row.about}: {row.where}\n    {row.purpose}; ends: {ends}")
    typer.echo(f"{rows.count()} copies.")


@copies.command("end")
def end_copies() -> None:
    """Destroy what has reached its day: the key first, then the files. Run it every night."""
    bring_up_to_date()
    today = timezone.localdate()
    clear_leftovers()
    ended = end_due(operator(), today=today)
    typer.echo(f"{len(ended)} copies have ended: keys and files are destroyed.")
    for row in due(today):
        typer.echo(f"Held elsewhere, and due: {row.get_kind_display()} of {row.about}, with {row.where}. Ask for it.")
