"""What building a wheel adds: the front-end packages in place, and compiled message catalogues."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Graftwatch(BuildHookInterface):
    """Runs the same two scripts as `make setup`; both do nothing where their work is done."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for script in ("front_end.py", "compile_messages.py"):
            subprocess.run([sys.executable, str(Path(self.root, "setup", script))], check=True, cwd=self.root)
