"""`graftwatch stamp …`: have the head of the trail time-stamped by somebody else (RFC 3161), by hand or over a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.heads import sign_head, signed_words
from graftwatch.desk.audit.models import SignedHead, TimeStamp
from graftwatch.desk.audit.stamping import ask, request_over, stamps_of
from graftwatch.desk.audit.stamping.of_heads import about, bring_in_stamp
from graftwatch.site.databases import bring_up_to_date

stamp = typer.Typer(help="Time stamps by others over the trail.", no_args_is_help=True)


@stamp.callback()
def by_others() -> None:
    """Time stamps by others over the trail."""


@stamp.command("request")
def write_request(out: Annotated[Path, typer.Argument(help="Where the request is written, as FILE.tsq")]) -> None:
    """Sign the head of the trail as it is now and write a request over it, to be carried to an authority."""
    bring_up_to_date()
    head = sign_head(operator(), now=timezone.now())
    out.write_bytes(request_over(signed_words(head)))
    typer.echo(f"{out} asks for a time stamp over the {head.size} entries of the trail. No word of them is in it.")
    typer.echo("Bring the answer in with: graftwatch stamp bring-in FILE.tsr")


@stamp.command("bring-in")
def bring_in(
    answer: Annotated[Path, typer.Argument(help="The authority's answer, FILE.tsr", exists=True)],
) -> None:
    """Verify an answer that was carried here, and keep it."""
    bring_up_to_date()
    _say(bring_in_stamp(operator(), answer=answer.read_bytes()))


@stamp.command("fetch")
def fetch() -> None:
    """Ask the authority that this installation names, now; the worker does it every night."""
    bring_up_to_date()
    head = sign_head(operator(), now=timezone.now())
    _say(bring_in_stamp(operator(), answer=ask(request_over(signed_words(head)))))


@stamp.command("out")
def write_out(folder: Annotated[Path, typer.Argument(help="A folder that is made for them")]) -> None:
    """Write every stamped head with its answers, and the line with which openssl verifies each."""
    bring_up_to_date()
    folder.mkdir(parents=True)
    lines = []
    for head in SignedHead.objects.order_by("size"):
        for number, found in enumerate(stamps_of(about(head)), start=1):
            name = f"head-{head.size}-{number}"
            (folder / f"{name}.txt").write_bytes(signed_words(head))
            (folder / f"{name}.tsr").write_bytes(bytes(found.answer))
            lines.append(f"openssl ts -verify -data {name}.txt -in {name}.tsr -CAfile AUTHORITY.pem")
    (folder / "VERIFY.txt").write_text("\n".join([*HOW, *lines, ""]), "utf-8")
    typer.echo(f"{len(lines)} time stamps written to {folder}. VERIFY.txt says how anybody verifies them.")


HOW = (
    "Each .txt holds what this installation signed: how many entries its trail had, and the root over all of them.",
    "Each .tsr holds what an authority says of it. Get the authority's certificate (AUTHORITY.pem) from the authority.",
    "",
)


def _say(found: TimeStamp) -> None:
    typer.echo(f"{found.authority} says that it was there on {found.at:%d %B %Y, %H:%M:%S} UTC. Kept.")
