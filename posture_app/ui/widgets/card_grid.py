"""A list of cards in as many columns as there is room for, with headings between them if wanted.

Only what is visible is drawn. Arrow keys move, Enter or a click opens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.item_model import ITEM, Index, ItemModel
from posture_app.ui.widgets.page_list import KEY, PageList
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.paint_lines import paint_lines
from posture_app.ui.widgets.rows import paint_tile
from posture_app.ui.widgets.still import StillCache
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _

GAP: Final = tokens.SPACE_L
STILL_PX: Final = 132
"""How high the still of one exercise is at 100 per cent."""
_NARROWEST_PX: Final = 210
_NARROWEST_TALL_PX: Final = 340
WRAP_PX: Final = 4
"""The viewport goes so far beyond the grid: Qt wraps a row that fills the width exactly."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """One card. One exercise: its still above the words; several: stills along the foot."""

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


def marked(row: CardWords | str, left_out: frozenset[str]) -> CardWords | str:
    """A card that says it is left out for the person, if its key is among these."""
    if isinstance(row, CardWords) and row.key in left_out:
        return replace(row, meta=_("{facts} · left out for you").format(facts=row.meta))
    return row


def marked_own(row: CardWords, own: frozenset[str]) -> CardWords:
    """A card that says it is the person's own, if its key is among these."""
    if row.key in own:
        return replace(row, meta=_("your own · {facts}").format(facts=row.meta))
    return row


class CardModel(ItemModel[CardWords | str]):
    """The cards that are shown now, and the headings above groups of them."""

    def first_card(self) -> QModelIndex:
        """The first row that is no heading; not valid where there is none."""
        rows = (place for place, row in enumerate(self.items) if isinstance(row, CardWords))
        return self.index(next(rows, -1), 0)

    def flags(self, index: Index, /) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if isinstance(index.data(ITEM), CardWords):
            return super().flags(index)
        return Qt.ItemFlag.NoItemFlags

    def told(self, item: CardWords | str) -> Mapping[int, object]:
        """A heading's words; a card's key, and its words for tooltips and screen readers."""
        if isinstance(item, str):
            return {Qt.ItemDataRole.DisplayRole: item, Qt.ItemDataRole.AccessibleTextRole: item}
        return {
            KEY: item.key,
            Qt.ItemDataRole.DisplayRole: item.title,
            Qt.ItemDataRole.AccessibleTextRole: item.spoken,
            Qt.ItemDataRole.ToolTipRole: plain_tip(f"{item.title}\n{item.body}\n{item.meta}"),
        }


class CardDelegate(QStyledItemDelegate):
    """Draws a card."""

    def __init__(self, theme: Theme, stills: StillCache, parent: "CardGrid") -> None:
        super().__init__(parent)
        self._theme = theme
        self._stills = stills
        self._grid = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """Every card has the size of the grid's cell; a heading takes a whole line."""
        if isinstance(index.data(ITEM), CardWords):
            return self._grid.cell()
        return QSize(self._grid.width(), self._heading_px(index))

    def _heading_px(self, index: Index) -> int:
        height = QFontMetrics(self._theme.font("heading")).height() + tokens.SPACE_M
        return height + (tokens.SPACE_L if index.row() else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw ground, still and words, or a heading."""
        card: CardWords | str = index.data(ITEM)
        theme = self._theme
        area: Any = option
        if isinstance(card, str):
            painter.setFont(theme.font("heading"))
            painter.setPen(theme.colour("ink"))
            words = QRectF(area.rect).adjusted(0, 0, 0, -tokens.SPACE_M)
            painter.drawText(words, Qt.AlignmentFlag.AlignBottom, card)
            return
        rect = self._grid.card_rect(area.rect)
        state = area.state
        painter.save()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = theme.colour("hover" if hovered else "surface")
        rounded(painter, rect, tokens.RADIUS_L, ground, theme.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus and self._grid.shows_focus:
            focus_ring(painter, rect, tokens.RADIUS_L, theme.colour("focus"))
        if card.strip:
            self._paint_strip(painter, card, rect)
        else:
            self._paint_below(painter, card, rect)
        painter.restore()

    def _paint_below(self, painter: QPainter, card: CardWords, rect: QRectF) -> None:
        """Name and one line below the still."""
        inner = rect.adjusted(*(tokens.SPACE_M,) * 2, *(-tokens.SPACE_M,) * 2)
        place = QRectF(inner.topLeft(), QSizeF(inner.width(), self._theme.px(STILL_PX)))
        paint_tile(painter, self._theme, self._stills, card.exercises[0], place, self._grid)
        line_px = QFontMetrics(self._theme.font("small")).height()
        words = QRectF(inner.left(), place.bottom() + tokens.SPACE_S, inner.width(), line_px)
        end = self._lines(painter, card.title, "strong", "ink", words, most=2)
        words.moveTop(end + 2)
        self._lines(painter, card.meta, "small", "muted", words, most=1)

    def _paint_strip(self, painter: QPainter, card: CardWords, rect: QRectF) -> None:
        side = self._theme.px(56)
        inner = rect.adjusted(20, 20, -20, -20)
        top = inner.bottom() - side
        step = side + tokens.SPACE_S
        fits = max(1, int((inner.width() + tokens.SPACE_S) // step))
        shown = card.exercises[: fits if len(card.exercises) <= fits else max(1, fits - 1)]
        for place, exercise in enumerate(shown):
            square = QRectF(inner.left() + place * step, top, side, side)
            paint_tile(painter, self._theme, self._stills, exercise, square, self._grid)
        hidden = len(card.exercises) - len(shown)
        if hidden:
            square = QRectF(inner.left() + len(shown) * step, top, side, side)
            painter.setFont(self._theme.font("small_strong"))
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, f"+{hidden}")
        self._paint_words(painter, card, QRectF(inner.topLeft(), QPointF(inner.right(), top - 12)))

    def _paint_words(self, painter: QPainter, card: CardWords, rect: QRectF) -> None:
        line_px = QFontMetrics(self._theme.font("small")).height()
        top = self._lines(painter, card.title, "heading", "ink", rect, most=1)
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
        painter.setPen(self._theme.colour(colour))
        return paint_lines(painter, text, self._theme.font(role), rect, most)


class CardGrid(PageList):
    """The view of the cards."""

    def __init__(
        self, make: WidgetFactory, stills: StillCache, *, name: str, title: str, tall: bool = False
    ) -> None:
        super().__init__(make, name=name, title=title)
        self._tall = tall
        self._cards = CardModel(self)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setViewportMargins(0, 0, -WRAP_PX, 0)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_rows(self._cards, CardDelegate(make.theme, stills, self))
        stills.ready.connect(self._redraw)

    def show_cards(self, cards: Sequence[CardWords | str]) -> None:
        """Show other cards, from the top; a text is the heading of the cards behind it."""
        self._cards.show_items(cards)
        first = self._cards.first_card()
        if first.isValid():
            self.setCurrentIndex(first)

    def cell(self) -> QSize:
        """The size of one card with the gap below it, and its share of the gaps beside it."""
        columns = self.columns()
        small = QFontMetrics(self._theme.font("small")).height()
        if self._tall:
            heading = QFontMetrics(self._theme.font("heading")).height()
            height = heading + 4 * small + self._theme.px(56) + 2 * 20 + 36
        else:
            strong = QFontMetrics(self._theme.font("strong")).height()
            words = 2 * strong + small + tokens.SPACE_S + 2
            height = self._theme.px(STILL_PX) + words + 2 * tokens.SPACE_M
        return QSize(max(1, self.width() // columns), height + GAP)

    def columns(self) -> int:
        """How many cards stand side by side."""
        narrowest = self._theme.px(_NARROWEST_TALL_PX if self._tall else _NARROWEST_PX)
        return max(1, (self.width() + GAP) // narrowest)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier, /
    ) -> QModelIndex:
        """Home goes to the first card, not to the heading above it."""
        to = super().moveCursor(action, modifiers)
        return to if to.data(KEY) is not None else self._cards.first_card()

    def card_rect(self, cell: QRect) -> QRectF:
        """Where in its cell a card is drawn: the first at the left edge, the last at the right."""
        columns, each = self.columns(), self.cell().width()
        width = (each * columns - GAP * (columns - 1)) / columns
        place = round(cell.left() / each)
        return QRectF(place * (width + GAP), cell.top(), width, cell.height() - GAP)

    def rows_height(self) -> int:
        """Without the gap below the last cards."""
        return max(0, super().rows_height() - GAP)

    @Slot()
    def _redraw(self) -> None:
        self.viewport().update()
