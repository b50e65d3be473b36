"""Make the desk of the load test in its own process: databases, officers with keys, and what the door needs."""

from __future__ import annotations

import json
import sys

PASSWORD = "a long sentence for the load test"  # noqa: S105 - nobody of this name exists
WITH_KEYS = 5
"""Officers to whom each envelope is sealed, as in an office; the others read what they are given."""


def main(n_officers: int) -> None:
    import django

    django.setup()
    from graftwatch.desk.access.models import User
    from graftwatch.desk.access.viewer import viewer_of
    from graftwatch.desk.vault.people import enrol
    from graftwatch.site.databases import bring_up_to_date
    from graftwatch.site.demo_people import FOCAL_POINT, Person, make
    from graftwatch.site.laying_out import lay_out_for_the_door

    bring_up_to_date()
    names = [f"load{number}" for number in range(n_officers)]
    for number, name in enumerate(names):
        person = Person(name, f"Officer {number}", "triage_officer", FOCAL_POINT, "triage_office", "Triage", "")
        make(person, PASSWORD)
        if number < WITH_KEYS:
            from django.utils import timezone

            viewer = viewer_of(User.objects.get(username=name), timezone.localdate())
            enrol(viewer, passphrase=f"{PASSWORD} {number}")
    lay_out_for_the_door()
    sys.stdout.write(json.dumps({"names": names, "password": PASSWORD}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
