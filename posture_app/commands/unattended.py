"""Plays a routine without a hand on it, and logs it as a person's.

The same state machine, driver and journal as in the window, without a window: this is how tests and
other programs drive the real thing.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from posture_app.coach import session as coach
from posture_app.coach.session import Effect, PhaseStarted, SessionEnded, Slept
from posture_app.coach.suitability import fitting
from posture_app.coach.timeline import compile_routine, phase_as_json
from posture_app.commands.journal import opened_journal
from posture_app.commands.library import loaded_library, routine
from posture_app.desktop.clock import Clock, SystemClock, local_time_zone
from posture_app.desktop.health import read_health, write_health
from posture_app.desktop.paths import folder_to_read
from posture_app.errors import FailedError, sentence
from posture_app.journal.recorder import Recorder
from posture_app.journal.zones import zone
from posture_app.library.model import Library, Routine
from posture_app.program.session_driver import SessionDriver
from posture_app.store.errors import StoreError
from posture_app.store.journal import Journal
from posture_app.words.catalogue import said
from posture_app.words.safety import changes, day_after_injection


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
    """Play a routine at `speed` times its pace, as it fits the person; returns the exit code.

    Raises:
        FailedError: Nothing of the routine fits the person, or the log cannot be used.
        WrongUseError: There is no such routine.
    """
    library = loaded_library(data_dir)
    clock, time_zone = SystemClock(), local_time_zone()
    today = clock.read().wall.astimezone(zone(time_zone)).date()
    chosen = _fitted(routine(library, routine_id), library, folder_to_read(data_dir), today)
    journal = opened_journal(data_dir)
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    session_id = journal.start_session(
        routine_id=chosen.id,
        routine_name=chosen.name,
        started_at=clock.read().wall,
        time_zone=time_zone,
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


def _fitted(wanted: Routine, library: Library, folder: Path, today: date) -> Routine:
    """The routine as it fits the person; what that changes is told on stderr, with the reason.

    Raises:
        FailedError: Nothing of it fits.
    """
    health, problem = read_health(folder, today)
    if problem:  # the file was set aside: what is sound in it must not go with it
        print(said(problem), file=sys.stderr)
        write_health(folder, health)
    profile = health.profile(today)
    fitted, changed = fitting(wanted, library, profile)
    told = changes(changed, {one.id: one.name for one in library.exercises.values()})
    if fitted is None:
        raise FailedError(
            sentence('"{name}" is not played. {reasons}', name=wanted.id, reasons=" ".join(told))
        )
    if profile.days_since_injection is not None:
        told = (day_after_injection(profile.days_since_injection), *told)
    for line in told:
        print(line, file=sys.stderr)
    return fitted


def _close(journal: Journal) -> None:
    try:
        journal.close()
    except StoreError as error:
        raise FailedError(
            sentence("the session could not be logged: {reason}", reason=error.message)
        ) from None
