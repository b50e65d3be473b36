"""The detection section: floors, intervals, and explanations of what looks perfect."""

from benchmarks.evidence.detection_told import told


def ring(recipe, fate, rank=None, through=()):
    return {"id": recipe, "recipe": recipe, "fate": fate, "rank": rank, "through": list(through), "share": 1.0}


def record(seed, share, kind, rings=(), lookalikes=(), n_leads=4):
    return {
        "seed": seed,
        "share": share,
        "tables": kind,
        "n_leads": n_leads,
        "rings": list(rings),
        "lookalikes": list(lookalikes),
        "codes": {"WL-01": 3},
        "seconds": {"build": 10.0, "screen": 20.0},
    }


ALWAYS = [ring(name, "raised", 3, ["HO-01"]) for name in ("one", "two", "three", "four")]
NEVER = [ring("five", "findings, no lead", None, ["WL-01"]), ring("six", "no finding on the link")]
VILLAGE = {**ring("village", "raised", 7, ["LD-18"]), "clearing_paper": True}
CLINIC = {**ring("clinic", "raised later", 60, ["LD-18"]), "clearing_paper": False}


def page(n_good=8):
    seeds = list(range(1, 11))
    records = [record(seed, 0.0, "all tables", lookalikes=[VILLAGE, CLINIC], n_leads=seed) for seed in seeds]
    records += [
        record(seed, 0.01, "all tables", rings=[*(ALWAYS if seed <= n_good else ALWAYS[:3]), *NEVER]) for seed in seeds
    ]
    return told(records, seeds=seeds, scale=1)


def test_four_of_six_on_eight_of_ten_meet_the_floor_and_seven_do_not():
    assert "recipes were raised: 8 of 10" in page(8)
    assert "on 8 of ten seeds, is met." in page(8)
    assert "on 8 of ten seeds, is **not met**." in page(7)


def test_a_ring_that_is_always_raised_says_through_which_questions():
    assert "*one* is always raised: its decisive link was seen by HO-01 (10)." in page()


def test_a_ring_that_is_never_raised_says_what_stood_in_the_way():
    assert "*five* is never raised: findings, no lead (10). Its decisive link is cited by: WL-01 (10)." in page()
    assert "*six* is never raised: no finding on the link (10). Its decisive link is cited by: none." in page()


def test_leads_without_rings_come_with_their_interval():
    assert "| all tables | 5.5 | 3.3 to 7.7 | 1 to 10 | 0 |" in page()


def test_the_questions_behind_ordinary_leads_are_told():
    assert "leads per State: WL-01 3.0." in page()


def test_look_alikes_are_told_with_and_without_their_papers():
    assert "| all tables, 0 % of pairs in rings | with their papers | 10 of 10 | 100.0 % |" in page()
    assert "| all tables, 0 % of pairs in rings | without | 0 of 10 | 0.0 % | 0.0 % to 30.8 % | 10 |" in page()


def test_the_page_says_what_unseen_seeds_do_not_test():
    assert "They do not test blindness" in page()
