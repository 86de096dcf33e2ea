"""Loudspeaker and screen; what they need of the system is loaded when they are first used."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.desktop.clock import Clock
from posture_app.errors import Message
from posture_app.preferences import Preferences
from posture_app.program.notices import Notices
from posture_app.program.preferences import CurrentPreferences
from posture_app.words.catalogue import _, said

if TYPE_CHECKING:
    from posture_app.desktop.keep_awake_base import KeepAwake
    from posture_app.desktop.sound import Sound


class Loudspeaker(QObject):
    """Plays cues as loud as the person wants them.

    Signals:
        failed: No sound can be played, which a notice says, too.
    """

    failed = Signal()

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        preferences: CurrentPreferences,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._clock = folder, clock
        self._preferences, self._notices = preferences, notices
        self._sound: Sound | None = None
        preferences.changed.connect(self._set_volume)

    @property
    def problem(self) -> str:
        """Why no sound can be played; empty where it can, or where nothing was played yet."""
        problem = None if self._sound is None else self._sound.problem
        return "" if problem is None else said(problem)

    @Slot(str)
    def play(self, cue: str) -> None:
        """Sound a cue."""
        self._made().play(cue)

    def prepare(self) -> None:
        """Make the cues ready before the first one is due: it takes a moment the first time."""
        self._made().prepare()

    def close(self) -> None:
        """End what is being played."""
        if self._sound is not None:
            self._sound.close()

    def _made(self) -> "Sound":
        if self._sound is None:
            from posture_app.desktop.sound import Sound

            chosen = self._preferences.value
            self._sound = Sound(
                self._folder, self._clock, volume=chosen.volume, muted=chosen.muted, parent=self
            )
            self._sound.failed.connect(self._fail)
        return self._sound

    @Slot(object)
    def _set_volume(self, chosen: Preferences) -> None:
        if self._sound is not None:
            self._sound.set_volume(chosen.volume, muted=chosen.muted)

    @Slot(object)
    def _fail(self, sentence: Message) -> None:
        self._notices.warn("sound", sentence)
        self.failed.emit()


class ScreenWakeLock(QObject):
    """Keeps the screen awake while a session is played."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._awake: KeepAwake | None = None

    def hold(self) -> None:
        """Keep the screen awake: a session begins."""
        if self._awake is None:
            from posture_app.desktop.keep_awake import keep_awake

            self._awake = keep_awake(_("A guided session is playing"), self)
        self._awake.hold()

    def release(self) -> None:
        """Let the screen sleep."""
        if self._awake is not None:
            self._awake.release()
