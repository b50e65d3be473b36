"""`graftwatch serve`: the desk in a browser, with the worker that carries out runs."""

from __future__ import annotations

import ipaddress
from typing import Annotated

import typer
from django.conf import settings

from graftwatch.errors import GraftwatchError
from graftwatch.site import worker
from graftwatch.site.databases import bring_up_to_date


class NotOnThisAddressError(GraftwatchError):
    """The desk may not be served there."""


def serve(
    port: Annotated[int, typer.Option(help="The port", envvar="PORT", min=1, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="The address; another than this machine needs GRAFTWATCH_HOSTS")
    ] = "127.0.0.1",
) -> None:
    """Serve the desk. Stop it with Ctrl-C; what was saved is saved."""
    refuse_what_is_not_safe(host)
    bring_up_to_date()
    beside = worker.start()
    try:
        _serve(host, port)
    finally:
        beside.terminate()
        beside.wait(timeout=20)


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


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _serve(host: str, port: int) -> None:
    import waitress

    from graftwatch.site.wsgi import application

    typer.echo(f"The desk is at http://{host}:{port}/ — stop it with Ctrl-C.")
    try:
        waitress.serve(application, host=host, port=port, threads=6, ident=None, clear_untrusted_proxy_headers=True)
    except OSError as problem:
        raise NotOnThisAddressError(
            f"Port {port} on {host} is taken or not allowed. Stop what uses it, or choose another: --port {port + 1}"
        ) from problem
