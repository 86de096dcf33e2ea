"""The window: made when it is wanted, filled when library and log are loaded."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.program.page_services import PageServices
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.words.catalogue import _, language, said

# What is not needed to show the window is imported when it is: docs/decisions/0005.

if TYPE_CHECKING:
    from pathlib import Path

    from posture_app.library.model import Exercise
    from posture_app.preferences import Preferences
    from posture_app.program.breaks import RunningBreaks
    from posture_app.program.entries import EntrySheets
    from posture_app.program.loading import OpenRecords
    from posture_app.program.page_controllers import PageControllers
    from posture_app.program.palette import PaletteController
    from posture_app.program.plan_sheet import PlanSheets
    from posture_app.program.plans import Notes
    from posture_app.program.player import SessionPlayer
    from posture_app.program.workplace import WorkplaceCheck
    from posture_app.ui.entry_kinds import EntryKind
    from posture_app.ui.main_window import MainWindow, WindowState
    from posture_app.ui.widgets.factory import WidgetFactory


def loading_problem(error: Exception) -> str:
    """Why library and log cannot be loaded, in the person's language."""
    from posture_app.library.problems import BrokenFileError
    from posture_app.store.errors import StoreError
    from posture_app.words.problems import file_problem

    if isinstance(error, StoreError):
        return said(error.message)
    if isinstance(error, BrokenFileError):
        return file_problem(error.path, error.problems[0])
    return _("The exercises and the log could not be loaded: {reason}").format(reason=error)


class WindowOnDemand(QObject):
    """The window with its player and the controllers of its pages.

    Attributes:
        services: What keeps things for its pages.
        main: The window, once it was wanted.
        player: What plays sessions in it.
        entries: What opens the sheets for entries in it.
        workplace: What checks the workplace in it, once it was wanted.

    Signals:
        shown: The window was painted for the first time.
        filling: Library and log are loaded, and the pages are about to be filled from them.
        ready: Library and log are loaded, and the pages filled from them.
        playing: Whether the person exercises, when that changes.
        closed: The person has closed the window.
        quit_agreed: Asked about a session in progress, the person has ended it to end the program.
    """

    shown = Signal()
    filling = Signal()
    ready = Signal()
    playing = Signal(bool)
    closed = Signal()
    quit_agreed = Signal()

    def __init__(
        self,
        shared: Shared,
        records: Records,
        breaks: "RunningBreaks",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._records, self._breaks = shared, records, breaks
        self.services = PageServices(shared, records, breaks, self)
        self.main: MainWindow | None = None
        self.player: SessionPlayer | None = None
        self.entries: EntrySheets | None = None
        self.workplace: WorkplaceCheck | None = None
        self._pages: PageControllers | None = None
        self._palette: PaletteController | None = None
        self._plans: PlanSheets | None = None
        self._play_first = ""
        self._add_first: EntryKind | None = None
        self._plan_first: Path | str | None = None
        self._was_painted = False
        self._made_anew_later = False
        self._has_ended = False
        self._problem = ""
        records.ready.connect(self._fill)
        records.failed.connect(self._show_problem)
        shared.preferences.changed.connect(self._follow_preferences)
        requests = shared.requests
        requests.palette_wanted.connect(self._open_palette)
        requests.entry_wanted.connect(self.add_entry)
        requests.workplace_wanted.connect(self.check_workplace)
        requests.plan_wanted.connect(self.open_plan)
        requests.adherence_wanted.connect(self._save_adherence)

    @property
    def is_visible(self) -> bool:
        """Whether the window is on the screen."""
        return self.main is not None and self.main.isVisible()

    @property
    def shows_plan(self) -> bool:
        """Whether a plan is being read or shown before it is kept."""
        return self._plans is not None and self._plans.is_open

    @property
    def is_filled(self) -> bool:
        """Whether there is something to play."""
        return self._pages is not None and self._records.opened is not None

    def open(self, play: str = "") -> None:
        """Make the window, and show it; `play` is a routine to begin with when that is loaded."""
        self._play_first = play
        self._made(self._shared.saved_state.window()).show()

    @Slot()
    def bring_to_front(self) -> None:
        """Show the window that was made before all other windows."""
        main = self.main
        if main is None:
            return
        if main.isMinimized():
            main.showNormal()
        main.show()
        main.raise_()
        main.activateWindow()

    @Slot(object)
    def add_entry(self, kind: "EntryKind") -> None:
        """Show the sheet for a new entry: now, or when the window is filled and nothing plays."""
        player = self.player
        if self.entries is None or not self.is_filled or (player and player.view is not None):
            self._add_first = kind
        else:
            self.entries.open(kind)

    @Slot()
    def check_workplace(self) -> None:
        """Show the sheet on which a person checks their workplace."""
        if self.main is None or not self.is_filled:
            return
        if self.workplace is None:
            from posture_app.program.workplace import WorkplaceCheck

            self.workplace = WorkplaceCheck(
                self._shared, self._records, self.services.entry_editor, self.main, self.main
            )
        self.workplace.open()

    def asks_before_quitting(self) -> bool:
        """Whether a session is in progress, which the person is asked about: `quit_agreed`."""
        return self.player is not None and self.player.asks_before_quitting()

    def make_anew(self) -> None:
        """Put a new window in the place of the one there is, for its texts are in one language.

        In the middle of a session that waits for its end.
        """
        old, player = self.main, self.player
        if old is None or player is None or self._has_ended:
            return
        if player.view is not None:
            self._made_anew_later = True
            return
        state, was_visible = old.window_state(), old.isVisible()
        self.keep_entries()
        old.destroyed.disconnect(self._let_go)
        for one in (self._pages, player, self.entries, self.workplace):
            if one is not None:
                one.deleteLater()
        self._let_go()
        old.removeEventFilter(self)
        old.hide()
        old.deleteLater()
        main = self._made(state)
        if was_visible:
            main.show()
        if self._records.opened is not None:
            self._fill(self._records.opened)
        elif self._problem:
            self._tell_problem()

    def end(self) -> None:
        """Let a session in progress stand where it is, and begin nothing more: the program ends."""
        self._has_ended = True
        if self.player is not None:
            self.player.stop()

    def keep_state(self) -> None:
        """Remember where the window is, and which page is open."""
        if self.main is not None:
            self._shared.saved_state.keep_window(self.main.window_state())

    def keep_entries(self) -> None:
        """Let what was entered on the pages count, though it was entered only just now."""
        from PySide6.QtWidgets import QLineEdit

        if self.player is not None:
            self.player.keep()
        if self.entries is not None:
            self.entries.keep()
        field = None if self.main is None else self.main.focusWidget()
        if isinstance(field, QLineEdit):  # others count when the keyboard leaves them
            field.editingFinished.emit()
        if self._pages is not None:
            self._pages.keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closing the window in the middle of a session asks first."""
        if event.type() == QEvent.Type.Close:
            self.keep_entries()
            if self.player is not None and self.player.asks_before_closing():
                event.ignore()
                return True
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            # What takes long comes after the window is on the screen.
            self._was_painted = True
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def _made(self, state: "WindowState") -> "MainWindow":
        from posture_app.program.player import SessionPlayer
        from posture_app.program.window_requests import WindowRequests
        from posture_app.ui.main_window import MainWindow
        from posture_app.ui.qt_words import speak

        speak(self._shared.qt, language())
        self.main = main = MainWindow(self._shared.theme, _still, self._moving_figure)
        main.installEventFilter(self)
        main.restore(state)
        main.fit(main.screen().availableSize())
        main.closed.connect(self.closed)
        main.destroyed.connect(self._let_go)
        WindowRequests(main, self._shared.requests)
        main.offer_workspaces(wanted=self._shared.preferences.value.audience == "patients")
        # What hears of notices, preferences and the log goes with the widgets that it tells.
        self.player = player = SessionPlayer(self._shared, self._records, main, main)
        player.playing.connect(self.playing)
        player.closed.connect(self._put_away)
        player.quit_agreed.connect(self.quit_agreed)
        return main

    @Slot()
    def _let_go(self) -> None:
        """The window is gone, or will be, and with it all that belongs to it."""
        self._pages = None
        self.main = self.player = self.entries = self.workplace = None
        self._palette = self._plans = None  # the window's own

    @Slot()
    def _painted(self) -> None:
        if self._has_ended or self.main is None:
            return
        if self._shared.qt.windowIcon().isNull():
            from posture_app.ui.app_icon import app_icon

            self._shared.qt.setWindowIcon(app_icon())
        if self._records.opened is not None:
            self._fill(self._records.opened)
        else:
            self._records.open()
        self.shown.emit()

    @Slot(object)
    def _fill(self, opened: "OpenRecords") -> None:
        """Fill the pages; anew where the log was restored from a copy."""
        if self.main is None or self.player is None or not self._was_painted:
            return
        self._problem = ""
        self.main.hide_problem()
        self.main.forget_pictures()
        self.filling.emit()
        if self.entries is None:
            from posture_app.program.entries import EntrySheets

            self.entries = EntrySheets(
                self._shared, self.services.entry_editor, self.main, self.main
            )
        if self._pages is None:  # they fill the page that is there
            from posture_app.program.page_controllers import PageControllers, WindowParts

            shown = WindowParts(self.main, self.player, self.entries)
            self._pages = PageControllers(
                self._shared, self._records, self._breaks, self.services, shown
            )
        else:
            self._pages.fill(opened)
        self.ready.emit()
        self._records.prepare_pages(self._shared.theme.figure.body)
        if self._play_first:
            self.player.play_routine(self._play_first)
            self._play_first = ""
        self._add_what_waits()

    @Slot(object)
    def _follow_preferences(self, chosen: "Preferences") -> None:
        if self.main is not None:
            self.main.offer_workspaces(wanted=chosen.audience == "patients")

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        """Library and log cannot be loaded: say so, and let the person try again."""
        self._problem = loading_problem(error)
        self._tell_problem()

    def _tell_problem(self) -> None:
        if self.main is not None:
            self.main.show_problem(self._problem).try_wanted.connect(self._try_again)

    @Slot()
    def _try_again(self) -> None:
        if self.main is None:
            return
        self.main.hide_problem()
        if self._records.opened is None:
            self._records.open()
        else:
            self._fill(self._records.opened)

    @Slot()
    def _open_palette(self) -> None:
        from posture_app.program.palette import PaletteController

        if self._palette is None and self.main is not None:
            self._palette = PaletteController(
                self._shared, self._records, self._breaks, self.services, self.main
            )
        if self._palette is not None:
            self._palette.open()

    @Slot(object)
    def open_plan(self, what: "Path | str") -> None:
        """Show a plan that may be followed: of a file, or one that was put away, by its id.

        That waits until the window is filled and nothing plays.
        """
        if not self.is_filled or self.player is None or self.player.view is not None:
            self._plan_first = what
        else:
            self._plans_made().open(what)

    @Slot(object)
    def _save_adherence(self, notes: "Notes") -> None:
        self._plans_made().save_adherence(notes)

    def _plans_made(self) -> "PlanSheets":
        from posture_app.program.plan_sheet import PlanSheets

        if self._plans is None:
            if self.main is None:
                raise RuntimeError("there is no window")
            self._plans = PlanSheets(self._shared, self._records, self.main, self.main)
        return self._plans

    def _add_what_waits(self) -> None:
        if self._add_first is not None:
            kind, self._add_first = self._add_first, None
            self.add_entry(kind)
        if self._plan_first is not None:
            what, self._plan_first = self._plan_first, None
            self.open_plan(what)

    @Slot()
    def _put_away(self) -> None:
        QTimer.singleShot(0, self, self._add_what_waits)
        if self._made_anew_later:
            self._made_anew_later = False
            QTimer.singleShot(0, self.make_anew)  # the player is still putting its view away

    def _moving_figure(self, make: "WidgetFactory", exercise: "Exercise") -> QWidget:
        from posture_app.ui.figure.widget import FigureWidget

        figure = make(FigureWidget, exercise)
        preferences = self._shared.preferences
        figure.follow(preferences.value)
        preferences.changed.connect(figure.follow)
        figure.play_alone()
        return figure


def _still(make: "WidgetFactory", exercise: "Exercise") -> QWidget:
    from posture_app.ui.figure.widget import FigureStill

    return make(FigureStill, exercise)
