"""Library, plan and handout side by side, or as many of them as there is room for."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.text_size import keep_measured

_LIBRARY_PX: Final = 256
_HANDOUT_PX: Final = 300
_HANDOUT_MOST_PX: Final = 620
_THREE_PX: Final = 980
"""From this width on there is room for library, plan and handout."""
_TWO_PX: Final = 630
"""From this width on for two of them."""
_NARROWEST_PX: Final = 280
_LOWEST_PX: Final = 110


class BuilderSide(Enum):
    """What can be shown beside the plan, or in its place."""

    LIBRARY = auto()
    HANDOUT = auto()


class SideTabs(QWidget):
    """The three; each side can be folded away.

    Where there is room for two, one side is shown beside the plan, and where there is room for one,
    in its place.

    Signals:
        arranged: Something else is shown than before, or in another width.
    """

    arranged = Signal()

    def __init__(
        self, make: WidgetFactory, library: QWidget, plan: QWidget, handout: QWidget
    ) -> None:
        super().__init__()
        self._theme = make.theme
        self._library, self._plan, self._handout = library, plan, handout
        self._wanted: dict[BuilderSide, bool] = dict.fromkeys(BuilderSide, True)
        self._side: BuilderSide | None = BuilderSide.LIBRARY
        self._room = 0
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_M)
        line.addWidget(library)
        line.addWidget(plan, 1)
        line.addWidget(handout)
        keep_measured(self, make.theme)

    def shows(self, side: BuilderSide) -> bool:
        """Whether a side can be seen."""
        return self._wanted[side] if self._room == 3 else self._side is side

    def turn(self, side: BuilderSide) -> None:
        """Fold a side away, or show it."""
        if self._room == 3:
            self._wanted[side] = not self._wanted[side]
        else:
            self._side = None if self._side is side else side
        self._arrange()

    def show_plan(self) -> None:
        """Let the plan be seen."""
        if self._room == 1 and self._side:
            self._side = None
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """It can become so narrow that one of the three is left, and lower than the head."""
        return QSize(self._theme.px(_NARROWEST_PX), self._theme.px(_LOWEST_PX))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Show as much side by side as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        theme, width = self._theme, self.width()
        room = 3 if width >= theme.px(_THREE_PX) else 2 if width >= theme.px(_TWO_PX) else 1
        if room != self._room:
            self._room = room
            self._side = None if room == 1 else BuilderSide.LIBRARY
        if room > 1:
            self._library.setFixedWidth(theme.px(_LIBRARY_PX))
            spare = max(0, width - theme.px(_THREE_PX))
            paper = min(theme.px(_HANDOUT_PX) + spare // 2, theme.px(_HANDOUT_MOST_PX))
            self._handout.setFixedWidth(paper)
        else:
            self._library.setFixedWidth(max(1, width))
            self._handout.setFixedWidth(max(1, width))
        self._library.setVisible(self.shows(BuilderSide.LIBRARY))
        self._handout.setVisible(self.shows(BuilderSide.HANDOUT))
        self._plan.setVisible(room > 1 or not self._side)
        self.arranged.emit()
