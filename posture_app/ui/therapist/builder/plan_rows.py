"""The model and the look of a plan's rows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from posture_app.library.model import Exercise
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.therapist.builder.rows import BuilderRow, RowKey
from posture_app.ui.widgets.item_model import ITEM, Index, ItemModel
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.ui.widgets.rows import paint_tile
from posture_app.ui.widgets.state_poses import at_rest
from posture_app.ui.widgets.still import StillCache
from posture_app.ui.widgets.tips import plain_tip

_NEVER: Final = Qt.ItemFlag.NoItemFlags
_CHOOSABLE: Final = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
)
STILL_PX: Final = 44
_EMPTY: Final = at_rest("reaching")
"""Who stands where a phase has no exercises yet."""
_EMPTY_TIMES: Final = 1.75
_PAD: Final = tokens.SPACE_S
_ABOVE: Final = tokens.SPACE_XS
"""Above and below an item: many rows are to be seen at once."""
_ABOVE_PHASE: Final = tokens.SPACE_S
_NOTE_PX: Final = 150
"""With so much room behind the dose, what the patient is told stands there."""
_MOST_KEPT: Final = 4000
_TALLEST: Final = 10_000


class PlanModel(ItemModel[BuilderRow]):
    """The rows that are shown now; a change touches no row that stays as it is."""

    def change_items(self, rows: Sequence[BuilderRow]) -> None:
        """Show other rows; those that stay keep their selection."""
        before = self._items
        start = 0
        while start < min(len(before), len(rows)) and before[start].key == rows[start].key:
            start += 1
        end = 0
        most = min(len(before), len(rows)) - start
        while end < most and before[-1 - end].key == rows[-1 - end].key:
            end += 1
        gone, come = len(before) - start - end, len(rows) - start - end
        if gone:
            self.beginRemoveRows(QModelIndex(), start, start + gone - 1)
            self._items = [*before[:start], *before[len(before) - end :]]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), start, start + come - 1)
            self._items = [*self._items[:start], *rows[start:]]
            self.endInsertRows()
        kept = self._items
        self._items = rows
        for place, (old, new) in enumerate(zip(kept, rows, strict=True)):
            if old is not new and old != new:
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)

    def told(self, item: BuilderRow) -> Mapping[int, object]:
        """Its words for tooltips and screen readers."""
        lines = (item.title, item.detail, item.note)
        return {
            Qt.ItemDataRole.DisplayRole: item.title,
            Qt.ItemDataRole.AccessibleTextRole: item.spoken,
            Qt.ItemDataRole.ToolTipRole: plain_tip("\n".join(one for one in lines if one)),
        }

    def flags(self, index: Index, /) -> Qt.ItemFlag:
        """A hint cannot be chosen."""
        row = self.item_at(index)
        return _NEVER if row is None or row.key.kind == "hint" else _CHOOSABLE

    def place_of(self, key: RowKey) -> QModelIndex:
        """Where a row is; not valid where it is not there."""
        places = (place for place, one in enumerate(self._items) if one.key == key)
        return self.index(next(places, -1), 0)


class PlanDelegate(QStyledItemDelegate):
    """Draws a row: a phase as a heading, an item with its still, its dose in full and its note."""

    def __init__(self, theme: Theme, stills: StillCache, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._stills, self._list = theme, stills, parent
        self._heights: dict[tuple[str, Role, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """As high as its words need at the list's width."""
        row: BuilderRow = index.data(ITEM)
        width = self._list.viewport().width()
        return QSize(0, self._height(row, width))

    def _height(self, row: BuilderRow, width: int) -> int:
        inner = self._words_px(row, width)
        match row.key.kind:
            case "item":
                words = self._words_height(row, inner)
                return max(words, self._theme.px(STILL_PX)) + 2 * _ABOVE
            case "phase":
                words = self._text_px(row.title, "heading", inner)
                if row.detail:
                    words += self._text_px(row.detail, "small", inner)
                return words + _ABOVE_PHASE + 2 * _PAD
            case "hint":
                words = self._text_px(row.title, "small", inner) + 2 * tokens.SPACE_S
                return max(words, self._still_px(row)) + 2 * _PAD
            case _:
                return self._line_px("strong") + self._line_px("small") + 2 * _PAD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw the row's ground and its words."""
        row: BuilderRow = index.data(ITEM)
        area: Any = option
        painter.save()
        place = QRect(area.rect)
        if row.key.kind == "phase":
            place.adjust(0, _ABOVE_PHASE, 0, 0)
        self._paint_ground(painter, row, place, area.state)
        if row.key.kind == "hint":
            self._paint_hint(painter, row, place)
        else:
            self._paint_words(painter, row, place)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, row: BuilderRow, place: QRect, state: QStyle.StateFlag
    ) -> None:
        theme, ground = self._theme, QRectF(place).adjusted(0, 1, 0, -1)
        if state & QStyle.StateFlag.State_Selected:
            rounded(painter, ground, tokens.RADIUS_S, theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver and row.key.kind != "hint":
            rounded(painter, ground, tokens.RADIUS_S, theme.colour("hover"))
        elif row.key.kind == "item":
            rounded(painter, ground, tokens.RADIUS_S, theme.colour("surface"), theme.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, ground, tokens.RADIUS_S, theme.colour("focus"))

    def _paint_hint(self, painter: QPainter, row: BuilderRow, place: QRect) -> None:
        self._paint_tile(painter, row, _EMPTY, place)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("muted"))
        words = place.adjusted(self._left(row), tokens.SPACE_S, -_PAD, -tokens.SPACE_S)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, flags, row.title)

    def _paint_words(self, painter: QPainter, row: BuilderRow, place: QRect) -> None:
        theme = self._theme
        if row.exercise is not None:
            self._paint_tile(painter, row, row.exercise, place)
        inner = self._words_px(row, place.width())
        left, top = place.left() + self._left(row), place.top() + _PAD
        if row.key.kind == "item":
            top = place.top() + (place.height() - self._words_height(row, inner)) // 2
        title: Role = "heading" if row.key.kind == "phase" else "strong"
        top = self._paint_text(painter, row.title, title, "ink", QRect(left, top, inner, 0))
        if row.key.kind in {"item", "phase"}:
            if row.detail:
                words = QRect(left, top, inner, 0)
                top = self._paint_text(painter, row.detail, "small", "muted", words)
        else:
            self._paint_line(painter, row.detail, "muted", QRect(left, top, inner, 0))
        if row.note and row.key.kind == "item":
            aside = self._note_left(row, inner)
            if aside:
                top -= self._line_px("small")
            words = QRect(left + aside, top, inner - aside, 0)
            self._paint_line(painter, row.note, "accent_ink", words)
        if row.is_remarked:
            side = theme.px(18)
            corner = QRectF(place.right() - _PAD - side, place.top() + _PAD, side, side)
            paint_icon(painter, "info", corner, theme.colour("caution_ink"))

    def _paint_tile(
        self, painter: QPainter, row: BuilderRow, exercise: Exercise, place: QRect
    ) -> None:
        side = self._still_px(row)
        tile = QRectF(place.left() + _PAD, place.top() + (place.height() - side) / 2, side, side)
        paint_tile(painter, self._theme, self._stills, exercise, tile, self._list)

    def _paint_text(
        self, painter: QPainter, text: str, role: Role, colour: str, place: QRect
    ) -> int:
        """Draw a text in as many lines as it needs; returns where it ends."""
        place.setHeight(self._text_px(text, role, place.width()))
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.colour(colour))
        painter.drawText(place, Qt.TextFlag.TextWordWrap, text)
        return place.top() + place.height()

    def _paint_line(self, painter: QPainter, text: str, colour: str, place: QRect) -> None:
        font = self._theme.font("small")
        metrics = QFontMetrics(font)
        place.setHeight(metrics.height())
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        line = text.replace("\n", " ")
        painter.drawText(
            place, 0, metrics.elidedText(line, Qt.TextElideMode.ElideRight, place.width())
        )

    def _left(self, row: BuilderRow) -> int:
        """Where a row's words begin."""
        if row.key.kind in {"item", "routine", "hint"}:
            return self._still_px(row) + 2 * _PAD + tokens.SPACE_XS
        return _PAD

    def _still_px(self, row: BuilderRow) -> int:
        """The side of the picture before a row's words."""
        times = _EMPTY_TIMES if row.key.kind == "hint" else 1.0
        return round(times * self._theme.px(STILL_PX))

    def _words_px(self, row: BuilderRow, width: int) -> int:
        mark = self._theme.px(18) + _PAD if row.is_remarked else 0
        return max(40, width - self._left(row) - _PAD - mark)

    def _words_height(self, row: BuilderRow, inner: int) -> int:
        """The height of an item's lines."""
        words = self._text_px(row.title, "strong", inner) + self._text_px(
            row.detail, "small", inner
        )
        if row.note and not self._note_left(row, inner):
            words += self._line_px("small")
        return words

    def _note_left(self, row: BuilderRow, inner: int) -> int:
        """Where behind the dose the note begins; 0 where it needs a line of its own."""
        metrics = QFontMetrics(self._theme.font("small"))
        left = metrics.horizontalAdvance(row.detail) + tokens.SPACE_L
        return left if inner - left >= self._theme.px(_NOTE_PX) else 0

    def _line_px(self, role: Role) -> int:
        return QFontMetrics(self._theme.font(role)).height()

    def _text_px(self, text: str, role: Role, width: int) -> int:
        key = text, role, width
        found = self._heights.get(key)
        if found is None:
            if len(self._heights) > _MOST_KEPT:
                self._heights.clear()
            metrics = QFontMetrics(self._theme.font(role))
            flags = Qt.TextFlag.TextWordWrap
            found = metrics.boundingRect(0, 0, width, _TALLEST, flags, text).height()
            self._heights[key] = found
        return found
