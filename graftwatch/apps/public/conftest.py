"""The public door within the test process: its addresses, its middleware, its templates, its own database."""

import datetime as dt
import importlib
from types import SimpleNamespace

import pytest
from django.test import Client

from graftwatch.desk.door.models import PublishedKey, PublishedParty
from graftwatch.desk.vault import boxes

# By its name, because a room does not import the site; the door's tests want its real settings all the same.
public = importlib.import_module("graftwatch.site.settings.public")
TAKEN = (
    "ROOT_URLCONF",
    "MIDDLEWARE",
    "TEMPLATES",
    "DATA_UPLOAD_MAX_MEMORY_SIZE",
    "DATA_UPLOAD_MAX_NUMBER_FIELDS",
    "DATA_UPLOAD_MAX_NUMBER_FILES",
    "FILE_UPLOAD_HANDLERS",
    "SECURE_REFERRER_POLICY",
)
NORD = "facility:3f0f3a52-0000-4000-8000-000000000001"


@pytest.fixture
def door(settings, db):
    """A browser at the door."""
    for name in TAKEN:
        setattr(settings, name, getattr(public, name))
    return Client(HTTP_USER_AGENT="Canary Agent 9", REMOTE_ADDR="203.0.113.99")


@pytest.fixture
def keys(db):
    """Readers of every use; `keys.ann` is tied to Centre Nord. Each gives its private half and the id of its key."""
    PublishedParty.objects.create(party=NORD, label="Centre Nord")
    made = {}
    for name, use, parties in (
        ("node", "node", []),
        ("ann", "intake", [NORD]),
        ("ben", "intake", []),
        ("cus", "custodian", []),
        ("eve", "independent", []),
    ):
        private, pub = boxes.key_pair()
        row = PublishedKey.objects.create(
            use=use, holder=f"user:{name}", public=pub, parties=parties, since_on=dt.date(2026, 1, 1)
        )
        made[name] = SimpleNamespace(private_key=private, id=str(row.id))
    return SimpleNamespace(**made)
