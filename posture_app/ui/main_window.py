"""The main window: a side bar and the pages.

The window can be shown before anything is loaded: until its first page is built, which begins when
the window has been painted, it shows the page's quiet loading state. Pages are built when they are
first visited. A page's module is imported when the page is built, and what leads to a part of one
when it is asked for, for the model's modules cost more than the whole window (docs/decisions/0005).
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QMargins, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from posture_app.ui.navigation_history import NavigationHistory, Place
from posture_app.ui.page_factory import PageFactory
from posture_app.ui.page_keys import FIRST_PAGE, PAGES, PageKey, Workspace, kept_page, workspace_of
from posture_app.ui.pages.base import Loading, Page
from posture_app.ui.side_buttons import SideButtons
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.page_stack import PageStack
from posture_app.ui.widgets.side_bar import NavEntry, SideBar

if TYPE_CHECKING:
    from posture_app.ui.add_menu import NewOn
    from posture_app.ui.page_targets import PageTarget
    from posture_app.ui.pages.cannot_load import CannotLoad
    from posture_app.ui.widgets.factory import WidgetFactory
    from posture_app.ui.widgets.still import StillFactory
    from posture_app.words.page_parts import MovePart

MINIMUM: Final = (640, 480)
USUAL: Final = (1180, 800)
TITLE_BAR_PX: Final = 40
"""Room for the bar above a window, whose height is not known before the window is shown."""
NARROW_BELOW_PX: Final = 820


class WindowState(NamedTuple):
    """Where the window was and which page was open, to be kept between two starts."""

    geometry: str = ""
    page: str = FIRST_PAGE
    workspace: str = "own"


class MainWindow(QMainWindow):
    """The side bar, the pages, and the ways between them.

    It knows where the person is and leads them about. What a page shows and what comes of its
    wishes is the matter of whoever hears `page_built`.

    Attributes:
        has_patients: Whether the person can change to the workspace for patients.

    Signals:
        page_built: The key of a page and the page itself, at its first visit.
        page_opened: The key of the page that was opened, for those who load only what is looked at.
        activated: Somebody came back to the window.
        closed: The window was closed; `window_state` still tells how it was.
        full_screen_changed: Whether the window fills the screen, when that changes.
        keys_opened: The sheet with the keys lies over the window now.
    """

    page_built = Signal(str, object)
    page_opened = Signal(object)
    activated = Signal()
    closed = Signal()
    full_screen_changed = Signal(bool)
    keys_opened = Signal()

    def __init__(
        self,
        theme: Theme,
        still: "StillFactory | None" = None,
        figure: "StillFactory | None" = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._page_factory = PageFactory(theme, still, figure, self)
        self._page_factory.exercise_wanted.connect(self.show_exercise)
        self._page_factory.routine_wanted.connect(self.show_routine)
        self._page_factory.programme_wanted.connect(self.show_programme)
        self._page_factory.routines_wanted.connect(self._choose_routine)
        self._entries = self._page_factory.pages
        self._built: dict[PageKey, Page] = {}
        self._open_page: PageKey = FIRST_PAGE
        self._history = NavigationHistory(Place(FIRST_PAGE))
        self._travelling = False
        self._problem: QWidget | None = None
        self.setWindowTitle("Posture App")
        self.setObjectName("main-window")
        self.setMinimumSize(*MINIMUM)
        self.resize(*USUAL)
        middle = self._middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.side_bar = SideBar(theme, [page.entry for page in self._entries.values()])
        self.side_bar.chosen.connect(self.visit)
        self.side_bar.workspace_chosen.connect(self.show_workspace)
        self.side_bar.select(self._open_page)
        self.has_patients = False
        self._left_at: dict[Workspace, PageKey] = {}
        self._stack = PageStack(theme)
        loading = Loading(theme)
        loading.painted.connect(self._painted, Qt.ConnectionType.QueuedConnection)
        self._stack.addWidget(loading)
        layout.addWidget(self.side_bar)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self._add_keys()
        self._side_buttons = SideButtons(self)
        self._side_buttons.back_pressed.connect(self.go_back)
        theme.changed.connect(self._fit)

    @property
    def make(self) -> "WidgetFactory":
        """Makes all widgets of the window but its frame."""
        return self._page_factory.make

    @property
    def pages(self) -> Sequence[PageKey]:
        """The keys of the workspace's pages, in the order of the side bar."""
        return PAGES[self.workspace]

    @property
    def entries(self) -> Sequence[NavEntry]:
        """The entries of the pages that the person can go to."""
        keys = PAGES["own"] + (PAGES["practice"][:-1] if self.has_patients else ())
        return tuple(self._entries[key].entry for key in keys)

    @property
    def workspace(self) -> Workspace:
        """The workspace whose pages are shown."""
        return self.side_bar.workspace

    def offer_workspaces(self, *, wanted: bool) -> None:
        """Let the person change to the workspace for patients, or not: then it is left."""
        self.has_patients = wanted
        self.side_bar.offer_workspaces(wanted=wanted)
        if not wanted and self.workspace != "own":
            self.show_workspace("own")

    @Slot(object)
    def show_workspace(self, workspace: Workspace) -> None:
        """Go to a workspace, to the page where it was left."""
        if workspace == self.workspace:
            return
        stays = self._open_page in PAGES[workspace]  # whoever changes that in the settings
        page = self._open_page if stays else self._left_at.get(workspace, PAGES[workspace][0])
        with self._going():
            self._turn_to(workspace)
            self._open(page)

    @property
    def built(self) -> Mapping[PageKey, Page]:
        """The pages that were visited, by their keys."""
        return MappingProxyType(self._built)

    @property
    def open_page_key(self) -> PageKey:
        """The page that is open now."""
        return self._open_page

    def page(self, key: PageKey) -> Page:
        """A page, built now if it was not yet visited.

        Raises:
            KeyError: There is no such page.
        """
        if key not in self._built:
            page = self._entries[key].build()
            self._built[key] = page
            page.moved.connect(self._note_place)
            page.view_changed.connect(self._stack.fade_in)
            page.back_requested.connect(self.go_back)
            self._stack.addWidget(page)
            self.page_built.emit(key, page)
        return self._built[key]

    @Slot(object)
    def open_page(self, key: PageKey) -> None:
        """Go to a page, as it was left."""
        with self._going():
            self._open(key)

    @Slot(object)
    def visit(self, key: PageKey) -> None:
        """Go to the first view of a page."""
        with self._going():
            self.page(key).go_to(None)
            self._open(key)

    def show_problem(self, problem: str) -> "CannotLoad":
        """Say in the place of all pages why there is nothing to show.

        Returns:
            The page that says it, and tells when another try is wanted.
        """
        from posture_app.ui.pages.cannot_load import CannotLoad  # noqa: PLC0415 - seldom needed

        self.hide_problem()
        self._problem = page = self.make(CannotLoad, problem)
        self._stack.addWidget(page)
        self._stack.show_page(page)
        return page

    def hide_problem(self) -> None:
        """Show the open page again."""
        if self._problem is not None:
            self._problem.deleteLater()
            self._problem = None
            self._stack.show_page(self.page(self._open_page))

    def forget_pictures(self) -> None:
        """Draw the pictures of exercises anew, as they may be another library's."""
        self._page_factory.forget_pictures()

    @Slot(object)
    def show_exercise(self, exercise_id: str) -> None:
        """Open the details of an exercise."""
        from posture_app.ui.page_targets import ExerciseTarget  # noqa: PLC0415 - see above

        self.show_details(ExerciseTarget(exercise_id))

    @Slot(object)
    def show_routine(self, routine_id: str) -> None:
        """Open the details of a routine."""
        from posture_app.ui.page_targets import RoutineTarget  # noqa: PLC0415 - see above

        self.show_details(RoutineTarget(routine_id))

    @Slot(object)
    def show_programme(self, programme_id: str) -> None:
        """Open the details of a programme."""
        from posture_app.ui.page_targets import ProgrammeTarget  # noqa: PLC0415 - see above

        self.show_details(ProgrammeTarget(programme_id))

    @Slot(object)
    def show_guide_page(self, page_id: str) -> None:
        """Open a page of the guide."""
        from posture_app.ui.page_targets import GuideTarget  # noqa: PLC0415 - see above

        self.show_details(GuideTarget(page_id))

    @Slot(object)
    def show_part(self, part: "MovePart") -> None:
        """Open the list of all routines, exercises, programmes or pages of the guide."""
        from posture_app.ui.pages.move import MovePage  # noqa: PLC0415 - see above

        with self._going():
            page = self.page("move")
            if isinstance(page, MovePage):
                page.show_part(part)
            page.go_to(None)
            self._open("move")

    @Slot()
    def go_back(self) -> None:
        """To where the person was before, on this page or on another one."""
        if not self.shows_pages:
            return
        place = self._history.back()
        if place is None:
            self.page(self._open_page).go_back()
            return
        self._travelling = True
        self._open(place.page)
        self.page(place.page).go_to(place.view)
        self._travelling = False
        self._history.here = self._here()

    @property
    def shows_pages(self) -> bool:
        """Whether the pages are in the window, and not a session that is played."""
        return self.centralWidget() is self._middle

    def window_state(self) -> WindowState:
        """How the window is now."""
        geometry = b64encode(self.saveGeometry().data()).decode("ascii")
        return WindowState(geometry, self._open_page, self.workspace)

    def fit(self, room: QSize) -> None:
        """Be no larger than a screen's room, with the bar above the window.

        A screen can be smaller than the least size that is good to use, as one of 1366 by 768
        pixels is at twice the scale; and what was kept can come from a larger one.
        """
        beneath = self._least(room)
        if not self.isMaximized() and not self.isFullScreen():
            self.resize(self.size().boundedTo(beneath))

    def restore(self, state: WindowState) -> None:
        """Take up a state; what cannot be read of it is left as it is."""
        try:
            geometry = b64decode(state.geometry, validate=True)
        except (Base64Error, ValueError):
            geometry = b""
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        page, self._page_factory.part = kept_page(state.page)
        is_for_patients = state.workspace == "practice" and page in PAGES["practice"]
        self._turn_to("practice" if is_for_patients else workspace_of(page, "own"))
        if self.isVisible():
            self.open_page(page)
        else:  # built when the window has been painted
            self._open_page = page
            self._history.here = Place(page)
            self.side_bar.select(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side bar becomes narrow where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is nowhere until it is used, and then at the first control."""
        super().showEvent(event)
        self._side_buttons.follow()
        handle = self.windowHandle()
        if handle is not None:
            unique = Qt.ConnectionType.UniqueConnection
            handle.screenChanged.connect(self._follow_screen, unique)
        if self.focusWidget() is None:
            self._middle.setFocus()

    @Slot()
    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again, as large as it was."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def show_keys(self) -> None:
        """Show what all keys do."""
        from posture_app.ui.keys_sheet import KeysSheet  # noqa: PLC0415 - seldom needed

        if self.findChild(KeysSheet) is None:
            self.make(KeysSheet, self).open()
            self.keys_opened.emit()

    @Slot(object)
    def show_new(self, page: "NewOn") -> None:
        """Make something new on a page: a patient, a template, an exercise."""
        from posture_app.ui.page_targets import NewTarget  # noqa: PLC0415 - see above

        self.show_details(NewTarget(page))

    def changeEvent(self, event: QEvent) -> None:
        """Tell when somebody comes back to the window, and when it fills the screen or no more."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.full_screen_changed.emit(self.isFullScreen())
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being written, then tell."""
        page = self._built.get("progress")
        if page is not None:
            page.go_to(None)
        super().closeEvent(event)
        self.closed.emit()

    def _least(self, room: QSize) -> QSize:
        """Let the window become small enough for a screen, and return what it can have there."""
        beneath = room.shrunkBy(QMargins(0, 0, 0, TITLE_BAR_PX))
        self.setMinimumSize(QSize(*MINIMUM).boundedTo(beneath))
        return beneath

    @Slot()
    def _follow_screen(self) -> None:
        """The window is on another screen, or its screen has another size."""
        self._least(self.screen().availableSize())

    def _add_keys(self) -> None:
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
            (QKeySequence(Qt.Key.Key_Escape), self._leave_view),
            (QKeySequence("Alt+Left"), self.go_back),
            (QKeySequence(Qt.Key.Key_Back), self.go_back),
            (QKeySequence("Ctrl+0"), self._change_workspace),
            (QKeySequence("F11"), self.toggle_full_screen),
            (QKeySequence("F1"), self.show_keys),
            (QKeySequence("?"), self.show_keys),
        ):
            QShortcut(keys, self).activated.connect(slot)

    def show_details(self, target: "PageTarget") -> None:
        """Open a part of a page, or the details of one of the things that it lists."""
        with self._going():
            self._open(target.page)
            self.page(target.page).show_details(target)

    def _open(self, key: PageKey) -> None:
        opened = key != self._open_page or key not in self._built
        page = self.page(key)
        self._turn_to(workspace_of(key, self.workspace))
        self._open_page = key
        self._left_at[self.workspace] = key
        self.side_bar.select(key)
        if self._stack.isAncestorOf(self.focusWidget() or self) and page.focusWidget() is None:
            page.setFocus()  # not its first control, where nobody has gone by keyboard
        self._stack.show_page(self._problem or page)
        if opened:
            self.page_opened.emit(key)

    def _turn_to(self, workspace: Workspace) -> None:
        if workspace != self.workspace:
            self.side_bar.show_workspace(workspace)

    @Slot()
    def _change_workspace(self) -> None:
        if self.has_patients and self.shows_pages:
            self.show_workspace("practice" if self.workspace == "own" else "own")

    @contextmanager
    def _going(self) -> Iterator[None]:
        """A step of the person, of which only the end is remembered."""
        self._travelling = True
        try:
            yield
        finally:
            self._travelling = False
            self._note_place()

    def _here(self) -> Place:
        page = self._built.get(self._open_page)
        return Place(self._open_page, None if page is None else page.where())

    @Slot()
    def _note_place(self) -> None:
        """Remember where the person was before, if that is another place."""
        if not self._travelling:
            self._history.note(self._here())

    @Slot()
    def _painted(self) -> None:
        self.open_page(self._open_page)

    @Slot()
    def _find(self) -> None:
        if self.shows_pages and not self.page(self._open_page).focus_search():
            with self._going():
                self._open("move")
                self.page("move").focus_search()

    @Slot()
    def _leave_view(self) -> None:
        if self.isFullScreen():
            self.toggle_full_screen()
        elif self._here().view is not None:
            self.go_back()
        elif self.shows_pages:
            self.page(self._open_page).go_back()

    @Slot()
    def _fit(self) -> None:
        self.side_bar.set_narrow(narrow=self.width() < self._theme.px(NARROW_BELOW_PX))

    @Slot()
    def _choose_routine(self) -> None:
        self.show_part("routines")
