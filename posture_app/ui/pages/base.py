"""What all pages have in common: the ground, the quiet loading state, going back."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.page_width import page_side
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import _

if TYPE_CHECKING:  # the window is painted before it is loaded
    from posture_app.ui.widgets.factory import WidgetFactory

LATE_MS: Final = 400
"""How long a blink of the eye takes at most: what is there by then was never waited for."""


class Loading(QWidget):
    """Pale shapes where the content will be. Nothing moves: it is there for a blink.

    Where it takes longer, a figure, a sentence and a button are for the time until then.

    Signals:
        painted: It was painted for the first time.
    """

    painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("loading")
        self.setAccessibleName(_("Loading"))
        self._was_painted = False
        self._words: QWidget | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self.tell)

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
        """Draw a title and three cards, unless words stand there already."""
        if not self._was_painted:  # the words may have been first, where there is much to do
            self._was_painted = True
            self.painted.emit()
        if self._words is not None:
            return
        painter = QPainter(self)
        shade = self._theme.colour("hover")
        left = page_side(self._theme, self.width())
        width = self.width() - 2 * left
        top = tokens.SPACE_3XL - 8
        rounded(painter, QRectF(left, top, width * 0.4, 40), tokens.RADIUS_S, shade)
        painter.setOpacity(0.6)
        rounded(painter, QRectF(left, top + 72, width, 240), tokens.RADIUS_XL, shade)
        half = (width - tokens.SPACE_XL) / 2
        for place in (left, left + half + tokens.SPACE_XL):
            rounded(painter, QRectF(place, top + 336, half, 150), tokens.RADIUS_L, shade)


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
