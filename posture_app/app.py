"""The running program: the window with the library, the journal and the player behind it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from posture_app.backstage import Backstage
from posture_app.desk import Desk
from posture_app.ui.main_window import MainWindow, WindowState
from posture_app.ui.theme.theme import Theme

# What is not needed to show the window is imported when it is: docs/decisions/0005.
if TYPE_CHECKING:
    from posture_app.guide import Guide
    from posture_app.journal.model import SessionRecord
    from posture_app.library.model import Exercise, Library, Routine
    from posture_app.logbook import Logbook
    from posture_app.opening import Opened
    from posture_app.store.journal import Journal
    from posture_app.ui.pages.snapshots import Notice, Preferences
    from posture_app.ui.player.view import PlayerView

WELCOME: Final = "welcome-breaks"
BREAKS_ARE_ON: Final = (
    "Short breaks are on: after a while of activity a movement is offered, also when this window "
    "is closed. Calls are not interrupted, and you can put a break off or skip it."
)
PLAIN_NOTICES: Final = frozenset({"without-tray"})
"""Nothing is wrong with what these tell."""
STALE_AFTER: Final = timedelta(minutes=5)
"""Coming back to the window after this long shows the day as it is now."""


class App(QObject):
    """Owns the window and what is behind it.

    Signals:
        shown: The window is on the screen.
        breaks_wanted: Whether the person wants breaks, when they have said so.
        ready: All is loaded and shown.
        playing: Whether a routine is being played, when that changes.
        left: The window was closed, and the program goes on without it.
        ending: The program ends; what is behind the window is still there.
    """

    shown = Signal()
    ready = Signal(object)
    playing = Signal(bool)
    breaks_wanted = Signal(bool)
    left = Signal()
    ending = Signal()

    def __init__(self, qt: QApplication, desk: Desk, theme: Theme, backstage: Backstage) -> None:
        super().__init__()
        self._qt = qt
        self._desk = desk
        self.theme = theme
        self._backstage = backstage
        self.window = MainWindow(self.theme, self._still, self._moving_figure)
        self.window.installEventFilter(self)
        self.window.restore(WindowState(desk.state.geometry, desk.state.page or "today"))
        self._opened: Opened | None = None
        self._guide: Guide | None = None
        self._shell: QWidget | None = None
        self._logbook: Logbook | None = None
        self._notices: dict[str, Notice] = {}
        self._play_first = ""
        self.exit_code = 0
        self._shown_at: datetime | None = None
        self._painted = False
        self._goes_on = False
        self._connect()

    def start(self, play: str = "") -> None:
        """Show the window, then load what it shows; `play` is a routine to begin with."""
        self._play_first = play
        self.window.show()

    def run(self) -> int:
        """Run until the program is quit; returns the exit code."""
        self._qt.exec()
        return self.exit_code

    @Slot(object)
    def go_on_without_window(self, goes_on: object) -> None:
        """Whether the program goes on when its window is closed: while there are breaks."""
        self._goes_on = bool(goes_on)

    @Slot()
    def request_quit(self) -> None:
        """End; in the middle of a session that is asked first."""
        if self._asks_before_leaving():
            self.raise_window()
        else:
            self.quit()

    @Slot()
    def quit(self) -> None:
        """Keep what is to be kept, and end."""
        self.ending.emit()
        self._desk.keep_state(self.window.window_state())
        self._close_journal()
        self._backstage.close()
        self._desk.close()
        self._qt.quit()

    @Slot()
    def raise_window(self) -> None:
        """Bring the window to the front, as when the program is started a second time."""
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closing the window in the middle of a session asks first."""
        if event.type() == QEvent.Type.Close and self._asks_before_leaving():
            event.ignore()
            return True
        if event.type() == QEvent.Type.Paint and not self._painted:
            # What takes long comes after the window is on the screen.
            self._painted = True
            QTimer.singleShot(0, self._open)
        if event.type() == QEvent.Type.WindowActivate and self._is_stale():
            self._refresh()
        return super().eventFilter(watched, event)

    @property
    def journal(self) -> "Journal":
        """The journal, once it is open.

        Raises:
            RuntimeError: It is not open yet.
        """
        if self._opened is None:
            raise RuntimeError("the journal is not open yet")
        return self._opened.journal

    @property
    def is_loaded(self) -> bool:
        """Whether there is something to play."""
        return self._opened is not None

    @property
    def player(self) -> "PlayerView | None":
        """The player, while there is one."""
        return None if self._guide is None else self._guide.view

    def play_routine(self, routine_id: str) -> "PlayerView | None":
        """Open the player for a routine; None where there is no such routine."""
        self._play_routine(routine_id)
        return self.player

    def play(
        self,
        routine: "Routine",
        library: "Library",
        resumed: "SessionRecord | None" = None,
    ) -> None:
        """Put the player in the place of the pages."""
        if self._guide is not None or self._opened is None:
            return
        from posture_app.guiding import make_guide

        self._desk.prepare_sound()
        self._guide = make_guide(
            self._desk, self.theme, self._opened.journal, routine, library, resumed
        )
        view = self._guide.view
        view.driver.cue_due.connect(self._desk.play_cue)
        view.mute_wanted.connect(self._toggle_mute)
        view.full_screen_wanted.connect(self._toggle_full_screen)
        view.stage.set_muted(self._desk.settings.muted)
        self._guide.closed.connect(self._player_closed)
        self._guide.logged.connect(self._refresh)
        self.playing.emit(True)
        self._shell = self.window.takeCentralWidget()
        self.window.setCentralWidget(view)
        view.show()
        if resumed is not None and self._logbook is not None:
            self._logbook.unfinished = None
            view.begin()
        else:
            view.before.start.setFocus()

    def _asks_before_leaving(self) -> bool:
        """Whether a session is in progress; then the person is asked what to do with it."""
        if self._guide is None or not self._guide.view.playing:
            return False
        self._guide.view.request_leave()
        return True

    def _connect(self) -> None:
        window = self.window
        for signal, slot in (
            (window.play_routine_requested, self._play_routine),
            (window.play_exercise_requested, self._play_exercise),
            (window.resume_requested, self._resume),
            (window.settings_changed, self._change_settings),
            (window.test_sound_requested, self._test_sound),
            (window.open_folder_requested, self._open_folder),
            (window.notice_action_requested, self._act_on_notice),
            (window.notice_dismissed, self._dismiss_notice),
            (window.page_opened, self._page_opened),
            (window.closed, self._window_closed),
        ):
            signal.connect(slot)
        self._desk.noticed.connect(self._add_notice)

    def _still(self, exercise: "Exercise") -> QWidget:
        from posture_app.ui.figure.widget import FigureStill

        return FigureStill(self.theme, exercise)

    def _moving_figure(self, exercise: "Exercise") -> QWidget:
        from posture_app.ui.figure.widget import FigureWidget

        figure = FigureWidget(self.theme, exercise)
        figure.set_reduced_motion(self._desk.settings.reduced_motion)
        figure.play_alone()
        return figure

    @Slot()
    def _open(self) -> None:
        backstage = self._backstage
        backstage.watch()
        if backstage.diagnostics is not None:
            backstage.diagnostics.bug_logged.connect(self._tell_bug)
        backstage.ready.connect(self._take_opened)
        backstage.failed.connect(self._take_failure)
        if backstage.opened is not None:
            self._take_opened(backstage.opened)
        backstage.open()
        self.shown.emit()
        if backstage.crashed and backstage.diagnostics is not None:
            self._add_notice(
                "crash",
                "The program ended unexpectedly last time. What happened is kept in "
                f"{backstage.diagnostics.path.parent}, for whoever helps you.",
            )

    @Slot(object)
    def _tell_bug(self, log_path: object) -> None:
        self._add_notice(
            "bug",
            f"Something went wrong. What you did is in your log; what happened is in {log_path}.",
        )

    @Slot(object)
    def _take_opened(self, opened: "Opened") -> None:
        from posture_app.logbook import Logbook

        self._opened = opened
        self._logbook = Logbook(self.window, opened.journal, self)
        self._logbook.changed.connect(self._refresh)
        self._notices.pop("damaged", None)
        if self._desk.settings_problem:
            self._add_notice("settings", self._desk.settings_problem)
        if opened.set_aside is not None:
            from posture_app.present import damage_notice

            self._notices["damaged"] = damage_notice(opened)
        self.window.show_library(opened.loaded.library, opened.loaded.broken)
        self._refresh()
        self._show_settings()
        self.ready.emit(opened)
        if self._play_first:
            self._play_routine(self._play_first)
            self._play_first = ""

    @Slot(object)
    def _take_failure(self, error: Exception) -> None:
        from PySide6.QtWidgets import QMessageBox

        self.exit_code = 1
        QMessageBox.critical(self.window, "Posture App", str(error))
        self.quit()

    def _is_stale(self) -> bool:
        """Whether what is shown is from another part of the day."""
        shown_at = self._shown_at
        return shown_at is None or self._desk.now() - shown_at > STALE_AFTER

    @Slot()
    def _refresh(self) -> None:
        if self._opened is None or self._logbook is None:
            return
        from posture_app import present

        self._shown_at = self._desk.now()
        journal, library = self._opened.journal, self._opened.loaded.library
        now, zone = self._desk.now(), self._desk.time_zone
        unfinished = self._logbook.unfinished
        self.window.show_today(
            present.today_snapshot(
                library,
                journal,
                now,
                zone,
                unfinished=present.unfinished_snapshot(unfinished, library) if unfinished else None,
                broken=self._opened.loaded.broken,
                notices=tuple(self._notices.values()),
            )
        )
        self.window.show_log(present.log_snapshot(journal, now, zone, self._logbook.shown))

    def _show_settings(self) -> None:
        if self._opened is not None:
            from posture_app.present import settings_snapshot

            self.window.show_settings(settings_snapshot(self._desk, self._opened.loaded))

    # What the person wants

    @Slot(object)
    def _play_routine(self, routine_id: str) -> None:
        if self._opened is not None:
            library = self._opened.loaded.library
            routine = library.routines.get(routine_id)
            if routine is not None:
                self.play(routine, library)

    @Slot(object)
    def _play_exercise(self, exercise_id: str) -> None:
        if self._opened is not None:
            from posture_app.coach.timeline import exercise_as_routine

            library = self._opened.loaded.library
            self.play(exercise_as_routine(library.exercises[exercise_id]), library)

    @Slot()
    def _resume(self) -> None:
        record = None if self._logbook is None else self._logbook.unfinished
        if self._opened is None or record is None:
            return
        from posture_app.present import routine_of

        library = self._opened.loaded.library
        routine = routine_of(record, library)
        if routine is not None:
            self.play(routine, library, record)

    @Slot(object)
    def _change_settings(self, preferences: "Preferences") -> None:
        self.theme.choose(preferences.appearance, preferences.text_scale)
        problem = self._desk.keep_settings(preferences)
        self.breaks_wanted.emit(preferences.breaks)
        if problem:
            self._add_notice("settings", problem)
        self._show_settings()

    @Slot()
    def _test_sound(self) -> None:
        self._desk.play_cue("done")

    @Slot(object)
    def _open_folder(self, folder: object) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def welcome_to_breaks(self) -> None:
        """Say once that breaks are on, and where they are set."""
        from posture_app.ui.pages.snapshots import Notice

        if not self._desk.has_said(WELCOME):
            self._desk.keep_said(WELCOME)
            self._notices[WELCOME] = Notice(key=WELCOME, text=BREAKS_ARE_ON, action="Open Breaks")
            self._refresh()

    @Slot(object)
    def _act_on_notice(self, key: str) -> None:
        opened = self._opened
        if key == WELCOME:
            self._dismiss_notice(key)
            self.window.open_page("breaks")
        if key == "damaged" and opened is not None and opened.backup is not None:
            self._close_journal()
            self._backstage.restore(opened.backup.path)

    @Slot(object)
    def _dismiss_notice(self, key: str) -> None:
        self._notices.pop(key, None)
        self._refresh()

    @Slot(str, str)
    def _add_notice(self, key: str, text: str) -> None:
        from posture_app.ui.pages.snapshots import Notice

        mood: Literal["plain", "caution"] = "plain" if key in PLAIN_NOTICES else "caution"
        self._notices[key] = Notice(key=key, text=text, mood=mood)
        if self._guide is not None:
            self._guide.view.stage.show_notice(text)
        self._refresh()
        self._show_settings()

    @Slot(object)
    def _page_opened(self, key: str) -> None:
        if key in {"today", "log"}:
            self._refresh()

    @Slot()
    def _window_closed(self) -> None:
        if self._goes_on:
            self._desk.keep_state(self.window.window_state())
            self.left.emit()
        else:
            self.quit()

    @Slot()
    def _toggle_mute(self) -> None:
        from posture_app.present import preferences_of

        preferences = preferences_of(self._desk.settings)
        self._change_settings(replace(preferences, muted=not preferences.muted))
        if self._guide is not None:
            self._guide.view.stage.set_muted(self._desk.settings.muted)

    @Slot()
    def _toggle_full_screen(self) -> None:
        fills_screen = not self.window.isFullScreen()
        if fills_screen:
            self.window.showFullScreen()
        else:
            self.window.showNormal()
        if self._guide is not None:
            self._guide.view.stage.set_full_screen(fills_screen)

    @Slot()
    def _player_closed(self) -> None:
        if self._guide is None or self._shell is None:
            return
        if self.window.isFullScreen():
            self.window.showNormal()
        view = self.window.takeCentralWidget()
        self.window.setCentralWidget(self._shell)
        self._shell.show()
        self._shell = None
        self._guide.deleteLater()
        self._guide = None
        self.playing.emit(False)
        if view is not None:
            view.deleteLater()
        self._refresh()

    def _close_journal(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        if self._logbook is not None:
            self._logbook.close()
            self._logbook.deleteLater()
            self._logbook = self._opened = None
        if problem := self._backstage.close_journal():
            self.exit_code = 1
            QMessageBox.critical(self.window, "Posture App", problem)
