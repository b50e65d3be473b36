"""Where: municipalities, facilities and their licences, practitioners."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import between, choose, days, either, pick, some, yes_no
from graftwatch_atlantis.frame import Array
from graftwatch_atlantis.life.names import draw_family, draw_given, place_names
from graftwatch_atlantis.state import BEGINS, ENDS, HOME, INHABITANTS, Region

CENTRE_LETTERS = "NSEWMKBDGHLPRTVZ"
KINDS = {"hospital": 40, "clinic": 30, "laboratory": 24, "dialysis_unit": 60, "pharmacy": 140, "authority": 4}


def draw_places(region: Region) -> None:
    """Municipalities with islands and villages, facilities, licences and the register of practitioners."""
    _municipalities(region)
    _centres(region)
    _facilities(region)
    _licences(region)
    _practitioners(region)


def _municipalities(region: Region) -> None:
    rng = region.rng("municipalities")
    n = region.sized(300, least=24)
    raw = rng.lognormal(0.0, 1.5, n)
    raw[rng.permutation(n)[: n // 5]] /= 60.0  # villages and small islands
    population = np.maximum(140, raw / raw.sum() * INHABITANTS * region.size).round()
    small = population < 3000
    region["municipality"].add(
        n,
        code=np.array([f"{region.number:02d}{k:04d}" for k in range(n)], dtype=object),
        name=place_names(rng, n),
        population=population,
        _village=small,
        _few=either(small, np.arange(n), -1),
    )


def _centres(region: Region) -> None:
    rng = region.rng("centres")
    n = region.sized(5, least=2)
    opened = between(rng, np.datetime64("1985-01-01"), np.datetime64("2012-01-01"), n)
    if n > 3:
        opened[3] = np.datetime64("2019-09-01")  # the new programme
    towns = np.argsort(-region["municipality"]["population"])[np.arange(n) % 6]
    letters = [CENTRE_LETTERS[k % 16] + (str(k // 16 + 1) if k >= 16 else "") for k in range(n)]
    name = region["municipality"]["name"][towns] + " Transplant Centre"
    region["facility"].add(
        n,
        name=name,
        kind="transplant_centre",
        ownership=choose(rng, {"public": 0.6, "non_profit": 0.25, "for_profit": 0.15}, n),
        municipality=region["municipality"]["code"][towns],
        country=HOME,
        programme_opened_on=opened,
        _town=towns,
        _letter=np.array([f"{region.number or ''}{each}" for each in letters], dtype=object),
        _weight=_centre_weights(n),
        _switchboard=np.array([f"+999 20{region.number:02d} {k:03d} 000" for k in range(n)], dtype=object),
    )


def _centre_weights(n: int) -> Array:
    weights: Array = np.array([1.6, 1.3, 1.0, 0.7, 0.6, *([1.0] * n)])[:n]
    weights /= weights.sum()
    return weights


def _facilities(region: Region) -> None:
    rng = region.rng("facilities")
    population = region["municipality"]["population"]
    for kind, at_one in KINDS.items():
        n = region.sized(at_one, least=1 if kind == "authority" else 4)
        towns = rng.choice(len(population), size=n, p=population / population.sum())
        names = region["municipality"]["name"][towns] + f" {kind.replace('_', ' ').title()} "
        private = {"hospital": 0.2, "clinic": 0.7, "laboratory": 0.6, "pharmacy": 0.8}.get(kind, 0.2)
        region["facility"].add(
            n,
            name=names + np.arange(1, n + 1).astype(str).astype(object),
            kind=kind,
            ownership=choose(rng, {"for_profit": private, "non_profit": 0.1, "public": 0.9 - private}, n),
            municipality=region["municipality"]["code"][towns],
            country=HOME,
            _town=towns,
        )


def centres(region: Region) -> Array:
    """The places of the transplant centres; they come first in the table."""
    return region.places("facility", kind="transplant_centre")


def of_kind(region: Region, kind: str) -> Array:
    return region.places("facility", kind=kind)


def _licences(region: Region) -> None:
    rng = region.rng("licences")
    for place in centres(region):
        opened = region["facility"]["programme_opened_on"][place]
        for organ, donor_type in (
            ("kidney", "deceased"),
            ("kidney", "living"),
            ("liver", "deceased"),
            ("liver", "living"),
            ("heart", "deceased"),
            ("lung", "deceased"),
        ):
            if organ not in ("kidney", "liver") and place > 1:
                continue
            first = opened + days(rng, 0, 300, 1)[0]
            renewed = BEGINS + days(rng, 200, 2400, 1)[0]
            two = renewed > first + 400
            region["licence"].add(
                1 + int(two),
                facility=place,
                organ=organ,
                donor_type=donor_type,
                valid_from=[first, renewed][: 1 + int(two)],
                valid_to=[renewed - 1, np.datetime64("NaT")] if two else [np.datetime64("NaT")],
                status=["expired", "valid"] if two else ["valid"],
            )


def _practitioners(region: Region) -> None:
    rng = region.rng("practitioners")
    n = region.sized(420, least=60)
    sex = choose(rng, {"female": 0.5, "male": 0.5}, n)
    family = draw_family(rng, "coast", n, np.full(n, -1))
    role = pick(rng, ["surgeon", "nephrologist", "anaesthetist", "coordinator", "psychologist", "general"], n)
    home = np.concatenate([centres(region), of_kind(region, "hospital")])
    region["practitioner"].add(
        n,
        register_number=np.array(
            [f"AR{region.number:02d}{each:06d}" for each in rng.permutation(900_000)[:n]], dtype=object
        ),
        name=draw_given(rng, "coast", sex) + " " + family,
        qualification=role,
        licensed=yes_no(~some(rng, n, 0.004)),
        _works_at=either(rng.random(n) < 0.7, pick(rng, centres(region), n), pick(rng, home, n)),
    )


def programme_runs(region: Region, facility: Array, on: Array) -> Array:
    """Whether the programme of these facilities was open on these days."""
    opened: Array = region["facility"]["programme_opened_on"][facility]
    running: Array = (on >= opened) & (on <= ENDS)
    return running
