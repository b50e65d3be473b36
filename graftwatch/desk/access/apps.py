"""Access as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "graftwatch.desk.access"
    label = "access"
    verbose_name = "Access"
    two_people = {
        "break_glass": _("Open a matter in an emergency"),
        "remove_tie": _("Remove a tie"),
        "take_wall_down": _("Take a wall down"),
        "lift_implication": _("Lift an implication"),
    }
