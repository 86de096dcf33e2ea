"""The breaks of one running program: on or off as the person wants them."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.errors import Message, reason, sentence, sentences
from posture_app.preferences import Preferences
from posture_app.program.records import Records
from posture_app.program.shared import Shared

if TYPE_CHECKING:
    from posture_app.library.model import Routine
    from posture_app.program.loading import OpenRecords
    from posture_app.reminders.buffered_history import BufferedHistory
    from posture_app.reminders.reminders import Reminders

_log = logging.getLogger(__name__)

NOT_STARTED: Final = sentence(
    "The breaks could not be started, so there are none: {reason}. More of what happened is in "
    "the program's diagnostics."
)
FAILED: Final = "breaks-failed"
NEAR_S: Final = 300.0
"""A break is near when it comes this soon."""


class RunningBreaks(QObject):
    """Runs the reminders as long as the person wants them, from when the program has begun.

    Attributes:
        reminders: What runs, or None while breaks are off.
        failed: Why there are none though the person wants breaks; "" where nothing went wrong.

    Signals:
        turned: The reminders that run from now on, or None.
    """

    turned = Signal(object)

    def __init__(self, shared: Shared, records: Records, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shared, self._records = shared, records
        self.reminders: Reminders | None = None
        self.failed: Message | str = ""
        self._show_message: Callable[[str, str], bool] | None = None
        self._begun = False
        self._exercising = False
        self._buffer: BufferedHistory | None = None
        records.ready.connect(self._take_opened)
        records.closing.connect(self._let_go)
        shared.preferences.changed.connect(self._follow)

    @property
    def ready(self) -> bool:
        """Whether they run, if the person wants them."""
        return self._begun

    @property
    def are_waiting(self) -> bool:
        """Whether breaks run and none is on, announced, near or owed."""
        if self.reminders is None:
            return False
        if any(count.withheld_ms is not None for count in self.reminders.state.counts):
            return False
        now = self.reminders.view()
        return now.kind is None and (now.next_kind is None or now.next_in_s > NEAR_S)

    @property
    def sees_somebody(self) -> bool:
        """Whether the person is at the machine, as far as that is known."""
        return self.reminders is not None and self.reminders.view().doing != "away"

    def begin(self, show_message: Callable[[str, str], bool] | None = None) -> None:
        """Run from now on, if breaks are wanted.

        Args:
            show_message: Shows a title and a sentence at the icon in the panel, and says whether
                it can; used where the system has no other messages.
        """
        self._begun = True
        self._show_message = show_message
        self._follow(self._shared.preferences.value)

    @Slot(object)
    def _follow(self, preferences: Preferences) -> None:
        """Start the reminders, or end them."""
        if not preferences.breaks:
            self._set_failed("")
            self.stop()
            return
        if self.reminders is not None or not self._begun:
            return
        try:
            self._start()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody turned the breaks off
            _log.exception("the breaks could not be started")
            self._set_failed(_why(error))
            self.stop()

    @Slot()
    def try_again(self) -> None:
        """Start what could not be started, if it is wanted still."""
        self._follow(self._shared.preferences.value)

    def _set_failed(self, why: Message | str) -> None:
        self.failed = why
        if not why:
            self._shared.notices.withdraw(FAILED)
            return
        from posture_app.ui.pages.notice import Notice  # as seldom as what it tells

        told = sentence(NOT_STARTED.text, reason=why)
        again = Notice(key=FAILED, text=told, mood="caution", action=sentence("Try again"))
        self._shared.notices.add(again, self.try_again)

    def _start(self) -> None:
        from posture_app.program.reminders import make_reminders  # after the first paint

        self.reminders = make_reminders(
            self._shared,
            self,
            history=self._buffer_made(),
            show_message=self._show_message,
            is_bad_day=self._is_bad_day,
            asked_for=self._asked_for,
        )
        self.reminders.library_wanted.connect(self._records.open)
        self._use(self._records.opened)
        self.reminders.start()
        if self._exercising:
            self.reminders.hold_for_session(True)
        self._set_failed("")
        self.turned.emit(self.reminders)

    def _is_bad_day(self) -> bool:
        from posture_app.program.suggested_routine import (
            bad_day_now,  # a break waits without the model
        )
        from posture_app.store.errors import StoreError

        opened, health = self._records.opened, self._shared.health
        try:
            return opened is not None and bool(
                bad_day_now(opened, health.today, health.value.bands)
            )
        except StoreError:
            return False  # as with the sessions that cannot be read

    def _asked_for(self) -> "Routine | None":
        from posture_app.program.suggested_routine import asked_today  # as above
        from posture_app.store.errors import StoreError

        opened, health = self._records.opened, self._shared.health
        try:
            return None if opened is None else asked_today(opened, health)
        except StoreError:
            return None

    @Slot(bool)
    def hold_for_session(self, playing: bool) -> None:
        """A routine begins to be played, or is over or was left standing still."""
        self._exercising = playing
        if self.reminders is not None:
            self.reminders.hold_for_session(playing)

    @Slot()
    def stop(self) -> None:
        """No more breaks: the person does not want them, or the program ends."""
        if self.reminders is not None:
            self.reminders.stop()
            self.reminders.deleteLater()
            self.reminders = None
        self.turned.emit(None)

    @Slot(object)
    def _take_opened(self, opened: "OpenRecords") -> None:
        """All is loaded; again after the log was restored from a copy."""
        from posture_app.store.errors import StoreError

        try:
            unread = self._buffer_made().hand_over(opened.history)
        except StoreError as error:
            self._shared.notices.warn("history", error.message)
        else:
            self._tell_unread(unread)
        self._use(opened)

    def _tell_unread(self, count: int) -> None:
        if count == 0:
            return
        from posture_app.reminders.buffered_history import buffer_path, unread_path

        told = sentences(
            "{count} break that was written down while the log was closed cannot be read. It was "
            "put into {path}, with the reason.",
            "{count} breaks that were written down while the log was closed cannot be read. They "
            "were put into {path}, with the reasons.",
            count=count,
            path=unread_path(buffer_path(self._shared.data_folder)),
        )
        self._shared.notices.warn("unread", told)

    @Slot()
    def _let_go(self) -> None:
        """The log is about to be closed."""
        if self._buffer is not None:
            self._buffer.hand_over(None)

    def _buffer_made(self) -> "BufferedHistory":
        if self._buffer is None:
            from posture_app.reminders.buffered_history import BufferedHistory, buffer_path

            self._buffer = BufferedHistory(buffer_path(self._shared.data_folder))
        return self._buffer

    def _use(self, opened: "OpenRecords | None") -> None:
        if self.reminders is not None and opened is not None:
            self.reminders.use(opened.loaded.library, opened.journal)


def _why(error: Exception) -> Message | str:
    """What stood in the way, as a part of a sentence."""
    if isinstance(error, OSError):
        return reason(error)
    return str(error).removesuffix(".") or type(error).__name__
