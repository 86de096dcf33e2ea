"""Plays a routine without a hand on it, and logs it as a person's.

The same state machine, driver and journal as in the window, without a window: this is how tests and
other programs drive the real thing.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from posture_app.coach import session as coach
from posture_app.coach.session import Effect, PhaseStarted, SessionEnded, Slept
from posture_app.coach.timeline import compile_routine, phase_as_json
from posture_app.commands.journal import opened_journal
from posture_app.commands.library import loaded_library, routine
from posture_app.desktop.clock import Clock, SystemClock, local_time_zone
from posture_app.errors import FailedError, sentence
from posture_app.journal.recorder import Recorder
from posture_app.program.session_driver import SessionDriver
from posture_app.store.errors import StoreError
from posture_app.store.journal import Journal


class _Printer(QObject):
    """Records what the driver tells, prints it, and ends the program with the session.

    Attributes:
        failure: What went wrong, for whoever waits for the end.
    """

    def __init__(
        self, recorder: Recorder, clock: Clock, driver: SessionDriver, *, as_json: bool
    ) -> None:
        super().__init__()
        self._recorder = recorder
        self._driver = driver
        self._clock = clock
        self._as_json = as_json
        self._exercise = ""
        self.failure: Exception | None = None

    @Slot(object)
    def take(self, effects: Sequence[Effect]) -> None:
        """Log and print what happened."""
        try:
            self._take(effects)
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody else ends the program
            self.failure = self.failure or error
            QCoreApplication.exit(1)

    def _take(self, effects: Sequence[Effect]) -> None:
        self._recorder.take(effects, self._clock.read().wall)
        for effect in effects:
            if isinstance(effect, PhaseStarted):
                self._try_to_print(effect)
            elif isinstance(effect, Slept):
                # There is nobody to press a key when the machine wakes up.
                QTimer.singleShot(0, self._go_on)
            elif isinstance(effect, SessionEnded):
                QCoreApplication.exit(0)

    @Slot()
    def _go_on(self) -> None:
        self._driver.do(coach.resume)

    @Slot()
    def _stop(self) -> None:
        self._driver.do(coach.stop)

    def _try_to_print(self, started: PhaseStarted) -> None:
        """Print; where that fails, the session ends, as nobody follows it any more."""
        try:
            self._print(started)
        except (FailedError, OSError) as error:
            if self.failure is None:
                self.failure = error
                QTimer.singleShot(0, self._stop)

    def _print(self, started: PhaseStarted) -> None:
        if self._as_json:
            print(json.dumps(phase_as_json(started.phase)), flush=True)
        elif started.phase.exercise != self._exercise:
            self._exercise = started.phase.exercise
            print(f"{started.phase.start_s:8.1f} s  {self._exercise}", flush=True)


def play(data_dir: Path | None, routine_id: str, *, speed: float, as_json: bool) -> int:
    """Play a routine at `speed` times its pace; returns the exit code."""
    library = loaded_library(data_dir)
    chosen = routine(library, routine_id)
    clock = SystemClock()
    journal = opened_journal(data_dir)
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    session_id = journal.start_session(
        routine_id=chosen.id,
        routine_name=chosen.name,
        started_at=clock.read().wall,
        time_zone=local_time_zone(),
        planned_s=compile_routine(chosen, library).total_s,
    )
    driver = SessionDriver(clock.read, speed)
    printer = _Printer(Recorder(journal, session_id), clock, driver, as_json=as_json)
    driver.effects_told.connect(printer.take)
    driver.begin(lambda now_s, asleep_s: coach.start(chosen, library, now_s, asleep_s))
    app.exec()
    _close(journal)
    if printer.failure is not None:
        raise printer.failure
    return 0


def _close(journal: Journal) -> None:
    try:
        journal.close()
    except StoreError as error:
        raise FailedError(
            sentence("the session could not be logged: {reason}", reason=error.message)
        ) from None
