"""`graftwatch serve`: the desk in a browser, with the worker that carries out runs and the public door beside."""

from __future__ import annotations

import subprocess
from typing import Annotated

import typer
from django.conf import settings

from graftwatch.errors import GraftwatchError
from graftwatch.site import door_process, worker
from graftwatch.site.addresses import behind_a_proxy, is_loopback
from graftwatch.site.databases import bring_up_to_date
from graftwatch.site.verbs.recovery import reminder


class NotOnThisAddressError(GraftwatchError):
    """The desk may not be served there."""


def serve(
    port: Annotated[int, typer.Option(help="The port", envvar="PORT", min=1, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="The address; another than this machine needs GRAFTWATCH_HOSTS")
    ] = "127.0.0.1",
    door: Annotated[bool, typer.Option(help="Serve the public door as well, in a process of its own")] = True,
    door_port: Annotated[int, typer.Option(help="Its port; 0 is the port after the desk's", min=0, max=65535)] = 0,
) -> None:
    """Serve the desk and the public door. Stop them with Ctrl-C; what was saved is saved."""
    refuse_what_is_not_safe(host)
    bring_up_to_date()
    if reminder():
        typer.echo(reminder())
    beside = [worker.start()]
    if door:
        beside.append(_start_door(host, door_port or port + 1))
    try:
        _serve(host, port)
    finally:
        for process in beside:
            process.terminate()
        for process in beside:
            process.wait(timeout=20)


def _start_door(host: str, port: int) -> subprocess.Popen[bytes]:
    """The door as its own process, after everything it reads was laid out."""
    from graftwatch.site.laying_out import lay_out_for_the_door

    in_the_way = lay_out_for_the_door()
    own = {"GRAFTWATCH_DOOR_DEMO": "1" if settings.IS_DEMO else ""}
    typer.echo(f"The public door is at http://{host}:{port}/" + (f". {in_the_way}" if in_the_way else ""))
    return door_process.start(host, port, own)


def refuse_what_is_not_safe(host: str) -> None:
    """Demo log-ins are for one's own machine; others are answered only under names that the settings hold."""
    if is_loopback(host):
        return
    if settings.IS_DEMO:
        raise NotOnThisAddressError(
            f"The demo has log-ins that everybody knows, so it is served on this machine only, not on {host}. "
            "Leave --host out."
        )
    if not settings.PUBLISHED_AS:
        raise NotOnThisAddressError(
            f"To serve the desk on {host}, put a proxy with TLS before it and name its hosts in GRAFTWATCH_HOSTS."
        )


def _serve(host: str, port: int) -> None:
    import waitress

    from graftwatch.site.sealed_spool import seal_what_the_server_spools
    from graftwatch.site.wsgi import application

    seal_what_the_server_spools()
    typer.echo(f"The desk is at http://{host}:{port}/ — stop it with Ctrl-C.")
    try:
        waitress.serve(
            application,
            host=host,
            port=port,
            threads=6,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **behind_a_proxy(settings.PUBLISHED_AS),
        )
    except OSError as problem:
        raise NotOnThisAddressError(
            f"Port {port} on {host} is taken or not allowed. Stop what uses it, or choose others: --port {port + 100}"
        ) from problem
