"""Exchange as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.rooms import Room


class ExchangeConfig(AppConfig):
    name = "graftwatch.apps.exchange"
    label = "exchange"
    verbose_name = "Exchange"
    # What other rooms hand over to this one (desk/states/handing_over.py).
    takes = {"extract": "graftwatch.apps.exchange.offering.offer_extract"}
    rooms = (Room(_("Exchange"), "exchange:disclosures", ("disclosures",), 16),)
