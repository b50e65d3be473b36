"""Exchange as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "graftwatch.apps.exchange"
    label = "exchange"
    verbose_name = "Exchange"
