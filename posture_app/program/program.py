"""The running program: the breaks that go on, and the window while the person wants it."""

import logging
import sys
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot

from posture_app.desktop.instance import NotReadyError
from posture_app.errors import Message, WrongUseError, sentence
from posture_app.preferences import Preferences
from posture_app.program.aftercare import Aftercare
from posture_app.program.breaks import RunningBreaks
from posture_app.program.lifecycle import Lifecycle, LifecycleState
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.window import WindowOnDemand
from posture_app.words import catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from posture_app.desktop.diagnostics import Diagnostics
    from posture_app.desktop.termination_signals import TerminationSignals
    from posture_app.library.model import Routine
    from posture_app.program.health_sheet import HealthQuestions
    from posture_app.program.tray import TrayController
    from posture_app.program.welcome import WelcomeSteps
    from posture_app.reminders.reminders import Reminders
    from posture_app.ui.entry_kinds import EntryKind

_log = logging.getLogger(__name__)

UNUSED_MS: Final = 10_000
"""The window is closed for this long before what it needed is given back."""
MOST_LOOKS: Final = 30
"""So often it is looked whether the person has left the machine, before it counts no more."""
WELCOME: Final = "welcome-breaks"
BREAKS_ARE_ON: Final = sentence(
    "Short breaks are on: after a while of activity a movement is offered, also when this window "
    "is closed. Calls are not interrupted, and you can put a break off or skip it."
)


class Program(Lifecycle):
    """One running copy.

    Attributes:
        erases: Whether everything about the person is to be deleted when it has ended.
        starts_over: Whether it has ended to begin again without its window.

    Signals:
        begun: The window is on the screen, or the program waits without one.
    """

    begun = Signal()

    def __init__(self, shared: Shared, *, with_breaks: bool = True) -> None:
        """Make the parts, and begin nothing.

        Args:
            shared: What the parts share.
            with_breaks: Whether there are breaks, and with them an icon in the panel, if the
                person wants them; without, the program ends with its window.
        """
        super().__init__(shared.qt)
        self.shared = shared
        self._with_breaks = with_breaks
        self.records = Records(shared.data_folder, shared.local_time, shared.notices, self)
        self.breaks = RunningBreaks(shared, self.records, self)
        Aftercare(self.records, shared.health, self)
        self.window = WindowOnDemand(shared, self.records, self.breaks, self)
        self.starts_over = False
        self.erases = False
        self._asked = False
        self._looks = 0
        self._language = catalogue.language()
        self._diagnostics: Diagnostics | None = None
        self._signals: TerminationSignals | None = None
        self._tray: TrayController | None = None
        self._unused = QTimer(self, singleShot=True, interval=UNUSED_MS)
        self._unused.timeout.connect(self._start_over_if_unused)
        shared.preferences.changed.connect(self._follow_preferences)
        self.records.failed.connect(self._loading_failed)
        self.records.unwritten.connect(self._tell_unwritten)
        self.breaks.turned.connect(self._follow_breaks)
        self.window.shown.connect(self._window_painted)
        self.window.filling.connect(self._ask_once_about_health)
        self.window.ready.connect(self._window_filled)
        shared.requests.welcome_wanted.connect(self._open_welcome)
        shared.health.wanted.connect(self._ask_about_health)
        self.begun.connect(self._welcome_to_breaks)
        self.window.playing.connect(self.breaks.hold_for_session)
        self.window.closed.connect(self._window_closed)
        shared.requests.quit_wanted.connect(self.request_quit)
        self.window.quit_agreed.connect(self._quit_as_asked)
        shared.requests.erase_wanted.connect(self._erase)
        # At a log-out, which another program may still call off, nothing is asked and nothing ends.
        shared.qt.commitDataRequest.connect(self._keep_entries, Qt.ConnectionType.DirectConnection)
        # What goes on without the window ends before what is behind it.
        self.at_end(
            self._unused.stop,
            self.window.end,
            self.window.keep_entries,
            self.breaks.stop,
            self._hear_no_signals,
            self.window.keep_state,
            self.window.services.close_practice,
            self.records.close_journal,
            self.records.close,
            shared.screen.release,
            shared.loudspeaker.close,
            self._end_diagnostics,
        )

    @cached_property
    def health(self) -> "HealthQuestions":
        """The questions about health; without a window nobody is asked."""
        from posture_app.program.health_sheet import HealthQuestions

        return HealthQuestions(self.shared, self.window, self)

    @cached_property
    def welcome(self) -> "WelcomeSteps":
        """The welcome of the very first start; without a window nobody is welcomed."""
        from posture_app.program.welcome import WelcomeSteps

        return WelcomeSteps(self.shared, self.window, self.records, self.breaks, self)

    def start(self, play: str = "", *, hidden: bool = False) -> None:
        """Open the window; `hidden` leaves it closed where there are breaks to wait for."""
        if hidden and self.shared.preferences.value.breaks:
            self._begin()
        if self.breaks.reminders is None:  # also where they failed, as nobody would be told of it
            self.show(play)

    def show(self, play: str = "") -> None:
        """Bring the window to the front, with a routine to be played.

        Raises:
            NotReadyError: It can be played in a moment.
            WrongUseError: It cannot be played now.
        """
        if self.window.main is None:
            self.window.open(play)
            return
        self.window.bring_to_front()
        if self._tray is not None:
            self._tray.window_shown()
        if play and not self.window.is_filled:
            raise NotReadyError(sentence("the window is still being filled"))
        player = self.window.player
        if play and (player is None or player.play_routine(play) is None):
            raise WrongUseError(sentence('"{name}" cannot be played now', name=play))

    def open_plan(self, path: "Path") -> None:
        """Bring the window to the front, with a plan's file to be looked at when that can be."""
        self.show()
        self.window.open_plan(path)

    def note_log_change(self) -> None:
        """Another program has written into the log: what is shown is read again."""
        self.records.open()  # an entry may change the breaks, too
        self.records.note_foreign_change()

    @Slot()
    def request_quit(self) -> None:
        """End; in the middle of a session that is asked first."""
        if self.window.asks_before_quitting():
            self.window.bring_to_front()
        else:
            self._quit_as_asked()

    @Slot()
    def _quit_as_asked(self) -> None:
        self._asked = True
        self.quit()

    @Slot()
    def _erase(self) -> None:
        """End, so that nothing is written any more; then everything is deleted (`start`)."""
        self.erases = True
        self.quit()

    @Slot()
    def _open(self) -> None:
        self.show()

    @Slot(object)
    def _add_entry(self, kind: "EntryKind") -> None:
        """Bring the window to the front, with the sheet for a new entry."""
        self.show()
        self.window.add_entry(kind)

    @Slot(object)
    def _play(self, routine_id: str) -> None:
        """Bring the window to the front, with a routine to be played if that can be.

        Without an id, as while nothing is loaded that names it, the day is shown, which has it.
        """
        with suppress(NotReadyError, WrongUseError):  # one is being played already, which is shown
            self.show(routine_id)
        if not routine_id and self.window.main is not None:
            self.window.main.open_page("today")

    @Slot()
    def _window_painted(self) -> None:
        """What is not needed to fill the window begins when it is filled, or cannot be."""
        self._prepare()
        if self.window.is_filled:
            self._begin()
        else:
            self.window.ready.connect(self._begin_soon)
            self.records.failed.connect(self._begin_soon)

    @Slot()
    def _begin_soon(self) -> None:
        """When the filled page was painted."""
        QTimer.singleShot(0, self._begin)

    @Slot()
    def _begin(self) -> None:
        """Begin what goes on without the window, too."""
        if self.state is not LifecycleState.STARTING:
            return
        self.state = LifecycleState.RUNNING
        self._prepare()
        if self._with_breaks:
            from posture_app.program.tray import TrayController

            self._tray = tray = TrayController(self.shared, self._todays_routine, self)
            tray.open_wanted.connect(self._open)
            tray.quit_wanted.connect(self.request_quit)
            tray.add_wanted.connect(self._add_entry)
            tray.routine_wanted.connect(self._play)
            self.window.shown.connect(tray.window_shown)
            self.breaks.turned.connect(tray.attach)
            if self.window.is_visible:
                tray.window_shown()
            self.breaks.begin(tray.show_message)
        self.begun.emit()

    def _prepare(self) -> None:
        """Log what goes wrong, and hear what ends the program, so that no end counts as a crash."""
        if self._diagnostics is not None:
            return
        self._log_what_goes_wrong()
        if self._with_breaks:
            from posture_app.desktop.termination_signals import TerminationSignals

            self._signals = TerminationSignals(self)
            self._signals.wanted.connect(self.quit)

    def _log_what_goes_wrong(self) -> None:
        from posture_app.desktop.diagnostics import Diagnostics

        self._diagnostics = diagnostics = Diagnostics(self.shared.data_folder, self)
        crashed = diagnostics.start()
        diagnostics.bug_logged.connect(self._tell_bug)
        if crashed:
            self.shared.notices.warn(
                "crash",
                sentence(
                    "The program ended unexpectedly last time. What happened is kept in {folder}, "
                    "for whoever helps you.",
                    folder=diagnostics.path.parent,
                ),
            )

    @Slot(object)
    def _tell_bug(self, path: object) -> None:
        self.shared.notices.warn(
            "bug",
            sentence(
                "Something went wrong. What happened is kept in {path}, for whoever helps you.",
                path=path,
            ),
        )

    @Slot()
    def _keep_entries(self) -> None:
        self.window.keep_entries()
        self.window.keep_state()

    def _hear_no_signals(self) -> None:
        if self._signals is not None:
            self._signals.close()

    def _end_diagnostics(self) -> None:
        if self._diagnostics is not None:
            self._diagnostics.close()

    @Slot(object)
    def _loading_failed(self, error: Exception) -> None:
        """The window says it; breaks go on without library and log."""
        from posture_app.library.problems import BrokenFileError
        from posture_app.store.errors import StoreError

        if self._diagnostics is not None and not isinstance(error, BrokenFileError | StoreError):
            self._diagnostics.bug(error)
        else:
            _log.warning("library and log could not be loaded: %s", error)

    @Slot(object)
    def _tell_unwritten(self, problem: Message) -> None:
        """Who ends the program is told; where it was told to end, nobody may be there to answer."""
        self.exit_code = 1
        _log.error("%s", problem)
        if self.window.main is not None and (self._asked or self.state is LifecycleState.RUNNING):
            from PySide6.QtWidgets import QMessageBox

            QMessageBox.critical(self.window.main, "Posture App", catalogue.said(problem))

    @Slot(object)
    def _follow_preferences(self, chosen: Preferences) -> None:
        self.shared.theme.choose(chosen.appearance, chosen.text_scale)
        self.shared.theme.show_figure(chosen.figure)
        self.shared.theme.reduced_motion = chosen.reduced_motion
        language = chosen.language or catalogue.system_language()
        if language != self._language:
            self._language = language
            catalogue.use(language)
            self.window.make_anew()
            self.records.read_library_anew()
            if self._tray is not None:
                self._tray.make_anew()

    @Slot()
    def _ask_once_about_health(self) -> None:
        """Before the pages are filled, as Today shows it and would be filled twice."""
        self.health.ask_once()

    @Slot()
    def _window_filled(self) -> None:
        """What the person is welcomed with, once there is a window that is filled."""
        self.welcome.come_soon()
        self._welcome_to_breaks()

    @Slot()
    def _ask_about_health(self) -> None:
        self.health.open()

    @Slot()
    def _open_welcome(self) -> None:
        self.welcome.open()

    @Slot()
    def _welcome_to_breaks(self) -> None:
        """Say once that breaks are on, and where they are set."""
        saved_state = self.shared.saved_state
        if not (self.window.is_filled and self.breaks.reminders is not None):
            return
        if not saved_state.has_said(WELCOME):
            from posture_app.ui.pages.notice import Notice  # at the first start alone

            saved_state.keep_said(WELCOME)
            self.shared.notices.add(
                Notice(key=WELCOME, text=BREAKS_ARE_ON, action=sentence("Open Breaks")),
                self._open_breaks,
            )

    def _open_breaks(self) -> None:
        self.shared.notices.withdraw(WELCOME)
        if self.window.main is not None:
            self.window.main.open_page("breaks")

    def _todays_routine(self) -> "Routine | None":
        opened, local_time = self.records.opened, self.shared.local_time
        if opened is None:
            return None
        from posture_app.program.suggested_routine import todays_routine

        return todays_routine(opened, local_time.now(), local_time.zone, self.shared.health)

    # Without the window

    @Slot()
    def _window_closed(self) -> None:
        self._begin()  # the window may be closed before it was filled
        if self.breaks.reminders is None:
            self._quit_as_asked()
            return
        self.window.keep_state()
        self._looks = 0
        self._unused.start()
        if self._tray is not None:
            self._tray.window_left()

    @Slot(object)
    def _follow_breaks(self, reminders: "Reminders | None") -> None:
        if reminders is not None:
            reminders.changed.connect(self._breaks_changed)

    @Slot()
    def _breaks_changed(self) -> None:
        if not self._unused.isActive() and self._is_unused():
            self._unused.start()

    @Slot()
    def _start_over_if_unused(self) -> None:
        """Without its window the program starts over as one that only waits for a break.

        What the window and the log have loaded cannot be given back in any other way, and waiting
        takes all day (docs/decisions/0011). The icon goes for a moment, which nobody is to see who
        has just closed the window: it waits for them to leave the machine, but not for long.
        Windows has no exec.
        """
        if not (self._is_unused() and self.breaks.are_waiting and self.records.can_be_closed):
            return
        self._looks += 1
        if self.breaks.sees_somebody and self._looks < MOST_LOOKS:
            self._unused.start()
            return
        self.starts_over = True
        self.quit()

    def _is_unused(self) -> bool:
        """Whether something is loaded that nobody looks at."""
        if sys.platform == "win32" or self.window.is_visible:
            return False
        return self.window.main is not None or self.records.opened is not None
