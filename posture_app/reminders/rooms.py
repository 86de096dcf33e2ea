"""Where the running breaks are seen: in the panel, and on the window's Breaks page.

Neither is made before it is needed: the panel when there are breaks, what fills the page when the
page is first opened.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.backstage import Backstage
from posture_app.desk import Desk
from posture_app.reminders.running import Breaks

if TYPE_CHECKING:
    from posture_app.library.model import Routine
    from posture_app.opening import Opened
    from posture_app.reminders.page import BreaksRoom
    from posture_app.reminders.reminders import Reminders
    from posture_app.reminders.tray import TrayRoom
    from posture_app.ui.main_window import MainWindow

_MANY = 200
"""More sessions than anybody does in the weeks that today's routine depends on."""


class Rooms(QObject):
    """Shows the breaks of one running program wherever somebody can look at them.

    Signals:
        open_wanted, quit_wanted: The window is to be shown; the program is to end.
        routine_wanted: A routine's id, to be played.
    """

    open_wanted = Signal()
    quit_wanted = Signal()
    routine_wanted = Signal(object)

    def __init__(
        self, desk: Desk, breaks: Breaks, backstage: Backstage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._breaks, self._backstage = desk, breaks, backstage
        self._window: MainWindow | None = None
        self._window_is_shown = False
        self._tray: TrayRoom | None = None
        self._page: BreaksRoom | None = None
        breaks.turned.connect(self._turned)
        backstage.ready.connect(self._take_opened)

    def serve(self, window: "MainWindow") -> None:
        """Fill the Breaks page of this window when somebody opens it."""
        self._window = window
        window.page_opened.connect(self._page_opened)

    @Slot()
    def window_shown(self) -> None:
        """The window is on the screen."""
        self._window_is_shown = True
        if self._tray is not None:
            self._tray.window_shown()

    @Slot()
    def window_left(self) -> None:
        """The window was closed, and the program goes on."""
        self._window_is_shown = False
        if self._tray is not None:
            self._tray.window_left()

    def show_message(self, title: str, words: str) -> bool:
        """Show a message beside the icon in the panel; returns whether it can be shown."""
        return self._tray is not None and self._tray.show_message(title, words)

    @Slot(object)
    def _turned(self, reminders: "Reminders | None") -> None:
        if self._tray is None and reminders is not None:
            from posture_app.reminders.tray import TrayRoom  # noqa: PLC0415 - when there are breaks

            self._tray = TrayRoom(self._desk, self._todays_routine, self)
            self._tray.open_wanted.connect(self.open_wanted)
            self._tray.quit_wanted.connect(self.quit_wanted)
            self._tray.routine_wanted.connect(self.routine_wanted)
            if self._window_is_shown:
                self._tray.window_shown()
        if self._tray is not None:
            self._tray.attach(reminders)
        if self._page is not None:
            self._page.attach(reminders)

    @Slot(object)
    def _take_opened(self, opened: "Opened") -> None:
        if self._page is not None:
            self._page.use_history(opened.history)

    @Slot(object)
    def _page_opened(self, key: str) -> None:
        if key != "breaks" or self._page is not None or self._window is None:
            return
        from posture_app.reminders.page import BreaksRoom  # noqa: PLC0415 - when it is looked at

        self._page = BreaksRoom(self._window, self._desk, self)
        if self._backstage.opened is not None:
            self._page.use_history(self._backstage.opened.history)
        if self._breaks.reminders is not None:
            self._page.attach(self._breaks.reminders)

    def _todays_routine(self) -> "Routine | None":
        opened = self._backstage.opened
        if opened is None:
            return None
        from posture_app.journal.past import routine_of_today  # noqa: PLC0415 - when it is asked
        from posture_app.journal.suggestion import USUAL_DAYS  # noqa: PLC0415
        from posture_app.store.errors import StoreError  # noqa: PLC0415

        today = self._desk.now().astimezone().date()
        try:
            sessions = opened.journal.sessions(
                first_day=today - timedelta(days=2 * USUAL_DAYS), limit=_MANY
            )
        except StoreError:
            return None
        return routine_of_today(opened.loaded.library, sessions, today)
