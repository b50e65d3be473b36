"""People as the State numbers them: names by community, a home, a language, a telephone."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, pick, some, yes_no
from graftwatch_atlantis.frame import Array
from graftwatch_atlantis.life.names import addresses, draw_family, draw_given
from graftwatch_atlantis.state import ABROAD, ENDS, HOME, Region

NAMED_AS = {"refugees": "diaspora", "rare": "far"}
"""Communities that draw their names from another's list."""
LANGUAGES = {
    "coast": "qaa",
    "islands": "qab",
    "highlands": "qac",
    "diaspora": "qad",
    "far": "qae",
    "refugees": "qaf",
    "rare": "qaz",
}
"""Language codes from the range that ISO 639 leaves to users."""
NATIONALITY = {"diaspora": "XB", "far": "XC", "refugees": "XD", "rare": "XE"}


def draw_people(
    region: Region,
    rng: np.random.Generator,
    n: int,
    *,
    age: tuple[int, int] = (18, 80),
    community: Array | None = None,
    town: Array | None = None,
    family_name: Array | None = None,
    sex: Array | None = None,
    birth_date: Array | None = None,
    address: Array | None = None,
) -> Array:
    """n residents, in whole years of age at the end of the period; what is given is kept. Gives their places."""
    kind = choose(rng, region.rates.shares("communities"), n) if community is None else community
    home = _homes(region, rng, n) if town is None else town
    gender = choose(rng, {"female": 0.5, "male": 0.5}, n) if sex is None else sex
    born = ENDS - days(rng, age[0] * 365, age[1] * 365, n) if birth_date is None else birth_date
    municipality = region["municipality"]
    given, family = _names(rng, kind, gender, municipality["_few"][home])
    if family_name is not None:
        family = either(family_name != None, family_name, family)  # noqa: E711 elementwise
    foreign = np.array([NATIONALITY.get(each, HOME) for each in kind], dtype=object)
    needs = np.array([region.rates.values("interpreter_needed")[each] for each in kind])
    return region["person"].add(
        n,
        national_id=_numbers(rng, n, f"A{region.number:02d}", 9),
        given_name=given,
        family_name=family,
        sex=gender,
        birth_date=born,
        birth_precision="day",
        nationality=either(some(rng, n, 0.55), foreign, HOME),
        residence_country=HOME,
        residency="resident",
        municipality=municipality["code"][home],
        address=addresses(rng, municipality["name"][home]) if address is None else address,
        phone=phones(rng, n, region.number),
        language=np.array([LANGUAGES[each] for each in kind], dtype=object),
        interpreter_needed=yes_no(some(rng, n, needs)),
        blood_group=choose(rng, region.rates.shares("blood_groups"), n),
        rhesus=choose(rng, {"positive": 0.85, "negative": 0.15}, n),
        _town=home,
        _community=kind,
    )


def send_abroad(region: Region, rng: np.random.Generator, people: Array) -> None:
    """Make these people non-residents who came for a transplant: another country, no home here."""
    person = region["person"]
    country = pick(rng, ABROAD[:4], len(people))
    person["nationality"][people] = country
    person["residence_country"][people] = country
    person["residency"][people] = "non_resident_for_transplant"
    person["municipality"][people] = None
    person["national_id"][people] = None
    person["phone"][people] = np.array([f"+997 {each:09d}" for each in rng.integers(0, 10**9, len(people))])
    person["interpreter_needed"][people] = yes_no(some(rng, len(people), 0.7))


def _homes(region: Region, rng: np.random.Generator, n: int) -> Array:
    population = region["municipality"]["population"]
    return rng.choice(len(population), size=n, p=population / population.sum())


def _names(rng: np.random.Generator, community: Array, sex: Array, few: Array) -> tuple[Array, Array]:
    given = np.full(len(sex), None, dtype=object)
    family = np.full(len(sex), None, dtype=object)
    for each in LANGUAGES:
        rows = np.flatnonzero(community == each)
        named = NAMED_AS.get(each, each)
        # incomers did not bring the surnames of the village with them
        local = few[rows] if each in ("coast", "islands", "highlands") else np.full(len(rows), -1)
        given[rows] = draw_given(rng, named, sex[rows])
        family[rows] = draw_family(rng, named, len(rows), local)
    return given, family


def _numbers(rng: np.random.Generator, n: int, front: str, digits: int) -> Array:
    return np.array([f"{front}{each:0{digits}d}" for each in rng.integers(0, 10**digits, n)], dtype=object)


def phones(rng: np.random.Generator, n: int, region: int) -> Array:
    """Private telephone numbers of a region."""
    # +999 is assigned to no country: every such number is fictional
    drawn = rng.integers(0, 10**7, n)
    return np.array([f"+999 3{region:02d} {each // 10**4:03d} {each % 10**4:04d}" for each in drawn], dtype=object)
