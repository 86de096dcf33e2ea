"""Compiles the catalogues of the languages when a wheel or an editable install is built."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CataloguesHook(BuildHookInterface[Any]):
    """What hatchling calls before it collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make the compiled catalogues."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "packaging"))
        import catalogues  # noqa: PLC0415 - it lies beside this file, which is no package

        catalogues.compile_all(root)
