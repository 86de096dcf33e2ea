"""What is worth a second look, as a list: it informs, and leads to what it is about."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from posture_app.dataclass import dataclass
from posture_app.ui.theme import tokens
from posture_app.ui.theme.icons import paint_icon
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.builder.rows import RowKey
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.item_model import ITEM, Index, ItemModel
from posture_app.ui.widgets.layouts import NO_LIMIT_PX
from posture_app.ui.widgets.paint import focus_ring, rounded
from posture_app.words.catalogue import _

_ICON_PX: Final = 18
_TALLEST_PX: Final = 168
_LOWEST_PX: Final = 36
"""Where the window is low, the plan takes room from the remarks down to one line of them."""
_ENDLESS: Final = 10_000


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One remark, and the row of the plan that it is about."""

    words: str
    about: RowKey


class RemarkModel(ItemModel[RemarkRow]):
    """The remarks that are shown now."""

    def told(self, item: RemarkRow) -> Mapping[int, object]:
        """Its words."""
        return {
            Qt.ItemDataRole.DisplayRole: item.words,
            Qt.ItemDataRole.AccessibleTextRole: item.words,
        }


class RemarkDelegate(QStyledItemDelegate):
    """Draws a remark in full, and that it leads somewhere."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """All of its lines."""
        width = self._words(QRect(0, 0, self._list.viewport().width(), 0)).width()
        metrics = QFontMetrics(self._theme.font("small"))
        row: RemarkRow = index.data(ITEM)
        flags = Qt.TextFlag.TextWordWrap
        height = metrics.boundingRect(0, 0, width, _ENDLESS, flags, row.words).height()
        return QSize(0, max(height + 2 * tokens.SPACE_S, self._theme.px(36)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw icon, words and where it leads."""
        row: RemarkRow = index.data(ITEM)
        area: Any = option
        theme, place = self._theme, QRect(area.rect)
        painter.save()
        if area.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, QRectF(place), tokens.RADIUS_S, theme.colour("hover"))
        if area.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, QRectF(place), tokens.RADIUS_S, theme.colour("focus"))
        side = theme.px(_ICON_PX)
        top = place.top() + tokens.SPACE_S
        icon = QRectF(place.left() + tokens.SPACE_S, top, side, side)
        paint_icon(painter, "info", icon, theme.colour("caution_ink"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink"))
        painter.drawText(self._words(place), Qt.TextFlag.TextWordWrap, row.words)
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.colour("accent_ink"))
        right = place.adjusted(0, tokens.SPACE_S, -tokens.SPACE_S, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight, _("Show it"))
        painter.restore()

    def _words(self, place: QRect) -> QRect:
        metrics = QFontMetrics(self._theme.font("small_strong"))
        right = metrics.horizontalAdvance(_("Show it")) + 2 * tokens.SPACE_S
        left = self._theme.px(_ICON_PX) + 2 * tokens.SPACE_S
        return place.adjusted(left, tokens.SPACE_S, -right, 0)


class RemarkList(QListView):
    """The remarks, as high as they are but not higher than a few lines; the rest scrolls.

    Signals:
        show_wanted: The `RowKey` of what a remark is about.
    """

    show_wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._room_px = NO_LIMIT_PX
        self.setObjectName("plan-remarks")
        self.setAccessibleName(_("Remarks on the plan"))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = RemarkModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(RemarkDelegate(make.theme, self))
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_remarks(self, remarks: Sequence[RemarkRow]) -> None:
        """Show these."""
        if remarks != self._rows.items:
            self._rows.show_items(remarks)
            self._fit()

    def keep_within(self, room_px: int) -> None:
        """Be no higher than this, but for one line: the plan below is what is worked on."""
        if room_px != self._room_px:
            self._room_px = room_px
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as they are."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Another width may mean another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        lowest = self._theme.px(_LOWEST_PX)
        most = max(lowest, min(self._theme.px(_TALLEST_PX), self._room_px))
        height = min(self.contentsSize().height(), most)
        self.setMaximumHeight(height)
        self.setMinimumHeight(min(height, lowest))
        self.updateGeometry()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self._rows.item_at(index)
        if row is not None:
            self.show_wanted.emit(row.about)
