"""A list of cards in as many columns as there is room for, with any number of entries.

Only what is visible is drawn. Arrow keys move, Enter or a click opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from posture_app.library.model import Exercise
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.labels import plain_tip
from posture_app.ui.widgets.page_list import KEY, PageList
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.rows import paint_still
from posture_app.ui.widgets.still import StillCache

_Index = QModelIndex | QPersistentModelIndex
_CARD: Final = Qt.ItemDataRole.UserRole + 2
GAP: Final = tokens.SPACE_L
WRAP_PX: Final = 4
"""The viewport goes so far beyond the grid: Qt wraps a row that fills the width exactly."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """One card. One exercise: a still at the left; several: a strip of stills along the foot."""

    key: str
    title: str
    body: str
    meta: str
    exercises: tuple[Exercise, ...]
    note: str = ""
    strip: bool = False

    @property
    def spoken(self) -> str:
        """The card for a screen reader."""
        return ". ".join((self.title, self.body.rstrip("."), self.meta))


class CardModel(QAbstractListModel):
    """The cards that are shown now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cards: Sequence[CardWords] = ()

    def show_cards(self, cards: Sequence[CardWords]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None, /) -> int:
        """How many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def data(
        self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> CardWords | str | None:
        """A card, or its words for tooltips and screen readers."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == _CARD:
            return card
        if role == KEY:
            return card.key
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{card.title}\n{card.body}\n{card.meta}")
        return None


class CardDelegate(QStyledItemDelegate):
    """Draws a card."""

    def __init__(self, theme: Theme, stills: StillCache, parent: "CardGrid") -> None:
        super().__init__(parent)
        self._theme = theme
        self._stills = stills
        self._grid = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index, /) -> QSize:
        """Every card has the size of the grid's cell."""
        return self._grid.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        """Draw ground, still and words."""
        card: CardWords = index.data(_CARD)
        theme = self._theme
        area: Any = option
        rect = self._grid.card_rect(area.rect)
        state = area.state
        painter.save()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = theme.colour("hover" if hovered else "surface")
        rounded(painter, rect, tokens.RADIUS_L, ground, theme.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus and self._grid.hasFocus():
            focus_ring(painter, rect, tokens.RADIUS_L, theme.colour("focus"))
        if card.strip:
            self._paint_strip(painter, card, rect)
        else:
            self._paint_beside(painter, card, rect)
        painter.restore()

    def _paint_beside(self, painter: QPainter, card: CardWords, rect: QRectF) -> None:
        side = rect.height() - 2 * tokens.SPACE_M
        width = min(side, rect.width() * 0.32)
        place = QRectF(rect.left() + tokens.SPACE_M, rect.top() + tokens.SPACE_M, width, side)
        paint_still(painter, self._stills, card.exercises[0], place, self._grid)
        left = place.right() + tokens.SPACE_L
        words = QRectF(
            left, rect.top(), rect.right() - left - tokens.SPACE_L, rect.height()
        ).adjusted(0, tokens.SPACE_M, 0, -tokens.SPACE_M)
        self._paint_words(painter, card, words)

    def _paint_strip(self, painter: QPainter, card: CardWords, rect: QRectF) -> None:
        side = self._theme.px(56)
        inner = rect.adjusted(20, 20, -20, -20)
        top = inner.bottom() - side
        step = side + tokens.SPACE_S
        fits = max(1, int((inner.width() + tokens.SPACE_S) // step))
        shown = card.exercises[: fits if len(card.exercises) <= fits else max(1, fits - 1)]
        for place, exercise in enumerate(shown):
            square = QRectF(inner.left() + place * step, top, side, side)
            paint_still(painter, self._stills, exercise, square, self._grid)
        hidden = len(card.exercises) - len(shown)
        if hidden:
            square = QRectF(inner.left() + len(shown) * step, top, side, side)
            painter.setFont(self._theme.font("small_strong"))
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, f"+{hidden}")
        self._paint_words(painter, card, QRectF(inner.topLeft(), QPointF(inner.right(), top - 12)))

    def _paint_words(self, painter: QPainter, card: CardWords, rect: QRectF) -> None:
        line_px = QFontMetrics(self._theme.font("small")).height()
        title: Role = "heading" if card.strip else "strong"
        top = self._lines(painter, card.title, title, "ink", rect, most=1)
        foot = QRectF(rect.left(), rect.bottom() - line_px, rect.width(), line_px)
        self._lines(painter, card.meta, "small_strong", "accent_ink", foot, most=1)
        body = QRectF(rect.left(), top + 4, rect.width(), line_px)
        end = self._lines(painter, card.body, "small", "ink", body, most=2)
        if card.note:
            note = QRectF(rect.left(), end + 2, rect.width(), line_px)
            self._lines(painter, card.note, "small", "muted", note, most=1)

    def _lines(
        self, painter: QPainter, text: str, role: Role, colour: str, rect: QRectF, *, most: int
    ) -> float:
        """Draw a text in at most so many lines, the last one elided; returns where it ends."""
        font = self._theme.font(role)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y, count = rect.top(), 0
        while count < most and (line := layout.createLine()).isValid():
            line.setLineWidth(rect.width())
            start, length = line.textStart(), line.textLength()
            count += 1
            shown = text[start : start + length].rstrip()
            if count == most:
                elide = Qt.TextElideMode.ElideRight
                shown = metrics.elidedText(text[start:], elide, int(rect.width()))
            painter.drawText(QPointF(rect.left(), y + metrics.ascent()), shown)
            y += metrics.height()
        layout.endLayout()
        return y


class CardGrid(PageList):
    """The view of the cards."""

    def __init__(
        self, theme: Theme, stills: StillCache, *, name: str, title: str, tall: bool = False
    ) -> None:
        super().__init__(theme, name=name, title=title)
        self._tall = tall
        self._cards = CardModel(self)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setViewportMargins(0, 0, -WRAP_PX, 0)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_rows(self._cards, CardDelegate(theme, stills, self))
        stills.ready.connect(self._redraw)

    def show_cards(self, cards: Sequence[CardWords]) -> None:
        """Show other cards, from the top."""
        self._cards.show_cards(cards)
        if cards:
            self.setCurrentIndex(self._cards.index(0, 0))

    def cell(self) -> QSize:
        """The size of one card with the gap below it, and its share of the gaps beside it."""
        columns = self.columns()
        small = QFontMetrics(self._theme.font("small")).height()
        strong = QFontMetrics(self._theme.font("strong")).height()
        if self._tall:
            heading = QFontMetrics(self._theme.font("heading")).height()
            height = heading + 4 * small + self._theme.px(56) + 2 * 20 + 36
        else:
            height = strong + 3 * small + 2 * tokens.SPACE_M + 12
        return QSize(max(1, self.width() // columns), height + GAP)

    def columns(self) -> int:
        """How many cards stand side by side."""
        return max(1, (self.width() + GAP) // self._theme.px(340))

    def card_rect(self, cell: QRect) -> QRectF:
        """Where in its cell a card is drawn: the first at the left edge, the last at the right."""
        columns, each = self.columns(), self.cell().width()
        width = (each * columns - GAP * (columns - 1)) / columns
        place = round(cell.left() / each)
        return QRectF(place * (width + GAP), cell.top(), width, cell.height() - GAP)

    def rows_height(self) -> int:
        """Without the gap below the last cards."""
        return max(0, super().rows_height() - GAP)

    def fit(self) -> None:
        """As many columns as there is room for."""
        self.setGridSize(self.cell())
        super().fit()

    @Slot()
    def _redraw(self) -> None:
        self.viewport().update()
