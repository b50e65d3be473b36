"""Set up the desk of the journeys in its own process: database, demo people, one drawn run."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main(home: Path) -> None:
    import django

    from graftwatch.site.databases import bring_up_to_date

    django.setup()
    bring_up_to_date()
    from graftwatch.apps.screening.actions import import_run
    from graftwatch.desk.access.actions import raise_wall
    from graftwatch.desk.access.models import User, Wall
    from graftwatch.desk.access.viewer import operator
    from graftwatch.site.demo_people import make_demo_people
    from tests.sample_run import CENTRES, write_sample_run

    people = {one.name: one.password for one in make_demo_people()}
    walled = User.objects.get(username="walled")
    if not Wall.objects.filter(user=walled).exists():
        raise_wall(operator(), walled, facility=CENTRES["Centre Nord"], reason="A relative works there")
    import_run(operator(), folder=write_sample_run(home / "sample"))
    sys.stdout.write(json.dumps(people))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
