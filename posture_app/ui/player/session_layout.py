"""How a session lies in the window: the figure in the middle, and what is read of it beside it."""

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.player.breathing_ring import LEAST_PX, BreathingRing
from posture_app.ui.player.figure_place import FigurePlace
from posture_app.ui.player.snapshot import BETWEEN
from posture_app.ui.theme import tokens
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fitted_label import FittedLabel
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import below_one_another
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import pgettext

_LOWEST_PX: Final = 280
"""Below this height, at a text size of 100 per cent, a name is a single line: what is long would
take the room of the figure and the count."""
_LOW_PX: Final = 460
"""Below this height, at a text size of 100 per cent, names are smaller and take two lines."""
_MOST_LINES: Final = 4
_WIDE: Final = 3.4
"""From so many columns as the count's on, there is one for the words on the other side, and the
figure stands in the middle of its ground; else the words stand over the figure."""
_WIDER: Final = 1.8
"""In a wide window the words may reach so far beyond their column, where no figure stands."""
_LEAST_COUNT_PX: Final = 90
"""What follows is left out where it would leave less than this to the count."""
_LEAST_FIGURE: Final = 0.4
"""So much of the height the figure keeps: a notice that would take it is not shown."""
_SCRIM: Final = 0.55


class FigureGround(QWidget):
    """The quiet ground that the figure stands on."""

    def __init__(self, make: WidgetFactory, figure: FigurePlace) -> None:
        super().__init__()
        self._theme = make.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        figure.grow_with(make.theme)
        layout.addWidget(figure)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground."""
        painter = QPainter(self)
        ground = self._theme.colour("sunken")
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_XL, ground)


class _Scrim(QWidget):
    """Lies over the figure while the routine stands still, below words that reach into it."""

    def __init__(self, make: WidgetFactory, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = make.theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Let the figure step back."""
        colour = self._theme.colour("sunken")
        colour.setAlphaF(_SCRIM)
        QPainter(self).fillRect(self.rect(), colour)


class SessionLayout(FigureGround):
    """The figure in the middle, the words at its left, count and state at its right.

    Where there is no room for words beside the figure they stand over it.
    """

    def __init__(self, make: WidgetFactory, figure: FigurePlace, title: str) -> None:
        super().__init__(make, figure)
        self._make = make
        self._figure = figure
        self._scrim = make(_Scrim, self)
        self._where_text = ""
        self.name: FittedLabel = make(FittedLabel, "", "title")
        self.name.setObjectName("exercise_name")
        self.where = self._label("lead", "where")
        self.where.set_tone("muted")
        self._head = below_one_another(self.name, self.where, parent=self)
        self.notice: FittedLabel = make(FittedLabel, "", "small", "caution")
        self.notice.setObjectName("player_notice")
        self.notice.setParent(self)
        self.notice.hide()
        self._title: FittedLabel = make(FittedLabel, title, "small", "muted")
        self._title.limit(2)
        self._title.setObjectName("routine_name")
        self.left = make.label("", "small", "muted", wrap=False)
        self.left.setObjectName("time_left")
        self._about = below_one_another(self._title, self.left, parent=self)
        self.ring = make(BreathingRing)
        self.state = self._label("heading", "phase_heading")
        follows = self._label("small", "follows")
        follows.set_tone("muted")
        follows.setText(pgettext("what follows", "Next"))
        self.coming = self._label("body", "coming")
        self._side = below_one_another(self.ring, self.state, follows, self.coming, parent=self)
        column = self._side.layout()
        if isinstance(column, QVBoxLayout):
            column.setAlignment(self.ring, Qt.AlignmentFlag.AlignHCenter)
            column.insertStretch(2, 1)
        for label in (self.state, follows, self.coming):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._follows = follows

    def stand_still(self, *, still: bool) -> None:
        """Whether the routine stands still."""
        self._scrim.setVisible(still)

    def show_notice(self, text: str) -> None:
        """One quiet line over all, until there is another."""
        self.notice.setText(text)
        self.place()

    def show_where(self, text: str) -> bool:
        """Say which set, side and repetition it is; whether that is another one."""
        if text == self._where_text:
            return False
        self._where_text = text
        self.where.setText(text)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put all into its place."""
        super().resizeEvent(event)
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.place()

    def place(self) -> None:
        """Measure again, as when the words are others."""
        gap = tokens.SPACE_L if self.height() > self._theme.px(400) else tokens.SPACE_S
        self._take_roles()
        taken = self._place_side(gap) + 2 * gap
        room = QRect(gap, gap, self.width() - taken - gap, self.height())
        is_wide = self.width() >= _WIDE * taken
        left = taken if is_wide else gap
        top = self._place_notice(room, is_wide=is_wide)
        if is_wide:
            self._place_beside(QRect(gap, top, taken - gap, self.height() - gap - top))
        else:
            top = self._place_above(QRect(gap, top, room.width(), self.height()))
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(left, max(tokens.SPACE_S, top - gap), taken, tokens.SPACE_S)
            layout.activate()
        self._scrim.setGeometry(self._figure.geometry())

    def _take_roles(self) -> None:
        """Larger letters and more lines where there is height for them."""
        px, height = self._theme.px, self.height()
        low = height < px(_LOW_PX)
        self.state.set_role("title" if height > px(400) else "heading")
        self.name.take_role("heading" if low else "title")
        self.name.limit(1 if height < px(_LOWEST_PX) else 2 if low else _MOST_LINES)
        self.where.set_role("body" if low else "lead")

    def _place_side(self, gap: int) -> int:
        """Put count and state into their corner and what follows below; the column's width."""
        height = self.height() - 2 * gap
        self.ring.fit(height, height)
        width = max(self.ring.width(), self._theme.px(LEAST_PX + 20))
        state, *after = (
            label.heightForWidth(width) + tokens.SPACE_XS
            for label in (self.state, self._follows, self.coming)
        )
        is_room = height - state - sum(after) >= self._theme.px(_LEAST_COUNT_PX)
        for label in (self._follows, self.coming):
            label.setVisible(is_room)
        self.ring.fit(height, height - state - (sum(after) if is_room else 0))
        self._side.setGeometry(self.width() - width - gap, gap, width, height)
        return width

    def _place_notice(self, room: QRect, *, is_wide: bool) -> int:
        """Put the notice over all, where that leaves the figure its room; the place below it."""
        width, below = room.width(), room.top()
        words = 0 if is_wide else self._head_px(width)
        for lines in (_MOST_LINES, 2):  # cut rather than left out
            self.notice.limit(lines)
            height = self.notice.heightForWidth(width) + tokens.SPACE_S
            is_room = self.height() - below - height - words >= _LEAST_FIGURE * self.height()
            if is_room:
                break
        self.notice.setVisible(bool(self.notice.text()) and is_room)
        if self.notice.isHidden():
            return below
        self.notice.setGeometry(room.left(), below, width, height - tokens.SPACE_S)
        return below + height

    def _place_beside(self, room: QRect) -> None:
        """Put the words into the column at the figure's left: what is done above, how long below.

        A name that would be broken within a word, or cut, gets smaller letters first.
        """
        width = max(room.width(), min(self._free_px() - room.x(), round(_WIDER * room.width())))
        if self.name.lines_in("title", width)[0] > _MOST_LINES:
            self.name.take_role("heading")
        self.name.limit(_MOST_LINES)
        # A line that breaks by itself leaves a number alone.
        widest = QFontMetrics(self.where.font()).horizontalAdvance(self._where_text)
        self._say_where("\n" if widest > width else BETWEEN)
        self.where.setContentsMargins(0, 0, 0, 0)
        self._head.setGeometry(room.x(), room.y(), width, self._head_px(width))
        self._about.show()
        self._title.show()
        height = self._title.heightForWidth(width) + tokens.SPACE_XS
        height += self.left.sizeHint().height()
        for label in (self._title, self.left):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._about.setGeometry(room.x(), room.bottom() + 1 - height, width, height)

    def _free_px(self) -> int:
        """What a figure that is as wide as high leaves free at each side."""
        return (self.width() - self.height()) // 2

    def _place_above(self, room: QRect) -> int:
        """Put the words over the figure, the time left on their last line; the place below.

        Where one line is too short for both, the bar above it tells of the time left alone.
        """
        self._title.hide()
        is_one_line = self.height() < self._theme.px(_LOWEST_PX)
        if is_one_line and self.name.lines_in("heading", room.width())[0] > 1:
            self.name.take_role("strong")  # rather smaller than cut
        about = self.left.sizeHint()
        metrics = QFontMetrics(self.where.font())
        needed = metrics.horizontalAdvance(self._where_text)
        is_room = needed + tokens.SPACE_M + about.width() <= room.width()
        self._about.setVisible(is_room)
        self._say_where(BETWEEN if is_room or needed <= room.width() else "\n")
        self.where.setContentsMargins(0, 0, about.width() + tokens.SPACE_M if is_room else 0, 0)
        height = self._head_px(room.width())
        self._head.setGeometry(room.x(), room.y(), room.width(), height)
        right, bottom = room.x() + room.width(), room.y() + height
        self._about.setGeometry(
            right - about.width(), bottom - about.height(), about.width(), about.height()
        )
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return bottom + tokens.SPACE_S

    def _say_where(self, between: str) -> None:
        text = self._where_text.replace(BETWEEN, between)
        if text != self.where.text():
            self.where.setText(text)

    def _head_px(self, width: int) -> int:
        words = (self.name, self.where)
        return sum(one.heightForWidth(width) for one in words) + tokens.SPACE_XS

    def _label(self, role: Role, name: str) -> Label:
        label = self._make.label("", role)
        label.setObjectName(name)
        return label
