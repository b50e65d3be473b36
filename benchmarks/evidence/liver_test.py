"""The real liver list, from two foreign files through a mapping to curves that equal the published ones."""

from benchmarks.evidence.liver import liver


def test_the_real_list_comes_through_its_mapping_and_gives_the_published_curves(tmp_path, settings):
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    told = liver(tmp_path)
    assert "| waiting_list_event | 815 | 815 | 0 |" in told
    assert "815 of 815 candidates arrived with a listing, a last day and an outcome." in told
    assert "| group O: transplanted | 0.6131 | 0.6131 |" in told
    assert "All 7 are equal at four decimals" in told
    assert "no record says what became of the patient | 37 |" in told
