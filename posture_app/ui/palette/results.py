"""The list of the palette: the entries that are meant, each with its icon, title and detail."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from posture_app.ui.palette.entry import PaletteEntry
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.theme.tokens import Role
from posture_app.ui.widgets.item_model import ITEM, Index, ItemModel
from posture_app.ui.widgets.paint import rounded

_ICON: Final = 20


class ResultModel(ItemModel[PaletteEntry]):
    """The entries that are shown now, the best first."""

    def told(self, item: PaletteEntry) -> Mapping[int, object]:
        """Its title, and all of its words for screen readers."""
        spoken = ". ".join(part for part in (item.title, item.detail) if part)
        return {
            Qt.ItemDataRole.DisplayRole: item.title,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
        }


class ResultDelegate(QStyledItemDelegate):
    """Draws one entry; the one that Enter would choose stands on a ground of its own."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def row_px(self) -> int:
        """How high an entry is, at the chosen text size."""
        words = (self._theme.font(role) for role in ("strong", "small"))
        return sum(QFontMetrics(font).height() for font in words) + tokens.SPACE_L

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index, /) -> QSize:
        """Two lines, as wide as the list."""
        area: Any = option
        return QSize(area.rect.width(), self.row_px())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw ground, icon and words."""
        area: Any = option
        entry: PaletteEntry = index.data(ITEM)
        rect = QRectF(area.rect)
        chosen = bool(area.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or area.state & QStyle.StateFlag.State_MouseOver:
            ground = self._theme.colour("accent_soft" if chosen else "hover")
            rounded(painter, rect, tokens.RADIUS_M, ground)
        side = self._theme.px(_ICON)
        left = rect.left() + tokens.SPACE_M
        if entry.icon:
            place = QRectF(left, rect.center().y() - side / 2, side, side)
            colour = self._theme.colour("accent_ink" if chosen else "muted")
            paint_icon(painter, entry.icon, place, colour)
        words = rect.adjusted(
            tokens.SPACE_M + side + tokens.SPACE_M, tokens.SPACE_S, -tokens.SPACE_M, 0
        )
        self._line(painter, entry.title, "strong", "ink", words)
        words.setTop(words.top() + QFontMetrics(self._theme.font("strong")).height())
        self._line(painter, entry.detail, "small", "muted", words)
        painter.restore()

    def _line(self, painter: QPainter, text: str, role: Role, colour: str, rect: QRectF) -> None:
        font = self._theme.font(role)
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)
