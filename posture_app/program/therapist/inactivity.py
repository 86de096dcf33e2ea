"""Locks the therapist's data when nobody has touched keyboard or mouse for a while."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

from posture_app.desktop.clock import Clock
from posture_app.program.therapist.practice import PracticeData
from posture_app.program.therapist.practice_settings import CurrentPractice

LOOKED_EVERY_MS: Final = 5000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


class InactivityLock(QObject):
    """Looks and listens only while there is something open that can be locked.

    What counts is how long the machine has run or slept: the time of day may be set by anybody.
    """

    def __init__(
        self,
        practice: PracticeData,
        settings: CurrentPractice,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._practice, self._settings, self._clock = practice, settings, clock
        self._touched_s = self._looked_s = 0.0
        self._was_touched = False
        self._timer = QTimer(self, interval=LOOKED_EVERY_MS)
        self._timer.timeout.connect(self.look)
        practice.turned.connect(self.begin)
        settings.changed.connect(self.begin)

    @property
    def is_listening(self) -> bool:
        """Whether there is something that may be locked."""
        return self._timer.isActive()

    @Slot()
    def begin(self) -> None:
        """Begin to listen, or end it, as the data and the settings are now."""
        practice = self._practice
        can_lock = practice.patients is not None and practice.is_encrypted
        application = QCoreApplication.instance()
        if application is None:
            return
        application.removeEventFilter(self)
        self._timer.stop()
        if can_lock and self._settings.value.lock_after_min:
            self._looked_s = clock_s = self._clock.read().boot_s
            self._touched_s, self._was_touched = clock_s, False
            application.installEventFilter(self)
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Lock, if nobody was there for as long as is set."""
        now = self._clock.read().boot_s
        slept, self._looked_s = self._is_long(now - self._looked_s), now
        if self._was_touched and not slept:
            self._touched_s, self._was_touched = now, False
        elif slept or self._is_long(now - self._touched_s):
            self._practice.lock()

    def _is_long(self, seconds: float) -> bool:
        return seconds >= 60 * self._settings.value.lock_after_min

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _TOUCHES and not self._was_touched:
            self._was_touched = True
            if self._is_long(self._clock.read().boot_s - self._looked_s):
                # The machine has slept, and whoever wakes it may be somebody else.
                QTimer.singleShot(0, self, self.look)
        return False
