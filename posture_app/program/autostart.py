"""Starting this copy of the program with the computer."""

import logging
import sys
from contextlib import suppress
from pathlib import Path

from posture_app.desktop import autostart
from posture_app.desktop.paths import named_folder
from posture_app.words.catalogue import _

_log = logging.getLogger(__name__)


def own_autostart(data_folder: Path) -> autostart.Autostart:
    """The entry that starts the program with this data folder."""
    usual = data_folder == named_folder(None, {})
    return autostart.autostart_of_this_computer(
        None if usual else data_folder, _("Posture breaks and guided routines")
    )


def repair_autostart(data_folder: Path) -> None:
    """Let the entry start this copy where the one that it names is gone."""
    problem = own_autostart(data_folder).repair()
    if problem is not None:
        _log.warning("%s", problem)


def put_icons() -> None:
    """Put the icon that the entry names where desktops look for icons; it is no loss without."""
    if sys.platform in {"win32", "darwin"}:
        return
    from posture_app.desktop.launcher import icons_folder
    from posture_app.ui.app_icon import write_icons

    with suppress(OSError):
        write_icons(icons_folder())
