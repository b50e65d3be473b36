"""The page of limits says what the code holds."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security" / "limits.md").read_text("utf-8")


def test_each_limit_stands_in_the_code_as_the_page_says():
    told = re.findall(r"^\| [^|]+ \| [^|]+ \| `([\w/.]+\.py)` `([^`]+)` \|$", PAGE, re.M)
    assert len(told) > 20
    for path, words in told:
        assert words in (ROOT / path).read_text("utf-8"), f"{path}: {words}"
