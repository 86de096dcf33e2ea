"""A break as a card: the figure and the ring on one line, with what counts now between them."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from posture_app.library.model import Exercise
from posture_app.ui.overlay.figure import BreakFigure
from posture_app.ui.overlay.panel import BreakPanel, Shares
from posture_app.ui.overlay.ring import SmallRing
from posture_app.ui.player.session_layout import FigureGround
from posture_app.ui.player.snapshot import BETWEEN
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fitted_label import FittedLabel

TEXT_PX: Final = 590
"""The room for words in the card, at a text size of 100 per cent: for the longest German line on
how an exercise is begun, and at 200 per cent as much as a screen of 1280 pixels has."""
READING_PX: Final = 728
"""The same while a person reads what to take care of: fewer lines, of which more are in sight."""
RING_PX: Final = 96
_FIGURE_PX: Final = 132
_NAME_LINES: Final = 2
"""A name of the program's own library has one line; one that a person gave need not be cut."""
_ASKED_PX: Final = 500
"""The height of a screen for the card with the reasons in it, at a text size of 100 per cent."""


class CardPanel(BreakPanel):
    """Lines of fixed height, so that the card stands still while its words change."""

    def __init__(self, make: WidgetFactory, figure: BreakFigure | None = None) -> None:
        super().__init__(make, figure, compact=True)
        make = self._make
        self.ring: SmallRing = make(SmallRing)
        self._name: FittedLabel = make(FittedLabel, "", "heading")
        self._name.setObjectName("break_exercise")
        self._name.limit(_NAME_LINES)
        self._ground = make(FigureGround, self.figure)
        self._outer = QVBoxLayout(self)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_M)
        head.addWidget(self._break_name, 1)
        head.addWidget(self._left)
        self._outer.addLayout(head)
        self._outer.addWidget(self._stage)
        middle = self._middle = QHBoxLayout()
        middle.addWidget(self._ground)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._heading)
        words.addWidget(self._where)
        words.addStretch(1)
        self.figure.fit_legend(0)
        self._legend = self.figure.legend
        if self._legend is not None:
            words.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignLeft)
        middle.addLayout(words, 1)
        middle.addWidget(self.ring)
        self._ground.hide()
        self._prompt.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = self._box = QVBoxLayout(self._stage)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._name)
        box.addLayout(middle)
        box.addWidget(self._prompt)
        box.addWidget(self._care)
        box.addWidget(self.controls)
        self.controls.asking.connect(self.make_room)
        self.fit()

    def fit(self) -> None:
        """Take what grows with the text."""
        px = self._theme.px
        self.ring.setFixedSize(px(RING_PX), px(RING_PX))
        self._ground.setFixedSize(px(_FIGURE_PX), px(_FIGURE_PX))
        self._outer.setContentsMargins(*(px(tokens.SPACE_L),) * 4)
        self._outer.setSpacing(px(tokens.SPACE_S))
        self._middle.setSpacing(px(tokens.SPACE_L))
        self._box.setSpacing(px(tokens.SPACE_M))

    @Slot()
    def make_room(self) -> None:
        """Give the room of what is to be done to the reasons, where a low screen has no more."""
        is_low = bool(self.screen_px) and self.screen_px < self._theme.px(_ASKED_PX)
        leaves_out = self.controls.is_asking and is_low
        self._prompt.setVisible(not leaves_out)
        self._care.setVisible(self.can_read and not leaves_out)

    def _frame_picture_of(self, exercise: Exercise | None) -> None:
        self._ground.setVisible(exercise is not None)
        if self._legend is not None:
            self._legend.setVisible(exercise is not None)

    def _show_count(self, number: str, unit: str, shares: Shares, *, waiting: bool) -> None:
        self.ring.show_count(number, unit, shares.counted, waiting=waiting)

    def _places(self, where: str) -> str:
        # A line that breaks by itself leaves a number alone.
        return where.replace(BETWEEN, "\n")

    def _prompt_room_px(self) -> int:
        return self._theme.px(TEXT_PX)

    def _reading_room_px(self) -> int:
        return self._theme.px(READING_PX)
