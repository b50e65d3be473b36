"""Every write of this room, one verb each; those of a machine go through `go_on`, named by their verb."""

from graftwatch.apps.cases.actions.going_on import go_on
from graftwatch.apps.cases.actions.naming import Telling, name_in, write_named
from graftwatch.apps.cases.actions.people import add_person, record_facts, record_role, record_victim
from graftwatch.apps.cases.actions.proposing import propose_case
from graftwatch.apps.cases.actions.reading import open_case_file, open_person
from graftwatch.apps.cases.actions.teaming import (
    add_member,
    admit,
    change_lead_agency,
    implicate,
    let_members_read_names,
    take_off_member,
)
from graftwatch.apps.cases.actions.writing import (
    add_facility,
    classify,
    finish_task,
    give_task,
    pause_clock,
    record_sharing,
    resume_clock,
    write_note,
)

__all__ = [
    "Telling",
    "add_facility",
    "add_member",
    "add_person",
    "admit",
    "change_lead_agency",
    "classify",
    "finish_task",
    "give_task",
    "go_on",
    "implicate",
    "let_members_read_names",
    "name_in",
    "open_case_file",
    "open_person",
    "pause_clock",
    "propose_case",
    "record_facts",
    "record_role",
    "record_sharing",
    "record_victim",
    "resume_clock",
    "take_off_member",
    "write_named",
    "write_note",
]
