"""Shares on paper open what a person sealed, after a drill, with two people's word; without them nothing does."""

import datetime as dt

import pytest
from typer.testing import CliRunner

from graftwatch.desk.access.approvals import NeedsASecondPersonError, answer_approval, ask_for_approval
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.vault import people
from graftwatch.desk.vault.models import Drill
from graftwatch.desk.vault.recovery import (
    WrongSharesError,
    days_since_drill,
    joined,
    make_recovery,
    record_drill,
    the_recovery,
    why_not_published,
)
from graftwatch.desk.vault.recovery.making import CannotMakeError
from graftwatch.desk.vault.recovery.using import VERB, NothingToRecoverError, key_of_user, recover_person
from graftwatch.records.guarded import writing
from graftwatch.site.verbs.recovery import recovery as verb
from graftwatch.site.verbs.recovery import reminder

pytestmark = pytest.mark.django_db
HOLDERS = ["Ombudsperson", "Court of auditors", "Ministry of justice", "Bar association", "Red Cross"]
WORDS, NEW = "four odd words lantern", "five other words altogether"


def words_on(card):
    """The share as its holder reads it from the card."""
    lines = [line for line in card.splitlines() if line[:2].strip().isdigit() and "share" not in line.lower()]
    return " ".join(word for line in lines for word in line.split() if not word.isdigit())


@pytest.fixture
def shares(db):
    return [words_on(card) for card in make_recovery(operator(), n_needed=3, holders=HOLDERS)]


def agreed_by_two(cast, key):
    """An access officer asks, another from a different unit agrees."""
    asked = ask_for_approval(cast.viewer("access"), key, verb=VERB, reason="Forgotten after an illness")
    answer_approval(cast.viewer("access2"), asked, granted=True, why="Seen with an identity card")


def test_any_three_of_five_cards_make_the_key_and_two_do_not(shares):
    private, numbers = joined([shares[4], shares[0], shares[2]])
    assert numbers == [1, 3, 5]
    assert record_drill(operator(), the_recovery(), private=private, shares=numbers).succeeded
    with pytest.raises(WrongSharesError, match="too few"):
        joined(shares[:2])
    with pytest.raises(WrongSharesError, match="misspelt"):
        joined([shares[0], shares[1], shares[2].replace(shares[2].split()[7], "zzz")])


def test_shares_of_an_older_making_fail_the_drill(shares):
    make_recovery(operator(), n_needed=3, holders=HOLDERS)
    private, numbers = joined(shares[:3])
    assert not record_drill(operator(), the_recovery(), private=private, shares=numbers).succeeded
    assert days_since_drill() is None
    assert PublishedKey.objects.filter(use="recovery", retired_on=None).count() == 1


@pytest.mark.parametrize("asked", [(1, HOLDERS), (6, HOLDERS), (2, ["A", "A", "B"])], ids=["one", "many", "twice"])
def test_a_recovery_that_one_alone_or_nobody_could_use_is_refused(db, asked):
    with pytest.raises(CannotMakeError):
        make_recovery(operator(), n_needed=asked[0], holders=asked[1])


def _threes(card: str) -> list[str]:
    """Every three words in a row: one word alone may stand in a sentence by chance ("type" in "typed")."""
    words = card.split()
    return [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]


def test_no_readers_key_is_published_before_a_drill_has_succeeded(cast, settings):
    settings.VAULT_NEEDS_DRILL = True
    people.enrol(cast.viewer("triage"), passphrase=WORDS)
    assert "recovery make" in why_not_published()
    assert not PublishedKey.objects.filter(use="intake").exists()
    made = [words_on(card) for card in make_recovery(operator(), n_needed=3, holders=HOLDERS)]
    assert "recovery drill" in people.publish_keys(operator())
    said = CliRunner().invoke(verb, ["drill"], input="\n".join(made[1:4]) + "\n")
    assert said.exit_code == 0, said.output
    assert "reports can be received" in said.output
    assert not any(three in said.output for card in made for three in _threes(card))
    assert PublishedKey.objects.filter(use="intake", retired_on=None).count() == 1


def test_a_person_who_lost_the_passphrase_reads_again_what_was_sealed_to_them(cast, shares):
    people.enrol(cast.viewer("triage"), passphrase=WORDS)
    sealed = people.seal_for("reports.report:1", "text", b"a report", people.public_keys_of([cast.triage]))
    key = key_of_user(cast.triage)
    agreed_by_two(cast, key)
    said = CliRunner().invoke(verb, ["use", "triage"], input="\n".join([*shares[2:], NEW, NEW]) + "\n")
    assert said.exit_code == 0, said.output
    unlocked = people.unlock(cast.triage, NEW)
    assert people.open_with(unlocked, "reports.report:1", "text", sealed) == b"a report"
    with pytest.raises(people.WrongPassphraseError):
        people.unlock(cast.triage, WORDS)
    assert Entry.objects.for_the_system("a test").filter(verb="vault.recover_person", result="done").exists()


def test_without_two_people_who_agree_the_shares_alone_recover_nobody_and_an_agreement_counts_once(cast, shares):
    people.enrol(cast.viewer("triage"), passphrase=WORDS)
    key, (private, _numbers) = key_of_user(cast.triage), joined(shares[:3])
    with pytest.raises(NeedsASecondPersonError):
        recover_person(operator(), key, private=private, passphrase=NEW)
    agreed_by_two(cast, key)
    recover_person(operator(), key, private=private, passphrase=NEW)
    with pytest.raises(NeedsASecondPersonError):
        recover_person(operator(), key, private=private, passphrase=WORDS)
    with pytest.raises(Denied):
        recover_person(cast.viewer("access"), key, private=private, passphrase=NEW)


def test_a_key_from_before_the_shares_is_covered_once_its_vault_is_opened(cast):
    people.enrol(cast.viewer("triage"), passphrase=WORDS)
    made = [words_on(card) for card in make_recovery(operator(), n_needed=2, holders=HOLDERS[:3])]
    private, _numbers = joined(made[:2])
    agreed_by_two(cast, key_of_user(cast.triage))
    with pytest.raises(NothingToRecoverError, match="never sealed"):
        recover_person(operator(), key_of_user(cast.triage), private=private, passphrase=NEW)
    people.unlock(cast.triage, WORDS)
    recover_person(operator(), key_of_user(cast.triage), private=private, passphrase=NEW)
    assert people.unlock(cast.triage, NEW)


def test_a_key_swapped_in_the_database_is_not_handed_to_another_person(cast, shares):
    for name in ("triage", "triage2"):
        people.enrol(cast.viewer(name), passphrase=WORDS)
    mine, other = key_of_user(cast.triage), key_of_user(cast.triage2)
    mine.for_recovery = other.for_recovery
    with writing("a test"):
        mine.save()
    agreed_by_two(cast, mine)
    with pytest.raises(NothingToRecoverError, match="Another person"):
        recover_person(operator(), mine, private=joined(shares[:3])[0], passphrase=NEW)


def test_a_drill_is_due_again_after_a_year(shares):
    assert "never been tried" in reminder()
    private, numbers = joined(shares[:3])
    done = record_drill(operator(), the_recovery(), private=private, shares=numbers)
    assert reminder() == ""
    with writing("a test"):
        Drill.objects.for_the_system("a test").filter(pk=done.pk).update(at=done.at - dt.timedelta(days=400))
    assert "400 days ago" in reminder()
