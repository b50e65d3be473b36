"""How a weight is said: one sentence a finding, the same on a page and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

FEW_FILES = 20
"""With fewer ordinary files of the same stratum the reference rate says more than the files do."""


def seen_sentence(finding: Mapping[str, Any]) -> str:
    """ "Seen in about 1 of 40 ordinary files here: 4.3 bits (3.6–4.8)."."""
    weight = gettext("%(bits)s bits (%(low)s–%(high)s)") % {
        "bits": f"{finding['bits']:.1f}",
        "low": f"{finding['bits_low']:.1f}",
        "high": f"{finding['bits_high']:.1f}",
    }
    seen = finding["seen"]
    if seen["n_files"] < FEW_FILES:
        words = gettext(
            "Too few files of this kind here to compare with; by the reference rate about 1 of %(one_in)s: %(weight)s."
        )
        return words % {"one_in": f"{seen['one_in']:,}", "weight": weight}
    if not seen["n_yes"]:
        return gettext("Not seen in %(n)s other files of this kind here: %(weight)s.") % {
            "n": f"{seen['n_files']:,}",
            "weight": weight,
        }
    return gettext("Seen in about 1 of %(one_in)s ordinary files here: %(weight)s.") % {
        "one_in": f"{seen['one_in']:,}",
        "weight": weight,
    }
