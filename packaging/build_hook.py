"""Compiles the languages' catalogues and the built-in library when the program is packed."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilingHook(BuildHookInterface[Any]):
    """What hatchling calls before it collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Make the compiled files. For an editable install the set-up compiles the library."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "packaging"))
        import catalogues  # noqa: PLC0415 - it lies beside this file, which is no package

        catalogues.compile_all(root)
        if version != "editable":
            import compile_library  # noqa: PLC0415 - as above

            compile_library.compile_library(root)
