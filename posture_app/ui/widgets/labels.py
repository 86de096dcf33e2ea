"""Text on a page. Everything is plain text: what a file says is never read as markup."""

import math
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role, Tone
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.formats import with_units

_UNBOUNDED_PX: Final = float(1 << 20)
_MOST_LAYOUTS: Final = 6
_MOST_WIDTHS: Final = 32
_MOST_HEIGHTS: Final = 4096
_HEIGHTS: Final[dict[tuple[str, str, int, float], float]] = {}
"""How high a text is in a font, aligned so, at a width: layouts ask dozens of times for each."""
_WIDTHS: Final[dict[tuple[str, str, int], tuple[int, float]]] = {}
"""How wide the longest word of a text in a font, aligned so, and its one line are."""
_HEADINGS: Final = frozenset(("display", "title", "heading"))
_SHORT_SHARE: Final = 0.25
"""A last line that fills less of the width than this makes the lines above it narrower."""
_MOST_EVENED: Final = 3
"""So many lines are made alike in length; in a longer text one short line does not matter."""


def _shown(text: str) -> str:
    """A text as it is broken into lines."""
    return with_units(text.replace("\n", "\u2028"))


class Label(QLabel):
    """A text in one step of the type scale.

    It wraps at its width unless told not to, between words where it can and within a word that is
    longer than the line where it must: nothing is cut, whatever the language and the text size.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = "body",
        tone: Tone = "ink",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key: tuple[str, str, int] | None = None
        self._layouts: dict[float, QTextLayout] = {}
        self._heights: dict[int, int] = {}
        self._theme = theme
        self._role: Role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setFont(theme.font(role))
        self.setText(text)

    @property
    def accessible_role(self) -> QAccessible.Role | None:
        """Headings are told as such, so that a screen reader can go from one to the next."""
        return QAccessible.Role.Heading if self._role in _HEADINGS else None

    def set_role(self, role: Role) -> None:
        """Take on another step of the type scale."""
        self._role = role
        self.setFont(self._theme.font(role))

    def setText(self, text: str, /) -> None:
        """Say something else."""
        super().setText(text)
        self._measure_anew()

    def setAlignment(self, alignment: Qt.AlignmentFlag, /) -> None:
        """Put the lines elsewhere in the room."""
        super().setAlignment(alignment)
        self._measure_anew()

    def set_tone(self, tone: Tone) -> None:
        """Take on another colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a short word; the height follows the width.

        Qt's own hint is the height at a narrow width, which would leave pages with empty space.
        """
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(min(self._longest() + 2, self._theme.px(120)), self.fontMetrics().height())

    def heightForWidth(self, width: int, /) -> int:
        """The height of all lines at a width."""
        # A layout asks for the same few widths again and again.
        height = self._heights.get(width)
        if height is None:
            if not self.wordWrap():
                return super().heightForWidth(width)
            if len(self._heights) >= _MOST_WIDTHS:
                self._heights.clear()
            margins = self.contentsMargins()
            room = width - margins.left() - margins.right()
            height = math.ceil(self._height_px(room)) + margins.top() + margins.bottom()
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        """One line where there is room, but no wider than is good to read."""
        if not self.wordWrap():
            return super().sizeHint()
        margins = self.contentsMargins()
        widest = math.ceil(self._widths_px()[1]) + 1 + margins.left() + margins.right()
        width = min(widest, self._theme.px(480))
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        if not self.wordWrap():
            super().paintEvent(event)
            return
        room = QRectF(self.contentsRect())
        layout = self._laid_out(room.width())
        spare = room.height() - layout.boundingRect().height()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            room.translate(0, max(0.0, spare / 2))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, room.topLeft())

    def _measure_anew(self) -> None:
        self._key = None
        self._layouts.clear()
        self._heights.clear()

    def _known_by(self) -> tuple[str, str, int]:
        """What any label has that has the same lines."""
        if self._key is None:
            self._key = self.text(), self.font().key(), self.alignment().value
        return self._key

    def _height_px(self, width: float) -> float:
        """The height of the lines at a width, which is known where any label has the same ones."""
        at = *self._known_by(), width
        height = _HEIGHTS.get(at)
        if height is None:
            if len(_HEIGHTS) >= _MOST_HEIGHTS:
                _HEIGHTS.clear()
            height = _HEIGHTS[at] = self._laid_out(width).boundingRect().height()
        return height

    def _laid_out(self, width: float) -> QTextLayout:
        """The text broken into lines: between words, or within one that is too long for a line.

        Kept for the widths asked for since the text last changed, as every painting asks for one.
        """
        layout = self._layouts.get(width)
        if layout is None:
            if len(self._layouts) >= _MOST_LAYOUTS:
                self._layouts.clear()
            layout = self._layouts[width] = self._broken(width)
        return layout

    def _broken(self, width: float) -> QTextLayout:
        """Lines at a width, of which the last is not left much shorter.

        The last word does not stand alone where another fits beside it, unless the line above would
        then be shorter than that word.
        """
        text = _shown(self.text())
        layout = self._evened(text, width, self._lines(text, width))
        if layout.lineCount() > 1:
            lone = layout.lineAt(layout.lineCount() - 1)
            last = lone.textStart()
            before, _space, word = text.rpartition(" ")
            pair = f"{before.rpartition(' ')[2]}\u00a0{word}"
            fits = self.fontMetrics().horizontalAdvance(pair) <= width
            if len(text) - len(word) == last and " " in before and fits:
                joined = self._lines(f"{before}\u00a0{word}", width)
                above = joined.lineAt(joined.lineCount() - 2).naturalTextWidth()
                if joined.lineCount() == layout.lineCount() and above >= lone.naturalTextWidth():
                    return joined
        return layout

    def _longest(self) -> int:
        """The width of the longest word."""
        return self._widths_px()[0]

    def _widths_px(self) -> tuple[int, float]:
        """The width of the longest word and of all in one line, as of any label with the same."""
        at = self._known_by()
        widths = _WIDTHS.get(at)
        if widths is None:
            if len(_WIDTHS) >= _MOST_HEIGHTS:
                _WIDTHS.clear()
            of = self.fontMetrics().horizontalAdvance
            longest = max((of(word) for word in self.text().split()), default=0)
            line = self._lines(_shown(self.text()), _UNBOUNDED_PX)
            widths = _WIDTHS[at] = longest, line.maximumWidth()
        return widths

    def _evened(self, text: str, width: float, layout: QTextLayout) -> QTextLayout:
        """As many lines, alike in length where the last one would be much shorter."""
        count = layout.lineCount()
        is_left = not self.alignment() & (
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignRight
        )
        if not is_left or not 1 < count <= _MOST_EVENED or "\u2028" in text:
            return layout
        for share in (1.0, 0.9, 0.8, 0.7):
            lines = layout if share == 1.0 else self._lines(text, width * share)
            if lines.lineCount() > count or width * share < self._longest():
                break
            if lines.lineAt(count - 1).naturalTextWidth() >= _SHORT_SHARE * width:
                return lines
        return layout

    def _lines(self, text: str, width: float, font: QFont | None = None) -> QTextLayout:
        layout = QTextLayout(text, font or self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        kind = event.type()
        if kind == QEvent.Type.StyleChange:
            self.setFont(self._theme.font(self._role))
        elif kind == QEvent.Type.FontChange:
            self._measure_anew()
        super().changeEvent(event)


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its tooltip."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = "body",
        tone: Tone = "ink",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._role: Role = role
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(role))
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters is enough."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._theme.px(48)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it is cut."""
        super().resizeEvent(event)
        self.setToolTip(plain_tip(self.text() if self._shown() != self.text() else ""))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            self.isEnabled(),
            self._shown(),
            self.foregroundRole(),
        )

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(self._theme.font(self._role))
        super().changeEvent(event)

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())
