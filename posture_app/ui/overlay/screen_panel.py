"""A break that fills a screen: a large figure in the middle, and one line of ways out below."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from posture_app.library.model import Exercise
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.overlay.panel import BreakPanel, Shares
from posture_app.ui.overlay.ring import CountLine, FigureRing
from posture_app.ui.overlay.snapshots import BreakSnapshot
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.labels import Label

_LOW_PX: Final = 620
"""Below this height, at a text size of 100 per cent, the words stand beside the figure."""
_LOWEST_PX: Final = 400
"""Below this one there is room for the words alone."""
_WIDE_PX: Final = 860
"""No line of words gets longer, so that they stay together below the figure."""
_INSET_PX: Final = 72
"""A sentence is kept so much shorter on both sides."""


class ScreenPanel(BreakPanel):
    """Puts everything on one axis; where there is little height, beside the figure."""

    def __init__(self, theme: Theme, figure: BreakFigure | None = None) -> None:
        super().__init__(theme, figure, compact=False)
        make = self._make
        self.ring: FigureRing = make(FigureRing, self.figure)
        self._name: Label = self._label("display", "break_exercise")
        self._count = make(CountLine)
        self._low: bool | None = None
        self._outer = QVBoxLayout(self)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_L)
        head.addStretch(1)
        head.addWidget(self._break_name)
        head.addWidget(self._left)
        head.addStretch(1)
        self._outer.addLayout(head)
        self._outer.addWidget(self._stage, 1)
        self._counted = QWidget()
        counted = QHBoxLayout(self._counted)
        counted.setContentsMargins(0, 0, 0, 0)
        counted.addStretch(1)
        counted.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignBottom)
        counted.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        counted.addStretch(1)
        self._heading.setWordWrap(False)
        keeps = self._care.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # or the figure would grow when the exercise is done
        self._care.setSizePolicy(keeps)
        for label in (self._name, self._where, self._prompt):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._above = _below_one_another(self._name, self._where)
        self._below = _below_one_another(self._counted, self._prompt)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside = QVBoxLayout()
        self._beside.addStretch(1)
        self._beside.addStretch(1)
        self._body.addLayout(self._beside)
        box = self._box = QVBoxLayout(self._stage)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._body, 1)
        box.addWidget(self._care)
        box.addWidget(self.controls)
        self._arrange()

    def show_break(self, shown: BreakSnapshot) -> None:
        """Begin with a break, or with another exercise in it."""
        super().show_break(shown)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the words stand beside the figure."""
        super().resizeEvent(event)
        self._arrange()

    def fit(self) -> None:
        """The text has another size."""
        self._low = None
        self._arrange()

    def _frame_picture_of(self, exercise: Exercise | None) -> None:
        self.ring.show_picture_of(exercise)

    def _show_count(self, number: str, unit: str, shares: Shares, *, waiting: bool) -> None:
        # The ring is the whole break's: one that runs round with every breath is no rest.
        self.ring.show_count(number, unit, shares.whole, waiting=waiting)
        self._count.show_count(number, unit)

    def _places(self, where: str) -> str:
        return where

    def _prompt_room_px(self) -> int:
        margins = self._prompt.contentsMargins()
        return max(self._theme.px(200), self._words_px() - margins.left() - margins.right())

    def _words_px(self) -> int:
        """The width of the column with the words."""
        room = self.width() - 2 * self._side_px()
        return room // 2 if self._low else room

    def _side_px(self) -> int:
        least, px = self._theme.px(tokens.SPACE_XXL), self._theme.px
        return max(least, (self.width() - px(_WIDE_PX)) // 2) if not self._low else least

    def _arrange(self) -> None:
        px = self._theme.px
        low = self.height() < px(_LOW_PX)
        another, self._low = low != self._low, low
        side, above = self._side_px(), px(tokens.SPACE_L if low else tokens.SPACE_XL)
        self._outer.setContentsMargins(side, above, side, above)
        self._outer.setSpacing(px(tokens.SPACE_S if low else tokens.SPACE_M))
        self._box.setSpacing(px(tokens.SPACE_S if low else tokens.SPACE_L))
        self.controls.set_low(low)
        inset = 0 if low else px(_INSET_PX)
        self._prompt.setContentsMargins(inset, 0, inset, 0)
        self.ring.setVisible(self.height() >= px(_LOWEST_PX))
        if another:
            self._place()
        if self._shown is not None:
            self._prompt.setMinimumHeight(self._prompt_px(self._shown))

    def _place(self) -> None:
        """Put the words above and below the figure, or all beside it."""
        px, body, low = self._theme.px, self._body, bool(self._low)
        self._name.set_role("title" if low else "display")
        self.ring.set_smallest()
        self._set_count_line()
        for one in (self._above, self.ring, self._below):
            body.removeWidget(one)
            self._beside.removeWidget(one)
        directions = QBoxLayout.Direction
        body.setDirection(directions.LeftToRight if low else directions.TopToBottom)
        body.insertWidget(0, self.ring, 1)
        if low:
            self._beside.insertWidget(1, self._above)
            self._beside.insertWidget(2, self._below)
        else:
            body.insertWidget(0, self._above)
            body.insertWidget(2, self._below)
        body.setStretchFactor(self._beside, int(low))
        body.setSpacing(px(tokens.SPACE_XL if low else tokens.SPACE_XS))

    def _set_count_line(self) -> None:
        """Let the heading stand on the line of the number beside it."""
        below = self._count.descent - QFontMetrics(self._heading.font()).descent()
        self._heading.setContentsMargins(0, 0, self._theme.px(tokens.SPACE_M), max(0, below))
        self._count.updateGeometry()


def _below_one_another(*widgets: QWidget) -> QWidget:
    column = QWidget()
    box = QVBoxLayout(column)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(tokens.SPACE_XS)
    for one in widgets:
        box.addWidget(one)
    return column
