"""A long list of rows on cards, one card for each group, with a heading above it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from posture_app.dataclass import dataclass
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.cards import CARD_PAD
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.item_model import ITEM, Index, ItemModel
from posture_app.ui.widgets.page_list import KEY, PageList
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.rows import RowWords, paint_row, row_lines_px, row_words_px
from posture_app.ui.widgets.tips import plain_tip

_EDGE: Final = tokens.SPACE_S
"""From a card's edge to the ground of the row under the pointer."""
_ACTION_PX: Final = 34


@dataclass(frozen=True, slots=True)
class GroupedRow:
    """One row.

    Attributes:
        key: What the receiver of `opened` needs to know which row it is.
        words: What it says.
        heading: What stands above the first row of a group.
        is_last: Whether it ends the group's card.
        action: What opening it does, shown as a button at the right; empty where it leads on.
        is_text: Whether its title is a text to be read whole, and leads nowhere.
    """

    key: str
    words: RowWords
    heading: str = ""
    is_last: bool = False
    action: str = ""
    is_text: bool = False

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        words = self.words
        parts = (self.heading, words.lead, words.title, words.detail, words.end, self.action)
        return ". ".join(part for part in parts if part.strip())


class GroupedRowModel(ItemModel[GroupedRow]):
    """The rows that are shown now."""

    def told(self, item: GroupedRow) -> Mapping[int, object]:
        """Its key, and its words for tooltips and screen readers."""
        words = item.words
        return {
            KEY: item.key,
            Qt.ItemDataRole.DisplayRole: words.title,
            Qt.ItemDataRole.AccessibleTextRole: item.spoken,
            Qt.ItemDataRole.ToolTipRole: plain_tip(f"{words.title}\n{words.detail}".strip()),
        }


class GroupedRowDelegate(QStyledItemDelegate):
    """Draws a row with its share of the card."""

    def __init__(self, theme: Theme, parent: PageList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """Heading, row, and the card's edges where it begins and ends."""
        row: GroupedRow = index.data(ITEM)
        height = self._lines_px(row) + 2 * tokens.SPACE_M
        height += self._above(row, is_first=index.row() == 0) + (_EDGE if row.is_last else 0)
        return QSize(self._theme.px(260), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw heading, card and words."""
        row: GroupedRow = index.data(ITEM)
        theme, area = self._theme, _area(option)
        painter.save()
        place = QRectF(area.rect)
        above = self._above(row, is_first=index.row() == 0)
        if row.heading:
            words = QRectF(place.left(), place.top(), place.width(), above - _EDGE - tokens.SPACE_S)
            painter.setFont(theme.font("heading"))
            painter.setPen(theme.colour("ink"))
            painter.drawText(words, Qt.AlignmentFlag.AlignBottom, row.heading)
        card = place.adjusted(0, max(0, above - _EDGE), 0, 0)
        self._paint_card(painter, row, card, is_first=index.row() == 0)
        ground = place.adjusted(_EDGE, above, -_EDGE, -_EDGE if row.is_last else 0)
        if area.state & QStyle.StateFlag.State_MouseOver and not row.is_text:
            rounded(painter, ground, tokens.RADIUS_S, theme.colour("hover"))
        if area.state & QStyle.StateFlag.State_HasFocus and self._list.shows_focus:
            focus_ring(painter, ground, tokens.RADIUS_S, theme.colour("focus"))
        inset = CARD_PAD - _EDGE
        inside = ground.adjusted(inset, 0, -inset, 0)
        if row.is_text:
            paint_row(painter, theme, row.words, inside, "body", chevron=False, wraps=True)
        elif row.action:
            inside.setRight(self._paint_action(painter, row.action, inside) - tokens.SPACE_M)
            paint_row(painter, theme, row.words, inside, chevron=False)
        else:
            paint_row(painter, theme, row.words, inside)
        painter.restore()

    def _lines_px(self, row: GroupedRow) -> int:
        theme, width = self._theme, self._list.viewport().width() - 2 * CARD_PAD
        if row.is_text:
            return row_lines_px(theme, row.words, "body", width)
        words_px = row_words_px(theme, row.words, width)
        lines = row_lines_px(theme, row.words, detail_width=words_px)
        return max(lines, theme.px(_ACTION_PX)) if row.action else lines

    def _paint_action(self, painter: QPainter, action: str, place: QRectF) -> float:
        """Draw what looks like a button; returns where it begins."""
        theme = self._theme
        font, height = theme.font("small_strong"), theme.px(_ACTION_PX)
        width = QFontMetrics(font).horizontalAdvance(action) + 2 * theme.px(14)
        top = place.center().y() - height / 2
        pill = QRectF(place.right() - width, top, width, height)
        rounded(painter, pill, height / 2, theme.colour("surface"), theme.colour("edge"))
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, action)
        return pill.left()

    def _above(self, row: GroupedRow, *, is_first: bool) -> int:
        if not row.heading:
            return _EDGE if is_first else 0
        heading = QFontMetrics(self._theme.font("heading")).height() + tokens.SPACE_S
        return heading + _EDGE + (0 if is_first else tokens.SPACE_XL)

    def _paint_card(
        self, painter: QPainter, row: GroupedRow, place: QRectF, *, is_first: bool
    ) -> None:
        """The part of the card in a row's place: its round ends lie in the first and the last."""
        theme, beyond = self._theme, tokens.RADIUS_L * 2
        begins = is_first or bool(row.heading)
        card = place.adjusted(0, 0 if begins else -beyond, 0, 0 if row.is_last else beyond)
        painter.save()
        painter.setClipRect(place)
        rounded(painter, card, tokens.RADIUS_L, theme.colour("surface"), theme.colour("line"))
        painter.restore()
        if not begins:
            line = QRectF(place.left() + CARD_PAD, place.top(), place.width() - 2 * CARD_PAD, 1)
            painter.fillRect(line, theme.colour("line"))


class GroupedRows(PageList):
    """The view of the rows."""

    def __init__(self, make: WidgetFactory, *, name: str, title: str) -> None:
        super().__init__(make, name=name, title=title)
        self._rows = GroupedRowModel(self)
        super().show_rows(self._rows, GroupedRowDelegate(make.theme, self))

    def show_groups(self, rows: Sequence[GroupedRow]) -> None:
        """Show these rows; the keyboard stays at the row where it was, by its key."""
        if rows == self._rows.items:
            return
        current = self.currentIndex().data(KEY)
        opens = any(not row.is_text for row in rows)
        pointer = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(pointer)
        self._rows.show_items(tuple(rows))
        if rows:
            self.setCurrentIndex(self._rows.index(0, 0))
            self.select(current or rows[0].key)


def _area(option: QStyleOptionViewItem) -> Any:  # noqa: ANN401 - its fields are unknown to mypy
    return option
