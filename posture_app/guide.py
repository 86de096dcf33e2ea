"""Guides one session: brings the player together with the journal, the sound and the screen."""

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from posture_app.coach.session import Effect
from posture_app.coach.timeline import compile_routine
from posture_app.desktop.clock import Clock
from posture_app.journal.model import SessionRecord
from posture_app.journal.recorder import Recorder
from posture_app.library.model import Library, Routine
from posture_app.program.session_driver import SessionDriver
from posture_app.store.errors import StoreError
from posture_app.store.journal import Journal
from posture_app.ui.player.panels import AfterAnswers
from posture_app.ui.player.view import PlayerView

RELEASE_SCREEN_AFTER_MS: Final = 5 * 60_000
"""A session that was left paused does not keep the screen on for the rest of the day."""


class KeepsAwake(Protocol):
    """What holds the screen awake."""

    def hold(self) -> None:
        """From now on."""
        ...

    def release(self) -> None:
        """No longer."""
        ...


class Guide(QObject):
    """Owns one session in the window.

    Signals:
        closed: The player can be put away.
        logged: Something new is in the log.
    """

    closed = Signal()
    logged = Signal()

    def __init__(
        self,
        view: PlayerView,
        driver: SessionDriver,
        journal: Journal,
        clock: Clock,
        *,
        time_zone: str,
        routine: Routine,
        library: Library,
        screen: KeepsAwake,
        resumed: SessionRecord | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = view
        driver.setParent(view)
        self._journal = journal
        self._clock = clock
        self._time_zone = time_zone
        self._routine = routine
        self._planned_s = compile_routine(routine, library).total_s
        self._screen = screen
        self._resumed = resumed
        self._recorder: Recorder | None = None
        self._left_alone = QTimer(self)
        self._left_alone.setSingleShot(True)
        self._left_alone.setInterval(RELEASE_SCREEN_AFTER_MS)
        self._left_alone.timeout.connect(self._release)
        view.begun.connect(self._begin)
        driver.effects_told.connect(self._take)
        view.standing_still.connect(self._standing_still)
        view.answered.connect(self._answered)
        view.closed.connect(self._close)

    @Slot(object)
    def _begin(self, pain: int | None) -> None:
        if self._resumed is not None:
            self._recorder = Recorder(self._journal, self._resumed.id, self._resumed.done_s)
        else:
            session_id = self._journal.start_session(
                routine_id=self._routine.id,
                routine_name=self._routine.name,
                started_at=self._clock.read().wall,
                time_zone=self._time_zone,
                planned_s=self._planned_s,
                pain_before=pain,
            )
            self._recorder = Recorder(self._journal, session_id)
        self._screen.hold()

    @Slot(object)
    def _take(self, effects: Sequence[Effect]) -> None:
        if self._recorder is None:
            return
        self._recorder.take(effects, self._clock.read().wall)
        error = self._journal.write_error
        if error is not None:
            self.view.stage.show_notice(f"{error} What you do is kept in memory until it can be.")
        if self._recorder.ended is not None:
            self._release()
            self.logged.emit()

    @Slot(bool)
    def _standing_still(self, still: bool) -> None:
        if still:
            self._left_alone.start()
        else:
            self._left_alone.stop()
            self._screen.hold()

    @Slot(object)
    def _answered(self, answers: AfterAnswers) -> None:
        if self._recorder is not None and answers != AfterAnswers(None, None, None):
            try:
                self._journal.set_answers(
                    self._recorder.session_id,
                    pain_after=answers.pain,
                    effort=answers.effort,
                    note=answers.note,
                )
            except StoreError as error:
                self.view.show_failure(f"{error} Your answers are not kept yet; try again.")
                return
            self.logged.emit()
        self.view.answers_kept()

    @Slot()
    def _close(self) -> None:
        self._release()
        self.closed.emit()

    @Slot()
    def _release(self) -> None:
        self._left_alone.stop()
        self._screen.release()
