"""Set up the desk of the journeys in its own process: database, demo people with vaults, a hospital, one drawn run."""

import json
import sys
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main(home: Path) -> None:
    import django

    from graftwatch.site.databases import bring_up_to_date

    django.setup()
    bring_up_to_date()
    from graftwatch.apps.screening.actions import import_run
    from graftwatch.desk.access.actions import raise_wall
    from graftwatch.desk.access.models import Agency, User, Wall
    from graftwatch.desk.access.viewer import operator
    from graftwatch.records.guarded import writing
    from graftwatch.records.models import Facility
    from graftwatch.site.demo_people import CENTRE, make_demo_people
    from tests.people import Cast
    from tests.reporting import with_vaults
    from tests.sample_run import CENTRES, write_sample_run

    people = {one.name: one.password for one in make_demo_people()}
    walled = User.objects.get(username="walled")
    if not Wall.objects.filter(user=walled).exists():
        raise_wall(operator(), walled, facility=CENTRES["Centre Nord"], reason="A relative works there")
    # The hospital whose liaison officer must find nothing: reporters can choose it, and he belongs to it.
    named = {"name": CENTRE, "kind": "transplant_centre", "country": "XA", "source_system": "s", "source_id": "nord"}
    with writing("a hospital that reporters can choose"):
        Facility.objects.create(version=uuid.uuid4(), id=CENTRES[CENTRE], **named)
    Agency.objects.filter(name=CENTRE).update(facility=CENTRES[CENTRE])
    with_vaults(Cast())
    import_run(operator(), folder=write_sample_run(home / "sample"))
    sys.stdout.write(json.dumps(people))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
