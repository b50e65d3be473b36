"""Agencies, the people who work for them, and their roles."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """One person who logs in."""
