"""Tables that refuse to be read until told who is looking."""

from __future__ import annotations

from django.db import models


class Guarded(models.Model):
    """A model whose rows are read and written only through the guard."""

    class Meta:
        abstract = True
