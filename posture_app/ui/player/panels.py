"""The pages that the player asks on, and those of the end and of when to stop."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.answer_scale import AnswerScale
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import _, pgettext

PINNED_SHARE: Final = 0.45
"""WarningBox and buttons stay in sight while the questions scroll, up to this share of the height;
where they need more, they scroll with the questions."""
SPREAD_FROM_PX: Final = 900
"""From this width on, whatever the text size, a picture may stand beside the questions."""
MOST_PICTURE_SHARE: Final = 0.5
LEAST_PICTURE_SHARE: Final = 0.36
"""Of the width; in between the questions get what they wish."""
WISHED_QUESTIONS_PX: Final = 428
LEAST_QUESTIONS_PX: Final = 286
"""The width of the questions with their margins, at a text size of 100 per cent."""
COLUMN_PX: Final = 680
"""As wide as is good to read."""
_BUTTON_BESIDE_PX: Final = 420
_UNBOUNDED: Final = (1 << 24) - 1
"""No limit, as Qt has it."""


class PlayerPanel(QWidget):
    """A calm page in the middle of the player, which scrolls where the window is small.

    A warning stands right above the buttons and goes where they go: whoever can press one can
    read it. A picture `beside` the questions is in their column where the window is narrow.
    """

    def __init__(self, theme: Theme, title: str, text: str, beside: QWidget | None = None) -> None:
        super().__init__()
        self.theme = theme
        self.make = make = WidgetFactory(theme)
        self.beside = beside
        self._is_spread: bool | None = None
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        outer = QVBoxLayout()
        self._across.addLayout(outer, 1)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        area.verticalScrollBar().rangeChanged.connect(self._line_up)
        self._content = QWidget()
        self._content_column = QVBoxLayout(self._content)
        self._content_column.setContentsMargins(0, 0, 0, 0)
        self._content_column.setSpacing(0)
        self._columns: list[QWidget] = []
        page, self.column = self._centred()
        self._content_column.addWidget(page)
        area.setWidget(self._content)
        self._foot, self._foot_column = self._centred()
        self._foot_column.setSpacing(tokens.SPACE_M)
        self._pinned = True
        self._outer = outer
        outer.addStretch(2)
        outer.addWidget(area, 100)
        outer.addWidget(self._foot)
        outer.addStretch(3)
        self.scales: list[AnswerScale] = []
        self.main: Button | None = None
        self.title = make.label(title, "title")
        self.text = make.label(text, "lead", "muted")
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)
        self._fit_columns()

    def ask_for(self, question: str, ends: tuple[str, str], words: tuple[str, ...]) -> AnswerScale:
        """A scale from 0 to 10 below what is there already."""
        scale = self.make(AnswerScale, question, ends, words)
        self.scales.append(scale)
        self.column.addWidget(scale)
        return scale

    def warn(self, text: str, full: str = "") -> "WarningBox":
        """Put a warning above the buttons; `full` is the rest of it, behind a button."""
        box = self.make(WarningBox, text, full)
        self._foot_column.insertWidget(0, box)
        return box

    def end(self, *buttons: Button) -> None:
        """Put the buttons at the foot, the main one first."""
        flow = Flow()
        for button in buttons:
            flow.add(button)
        self._foot_column.addWidget(flow)

    def event(self, event: QEvent) -> bool:
        """No more height for the questions than they need at this width."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._place_beside()
            self._pin_foot()
            needed = self._content_column.totalHeightForWidth(self._room())
            self.area.setMaximumHeight(max(1, needed))
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._take_sizes()

    def _take_sizes(self) -> None:
        """Take what grows with the text."""
        self._fit_columns()

    def _fit_columns(self) -> None:
        for column in self._columns:
            column.setMaximumWidth(self.theme.px(COLUMN_PX))

    def _room(self) -> int:
        """The width that is left to the questions."""
        picture = self.beside.width() if self.beside is not None and self._is_spread else 0
        return self.width() - picture

    def _place_beside(self) -> None:
        """Put the picture beside the questions, or above them where there is little width."""
        picture = self.beside
        if picture is None:
            return
        share = self._picture_share()
        spread = share > 0
        if spread != self._is_spread:
            self._is_spread = spread
            if spread:
                self.column.removeWidget(picture)
                self._across.insertWidget(0, picture)
            else:
                self._across.removeWidget(picture)
                self._put_into_column(picture)
            picture.show()  # a widget that comes to another parent is hidden
            self._arranged(spread=spread)
        if spread:
            picture.setFixedWidth(round(share * self.width()))
            picture.setMaximumHeight(_UNBOUNDED)
            picture.setMinimumHeight(0)
        else:
            picture.setMinimumWidth(0)
            picture.setMaximumWidth(_UNBOUNDED)
            self._fit_in_column(picture)

    def _picture_share(self) -> float:
        """The share of the width that the picture takes beside the questions; 0 for no room."""
        width = max(1, self.width())
        wished = 1 - self.theme.px(WISHED_QUESTIONS_PX) / width
        share = min(MOST_PICTURE_SHARE, max(LEAST_PICTURE_SHARE, wished))
        is_room = (1 - share) * width >= self.theme.px(LEAST_QUESTIONS_PX)
        return share if is_room and width >= SPREAD_FROM_PX else 0.0

    def _put_into_column(self, picture: QWidget) -> None:
        """Put the picture into the column of the questions: above them."""
        self.column.insertWidget(0, picture)

    def _arranged(self, *, spread: bool) -> None:
        """The picture has come to stand beside the questions, or into their column."""

    def _fit_in_column(self, picture: QWidget) -> None:
        """Choose how high the picture is in the column."""
        picture.setFixedHeight(max(self.theme.px(110), round(0.4 * self.height())))

    @Slot()
    def _line_up(self) -> None:
        """Keep the foot in line with the questions, which leave room for their scroll bar."""
        bar = self.area.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.maximum() and self._pinned else 0
        self._foot.setContentsMargins(0, 0, beside, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers the first open question; Enter presses the main button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.main is not None:
            self.main.click()
            return
        open_ones = [one for one in self.scales if one.answer is None]
        for scale in (*open_ones, *self.scales):
            if scale.take_digit(event):
                return
        super().keyPressEvent(event)

    def _pin_foot(self) -> None:
        """Keep the foot in sight, or let it scroll where it would leave no room for the rest."""
        layout = self._foot.layout()
        if layout is None:
            return
        pinned = layout.totalHeightForWidth(self._room()) <= PINNED_SHARE * self.height()
        if pinned == self._pinned:
            return
        self._pinned = pinned
        if pinned:
            self._outer.insertWidget(2, self._foot)
        else:
            self._content_column.addWidget(self._foot)
        self._line_up()

    def _centred(self) -> tuple[QWidget, QVBoxLayout]:
        """A widget with a column in its middle, as wide as is good to read."""
        around = QWidget()
        across = QHBoxLayout(around)
        across.setContentsMargins(24, 12, 24, 20)
        column = QWidget()
        column.setObjectName("column")
        self._columns.append(column)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE_XL)
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        return around, layout


class StopsPanel(PlayerPanel):
    """What to stop for, and what to do then; the routine stands still meanwhile.

    Signals:
        stay: Go on with the routine.
        leave: End here and keep what was done.
    """

    stay = Signal()
    leave = Signal()

    def __init__(self, theme: Theme, safety: Safety) -> None:
        super().__init__(theme, _("When to stop"), _("A mild ache that stays or eases is fine."))
        for line in safety.stops():
            self.column.addWidget(self.make.label(line, "body"))
        end = self.make.button(
            pgettext("routine", "End here"),
            tip=_("End the routine and keep what was done"),
            name="stops_end",
        )
        self.go_on = self.make.button(
            _("Go on"), "primary", tip=_("Back to the routine (Esc)"), name="stops_stay"
        )
        self.main = self.go_on
        end.clicked.connect(self.leave)
        self.go_on.clicked.connect(self.stay)
        self.end(self.go_on, end)


class WarningBox(QWidget):
    """A calm box for what must not be overlooked; the rest of it is behind one button."""

    def __init__(self, theme: Theme, text: str, full: str = "") -> None:
        super().__init__()
        self._theme = theme
        make = WidgetFactory(theme)
        layout = self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(tokens.SPACE_M)
        self._label = make.label("", "small", "ink")
        self._more = make.button(
            _("When to stop"),
            "quiet",
            tip=_("What to stop for, and what to do then"),
            flush=True,
            name="player_stops",
        )
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show)
        self._short = self._full = ""
        self._grave = False
        layout.addWidget(self._label, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.say(text, full=full)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, *, full: str = "", grave: bool = False) -> None:
        """Say something else.

        Args:
            text: What is read at once.
            full: What is read in its place by who wants to know more.
            grave: Whether it is on the ground of what is dangerous.
        """
        self._more.setVisible(bool(full))
        if (text, full, grave) == (self._short, self._full, self._grave):
            return
        self._short, self._full, self._grave = text, full, grave
        self._more.setChecked(False)
        self._show()
        self.update()

    @Slot()
    def _show(self) -> None:
        is_open = self._more.isChecked() and bool(self._full)
        self._label.setText(self._full if is_open else self._short)
        self._more.set_text(_("Show less") if is_open else _("When to stop"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button beside the words, or below them where they would be narrow."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_narrow = self.width() < self._theme.px(_BUTTON_BESIDE_PX)
        self._layout.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the soft ground."""
        painter = QPainter(self)
        ground = "danger_soft" if self._grave else "caution_soft"
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_M, self._theme.colour(ground))
