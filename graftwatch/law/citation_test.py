"""A citation either stands in the corpus or fails and says what does."""

import pytest

from graftwatch.errors import GraftwatchError
from graftwatch.law import UnknownCitation, cite, instruments, sources


def test_a_provision_is_cited_with_its_words_and_how_far_it_was_read():
    cited = cite("osce-2020", "session 1, discussion, controlled list")
    assert cited.label == "OSCE/OHCHR/WHO expert meeting, July 2020, session 1, discussion, controlled list"
    assert str(cited) == cited.label
    assert "controlled list" in cited.says
    assert (cited.basis, cited.kind, cited.date) == ("seed", "meeting record", "2020-07-06")


def test_a_source_is_cited_at_any_place_when_its_file_lists_none():
    cited = cite("srtr", "overview")
    assert (cited.basis, cited.kind, cited.locator) == ("found", "report", "overview")


def test_a_source_that_lists_its_places_refuses_others():
    assert cite("optn-removals-2016-17", "2017").date == "2017"
    with pytest.raises(UnknownCitation, match="by area"):
        cite("optn-removals-2016-17", "1999")


def test_a_pending_case_says_so_wherever_it_is_cited():
    assert "Charges pending" in cite("del2024a", "reports on the files").label
    assert "hospital denies wrongdoing" in cite("kenya2025", "reports on the committee").label


def test_an_unknown_instrument_fails_and_names_the_nearest():
    with pytest.raises(UnknownCitation, match=r'There is no instrument or source "osce-2021".*"osce-2020"'):
        cite("osce-2021", "session 1")


def test_an_unknown_locator_fails_and_names_the_nearest():
    with pytest.raises(UnknownCitation, match=r'"sg-2020" has no place "para 55 j".*"para 55\(j\)"'):
        cite("sg-2020", "para 55 j")


def test_a_locator_is_written_in_one_way_only():
    with pytest.raises(UnknownCitation):
        cite("sg-2020", "Para 55(j)")


def test_a_source_cited_without_a_place_fails():
    with pytest.raises(UnknownCitation, match="Say where"):
        cite("srtr", " ")


def test_a_failing_citation_is_one_of_our_errors():
    assert issubclass(UnknownCitation, GraftwatchError)


def test_every_provision_and_every_source_can_be_cited():
    n_cited = 0
    for instrument in instruments().values():
        for provision in instrument.provisions:
            assert cite(instrument.id, provision.locator).says == provision.says
            n_cited += 1
    for source in sources().values():
        assert source.title in cite(source.id, (source.locators or ("abstract",))[0]).label
        n_cited += 1
    assert n_cited > 350
