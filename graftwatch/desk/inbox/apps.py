"""The inbox as a Django app."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "graftwatch.desk.inbox"
    label = "inbox"
    verbose_name = "Inbox"
