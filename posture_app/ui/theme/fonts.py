"""The program's own font, so that pages, pictures and PDFs look the same on every machine.

Which one, and why: docs/decisions/0050-font.md.
"""

import logging
from collections.abc import Sequence
from functools import cache
from typing import Final

from PySide6.QtGui import QFontDatabase

FAMILY: Final = "Lato"
FILES: Final = ("Lato-Regular.ttf", "Lato-Medium.ttf", "Lato-SemiBold.ttf")
"""The weights 400, 500 and 600. There is no italic: nothing is set in one."""
PAPER_FILES: Final = ("Lato-Bold.ttf",)
"""The weight 700, which only paper has."""

_log = logging.getLogger(__name__)


@cache
def register() -> None:
    """Make the family known to Qt, once; takes about 3 ms and needs a QGuiApplication.

    A file that cannot be read is told to the program's log; the system's font stands in for it.
    """
    _register(FILES)


@cache
def register_for_paper() -> None:
    """Make the weights known, too, that a window has no use for."""
    register()
    _register(PAPER_FILES)


def _register(names: Sequence[str]) -> None:
    from fontpkg_lato import ROOT  # noqa: PLC0415 - a hidden program never comes here

    for name in names:
        if QFontDatabase.addApplicationFont(str(ROOT / "files" / name)) < 0:
            _log.warning("The font %s cannot be read.", name)
