"""The window: made when it is wanted, filled when library and log are loaded."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.words.catalogue import _, language, said

# What is not needed to show the window is imported when it is: docs/decisions/0005.

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from posture_app.library.model import Exercise
    from posture_app.program.added import AddedToday
    from posture_app.program.breaks import RunningBreaks
    from posture_app.program.data_keeper import DataKeeper
    from posture_app.program.entries import EntrySheets
    from posture_app.program.entry_keeper import EntryKeeper
    from posture_app.program.loading import OpenRecords
    from posture_app.program.pages.base import PageController
    from posture_app.program.pages.breaks import BreaksController
    from posture_app.program.palette import PaletteController
    from posture_app.program.plan_sheet import PlanSheets
    from posture_app.program.plans import Notes
    from posture_app.program.player import SessionPlayer
    from posture_app.program.workplace import WorkplaceCheck
    from posture_app.ui.entry_kinds import EntryKind
    from posture_app.ui.main_window import MainWindow, WindowState
    from posture_app.ui.page_keys import PageKey


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
        quit_wanted: The person wants the program to end.
        welcome_wanted: The person wants the steps of the first start again.
        erase_wanted: Everything that is kept about the person is to be deleted.
        quit_agreed: Asked about a session in progress, the person has ended it to end the program.
    """

    shown = Signal()
    filling = Signal()
    ready = Signal()
    playing = Signal(bool)
    closed = Signal()
    quit_wanted = Signal()
    welcome_wanted = Signal()
    quit_agreed = Signal()
    erase_wanted = Signal()

    def __init__(
        self,
        shared: Shared,
        records: Records,
        breaks: "RunningBreaks",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._records, self._breaks = shared, records, breaks
        self.main: MainWindow | None = None
        self.player: SessionPlayer | None = None
        self.entries: EntrySheets | None = None
        self.workplace: WorkplaceCheck | None = None
        self._controllers: dict[PageKey, PageController] = {}
        self._makers: dict[PageKey, Callable[[], PageController]] = {}
        self._breaks_page: BreaksController | None = None
        self._palette: PaletteController | None = None
        self._plans: PlanSheets | None = None
        self._play_first = ""
        self._add_first: EntryKind | None = None
        self._was_painted = False
        self._made_anew_later = False
        self._has_ended = False
        self._problem = ""
        records.ready.connect(self._fill)
        records.failed.connect(self._show_problem)

    @cached_property
    def entry_keeper(self) -> "EntryKeeper":
        """The one place where entries of the journal change; made when it is first needed."""
        from posture_app.program.entry_keeper import EntryKeeper

        return EntryKeeper(self._records, self._shared.local_time, self)

    @cached_property
    def data_keeper(self) -> "DataKeeper":
        """What brings data out and in; made when the settings are first looked at."""
        from posture_app.program.data_keeper import DataKeeper

        keeper = DataKeeper(self._shared, self._records, lambda: self._breaks.reminders, self)
        keeper.erase_wanted.connect(self.erase_wanted)
        return keeper

    @cached_property
    def added(self) -> "AddedToday":
        """The exercises that the person has added to the day."""
        from posture_app.program.added import AddedToday

        return AddedToday(self._shared.memory, self._shared.health, self)

    @property
    def is_visible(self) -> bool:
        """Whether the window is on the screen."""
        return self.main is not None and self.main.isVisible()

    @property
    def _is_controlled(self) -> bool:
        """Whether the pages have their controllers, or what makes them."""
        return bool(self._controllers or self._makers)

    @property
    def is_filled(self) -> bool:
        """Whether there is something to play."""
        return self._is_controlled and self._records.opened is not None

    def open(self, play: str = "") -> None:
        """Make the window, and show it; `play` is a routine to begin with when that is loaded."""
        self._play_first = play
        self._made(self._shared.memory.window()).show()

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
                self._shared, self._records, self.entry_keeper, self.main, self.main
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
        for one in (*self._controllers.values(), player, self.entries, self.workplace):
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
            main.show_problem(self._problem)

    def end(self) -> None:
        """Let a session in progress stand where it is, and begin nothing more: the program ends."""
        self._has_ended = True
        if self.player is not None:
            self.player.stop()

    def keep_state(self) -> None:
        """Remember where the window is, and which page is open."""
        if self.main is not None:
            self._shared.memory.keep_window(self.main.window_state())

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
        for one in self._controllers.values():
            one.keep()

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
        from posture_app.ui.main_window import MainWindow
        from posture_app.ui.qt_words import speak

        speak(self._shared.qt, language())
        self.main = main = MainWindow(self._shared.theme, self._still, self._moving_figure)
        main.installEventFilter(self)
        main.restore(state)
        if not state.geometry:
            main.fit(main.screen().availableSize())
        main.closed.connect(self.closed)
        main.quit_requested.connect(self.quit_wanted)
        main.welcome_requested.connect(self.welcome_wanted)
        main.palette_requested.connect(self._open_palette)
        main.try_wanted.connect(self._try_again)
        main.destroyed.connect(self._let_go)
        main.add_requested.connect(self.add_entry)
        main.workplace_requested.connect(self.check_workplace)
        main.plan_wanted.connect(self._open_plan)
        main.adherence_wanted.connect(self._save_adherence)
        # What hears of notices, preferences and the log goes with the widgets that it tells.
        self.player = player = SessionPlayer(self._shared, self._records, main, main)
        player.playing.connect(self.playing)
        player.closed.connect(self._put_away)
        player.quit_agreed.connect(self.quit_agreed)
        return main

    @Slot()
    def _let_go(self) -> None:
        """The window is gone, or will be, and with it all that belongs to it."""
        self._makers.clear()
        self._controllers, self._breaks_page = {}, None
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

            self.entries = EntrySheets(self._shared, self.entry_keeper, self.main, self.main)
        filled = list(self._controllers.values())
        if not self._is_controlled:
            self._control(self.main, self.player)  # they fill the page that is there
        if self._breaks_page is not None:
            self._breaks_page.use_history(opened.history)
            self._breaks_page.fill()
        for one in filled:
            one.fill()
        self.ready.emit()
        self._records.prepare_pages(self._shared.theme.figure.body)
        if self._play_first:
            self.player.play_routine(self._play_first)
            self._play_first = ""
        self._add_what_waits()

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        """Library and log cannot be loaded: say so, and let the person try again."""
        self._problem = loading_problem(error)
        if self.main is not None:
            self.main.show_problem(self._problem)

    @Slot()
    def _try_again(self) -> None:
        if self.main is None:
            return
        self.main.hide_problem()
        if self._records.opened is None:
            self._records.open()
        else:
            self._fill(self._records.opened)

    def _control(self, main: "MainWindow", player: "SessionPlayer") -> None:
        """Let each page have its controller, made when the page is first visited."""
        self._makers = self._controller_makers(main, player)
        main.page_built.connect(self._control_page)
        for key in main.built:
            self._control_page(key)

    @Slot(str, object)
    def _control_page(self, key: "PageKey", _page: object = None) -> None:
        make = self._makers.pop(key, None)
        if make is not None:
            self._controllers[key] = make()

    def _controller_makers(
        self, main: "MainWindow", player: "SessionPlayer"
    ) -> "dict[PageKey, Callable[[], PageController]]":
        """What makes the controller of each page; its module is loaded then, and not before."""
        shared, records = self._shared, self._records

        def today() -> "PageController":
            return self._today_controller(main, player)

        def move() -> "PageController":
            from posture_app.program.pages.move import MoveController

            return MoveController(main, shared, records, player, main)

        def body() -> "PageController":
            from posture_app.program.pages.body_map import BodyMapController

            return BodyMapController(main, shared, records, self.added, main)

        def progress() -> "PageController":
            return self._progress_controller(main)

        def settings() -> "PageController":
            from posture_app.program.pages.settings import SettingsController

            return SettingsController(main, shared, records, self.data_keeper, main)

        return {
            "today": today,
            "move": move,
            "body": body,
            "breaks": partial(self._breaks_controller, main),
            "progress": progress,
            "settings": settings,
        }

    def _today_controller(self, main: "MainWindow", player: "SessionPlayer") -> "PageController":
        from posture_app.program.pages.today import TodayController, TodayKeepers

        keeper = self.entry_keeper
        kept = TodayKeepers(keeper, self.added)
        page = TodayController(main, self._shared, self._records, player, kept, main)
        if self.entries is not None:
            page.entry_wanted.connect(self.entries.open_entry)
            page.check_in_wanted.connect(partial(self.entries.open, "check_in"))
        return page

    def _progress_controller(self, main: "MainWindow") -> "PageController":
        from posture_app.program.pages.progress import ProgressController
        from posture_app.program.report_sheet import ReportSheets

        page = ProgressController(main, self._shared, self._records, self.entry_keeper, main)
        reports = ReportSheets(self._shared, self._records, main, page)
        page.report_wanted.connect(reports.open)
        if self.entries is not None:
            page.entry_wanted.connect(self.entries.open_entry)
            page.check_in_wanted.connect(partial(self.entries.open, "check_in"))
            page.questionnaire_wanted.connect(self.entries.open_questionnaire)
        return page

    def _breaks_controller(self, main: "MainWindow") -> "PageController":
        from posture_app.program.pages.breaks import BreaksController

        opened = self._records.opened
        self._breaks_page = page = BreaksController(main, self._shared, self._breaks, main)
        page.attach(self._breaks.reminders)
        page.use_history(None if opened is None else opened.history)
        self._breaks.turned.connect(page.attach)
        self._records.closing.connect(page.forget_history)
        return page

    @Slot()
    def _open_palette(self) -> None:
        from posture_app.program.palette import PaletteController

        if self._palette is None and self.main is not None:
            self._palette = PaletteController(self._shared, self._records, self._breaks, self.main)
        if self._palette is not None:
            self._palette.open()

    @Slot(object)
    def _open_plan(self, path: "Path") -> None:
        """Show a plan that may be followed; in the middle of a session that is not asked."""
        if self.player is not None and self.player.view is None:
            self._plans_made().open_file(path)

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

    @Slot()
    def _put_away(self) -> None:
        QTimer.singleShot(0, self, self._add_what_waits)
        if self._made_anew_later:
            self._made_anew_later = False
            QTimer.singleShot(0, self.make_anew)  # the player is still putting its view away

    def _still(self, exercise: "Exercise") -> QWidget:
        from posture_app.ui.figure.widget import FigureStill

        return FigureStill(self._shared.theme, exercise)

    def _moving_figure(self, exercise: "Exercise") -> QWidget:
        from posture_app.ui.figure.widget import FigureWidget

        figure = FigureWidget(self._shared.theme, exercise)
        preferences = self._shared.preferences
        figure.follow(preferences.value)
        preferences.changed.connect(figure.follow)
        figure.play_alone()
        return figure
