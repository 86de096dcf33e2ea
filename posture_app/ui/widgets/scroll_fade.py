"""A fade over the lower edge of what scrolls, so that no line looks cut."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.labels import Label

_FADE_PX: Final = 22
_GAP_PX: Final = 4
"""A line of words that would be cut is covered from so much above it."""


class ScrollFade(QWidget):
    """Lies over the lower edge of what scrolls, while there is more below it.

    It lets the mouse through to what is below it.

    Args:
        make: Makes widgets; its theme has the colour.
        area: What scrolls.
        ground: The theme's name of the colour that the area lies on.
    """

    def __init__(self, make: WidgetFactory, area: QScrollArea, ground: str = "canvas") -> None:
        super().__init__(area)
        self._theme = make.theme
        self._ground = ground
        self._over_px: int | None = None
        """Within so many pixels it goes over into the ground; None: down to the edge."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._area = area
        self._content: QWidget | None = None
        self._is_due = False
        area.installEventFilter(self)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self.place)
        bar.valueChanged.connect(self.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The area has another size, or what scrolls in it is laid out anew."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest} and not self._is_due:
            self._is_due = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Words are in their places by now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._is_due = False
            self.place()
        return super().event(event)

    @Slot()
    def place(self) -> None:
        """Lie over the lower edge, or be gone."""
        bar = self._area.verticalScrollBar()
        viewport = self._area.viewport().geometry()
        edge = viewport.bottom() + 1
        cut, whole = self._lines_at(edge)
        top = max(edge - _FADE_PX, whole) if cut is None else cut - _GAP_PX
        over_px = None if cut is None else 2 * _GAP_PX
        if over_px != self._over_px:
            self._over_px = over_px
            self.update()
        self.setGeometry(0, top, viewport.width(), edge - top)
        self.setVisible(bar.value() < bar.maximum())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Let the ground come over what lies below."""
        ground = self._theme.colour(self._ground)
        clear = QColor(ground)
        clear.setAlpha(0)
        fade = QLinearGradient(QPointF(0, 0), QPointF(0, self._over_px or self.height()))
        fade.setColorAt(0.0, clear)
        fade.setColorAt(1.0, ground)
        QPainter(self).fillRect(self.rect(), fade)

    def _lines_at(self, edge: int) -> tuple[int | None, int]:
        """Where a line begins that the lower edge cuts, if it does; where the last whole ends."""
        content, viewport = self._area.widget(), self._area.viewport()
        cut: int | None = None
        whole = 0
        if content is None:
            return cut, whole
        if content is not self._content:
            self._content = content
            content.installEventFilter(self)
        for label in content.findChildren(Label):
            top = label.mapTo(viewport, QPoint()).y()
            bottom = top + label.height()
            if not label.isVisibleTo(content) or top >= edge:
                continue
            if bottom <= edge:
                whole = max(whole, bottom)
            else:
                line = QFontMetrics(label.font()).lineSpacing()
                cut = top + (edge - top) // line * line
        return cut, whole
