"""What every system's way to keep the screen awake has in common."""

import logging
from typing import Final

from PySide6.QtCore import QObject

_log = logging.getLogger(__name__)

APP: Final = "Posture App"
REASON: Final = "A guided session is playing"
_NOBODY: Final = "This desktop offers no way to keep the screen awake while a session plays."


class KeepAwake(QObject):
    """Holds the screen awake. `problem` says why that fails; it is empty as far as is known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._held = False

    def hold(self) -> None:
        """From now on; again while it is held changes nothing."""
        if not self._held:
            self._held = True
            self.problem = ""
            self._begin()

    def release(self) -> None:
        """No longer; without having held it changes nothing."""
        if self._held:
            self._held = False
            self._end()

    def _begin(self) -> None:
        self._fail()

    def _end(self) -> None:
        pass

    def _fail(self) -> None:
        self.problem = _NOBODY
        _log.info("the screen cannot be kept awake here")
