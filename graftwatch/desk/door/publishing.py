"""What the desk lays out for the public process besides keys: the offices and facilities one can be kept from."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import router, transaction

from graftwatch.desk.door.models import PublishedParty


def publish_parties(labels: Mapping[str, str]) -> None:
    """Replace the list: party (`facility:UUID`, `agency:NUMBER`) -> the name that people know."""
    with transaction.atomic(using=router.db_for_write(PublishedParty)):
        PublishedParty.objects.exclude(party__in=labels).delete()
        for party, label in labels.items():
            PublishedParty.objects.update_or_create(party=party, defaults={"label": label[:200]})


def published_parties() -> list[tuple[str, str]]:
    """(party, name) in the order of names."""
    return list(PublishedParty.objects.order_by("label", "party").values_list("party", "label"))
