"""Pages of a window or steps of a sheet, of which one is seen; another one fades in."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QBrush, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.fading_cover import FadingCover

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

FADE_MS: Final = 160


class PageStack(QStackedWidget):
    """Shows one page. Where the person wants less motion, the next one is there at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cover: FadingCover | None = None
        self._fade: QVariantAnimation | None = None
        self._shown: QWidget | None = None

    @property
    def is_fading(self) -> bool:
        """Whether a page is on its way in."""
        return self._fade is not None and self._fade.state() == self._fade.State.Running

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
        if self._cover is None or self._fade is None:
            self._cover = FadingCover(self, self._ground)
            self._fade = self._make_fade()
        self._cover.setGeometry(self.rect())
        self._fade.start()

    def finish(self) -> None:
        """Let the page that is on its way in be seen now."""
        if self._fade is not None:
            self._fade.setCurrentTime(self._fade.duration())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cover goes over all."""
        super().resizeEvent(event)
        if self._cover is not None:
            self._cover.setGeometry(self.rect())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing goes on."""
        super().hideEvent(event)
        if self._cover is not None and self._fade is not None:
            self._fade.stop()
            self._cover.cover(0.0)

    def _make_fade(self) -> "QVariantAnimation":
        # The first picture needs neither a cover nor what moves it: docs/decisions/0005.
        from PySide6.QtCore import QEasingCurve, QVariantAnimation  # noqa: PLC0415 - see above

        fade = QVariantAnimation(self)
        fade.setStartValue(1.0)
        fade.setEndValue(0.0)
        fade.setDuration(FADE_MS)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.valueChanged.connect(self._turn)
        return fade

    def _ground(self, _widget: QWidget) -> QBrush:
        return QBrush(self._theme.colour("canvas"))

    @Slot(object)
    def _turn(self, opacity: float) -> None:
        if self._cover is not None:
            self._cover.cover(opacity)
