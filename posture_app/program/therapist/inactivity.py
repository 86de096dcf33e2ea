"""Locks the therapist's data when nobody has touched keyboard or mouse for a while."""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

from posture_app.program.local_time import LocalTime
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
    """Looks and listens only while there is something open that can be locked."""

    def __init__(
        self,
        practice: PracticeData,
        settings: CurrentPractice,
        local_time: LocalTime,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._practice, self._settings, self._local_time = practice, settings, local_time
        self._touched_at: datetime | None = None
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
            self._was_touched = True
            application.installEventFilter(self)
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Lock, if nobody was there for as long as is set."""
        now = self._local_time.now()
        if self._was_touched or self._touched_at is None:
            self._touched_at, self._was_touched = now, False
            return
        if now - self._touched_at >= timedelta(minutes=self._settings.value.lock_after_min):
            self._practice.lock()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _TOUCHES:
            self._was_touched = True
        return False
