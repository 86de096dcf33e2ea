"""Sizes and fonts that a widget keeps in step with the text size, which may change at any time."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from posture_app.dataclass import dataclass
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role


@dataclass(frozen=True, slots=True)
class Extent:
    """How wide or how high something may be, in px at 100 %; None where nothing is set.

    Attributes:
        least: At least so much.
        most: At most so much.
    """

    least: float | None = None
    most: float | None = None


FREE: Final = Extent()
_DIRECTLY: Final = Qt.FindChildOption.FindDirectChildrenOnly


def exactly(size: float) -> Extent:
    """So much and no more, in px at 100 %."""
    return Extent(size, size)


def keep_font(widget: QWidget, theme: Theme, role: Role) -> None:
    """Give a widget a font of the type scale, and keep it at the person's text size."""
    _KeptFont(widget, theme, role)


def keep_size(
    widget: QWidget, theme: Theme, *, width: Extent = FREE, height: Extent = FREE
) -> None:
    """Give a widget limits that grow with the text, and keep them at the person's text size."""
    _KeptSize(widget, theme, width, height)


def keep_lines(widget: QWidget, theme: Theme, role: Role, lines: int) -> None:
    """Keep room for so many lines of text, whether there are as many or not."""
    _KeptLines(widget, theme, role, lines)


def keep_measured(widget: QWidget, theme: Theme) -> None:
    """Let a widget do again what it does when it is resized, as its lengths depend on the text."""
    _KeptMeasured(widget, theme)


class _Kept(QObject):
    """What depends on the text size; it lives as long as its widget."""

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        super().__init__(widget)
        self._widget, self._theme = widget, theme
        theme.changed.connect(self.set)

    @Slot()
    def set(self) -> None:
        """Set it for the text size that is chosen now."""
        raise NotImplementedError


class _KeptFont(_Kept):
    """The font."""

    def __init__(self, widget: QWidget, theme: Theme, role: Role) -> None:
        super().__init__(widget, theme)
        self._role = role
        self.set()

    @Slot()
    def set(self) -> None:
        """Take the font."""
        font = self._theme.font(self._role)
        self._widget.setFont(font)
        # What a field consists of: what style sheets keep for it outlives the field's own font.
        for part in self._widget.findChildren(QWidget, options=_DIRECTLY):
            part.setFont(font)


class _KeptLines(_Kept):
    """Room for lines."""

    def __init__(self, widget: QWidget, theme: Theme, role: Role, lines: int) -> None:
        super().__init__(widget, theme)
        self._role, self._lines = role, lines
        self.set()

    @Slot()
    def set(self) -> None:
        """Take the room."""
        line = QFontMetrics(self._theme.font(self._role)).lineSpacing()
        self._widget.setMinimumHeight(self._lines * line)


class _KeptMeasured(_Kept):
    """What a widget measures when it is resized."""

    @Slot()
    def set(self) -> None:
        """Let it measure again."""
        size = self._widget.size()
        # Behind what is laid out anew for the same reason, as it may be measured by that.
        QCoreApplication.postEvent(self._widget, QResizeEvent(size, size))


class _KeptSize(_Kept):
    """The limits."""

    def __init__(self, widget: QWidget, theme: Theme, width: Extent, height: Extent) -> None:
        super().__init__(widget, theme)
        self._width, self._height = width, height
        self.set()

    @Slot()
    def set(self) -> None:
        """Take the limits."""
        widget, px = self._widget, self._theme.px
        if self._width.least is not None:
            widget.setMinimumWidth(px(self._width.least))
        if self._width.most is not None:
            widget.setMaximumWidth(px(self._width.most))
        if isinstance(widget, QLabel):
            widget.setIndent(widget.indent())  # else it keeps hints of the width that it had
        if self._height.least is not None:
            widget.setMinimumHeight(px(self._height.least))
        if self._height.most is not None:
            widget.setMaximumHeight(px(self._height.most))
