"""What all pages have in common: the ground, the quiet loading state, going back."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from posture_app.ui.pages.opening import paint_opening
from posture_app.ui.theme.theme import Theme
from posture_app.words.catalogue import _

if TYPE_CHECKING:  # the window is painted before it is loaded
    from posture_app.ui.widgets.factory import WidgetFactory

LATE_MS: Final = 200
"""How long a blink of the eye takes: what is there by then was never waited for."""


class Loading(QWidget):
    """An outline of the figure and a sentence. Nothing moves: it is there for a blink.

    Where it takes longer a button is added, for the time until then. The figure itself never is:
    it would take longer to load than what is waited for.

    Signals:
        painted: It was painted for the first time.
    """

    painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("loading")
        self.setAccessibleName(_("Loading"))
        self._was_painted = self._says = False
        # The words come right after the window's first picture, and before its pages are built.
        self.painted.connect(self._say, Qt.ConnectionType.QueuedConnection)
        self._words: QWidget | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self.tell)

    @Slot()
    def _say(self) -> None:
        self._says = True
        self.repaint()

    @Slot()
    def tell(self) -> None:
        """It takes longer: say so."""
        if self._words is None:
            from posture_app.ui.pages.waiting import Waiting  # noqa: PLC0415 - seldom needed
            from posture_app.ui.widgets.factory import WidgetFactory  # noqa: PLC0415 - see below

            # That of the window comes with its first page, which is not there yet.
            self._words = WidgetFactory(self._theme)(Waiting)
            self._words.setParent(self)
            self._words.setGeometry(self.rect())
            self._words.show()
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Wait a moment before anything is said."""
        super().showEvent(event)
        self._late.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """It is there."""
        super().hideEvent(event)
        self._late.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words have all the room."""
        super().resizeEvent(event)
        if self._words is not None:
            self._words.setGeometry(self.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figure and the sentence, unless they stand there already."""
        if not self._was_painted:  # the words may have been first, where there is much to do
            self._was_painted = True
            self.painted.emit()
        if self._words is not None:
            return
        paint_opening(QPainter(self), self._theme, self.size(), words=self._says)


class Page(QWidget):
    """A page of the main window: loading until it is shown something, then one of its views.

    Signals:
        moved: Another of its views is shown; `where` tells which.
        view_changed: The person sees another of its views than a moment before.
        back_requested: Back to where the person came from, which may be another page.
    """

    moved = Signal()
    view_changed = Signal()
    back_requested = Signal()

    def __init__(self, make: "WidgetFactory") -> None:
        super().__init__()
        self.make = make
        self.setObjectName("page")
        self.views = QStackedLayout(self)
        self.views.setContentsMargins(0, 0, 0, 0)
        self._loading = Loading(make.theme)
        self.views.addWidget(self._loading)
        self._was_loading = True
        self.views.currentChanged.connect(self._note_view)

    @property
    def is_loading(self) -> bool:
        """Whether there is nothing to show yet."""
        return self.views.currentWidget() is self._loading

    def show_snapshot(self, snapshot: Any) -> None:  # noqa: ANN401 - each page has its own kind
        """Draw what there is to show."""
        raise NotImplementedError

    def show_details(self, target: Any) -> None:  # noqa: ANN401 - each page has its own kinds
        """Open one of the page's own targets; without any, do nothing."""

    def where(self) -> object:
        """Which view is shown, for `go_to`; None is the first one."""
        return None

    def go_to(self, where: object) -> None:
        """Show a view that `where` has told; what is no longer there is left alone."""

    def go_back(self) -> bool:
        """One step back within the page; False if it is at its first view."""
        return False

    def focus_search(self) -> bool:
        """Put the keyboard into the page's search field; False if it has none."""
        return False

    @Slot()
    def _note_view(self) -> None:
        was_loading, self._was_loading = self._was_loading, self.is_loading
        if self.isVisible() and not (was_loading or self._was_loading):
            self.view_changed.emit()
