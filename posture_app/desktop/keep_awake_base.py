"""What every system's way to keep the screen awake has in common."""

import logging
from typing import Final

from PySide6.QtCore import QObject

from posture_app.errors import Message, sentence

_log = logging.getLogger(__name__)

APP: Final = "Posture App"
_NOBODY: Final = sentence(
    "This desktop offers no way to keep the screen awake while a session plays."
)


class KeepAwake(QObject):
    """Holds the screen awake. `problem` says why that fails; None as far as is known."""

    def __init__(self, reason: str, parent: QObject | None = None) -> None:
        """`reason` is what the system may tell the person of why the screen stays on."""
        super().__init__(parent)
        self.reason: Final = reason
        self.problem: Message | None = None
        self._held = False

    def hold(self) -> None:
        """From now on; again while it is held changes nothing."""
        if not self._held:
            self._held = True
            self.problem = None
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
