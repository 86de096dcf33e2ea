"""The main window: a side bar and the pages.

The window can be shown before anything is loaded: until its first page is built, which begins when
the window has been painted, it shows the page's quiet loading state. Pages are built when they are
first visited. A page's module is imported when the page is built, for the model's modules cost more
than the whole window (docs/decisions/0002).
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from posture_app.ui.pages.base import Loading, Page
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.page_stack import PageStack
from posture_app.ui.widgets.side_bar import Entry, SideBar

if TYPE_CHECKING:
    from posture_app.journal.model import SessionRecord
    from posture_app.ui.widgets.still import StillCache, StillFactory

MINIMUM: Final = (640, 480)
USUAL: Final = (1180, 800)
NARROW_BELOW_PX: Final = 820


class PageEntry(NamedTuple):
    """A page of the window: its entry in the side bar and how it is made at its first visit."""

    entry: Entry
    make: Callable[[], Page]


class WindowState(NamedTuple):
    """Where the window was and which page was open, to be kept between two starts."""

    geometry: str = ""
    page: str = "today"


class MainWindow(QMainWindow):
    """The side bar, the pages, and the ways between them.

    What a page shows and what comes of its wishes is the matter of whoever hears `page_built`.

    Signals:
        page_built: The key of a page and the page itself, at its first visit.
        page_opened: The key of the page that was opened, for those who load only what is looked at.
        activated: Somebody came back to the window.
        closed: The window was closed; `window_state` still tells how it was.
        quit_requested: The program is to end, whatever goes on without the window.
        try_wanted: What could not be loaded is to be tried again.
    """

    page_built = Signal(str, object)
    page_opened = Signal(object)
    activated = Signal()
    closed = Signal()
    quit_requested = Signal()
    try_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        still: "StillFactory | None" = None,
        figure: "StillFactory | None" = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._still = still
        self._figure = figure
        self._stills: StillCache | None = None
        self._entries = {page.entry.key: page for page in self._pages()}
        self._built: dict[str, Page] = {}
        self._open_page = self.pages[0]
        self._problem: QWidget | None = None
        self.setWindowTitle("Posture App")
        self.setObjectName("main-window")
        self.setMinimumSize(*MINIMUM)
        self.resize(*USUAL)
        middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.side_bar = SideBar(theme, [page.entry for page in self._entries.values()])
        self.side_bar.chosen.connect(self.open_page)
        self.side_bar.select(self._open_page)
        self._stack = PageStack(theme)
        loading = Loading(theme)
        loading.painted.connect(self._painted, Qt.ConnectionType.QueuedConnection)
        self._stack.addWidget(loading)
        layout.addWidget(self.side_bar)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self._add_keys()
        theme.changed.connect(self._fit)

    @property
    def pages(self) -> Sequence[str]:
        """The keys of all pages, in the order of the side bar."""
        return tuple(self._entries)

    @property
    def built(self) -> Mapping[str, Page]:
        """The pages that were visited, by their keys."""
        return MappingProxyType(self._built)

    @property
    def open_page_key(self) -> str:
        """The page that is open now."""
        return self._open_page

    def page(self, key: str) -> Page:
        """A page, built now if it was not yet visited.

        Raises:
            KeyError: There is no such page.
        """
        if key not in self._built:
            page = self._entries[key].make()
            self._built[key] = page
            self._stack.addWidget(page)
            self.page_built.emit(key, page)
        return self._built[key]

    @Slot(object)
    def open_page(self, key: str) -> None:
        """Go to a page; a key that is not known leads to the first one."""
        key = key if key in self._entries else self.pages[0]
        opened = key != self._open_page or key not in self._built
        page = self.page(key)
        self._open_page = key
        self.side_bar.select(key)
        self._stack.show_page(self._problem or page)
        if opened:
            self.page_opened.emit(key)

    def show_problem(self, problem: str) -> None:
        """Say in the place of all pages why there is nothing to show, and offer another try."""
        from posture_app.ui.pages.cannot_load import CannotLoad  # noqa: PLC0415 - seldom needed

        self.hide_problem()
        self._problem = page = CannotLoad(self._theme, problem)
        page.try_wanted.connect(self.try_wanted)
        self._stack.addWidget(page)
        self._stack.show_page(page)

    def hide_problem(self) -> None:
        """Show the open page again."""
        if self._problem is not None:
            self._problem.deleteLater()
            self._problem = None
            self._stack.show_page(self.page(self._open_page))

    def forget_pictures(self) -> None:
        """Draw the pictures of exercises anew, as they may be another library's."""
        if self._stills is not None:
            self._stills.forget()

    def show_session(self, session: "SessionRecord") -> None:
        """Open the details of a session in the log."""
        self.open_page("log")
        self.page("log").show_details(session)

    @Slot(object)
    def show_exercise(self, exercise_id: str) -> None:
        """Open the details of an exercise."""
        self.open_page("exercises")
        self.page("exercises").show_details(exercise_id)

    @Slot(object)
    def show_routine(self, routine_id: str) -> None:
        """Open the details of a routine."""
        self.open_page("routines")
        self.page("routines").show_details(routine_id)

    def window_state(self) -> WindowState:
        """How the window is now."""
        geometry = b64encode(self.saveGeometry().data()).decode("ascii")
        return WindowState(geometry, self._open_page)

    def restore(self, state: WindowState) -> None:
        """Take up a state; what cannot be read of it is left as it is."""
        try:
            geometry = b64decode(state.geometry, validate=True)
        except (Base64Error, ValueError):
            geometry = b""
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        if self.isVisible():
            self.open_page(state.page)
        elif state.page in self._entries:  # built when the window has been painted
            self._open_page = state.page
            self.side_bar.select(state.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side bar shrinks to its icons where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Tell when somebody comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being written, then tell."""
        self._go_back_in("log")
        super().closeEvent(event)
        self.closed.emit()

    def _pages(self) -> Sequence[PageEntry]:
        return (
            PageEntry(Entry("today", "Today", "today"), self._make_today),
            PageEntry(Entry("exercises", "Exercises", "exercises"), self._make_exercises),
            PageEntry(Entry("routines", "Routines", "routines"), self._make_routines),
            PageEntry(Entry("body-map", "Body map", "body"), self._make_body_map),
            PageEntry(Entry("breaks", "Breaks", "breaks"), self._make_breaks),
            PageEntry(Entry("log", "Log", "log"), self._make_log),
            PageEntry(Entry("settings", "Settings", "settings", at_foot=True), self._make_settings),
        )

    def _make_today(self) -> Page:
        from posture_app.ui.pages.today import TodayPage  # noqa: PLC0415 - see above

        page = TodayPage(self._theme, self._picture_cache())
        page.show_routine_requested.connect(self.show_routine)
        return page

    def _make_exercises(self) -> Page:
        from posture_app.ui.pages.exercises import ExercisesPage  # noqa: PLC0415 - see above

        figure = self._figure or self._still_factory()
        return ExercisesPage(self._theme, self._picture_cache(), figure)

    def _make_routines(self) -> Page:
        from posture_app.ui.pages.routines import RoutinesPage  # noqa: PLC0415 - see above

        page = RoutinesPage(self._theme, self._picture_cache())
        page.show_exercise_requested.connect(self.show_exercise)
        return page

    def _make_body_map(self) -> Page:
        from posture_app.ui.pages.body_map import BodyMapPage  # noqa: PLC0415 - see above

        page = BodyMapPage(self._theme, self._picture_cache())
        page.show_exercise_requested.connect(self.show_exercise)
        return page

    def _make_breaks(self) -> Page:
        from posture_app.ui.pages.breaks import BreaksPage  # noqa: PLC0415 - see above

        return BreaksPage(self._theme)

    def _make_log(self) -> Page:
        from posture_app.ui.pages.log import LogPage  # noqa: PLC0415 - see above

        page = LogPage(self._theme)
        page.first_session_requested.connect(self._choose_routine)
        return page

    def _make_settings(self) -> Page:
        from posture_app.ui.pages.settings import SettingsPage  # noqa: PLC0415 - see above

        return SettingsPage(self._theme)

    def _still_factory(self) -> "StillFactory":
        from posture_app.ui.widgets.still import placeholder  # noqa: PLC0415 - see above

        if self._still is None:
            self._still = placeholder(self._theme)
        return self._still

    def _picture_cache(self) -> "StillCache":
        from posture_app.ui.widgets.still import StillCache  # noqa: PLC0415 - see above

        if self._stills is None:
            self._stills = StillCache(self._theme, self._still_factory(), self)
        return self._stills

    def _add_keys(self) -> None:
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
            (QKeySequence(Qt.Key.Key_Escape), self._back),
            (QKeySequence("Alt+Left"), self._back),
            (QKeySequence("Ctrl+Q"), self.quit_requested),
        ):
            QShortcut(keys, self).activated.connect(slot)

    def _go_back_in(self, key: str) -> bool:
        page = self._built.get(key)
        return page.go_back() if page is not None else False

    @Slot()
    def _painted(self) -> None:
        self.open_page(self._open_page)

    @Slot()
    def _find(self) -> None:
        if not self.page(self._open_page).focus_search():
            self.open_page("exercises")
            self.page("exercises").focus_search()

    @Slot()
    def _back(self) -> None:
        self._go_back_in(self._open_page)

    @Slot()
    def _choose_routine(self) -> None:
        self.open_page("routines")

    @Slot()
    def _fit(self) -> None:
        self.side_bar.set_narrow(narrow=self.width() < self._theme.px(NARROW_BELOW_PX))
