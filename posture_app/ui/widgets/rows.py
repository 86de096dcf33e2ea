"""Rows and cards that can be pressed as a whole, painted without children."""

import math
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keyboard_focus import KeyboardFocus
from posture_app.ui.widgets.paint import focus_ring, rounded, tile
from posture_app.ui.widgets.still import StillCache
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.formats import with_units

TILE_PX: Final = 96
"""A figure that is smaller than this, at a text size of 100 per cent, is hardly read."""
_DOT: Final = " · "
_STAYS: Final = "\u00a0"
_SHORT: Final = 16
"""Letters of a piece that is seldom wider than a row."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says: a strong line, a quiet line below, and a word at the right.

    The quiet line is elided where it is too long, unless it is to be read whole: then it wraps.
    """

    title: str
    detail: str = ""
    end: str = ""
    lead: str = ""
    is_whole: bool = False


class PressRow(KeyboardFocus, QAbstractButton):
    """One line of a list: leads somewhere when it is pressed.

    Signals:
        opened: The row's key, when it is pressed.

    `lead` stands in a narrow column of its own (a number, a time of day). With an exercise and a
    cache a still stands before the words, large where it is the row's `tile`. `key`
    is what the receiver needs to know which row it is. A large title wraps, and every one that
    `wraps` says so of; else it is elided.
    """

    opened = Signal(object)

    def __init__(
        self,
        make: WidgetFactory,
        words: RowWords,
        key: str = "",
        *,
        exercise: Exercise | None = None,
        stills: StillCache | None = None,
        card: bool = False,
        large: bool = False,
        tile: bool = False,
        wraps: bool = False,
        chevron: bool = True,
        name: str = "",
    ) -> None:
        super().__init__()
        self._theme = make.theme
        self._words = words
        self._exercise = exercise
        self._stills = stills
        self._card = card
        self._large = large
        self._tile = tile
        self._wraps = large or wraps
        self._chevron = chevron
        self.key = key
        self.clicked.connect(self._open)
        self.setObjectName(name)
        self.setText(words.title)
        parts = (words.lead, words.title, words.detail, words.end)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.setToolTip(plain_tip("\n".join(part for part in (words.title, words.detail) if part)))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        vertical = QSizePolicy.Policy.Minimum if self._wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, vertical)  # a fixed one keeps its hint
        policy.setHeightForWidth(self._wraps)
        self.setSizePolicy(policy)
        if stills is not None:
            stills.ready.connect(self.update)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.key)

    def sizeHint(self) -> QSize:
        """One or two lines with air."""
        words = row_lines_px(self._theme, self._words, self._role(), detail_width=math.inf)
        return QSize(self._theme.px(260), self._height(words))

    def heightForWidth(self, width: int, /) -> int:
        """Room for all of a title that wraps, and of a quiet line that is read whole."""
        room = width - 2 * self._pad()
        if self._exercise is not None:
            room -= self._still_px() + tokens.SPACE_L
        if self._chevron:
            room -= _chevron_px(self._theme)
        if self._words.lead:
            room -= _lead_px(self._theme, self._words.lead) + tokens.SPACE_M
        if self._words.end:
            room -= _end_px(self._theme, self._words.end) + tokens.SPACE_M
        words = row_lines_px(self._theme, self._words, self._role(), room, detail_width=room)
        return self._height(words)

    def minimumSizeHint(self) -> QSize:
        """Its words may be elided; the height is kept."""
        return QSize(self._theme.px(150), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, still, words and the arrow."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        theme = self._theme
        if self._card:
            ground = "hover" if self.underMouse() else "surface"
            rounded(painter, rect, tokens.RADIUS_M, theme.colour(ground), theme.colour("line"))
        elif self.underMouse():
            rounded(painter, rect, tokens.RADIUS_S, theme.colour("hover"))
        if self.shows_focus:
            focus_ring(painter, rect, tokens.RADIUS_M, theme.colour("focus"))
        pad = self._pad()
        inner = rect.adjusted(pad, 0, -pad, 0)
        if self._exercise is not None and self._stills is not None:
            side = self._still_px()
            place = QRectF(inner.left(), (rect.height() - side) / 2, side, side)
            paint_tile(painter, self._theme, self._stills, self._exercise, place, self)
            inner.setLeft(place.right() + tokens.SPACE_L)
        paint_row(
            painter,
            theme,
            self._words,
            inner,
            self._role(),
            chevron=self._chevron,
            wraps=self._wraps,
        )

    def _height(self, lines_px: int) -> int:
        height = lines_px + 2 * self._pad()
        if self._exercise is not None:
            height = max(height, self._still_px() + 2 * tokens.SPACE_S)
        return height

    def _pad(self) -> int:
        return tokens.SPACE_L if self._card else tokens.SPACE_M

    def _still_px(self) -> int:
        return self._theme.px(TILE_PX if self._tile else 56)

    def _role(self) -> Role:
        return "title" if self._large else "strong"


def paint_tile(
    painter: QPainter,
    theme: Theme,
    stills: StillCache,
    exercise: Exercise,
    place: QRectF,
    device: QWidget,
) -> None:
    """Draw an exercise's still on its tile, or the empty tile until it is made."""
    ratio = device.devicePixelRatioF()
    picture: QPixmap | None = stills.picture(exercise, place.size().toSize(), ratio)
    if picture is None:
        tile(painter, place, theme.colour("tile"))
    else:
        painter.drawPixmap(place.topLeft(), picture)


def row_lines_px(
    theme: Theme,
    words: RowWords,
    role: Role = "strong",
    width: float | None = None,
    *,
    detail_width: float = 0,
) -> int:
    """The height of a row's lines, without air.

    Args:
        theme: The look.
        words: What it says.
        role: How large the title is.
        width: Where the title wraps; None where it is elided.
        detail_width: Where the quiet line wraps, if it is to be read whole.
    """
    height = QFontMetrics(theme.font(role)).height()
    if width is not None:
        height = _wrapped_px(theme, words.title, role, width)
    if words.detail:
        height += _detail_px(theme, words, detail_width) + 2
    return height


def row_words_px(theme: Theme, words: RowWords, width: float) -> float:
    """The width that is left to a row's lines beside the lead, the word at the right, the arrow."""
    width -= _chevron_px(theme)
    if words.lead:
        width -= _lead_px(theme, words.lead) + tokens.SPACE_M
    if words.end:
        width -= _end_px(theme, words.end) + tokens.SPACE_M
    return width


def paint_row(
    painter: QPainter,
    theme: Theme,
    words: RowWords,
    rect: QRectF,
    role: Role = "strong",
    *,
    chevron: bool = True,
    wraps: bool = False,
) -> None:
    """Draw a row's words between the edges of a place, with the arrow at its right."""
    left = _paint_lead(painter, theme, words.lead, rect)
    right = rect.right()
    if chevron:
        side = theme.px(16)
        place = QRectF(right - side, rect.center().y() - side / 2, side, side)
        paint_icon(painter, "forward", place, theme.colour("muted"))
        right = rect.right() - _chevron_px(theme)
    if words.end:
        width = _end_px(theme, words.end)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        place = QRectF(right - width, rect.top(), width, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words.end)
        right -= width + tokens.SPACE_M
    place = QRectF(left, rect.top(), right - left, rect.height())
    _paint_lines(painter, theme, words, place, role, wraps=wraps)


def _chevron_px(theme: Theme) -> int:
    """The room that the arrow takes at the right."""
    return theme.px(16) + tokens.SPACE_S


def _end_px(theme: Theme, end: str) -> int:
    """The room that the word at the right takes."""
    return QFontMetrics(theme.font("small")).horizontalAdvance(end) + 2


def _lead_px(theme: Theme, lead: str) -> int:
    """The width of the column before the lines."""
    return max(theme.px(52), QFontMetrics(theme.font("small")).horizontalAdvance(lead) + 4)


def _detail_px(theme: Theme, words: RowWords, width: float) -> int:
    metrics = QFontMetrics(theme.font("small"))
    if not words.is_whole or metrics.horizontalAdvance(words.detail) <= width:
        return metrics.height()
    return _wrapped_px(theme, in_pieces(words.detail), "small", width)


def in_pieces(detail: str) -> str:
    """A quiet line that is broken between its pieces, at the dots, and not within a short one."""
    pieces = detail.split(_DOT)
    if len(pieces) == 1:
        return detail
    short = (one.replace(" ", _STAYS) if len(one) <= _SHORT else one for one in pieces)
    return f"{_STAYS}{_DOT.strip()} ".join(short)


def _wrapped_px(theme: Theme, title: str, role: Role, width: float) -> int:
    metrics, tallest = QFontMetrics(theme.font(role)), 10_000
    lines = with_units(title)
    return metrics.boundingRect(0, 0, int(width), tallest, Qt.TextFlag.TextWordWrap, lines).height()


def _paint_lead(painter: QPainter, theme: Theme, lead: str, rect: QRectF) -> float:
    if not lead:
        return rect.left()
    font = theme.font("small")
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    place = QRectF(rect.left(), rect.top(), _lead_px(theme, lead), rect.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, lead)
    return place.right() + tokens.SPACE_M


def _paint_lines(
    painter: QPainter, theme: Theme, words: RowWords, rect: QRectF, role: Role, *, wraps: bool
) -> None:
    strong, small = theme.font(role), theme.font("small")
    strong_px, small_px = QFontMetrics(strong).height(), _detail_px(theme, words, rect.width())
    width = rect.width() if wraps else None
    if wraps:
        strong_px = _wrapped_px(theme, words.title, role, rect.width())
    lines_px = row_lines_px(theme, words, role, width, detail_width=rect.width())
    top = rect.center().y() - lines_px / 2
    elide = Qt.TextElideMode.ElideRight
    painter.setFont(strong)
    painter.setPen(theme.colour("ink"))
    title = QFontMetrics(strong).elidedText(words.title, elide, int(rect.width()))
    place, flags = QRectF(rect.left(), top, rect.width(), strong_px), 0
    if wraps:
        title, flags = with_units(words.title), Qt.TextFlag.TextWordWrap
    painter.drawText(place, flags, title)
    if words.detail:
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        place = QRectF(rect.left(), top + strong_px + 2, rect.width(), small_px)
        if words.is_whole:
            painter.drawText(place, Qt.TextFlag.TextWordWrap, with_units(in_pieces(words.detail)))
            return
        detail = QFontMetrics(small).elidedText(words.detail, elide, int(rect.width()))
        painter.drawText(place, 0, detail)
