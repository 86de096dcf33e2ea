"""The pages that the player asks on, and those of the end and of when to stop."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.player.warning_box import WarningBox
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import AnswerScale
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import NO_LIMIT_PX, Flow
from posture_app.ui.widgets.scroll_fade import ScrollFade
from posture_app.words.catalogue import _, pgettext

PINNED_SHARE: Final = 0.45
"""Warning and buttons stay in sight below the questions, which scroll, up to this share of the
height."""
WIDE_SHARE: Final = 0.85
"""Where they need more, they get the window's whole width, if that brings them to this share of the
height; otherwise they scroll with the questions."""
SPREAD_FROM_PX: Final = 900
"""From this width on, whatever the text size, a picture may stand beside the questions."""
MOST_PICTURE_SHARE: Final = 0.5
LEAST_PICTURE_SHARE: Final = 0.36
"""Of the width; in between the questions get what they wish."""
WISHED_QUESTIONS_PX: Final = 428
LEAST_QUESTIONS_PX: Final = 286
"""The width of the questions with their margins, at a text size of 100 per cent."""
_SEEN_PX: Final = 32
"""So much of what is around an answer that was typed is to be in sight, too."""
COLUMN_PX: Final = 680
"""As wide as is good to read."""


class _FootPlace(Enum):
    """Where the warning and the buttons stand."""

    BELOW_QUESTIONS = auto()
    BELOW_ALL = auto()
    AMONG_QUESTIONS = auto()
    """They scroll."""


class PlayerPanel(QWidget):
    """A calm page in the middle of the player, which scrolls where the window is small.

    A warning stands right above the buttons and goes where they go: whoever can press one can
    read it. A picture `beside` the questions is in their column where the window is narrow.
    """

    foot_is_needed = False
    """Whether the buttons may take most of a small window, and a button leads to them where even
    that is too little."""

    def __init__(
        self, make: WidgetFactory, title: str, text: str, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self.make = make
        self.beside = beside
        self._is_spread: bool | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._across = QHBoxLayout()
        self._across.setSpacing(0)
        self._whole.addLayout(self._across, 1)
        outer = self._outer = QVBoxLayout()
        self._across.addLayout(outer, 1)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        self._fade = make(ScrollFade, area)
        area.verticalScrollBar().rangeChanged.connect(self._line_up)
        area.verticalScrollBar().rangeChanged.connect(self._keep_answer_in_sight)
        for moved in (area.verticalScrollBar().rangeChanged, area.verticalScrollBar().valueChanged):
            moved.connect(self._show_way_down)
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
        self._foot_place: _FootPlace = _FootPlace.BELOW_QUESTIONS
        self._above = QSpacerItem(0, 0)
        outer.addSpacerItem(self._above)
        self._rest_anywhere()
        outer.addWidget(area, 100)
        outer.addWidget(self._foot)
        outer.addWidget(self._make_way_down())
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
        scale.answered.connect(self._stay_in_place)
        self.column.addWidget(scale)
        return scale

    def warn(self, text: str, full: str = "") -> WarningBox:
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

    def _make_way_down(self) -> QWidget:
        """What leads to the foot while that is further down than the window reaches."""
        self._way_down, inside = self._centred()
        self._further = self.make.button(
            _("Read on"),
            "primary",
            icon="down",
            large=True,
            tip=_("What concerns you, and then what you can do (Enter)"),
            name="player_read_on",
        )
        self._further.clicked.connect(self._go_down)
        inside.addWidget(self._further)
        self._way_down.hide()
        return self._way_down

    @Slot()
    def _go_down(self) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        if self.main is not None:
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_way_down(self) -> None:
        """Lead to the foot until the first of its buttons comes into the window."""
        is_wanted = self.foot_is_needed and self._foot_place is _FootPlace.AMONG_QUESTIONS
        if is_wanted and self.main is not None:
            top = self.main.mapTo(self._content, QPoint()).y()
            is_wanted = top > self.area.verticalScrollBar().value() + self.height()
        self._way_down.setVisible(is_wanted)

    def _rest_anywhere(self) -> None:
        """Stand a little above the middle of the height that is left over."""
        sizes = QSizePolicy.Policy
        self._above.changeSize(0, 0, sizes.Minimum, sizes.Expanding)
        self._outer.setStretch(0, 2)

    @Slot()
    def _stay_in_place(self) -> None:
        """What an answer brings comes below it: the scale stays under the pointer."""
        sizes = QSizePolicy.Policy
        self._above.changeSize(0, self.area.y(), sizes.Minimum, sizes.Maximum)
        self._outer.setStretch(0, 0)
        self._outer.invalidate()

    def event(self, event: QEvent) -> bool:
        """No more height for the questions than they need at this width."""
        if event.type() == QEvent.Type.Resize:
            self._rest_anywhere()
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
        for one in self._columns:
            one.setMaximumWidth(self.make.theme.px(COLUMN_PX))

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
            picture.setMaximumHeight(NO_LIMIT_PX)
            picture.setMinimumHeight(0)
        else:
            picture.setMinimumWidth(0)
            picture.setMaximumWidth(NO_LIMIT_PX)
            self._fit_in_column(picture)

    def _picture_share(self) -> float:
        """The share of the width that the picture takes beside the questions; 0 for no room."""
        width = max(1, self.width())
        wished = 1 - self.make.theme.px(WISHED_QUESTIONS_PX) / width
        share = min(MOST_PICTURE_SHARE, max(LEAST_PICTURE_SHARE, wished))
        is_room = (1 - share) * width >= self.make.theme.px(LEAST_QUESTIONS_PX)
        return share if is_room and width >= SPREAD_FROM_PX else 0.0

    def _put_into_column(self, picture: QWidget) -> None:
        """Put the picture into the column of the questions: above them, below what it is about."""
        self.column.insertWidget(self.column.indexOf(self.text) + 1, picture)

    def _arranged(self, *, spread: bool) -> None:
        """The picture has come to stand beside the questions, or into their column."""

    def _fit_in_column(self, picture: QWidget) -> None:
        """Choose how high the picture is in the column."""
        picture.setFixedHeight(max(self.make.theme.px(110), round(0.4 * self.height())))

    @Slot()
    def _line_up(self) -> None:
        """Keep the foot in line with the questions, which leave room for their scroll bar."""
        bar = self.area.verticalScrollBar()
        in_line = bar.maximum() and self._foot_place is _FootPlace.BELOW_QUESTIONS
        beside = bar.sizeHint().width() if in_line else 0
        self._foot.setContentsMargins(0, 0, beside, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers the first open question; Enter presses the main button that is seen."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.main is not None:
            (self.main if self._way_down.isHidden() else self._further).click()
            return
        open_ones = [one for one in self.scales if one.answer is None]
        for scale in (*open_ones, *self.scales):
            if scale.take_digit(event):
                self.area.ensureWidgetVisible(scale, 0, _SEEN_PX)
                return
        super().keyPressEvent(event)

    @Slot()
    def _keep_answer_in_sight(self) -> None:
        """An answer makes the warning grow, which takes its room from the questions."""
        focused = self.focusWidget()
        answered = [one for one in self.scales if one.answer is not None]
        for scale in answered:
            if focused is not None and scale.isAncestorOf(focused):
                self.area.ensureWidgetVisible(scale, 0, _SEEN_PX)

    def _pin_foot(self) -> None:
        """Keep the foot in sight, or let it scroll where it would leave no room for the rest."""
        place = self._best_foot_place()
        if place is self._foot_place:
            return
        self._foot_place = place
        if place is _FootPlace.BELOW_QUESTIONS:
            self._outer.insertWidget(2, self._foot)
        elif place is _FootPlace.BELOW_ALL:
            self._whole.addWidget(self._foot)
        else:
            self._content_column.addWidget(self._foot)
        self._foot.show()  # a widget that comes to another parent is hidden
        self._line_up()
        self._show_way_down()

    def _best_foot_place(self) -> "_FootPlace":
        height = self.height()
        if self._foot_height(self._room()) <= PINNED_SHARE * height:
            return _FootPlace.BELOW_QUESTIONS
        if self.foot_is_needed and self._foot_height(self.width()) <= WIDE_SHARE * height:
            return _FootPlace.BELOW_ALL
        return _FootPlace.AMONG_QUESTIONS

    def _foot_height(self, width: int) -> int:
        """How high the foot is at a width of which a scroll bar takes a part, be there one or not.

        It must not go by where the foot is: it would have no place to stay.
        """
        layout = self._foot.layout()
        bar = self.area.verticalScrollBar().sizeHint().width()
        given_up = self._foot.contentsMargins().right()
        return 0 if layout is None else layout.totalHeightForWidth(width - bar + given_up)

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

    def __init__(self, make: WidgetFactory, safety: Safety) -> None:
        super().__init__(make, _("When to stop"), _("A mild ache that stays or eases is fine."))
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
