"""Cases for the journeys, in the desk's home and in a process of their own; prints where they are, as JSON."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main(home: Path) -> None:
    import django

    django.setup()
    from graftwatch.apps.cases.actions import add_member, add_person, give_task
    from graftwatch.apps.evidence.models import Item
    from graftwatch.desk.access.approvals import ask_for_approval
    from tests import exhibits
    from tests.people import Cast
    from tests.reporting import with_vaults
    from tests.worlds import evidence, exchange
    from tests.worlds.cases import world

    cast = Cast()
    prosecutor = cast.viewer("prosecutor")
    with_victim = exhibits.open_case(cast)
    add_member(prosecutor, with_victim, user=cast.protection)
    with_vaults(cast, ("prosecutor", "protection"))
    donor = add_person(prosecutor, with_victim, name="Rana Nasser", role="donor", compartment="investigation")
    exhibits.in_custody(cast, with_victim)
    with_task = exhibits.open_case(cast)
    give_task(prosecutor, with_task, what="Ask the ward who interpreted", compartment="investigation")
    looked_at = world(cast, home, home) | evidence.world(cast, home, home) | exchange.world(cast, home, home)
    kept = Item.objects.for_the_system("exhibits of the journeys").get(pk=looked_at["exhibit"])
    exhibits.agree(cast, "keeper", "prosecutor", "give_back", kept)
    in_the_same = {"matter": exhibits.Case.objects.for_the_system("a question that waits").get(pk=kept.case_id)}
    ask_for_approval(cast.viewer("keeper"), kept, verb="evidence.destroy", reason="The order says so", **in_the_same)
    places = {
        "case with a victim": with_victim.pk,
        "number of the case with a victim": with_victim.number,
        "donor": donor.pk,
        "case with a task": with_task.pk,
        "number of the case with a task": with_task.number,
        "case without exhibits": exhibits.open_case(cast).pk,
        "case": looked_at["case"],
        "person": looked_at["case_person"],
        "case with evidence": looked_at["case with evidence"],
        "exhibit": kept.pk,
        "file": looked_at["file of the exhibit"],
        "disclosure": looked_at["disclosure"],
    }
    sys.stdout.write(json.dumps({name: str(place) for name, place in places.items()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
