"""Every write of this room, one verb each; those of a machine go through `go_on`, named by their verb."""

from graftwatch.apps.cases.actions.proposing import propose_case

__all__ = ["propose_case"]
