"""Pages of a window or steps of a sheet, of which one is seen; another one fades in."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from posture_app.ui.theme.theme import Theme

FADE_MS: Final = 160


class PageStack(QStackedWidget):
    """Shows one page. Where the person wants less motion, the next one is there at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cover: FadingCover | None = None
        self._shown: QWidget | None = None

    @property
    def is_fading(self) -> bool:
        """Whether a page is on its way in."""
        return (
            self._cover is not None and self._cover.fade.state() == self._cover.fade.State.Running
        )

    def show_page(self, page: QWidget) -> None:
        """Go to a page, which was added before. The first one comes at once."""
        before, self._shown = self._shown, page
        self.setCurrentWidget(page)
        if before not in {None, page}:
            self.fade_in()

    @Slot()
    def fade_in(self) -> None:
        """Let what is seen fade in, for it came in the place of something else."""
        if not self.isVisible() or self._theme.reduced_motion:
            return
        if self._cover is None:
            self._cover = FadingCover(self._theme, self)
        self._cover.setGeometry(self.rect())
        self._cover.show()
        self._cover.raise_()
        self._cover.fade.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cover goes over all."""
        super().resizeEvent(event)
        if self._cover is not None:
            self._cover.setGeometry(self.rect())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing goes on."""
        super().hideEvent(event)
        if self._cover is not None:
            self._cover.fade.stop()
            self._cover.hide()


class FadingCover(QWidget):
    """The ground of the pages over a page, ever fainter; the pointer goes through it.

    Cheaper than an effect on the page, which would paint the whole page into a picture each time.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        # The first picture needs neither a cover nor what moves it: docs/decisions/0005.
        from PySide6.QtCore import QEasingCurve, QVariantAnimation  # noqa: PLC0415 - see above

        super().__init__(parent)
        self._theme = theme
        self.setObjectName("fading-cover")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.fade = QVariantAnimation(self)
        self.fade.setStartValue(1.0)
        self.fade.setEndValue(0.0)
        self.fade.setDuration(FADE_MS)
        self.fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.fade.valueChanged.connect(self._turn)
        self.fade.finished.connect(self.hide)
        self.hide()

    def finish(self) -> None:
        """Let what is under it be seen now."""
        self.fade.setCurrentTime(self.fade.duration())
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setOpacity(float(self.fade.currentValue() or 0.0))
        painter.fillRect(self.rect(), self._theme.colour("canvas"))

    @Slot()
    def _turn(self) -> None:
        self.update()
